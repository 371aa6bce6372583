"""The directory of principals: everybody whose verified token was seen."""

from __future__ import annotations

import time
from uuid import UUID

from generated.queries import people, tenants
from handlers.runtime import db
from handlers.runtime.identity.actors import Actor
from handlers.runtime.ids import utc_now

_FRESH_SECONDS = 60.0
_REMEMBERED = 50_000


class UnknownTenantError(LookupError):
    """The token names a tenant that was never provisioned here; the message is fit for the caller."""


class Directory:
    """Enters principals in a short transaction of their own, at first sight and when their roles have changed."""

    def __init__(self, pool: db.Pool, *, provision_tenants: bool) -> None:
        self._pool = pool
        self._provision_tenants = provision_tenants
        self._seen: dict[UUID, tuple[tuple[str, ...], str, float]] = {}

    async def enter(self, actor: Actor) -> None:
        """See that the actor's principal is entered as it is now; raise `UnknownTenantError` for an unknown tenant."""
        roles, name, at = self._seen.get(actor.principal_id, ((), "", float("-inf")))
        if (roles, name) == (actor.roles, actor.display_name) and time.monotonic() - at < _FRESH_SECONDS:
            return
        async with db.transaction(self._pool, actor.tenant_id) as connection:
            if self._provision_tenants:
                await tenants.insert_tenant_if_absent(connection, id=actor.tenant_id, name=actor.tenant, now=utc_now())
            if await tenants.get_tenant(connection) is None:
                raise UnknownTenantError("The token's tenant is not known here: `oneprotect tenant add` makes it.")
            await enter_principal(connection, actor)
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        self._seen[actor.principal_id] = (actor.roles, actor.display_name, time.monotonic())


async def enter_principal(connection: db.RawConnection, actor: Actor) -> None:
    """Write the actor's row in the directory of its tenant."""
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
