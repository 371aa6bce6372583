from enum import StrEnum


class VersionMismatchCode(StrEnum):
    VERSION_MISMATCH = "version-mismatch"

    def __str__(self) -> str:
        return str(self.value)
