from enum import StrEnum


class CommentVisibility(StrEnum):
    AUDITOR_VISIBLE = "auditor_visible"
    INTERNAL = "internal"

    def __str__(self) -> str:
        return str(self.value)
