"""Who may do what to which object, beyond scopes and tenant. Pure: no I/O, the object is given."""

from __future__ import annotations

from collections.abc import Iterable

from generated.models import TicketStatus
from generated.problems import Forbidden, InvalidTransition
from generated.transitions import TRANSITIONS
from handlers.runtime.identity.actors import Actor

CLOSED = TicketStatus.closed


def may_repeat(actor: Actor, required_scopes: Iterable[str]) -> Forbidden | None:
    """Ask again for what a mutation took, before its answer is given again."""
    for scope in required_scopes:
        kind, _, name = scope.partition(":")
        refused = may_report(actor, name) if kind == "source" else None
        if refused is not None:
            return refused
        if kind != "source" and scope not in actor.scopes:
            return Forbidden(detail=f"The first request took {scope}, which you do not have now.")
    return None


def may_report(actor: Actor, source: str) -> Forbidden | None:
    """Hold a token that names its ``sources`` to alerts of those."""
    if actor.sources is not None and source not in actor.sources:
        return Forbidden(
            detail=f"This token may report alerts of {', '.join(sorted(actor.sources)) or 'no source'} only."
        )
    return None


def required_scope(current: TicketStatus, wanted: TicketStatus) -> str | None:
    """Give the scope that a move between two statuses takes, if any (x-transitions in the spec)."""
    return next((move.needs for move in TRANSITIONS[current] if move.to == wanted), None)


def may_move(actor: Actor, current: TicketStatus, wanted: TicketStatus) -> Forbidden | None:
    """Ask for the scope that a move between two statuses takes."""
    needed = required_scope(current, wanted)
    if needed is None or needed in actor.scopes:
        return None
    return Forbidden(detail=f"To move a ticket from {current} to {wanted} needs {needed}.")


def is_move(current: TicketStatus, wanted: TicketStatus) -> InvalidTransition | None:
    """Hold a change of status to the published table; the same status again is no change."""
    allowed = tuple(move.to for move in TRANSITIONS[current])
    if wanted == current or wanted in allowed:
        return None
    return InvalidTransition(
        detail=f"A ticket that is {current} can go to {', '.join(allowed)}.", current=current, allowed=allowed
    )
