"""Actors: the verified principal, or the system, that an operation runs as."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from generated.permissions import ROLES

SYSTEM_ISSUER = "urn:oneprotect:system"
_TENANT_NAME = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session of the console."""

    id: UUID
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts: a verified principal, or the system itself; ``session`` is there where the console's cookie vouches."""

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
        """Tell whether the actor sees the redacted view alone."""
        return "auditor" in self.roles


def is_tenant_name(name: str) -> bool:
    """Whether the name is 1 to 63 lowercase letters, digits and inner hyphens."""
    return _TENANT_NAME.fullmatch(name) is not None


def tenant_id_of(name: str) -> UUID:
    """Give the id of a locally named tenant; raise ValueError for what is no tenant name."""
    if not is_tenant_name(name):
        raise ValueError(f"{name!r} is not a valid tenant name: use 1–63 lowercase letters, digits and inner hyphens")
    return uuid5(NAMESPACE_URL, f"urn:oneprotect:tenant:{name}")


def principal_id_of(tenant_id: UUID, issuer: str, subject: str) -> UUID:
    """Give the id that a subject of an issuer has in a tenant."""
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
    """Give the actor that a subject of an issuer is in a tenant, with the scopes of its roles that there are."""
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
    """Give who asks where an operation takes no credentials: an address, of no tenant and with no scope."""
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
    """Give the actor that stands in for the runtime itself, such as the worker that correlates tickets."""
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
