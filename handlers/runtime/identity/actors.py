"""Actors: the verified principal, or the system, that runs an operation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from generated.permissions import ROLES
from handlers.runtime.errors import OperatorError

SYSTEM_ISSUER = "urn:oneprotect:system"
_TENANT_NAME = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session of the console."""

    id: UUID
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A verified principal, or the system itself; ``session`` is set if the console's cookie authenticated it."""

    scheme: str
    tenant_id: UUID
    tenant: str
    principal_id: UUID
    kind: str
    issuer: str
    subject: str
    display_name: str
    roles: tuple[str, ...]
    scopes: frozenset[str]
    sources: frozenset[str] | None = None
    session: Session | None = None

    @property
    def is_auditor(self) -> bool:
        """Whether the actor sees only the redacted view."""
        return "auditor" in self.roles


class InvalidTenantNameError(OperatorError, ValueError):
    """A tenant cannot have this name."""


def is_tenant_name(name: str) -> bool:
    """Whether the name is 1 to 63 lowercase letters, digits and inner hyphens."""
    return _TENANT_NAME.fullmatch(name) is not None


def tenant_id_of(name: str) -> UUID:
    """Return the id of the tenant with this name; raise `InvalidTenantNameError` for an invalid name."""
    if not is_tenant_name(name):
        raise InvalidTenantNameError(
            f"{name!r} is not a valid tenant name: use 1–63 lowercase letters, digits and inner hyphens."
        )
    return uuid5(NAMESPACE_URL, f"urn:oneprotect:tenant:{name}")


def principal_id_of(tenant_id: UUID, issuer: str, subject: str) -> UUID:
    """Return the id of the principal that a subject of an issuer is in a tenant."""
    return uuid5(tenant_id, f"{issuer}\x00{subject}")


def user_actor(
    *,
    scheme: str,
    issuer: str,
    tenant_id: UUID,
    tenant: str,
    subject: str,
    name: str,
    roles: Iterable[str],
    sources: frozenset[str] | None = None,
    session: Session | None = None,
) -> Actor:
    """Return the actor for a subject of an issuer in a tenant; roles that the contract does not define are dropped."""
    held = tuple(sorted(set(roles) & ROLES.keys()))
    return Actor(
        scheme=scheme,
        tenant_id=tenant_id,
        tenant=tenant,
        principal_id=principal_id_of(tenant_id, issuer, subject),
        kind="user",
        issuer=issuer,
        subject=subject,
        display_name=name,
        roles=held,
        scopes=frozenset[str]().union(*(ROLES[role] for role in held)),
        sources=sources,
        session=session,
    )


def anonymous(address: str) -> Actor:
    """Return the actor of an operation without credentials: the client's address, without tenant and scopes."""
    return Actor(
        scheme="none",
        tenant_id=UUID(int=0),
        tenant="",
        principal_id=principal_id_of(UUID(int=0), "urn:oneprotect:address", address),
        kind="user",
        issuer="",
        subject="",
        display_name="",
        roles=(),
        scopes=frozenset(),
    )


def system_actor(tenant_id: UUID) -> Actor:
    """Return the actor for the runtime itself, such as the worker that correlates tickets."""
    return Actor(
        scheme="system",
        tenant_id=tenant_id,
        tenant="",
        principal_id=principal_id_of(tenant_id, SYSTEM_ISSUER, "system"),
        kind="system",
        issuer=SYSTEM_ISSUER,
        subject="system",
        display_name="OneProtect",
        roles=(),
        scopes=frozenset(),
    )
