from enum import StrEnum


class AuditTargetType(StrEnum):
    ALERT = "alert"
    ASSET = "asset"
    COMMENT = "comment"
    DELIVERY_RECORD = "delivery_record"
    EVIDENCE = "evidence"
    LINK = "link"
    TICKET = "ticket"

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def _missing_(cls, value: object) -> "AuditTargetType | None":
        # A later version of the API may have more values.
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = member._value_ = value
        return member
