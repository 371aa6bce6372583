# Generated from specs/schemas/tickets.yaml by `python -m codegen`. Do not edit.
"""The transitions between the statuses of a ticket."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generated.models import TicketStatus


@dataclass(frozen=True, slots=True)
class Transition:
    """A status that can be set, and the scope that setting it requires beyond those of the operation."""

    to: TicketStatus
    needs: str | None = None


TRANSITIONS: Mapping[TicketStatus, tuple[Transition, ...]] = MappingProxyType(
    {
        TicketStatus.new: (
            Transition(TicketStatus.triaged),
            Transition(TicketStatus.in_progress),
            Transition(TicketStatus.resolved),
        ),
        TicketStatus.triaged: (
            Transition(TicketStatus.in_progress),
            Transition(TicketStatus.on_hold),
            Transition(TicketStatus.resolved),
        ),
        TicketStatus.in_progress: (
            Transition(TicketStatus.on_hold),
            Transition(TicketStatus.resolved),
        ),
        TicketStatus.on_hold: (
            Transition(TicketStatus.in_progress),
            Transition(TicketStatus.resolved),
        ),
        TicketStatus.resolved: (
            Transition(TicketStatus.closed),
            Transition(TicketStatus.in_progress),
        ),
        TicketStatus.closed: (Transition(TicketStatus.in_progress, "tickets:reopen"),),
    }
)
