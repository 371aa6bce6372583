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

    @classmethod
    def _missing_(cls, value: object) -> "ScopeName | None":
        # A later version of the API may have more values.
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = member._value_ = value
        return member
