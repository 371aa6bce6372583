from enum import StrEnum


class AlertActivity(StrEnum):
    CLOSE = "close"
    CREATE = "create"
    UPDATE = "update"

    def __str__(self) -> str:
        return str(self.value)
