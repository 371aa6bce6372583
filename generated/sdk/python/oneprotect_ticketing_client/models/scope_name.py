from enum import StrEnum


class ScopeName(StrEnum):
    ALERTSINGEST = "alerts:ingest"
    ALERTSREAD = "alerts:read"
    ALERTSWRITE = "alerts:write"
    AUDITREAD = "audit:read"
    AUDITSEAL = "audit:seal"
    RECORDSREAD = "records:read"
    RECORDSWRITE = "records:write"
    TICKETSREAD = "tickets:read"
    TICKETSREOPEN = "tickets:reopen"
    TICKETSWRITE = "tickets:write"

    def __str__(self) -> str:
        return str(self.value)
