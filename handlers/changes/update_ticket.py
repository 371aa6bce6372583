"""Writing a changed ticket, and recording the change."""

from __future__ import annotations

from typing import Any

from generated.queries import tickets
from generated.queries.tickets import TicketRow
from handlers import redaction
from handlers.changes.locks import Locked, next_time
from handlers.changes.record import TicketEvent, record_ticket_change
from handlers.rules.change import Change
from handlers.rules.ticket_patch import PatchedTicket, status_times
from handlers.runtime.context import Context

_REDACTED = ("title", "description", "tags", "resolution")


async def write_ticket(
    context: Context, ticket: Locked[TicketRow], patched: PatchedTicket, changes: dict[str, Change]
) -> TicketRow:
    """Write the patched ticket with one audit record, and a timeline entry and an event for each kind of change."""
    row, now = ticket.row, next_time(ticket)
    times = status_times(row, patched.status, now)
    resolution = patched.resolution or {"reason": None, "note": None}
    await tickets.update_ticket(
        context.connection,
        ticket_id=row.id,
        title=patched.title,
        description=patched.description,
        status=patched.status,
        priority=patched.priority,
        severity=patched.severity,
        assignee_id=patched.assignee_id,
        tags=patched.tags,
        resolution_reason=resolution["reason"],
        resolution_note=resolution["note"],
        **redaction.redacted_columns("Ticket", {name: getattr(patched, name) for name in _REDACTED}, ticket.known),
        now=now,
        status_changed_at=times.status_changed_at,
        resolved_at=times.resolved_at,
        closed_at=times.closed_at,
    )
    written = await tickets.get_existing_ticket(context.connection, ticket_id=row.id)
    events = _events(written, changes, patched)
    await record_ticket_change(
        context, "ticket", row.id, list(changes.values()), at=now, known=ticket.known, events=events
    )
    return written


def _events(ticket: TicketRow, changes: dict[str, Change], patched: PatchedTicket) -> list[TicketEvent]:
    """Split the changes into events: fields, then assignment, then status with its resolution."""
    fields = dict(changes)
    status, assignee = fields.pop("status", None), fields.pop("assignee_id", None)
    resolution = fields.pop("resolution", None) if status is not None else None
    events = []
    if fields:
        data: dict[str, Any] = {"changes": [change.document for change in fields.values()]}
        events.append(TicketEvent(ticket, kind="updated", entry=data, data=data))
    if assignee is not None:
        data = {"from": assignee.before, "to": assignee.after}
        events.append(TicketEvent(ticket, kind="assigned", entry=data, data=data))
    if status is not None:
        data = {"from": status.before, "to": status.after, "resolution": patched.resolution}
        is_cleared = resolution is not None and resolution.after is None
        # The timeline keeps the resolution that a reopening clears.
        shown = resolution.before if resolution is not None and is_cleared else patched.resolution
        events.append(TicketEvent(ticket, kind="status_changed", entry={**data, "resolution": shown}, data=data))
    return events
