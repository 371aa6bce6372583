from enum import StrEnum


class RoleName(StrEnum):
    ADMIN = "admin"
    ANALYST = "analyst"
    AUDITOR = "auditor"
    INGEST = "ingest"

    def __str__(self) -> str:
        return str(self.value)
