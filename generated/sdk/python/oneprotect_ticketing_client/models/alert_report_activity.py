from enum import StrEnum


class AlertReportActivity(StrEnum):
    CLOSE = "close"
    UPDATE = "update"

    def __str__(self) -> str:
        return str(self.value)
