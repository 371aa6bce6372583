# Generated from sql/queries by `python -m codegen`. Do not edit.
"""The queries of `sql/queries/links.sql`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from generated.runtime.connection import Connection, NoRowError, Order, bind
from generated.runtime.paging import Page, Position, page_of


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A row of `get_existing_link`, `get_link`, `list_links`."""

    id: UUID
    ticket_id: UUID
    target_type: str
    relation: str
    target_id: UUID | None
    url: str | None
    label: str | None
    direction: str
    creator_id: UUID
    creator_kind: str
    creator_name: str
    created_at: datetime
    auditor_hidden: bool
    unlinked_at: datetime | None


_FIND_LINK = """\
SELECT id FROM ticket_links
WHERE
    ticket_id = $1
    AND target_type = $2
    AND relation = $3
    AND coalesce(alert_id, asset_id, evidence_id, delivery_record_id, audit_record_id, target_ticket_id)
    IS NOT DISTINCT FROM $4::uuid
    AND url_identity IS NOT DISTINCT FROM $5::bytea
    AND unlinked_at IS NULL"""


async def find_link(
    connection: Connection,
    *,
    ticket_id: UUID,
    target_type: str,
    relation: str,
    target_id: UUID | None,
    url_identity: bytes | None,
) -> UUID | None:
    """Run `find_link` of sql/queries/links.sql."""
    row = await connection.fetchrow(_FIND_LINK, ticket_id, target_type, relation, target_id, url_identity)
    if row is None:
        return None
    result: UUID = row[0]
    return result


_FIND_OPPOSITE_LINK = """\
SELECT id FROM ticket_links
WHERE ticket_id = $3 AND target_ticket_id = $1 AND relation = $2 AND unlinked_at IS NULL"""


async def find_opposite_link(connection: Connection, *, ticket_id: UUID, relation: str, target_id: UUID) -> UUID | None:
    """Run `find_opposite_link` of sql/queries/links.sql.

    The link of the same relation from the target ticket to this one.
    """
    row = await connection.fetchrow(_FIND_OPPOSITE_LINK, ticket_id, relation, target_id)
    if row is None:
        return None
    result: UUID = row[0]
    return result


_GET_TARGET_TIME = """\
SELECT
    CASE $1::text
        WHEN 'alert' THEN (SELECT created_at FROM alerts WHERE id = $2)
        WHEN 'asset' THEN (SELECT created_at FROM assets WHERE id = $2)
        WHEN 'evidence' THEN (SELECT created_at FROM evidence WHERE id = $2)
        WHEN 'delivery_record' THEN (SELECT created_at FROM delivery_records WHERE id = $2)
        WHEN 'audit_record' THEN (SELECT occurred_at FROM audit_records WHERE id = $2)
        WHEN 'ticket' THEN (SELECT created_at FROM tickets WHERE id = $2)
    END"""


async def get_target_time(connection: Connection, *, target_type: str, target_id: UUID) -> datetime | None:
    """Run `get_target_time` of sql/queries/links.sql.

    When the target was created or recorded; None if the tenant has no such record.
    """
    row = await connection.fetchrow(_GET_TARGET_TIME, target_type, target_id)
    if row is None:
        raise NoRowError("get_target_time")
    result: datetime | None = row[0]
    return result


_INSERT_LINK = """\
INSERT INTO ticket_links
(
    id, ticket_id, target_type, relation,
    alert_id, asset_id, evidence_id, delivery_record_id, audit_record_id, target_ticket_id,
    url, url_identity, label, redacted, redaction_version, auditor_hidden, created_by, created_at
)
VALUES
(
    $1, $2, $3, $4,
    CASE WHEN $3::text = 'alert' THEN $5::uuid END,
    CASE WHEN $3::text = 'asset' THEN $5::uuid END,
    CASE WHEN $3::text = 'evidence' THEN $5::uuid END,
    CASE WHEN $3::text = 'delivery_record' THEN $5::uuid END,
    CASE WHEN $3::text = 'audit_record' THEN $5::uuid END,
    CASE WHEN $3::text = 'ticket' THEN $5::uuid END,
    $6, $7, $8, $9, $10,
    coalesce((SELECT r.auditor_hidden FROM audit_records AS r WHERE r.id = $5), false),
    $11, $12
)"""


async def insert_link(
    connection: Connection,
    *,
    id: UUID,
    ticket_id: UUID,
    target_type: str,
    relation: str,
    target_id: UUID | None,
    url: str | None,
    url_identity: bytes | None,
    label: str | None,
    redacted: Any,
    redaction_version: int,
    created_by: UUID,
    now: datetime,
) -> None:
    """Run `insert_link` of sql/queries/links.sql.

    A link to an audit record that is hidden from auditors is hidden, too.
    """
    await connection.execute(
        _INSERT_LINK,
        id,
        ticket_id,
        target_type,
        relation,
        target_id,
        url,
        url_identity,
        label,
        redacted,
        redaction_version,
        created_by,
        now,
    )


_GET_EXISTING_LINK = """\
SELECT
    l.id,
    l.ticket_id,
    l.target_type,
    l.relation,
    coalesce(l.alert_id, l.asset_id, l.evidence_id, l.delivery_record_id, l.audit_record_id, l.target_ticket_id)
        AS target_id,
    l.url,
    l.label,
    CASE WHEN l.ticket_id = $1 THEN 'outbound' ELSE 'inbound' END AS direction,
    l.created_by AS creator_id,
    p.kind AS creator_kind,
    p.display_name AS creator_name,
    l.created_at,
    l.auditor_hidden,
    l.unlinked_at
FROM ticket_links AS l
INNER JOIN principals AS p ON l.tenant_id = p.tenant_id AND l.created_by = p.id
WHERE l.id = $2"""


async def get_existing_link(connection: Connection, *, ticket_id: UUID, link_id: UUID) -> LinkRow:
    """Run `get_existing_link` of sql/queries/links.sql.

    For a link of or to the ticket that this transaction has written or found.
    """
    row = await connection.fetchrow(_GET_EXISTING_LINK, ticket_id, link_id)
    if row is None:
        raise NoRowError("get_existing_link")
    return LinkRow(*row)


_GET_LINK = """\
SELECT
    l.id,
    l.ticket_id,
    l.target_type,
    l.relation,
    coalesce(l.alert_id, l.asset_id, l.evidence_id, l.delivery_record_id, l.audit_record_id, l.target_ticket_id)
        AS target_id,
    l.url,
    l.label,
    CASE WHEN l.ticket_id = $1 THEN 'outbound' ELSE 'inbound' END AS direction,
    l.created_by AS creator_id,
    p.kind AS creator_kind,
    p.display_name AS creator_name,
    l.created_at,
    l.auditor_hidden,
    l.unlinked_at
FROM ticket_links AS l
INNER JOIN principals AS p ON l.tenant_id = p.tenant_id AND l.created_by = p.id
WHERE l.id = $2 AND (l.ticket_id = $1 OR l.target_ticket_id = $1)"""


async def get_link(connection: Connection, *, ticket_id: UUID, link_id: UUID) -> LinkRow | None:
    """Run `get_link` of sql/queries/links.sql.

    Finds the link from either ticket, and after it was removed: the caller checks unlinked_at.
    """
    row = await connection.fetchrow(_GET_LINK, ticket_id, link_id)
    if row is None:
        return None
    return LinkRow(*row)


_SET_LINK_LABEL = """\
UPDATE ticket_links SET label = $2, redacted = $3, redaction_version = $4
WHERE id = $1"""


async def set_link_label(
    connection: Connection, *, link_id: UUID, label: str, redacted: Any, redaction_version: int
) -> None:
    """Run `set_link_label` of sql/queries/links.sql."""
    await connection.execute(_SET_LINK_LABEL, link_id, label, redacted, redaction_version)


_UNLINK = """\
UPDATE ticket_links SET unlinked_at = $2
WHERE id = $1"""


async def unlink(connection: Connection, *, link_id: UUID, now: datetime) -> None:
    """Run `unlink` of sql/queries/links.sql."""
    await connection.execute(_UNLINK, link_id, now)


_LIST_LINKS_1 = """\
SELECT
    l.id,
    l.ticket_id,
    l.target_type,
    l.relation,
    coalesce(l.alert_id, l.asset_id, l.evidence_id, l.delivery_record_id, l.audit_record_id, l.target_ticket_id)
        AS target_id,
    l.url,
    l.label,
    CASE WHEN l.ticket_id = $1 THEN 'outbound' ELSE 'inbound' END AS direction,
    l.created_by AS creator_id,
    p.kind AS creator_kind,
    p.display_name AS creator_name,
    l.created_at,
    l.auditor_hidden,
    l.unlinked_at"""

_LIST_LINKS_2 = """\
FROM ticket_links AS l
INNER JOIN principals AS p ON l.tenant_id = p.tenant_id AND l.created_by = p.id
WHERE
    (l.ticket_id = $1 OR l.target_ticket_id = $1)
    AND l.unlinked_at IS NULL"""

_LIST_LINKS_3 = """\
LIMIT $2 + 1"""

ListLinksSort = Literal["created_at"]

_LIST_LINKS_ORDERS: dict[ListLinksSort, Order] = {
    "created_at": Order("l.created_at", "ASC", "timestamptz", "l.id"),
}


async def list_links(
    connection: Connection,
    *,
    ticket_id: UUID,
    limit: int,
    target_type: tuple[str, ...] | None = None,
    direction: str | None = None,
    sort: ListLinksSort,
    after: Position | None,
) -> Page[LinkRow]:
    """Run `list_links` of sql/queries/links.sql.

    A link between two tickets is one row; the target ticket lists it as inbound.
    """
    order = _LIST_LINKS_ORDERS[sort]
    arguments: list[Any] = [ticket_id, limit]
    bound = bind(
        arguments,
        target_type=target_type,
        direction=direction,
        after_key=None if after is None else after.sort_key,
        after_id=None if after is None else after.id,
    )
    statement: list[str] = [_LIST_LINKS_1, order.sort_key, _LIST_LINKS_2]
    if target_type is not None:
        statement += [f"    AND l.target_type = any({bound['target_type']})"]
    if direction is not None:
        statement += [f"    AND CASE WHEN l.ticket_id = $1 THEN 'outbound' ELSE 'inbound' END = {bound['direction']}"]
    if after is not None:
        statement += [order.after(bound["after_key"], bound["after_id"])]
    statement += [order.order_by, _LIST_LINKS_3]
    rows = await connection.fetch("\n".join(statement), *arguments)
    return page_of([(LinkRow(*columns), sort_key) for *columns, sort_key in rows], limit)


_FIND_RELATED_TICKETS = """\
WITH subject AS (
    SELECT
        t.number,
        a.id AS alert_id,
        a.fingerprint
    FROM tickets AS t
    INNER JOIN alerts AS a ON t.tenant_id = a.tenant_id AND t.source_alert_id = a.id
    WHERE t.id = $1
),
reported AS (
    SELECT
        t.id AS ticket_id,
        t.source_alert_id AS alert_id
    FROM tickets AS t
    WHERE t.source_alert_id IS NOT NULL
    UNION ALL
    SELECT
        l.ticket_id,
        l.alert_id
    FROM ticket_links AS l
    WHERE l.target_type = 'alert' AND l.unlinked_at IS NULL
),
matches AS (
    SELECT
        r.ticket_id,
        true AS by_fingerprint
    FROM subject AS s
    INNER JOIN alerts AS a ON s.fingerprint = a.fingerprint
    INNER JOIN reported AS r ON a.id = r.alert_id
    UNION ALL
    SELECT
        r.ticket_id,
        false AS by_fingerprint
    FROM subject AS s
    INNER JOIN alert_assets AS own ON s.alert_id = own.alert_id
    INNER JOIN alert_assets AS shared
        ON own.type = shared.type AND own.canonical_key = shared.canonical_key AND own.canonical = shared.canonical
    INNER JOIN reported AS r ON shared.alert_id = r.alert_id
    UNION ALL
    SELECT
        l.ticket_id,
        false AS by_fingerprint
    FROM subject AS s
    INNER JOIN alert_assets AS own ON s.alert_id = own.alert_id
    INNER JOIN assets AS shared
        ON own.type = shared.type AND own.canonical_key = shared.canonical_key AND own.canonical = shared.canonical
    INNER JOIN ticket_links AS l ON shared.id = l.asset_id AND l.unlinked_at IS NULL
)
SELECT t.id
FROM matches AS m
INNER JOIN tickets AS t ON m.ticket_id = t.id
INNER JOIN subject AS s ON t.number < s.number
WHERE t.status NOT IN ('resolved', 'closed')
GROUP BY t.id, t.number
ORDER BY bool_or(m.by_fingerprint) DESC, t.number DESC
LIMIT $2"""


async def find_related_tickets(connection: Connection, *, ticket_id: UUID, limit: int) -> list[UUID]:
    """Run `find_related_tickets` of sql/queries/links.sql.

    Only older tickets, so that of two related tickets the newer one links to the older one and never both ways.
    """
    rows = await connection.fetch(_FIND_RELATED_TICKETS, ticket_id, limit)
    return [row[0] for row in rows]
