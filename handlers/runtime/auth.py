"""Who asks: the verified token, and nothing else, names tenant, subject and roles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from generated.permissions import ROLES

ALGORITHM = "EdDSA"
SYSTEM_ISSUER = "urn:oneprotect:system"
_TENANT = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_LEEWAY = timedelta(seconds=30)


class InvalidTokenError(ValueError):
    """The token does not vouch for anybody here; the message is fit for the caller."""


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


def tenant_id_of(name: str) -> UUID:
    """Give the id of a locally named tenant; raise ValueError for what is no tenant name."""
    if not _TENANT.fullmatch(name):
        raise ValueError(f"{name!r} is no tenant name: 1 to 63 lower-case letters, digits and inner hyphens")
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


def nobody(address: str) -> Actor:
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


def sign_token(
    key: Ed25519PrivateKey,
    *,
    issuer: str,
    audience: str,
    tenant: str,
    subject: str,
    roles: list[str],
    lifetime: timedelta,
    sources: list[str] | None = None,
) -> str:
    """Sign a local token (RFC 7519) for a subject of a tenant; raise ValueError for an unfit tenant or role."""
    tenant_id_of(tenant)
    for role in roles:
        if role not in ROLES:
            raise ValueError(f"there is no role {role!r}: choose from {', '.join(sorted(ROLES))}")
    now = datetime.now(UTC)
    claims: dict[str, Any] = {
        "iss": issuer,
        "aud": audience,
        "sub": subject,
        "tenant": tenant,
        "roles": roles,
        "iat": now,
        "exp": now + lifetime,
    }
    if sources is not None:
        claims["sources"] = sources
    return jwt.encode(claims, key, algorithm=ALGORITHM)


class TokenVerifier:
    """Verifies bearer tokens of one issuer; the algorithm is ours to say, never the token's (RFC 8725 §3.1)."""

    def __init__(self, key: Ed25519PublicKey, *, issuer: str, audience: str) -> None:
        self._key = key
        self._issuer = issuer
        self._audience = audience

    def verify(self, token: str) -> Actor:
        """Give the actor that the token vouches for, or raise `InvalidTokenError`."""
        try:
            claims = jwt.decode(
                token,
                self._key,
                algorithms=[ALGORITHM],
                audience=self._audience,
                issuer=self._issuer,
                leeway=_LEEWAY,
                options={"require": ["exp", "iss", "aud", "sub"]},
            )
        except jwt.ExpiredSignatureError:
            raise InvalidTokenError("The token has expired; get a new one.") from None
        except (jwt.InvalidTokenError, ValueError, RecursionError):
            raise InvalidTokenError("The token is not one that this server accepts.") from None
        return self._actor(claims)

    def _actor(self, claims: dict[str, Any]) -> Actor:
        tenant, subject = claims.get("tenant"), claims["sub"]
        name = claims.get("name", subject)
        roles, sources = claims.get("roles", []), claims.get("sources")
        if not isinstance(tenant, str) or not _TENANT.fullmatch(tenant):
            raise InvalidTokenError("The token names no tenant in its claim 'tenant'.")
        if not _is_name(subject, 255) or not _is_name(name, 200):
            raise InvalidTokenError(
                "The token's claims 'sub' and 'name' must be 1 to 255 and 200 printable characters."
            )
        if not _is_names(roles) or not (sources is None or _is_names(sources)):
            raise InvalidTokenError("The token's claims 'roles' and 'sources' must be lists of names.")
        actor = user_actor(
            scheme="bearerAuth",
            issuer=self._issuer,
            tenant_id=tenant_id_of(tenant),
            tenant=tenant,
            subject=subject,
            name=name,
            roles=roles,
            sources=None if sources is None else frozenset(sources),
        )
        if actor.is_auditor and len(actor.roles) > 1:
            raise InvalidTokenError("The role auditor excludes every other role; use a token with that role alone.")
        return actor


def _is_name(value: object, longest: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= longest and value.isprintable()


def _is_names(value: object) -> bool:
    return isinstance(value, list) and all(_is_name(item, 255) for item in value)
