from enum import StrEnum


class NotFoundCode(StrEnum):
    NOT_FOUND = "not-found"

    def __str__(self) -> str:
        return str(self.value)
