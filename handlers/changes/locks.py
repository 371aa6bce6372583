"""Locks of the rows that a change is about, and the time of the change, which only a lock returns.

The time of a change is later than every time that is recorded on its rows, whatever the clocks of the servers say. So
the times of one ticket or alert never contradict the order of its versions, sequences and entries.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, NewType, TypeVar
from uuid import UUID

from generated.queries import alerts, audit, records, tickets
from generated.queries.alerts import AlertRow
from generated.queries.records import DeliveryRecordRow
from generated.queries.tickets import TicketRow
from handlers.redaction import NOTHING, Known
from handlers.runtime.context import Context
from handlers.runtime.ids import utc_now

# Audit records, timeline entries and events take a RowTime, so none can be dated before the row was locked.
RowTime = NewType("RowTime", datetime)
RowT = TypeVar("RowT")
_RESOLUTION = timedelta(microseconds=1)  # of timestamps in Postgres


@dataclass(slots=True)
class Locked(Generic[RowT]):
    """A row whose lock this transaction holds, the last time that is recorded on it, and its typed values.

    ``known`` are the values that no text of the row may show to auditors: those of an alert's assets, and for a ticket
    those of its source alert and of the alerts and assets that it has been linked to.
    """

    row: RowT
    last: datetime
    known: Known


def next_time(*locked: Locked[Any], after: datetime | None = None) -> RowTime:
    """Return the time of a change of these rows: now, or the first microsecond after all that is recorded on them.

    It is also later than ``after``, the creation of a row that the change refers to.
    """
    moment = time_of_new_row(after=max([held.last for held in locked] + ([] if after is None else [after])))
    for held in locked:
        held.last = moment
    return moment


def time_of_new_row(*, after: datetime | None = None) -> RowTime:
    """Return the time of a row that is being created and refers to nothing that is later than ``after``."""
    now = utc_now()
    return RowTime(now if after is None else max(now, after + _RESOLUTION))


async def lock_ticket(context: Context, ticket_id: UUID) -> Locked[TicketRow] | None:
    """Lock a ticket and read it as the previous lock holder committed it; None if the tenant has no such ticket."""
    return (await lock_tickets(context, [ticket_id])).get(ticket_id)


async def lock_tickets(context: Context, ticket_ids: Collection[UUID]) -> Mapping[UUID, Locked[TicketRow]]:
    """Lock the tickets that exist among these, in the order of their ids, and read them.

    A transaction that locks several tickets calls this once, so that two such transactions cannot deadlock.
    """
    existing = await tickets.lock_tickets(context.connection, ticket_ids=sorted(ticket_ids))
    rows = {row.id: row for row in await tickets.list_locked_tickets(context.connection, ticket_ids=existing)}
    facts = {item.ticket_id: item for item in await tickets.list_ticket_facts(context.connection, ticket_ids=existing)}
    return {
        ticket_id: Locked(rows[ticket_id], facts[ticket_id].last, Known.of(facts[ticket_id].assets))
        for ticket_id in existing
    }


async def lock_alert(context: Context, alert_id: UUID) -> Locked[AlertRow] | None:
    """Lock an alert and read it as the previous lock holder committed it; None if the tenant has no such alert."""
    if await alerts.lock_alert(context.connection, alert_id=alert_id) is None:
        return None
    row = await alerts.get_existing_alert(context.connection, alert_id=alert_id)
    return Locked(row, max(row.updated_at, row.last_seen_at), Known.of(row.assets))


async def lock_repeated_alerts(
    context: Context, alert_ids: Collection[UUID], reported: Collection[UUID]
) -> Mapping[UUID, Locked[UUID]]:
    """Lock alerts that exist, in the order of their ids; only the typed values of those ``reported`` are read."""
    rows = await alerts.lock_repeated_alerts(context.connection, alert_ids=sorted(alert_ids))
    assets = await alerts.list_assets_of_alerts(context.connection, alert_ids=sorted(reported)) if reported else []
    known = {item.alert_id: Known.of(item.assets) for item in assets}
    return {row.id: Locked(row.id, row.last, known.get(row.id, NOTHING)) for row in rows}


async def lock_delivery_record(context: Context, source: str, source_event_id: str) -> Locked[DeliveryRecordRow]:
    """Lock a delivery record that exists and read it as the previous lock holder committed it."""
    row = await records.lock_delivery_record(context.connection, source=source, source_event_id=source_event_id)
    last = await audit.get_last_time(context.connection, target_id=row.id)
    return Locked(row, row.created_at if last is None else max(row.created_at, last), NOTHING)
