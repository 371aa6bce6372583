"""What a merge patch (RFC 7396) makes of a ticket. Pure, without I/O."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import MISSING

from generated import models
from generated.problems import ResolutionRequired, Validation
from generated.queries.tickets import TicketRow
from handlers.rules.change import Change
from handlers.rules.refusals import invalid_field

_PLAIN_FIELDS = ("title", "description", "status", "priority", "severity", "assignee_id", "tags")
_WITH_RESOLUTION = ("resolved", "closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class PatchedTicket:
    """The fields of a ticket that a patch can change."""

    title: str
    description: str
    status: str
    priority: str
    severity: str
    assignee_id: UUID | None
    tags: list[str]
    resolution: dict[str, Any] | None


def current_fields(row: TicketRow) -> PatchedTicket:
    """Return the fields as they are stored."""
    reason = row.resolution_reason
    return PatchedTicket(
        **{name: getattr(row, name) for name in _PLAIN_FIELDS},
        resolution=None if reason is None else {"reason": reason, "note": row.resolution_note},
    )


def apply_patch(row: TicketRow, body: models.TicketUpdate) -> PatchedTicket | Validation | ResolutionRequired:
    """Merge the patch into the ticket.

    A ticket that is resolved or closed needs a resolution; any other status clears it.
    """
    before = current_fields(row)
    changed = {name: value for name in _PLAIN_FIELDS if (value := getattr(body, name)) is not MISSING}
    if changed.get("tags", ()) is None:
        del changed["tags"]  # null leaves an array as it is (ADR-0021)
    after = replace(before, **changed)
    resolution = _merge_resolution(before.resolution, body.resolution)
    if after.status not in _WITH_RESOLUTION:
        if body.resolution is not MISSING and body.resolution is not None:
            return invalid_field("/resolution", "Only a resolved or closed ticket can have a resolution")
        return replace(after, resolution=None)
    if resolution is None or resolution.get("reason") is None:
        return ResolutionRequired(detail="A resolved or closed ticket needs a resolution. Send resolution.reason.")
    return replace(after, resolution=resolution)


def _merge_resolution(before: dict[str, Any] | None, patch: Any) -> dict[str, Any] | None:
    if patch is MISSING:
        return before
    if patch is None:
        return None
    start: dict[str, Any] = before or {"reason": None, "note": None}
    return {**start, **patch.model_dump(mode="json")}


def changed_fields(before: PatchedTicket, after: PatchedTicket) -> dict[str, Change]:
    """Return a change, with JSON values, for every field that differs."""
    changes = {}
    for field in fields(PatchedTicket):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new:
            changes[field.name] = Change(field.name, _json_value(old), _json_value(new))
    return changes


def _json_value(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


@dataclass(frozen=True, slots=True)
class StatusTimes:
    """When the status last changed, and when the ticket was resolved and closed."""

    status_changed_at: datetime
    resolved_at: datetime | None
    closed_at: datetime | None


def status_times(row: TicketRow, status: str, now: datetime) -> StatusTimes:
    """Return the times of the ticket after a change to ``status``; closing keeps the time of the resolution."""
    if status == row.status:
        return StatusTimes(row.status_changed_at, row.resolved_at, row.closed_at)
    kept = row.resolved_at if status == "closed" else None
    return StatusTimes(now, now if status == "resolved" else kept, now if status == "closed" else None)
