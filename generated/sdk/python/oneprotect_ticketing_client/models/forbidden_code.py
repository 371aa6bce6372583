from enum import StrEnum


class ForbiddenCode(StrEnum):
    CSRF_FAILED = "csrf-failed"
    FORBIDDEN = "forbidden"

    def __str__(self) -> str:
        return str(self.value)
