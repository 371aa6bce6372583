from enum import StrEnum


class LinkRelation(StrEnum):
    BLOCKS = "blocks"
    CAUSED_BY = "caused_by"
    DUPLICATES = "duplicates"
    RELATED = "related"

    def __str__(self) -> str:
        return str(self.value)
