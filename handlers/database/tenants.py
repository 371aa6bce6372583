"""Provisioning of tenants, by the operator."""

from __future__ import annotations

from uuid import UUID

import asyncpg

from generated.queries import tenants
from handlers.runtime.identity.actors import tenant_id_of
from handlers.runtime.ids import utc_now


async def add_tenant(owner_url: str, name: str) -> UUID:
    """Enter a tenant; give its id, also where it is there already. Raise ValueError for what is no tenant name."""
    tenant_id = tenant_id_of(name)
    connection = await asyncpg.connect(owner_url, timeout=5, command_timeout=30)
    try:
        async with connection.transaction():
            await connection.execute("SELECT set_config('app.tenant_id', $1, true)", str(tenant_id))
            await tenants.insert_tenant_if_absent(connection, id=tenant_id, name=name, now=utc_now())
    finally:
        await connection.close()
    return tenant_id
