# Generated from sql/queries by `python -m codegen`. Do not edit.
"""Queries of `sql/queries/tenancy.sql`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from generated.runtime.connection import Connection, Order, bind
from generated.runtime.paging import Page, Position, page_of


@dataclass(frozen=True, slots=True)
class PrincipalRow:
    """A row, its columns in the order of the query."""

    id: UUID
    kind: str
    display_name: str
    roles: list[str]
    assignable: bool
    last_seen_at: datetime


_INSERT_TENANT_IF_ABSENT = """\
INSERT INTO tenants (id, name, created_at) VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING"""


async def insert_tenant_if_absent(
    connection: Connection,
    *,
    id: UUID,
    name: str,
    now: datetime,
) -> None:
    """Run `insert_tenant_if_absent` of sql/queries/tenancy.sql."""
    await connection.execute(_INSERT_TENANT_IF_ABSENT, id, name, now)


_GET_TENANT = """\
SELECT id FROM tenants"""


async def get_tenant(
    connection: Connection,
) -> UUID | None:
    """The transaction's own tenant, if it is provisioned."""
    row = await connection.fetchrow(_GET_TENANT)
    if row is None:
        return None
    result: UUID = row[0]
    return result


_UPSERT_PRINCIPAL = """\
INSERT INTO principals (id, kind, issuer, subject, display_name, roles, assignable, first_seen_at, last_seen_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
ON CONFLICT (tenant_id, id) DO UPDATE
    SET
        display_name = excluded.display_name,
        roles = excluded.roles,
        assignable = excluded.assignable,
        last_seen_at = excluded.last_seen_at"""


async def upsert_principal(
    connection: Connection,
    *,
    id: UUID,
    kind: str,
    issuer: str,
    subject: str,
    display_name: str,
    roles: list[str],
    assignable: bool,
    seen_at: datetime,
) -> None:
    """Run `upsert_principal` of sql/queries/tenancy.sql."""
    await connection.execute(_UPSERT_PRINCIPAL, id, kind, issuer, subject, display_name, roles, assignable, seen_at)


_GET_PRINCIPAL = """\
SELECT
    id,
    kind,
    display_name,
    roles,
    assignable,
    last_seen_at
FROM principals
WHERE id = $1"""


async def get_principal(
    connection: Connection,
    *,
    principal_id: UUID,
) -> PrincipalRow | None:
    """Run `get_principal` of sql/queries/tenancy.sql."""
    row = await connection.fetchrow(_GET_PRINCIPAL, principal_id)
    if row is None:
        return None
    return PrincipalRow(*row)


_LIST_PRINCIPALS_1 = """\
SELECT
    p.id,
    p.kind,
    p.display_name,
    p.roles,
    p.assignable,
    p.last_seen_at"""

_LIST_PRINCIPALS_2 = """\
FROM principals AS p
WHERE
    true"""

_LIST_PRINCIPALS_3 = """\
LIMIT $1 + 1"""

ListPrincipalsSort = Literal["display_name"]

_LIST_PRINCIPALS_ORDERS: dict[ListPrincipalsSort, Order] = {
    "display_name": Order("p.display_name", "ASC", "text", "p.id"),
}


async def list_principals(
    connection: Connection,
    *,
    limit: int,
    q: str | None = None,
    assignable: bool | None = None,
    sort: ListPrincipalsSort,
    after: Position | None,
) -> Page[PrincipalRow]:
    """Run `list_principals` of sql/queries/tenancy.sql. Returns the page after the row at ``after``."""
    arguments: list[Any] = [limit]
    order = _LIST_PRINCIPALS_ORDERS[sort]
    bound = bind(
        arguments,
        q=q,
        assignable=assignable,
        after_key=None if after is None else after.sort_key,
        after_id=None if after is None else after.id,
    )
    text: list[str] = []
    text.append(_LIST_PRINCIPALS_1)
    text.append(order.sort_key)
    text.append(_LIST_PRINCIPALS_2)
    if q is not None:
        text.append(f"    AND p.display_name ILIKE {bound['q']}")
    if assignable is not None:
        text.append(f"    AND p.assignable = {bound['assignable']}")
    if after is not None:
        text.append(order.after(bound["after_key"], bound["after_id"]))
    text.append(order.order_by)
    text.append(_LIST_PRINCIPALS_3)
    rows = await connection.fetch("\n".join(text), *arguments)
    return page_of([(PrincipalRow(*columns), sort_key) for *columns, sort_key in rows], limit)
