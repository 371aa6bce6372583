# Generated from sql/queries by `python -m codegen`. Do not edit.
"""The queries of `sql/queries/people.sql`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from generated.runtime.connection import Connection, Order, bind
from generated.runtime.paging import Page, Position, page_of


@dataclass(frozen=True, slots=True)
class PrincipalRow:
    """A row of `get_principal`, `list_principals`."""

    id: UUID
    kind: str
    display_name: str
    roles: list[str]
    assignable: bool
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A row of `get_session`."""

    id: UUID
    expires_at: datetime
    tenant: str
    issuer: str
    subject: str
    name: str
    roles: list[str]


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
    """Run `upsert_principal` of sql/queries/people.sql."""
    await connection.execute(_UPSERT_PRINCIPAL, id, kind, issuer, subject, display_name, roles, assignable, seen_at)


_GET_PRINCIPAL = """\
SELECT
    p.id,
    p.kind,
    p.display_name,
    p.roles,
    p.assignable,
    p.last_seen_at
FROM principals AS p
WHERE p.id = $1"""


async def get_principal(connection: Connection, *, principal_id: UUID) -> PrincipalRow | None:
    """Run `get_principal` of sql/queries/people.sql."""
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
    "display_name": Order("p.sort_name", "ASC", "text", "p.id"),
}


async def list_principals(
    connection: Connection,
    *,
    limit: int,
    words: tuple[str, ...] | None = None,
    assignable: bool | None = None,
    sort: ListPrincipalsSort,
    after: Position | None,
) -> Page[PrincipalRow]:
    """Run `list_principals` of sql/queries/people.sql."""
    order = _LIST_PRINCIPALS_ORDERS[sort]
    arguments: list[Any] = [limit]
    bound = bind(
        arguments,
        words=words,
        assignable=assignable,
        after_key=None if after is None else after.sort_key,
        after_id=None if after is None else after.id,
    )
    statement: list[str] = [_LIST_PRINCIPALS_1, order.sort_key, _LIST_PRINCIPALS_2]
    if words is not None:
        statement += [
            "    AND NOT EXISTS (",
            f"        SELECT FROM unnest({bound['words']}::text[]) AS w (word)",
            "        WHERE fold(p.display_name) NOT LIKE like_pattern('', w.word, '')",
            "    )",
        ]
    if assignable is not None:
        statement += [f"    AND p.assignable = {bound['assignable']}"]
    if after is not None:
        statement += [order.after(bound["after_key"], bound["after_id"])]
    statement += [order.order_by, _LIST_PRINCIPALS_3]
    rows = await connection.fetch("\n".join(statement), *arguments)
    return page_of([(PrincipalRow(*columns), sort_key) for *columns, sort_key in rows], limit)


_INSERT_SESSION = """\
INSERT INTO sessions (id, principal_id, roles, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5)"""


async def insert_session(
    connection: Connection, *, id: UUID, principal_id: UUID, roles: list[str], now: datetime, expires_at: datetime
) -> None:
    """Run `insert_session` of sql/queries/people.sql."""
    await connection.execute(_INSERT_SESSION, id, principal_id, roles, now, expires_at)


_GET_SESSION = """\
SELECT
    s.id,
    s.expires_at,
    t.name AS tenant,
    p.issuer,
    p.subject,
    p.display_name AS name,
    s.roles
FROM sessions AS s
INNER JOIN tenants AS t ON s.tenant_id = t.id
INNER JOIN principals AS p ON s.tenant_id = p.tenant_id AND s.principal_id = p.id
WHERE s.id = $1 AND s.expires_at > $2 AND s.ended_at IS NULL"""


async def get_session(connection: Connection, *, id: UUID, now: datetime) -> SessionRow | None:
    """Run `get_session` of sql/queries/people.sql."""
    row = await connection.fetchrow(_GET_SESSION, id, now)
    if row is None:
        return None
    return SessionRow(*row)


_END_SESSION = """\
UPDATE sessions SET ended_at = $2
WHERE id = $1 AND ended_at IS NULL"""


async def end_session(connection: Connection, *, id: UUID, now: datetime) -> None:
    """Run `end_session` of sql/queries/people.sql."""
    await connection.execute(_END_SESSION, id, now)
