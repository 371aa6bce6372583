# Generated from specs/schemas/tickets.yaml by `python -m codegen`. Do not edit.
"""The moves between statuses of a ticket."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generated.models import TicketStatus


@dataclass(frozen=True, slots=True)
class Move:
    """A status to go to, and the scope that it takes, if any."""

    to: TicketStatus
    needs: str | None = None


TRANSITIONS: Mapping[TicketStatus, tuple[Move, ...]] = MappingProxyType(
    {
        TicketStatus.new: (
            Move(TicketStatus.triaged),
            Move(TicketStatus.in_progress),
            Move(TicketStatus.resolved),
        ),
        TicketStatus.triaged: (
            Move(TicketStatus.in_progress),
            Move(TicketStatus.on_hold),
            Move(TicketStatus.resolved),
        ),
        TicketStatus.in_progress: (
            Move(TicketStatus.on_hold),
            Move(TicketStatus.resolved),
        ),
        TicketStatus.on_hold: (
            Move(TicketStatus.in_progress),
            Move(TicketStatus.resolved),
        ),
        TicketStatus.resolved: (
            Move(TicketStatus.closed),
            Move(TicketStatus.in_progress),
        ),
        TicketStatus.closed: (Move(TicketStatus.in_progress, "tickets:reopen"),),
    }
)
