from enum import StrEnum


class DemoIdentity(StrEnum):
    ADMIN = "admin"
    ANALYST = "analyst"
    AUDITOR = "auditor"
    SECOND_TENANT_ANALYST = "second-tenant-analyst"

    def __str__(self) -> str:
        return str(self.value)
