"""The directory of principals: the subjects of all verified tokens and sessions."""

from __future__ import annotations

import time
from uuid import UUID

from generated.queries import people, tenants
from handlers.runtime import db
from handlers.runtime.identity.actors import Actor
from handlers.runtime.ids import utc_now

_REFRESH_SECONDS = 60.0
_CACHE_SIZE = 50_000


class UnknownTenantError(LookupError):
    """The token names a tenant that does not exist here; the message may be sent to the caller."""


class Directory:
    """Registers principals in short transactions of their own: new ones, changed ones, and others once a minute."""

    def __init__(self, pool: db.Pool, *, provision_tenants: bool) -> None:
        self._pool = pool
        self._provision_tenants = provision_tenants
        self._cache: dict[UUID, tuple[tuple[str, ...], str, float]] = {}

    async def register(self, actor: Actor) -> None:
        """Save the actor's principal unless it was saved recently; raise `UnknownTenantError` for an unknown tenant."""
        roles, name, at = self._cache.get(actor.principal_id, ((), "", float("-inf")))
        if (roles, name) == (actor.roles, actor.display_name) and time.monotonic() - at < _REFRESH_SECONDS:
            return
        async with db.transaction(self._pool, actor.tenant_id) as connection:
            if self._provision_tenants:
                await tenants.insert_tenant_if_absent(connection, id=actor.tenant_id, name=actor.tenant, now=utc_now())
            if await tenants.get_tenant(connection) is None:
                raise UnknownTenantError(
                    "The token's tenant does not exist here: ask the operator for `oneprotect tenant add`."
                )
            await save_principal(connection, actor)
        if len(self._cache) >= _CACHE_SIZE:
            self._cache.clear()
        self._cache[actor.principal_id] = (actor.roles, actor.display_name, time.monotonic())


async def save_principal(connection: db.RawConnection, actor: Actor) -> None:
    """Insert or update the actor's row in the directory of its tenant."""
    await people.upsert_principal(
        connection,
        id=actor.principal_id,
        kind=actor.kind,
        issuer=actor.issuer,
        subject=actor.subject,
        display_name=actor.display_name,
        roles=list(actor.roles),
        assignable="tickets:write" in actor.scopes,
        seen_at=utc_now(),
    )
