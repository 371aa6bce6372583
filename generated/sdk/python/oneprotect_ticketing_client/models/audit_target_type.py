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
