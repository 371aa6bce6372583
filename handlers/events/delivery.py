"""An outbound integration reported a delivery: keep what it says as a record that tickets can be linked to."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeAlias

from generated.events import DeliveryDelivered, DeliveryFailed, DeliveryRequested
from generated.queries import deliveries, tickets
from handlers import redaction
from handlers.changes import audit
from handlers.rules.change import Change
from handlers.runtime.context import Context
from handlers.runtime.ids import new_id

Delivery: TypeAlias = DeliveryRequested | DeliveryDelivered | DeliveryFailed


def status_of(event: Delivery) -> str:
    """Give what the event says became of the delivery, by its type: `oneprotect.ticket.delivery.<status>.v1`."""
    return event.type.split(".")[3]


async def record_delivery(context: Context, event: Delivery) -> str | None:
    """Keep the delivery, once per source and id: a newer ``time`` wins, an older or equal one changes nothing.

    Gives the reason where the event can never have an effect: its ticket is not the tenant's, or not the delivery's.
    """
    if await tickets.get_ticket(context.connection, ticket_id=event.subject) is None:
        return "the tenant has no such ticket"
    status, target, detail = status_of(event), event.data.target, event.data.detail
    redacted = redaction.redacted_columns(
        "DeliveryRecord", {"source": event.source, "target": target, "detail": detail}
    )
    made = await deliveries.insert_delivery(
        context.connection,
        id=new_id(),
        ticket_id=event.subject,
        source=event.source,
        source_event_id=event.id,
        target=target,
        status=status,
        detail=detail,
        **redacted,
        occurred_at=event.time,
        now=context.now,
    )
    after = {"status": status, "target": target, "detail": detail, "occurred_at": _written(event.time)}
    if made is not None:
        told = {"ticket_id": str(event.subject), "source": event.source, **after}
        await audit.record(
            context, "delivery_record", made, [Change(name, None, value) for name, value in told.items()]
        )
        return None
    return await _renew(context, event, after, redacted)


async def _renew(context: Context, event: Delivery, after: dict[str, str], redacted: dict[str, Any]) -> str | None:
    """Let the event change the record that is there already, if it is newer."""
    stored = await deliveries.lock_delivery(context.connection, source=event.source, source_event_id=event.id)
    if stored.ticket_id != event.subject:
        return f"{event.source} has reported {event.id} of another ticket"
    if event.time <= stored.occurred_at:
        return None
    await deliveries.update_delivery(
        context.connection,
        delivery_record_id=stored.id,
        target=event.data.target,
        status=status_of(event),
        detail=event.data.detail,
        **redacted,
        occurred_at=event.time,
    )
    before = {**{name: getattr(stored, name) for name in after}, "occurred_at": _written(stored.occurred_at)}
    changes = [Change(name, before[name], value) for name, value in after.items() if value != before[name]]
    await audit.record(context, "delivery_record", stored.id, changes)
    return None


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
