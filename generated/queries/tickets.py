# Generated from sql/queries by `python -m codegen`. Do not edit.
"""Queries of `sql/queries/tickets.sql`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from generated.runtime.connection import Connection, NoRowError, Order, bind
from generated.runtime.paging import Page, Position, page_of


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A row, its columns in the order of the query."""

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
    reporter_id: UUID
    reporter_kind: str
    reporter_name: str
    created_at: datetime
    updated_at: datetime
    status_changed_at: datetime
    resolved_at: datetime | None
    closed_at: datetime | None
    redaction_version: int


_NEXT_TICKET_NUMBER = """\
INSERT INTO ticket_counters AS c (last_number) VALUES (1)
ON CONFLICT (tenant_id) DO UPDATE SET last_number = c.last_number + 1
RETURNING last_number"""


async def next_ticket_number(
    connection: Connection,
) -> int:
    """The counter's row lock is held until commit: a number is never given twice, and a rollback gives it back."""
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


async def get_ticket(
    connection: Connection,
    *,
    ticket_id: UUID,
) -> TicketRow | None:
    """Run `get_ticket` of sql/queries/tickets.sql."""
    row = await connection.fetchrow(_GET_TICKET, ticket_id)
    if row is None:
        return None
    return TicketRow(*row)


_GET_NEW_TICKET = """\
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


async def get_new_ticket(
    connection: Connection,
    *,
    ticket_id: UUID,
) -> TicketRow:
    """A ticket that this transaction has written or locked, so that it is there."""
    row = await connection.fetchrow(_GET_NEW_TICKET, ticket_id)
    if row is None:
        raise NoRowError("get_new_ticket")
    return TicketRow(*row)


_LOCK_TICKET = """\
SELECT id FROM tickets
WHERE id = $1
FOR NO KEY UPDATE"""


async def lock_ticket(
    connection: Connection,
    *,
    ticket_id: UUID,
) -> UUID | None:
    """Apart from get_ticket, which then reads, in a snapshot of its own, what the holder before has committed."""
    row = await connection.fetchrow(_LOCK_TICKET, ticket_id)
    if row is None:
        return None
    result: UUID = row[0]
    return result


_GET_TICKET_OF_ALERT = """\
SELECT id FROM tickets
WHERE source_alert_id = $1"""


async def get_ticket_of_alert(
    connection: Connection,
    *,
    alert_id: UUID,
) -> UUID | None:
    """Run `get_ticket_of_alert` of sql/queries/tickets.sql."""
    row = await connection.fetchrow(_GET_TICKET_OF_ALERT, alert_id)
    if row is None:
        return None
    result: UUID = row[0]
    return result


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
    q: str | None = None,
    q_number: int | None = None,
    sort: ListTicketsSort,
    after: Position | None,
) -> Page[TicketRow]:
    """Run `list_tickets` of sql/queries/tickets.sql. Returns the page after the row at ``after``."""
    arguments: list[Any] = [limit]
    order = _LIST_TICKETS_ORDERS[sort]
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
        q=q,
        q_number=q_number,
        after_key=None if after is None else after.sort_key,
        after_id=None if after is None else after.id,
    )
    text: list[str] = []
    text.append(_LIST_TICKETS_1)
    text.append(order.sort_key)
    text.append(_LIST_TICKETS_2)
    if status is not None:
        text.append(f"    AND t.status = any({bound['status']})")
    if priority is not None:
        text.append(f"    AND t.priority = any({bound['priority']})")
    if severity is not None:
        text.append(f"    AND t.severity = any({bound['severity']})")
    if assignee_ids is not None and unassigned is not None:
        text.append(
            f"    AND (t.assignee_id = any({bound['assignee_ids']}) OR ({bound['unassigned']} AND t.assignee_id IS NULL))"
        )
    if reporter_id is not None:
        text.append(f"    AND t.reporter_id = any({bound['reporter_id']})")
    if tag is not None:
        text.append(f"    AND t.tags && {bound['tag']}")
    if source_kind is not None:
        text.append(f"    AND t.source_kind = any({bound['source_kind']})")
    if created_from is not None:
        text.append(f"    AND t.created_at >= {bound['created_from']}")
    if created_to is not None:
        text.append(f"    AND t.created_at < {bound['created_to']}")
    if updated_from is not None:
        text.append(f"    AND t.updated_at >= {bound['updated_from']}")
    if updated_to is not None:
        text.append(f"    AND t.updated_at < {bound['updated_to']}")
    if q is not None:
        text.append("    AND t.id IN (")
        text.append(f"        SELECT s.id FROM search_ids('tickets', {bound['q']}) AS s (id)")
        text.append("        UNION ALL")
    if q is not None and q_number is not None:
        text.append(f"        SELECT n.id FROM tickets AS n WHERE n.number = {bound['q_number']}")
    if q is not None:
        text.append("    )")
    if after is not None:
        text.append(order.after(bound["after_key"], bound["after_id"]))
    text.append(order.order_by)
    text.append(_LIST_TICKETS_3)
    rows = await connection.fetch("\n".join(text), *arguments)
    return page_of([(TicketRow(*columns), sort_key) for *columns, sort_key in rows], limit)
