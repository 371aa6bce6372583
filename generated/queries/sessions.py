# Generated from sql/queries by `python -m codegen`. Do not edit.
"""Queries of `sql/queries/sessions.sql`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from generated.runtime.connection import Connection


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A row, its columns in the order of the query."""

    id: UUID
    expires_at: datetime
    tenant: str
    issuer: str
    subject: str
    name: str
    roles: list[str]


_INSERT_SESSION = """\
INSERT INTO sessions (id, principal_id, roles, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5)"""


async def insert_session(
    connection: Connection,
    *,
    id: UUID,
    principal_id: UUID,
    roles: list[str],
    now: datetime,
    expires_at: datetime,
) -> None:
    """Run `insert_session` of sql/queries/sessions.sql."""
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


async def get_session(
    connection: Connection,
    *,
    id: UUID,
    now: datetime,
) -> SessionRow | None:
    """Run `get_session` of sql/queries/sessions.sql."""
    row = await connection.fetchrow(_GET_SESSION, id, now)
    if row is None:
        return None
    return SessionRow(*row)


_END_SESSION = """\
UPDATE sessions SET ended_at = $2
WHERE id = $1 AND ended_at IS NULL"""


async def end_session(
    connection: Connection,
    *,
    id: UUID,
    now: datetime,
) -> None:
    """Run `end_session` of sql/queries/sessions.sql."""
    await connection.execute(_END_SESSION, id, now)
