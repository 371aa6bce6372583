from enum import StrEnum


class ListAlertsSort(StrEnum):
    CREATED_AT = "created_at"
    CREATED_AT_DESCENDING = "-created_at"
    DETECTED_AT = "detected_at"
    DETECTED_AT_DESCENDING = "-detected_at"
    SEVERITY = "severity"
    SEVERITY_DESCENDING = "-severity"

    def __str__(self) -> str:
        return str(self.value)
