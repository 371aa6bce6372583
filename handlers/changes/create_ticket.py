"""Creating a ticket, by hand or from an alert."""

from __future__ import annotations

from dataclasses import dataclass, fields
from uuid import UUID

from generated import models
from generated.problems import UnknownAssignee
from generated.queries import people, tickets
from generated.queries.alerts import AlertRow
from handlers import redaction
from handlers.changes.locks import Locked, next_time, time_of_new_row
from handlers.changes.record import TicketEvent, record_ticket_change
from handlers.rules import views
from handlers.rules.change import created
from handlers.runtime.context import Context
from handlers.runtime.ids import new_id

_REDACTED = ("title", "description", "tags")


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketDraft:
    """The fields of a ticket to be created."""

    title: str
    description: str
    priority: str
    severity: str
    assignee_id: UUID | None
    tags: list[str]
    source_alert_id: UUID | None = None


async def refuse_assignee(context: Context, assignee_id: UUID | None) -> UnknownAssignee | None:
    """Refuse an assignee who is not a principal of the tenant that was last seen with tickets:write.

    The answer is the same for every other id, so that it reveals nothing about principals.
    """
    if assignee_id is None:
        return None
    principal = await people.get_principal(context.connection, principal_id=assignee_id)
    if principal is not None and principal.assignable:
        return None
    return UnknownAssignee(
        detail="No principal with this id can be assigned tickets. Choose one from /principals?assignable=true."
    )


async def create_ticket_from_draft(
    context: Context, draft: TicketDraft, alert: Locked[AlertRow] | None = None
) -> models.Ticket | UnknownAssignee:
    """Create the ticket with its number, and record it as created; ``alert`` is the locked source alert, if any."""
    refused = await refuse_assignee(context, draft.assignee_id)
    if refused is not None:
        return refused
    ticket_id = new_id()
    number = await tickets.next_ticket_number(context.connection)
    # After the number, whose lock orders the tickets of the tenant.
    now = time_of_new_row() if alert is None else next_time(alert)
    known = redaction.NOTHING if alert is None else alert.known
    await tickets.insert_ticket(
        context.connection,
        id=ticket_id,
        number=number,
        title=draft.title,
        description=draft.description,
        priority=draft.priority,
        severity=draft.severity,
        assignee_id=draft.assignee_id,
        tags=draft.tags,
        source_kind="manual" if draft.source_alert_id is None else "alert",
        source_alert_id=draft.source_alert_id,
        reporter_id=context.actor.principal_id,
        **redaction.redacted_columns(
            "Ticket", {name: getattr(draft, name) for name in _REDACTED} | {"resolution": None}, known
        ),
        now=now,
    )
    ticket = views.ticket(await tickets.get_existing_ticket(context.connection, ticket_id=ticket_id))
    changes = created({field.name: views.json_value(getattr(draft, field.name)) for field in fields(draft)})
    event = TicketEvent(ticket, kind="created", entry={}, data={"ticket": ticket})
    await record_ticket_change(context, "ticket", ticket_id, changes, at=now, known=known, events=[event])
    return ticket
