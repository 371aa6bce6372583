# Generated from sql/queries by `python -m codegen`. Do not edit.
"""The queries of `sql/queries/audit.sql`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from generated.runtime.connection import Connection, NoRowError, Order, bind
from generated.runtime.paging import Page, Position, page_of


@dataclass(frozen=True, slots=True)
class AuditRecordRow:
    """A row of `get_audit_record`, `list_audit_records`."""

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


_INSERT_AUDIT_RECORD = """\
INSERT INTO audit_records
(
    id, occurred_at, outcome, operation_id, reason, actor_id,
    target_type, target_id, changes, request_id, redacted, redaction_version, auditor_hidden
)
VALUES
(
    $1, $2, $3, $4, $5, $6,
    $7, $8, $9, $10, $11, $12,
    $13 OR (
        NOT $14
        AND (
            EXISTS (SELECT FROM ticket_links AS l WHERE l.id = $8 AND l.auditor_hidden)
            OR EXISTS (SELECT FROM ticket_comments AS c WHERE c.id = $8 AND c.auditor_hidden)
        )
    )
)"""


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
    redacted: Any,
    redaction_version: int,
    auditor_hidden: bool,
    by_auditor: bool,
) -> None:
    """Run `insert_audit_record` of sql/queries/audit.sql.

    A record about something hidden from auditors is hidden, too, even a denial that only names it. Denials of an
    auditor are never hidden by their target: they show nothing but what the auditor sent.
    """
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
        redacted,
        redaction_version,
        auditor_hidden,
        by_auditor,
    )


_INSERT_AUDIT_RECORDS = """\
INSERT INTO audit_records
(
    id, occurred_at, outcome, operation_id, reason, actor_id,
    target_type, target_id, changes, request_id, redacted, redaction_version, auditor_hidden
)
SELECT
    r.id,
    r.occurred_at,
    'allowed' AS outcome,
    $2 AS operation_id,
    NULL AS reason,
    $3 AS actor_id,
    $4 AS target_type,
    r.target_id,
    r.changes,
    $5 AS request_id,
    r.redacted,
    $6 AS redaction_version,
    false AS auditor_hidden
FROM json_to_recordset($1) AS r (id uuid, occurred_at timestamptz, target_id uuid, changes json, redacted jsonb)"""


async def insert_audit_records(
    connection: Connection, *, records: Any, operation: str, actor: UUID, kind: str, request: UUID, rules_version: int
) -> None:
    """Run `insert_audit_records` of sql/queries/audit.sql.

    For the mutations of a batch; none of their targets is hidden from auditors.
    """
    await connection.execute(_INSERT_AUDIT_RECORDS, records, operation, actor, kind, request, rules_version)


_GET_LAST_TIME = """\
SELECT max(occurred_at) FROM audit_records
WHERE target_id = $1"""


async def get_last_time(connection: Connection, *, target_id: UUID) -> datetime | None:
    """Run `get_last_time` of sql/queries/audit.sql.

    The time of the last record about a target, if there is any.
    """
    row = await connection.fetchrow(_GET_LAST_TIME, target_id)
    if row is None:
        raise NoRowError("get_last_time")
    result: datetime | None = row[0]
    return result


_INSERT_DENIALS = """\
INSERT INTO audit_records
(
    id, occurred_at, outcome, operation_id, reason, actor_id,
    target_type, target_id, changes, request_id, redacted, redaction_version, auditor_hidden
)
SELECT
    r.id,
    $2 AS occurred_at,
    'denied' AS outcome,
    $3 AS operation_id,
    r.reason,
    $4 AS actor_id,
    NULL AS target_type,
    NULL AS target_id,
    '[]' AS changes,
    $5 AS request_id,
    r.redacted,
    $6 AS redaction_version,
    false AS auditor_hidden
FROM json_to_recordset($1) AS r (id uuid, reason text, redacted jsonb)"""


async def insert_denials(
    connection: Connection,
    *,
    records: Any,
    now: datetime,
    operation: str,
    actor: UUID,
    request: UUID,
    rules_version: int,
) -> None:
    """Run `insert_denials` of sql/queries/audit.sql.

    For the items of a batch that are denied; they have no target and show no changes.
    """
    await connection.execute(_INSERT_DENIALS, records, now, operation, actor, request, rules_version)


_GET_AUDIT_RECORD = """\
SELECT
    a.id,
    a.occurred_at,
    a.outcome,
    a.operation_id,
    a.reason,
    a.actor_id,
    p.kind AS actor_kind,
    p.display_name AS actor_name,
    a.target_type,
    a.target_id,
    a.changes,
    a.request_id
FROM audit_records AS a
INNER JOIN principals AS p ON a.tenant_id = p.tenant_id AND a.actor_id = p.id
WHERE a.id = $1"""


async def get_audit_record(connection: Connection, *, audit_record_id: UUID) -> AuditRecordRow | None:
    """Run `get_audit_record` of sql/queries/audit.sql."""
    row = await connection.fetchrow(_GET_AUDIT_RECORD, audit_record_id)
    if row is None:
        return None
    return AuditRecordRow(*row)


_LIST_AUDIT_RECORDS_1 = """\
SELECT
    a.id,
    a.occurred_at,
    a.outcome,
    a.operation_id,
    a.reason,
    a.actor_id,
    p.kind AS actor_kind,
    p.display_name AS actor_name,
    a.target_type,
    a.target_id,
    a.changes,
    a.request_id"""

_LIST_AUDIT_RECORDS_2 = """\
FROM audit_records AS a
INNER JOIN principals AS p ON a.tenant_id = p.tenant_id AND a.actor_id = p.id
WHERE
    true"""

_LIST_AUDIT_RECORDS_3 = """\
LIMIT $1 + 1"""

ListAuditRecordsSort = Literal["occurred_at", "-occurred_at"]

_LIST_AUDIT_RECORDS_ORDERS: dict[ListAuditRecordsSort, Order] = {
    "occurred_at": Order("a.occurred_at", "ASC", "timestamptz", "a.id"),
    "-occurred_at": Order("a.occurred_at", "DESC", "timestamptz", "a.id"),
}


async def list_audit_records(
    connection: Connection,
    *,
    limit: int,
    outcome: str | None = None,
    actor_id: tuple[UUID, ...] | None = None,
    operation_id: tuple[str, ...] | None = None,
    target_type: tuple[str, ...] | None = None,
    target_id: UUID | None = None,
    request_id: UUID | None = None,
    occurred_from: datetime | None = None,
    occurred_to: datetime | None = None,
    sort: ListAuditRecordsSort,
    after: Position | None,
) -> Page[AuditRecordRow]:
    """Run `list_audit_records` of sql/queries/audit.sql."""
    order = _LIST_AUDIT_RECORDS_ORDERS[sort]
    arguments: list[Any] = [limit]
    bound = bind(
        arguments,
        outcome=outcome,
        actor_id=actor_id,
        operation_id=operation_id,
        target_type=target_type,
        target_id=target_id,
        request_id=request_id,
        occurred_from=occurred_from,
        occurred_to=occurred_to,
        after_key=None if after is None else after.sort_key,
        after_id=None if after is None else after.id,
    )
    statement: list[str] = [_LIST_AUDIT_RECORDS_1, order.sort_key, _LIST_AUDIT_RECORDS_2]
    if outcome is not None:
        statement += [f"    AND a.outcome = {bound['outcome']}"]
    if actor_id is not None:
        statement += [f"    AND a.actor_id = any({bound['actor_id']})"]
    if operation_id is not None:
        statement += [f"    AND a.operation_id = any({bound['operation_id']})"]
    if target_type is not None:
        statement += [f"    AND a.target_type = any({bound['target_type']})"]
    if target_id is not None:
        statement += [f"    AND a.target_id = {bound['target_id']}"]
    if request_id is not None:
        statement += [f"    AND a.request_id = {bound['request_id']}"]
    if occurred_from is not None:
        statement += [f"    AND a.occurred_at >= {bound['occurred_from']}"]
    if occurred_to is not None:
        statement += [f"    AND a.occurred_at < {bound['occurred_to']}"]
    if after is not None:
        statement += [order.after(bound["after_key"], bound["after_id"])]
    statement += [order.order_by, _LIST_AUDIT_RECORDS_3]
    rows = await connection.fetch("\n".join(statement), *arguments)
    return page_of([(AuditRecordRow(*columns), sort_key) for *columns, sort_key in rows], limit)
