from enum import StrEnum


class AssetRole(StrEnum):
    ACTOR = "actor"
    DESTINATION = "destination"
    SOURCE = "source"
    TARGET = "target"

    def __str__(self) -> str:
        return str(self.value)
