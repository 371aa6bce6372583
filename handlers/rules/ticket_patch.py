"""What a ticket would be after a merge patch (RFC 7396), and which events that is. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import MISSING

from generated import models
from generated.problems import FieldError, ResolutionRequired, Validation
from generated.queries.tickets import TicketRow
from handlers.rules.change import Change

_PLAIN = ("title", "description", "priority", "severity", "tags")
_ENDED = ("resolved", "closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patched:
    """The fields of a ticket that a patch can change."""

    title: str
    description: str
    status: str
    priority: str
    severity: str
    assignee_id: UUID | None
    tags: list[str]
    resolution: dict[str, Any] | None


def current(row: TicketRow) -> Patched:
    """Give the fields as they are."""
    reason = row.resolution_reason
    return Patched(
        title=row.title,
        description=row.description,
        status=row.status,
        priority=row.priority,
        severity=row.severity,
        assignee_id=row.assignee_id,
        tags=row.tags,
        resolution=None if reason is None else {"reason": reason, "note": row.resolution_note},
    )


def patched(row: TicketRow, body: models.TicketUpdate) -> Patched | Validation | ResolutionRequired:
    """Merge the patch into the ticket; reopening clears the resolution, every other ending needs one."""
    before = current(row)
    names = (*_PLAIN, "status", "assignee_id")
    given = {name: getattr(body, name) for name in names if getattr(body, name) is not MISSING}
    after = replace(before, **given)
    resolution = _merged(before.resolution, body.resolution)
    if after.status not in _ENDED:
        if body.resolution is not MISSING and body.resolution is not None:
            errors = (FieldError("/resolution", "Only a ticket that is resolved or closed has a resolution"),)
            return Validation(detail="The body breaks the schema in 1 place(s).", errors=errors)
        return replace(after, resolution=None)
    if resolution is None or resolution.get("reason") is None:
        return ResolutionRequired(detail="Send resolution.reason with it: why is the ticket resolved?")
    return replace(after, resolution=resolution)


def _merged(before: dict[str, Any] | None, patch: Any) -> dict[str, Any] | None:
    if patch is MISSING:
        return before
    if patch is None:
        return None
    start: dict[str, Any] = before or {"reason": None, "note": None}
    return {**start, **patch.model_dump(mode="json")}


def changes(before: Patched, after: Patched) -> dict[str, Change]:
    """Give every field that differs, as JSON values."""
    found = {}
    for name in Patched.__dataclass_fields__:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            found[name] = Change(name, _json(old), _json(new))
    return found


def _json(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


@dataclass(frozen=True, slots=True)
class Moments:
    """When the status changed last, and when the ticket was resolved and closed."""

    status_changed_at: datetime
    resolved_at: datetime | None
    closed_at: datetime | None


def moments(row: TicketRow, status: str, now: datetime) -> Moments:
    """Give the moments of the ticket after a move to ``status``."""
    if status == row.status:
        return Moments(row.status_changed_at, row.resolved_at, row.closed_at)
    kept = row.resolved_at if status == "closed" else None
    return Moments(now, now if status == "resolved" else kept, now if status == "closed" else None)
