from enum import StrEnum


class ConflictCode(StrEnum):
    IDEMPOTENCY_IN_PROGRESS = "idempotency-in-progress"
    INVALID_TRANSITION = "invalid-transition"
    LINK_CONFLICT = "link-conflict"
    TICKET_CLOSED = "ticket-closed"

    def __str__(self) -> str:
        return str(self.value)
