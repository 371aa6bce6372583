"""Provisioning of tenants by the operator."""

from __future__ import annotations

from uuid import UUID

from generated.queries import tenants
from handlers.runtime import db
from handlers.runtime.identity.actors import tenant_id_of
from handlers.runtime.ids import utc_now


async def add_tenant(owner_url: str, name: str) -> UUID:
    """Create the tenant unless it exists, and return its id; raise `InvalidTenantNameError` for an invalid name."""
    tenant_id = tenant_id_of(name)
    pool = await db.open_pool(owner_url, connections=1, statement_timeout_ms=30_000, name="tenants")
    async with pool, db.transaction(pool, tenant_id) as connection:
        await tenants.insert_tenant_if_absent(connection, id=tenant_id, name=name, now=utc_now())
    return tenant_id


async def tenant_names(background_url: str) -> list[str]:
    """Return the names of all tenants, in order."""
    pool = await db.open_pool(background_url, connections=1, statement_timeout_ms=5_000, name="tenants")
    async with pool, pool.acquire(timeout=5) as connection:
        return list(await tenants.list_tenant_names(connection))
