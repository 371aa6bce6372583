# Generated from sql/queries by `python -m codegen`. Do not edit.
"""The queries of `sql/queries/related.sql`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from generated.runtime.connection import Connection, Order, bind
from generated.runtime.paging import Page, Position, page_of


@dataclass(frozen=True, slots=True)
class RelatedRow:
    """A row of `list_related`."""

    type: str
    id: UUID
    number: int | None
    title: str
    severity: str
    status: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class SharedRow:
    """A row of `list_shared`."""

    record_id: UUID
    place: int | None


_LIST_RELATED_1 = """\
SELECT
    r.type,
    r.id,
    r.number,
    r.title,
    r.severity,
    r.status,
    r.created_at"""

_LIST_RELATED_2 = """\
FROM (
    SELECT
        'alert' AS type,
        a.id,
        NULL::bigint AS number,
        a.title,
        a.severity,
        a.status,
        a.created_at
    FROM alerts AS a
    WHERE a.id <> $1 AND a.id IN (SELECT s.id FROM indicator_ids('alerts', $2::json) AS s (id))
    UNION ALL
    SELECT
        'ticket' AS type,
        t.id,
        t.number,
        t.title,
        t.severity,
        t.status,
        t.created_at
    FROM tickets AS t
    WHERE
        t.source_alert_id IS DISTINCT FROM $1
        AND t.id IN (SELECT s.id FROM indicator_ids('tickets', $2::json) AS s (id))
) AS r
WHERE
    true"""

_LIST_RELATED_3 = """\
LIMIT $3 + 1"""

ListRelatedSort = Literal["-created_at"]

_LIST_RELATED_ORDERS: dict[ListRelatedSort, Order] = {
    "-created_at": Order("r.created_at", "DESC", "timestamptz", "r.id"),
}


async def list_related(
    connection: Connection, *, alert_id: UUID, wanted: Any, limit: int, sort: ListRelatedSort, after: Position | None
) -> Page[RelatedRow]:
    """Run `list_related` of sql/queries/related.sql.

    The alerts and tickets that have what is wanted, as `indicator_ids` takes it, without the alert and its own
    ticket.
    """
    order = _LIST_RELATED_ORDERS[sort]
    arguments: list[Any] = [alert_id, wanted, limit]
    bound = bind(
        arguments,
        after_key=None if after is None else after.sort_key,
        after_id=None if after is None else after.id,
    )
    statement: list[str] = [_LIST_RELATED_1, order.sort_key, _LIST_RELATED_2]
    if after is not None:
        statement += [order.after(bound["after_key"], bound["after_id"])]
    statement += [order.order_by, _LIST_RELATED_3]
    rows = await connection.fetch("\n".join(statement), *arguments)
    return page_of([(RelatedRow(*columns), sort_key) for *columns, sort_key in rows], limit)


_LIST_SHARED = """\
WITH named AS (
    SELECT
        i.id AS record_id,
        i.id AS alert_id
    FROM unnest($1::uuid[]) AS i (id)
    UNION ALL
    SELECT
        t.id AS record_id,
        t.source_alert_id AS alert_id
    FROM tickets AS t
    WHERE t.id = any($1)
    UNION ALL
    SELECT
        l.ticket_id AS record_id,
        l.alert_id
    FROM ticket_links AS l
    WHERE l.ticket_id = any($1) AND l.unlinked_at IS NULL AND l.alert_id IS NOT NULL
),
present AS (
    SELECT
        n.record_id,
        s.type,
        s.canonical
    FROM named AS n
    INNER JOIN alert_assets AS s ON n.alert_id = s.alert_id
    UNION ALL
    SELECT
        l.ticket_id AS record_id,
        s.type,
        s.canonical
    FROM ticket_links AS l
    INNER JOIN assets AS s ON l.asset_id = s.id
    WHERE l.ticket_id = any($1) AND l.unlinked_at IS NULL
)
SELECT
    s.record_id,
    s.place
FROM (
    SELECT
        p.record_id,
        w.place
    FROM json_to_recordset($2::json -> 'exact') AS w (type text, canonical text, place int)
    INNER JOIN present AS p ON w.type = p.type AND w.canonical = p.canonical
    UNION
    SELECT
        n.record_id,
        NULL::int AS place
    FROM json_to_recordset($2::json -> 'rules') AS w (source text, rule_id text)
    INNER JOIN alerts AS a ON w.source = a.source AND w.rule_id = a.rule_id
    INNER JOIN named AS n ON a.id = n.alert_id
) AS s
ORDER BY s.record_id, s.place NULLS FIRST"""


async def list_shared(connection: Connection, *, record_ids: list[UUID], wanted: Any) -> list[SharedRow]:
    """Run `list_shared` of sql/queries/related.sql.

    What the alerts and tickets share of what is wanted: an asset by its place in `exact`, or else a rule.
    """
    rows = await connection.fetch(_LIST_SHARED, record_ids, wanted)
    return [SharedRow(*row) for row in rows]
