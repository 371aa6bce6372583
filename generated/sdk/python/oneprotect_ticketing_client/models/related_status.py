from enum import StrEnum


class RelatedStatus(StrEnum):
    CLOSED = "closed"
    IN_PROGRESS = "in_progress"
    NEW = "new"
    ON_HOLD = "on_hold"
    RESOLVED = "resolved"
    SUPPRESSED = "suppressed"
    TRIAGED = "triaged"

    def __str__(self) -> str:
        return str(self.value)
