# Generated from sql/queries by `python -m codegen`. Do not edit.
"""Queries of sql/queries/tenancy.sql."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from generated.queries.connection import Connection, bind


@dataclass(frozen=True, slots=True)
class PrincipalRow:
    """One row of a result."""

    id: UUID
    kind: str
    display_name: str
    roles: list[str]
    assignable: bool
    last_seen_at: datetime


_INSERT_TENANT_IF_ABSENT = """
INSERT INTO tenants (id, name, created_at) VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING
"""


async def insert_tenant_if_absent(
    connection: Connection,
    *,
    id: UUID,
    name: str,
    now: datetime,
) -> None:
    """Run `insert_tenant_if_absent` of sql/queries/tenancy.sql."""
    await connection.execute(_INSERT_TENANT_IF_ABSENT, id, name, now)


_GET_TENANT = """
SELECT id FROM tenants
"""


async def get_tenant(
    connection: Connection,
) -> UUID | None:
    """The transaction's own tenant, if it is provisioned."""
    row = await connection.fetchrow(_GET_TENANT)
    if row is None:
        return None
    value: UUID | None = row[0]
    return value


_UPSERT_PRINCIPAL = """
INSERT INTO principals (id, kind, issuer, subject, display_name, roles, assignable, first_seen_at, last_seen_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
ON CONFLICT (tenant_id, id) DO UPDATE
    SET
        display_name = excluded.display_name,
        roles = excluded.roles,
        assignable = excluded.assignable,
        last_seen_at = excluded.last_seen_at
"""


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


_GET_PRINCIPAL = """
SELECT
    id,
    kind,
    display_name,
    roles,
    assignable,
    last_seen_at
FROM principals
WHERE id = $1
"""


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


LIST_PRINCIPALS_SORTS = {
    "display_name": ("p.display_name", "ASC", "text"),
}


async def list_principals(
    connection: Connection,
    *,
    limit: int,
    q: str | None = None,
    assignable: bool | None = None,
    sort: Literal["display_name"],
    after: tuple[str, UUID] | None = None,
) -> list[tuple[PrincipalRow, str]]:
    """Run `list_principals` of sql/queries/tenancy.sql."""
    values: dict[str, Any] = {
        "limit": limit,
        "q": q,
        "assignable": assignable,
    }
    expression, direction, type_name = LIST_PRINCIPALS_SORTS[sort]
    lines = [
        "SELECT",
        "    p.id,",
        "    p.kind,",
        "    p.display_name,",
        "    p.roles,",
        "    p.assignable,",
        "    p.last_seen_at",
        f", ({expression})::text AS sort_key",
        "FROM principals AS p",
        "WHERE",
        "    true",
    ]
    if q is not None:
        lines.append("    AND p.display_name ILIKE :q")
    lines += []
    if assignable is not None:
        lines.append("    AND p.assignable = :assignable")
    lines += []
    if after is not None:
        values["after_key"], values["after_id"] = after
        beyond = ">" if direction == "ASC" else "<"
        lines.append(f"AND ({expression}, p.id) {beyond} (:after_key::text::{type_name}, :after_id::uuid)")
    lines += [
        f"ORDER BY {expression} {direction}, p.id {direction}",
        "LIMIT :limit",
    ]
    text, arguments = bind(lines, values)
    rows = await connection.fetch(text, *arguments)
    return [(PrincipalRow(*columns), sort_key) for *columns, sort_key in rows]
