# Generated from sql/queries by `python -m codegen`. Do not edit.
"""Queries of `sql/queries/deliveries.sql`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from generated.runtime.connection import Connection, NoRowError, Order, bind
from generated.runtime.paging import Page, Position, page_of


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A row, its columns in the order of the query."""

    id: UUID
    ticket_id: UUID
    source: str
    target: str
    status: str
    detail: str
    occurred_at: datetime
    created_at: datetime


_INSERT_DELIVERY = """\
INSERT INTO delivery_records
(
    id, ticket_id, source, source_event_id, target, status, detail, redacted, redaction_version, occurred_at, created_at
)
VALUES
(
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
    $11
)
ON CONFLICT (tenant_id, source, source_event_id) DO NOTHING
RETURNING id"""


async def insert_delivery(
    connection: Connection,
    *,
    id: UUID,
    ticket_id: UUID,
    source: str,
    source_event_id: str,
    target: str,
    status: str,
    detail: str,
    redacted: Any,
    redaction_version: int,
    occurred_at: datetime,
    now: datetime,
) -> UUID | None:
    """Nothing comes back for a delivery that is there already."""
    row = await connection.fetchrow(
        _INSERT_DELIVERY,
        id,
        ticket_id,
        source,
        source_event_id,
        target,
        status,
        detail,
        redacted,
        redaction_version,
        occurred_at,
        now,
    )
    if row is None:
        return None
    result: UUID = row[0]
    return result


_LOCK_DELIVERY = """\
SELECT
    id,
    ticket_id,
    source,
    target,
    status,
    detail,
    occurred_at,
    created_at
FROM delivery_records
WHERE source = $1 AND source_event_id = $2
FOR UPDATE"""


async def lock_delivery(
    connection: Connection,
    *,
    source: str,
    source_event_id: str,
) -> DeliveryRow:
    """Of simultaneous reports of one delivery, each sees what the one before has committed."""
    row = await connection.fetchrow(_LOCK_DELIVERY, source, source_event_id)
    if row is None:
        raise NoRowError("lock_delivery")
    return DeliveryRow(*row)


_UPDATE_DELIVERY = """\
UPDATE delivery_records
SET
    target = $2,
    status = $3,
    detail = $4,
    redacted = $5,
    redaction_version = $6,
    occurred_at = $7
WHERE id = $1"""


async def update_delivery(
    connection: Connection,
    *,
    delivery_record_id: UUID,
    target: str,
    status: str,
    detail: str,
    redacted: Any,
    redaction_version: int,
    occurred_at: datetime,
) -> None:
    """Run `update_delivery` of sql/queries/deliveries.sql."""
    await connection.execute(
        _UPDATE_DELIVERY, delivery_record_id, target, status, detail, redacted, redaction_version, occurred_at
    )


_GET_DELIVERY = """\
SELECT
    id,
    ticket_id,
    source,
    target,
    status,
    detail,
    occurred_at,
    created_at
FROM delivery_records
WHERE id = $1"""


async def get_delivery(
    connection: Connection,
    *,
    delivery_record_id: UUID,
) -> DeliveryRow | None:
    """Run `get_delivery` of sql/queries/deliveries.sql."""
    row = await connection.fetchrow(_GET_DELIVERY, delivery_record_id)
    if row is None:
        return None
    return DeliveryRow(*row)


_LIST_DELIVERIES_1 = """\
SELECT
    d.id,
    d.ticket_id,
    d.source,
    d.target,
    d.status,
    d.detail,
    d.occurred_at,
    d.created_at"""

_LIST_DELIVERIES_2 = """\
FROM delivery_records AS d
WHERE
    true"""

_LIST_DELIVERIES_3 = """\
LIMIT $1 + 1"""

ListDeliveriesSort = Literal["created_at", "-created_at"]

_LIST_DELIVERIES_ORDERS: dict[ListDeliveriesSort, Order] = {
    "created_at": Order("d.created_at", "ASC", "timestamptz", "d.id"),
    "-created_at": Order("d.created_at", "DESC", "timestamptz", "d.id"),
}


async def list_deliveries(
    connection: Connection,
    *,
    limit: int,
    ticket_id: UUID | None = None,
    status: tuple[str, ...] | None = None,
    sort: ListDeliveriesSort,
    after: Position | None,
) -> Page[DeliveryRow]:
    """Run `list_deliveries` of sql/queries/deliveries.sql. Returns the page after the row at ``after``."""
    arguments: list[Any] = [limit]
    order = _LIST_DELIVERIES_ORDERS[sort]
    bound = bind(
        arguments,
        ticket_id=ticket_id,
        status=status,
        after_key=None if after is None else after.sort_key,
        after_id=None if after is None else after.id,
    )
    text: list[str] = []
    text.append(_LIST_DELIVERIES_1)
    text.append(order.sort_key)
    text.append(_LIST_DELIVERIES_2)
    if ticket_id is not None:
        text.append(f"    AND d.ticket_id = {bound['ticket_id']}")
    if status is not None:
        text.append(f"    AND d.status = any({bound['status']})")
    if after is not None:
        text.append(order.after(bound["after_key"], bound["after_id"]))
    text.append(order.order_by)
    text.append(_LIST_DELIVERIES_3)
    rows = await connection.fetch("\n".join(text), *arguments)
    return page_of([(DeliveryRow(*columns), sort_key) for *columns, sort_key in rows], limit)
