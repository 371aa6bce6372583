from enum import StrEnum


class TicketStatus(StrEnum):
    CLOSED = "closed"
    IN_PROGRESS = "in_progress"
    NEW = "new"
    ON_HOLD = "on_hold"
    RESOLVED = "resolved"
    TRIAGED = "triaged"

    def __str__(self) -> str:
        return str(self.value)
