"""ticket.delivery.*: keep what an outbound integration reports as a record that tickets can be linked to."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeAlias

from generated.events import DeliveryDelivered, DeliveryFailed, DeliveryRequested
from generated.queries import records
from handlers import redaction
from handlers.changes.locks import lock_delivery_record, lock_ticket, next_time, time_of_new_row
from handlers.changes.record import record_change
from handlers.redaction import Known
from handlers.rules.change import Change, created
from handlers.runtime.context import Context
from handlers.runtime.ids import new_id

DeliveryEvent: TypeAlias = DeliveryRequested | DeliveryDelivered | DeliveryFailed


def status_of(event: DeliveryEvent) -> str:
    """Return the delivery's status, which the event's type names: `oneprotect.ticket.delivery.<status>.v1`."""
    return event.type.split(".")[3]


async def record_delivery(context: Context, event: DeliveryEvent) -> str | None:
    """Keep one record per source and event id: a report with a later ``time`` replaces an earlier one.

    Returns why the event can never have an effect: the tenant has no such ticket, or the delivery belongs to another.
    """
    ticket = await lock_ticket(context, event.subject)
    if ticket is None:
        return "the tenant has no such ticket"
    status, target, detail = status_of(event), event.data.target, event.data.detail
    redacted_columns = redaction.redacted_columns(
        "DeliveryRecord", {"source": event.source, "target": target, "detail": detail}, ticket.known
    )
    now = time_of_new_row(after=ticket.row.created_at)
    record_id = await records.insert_delivery_record(
        context.connection,
        id=new_id(),
        ticket_id=event.subject,
        source=event.source,
        source_event_id=event.id,
        target=target,
        status=status,
        detail=detail,
        **redacted_columns,
        occurred_at=event.time,
        now=now,
    )
    reported = {"status": status, "target": target, "detail": detail, "occurred_at": _timestamp(event.time)}
    if record_id is None:
        return await _update_record(context, event, reported, redacted_columns, ticket.known)
    fields = {"ticket_id": str(event.subject), "source": event.source, **reported}
    await record_change(context, "delivery_record", record_id, created(fields), at=now, known=ticket.known)
    return None


async def _update_record(
    context: Context, event: DeliveryEvent, reported: dict[str, str], redacted_columns: dict[str, Any], known: Known
) -> str | None:
    """Update the existing record if the event is later than the one that it holds."""
    locked = await lock_delivery_record(context, event.source, event.id)
    stored = locked.row
    if stored.ticket_id != event.subject:
        return f"{event.source} has reported {event.id} for another ticket"
    if event.time <= stored.occurred_at:
        return None
    await records.update_delivery_record(
        context.connection,
        delivery_record_id=stored.id,
        target=event.data.target,
        status=status_of(event),
        detail=event.data.detail,
        **redacted_columns,
        occurred_at=event.time,
    )
    before = {**{name: getattr(stored, name) for name in reported}, "occurred_at": _timestamp(stored.occurred_at)}
    changes = [Change(name, before[name], value) for name, value in reported.items() if value != before[name]]
    await record_change(context, "delivery_record", stored.id, changes, at=next_time(locked), known=known)
    return None


def _timestamp(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
