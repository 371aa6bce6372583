from enum import StrEnum


class PreconditionRequiredCode(StrEnum):
    PRECONDITION_REQUIRED = "precondition-required"

    def __str__(self) -> str:
        return str(self.value)
