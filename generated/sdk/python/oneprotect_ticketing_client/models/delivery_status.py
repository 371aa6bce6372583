from enum import StrEnum


class DeliveryStatus(StrEnum):
    DELIVERED = "delivered"
    FAILED = "failed"
    REQUESTED = "requested"

    def __str__(self) -> str:
        return str(self.value)
