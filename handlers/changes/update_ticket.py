"""Writing a changed ticket with its audit record, timeline entries and events."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from generated import events
from generated.queries import tickets
from generated.queries.tickets import TicketRow
from handlers import redaction
from handlers.changes import audit, outbox, timeline
from handlers.rules.change import Change
from handlers.rules.ticket_patch import Patched, moments
from handlers.runtime.context import Context

_EVENTS: dict[str, type[BaseModel]] = {
    "updated": events.TicketUpdated,
    "assigned": events.TicketAssigned,
    "status_changed": events.TicketStatusChanged,
}
_TOLD = ("title", "description", "tags", "resolution")


async def write_ticket(context: Context, row: TicketRow, after: Patched, found: dict[str, Change]) -> TicketRow:
    """Write the row, one audit record, and a timeline entry and an event for each concern."""
    when = moments(row, after.status, context.now)
    resolution = after.resolution or {"reason": None, "note": None}
    await tickets.update_ticket(
        context.connection,
        ticket_id=row.id,
        title=after.title,
        description=after.description,
        status=after.status,
        priority=after.priority,
        severity=after.severity,
        assignee_id=after.assignee_id,
        tags=after.tags,
        resolution_reason=resolution["reason"],
        resolution_note=resolution["note"],
        **redaction.redacted_columns("Ticket", {name: getattr(after, name) for name in _TOLD}),
        now=context.now,
        status_changed_at=when.status_changed_at,
        resolved_at=when.resolved_at,
        closed_at=when.closed_at,
    )
    written = await tickets.get_new_ticket(context.connection, ticket_id=row.id)
    audit_id = await audit.record(context, "ticket", row.id, list(found.values()))
    for kind, entry, told in _concerns(found, after):
        version, data = written.version, {"ticket_id": row.id, "number": row.number, **told}
        await timeline.add(context, row.id, kind=kind, ticket_version=version, audit_id=audit_id, data=entry)
        await outbox.emit(context, _EVENTS[kind], kind, row.id, ticket_version=version, audit_id=audit_id, data=data)
    return written


def _concerns(found: dict[str, Change], after: Patched) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Give kind, timeline entry and event data of each concern, in the order in which they are told."""
    rest = dict(found)
    moved, assigned = rest.pop("status", None), rest.pop("assignee_id", None)
    ended = rest.pop("resolution", None) if moved is not None else None
    concerns = []
    if rest:
        told: dict[str, Any] = {
            "changes": [{"field": c.field, "before": c.before, "after": c.after} for c in rest.values()]
        }
        concerns.append(("updated", told, told))
    if assigned is not None:
        told = {"from": assigned.before, "to": assigned.after}
        concerns.append(("assigned", told, told))
    if moved is not None:
        told = {"from": moved.before, "to": moved.after, "resolution": after.resolution}
        cleared = ended.before if ended is not None and ended.after is None else after.resolution
        concerns.append(("status_changed", {**told, "resolution": cleared}, told))
    return concerns
