from enum import StrEnum


class NotAcceptableCode(StrEnum):
    NOT_ACCEPTABLE = "not-acceptable"

    def __str__(self) -> str:
        return str(self.value)
