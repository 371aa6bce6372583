from enum import StrEnum


class AlertVerdict(StrEnum):
    BENIGN_POSITIVE = "benign_positive"
    DUPLICATE = "duplicate"
    FALSE_POSITIVE = "false_positive"
    TRUE_POSITIVE = "true_positive"
    UNDETERMINED = "undetermined"

    def __str__(self) -> str:
        return str(self.value)
