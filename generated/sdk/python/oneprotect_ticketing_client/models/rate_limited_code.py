from enum import StrEnum


class RateLimitedCode(StrEnum):
    RATE_LIMITED = "rate-limited"

    def __str__(self) -> str:
        return str(self.value)
