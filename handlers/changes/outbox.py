"""The outbox: an event is written in its mutation's transaction, and published after it by the relay."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import BaseModel

from generated.queries import outbox
from handlers.runtime.context import Context
from handlers.runtime.ids import new_id

SOURCE = "urn:oneprotect:ticketing"


async def emit(
    context: Context,
    event: type[BaseModel],
    name: str,
    ticket_id: UUID,
    *,
    ticket_version: int,
    audit_id: UUID,
    data: dict[str, Any],
) -> None:
    """Write the event ``ticket.<name>`` as a CloudEvent (v1.0, structured JSON) of its generated model.

    Takes the ticket's next sequence under its row lock, so whatever the transaction writes later waits for nobody new.
    """
    sequence = await outbox.next_sequence(context.connection, ticket_id=ticket_id)
    event_id, tenant_id = new_id(), context.actor.tenant_id
    envelope = {
        "specversion": "1.0",
        "id": event_id,
        "source": SOURCE,
        "type": f"oneprotect.ticket.{name}.v1",
        "subject": ticket_id,
        "time": context.now,
        "datacontenttype": "application/json",
        "dataschema": f"urn:oneprotect:schema:ticket.{name}.v1",
        "tenantid": tenant_id,
        "sequence": sequence,
        "ticketversion": ticket_version,
        "actorid": context.actor.principal_id,
        "auditid": audit_id,
        "traceparent": context.traceparent,
    }
    await outbox.insert_outbox(
        context.connection,
        id=event_id,
        ticket_id=ticket_id,
        sequence=sequence,
        type=f"oneprotect.ticket.{name}.v1",
        subject=f"oneprotect.ticket.{name}.{tenant_id}.{ticket_id}",
        payload=event.model_validate({**envelope, "data": data}).model_dump(mode="json", by_alias=True),
        created_at=context.now,
    )
