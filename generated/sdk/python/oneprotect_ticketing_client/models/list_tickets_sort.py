from enum import StrEnum


class ListTicketsSort(StrEnum):
    CREATED_AT = "created_at"
    CREATED_AT_DESCENDING = "-created_at"
    NUMBER = "number"
    NUMBER_DESCENDING = "-number"
    PRIORITY = "priority"
    PRIORITY_DESCENDING = "-priority"
    SEVERITY = "severity"
    SEVERITY_DESCENDING = "-severity"
    UPDATED_AT = "updated_at"
    UPDATED_AT_DESCENDING = "-updated_at"

    def __str__(self) -> str:
        return str(self.value)
