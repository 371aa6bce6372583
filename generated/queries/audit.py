# Generated from sql/queries by `python -m codegen`. Do not edit.
"""Queries of sql/queries/audit.sql."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from generated.queries.connection import Connection, bind


@dataclass(frozen=True, slots=True)
class AuditRecordRow:
    """One row of a result."""

    id: UUID
    occurred_at: datetime
    outcome: str
    operation_id: str
    reason: str | None
    actor_id: UUID
    actor_kind: str
    actor_name: str
    target_type: str | None
    target_id: UUID | None
    changes: Any
    request_id: UUID


_INSERT_AUDIT_RECORD = """
INSERT INTO audit_records
(
    id, occurred_at, outcome, operation_id, reason, actor_id,
    target_type, target_id, changes, request_id, auditor_hidden
)
VALUES
(
    $1, $2, $3, $4, $5, $6,
    $7, $8, $9, $10, $11
)
"""


async def insert_audit_record(
    connection: Connection,
    *,
    id: UUID,
    occurred_at: datetime,
    outcome: str,
    operation_id: str,
    reason: str | None,
    actor_id: UUID,
    target_type: str | None,
    target_id: UUID | None,
    changes: Any,
    request_id: UUID,
    auditor_hidden: bool,
) -> None:
    """Run `insert_audit_record` of sql/queries/audit.sql."""
    await connection.execute(
        _INSERT_AUDIT_RECORD,
        id,
        occurred_at,
        outcome,
        operation_id,
        reason,
        actor_id,
        target_type,
        target_id,
        changes,
        request_id,
        auditor_hidden,
    )


LIST_AUDIT_RECORDS_SORTS = {
    "occurred_at": ("a.occurred_at", "ASC", "timestamptz"),
    "-occurred_at": ("a.occurred_at", "DESC", "timestamptz"),
}


async def list_audit_records(
    connection: Connection,
    *,
    limit: int,
    outcome: str | None = None,
    actor_id: list[UUID] | None = None,
    operation_id: list[str] | None = None,
    target_type: list[str] | None = None,
    target_id: UUID | None = None,
    occurred_from: datetime | None = None,
    occurred_to: datetime | None = None,
    sort: Literal["occurred_at", "-occurred_at"],
    after: tuple[str, UUID] | None = None,
) -> list[tuple[AuditRecordRow, str]]:
    """Run `list_audit_records` of sql/queries/audit.sql."""
    values: dict[str, Any] = {
        "limit": limit,
        "outcome": outcome,
        "actor_id": actor_id,
        "operation_id": operation_id,
        "target_type": target_type,
        "target_id": target_id,
        "occurred_from": occurred_from,
        "occurred_to": occurred_to,
    }
    expression, direction, type_name = LIST_AUDIT_RECORDS_SORTS[sort]
    lines = [
        "SELECT",
        "    a.id,",
        "    a.occurred_at,",
        "    a.outcome,",
        "    a.operation_id,",
        "    a.reason,",
        "    a.actor_id,",
        "    p.kind AS actor_kind,",
        "    p.display_name AS actor_name,",
        "    a.target_type,",
        "    a.target_id,",
        "    a.changes,",
        "    a.request_id",
        f", ({expression})::text AS sort_key",
        "FROM audit_records AS a",
        "INNER JOIN principals AS p ON a.tenant_id = p.tenant_id AND a.actor_id = p.id",
        "WHERE",
        "    true",
    ]
    if outcome is not None:
        lines.append("    AND a.outcome = :outcome")
    lines += []
    if actor_id is not None:
        lines.append("    AND a.actor_id = any(:actor_id)")
    lines += []
    if operation_id is not None:
        lines.append("    AND a.operation_id = any(:operation_id)")
    lines += []
    if target_type is not None:
        lines.append("    AND a.target_type = any(:target_type)")
    lines += []
    if target_id is not None:
        lines.append("    AND a.target_id = :target_id")
    lines += []
    if occurred_from is not None:
        lines.append("    AND a.occurred_at >= :occurred_from")
    lines += []
    if occurred_to is not None:
        lines.append("    AND a.occurred_at < :occurred_to")
    lines += []
    if after is not None:
        values["after_key"], values["after_id"] = after
        beyond = ">" if direction == "ASC" else "<"
        lines.append(f"AND ({expression}, a.id) {beyond} (:after_key::text::{type_name}, :after_id::uuid)")
    lines += [
        f"ORDER BY {expression} {direction}, a.id {direction}",
        "LIMIT :limit",
    ]
    text, arguments = bind(lines, values)
    rows = await connection.fetch(text, *arguments)
    return [(AuditRecordRow(*columns), sort_key) for *columns, sort_key in rows]
