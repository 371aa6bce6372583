from enum import StrEnum


class ListAuditRecordsSort(StrEnum):
    OCCURRED_AT = "occurred_at"
    OCCURRED_AT_DESCENDING = "-occurred_at"

    def __str__(self) -> str:
        return str(self.value)
