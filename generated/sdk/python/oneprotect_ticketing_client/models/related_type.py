from enum import StrEnum


class RelatedType(StrEnum):
    ALERT = "alert"
    TICKET = "ticket"

    def __str__(self) -> str:
        return str(self.value)
