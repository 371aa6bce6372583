from enum import StrEnum


class TicketPriority(StrEnum):
    P1 = "p1"
    P2 = "p2"
    P3 = "p3"
    P4 = "p4"

    def __str__(self) -> str:
        return str(self.value)
