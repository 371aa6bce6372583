from enum import StrEnum


class LinkTargetType(StrEnum):
    ALERT = "alert"
    ASSET = "asset"
    AUDIT_RECORD = "audit_record"
    DELIVERY_RECORD = "delivery_record"
    EVIDENCE = "evidence"
    EXTERNAL_REFERENCE = "external_reference"
    TICKET = "ticket"

    def __str__(self) -> str:
        return str(self.value)
