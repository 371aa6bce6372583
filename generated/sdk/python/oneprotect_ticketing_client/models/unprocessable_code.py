from enum import StrEnum


class UnprocessableCode(StrEnum):
    IDEMPOTENCY_KEY_REUSED = "idempotency-key-reused"
    RESOLUTION_REQUIRED = "resolution-required"
    UNKNOWN_ASSIGNEE = "unknown-assignee"
    UNKNOWN_TARGET = "unknown-target"
    VALIDATION = "validation"

    def __str__(self) -> str:
        return str(self.value)
