# Generated from sql/queries by `python -m codegen`. Do not edit.
"""The queries of `sql/queries/records.sql`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from generated.runtime.connection import Connection, NoRowError, Order, bind
from generated.runtime.paging import Page, Position, page_of


@dataclass(frozen=True, slots=True)
class AssetRow:
    """A row of `get_identical_asset`, `get_asset`, `list_assets`."""

    id: UUID
    type: str
    value: str
    name: str | None
    creator_id: UUID
    creator_kind: str
    creator_name: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A row of `get_identical_evidence`, `get_evidence`, `list_evidence`."""

    id: UUID
    name: str
    media_type: str | None
    size_bytes: int | None
    sha256: bytes
    description: str
    collected_at: datetime | None
    creator_id: UUID
    creator_kind: str
    creator_name: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class DeliveryRecordRow:
    """A row of `lock_delivery_record`, `get_delivery_record`, `list_delivery_records`."""

    id: UUID
    ticket_id: UUID
    source: str
    target: str
    status: str
    detail: str
    occurred_at: datetime
    created_at: datetime


_INSERT_ASSET = """\
INSERT INTO assets
(id, type, value, canonical, address, identity, name, redacted, redaction_version, created_by, created_at)
VALUES
(
    $1, $2, $3, $4, $5::text::inet, $6, $7, $8,
    $9, $10, $11
)
ON CONFLICT (tenant_id, type, identity) DO NOTHING
RETURNING id"""


async def insert_asset(
    connection: Connection,
    *,
    id: UUID,
    type: str,
    asset_value: str,
    canonical: str,
    address: str | None,
    identity: bytes,
    name: str | None,
    redacted: Any,
    redaction_version: int,
    created_by: UUID,
    now: datetime,
) -> UUID | None:
    """Run `insert_asset` of sql/queries/records.sql.

    Returns None if the asset exists already.
    """
    row = await connection.fetchrow(
        _INSERT_ASSET,
        id,
        type,
        asset_value,
        canonical,
        address,
        identity,
        name,
        redacted,
        redaction_version,
        created_by,
        now,
    )
    if row is None:
        return None
    result: UUID = row[0]
    return result


_GET_IDENTICAL_ASSET = """\
SELECT
    a.id,
    a.type,
    a.value,
    a.name,
    a.created_by AS creator_id,
    p.kind AS creator_kind,
    p.display_name AS creator_name,
    a.created_at
FROM assets AS a
INNER JOIN principals AS p ON a.tenant_id = p.tenant_id AND a.created_by = p.id
WHERE a.type = $1 AND a.identity = $2"""


async def get_identical_asset(connection: Connection, *, type: str, identity: bytes) -> AssetRow:
    """Run `get_identical_asset` of sql/queries/records.sql."""
    row = await connection.fetchrow(_GET_IDENTICAL_ASSET, type, identity)
    if row is None:
        raise NoRowError("get_identical_asset")
    return AssetRow(*row)


_GET_ASSET = """\
SELECT
    a.id,
    a.type,
    a.value,
    a.name,
    a.created_by AS creator_id,
    p.kind AS creator_kind,
    p.display_name AS creator_name,
    a.created_at
FROM assets AS a
INNER JOIN principals AS p ON a.tenant_id = p.tenant_id AND a.created_by = p.id
WHERE a.id = $1"""


async def get_asset(connection: Connection, *, asset_id: UUID) -> AssetRow | None:
    """Run `get_asset` of sql/queries/records.sql."""
    row = await connection.fetchrow(_GET_ASSET, asset_id)
    if row is None:
        return None
    return AssetRow(*row)


_LIST_ASSETS_1 = """\
SELECT
    a.id,
    a.type,
    a.value,
    a.name,
    a.created_by AS creator_id,
    p.kind AS creator_kind,
    p.display_name AS creator_name,
    a.created_at"""

_LIST_ASSETS_2 = """\
FROM assets AS a
INNER JOIN principals AS p ON a.tenant_id = p.tenant_id AND a.created_by = p.id
WHERE
    true"""

_LIST_ASSETS_3 = """\
LIMIT $1 + 1"""

ListAssetsSort = Literal["created_at", "-created_at"]

_LIST_ASSETS_ORDERS: dict[ListAssetsSort, Order] = {
    "created_at": Order("a.created_at", "ASC", "timestamptz", "a.id"),
    "-created_at": Order("a.created_at", "DESC", "timestamptz", "a.id"),
}


async def list_assets(
    connection: Connection,
    *,
    limit: int,
    types: tuple[str, ...] | None = None,
    asset_values: Any = None,
    q: Any = None,
    sort: ListAssetsSort,
    after: Position | None,
) -> Page[AssetRow]:
    """Run `list_assets` of sql/queries/records.sql."""
    order = _LIST_ASSETS_ORDERS[sort]
    arguments: list[Any] = [limit]
    bound = bind(
        arguments,
        types=types,
        asset_values=asset_values,
        q=q,
        after_key=None if after is None else after.sort_key,
        after_id=None if after is None else after.id,
    )
    statement: list[str] = [_LIST_ASSETS_1, order.sort_key, _LIST_ASSETS_2]
    if types is not None:
        statement += [f"    AND a.type = any({bound['types']})"]
    if asset_values is not None:
        statement += [
            f"    AND a.id IN (SELECT s.id FROM indicator_ids('assets', {bound['asset_values']}::json) AS s (id))"
        ]
    if q is not None:
        statement += [f"    AND a.id IN (SELECT s.id FROM search_ids('assets', {bound['q']}::json) AS s (id))"]
    if after is not None:
        statement += [order.after(bound["after_key"], bound["after_id"])]
    statement += [order.order_by, _LIST_ASSETS_3]
    rows = await connection.fetch("\n".join(statement), *arguments)
    return page_of([(AssetRow(*columns), sort_key) for *columns, sort_key in rows], limit)


_INSERT_EVIDENCE = """\
INSERT INTO evidence
(
    id, name, media_type, size_bytes, sha256, description, collected_at, identity, redacted, redaction_version,
    created_by, created_at
)
VALUES
(
    $1, $2, $3, $4, $5, $6, $7,
    $8, $9, $10, $11, $12
)
ON CONFLICT (tenant_id, identity) DO NOTHING
RETURNING id"""


async def insert_evidence(
    connection: Connection,
    *,
    id: UUID,
    name: str,
    media_type: str | None,
    size_bytes: int | None,
    sha256: bytes,
    description: str,
    collected_at: datetime | None,
    identity: bytes,
    redacted: Any,
    redaction_version: int,
    created_by: UUID,
    now: datetime,
) -> UUID | None:
    """Run `insert_evidence` of sql/queries/records.sql.

    Returns None if evidence with this digest and name exists already.
    """
    row = await connection.fetchrow(
        _INSERT_EVIDENCE,
        id,
        name,
        media_type,
        size_bytes,
        sha256,
        description,
        collected_at,
        identity,
        redacted,
        redaction_version,
        created_by,
        now,
    )
    if row is None:
        return None
    result: UUID = row[0]
    return result


_GET_IDENTICAL_EVIDENCE = """\
SELECT
    e.id,
    e.name,
    e.media_type,
    e.size_bytes,
    e.sha256,
    e.description,
    e.collected_at,
    e.created_by AS creator_id,
    p.kind AS creator_kind,
    p.display_name AS creator_name,
    e.created_at
FROM evidence AS e
INNER JOIN principals AS p ON e.tenant_id = p.tenant_id AND e.created_by = p.id
WHERE e.identity = $1"""


async def get_identical_evidence(connection: Connection, *, identity: bytes) -> EvidenceRow:
    """Run `get_identical_evidence` of sql/queries/records.sql."""
    row = await connection.fetchrow(_GET_IDENTICAL_EVIDENCE, identity)
    if row is None:
        raise NoRowError("get_identical_evidence")
    return EvidenceRow(*row)


_GET_EVIDENCE = """\
SELECT
    e.id,
    e.name,
    e.media_type,
    e.size_bytes,
    e.sha256,
    e.description,
    e.collected_at,
    e.created_by AS creator_id,
    p.kind AS creator_kind,
    p.display_name AS creator_name,
    e.created_at
FROM evidence AS e
INNER JOIN principals AS p ON e.tenant_id = p.tenant_id AND e.created_by = p.id
WHERE e.id = $1"""


async def get_evidence(connection: Connection, *, evidence_id: UUID) -> EvidenceRow | None:
    """Run `get_evidence` of sql/queries/records.sql."""
    row = await connection.fetchrow(_GET_EVIDENCE, evidence_id)
    if row is None:
        return None
    return EvidenceRow(*row)


_LIST_EVIDENCE_1 = """\
SELECT
    e.id,
    e.name,
    e.media_type,
    e.size_bytes,
    e.sha256,
    e.description,
    e.collected_at,
    e.created_by AS creator_id,
    p.kind AS creator_kind,
    p.display_name AS creator_name,
    e.created_at"""

_LIST_EVIDENCE_2 = """\
FROM evidence AS e
INNER JOIN principals AS p ON e.tenant_id = p.tenant_id AND e.created_by = p.id
WHERE
    true"""

_LIST_EVIDENCE_3 = """\
LIMIT $1 + 1"""

ListEvidenceSort = Literal["created_at", "-created_at"]

_LIST_EVIDENCE_ORDERS: dict[ListEvidenceSort, Order] = {
    "created_at": Order("e.created_at", "ASC", "timestamptz", "e.id"),
    "-created_at": Order("e.created_at", "DESC", "timestamptz", "e.id"),
}


async def list_evidence(
    connection: Connection,
    *,
    limit: int,
    sha256: bytes | None = None,
    q: Any = None,
    sort: ListEvidenceSort,
    after: Position | None,
) -> Page[EvidenceRow]:
    """Run `list_evidence` of sql/queries/records.sql."""
    order = _LIST_EVIDENCE_ORDERS[sort]
    arguments: list[Any] = [limit]
    bound = bind(
        arguments,
        sha256=sha256,
        q=q,
        after_key=None if after is None else after.sort_key,
        after_id=None if after is None else after.id,
    )
    statement: list[str] = [_LIST_EVIDENCE_1, order.sort_key, _LIST_EVIDENCE_2]
    if sha256 is not None:
        statement += [f"    AND e.sha256 = {bound['sha256']}"]
    if q is not None:
        statement += [f"    AND e.id IN (SELECT s.id FROM search_ids('evidence', {bound['q']}::json) AS s (id))"]
    if after is not None:
        statement += [order.after(bound["after_key"], bound["after_id"])]
    statement += [order.order_by, _LIST_EVIDENCE_3]
    rows = await connection.fetch("\n".join(statement), *arguments)
    return page_of([(EvidenceRow(*columns), sort_key) for *columns, sort_key in rows], limit)


_INSERT_DELIVERY_RECORD = """\
INSERT INTO delivery_records
(
    id, ticket_id, source, source_event_id, target, status, detail, redacted, redaction_version, occurred_at, created_at
)
VALUES
(
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
    $11
)
ON CONFLICT (tenant_id, source, source_event_id) DO NOTHING
RETURNING id"""


async def insert_delivery_record(
    connection: Connection,
    *,
    id: UUID,
    ticket_id: UUID,
    source: str,
    source_event_id: str,
    target: str,
    status: str,
    detail: str,
    redacted: Any,
    redaction_version: int,
    occurred_at: datetime,
    now: datetime,
) -> UUID | None:
    """Run `insert_delivery_record` of sql/queries/records.sql.

    Returns None if the source has reported this delivery before.
    """
    row = await connection.fetchrow(
        _INSERT_DELIVERY_RECORD,
        id,
        ticket_id,
        source,
        source_event_id,
        target,
        status,
        detail,
        redacted,
        redaction_version,
        occurred_at,
        now,
    )
    if row is None:
        return None
    result: UUID = row[0]
    return result


_LOCK_DELIVERY_RECORD = """\
SELECT
    d.id,
    d.ticket_id,
    d.source,
    d.target,
    d.status,
    d.detail,
    d.occurred_at,
    d.created_at
FROM delivery_records AS d
WHERE d.source = $1 AND d.source_event_id = $2
FOR UPDATE"""


async def lock_delivery_record(connection: Connection, *, source: str, source_event_id: str) -> DeliveryRecordRow:
    """Run `lock_delivery_record` of sql/queries/records.sql.

    Serializes the reports of one delivery, and returns what the previous one committed.
    """
    row = await connection.fetchrow(_LOCK_DELIVERY_RECORD, source, source_event_id)
    if row is None:
        raise NoRowError("lock_delivery_record")
    return DeliveryRecordRow(*row)


_UPDATE_DELIVERY_RECORD = """\
UPDATE delivery_records
SET
    target = $2,
    status = $3,
    detail = $4,
    redacted = $5,
    redaction_version = $6,
    occurred_at = $7
WHERE id = $1"""


async def update_delivery_record(
    connection: Connection,
    *,
    delivery_record_id: UUID,
    target: str,
    status: str,
    detail: str,
    redacted: Any,
    redaction_version: int,
    occurred_at: datetime,
) -> None:
    """Run `update_delivery_record` of sql/queries/records.sql."""
    await connection.execute(
        _UPDATE_DELIVERY_RECORD, delivery_record_id, target, status, detail, redacted, redaction_version, occurred_at
    )


_GET_DELIVERY_RECORD = """\
SELECT
    d.id,
    d.ticket_id,
    d.source,
    d.target,
    d.status,
    d.detail,
    d.occurred_at,
    d.created_at
FROM delivery_records AS d
WHERE d.id = $1"""


async def get_delivery_record(connection: Connection, *, delivery_record_id: UUID) -> DeliveryRecordRow | None:
    """Run `get_delivery_record` of sql/queries/records.sql."""
    row = await connection.fetchrow(_GET_DELIVERY_RECORD, delivery_record_id)
    if row is None:
        return None
    return DeliveryRecordRow(*row)


_LIST_DELIVERY_RECORDS_1 = """\
SELECT
    d.id,
    d.ticket_id,
    d.source,
    d.target,
    d.status,
    d.detail,
    d.occurred_at,
    d.created_at"""

_LIST_DELIVERY_RECORDS_2 = """\
FROM delivery_records AS d
WHERE
    true"""

_LIST_DELIVERY_RECORDS_3 = """\
LIMIT $1 + 1"""

ListDeliveryRecordsSort = Literal["created_at", "-created_at"]

_LIST_DELIVERY_RECORDS_ORDERS: dict[ListDeliveryRecordsSort, Order] = {
    "created_at": Order("d.created_at", "ASC", "timestamptz", "d.id"),
    "-created_at": Order("d.created_at", "DESC", "timestamptz", "d.id"),
}


async def list_delivery_records(
    connection: Connection,
    *,
    limit: int,
    ticket_id: UUID | None = None,
    status: tuple[str, ...] | None = None,
    sort: ListDeliveryRecordsSort,
    after: Position | None,
) -> Page[DeliveryRecordRow]:
    """Run `list_delivery_records` of sql/queries/records.sql."""
    order = _LIST_DELIVERY_RECORDS_ORDERS[sort]
    arguments: list[Any] = [limit]
    bound = bind(
        arguments,
        ticket_id=ticket_id,
        status=status,
        after_key=None if after is None else after.sort_key,
        after_id=None if after is None else after.id,
    )
    statement: list[str] = [_LIST_DELIVERY_RECORDS_1, order.sort_key, _LIST_DELIVERY_RECORDS_2]
    if ticket_id is not None:
        statement += [f"    AND d.ticket_id = {bound['ticket_id']}"]
    if status is not None:
        statement += [f"    AND d.status = any({bound['status']})"]
    if after is not None:
        statement += [order.after(bound["after_key"], bound["after_id"])]
    statement += [order.order_by, _LIST_DELIVERY_RECORDS_3]
    rows = await connection.fetch("\n".join(statement), *arguments)
    return page_of([(DeliveryRecordRow(*columns), sort_key) for *columns, sort_key in rows], limit)
