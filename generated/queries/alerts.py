# Generated from sql/queries by `python -m codegen`. Do not edit.
"""The queries of `sql/queries/alerts.sql`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from generated.runtime.connection import Connection, NoRowError, Order, bind
from generated.runtime.paging import Page, Position, page_of


@dataclass(frozen=True, slots=True)
class AlertRow:
    """A row of `get_alert`, `get_known_alert`, `list_alerts`."""

    id: UUID
    source: str
    source_alert_id: str
    title: str
    description: str
    severity: str
    status: str
    verdict: str | None
    rule_id: str | None
    detected_at: datetime
    assets: Any
    evidence: Any
    ticket_id: UUID | None
    version: int
    created_at: datetime
    updated_at: datetime
    redaction_version: int


@dataclass(frozen=True, slots=True)
class AlertIdentityRow:
    """A row of `get_alert_identity`."""

    id: UUID
    content_hash: bytes


_INSERT_ALERT = """\
INSERT INTO alerts
(
    id, source, source_alert_id, title, description, severity, status, rule_id, fingerprint,
    detected_at, evidence, raw, content_hash, redacted, redaction_version, version, created_at, updated_at
)
VALUES
(
    $1, $2, $3, $4, $5, $6, 'new', $7, $8,
    $9, $10, $11, $12, $13, $14, 1, $15, $15
)
ON CONFLICT (tenant_id, source, source_alert_id) DO NOTHING
RETURNING id"""


async def insert_alert(
    connection: Connection,
    *,
    id: UUID,
    source: str,
    source_alert_id: str,
    title: str,
    description: str,
    severity: str,
    rule_id: str | None,
    fingerprint: bytes,
    detected_at: datetime,
    evidence: Any,
    raw: Any,
    content_hash: bytes,
    redacted: Any,
    redaction_version: int,
    now: datetime,
) -> UUID | None:
    """Returns None if the source has reported this alert before."""
    row = await connection.fetchrow(
        _INSERT_ALERT,
        id,
        source,
        source_alert_id,
        title,
        description,
        severity,
        rule_id,
        fingerprint,
        detected_at,
        evidence,
        raw,
        content_hash,
        redacted,
        redaction_version,
        now,
    )
    if row is None:
        return None
    result: UUID = row[0]
    return result


_INSERT_ALERT_ASSETS = """\
INSERT INTO alert_assets (alert_id, position, type, value)
SELECT
    $1,
    a.position,
    a.type,
    a.value
FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS a (type, value, position)"""


async def insert_alert_assets(
    connection: Connection,
    *,
    alert_id: UUID,
    types: list[str],
    asset_values: list[str],
) -> None:
    """Run `insert_alert_assets` of sql/queries/alerts.sql."""
    await connection.execute(_INSERT_ALERT_ASSETS, alert_id, types, asset_values)


_GET_ALERT_IDENTITY = """\
SELECT
    id,
    content_hash
FROM alerts
WHERE source = $1 AND source_alert_id = $2"""


async def get_alert_identity(
    connection: Connection,
    *,
    source: str,
    source_alert_id: str,
) -> AlertIdentityRow:
    """Run `get_alert_identity` of sql/queries/alerts.sql."""
    row = await connection.fetchrow(_GET_ALERT_IDENTITY, source, source_alert_id)
    if row is None:
        raise NoRowError("get_alert_identity")
    return AlertIdentityRow(*row)


_GET_ALERT = """\
SELECT
    a.id,
    a.source,
    a.source_alert_id,
    a.title,
    a.description,
    a.severity,
    a.status,
    a.verdict,
    a.rule_id,
    a.detected_at,
    (
        SELECT coalesce(json_agg(json_build_object('type', s.type, 'value', s.value) ORDER BY s.position), '[]'::json)
        FROM alert_assets AS s
        WHERE s.tenant_id = a.tenant_id AND s.alert_id = a.id
    ) AS assets,
    a.evidence,
    t.id AS ticket_id,
    a.version,
    a.created_at,
    a.updated_at,
    a.redaction_version
FROM alerts AS a
LEFT JOIN tickets AS t ON a.tenant_id = t.tenant_id AND a.id = t.source_alert_id
WHERE a.id = $1"""


async def get_alert(
    connection: Connection,
    *,
    alert_id: UUID,
) -> AlertRow | None:
    """Run `get_alert` of sql/queries/alerts.sql."""
    row = await connection.fetchrow(_GET_ALERT, alert_id)
    if row is None:
        return None
    return AlertRow(*row)


_GET_KNOWN_ALERT = """\
SELECT
    a.id,
    a.source,
    a.source_alert_id,
    a.title,
    a.description,
    a.severity,
    a.status,
    a.verdict,
    a.rule_id,
    a.detected_at,
    (
        SELECT coalesce(json_agg(json_build_object('type', s.type, 'value', s.value) ORDER BY s.position), '[]'::json)
        FROM alert_assets AS s
        WHERE s.tenant_id = a.tenant_id AND s.alert_id = a.id
    ) AS assets,
    a.evidence,
    t.id AS ticket_id,
    a.version,
    a.created_at,
    a.updated_at,
    a.redaction_version
FROM alerts AS a
LEFT JOIN tickets AS t ON a.tenant_id = t.tenant_id AND a.id = t.source_alert_id
WHERE a.id = $1"""


async def get_known_alert(
    connection: Connection,
    *,
    alert_id: UUID,
) -> AlertRow:
    """For an alert that this transaction has locked."""
    row = await connection.fetchrow(_GET_KNOWN_ALERT, alert_id)
    if row is None:
        raise NoRowError("get_known_alert")
    return AlertRow(*row)


_GET_ALERT_RAW = """\
SELECT raw FROM alerts
WHERE id = $1"""


async def get_alert_raw(
    connection: Connection,
    *,
    alert_id: UUID,
) -> Any:
    """Not a column of AlertRow, because lists do not show it and it may be 256 KiB per alert."""
    row = await connection.fetchrow(_GET_ALERT_RAW, alert_id)
    if row is None:
        raise NoRowError("get_alert_raw")
    result: Any = row[0]
    return result


_LOCK_ALERT = """\
SELECT id FROM alerts
WHERE id = $1
FOR UPDATE"""


async def lock_alert(
    connection: Connection,
    *,
    alert_id: UUID,
) -> UUID | None:
    """Serializes the changes of one alert; a statement after it sees what the previous lock holder committed."""
    row = await connection.fetchrow(_LOCK_ALERT, alert_id)
    if row is None:
        return None
    result: UUID = row[0]
    return result


_UPDATE_ALERT = """\
UPDATE alerts
SET status = $2, verdict = $3, severity = $4, version = version + 1, updated_at = $5
WHERE id = $1"""


async def update_alert(
    connection: Connection,
    *,
    alert_id: UUID,
    status: str,
    verdict: str | None,
    severity: str,
    now: datetime,
) -> None:
    """Run `update_alert` of sql/queries/alerts.sql."""
    await connection.execute(_UPDATE_ALERT, alert_id, status, verdict, severity, now)


_TOUCH_ALERT = """\
UPDATE alerts SET version = version + 1, updated_at = $2
WHERE id = $1"""


async def touch_alert(
    connection: Connection,
    *,
    alert_id: UUID,
    now: datetime,
) -> None:
    """Counts the new ticket_id, which clients can see, as a change of the alert."""
    await connection.execute(_TOUCH_ALERT, alert_id, now)


_LIST_ALERTS_1 = """\
SELECT
    a.id,
    a.source,
    a.source_alert_id,
    a.title,
    a.description,
    a.severity,
    a.status,
    a.verdict,
    a.rule_id,
    a.detected_at,
    (
        SELECT coalesce(json_agg(json_build_object('type', s.type, 'value', s.value) ORDER BY s.position), '[]'::json)
        FROM alert_assets AS s
        WHERE s.tenant_id = a.tenant_id AND s.alert_id = a.id
    ) AS assets,
    a.evidence,
    t.id AS ticket_id,
    a.version,
    a.created_at,
    a.updated_at,
    a.redaction_version"""

_LIST_ALERTS_2 = """\
FROM alerts AS a
LEFT JOIN tickets AS t ON a.tenant_id = t.tenant_id AND a.id = t.source_alert_id
WHERE
    true"""

_LIST_ALERTS_3 = """\
LIMIT $1 + 1"""

ListAlertsSort = Literal["created_at", "-created_at", "detected_at", "-detected_at", "severity", "-severity"]

_LIST_ALERTS_ORDERS: dict[ListAlertsSort, Order] = {
    "created_at": Order("a.created_at", "ASC", "timestamptz", "a.id"),
    "-created_at": Order("a.created_at", "DESC", "timestamptz", "a.id"),
    "detected_at": Order("a.detected_at", "ASC", "timestamptz", "a.id"),
    "-detected_at": Order("a.detected_at", "DESC", "timestamptz", "a.id"),
    "severity": Order("a.severity_rank", "ASC", "smallint", "a.id"),
    "-severity": Order("a.severity_rank", "DESC", "smallint", "a.id"),
}


async def list_alerts(
    connection: Connection,
    *,
    limit: int,
    status: tuple[str, ...] | None = None,
    severity: tuple[str, ...] | None = None,
    source: tuple[str, ...] | None = None,
    verdict: tuple[str, ...] | None = None,
    has_ticket: bool | None = None,
    detected_from: datetime | None = None,
    detected_to: datetime | None = None,
    asset: tuple[str, ...] | None = None,
    q: str | None = None,
    sort: ListAlertsSort,
    after: Position | None,
) -> Page[AlertRow]:
    """Run `list_alerts` of sql/queries/alerts.sql."""
    order = _LIST_ALERTS_ORDERS[sort]
    arguments: list[Any] = [limit]
    bound = bind(
        arguments,
        status=status,
        severity=severity,
        source=source,
        verdict=verdict,
        has_ticket=has_ticket,
        detected_from=detected_from,
        detected_to=detected_to,
        asset=asset,
        q=q,
        after_key=None if after is None else after.sort_key,
        after_id=None if after is None else after.id,
    )
    statement: list[str] = []
    statement.append(_LIST_ALERTS_1)
    statement.append(order.sort_key)
    statement.append(_LIST_ALERTS_2)
    if status is not None:
        statement.append(f"    AND a.status = any({bound['status']})")
    if severity is not None:
        statement.append(f"    AND a.severity = any({bound['severity']})")
    if source is not None:
        statement.append(f"    AND a.source = any({bound['source']})")
    if verdict is not None:
        statement.append(f"    AND a.verdict = any({bound['verdict']})")
    if has_ticket is not None:
        statement.append(f"    AND (t.id IS NOT NULL) = {bound['has_ticket']}")
    if detected_from is not None:
        statement.append(f"    AND a.detected_at >= {bound['detected_from']}")
    if detected_to is not None:
        statement.append(f"    AND a.detected_at < {bound['detected_to']}")
    if asset is not None:
        statement.append("    AND EXISTS (")
        statement.append("        SELECT FROM alert_assets AS s")
        statement.append(
            f"        WHERE s.tenant_id = a.tenant_id AND s.alert_id = a.id AND s.value = any({bound['asset']})"
        )
        statement.append("    )")
    if q is not None:
        statement.append(f"    AND a.id IN (SELECT s.id FROM search_ids('alerts', {bound['q']}) AS s (id))")
    if after is not None:
        statement.append(order.after(bound["after_key"], bound["after_id"]))
    statement.append(order.order_by)
    statement.append(_LIST_ALERTS_3)
    rows = await connection.fetch("\n".join(statement), *arguments)
    return page_of([(AlertRow(*columns), sort_key) for *columns, sort_key in rows], limit)
