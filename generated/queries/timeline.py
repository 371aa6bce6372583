# Generated from sql/queries by `python -m codegen`. Do not edit.
"""The queries of `sql/queries/timeline.sql`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from generated.runtime.connection import Connection, Order, bind
from generated.runtime.paging import Page, Position, page_of


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A row of `list_timeline`."""

    id: UUID
    kind: str
    actor_id: UUID
    actor_kind: str
    actor_name: str
    occurred_at: datetime
    ticket_version: int
    audit_id: UUID
    data: Any


_INSERT_TIMELINE_ENTRY = """\
INSERT INTO ticket_timeline
(
    id, ticket_id, kind, actor_id, occurred_at, ticket_version, audit_id, data, redacted, redaction_version,
    auditor_hidden
)
VALUES
(
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
    $11
)"""


async def insert_timeline_entry(
    connection: Connection,
    *,
    id: UUID,
    ticket_id: UUID,
    kind: str,
    actor_id: UUID,
    occurred_at: datetime,
    ticket_version: int,
    audit_id: UUID,
    data: Any,
    redacted: Any,
    redaction_version: int,
    auditor_hidden: bool,
) -> None:
    """Run `insert_timeline_entry` of sql/queries/timeline.sql."""
    await connection.execute(
        _INSERT_TIMELINE_ENTRY,
        id,
        ticket_id,
        kind,
        actor_id,
        occurred_at,
        ticket_version,
        audit_id,
        data,
        redacted,
        redaction_version,
        auditor_hidden,
    )


_LIST_TIMELINE_1 = """\
SELECT
    e.id,
    e.kind,
    e.actor_id,
    p.kind AS actor_kind,
    p.display_name AS actor_name,
    e.occurred_at,
    e.ticket_version,
    e.audit_id,
    e.data"""

_LIST_TIMELINE_2 = """\
FROM ticket_timeline AS e
INNER JOIN principals AS p ON e.tenant_id = p.tenant_id AND e.actor_id = p.id
WHERE
    e.ticket_id = $1"""

_LIST_TIMELINE_3 = """\
LIMIT $2 + 1"""

ListTimelineSort = Literal["occurred_at", "-occurred_at"]

_LIST_TIMELINE_ORDERS: dict[ListTimelineSort, Order] = {
    "occurred_at": Order("e.occurred_at", "ASC", "timestamptz", "e.id"),
    "-occurred_at": Order("e.occurred_at", "DESC", "timestamptz", "e.id"),
}


async def list_timeline(
    connection: Connection,
    *,
    ticket_id: UUID,
    limit: int,
    sort: ListTimelineSort,
    after: Position | None,
) -> Page[TimelineRow]:
    """Run `list_timeline` of sql/queries/timeline.sql."""
    order = _LIST_TIMELINE_ORDERS[sort]
    arguments: list[Any] = [ticket_id, limit]
    bound = bind(
        arguments,
        after_key=None if after is None else after.sort_key,
        after_id=None if after is None else after.id,
    )
    statement: list[str] = []
    statement.append(_LIST_TIMELINE_1)
    statement.append(order.sort_key)
    statement.append(_LIST_TIMELINE_2)
    if after is not None:
        statement.append(order.after(bound["after_key"], bound["after_id"]))
    statement.append(order.order_by)
    statement.append(_LIST_TIMELINE_3)
    rows = await connection.fetch("\n".join(statement), *arguments)
    return page_of([(TimelineRow(*columns), sort_key) for *columns, sort_key in rows], limit)
