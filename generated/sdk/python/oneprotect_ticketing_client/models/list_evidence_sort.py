from enum import StrEnum


class ListEvidenceSort(StrEnum):
    CREATED_AT = "created_at"
    CREATED_AT_DESCENDING = "-created_at"

    def __str__(self) -> str:
        return str(self.value)
