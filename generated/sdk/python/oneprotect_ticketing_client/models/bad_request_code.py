from enum import StrEnum


class BadRequestCode(StrEnum):
    INVALID_CURSOR = "invalid-cursor"
    INVALID_PARAMETER = "invalid-parameter"
    MALFORMED_JSON = "malformed-json"
    UNKNOWN_PARAMETER = "unknown-parameter"

    def __str__(self) -> str:
        return str(self.value)
