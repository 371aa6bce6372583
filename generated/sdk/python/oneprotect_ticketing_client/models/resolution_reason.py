from enum import StrEnum


class ResolutionReason(StrEnum):
    ACCEPTED_RISK = "accepted_risk"
    BENIGN_POSITIVE = "benign_positive"
    DUPLICATE = "duplicate"
    FALSE_POSITIVE = "false_positive"
    OTHER = "other"
    TRUE_POSITIVE = "true_positive"

    def __str__(self) -> str:
        return str(self.value)
