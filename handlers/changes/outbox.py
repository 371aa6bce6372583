"""The outbox: an event is written in its mutation's transaction and published by the relay after the commit."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import BaseModel

from generated import events
from generated.queries import outbox as outbox_queries
from handlers.changes.audit import AuditId
from handlers.changes.locks import RowTime
from handlers.runtime.context import Context
from handlers.runtime.ids import new_id

SOURCE = "urn:oneprotect:ticketing"
_MODELS: dict[str, type[BaseModel]] = {
    "created": events.TicketCreated,
    "updated": events.TicketUpdated,
    "assigned": events.TicketAssigned,
    "status_changed": events.TicketStatusChanged,
    "comment_added": events.TicketCommentAdded,
    "linked": events.TicketLinked,
    "unlinked": events.TicketUnlinked,
}


async def add_event(
    context: Context,
    ticket_id: UUID,
    *,
    at: RowTime,
    kind: str,
    ticket_version: int,
    audit_id: AuditId,
    data: dict[str, Any],
) -> None:
    """Write the event ``ticket.<kind>`` as a CloudEvent (v1.0, structured JSON), validated by its generated model.

    Takes the ticket's next sequence while the caller holds the ticket's row lock, so the sequence has no gaps.
    """
    sequence = await outbox_queries.next_sequence(context.connection, ticket_id=ticket_id)
    event_id, tenant_id = new_id(), context.actor.tenant_id
    envelope = {
        "specversion": "1.0",
        "id": event_id,
        "source": SOURCE,
        "type": f"oneprotect.ticket.{kind}.v1",
        "subject": ticket_id,
        "time": at,
        "datacontenttype": "application/json",
        "dataschema": f"urn:oneprotect:schema:ticket.{kind}.v1",
        "tenantid": tenant_id,
        "sequence": f"{sequence:016d}",
        "ticketversion": ticket_version,
        "actorid": context.actor.principal_id,
        "auditid": audit_id,
        "traceparent": context.traceparent,
    }
    await outbox_queries.insert_outbox(
        context.connection,
        id=event_id,
        ticket_id=ticket_id,
        sequence=sequence,
        type=f"oneprotect.ticket.{kind}.v1",
        subject=f"oneprotect.ticket.{kind}.{tenant_id}.{ticket_id}",
        payload=_MODELS[kind].model_validate({**envelope, "data": data}).model_dump(mode="json", by_alias=True),
        created_at=at,
    )
