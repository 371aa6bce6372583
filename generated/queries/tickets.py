# Generated from sql/queries by `python -m codegen`. Do not edit.
"""The queries of `sql/queries/tickets.sql`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from generated.runtime.connection import Connection, NoRowError, Order, bind
from generated.runtime.paging import Page, Position, page_of


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A row of `get_ticket`, `get_existing_ticket`, `list_locked_tickets`, `list_tickets`."""

    id: UUID
    tenant_id: UUID
    number: int
    version: int
    title: str
    description: str
    status: str
    priority: str
    severity: str
    assignee_id: UUID | None
    tags: list[str]
    resolution_reason: str | None
    resolution_note: str | None
    source_kind: str
    source_alert_id: UUID | None
    assets: Any
    reporter_id: UUID
    reporter_kind: str
    reporter_name: str
    created_at: datetime
    updated_at: datetime
    status_changed_at: datetime
    resolved_at: datetime | None
    closed_at: datetime | None
    redaction_version: int


@dataclass(frozen=True, slots=True)
class TicketFactsRow:
    """A row of `list_ticket_facts`."""

    ticket_id: UUID
    last: datetime
    assets: Any


_NEXT_TICKET_NUMBER = """\
INSERT INTO ticket_counters AS c (last_number) VALUES (1)
ON CONFLICT (tenant_id) DO UPDATE SET last_number = c.last_number + 1
RETURNING last_number"""


async def next_ticket_number(connection: Connection) -> int:
    """Run `next_ticket_number` of sql/queries/tickets.sql.

    The counter's row lock is held until commit: numbers are unique, and a rollback leaves no gap.
    """
    row = await connection.fetchrow(_NEXT_TICKET_NUMBER)
    if row is None:
        raise NoRowError("next_ticket_number")
    result: int = row[0]
    return result


_INSERT_TICKET = """\
INSERT INTO tickets
(
    id, number, version, title, description, status, priority, severity, assignee_id, tags,
    source_kind, source_alert_id, reporter_id, redacted, redaction_version, created_at, updated_at, status_changed_at
)
VALUES
(
    $1, $2, 1, $3, $4, 'new', $5, $6, $7, $8,
    $9, $10, $11, $12, $13, $14, $14, $14
)"""


async def insert_ticket(
    connection: Connection,
    *,
    id: UUID,
    number: int,
    title: str,
    description: str,
    priority: str,
    severity: str,
    assignee_id: UUID | None,
    tags: list[str],
    source_kind: str,
    source_alert_id: UUID | None,
    reporter_id: UUID,
    redacted: Any,
    redaction_version: int,
    now: datetime,
) -> None:
    """Run `insert_ticket` of sql/queries/tickets.sql."""
    await connection.execute(
        _INSERT_TICKET,
        id,
        number,
        title,
        description,
        priority,
        severity,
        assignee_id,
        tags,
        source_kind,
        source_alert_id,
        reporter_id,
        redacted,
        redaction_version,
        now,
    )


_GET_TICKET = """\
SELECT
    t.id,
    t.tenant_id,
    t.number,
    t.version,
    t.title,
    t.description,
    t.status,
    t.priority,
    t.severity,
    t.assignee_id,
    t.tags,
    t.resolution_reason,
    t.resolution_note,
    t.source_kind,
    t.source_alert_id,
    (
        SELECT
            coalesce(
                json_agg(
                    json_strip_nulls(json_build_object('type', d.type, 'value', d.value, 'role', d.role))
                    ORDER BY d.linked_at NULLS FIRST, d.position, d.type, d.canonical
                ),
                '[]'::json
            )
        FROM (
            SELECT
                f.type,
                f.value,
                f.canonical,
                f.role,
                f.linked_at,
                f.position
            FROM (
                SELECT DISTINCT ON (s.type, s.canonical, s.role)
                    s.type,
                    s.value,
                    s.canonical,
                    s.role,
                    s.linked_at,
                    s.position
                FROM (
                    SELECT
                        NULL::timestamptz AS linked_at,
                        n.position,
                        n.type,
                        n.value,
                        n.canonical,
                        n.role
                    FROM alert_assets AS n
                    WHERE n.tenant_id = t.tenant_id AND n.alert_id = t.source_alert_id
                    UNION ALL
                    SELECT
                        l.created_at AS linked_at,
                        n.position,
                        n.type,
                        n.value,
                        n.canonical,
                        n.role
                    FROM ticket_links AS l
                    INNER JOIN alert_assets AS n ON l.tenant_id = n.tenant_id AND l.alert_id = n.alert_id
                    WHERE l.tenant_id = t.tenant_id AND l.ticket_id = t.id AND l.unlinked_at IS NULL
                    UNION ALL
                    SELECT
                        l.created_at AS linked_at,
                        0 AS position,
                        n.type,
                        n.value,
                        n.canonical,
                        NULL AS role
                    FROM ticket_links AS l
                    INNER JOIN assets AS n ON l.tenant_id = n.tenant_id AND l.asset_id = n.id
                    WHERE l.tenant_id = t.tenant_id AND l.ticket_id = t.id AND l.unlinked_at IS NULL
                ) AS s
                ORDER BY s.type, s.canonical, s.role, s.linked_at NULLS FIRST, s.position
            ) AS f
            ORDER BY f.linked_at NULLS FIRST, f.position, f.type, f.canonical
            LIMIT 100
        ) AS d
    ) AS assets,
    t.reporter_id,
    p.kind AS reporter_kind,
    p.display_name AS reporter_name,
    t.created_at,
    t.updated_at,
    t.status_changed_at,
    t.resolved_at,
    t.closed_at,
    t.redaction_version
FROM tickets AS t
INNER JOIN principals AS p ON t.tenant_id = p.tenant_id AND t.reporter_id = p.id
WHERE t.id = $1"""


async def get_ticket(connection: Connection, *, ticket_id: UUID) -> TicketRow | None:
    """Run `get_ticket` of sql/queries/tickets.sql."""
    row = await connection.fetchrow(_GET_TICKET, ticket_id)
    if row is None:
        return None
    return TicketRow(*row)


_GET_EXISTING_TICKET = """\
SELECT
    t.id,
    t.tenant_id,
    t.number,
    t.version,
    t.title,
    t.description,
    t.status,
    t.priority,
    t.severity,
    t.assignee_id,
    t.tags,
    t.resolution_reason,
    t.resolution_note,
    t.source_kind,
    t.source_alert_id,
    (
        SELECT
            coalesce(
                json_agg(
                    json_strip_nulls(json_build_object('type', d.type, 'value', d.value, 'role', d.role))
                    ORDER BY d.linked_at NULLS FIRST, d.position, d.type, d.canonical
                ),
                '[]'::json
            )
        FROM (
            SELECT
                f.type,
                f.value,
                f.canonical,
                f.role,
                f.linked_at,
                f.position
            FROM (
                SELECT DISTINCT ON (s.type, s.canonical, s.role)
                    s.type,
                    s.value,
                    s.canonical,
                    s.role,
                    s.linked_at,
                    s.position
                FROM (
                    SELECT
                        NULL::timestamptz AS linked_at,
                        n.position,
                        n.type,
                        n.value,
                        n.canonical,
                        n.role
                    FROM alert_assets AS n
                    WHERE n.tenant_id = t.tenant_id AND n.alert_id = t.source_alert_id
                    UNION ALL
                    SELECT
                        l.created_at AS linked_at,
                        n.position,
                        n.type,
                        n.value,
                        n.canonical,
                        n.role
                    FROM ticket_links AS l
                    INNER JOIN alert_assets AS n ON l.tenant_id = n.tenant_id AND l.alert_id = n.alert_id
                    WHERE l.tenant_id = t.tenant_id AND l.ticket_id = t.id AND l.unlinked_at IS NULL
                    UNION ALL
                    SELECT
                        l.created_at AS linked_at,
                        0 AS position,
                        n.type,
                        n.value,
                        n.canonical,
                        NULL AS role
                    FROM ticket_links AS l
                    INNER JOIN assets AS n ON l.tenant_id = n.tenant_id AND l.asset_id = n.id
                    WHERE l.tenant_id = t.tenant_id AND l.ticket_id = t.id AND l.unlinked_at IS NULL
                ) AS s
                ORDER BY s.type, s.canonical, s.role, s.linked_at NULLS FIRST, s.position
            ) AS f
            ORDER BY f.linked_at NULLS FIRST, f.position, f.type, f.canonical
            LIMIT 100
        ) AS d
    ) AS assets,
    t.reporter_id,
    p.kind AS reporter_kind,
    p.display_name AS reporter_name,
    t.created_at,
    t.updated_at,
    t.status_changed_at,
    t.resolved_at,
    t.closed_at,
    t.redaction_version
FROM tickets AS t
INNER JOIN principals AS p ON t.tenant_id = p.tenant_id AND t.reporter_id = p.id
WHERE t.id = $1"""


async def get_existing_ticket(connection: Connection, *, ticket_id: UUID) -> TicketRow:
    """Run `get_existing_ticket` of sql/queries/tickets.sql.

    For a ticket that this transaction has written or locked.
    """
    row = await connection.fetchrow(_GET_EXISTING_TICKET, ticket_id)
    if row is None:
        raise NoRowError("get_existing_ticket")
    return TicketRow(*row)


_LOCK_TICKETS = """\
SELECT id FROM tickets
WHERE id = any($1)
ORDER BY id
FOR NO KEY UPDATE"""


async def lock_tickets(connection: Connection, *, ticket_ids: list[UUID]) -> list[UUID]:
    """Run `lock_tickets` of sql/queries/tickets.sql.

    In the order of the ids, so that concurrent changes of the same tickets wait for each other instead of
    deadlocking. Reading them is a separate statement, which then sees what the previous lock holders committed.
    """
    rows = await connection.fetch(_LOCK_TICKETS, ticket_ids)
    return [row[0] for row in rows]


_LIST_LOCKED_TICKETS = """\
SELECT
    t.id,
    t.tenant_id,
    t.number,
    t.version,
    t.title,
    t.description,
    t.status,
    t.priority,
    t.severity,
    t.assignee_id,
    t.tags,
    t.resolution_reason,
    t.resolution_note,
    t.source_kind,
    t.source_alert_id,
    (
        SELECT
            coalesce(
                json_agg(
                    json_strip_nulls(json_build_object('type', d.type, 'value', d.value, 'role', d.role))
                    ORDER BY d.linked_at NULLS FIRST, d.position, d.type, d.canonical
                ),
                '[]'::json
            )
        FROM (
            SELECT
                f.type,
                f.value,
                f.canonical,
                f.role,
                f.linked_at,
                f.position
            FROM (
                SELECT DISTINCT ON (s.type, s.canonical, s.role)
                    s.type,
                    s.value,
                    s.canonical,
                    s.role,
                    s.linked_at,
                    s.position
                FROM (
                    SELECT
                        NULL::timestamptz AS linked_at,
                        n.position,
                        n.type,
                        n.value,
                        n.canonical,
                        n.role
                    FROM alert_assets AS n
                    WHERE n.tenant_id = t.tenant_id AND n.alert_id = t.source_alert_id
                    UNION ALL
                    SELECT
                        l.created_at AS linked_at,
                        n.position,
                        n.type,
                        n.value,
                        n.canonical,
                        n.role
                    FROM ticket_links AS l
                    INNER JOIN alert_assets AS n ON l.tenant_id = n.tenant_id AND l.alert_id = n.alert_id
                    WHERE l.tenant_id = t.tenant_id AND l.ticket_id = t.id AND l.unlinked_at IS NULL
                    UNION ALL
                    SELECT
                        l.created_at AS linked_at,
                        0 AS position,
                        n.type,
                        n.value,
                        n.canonical,
                        NULL AS role
                    FROM ticket_links AS l
                    INNER JOIN assets AS n ON l.tenant_id = n.tenant_id AND l.asset_id = n.id
                    WHERE l.tenant_id = t.tenant_id AND l.ticket_id = t.id AND l.unlinked_at IS NULL
                ) AS s
                ORDER BY s.type, s.canonical, s.role, s.linked_at NULLS FIRST, s.position
            ) AS f
            ORDER BY f.linked_at NULLS FIRST, f.position, f.type, f.canonical
            LIMIT 100
        ) AS d
    ) AS assets,
    t.reporter_id,
    p.kind AS reporter_kind,
    p.display_name AS reporter_name,
    t.created_at,
    t.updated_at,
    t.status_changed_at,
    t.resolved_at,
    t.closed_at,
    t.redaction_version
FROM tickets AS t
INNER JOIN principals AS p ON t.tenant_id = p.tenant_id AND t.reporter_id = p.id
WHERE t.id = any($1)"""


async def list_locked_tickets(connection: Connection, *, ticket_ids: list[UUID]) -> list[TicketRow]:
    """Run `list_locked_tickets` of sql/queries/tickets.sql."""
    rows = await connection.fetch(_LIST_LOCKED_TICKETS, ticket_ids)
    return [TicketRow(*row) for row in rows]


_LIST_TICKET_FACTS = """\
SELECT
    t.id AS ticket_id,
    greatest(
        t.updated_at,
        (
            SELECT max(e.occurred_at)
            FROM ticket_timeline AS e
            WHERE e.tenant_id = t.tenant_id AND e.ticket_id = t.id
        )
    ) AS last,
    (
        SELECT coalesce(json_agg(json_build_object('type', v.type, 'value', v.value)), '[]'::json)
        FROM (
            SELECT
                s.type,
                s.value
            FROM alert_assets AS s
            WHERE s.tenant_id = t.tenant_id AND s.alert_id = t.source_alert_id
            UNION
            SELECT
                s.type,
                s.value
            FROM ticket_links AS l
            INNER JOIN alert_assets AS s ON l.tenant_id = s.tenant_id AND l.alert_id = s.alert_id
            WHERE l.tenant_id = t.tenant_id AND l.ticket_id = t.id
            UNION
            SELECT
                a.type,
                a.value
            FROM ticket_links AS l
            INNER JOIN assets AS a ON l.tenant_id = a.tenant_id AND l.asset_id = a.id
            WHERE l.tenant_id = t.tenant_id AND l.ticket_id = t.id
        ) AS v
    ) AS assets
FROM tickets AS t
WHERE t.id = any($1)"""


async def list_ticket_facts(connection: Connection, *, ticket_ids: list[UUID]) -> list[TicketFactsRow]:
    """Run `list_ticket_facts` of sql/queries/tickets.sql.

    The last time that is recorded on each ticket, which has a timeline entry for every change, and the assets of
    its source alert and of all alerts and assets that it has ever been linked to.
    """
    rows = await connection.fetch(_LIST_TICKET_FACTS, ticket_ids)
    return [TicketFactsRow(*row) for row in rows]


_UPDATE_TICKET = """\
UPDATE tickets
SET
    title = $2,
    description = $3,
    status = $4,
    priority = $5,
    severity = $6,
    assignee_id = $7,
    tags = $8,
    resolution_reason = $9,
    resolution_note = $10,
    status_changed_at = $11,
    resolved_at = $12,
    closed_at = $13,
    redacted = $14,
    redaction_version = $15,
    version = version + 1,
    updated_at = $16
WHERE id = $1"""


async def update_ticket(
    connection: Connection,
    *,
    ticket_id: UUID,
    title: str,
    description: str,
    status: str,
    priority: str,
    severity: str,
    assignee_id: UUID | None,
    tags: list[str],
    resolution_reason: str | None,
    resolution_note: str | None,
    status_changed_at: datetime,
    resolved_at: datetime | None,
    closed_at: datetime | None,
    redacted: Any,
    redaction_version: int,
    now: datetime,
) -> None:
    """Run `update_ticket` of sql/queries/tickets.sql."""
    await connection.execute(
        _UPDATE_TICKET,
        ticket_id,
        title,
        description,
        status,
        priority,
        severity,
        assignee_id,
        tags,
        resolution_reason,
        resolution_note,
        status_changed_at,
        resolved_at,
        closed_at,
        redacted,
        redaction_version,
        now,
    )


_LIST_TICKETS_1 = """\
SELECT
    t.id,
    t.tenant_id,
    t.number,
    t.version,
    t.title,
    t.description,
    t.status,
    t.priority,
    t.severity,
    t.assignee_id,
    t.tags,
    t.resolution_reason,
    t.resolution_note,
    t.source_kind,
    t.source_alert_id,
    (
        SELECT
            coalesce(
                json_agg(
                    json_strip_nulls(json_build_object('type', d.type, 'value', d.value, 'role', d.role))
                    ORDER BY d.linked_at NULLS FIRST, d.position, d.type, d.canonical
                ),
                '[]'::json
            )
        FROM (
            SELECT
                f.type,
                f.value,
                f.canonical,
                f.role,
                f.linked_at,
                f.position
            FROM (
                SELECT DISTINCT ON (s.type, s.canonical, s.role)
                    s.type,
                    s.value,
                    s.canonical,
                    s.role,
                    s.linked_at,
                    s.position
                FROM (
                    SELECT
                        NULL::timestamptz AS linked_at,
                        n.position,
                        n.type,
                        n.value,
                        n.canonical,
                        n.role
                    FROM alert_assets AS n
                    WHERE n.tenant_id = t.tenant_id AND n.alert_id = t.source_alert_id
                    UNION ALL
                    SELECT
                        l.created_at AS linked_at,
                        n.position,
                        n.type,
                        n.value,
                        n.canonical,
                        n.role
                    FROM ticket_links AS l
                    INNER JOIN alert_assets AS n ON l.tenant_id = n.tenant_id AND l.alert_id = n.alert_id
                    WHERE l.tenant_id = t.tenant_id AND l.ticket_id = t.id AND l.unlinked_at IS NULL
                    UNION ALL
                    SELECT
                        l.created_at AS linked_at,
                        0 AS position,
                        n.type,
                        n.value,
                        n.canonical,
                        NULL AS role
                    FROM ticket_links AS l
                    INNER JOIN assets AS n ON l.tenant_id = n.tenant_id AND l.asset_id = n.id
                    WHERE l.tenant_id = t.tenant_id AND l.ticket_id = t.id AND l.unlinked_at IS NULL
                ) AS s
                ORDER BY s.type, s.canonical, s.role, s.linked_at NULLS FIRST, s.position
            ) AS f
            ORDER BY f.linked_at NULLS FIRST, f.position, f.type, f.canonical
            LIMIT 100
        ) AS d
    ) AS assets,
    t.reporter_id,
    p.kind AS reporter_kind,
    p.display_name AS reporter_name,
    t.created_at,
    t.updated_at,
    t.status_changed_at,
    t.resolved_at,
    t.closed_at,
    t.redaction_version"""

_LIST_TICKETS_2 = """\
FROM tickets AS t
INNER JOIN principals AS p ON t.tenant_id = p.tenant_id AND t.reporter_id = p.id
WHERE
    true"""

_LIST_TICKETS_3 = """\
LIMIT $1 + 1"""

ListTicketsSort = Literal[
    "created_at",
    "-created_at",
    "updated_at",
    "-updated_at",
    "number",
    "-number",
    "priority",
    "-priority",
    "severity",
    "-severity",
]

_LIST_TICKETS_ORDERS: dict[ListTicketsSort, Order] = {
    "created_at": Order("t.created_at", "ASC", "timestamptz", "t.id"),
    "-created_at": Order("t.created_at", "DESC", "timestamptz", "t.id"),
    "updated_at": Order("t.updated_at", "ASC", "timestamptz", "t.id"),
    "-updated_at": Order("t.updated_at", "DESC", "timestamptz", "t.id"),
    "number": Order("t.number", "ASC", "bigint", "t.id"),
    "-number": Order("t.number", "DESC", "bigint", "t.id"),
    "priority": Order("t.priority_rank", "ASC", "smallint", "t.id"),
    "-priority": Order("t.priority_rank", "DESC", "smallint", "t.id"),
    "severity": Order("t.severity_rank", "ASC", "smallint", "t.id"),
    "-severity": Order("t.severity_rank", "DESC", "smallint", "t.id"),
}


async def list_tickets(
    connection: Connection,
    *,
    limit: int,
    status: tuple[str, ...] | None = None,
    priority: tuple[str, ...] | None = None,
    severity: tuple[str, ...] | None = None,
    assignee_ids: tuple[UUID, ...] | None = None,
    unassigned: bool | None = None,
    reporter_id: tuple[UUID, ...] | None = None,
    tag: tuple[str, ...] | None = None,
    source_kind: tuple[str, ...] | None = None,
    created_from: datetime | None = None,
    created_to: datetime | None = None,
    updated_from: datetime | None = None,
    updated_to: datetime | None = None,
    number: int | None = None,
    other_than: int | None = None,
    asset: Any = None,
    q: Any = None,
    sort: ListTicketsSort,
    after: Position | None,
) -> Page[TicketRow]:
    """Run `list_tickets` of sql/queries/tickets.sql."""
    order = _LIST_TICKETS_ORDERS[sort]
    arguments: list[Any] = [limit]
    bound = bind(
        arguments,
        status=status,
        priority=priority,
        severity=severity,
        assignee_ids=assignee_ids,
        unassigned=unassigned,
        reporter_id=reporter_id,
        tag=tag,
        source_kind=source_kind,
        created_from=created_from,
        created_to=created_to,
        updated_from=updated_from,
        updated_to=updated_to,
        number=number,
        other_than=other_than,
        asset=asset,
        q=q,
        after_key=None if after is None else after.sort_key,
        after_id=None if after is None else after.id,
    )
    statement: list[str] = [_LIST_TICKETS_1, order.sort_key, _LIST_TICKETS_2]
    if status is not None:
        statement += [f"    AND t.status = any({bound['status']})"]
    if priority is not None:
        statement += [f"    AND t.priority = any({bound['priority']})"]
    if severity is not None:
        statement += [f"    AND t.severity = any({bound['severity']})"]
    if assignee_ids is not None and unassigned is not None:
        statement += [
            f"    AND (t.assignee_id = any({bound['assignee_ids']}) OR ({bound['unassigned']} AND t.assignee_id IS NULL))"
        ]
    if reporter_id is not None:
        statement += [f"    AND t.reporter_id = any({bound['reporter_id']})"]
    if tag is not None:
        statement += [
            f"    AND EXISTS (SELECT FROM unnest(t.tags) AS g (tag) WHERE tag_key(g.tag) = any({bound['tag']}))"
        ]
    if source_kind is not None:
        statement += [f"    AND t.source_kind = any({bound['source_kind']})"]
    if created_from is not None:
        statement += [f"    AND t.created_at >= {bound['created_from']}"]
    if created_to is not None:
        statement += [f"    AND t.created_at < {bound['created_to']}"]
    if updated_from is not None:
        statement += [f"    AND t.updated_at >= {bound['updated_from']}"]
    if updated_to is not None:
        statement += [f"    AND t.updated_at < {bound['updated_to']}"]
    if number is not None:
        statement += [f"    AND t.number = {bound['number']}"]
    if other_than is not None:
        statement += [f"    AND t.number <> {bound['other_than']}"]
    if asset is not None:
        statement += [f"    AND t.id IN (SELECT s.id FROM indicator_ids('tickets', {bound['asset']}::json) AS s (id))"]
    if q is not None:
        statement += [f"    AND t.id IN (SELECT s.id FROM search_ids('tickets', {bound['q']}::json) AS s (id))"]
    if after is not None:
        statement += [order.after(bound["after_key"], bound["after_id"])]
    statement += [order.order_by, _LIST_TICKETS_3]
    rows = await connection.fetch("\n".join(statement), *arguments)
    return page_of([(TicketRow(*columns), sort_key) for *columns, sort_key in rows], limit)
