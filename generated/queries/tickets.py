# Generated from sql/queries by `python -m codegen`. Do not edit.
"""Queries of sql/queries/tickets.sql."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from generated.queries.connection import Connection, NoRowError, bind


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One row of a result."""

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


_NEXT_TICKET_NUMBER = """
INSERT INTO ticket_counters AS c (last_number) VALUES (1)
ON CONFLICT (tenant_id) DO UPDATE SET last_number = c.last_number + 1
RETURNING last_number
"""


async def next_ticket_number(
    connection: Connection,
) -> int:
    """The counter's row lock is held until commit: a number is never given twice, and a rollback gives it back."""
    row = await connection.fetchrow(_NEXT_TICKET_NUMBER)
    if row is None:
        raise NoRowError("next_ticket_number")
    value: int = row[0]
    return value


_INSERT_TICKET = """
INSERT INTO tickets
(
    id, number, version, title, description, status, priority, severity, assignee_id, tags,
    source_kind, source_alert_id, reporter_id, created_at, updated_at, status_changed_at
)
VALUES
(
    $1, $2, 1, $3, $4, 'new', $5, $6, $7, $8,
    $9, $10, $11, $12, $12, $12
)
"""


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
        now,
    )


_GET_TICKET = """
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
    t.closed_at
FROM tickets AS t
INNER JOIN principals AS p ON t.tenant_id = p.tenant_id AND t.reporter_id = p.id
WHERE t.id = $1
"""


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


_GET_NEW_TICKET = """
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
    t.closed_at
FROM tickets AS t
INNER JOIN principals AS p ON t.tenant_id = p.tenant_id AND t.reporter_id = p.id
WHERE t.id = $1
"""


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


_LOCK_TICKET = """
SELECT id FROM tickets
WHERE id = $1
FOR NO KEY UPDATE
"""


async def lock_ticket(
    connection: Connection,
    *,
    ticket_id: UUID,
) -> UUID | None:
    """Apart from get_ticket, which then reads, in a snapshot of its own, what the holder before has committed."""
    row = await connection.fetchrow(_LOCK_TICKET, ticket_id)
    if row is None:
        return None
    value: UUID | None = row[0]
    return value


_GET_TICKET_OF_ALERT = """
SELECT id FROM tickets
WHERE source_alert_id = $1
"""


async def get_ticket_of_alert(
    connection: Connection,
    *,
    alert_id: UUID,
) -> UUID | None:
    """Run `get_ticket_of_alert` of sql/queries/tickets.sql."""
    row = await connection.fetchrow(_GET_TICKET_OF_ALERT, alert_id)
    if row is None:
        return None
    value: UUID | None = row[0]
    return value


_UPDATE_TICKET = """
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
    version = version + 1,
    updated_at = $14
WHERE id = $1
"""


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
        now,
    )


_INSERT_TIMELINE_ENTRY = """
INSERT INTO ticket_timeline
(id, ticket_id, kind, actor_id, occurred_at, ticket_version, audit_id, data, auditor_hidden)
VALUES
($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""


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
    auditor_hidden: bool,
) -> None:
    """Run `insert_timeline_entry` of sql/queries/tickets.sql."""
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
        auditor_hidden,
    )


LIST_TICKETS_SORTS = {
    "created_at": ("t.created_at", "ASC", "timestamptz"),
    "-created_at": ("t.created_at", "DESC", "timestamptz"),
    "updated_at": ("t.updated_at", "ASC", "timestamptz"),
    "-updated_at": ("t.updated_at", "DESC", "timestamptz"),
    "number": ("t.number", "ASC", "bigint"),
    "-number": ("t.number", "DESC", "bigint"),
    "priority": ("t.priority_rank", "ASC", "smallint"),
    "-priority": ("t.priority_rank", "DESC", "smallint"),
    "severity": ("t.severity_rank", "ASC", "smallint"),
    "-severity": ("t.severity_rank", "DESC", "smallint"),
}


async def list_tickets(
    connection: Connection,
    *,
    limit: int,
    status: list[str] | None = None,
    priority: list[str] | None = None,
    severity: list[str] | None = None,
    assignee_ids: list[UUID] | None = None,
    unassigned: bool | None = None,
    reporter_id: list[UUID] | None = None,
    tag: list[str] | None = None,
    source_kind: list[str] | None = None,
    created_from: datetime | None = None,
    created_to: datetime | None = None,
    updated_from: datetime | None = None,
    updated_to: datetime | None = None,
    q: str | None = None,
    q_number: int | None = None,
    sort: Literal[
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
    ],
    after: tuple[str, UUID] | None = None,
) -> list[tuple[TicketRow, str]]:
    """Run `list_tickets` of sql/queries/tickets.sql."""
    values: dict[str, Any] = {
        "limit": limit,
        "status": status,
        "priority": priority,
        "severity": severity,
        "assignee_ids": assignee_ids,
        "unassigned": unassigned,
        "reporter_id": reporter_id,
        "tag": tag,
        "source_kind": source_kind,
        "created_from": created_from,
        "created_to": created_to,
        "updated_from": updated_from,
        "updated_to": updated_to,
        "q": q,
        "q_number": q_number,
    }
    expression, direction, type_name = LIST_TICKETS_SORTS[sort]
    lines = [
        "SELECT",
        "    t.id,",
        "    t.tenant_id,",
        "    t.number,",
        "    t.version,",
        "    t.title,",
        "    t.description,",
        "    t.status,",
        "    t.priority,",
        "    t.severity,",
        "    t.assignee_id,",
        "    t.tags,",
        "    t.resolution_reason,",
        "    t.resolution_note,",
        "    t.source_kind,",
        "    t.source_alert_id,",
        "    t.reporter_id,",
        "    p.kind AS reporter_kind,",
        "    p.display_name AS reporter_name,",
        "    t.created_at,",
        "    t.updated_at,",
        "    t.status_changed_at,",
        "    t.resolved_at,",
        "    t.closed_at",
        f", ({expression})::text AS sort_key",
        "FROM tickets AS t",
        "INNER JOIN principals AS p ON t.tenant_id = p.tenant_id AND t.reporter_id = p.id",
        "WHERE",
        "    true",
    ]
    if status is not None:
        lines.append("    AND t.status = any(:status)")
    lines += []
    if priority is not None:
        lines.append("    AND t.priority = any(:priority)")
    lines += []
    if severity is not None:
        lines.append("    AND t.severity = any(:severity)")
    lines += []
    if assignee_ids is not None and unassigned is not None:
        lines.append("    AND (t.assignee_id = any(:assignee_ids) OR (:unassigned AND t.assignee_id IS NULL))")
    lines += []
    if reporter_id is not None:
        lines.append("    AND t.reporter_id = any(:reporter_id)")
    lines += []
    if tag is not None:
        lines.append("    AND t.tags && :tag")
    lines += []
    if source_kind is not None:
        lines.append("    AND t.source_kind = any(:source_kind)")
    lines += []
    if created_from is not None:
        lines.append("    AND t.created_at >= :created_from")
    lines += []
    if created_to is not None:
        lines.append("    AND t.created_at < :created_to")
    lines += []
    if updated_from is not None:
        lines.append("    AND t.updated_at >= :updated_from")
    lines += []
    if updated_to is not None:
        lines.append("    AND t.updated_at < :updated_to")
    lines += []
    if q is not None:
        lines.append("     AND (")
    lines += []
    if q is not None:
        lines.append("         t.title ILIKE :q")
    lines += []
    if q is not None:
        lines.append("         OR t.description ILIKE :q")
    lines += []
    if q is not None:
        lines.append("         OR EXISTS (SELECT FROM unnest(t.tags) AS tag (name) WHERE tag.name ILIKE :q)")
    lines += []
    if q_number is not None:
        lines.append("     OR t.number = :q_number")
    lines += []
    if q is not None:
        lines.append("     )")
    lines += []
    if after is not None:
        values["after_key"], values["after_id"] = after
        beyond = ">" if direction == "ASC" else "<"
        lines.append(f"AND ({expression}, t.id) {beyond} (:after_key::text::{type_name}, :after_id::uuid)")
    lines += [
        f"ORDER BY {expression} {direction}, t.id {direction}",
        "LIMIT :limit",
    ]
    text, arguments = bind(lines, values)
    rows = await connection.fetch(text, *arguments)
    return [(TicketRow(*columns), sort_key) for *columns, sort_key in rows]
