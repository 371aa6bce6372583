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
    """A row of `get_alert`, `get_existing_alert`, `list_alerts`."""

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
    last_seen_at: datetime
    seen_count: int
    version: int
    created_at: datetime
    updated_at: datetime
    redaction_version: int


@dataclass(frozen=True, slots=True)
class AlertReportRow:
    """A row of `list_alert_reports`."""

    id: UUID
    activity: str
    title: str
    description: str
    severity: str
    detected_at: datetime
    created_at: datetime


@dataclass(frozen=True, slots=True)
class AlertIdentityRow:
    """A row of `list_alert_identities`."""

    id: UUID
    source: str
    source_alert_id: str
    content_hash: bytes


@dataclass(frozen=True, slots=True)
class RepeatedAlertRow:
    """A row of `lock_repeated_alerts`."""

    id: UUID
    last: datetime


@dataclass(frozen=True, slots=True)
class AlertAssetsRow:
    """A row of `list_assets_of_alerts`."""

    alert_id: UUID
    assets: Any


_INSERT_ALERTS = """\
INSERT INTO alerts
(
    id, source, source_alert_id, title, description, severity, status, rule_id, fingerprint,
    detected_at, evidence, asset_words, raw, content_hash, redacted, redaction_version, version, created_at, updated_at
)
SELECT
    r.id,
    r.source,
    r.source_alert_id,
    r.title,
    r.description,
    r.severity,
    'new' AS status,
    r.rule_id,
    decode(r.fingerprint, 'hex') AS fingerprint,
    r.detected_at,
    r.evidence,
    r.asset_words,
    r.raw,
    decode(r.content_hash, 'hex') AS content_hash,
    r.redacted,
    r.redaction_version,
    1 AS version,
    $2 AS created_at,
    $2 AS updated_at
FROM
    json_to_recordset($1)
        AS r (
            id uuid, source text, source_alert_id text, title text, description text, severity text, rule_id text,
            fingerprint text, detected_at timestamptz, evidence json, asset_words text, raw json, content_hash text,
            redacted jsonb, redaction_version smallint
        )
ORDER BY r.source, r.source_alert_id, r.id
ON CONFLICT (tenant_id, source, source_alert_id) DO NOTHING
RETURNING id"""


async def insert_alerts(connection: Connection, *, alerts: Any, now: datetime) -> list[UUID]:
    """Run `insert_alerts` of sql/queries/alerts.sql.

    Inserts the alerts that their sources have not reported before, and returns the ids of these. The rows are
    sorted by their key, so that concurrent batches with the same alerts wait for each other instead of
    deadlocking, and then by their ids, which ascend: of two rows with one key, the first is inserted.
    """
    rows = await connection.fetch(_INSERT_ALERTS, alerts, now)
    return [row[0] for row in rows]


_INSERT_ALERT_ASSETS = """\
INSERT INTO alert_assets (alert_id, position, type, value, role, canonical, address)
SELECT
    r.alert_id,
    r.position,
    r.type,
    r.value,
    r.role,
    r.canonical,
    r.address
FROM
    json_to_recordset($1)
        AS r (
            alert_id uuid, position smallint, type text, value text, role text, canonical text, address inet
        )"""


async def insert_alert_assets(connection: Connection, *, assets: Any) -> None:
    """Run `insert_alert_assets` of sql/queries/alerts.sql."""
    await connection.execute(_INSERT_ALERT_ASSETS, assets)


_LIST_ALERT_IDENTITIES = """\
SELECT
    a.id,
    k.source,
    k.source_alert_id,
    a.content_hash
FROM unnest($1::text[], $2::text[]) AS k (source, source_alert_id)
CROSS JOIN LATERAL (
    SELECT
        s.id,
        s.content_hash
    FROM alerts AS s
    WHERE s.source = k.source AND s.source_alert_id = k.source_alert_id
    ORDER BY s.id
    LIMIT 1
) AS a"""


async def list_alert_identities(
    connection: Connection, *, sources: list[str], source_alert_ids: list[str]
) -> list[AlertIdentityRow]:
    """Run `list_alert_identities` of sql/queries/alerts.sql.

    LIMIT makes every lookup use the unique key: a plain join may read every alert of the tenant.
    """
    rows = await connection.fetch(_LIST_ALERT_IDENTITIES, sources, source_alert_ids)
    return [AlertIdentityRow(*row) for row in rows]


_LOCK_REPEATED_ALERTS = """\
SELECT
    a.id,
    greatest(a.updated_at, a.last_seen_at) AS last
FROM alerts AS a
WHERE a.id = any($1)
ORDER BY a.id
FOR NO KEY UPDATE"""


async def lock_repeated_alerts(connection: Connection, *, alert_ids: list[UUID]) -> list[RepeatedAlertRow]:
    """Run `lock_repeated_alerts` of sql/queries/alerts.sql.

    In the order of the ids, so that concurrent batches with the same alerts wait for each other instead of
    deadlocking.
    """
    rows = await connection.fetch(_LOCK_REPEATED_ALERTS, alert_ids)
    return [RepeatedAlertRow(*row) for row in rows]


_LIST_ASSETS_OF_ALERTS = """\
SELECT
    s.alert_id,
    json_agg(json_build_object('type', s.type, 'value', s.value)) AS assets
FROM alert_assets AS s
WHERE s.alert_id = any($1)
GROUP BY s.alert_id"""


async def list_assets_of_alerts(connection: Connection, *, alert_ids: list[UUID]) -> list[AlertAssetsRow]:
    """Run `list_assets_of_alerts` of sql/queries/alerts.sql."""
    rows = await connection.fetch(_LIST_ASSETS_OF_ALERTS, alert_ids)
    return [AlertAssetsRow(*row) for row in rows]


_COUNT_REPEATS = """\
UPDATE alerts AS a
SET last_seen_at = r.last_seen_at, seen_count = a.seen_count + r.number
FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) AS r (id, number, last_seen_at)
WHERE a.id = r.id AND a.id = any($1)"""


async def count_repeats(
    connection: Connection, *, alert_ids: list[UUID], numbers: list[int], last_seen: list[datetime]
) -> None:
    """Run `count_repeats` of sql/queries/alerts.sql.

    For alerts that this transaction has locked: how often each was repeated, and when for the last time. With the
    second condition it uses the primary key: the join alone may read every alert of the tenant.
    """
    await connection.execute(_COUNT_REPEATS, alert_ids, numbers, last_seen)


_INSERT_ALERT_REPORTS = """\
INSERT INTO alert_reports
(
    id, alert_id, activity, title, description, severity, detected_at, content_hash, redacted, redaction_version,
    created_at
)
SELECT
    r.id,
    r.alert_id,
    r.activity,
    r.title,
    r.description,
    r.severity,
    r.detected_at,
    decode(r.content_hash, 'hex') AS content_hash,
    r.redacted,
    r.redaction_version,
    r.created_at
FROM
    json_to_recordset($1)
        AS r (
            id uuid, alert_id uuid, activity text, title text, description text, severity text,
            detected_at timestamptz, content_hash text, redacted jsonb, redaction_version smallint,
            created_at timestamptz
        )
ON CONFLICT (tenant_id, alert_id, content_hash) DO NOTHING
RETURNING id"""


async def insert_alert_reports(connection: Connection, *, reports: Any) -> list[UUID]:
    """Run `insert_alert_reports` of sql/queries/alerts.sql.

    Inserts the reports that their alerts do not have yet, and returns the ids of these. The alerts are locked, so
    that concurrent batches with the same reports wait for each other instead of deadlocking.
    """
    rows = await connection.fetch(_INSERT_ALERT_REPORTS, reports)
    return [row[0] for row in rows]


_LIST_ALERT_REPORTS_1 = """\
SELECT
    r.id,
    r.activity,
    r.title,
    r.description,
    r.severity,
    r.detected_at,
    r.created_at"""

_LIST_ALERT_REPORTS_2 = """\
FROM alert_reports AS r
WHERE
    r.alert_id = $1"""

_LIST_ALERT_REPORTS_3 = """\
LIMIT $2 + 1"""

ListAlertReportsSort = Literal["created_at", "-created_at"]

_LIST_ALERT_REPORTS_ORDERS: dict[ListAlertReportsSort, Order] = {
    "created_at": Order("r.created_at", "ASC", "timestamptz", "r.id"),
    "-created_at": Order("r.created_at", "DESC", "timestamptz", "r.id"),
}


async def list_alert_reports(
    connection: Connection, *, alert_id: UUID, limit: int, sort: ListAlertReportsSort, after: Position | None
) -> Page[AlertReportRow]:
    """Run `list_alert_reports` of sql/queries/alerts.sql."""
    order = _LIST_ALERT_REPORTS_ORDERS[sort]
    arguments: list[Any] = [alert_id, limit]
    bound = bind(
        arguments,
        after_key=None if after is None else after.sort_key,
        after_id=None if after is None else after.id,
    )
    statement: list[str] = [_LIST_ALERT_REPORTS_1, order.sort_key, _LIST_ALERT_REPORTS_2]
    if after is not None:
        statement += [order.after(bound["after_key"], bound["after_id"])]
    statement += [order.order_by, _LIST_ALERT_REPORTS_3]
    rows = await connection.fetch("\n".join(statement), *arguments)
    return page_of([(AlertReportRow(*columns), sort_key) for *columns, sort_key in rows], limit)


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
        SELECT
            coalesce(
                json_agg(
                    json_strip_nulls(json_build_object('type', s.type, 'value', s.value, 'role', s.role))
                    ORDER BY s.position
                ),
                '[]'::json
            )
        FROM alert_assets AS s
        WHERE s.tenant_id = a.tenant_id AND s.alert_id = a.id
    ) AS assets,
    a.evidence,
    t.id AS ticket_id,
    coalesce(a.last_seen_at, a.created_at) AS last_seen_at,
    a.seen_count,
    a.version,
    a.created_at,
    a.updated_at,
    a.redaction_version
FROM alerts AS a
LEFT JOIN tickets AS t ON a.tenant_id = t.tenant_id AND a.id = t.source_alert_id
WHERE a.id = $1"""


async def get_alert(connection: Connection, *, alert_id: UUID) -> AlertRow | None:
    """Run `get_alert` of sql/queries/alerts.sql."""
    row = await connection.fetchrow(_GET_ALERT, alert_id)
    if row is None:
        return None
    return AlertRow(*row)


_GET_EXISTING_ALERT = """\
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
        SELECT
            coalesce(
                json_agg(
                    json_strip_nulls(json_build_object('type', s.type, 'value', s.value, 'role', s.role))
                    ORDER BY s.position
                ),
                '[]'::json
            )
        FROM alert_assets AS s
        WHERE s.tenant_id = a.tenant_id AND s.alert_id = a.id
    ) AS assets,
    a.evidence,
    t.id AS ticket_id,
    coalesce(a.last_seen_at, a.created_at) AS last_seen_at,
    a.seen_count,
    a.version,
    a.created_at,
    a.updated_at,
    a.redaction_version
FROM alerts AS a
LEFT JOIN tickets AS t ON a.tenant_id = t.tenant_id AND a.id = t.source_alert_id
WHERE a.id = $1"""


async def get_existing_alert(connection: Connection, *, alert_id: UUID) -> AlertRow:
    """Run `get_existing_alert` of sql/queries/alerts.sql.

    For an alert that this transaction has locked.
    """
    row = await connection.fetchrow(_GET_EXISTING_ALERT, alert_id)
    if row is None:
        raise NoRowError("get_existing_alert")
    return AlertRow(*row)


_GET_ALERT_RAW = """\
SELECT raw FROM alerts
WHERE id = $1"""


async def get_alert_raw(connection: Connection, *, alert_id: UUID) -> Any:
    """Run `get_alert_raw` of sql/queries/alerts.sql.

    Not a column of AlertRow, because lists do not show it and it may be 256 KiB per alert.
    """
    row = await connection.fetchrow(_GET_ALERT_RAW, alert_id)
    if row is None:
        raise NoRowError("get_alert_raw")
    result: Any = row[0]
    return result


_LOCK_ALERT = """\
SELECT id FROM alerts
WHERE id = $1
FOR UPDATE"""


async def lock_alert(connection: Connection, *, alert_id: UUID) -> UUID | None:
    """Run `lock_alert` of sql/queries/alerts.sql.

    Serializes the changes of one alert; a statement after it sees what the previous lock holder committed.
    """
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
    connection: Connection, *, alert_id: UUID, status: str, verdict: str | None, severity: str, now: datetime
) -> None:
    """Run `update_alert` of sql/queries/alerts.sql."""
    await connection.execute(_UPDATE_ALERT, alert_id, status, verdict, severity, now)


_TOUCH_ALERT = """\
UPDATE alerts SET version = version + 1, updated_at = $2
WHERE id = $1"""


async def touch_alert(connection: Connection, *, alert_id: UUID, now: datetime) -> None:
    """Run `touch_alert` of sql/queries/alerts.sql.

    Counts the new ticket_id, which clients can see, as a change of the alert.
    """
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
        SELECT
            coalesce(
                json_agg(
                    json_strip_nulls(json_build_object('type', s.type, 'value', s.value, 'role', s.role))
                    ORDER BY s.position
                ),
                '[]'::json
            )
        FROM alert_assets AS s
        WHERE s.tenant_id = a.tenant_id AND s.alert_id = a.id
    ) AS assets,
    a.evidence,
    t.id AS ticket_id,
    coalesce(a.last_seen_at, a.created_at) AS last_seen_at,
    a.seen_count,
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
    rule_id: tuple[str, ...] | None = None,
    asset: Any = None,
    q: Any = None,
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
        rule_id=rule_id,
        asset=asset,
        q=q,
        after_key=None if after is None else after.sort_key,
        after_id=None if after is None else after.id,
    )
    statement: list[str] = [_LIST_ALERTS_1, order.sort_key, _LIST_ALERTS_2]
    if status is not None:
        statement += [f"    AND a.status = any({bound['status']})"]
    if severity is not None:
        statement += [f"    AND a.severity = any({bound['severity']})"]
    if source is not None:
        statement += [f"    AND a.source = any({bound['source']})"]
    if verdict is not None:
        statement += [f"    AND a.verdict = any({bound['verdict']})"]
    if has_ticket is not None:
        statement += [f"    AND (t.id IS NOT NULL) = {bound['has_ticket']}"]
    if detected_from is not None:
        statement += [f"    AND a.detected_at >= {bound['detected_from']}"]
    if detected_to is not None:
        statement += [f"    AND a.detected_at < {bound['detected_to']}"]
    if rule_id is not None:
        statement += [f"    AND a.rule_id = any({bound['rule_id']})"]
    if asset is not None:
        statement += [f"    AND a.id IN (SELECT s.id FROM indicator_ids('alerts', {bound['asset']}::json) AS s (id))"]
    if q is not None:
        statement += [f"    AND a.id IN (SELECT s.id FROM search_ids('alerts', {bound['q']}::json) AS s (id))"]
    if after is not None:
        statement += [order.after(bound["after_key"], bound["after_id"])]
    statement += [order.order_by, _LIST_ALERTS_3]
    rows = await connection.fetch("\n".join(statement), *arguments)
    return page_of([(AlertRow(*columns), sort_key) for *columns, sort_key in rows], limit)
