from enum import StrEnum


class ForbiddenCode(StrEnum):
    CSRF_FAILED = "csrf-failed"
    FORBIDDEN = "forbidden"

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def _missing_(cls, value: object) -> "ForbiddenCode | None":
        # A later version of the API may have more values.
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = member._value_ = value
        return member
