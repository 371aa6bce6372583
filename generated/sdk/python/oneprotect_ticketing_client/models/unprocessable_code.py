from enum import StrEnum


class UnprocessableCode(StrEnum):
    IDEMPOTENCY_KEY_REUSED = "idempotency-key-reused"
    RESOLUTION_REQUIRED = "resolution-required"
    UNKNOWN_ASSIGNEE = "unknown-assignee"
    UNKNOWN_TARGET = "unknown-target"
    VALIDATION = "validation"

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def _missing_(cls, value: object) -> "UnprocessableCode | None":
        # A later version of the API may have more values.
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = member._value_ = value
        return member
