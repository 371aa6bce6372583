from enum import StrEnum


class UnsupportedMediaTypeCode(StrEnum):
    UNSUPPORTED_MEDIA_TYPE = "unsupported-media-type"

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def _missing_(cls, value: object) -> "UnsupportedMediaTypeCode | None":
        # A later version of the API may have more values.
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = member._value_ = value
        return member
