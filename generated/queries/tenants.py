# Generated from sql/queries by `python -m codegen`. Do not edit.
"""The queries of `sql/queries/tenants.sql`."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from generated.runtime.connection import Connection

_INSERT_TENANT_IF_ABSENT = """\
INSERT INTO tenants (id, name, created_at) VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING"""


async def insert_tenant_if_absent(connection: Connection, *, id: UUID, name: str, now: datetime) -> None:
    """Run `insert_tenant_if_absent` of sql/queries/tenants.sql."""
    await connection.execute(_INSERT_TENANT_IF_ABSENT, id, name, now)


_GET_TENANT = """\
SELECT id FROM tenants"""


async def get_tenant(connection: Connection) -> UUID | None:
    """Run `get_tenant` of sql/queries/tenants.sql.

    The tenant of the transaction, if it is provisioned.
    """
    row = await connection.fetchrow(_GET_TENANT)
    if row is None:
        return None
    result: UUID = row[0]
    return result


_LIST_TENANTS = """\
SELECT id FROM tenants
ORDER BY id"""


async def list_tenants(connection: Connection) -> list[UUID]:
    """Run `list_tenants` of sql/queries/tenants.sql.

    For the login of the background processes, the only one that sees all tenants.
    """
    rows = await connection.fetch(_LIST_TENANTS)
    return [row[0] for row in rows]


_LIST_TENANT_NAMES = """\
SELECT name FROM tenants
ORDER BY name"""


async def list_tenant_names(connection: Connection) -> list[str]:
    """Run `list_tenant_names` of sql/queries/tenants.sql.

    For the login of the background processes, the only one that sees all tenants.
    """
    rows = await connection.fetch(_LIST_TENANT_NAMES)
    return [row[0] for row in rows]
