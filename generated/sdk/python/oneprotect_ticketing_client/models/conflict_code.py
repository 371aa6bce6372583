from enum import StrEnum


class ConflictCode(StrEnum):
    IDEMPOTENCY_IN_PROGRESS = "idempotency-in-progress"
    INVALID_TRANSITION = "invalid-transition"
    LINK_CONFLICT = "link-conflict"
    TICKET_CLOSED = "ticket-closed"

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def _missing_(cls, value: object) -> "ConflictCode | None":
        # A later version of the API may have more values.
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = member._value_ = value
        return member
