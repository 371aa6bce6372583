from enum import StrEnum


class TicketSourceKind(StrEnum):
    ALERT = "alert"
    MANUAL = "manual"

    def __str__(self) -> str:
        return str(self.value)
