"""Object rules: who may do what to which record, beyond scopes and tenant. Pure, without I/O."""

from __future__ import annotations

from collections.abc import Iterable

from generated.models import TicketStatus
from generated.problems import Forbidden, InvalidTransition
from generated.transitions import TRANSITIONS
from handlers.runtime.identity.actors import Actor

CLOSED = TicketStatus.closed
_SOURCE = "source:"


def source_requirement(source: str) -> str:
    """Return what a replay of a report requires: still being allowed to report alerts of this source."""
    return _SOURCE + source


def refuse_replay(actor: Actor, required: Iterable[str]) -> Forbidden | None:
    """Refuse to replay a stored answer to a caller who has lost what the first request required.

    ``required`` holds scopes and `source_requirement` entries.
    """
    for requirement in required:
        if requirement.startswith(_SOURCE):
            refused = refuse_source(actor, requirement.removeprefix(_SOURCE))
            if refused is not None:
                return refused
        elif requirement not in actor.scopes:
            return Forbidden(detail=f"The first request required {requirement}, which you no longer have.")
    return None


def refuse_source(actor: Actor, source: str) -> Forbidden | None:
    """Refuse an alert of a source that the token's ``sources`` does not list."""
    if actor.sources is None or source in actor.sources:
        return None
    allowed = ", ".join(sorted(actor.sources)) or "no source"
    return Forbidden(detail=f"This token may only report alerts of {allowed}. Use a token for this source.")


def scope_for_transition(current: TicketStatus, target: TicketStatus) -> str | None:
    """Return the scope that the transition requires, if any (x-transitions in the spec)."""
    return next((move.needs for move in TRANSITIONS[current] if move.to == target), None)


def refuse_without_scope(actor: Actor, current: TicketStatus, target: TicketStatus) -> Forbidden | None:
    """Refuse a transition to a caller without the scope that it requires."""
    scope = scope_for_transition(current, target)
    if scope is None or scope in actor.scopes:
        return None
    return Forbidden(detail=f"Changing a ticket from {current} to {target} requires {scope}.")


def refuse_transition(current: TicketStatus, target: TicketStatus) -> InvalidTransition | None:
    """Refuse a status that the published table of transitions does not allow; the same status is no transition."""
    allowed = tuple(move.to for move in TRANSITIONS[current])
    if target == current or target in allowed:
        return None
    return InvalidTransition(
        detail=f"A ticket with status {current} can change to {', '.join(allowed)}.", current=current, allowed=allowed
    )
