"""Making a ticket: by hand, or of an alert."""

from __future__ import annotations

from dataclasses import dataclass, fields
from uuid import UUID

from generated import events, models
from generated.problems import UnknownAssignee
from generated.queries import tenancy, tickets
from handlers import redaction
from handlers.changes import audit, outbox, timeline
from handlers.rules import views
from handlers.rules.change import Change
from handlers.runtime.context import Context
from handlers.runtime.ids import new_id

_TOLD = ("title", "description", "tags")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a ticket shall have when it is made."""

    title: str
    description: str
    priority: str
    severity: str
    assignee_id: UUID | None
    tags: list[str]
    source_alert_id: UUID | None = None


async def refuse_assignee(context: Context, assignee_id: UUID | None) -> UnknownAssignee | None:
    """Hold assignees to principals of the tenant that were last seen with tickets:write; any other reads alike."""
    if assignee_id is None:
        return None
    principal = await tenancy.get_principal(context.connection, principal_id=assignee_id)
    if principal is not None and principal.assignable:
        return None
    return UnknownAssignee(detail="Nobody with this id can be assigned tickets; see /principals?assignable=true.")


async def create_ticket(context: Context, draft: Draft) -> models.Ticket | UnknownAssignee:
    """Make the ticket with its number, timeline entry, audit record and ticket.created."""
    refused = await refuse_assignee(context, draft.assignee_id)
    if refused is not None:
        return refused
    ticket_id = new_id()
    await tickets.insert_ticket(
        context.connection,
        id=ticket_id,
        number=await tickets.next_ticket_number(context.connection),
        title=draft.title,
        description=draft.description,
        priority=draft.priority,
        severity=draft.severity,
        assignee_id=draft.assignee_id,
        tags=draft.tags,
        source_kind="manual" if draft.source_alert_id is None else "alert",
        source_alert_id=draft.source_alert_id,
        reporter_id=context.actor.principal_id,
        **redaction.redacted_columns("Ticket", {name: getattr(draft, name) for name in _TOLD} | {"resolution": None}),
        now=context.now,
    )
    ticket = views.ticket(await tickets.get_new_ticket(context.connection, ticket_id=ticket_id))
    changes = [Change(field.name, None, views.plain(getattr(draft, field.name))) for field in fields(draft)]
    audit_id = await audit.record(context, "ticket", ticket_id, changes)
    await timeline.add(context, ticket_id, kind="created", ticket_version=1, audit_id=audit_id, data={})
    await outbox.emit(
        context,
        events.TicketCreated,
        "created",
        ticket_id,
        ticket_version=1,
        audit_id=audit_id,
        data={"ticket_id": ticket_id, "number": ticket.number, "ticket": ticket},
    )
    return ticket
