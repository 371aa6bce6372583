from enum import StrEnum


class AlertStatus(StrEnum):
    IN_PROGRESS = "in_progress"
    NEW = "new"
    RESOLVED = "resolved"
    SUPPRESSED = "suppressed"

    def __str__(self) -> str:
        return str(self.value)
