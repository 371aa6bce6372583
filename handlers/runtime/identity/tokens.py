"""Local tokens (RFC 7519): tenant, subject and roles come from the verified token and nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from generated.permissions import ROLES
from generated.runtime.text import is_blank
from handlers.runtime.errors import OperatorError
from handlers.runtime.identity.actors import Actor, is_tenant_name, tenant_id_of, user_actor

ALGORITHM = "EdDSA"
_LEEWAY = timedelta(seconds=30)


class InvalidTokenError(ValueError):
    """The token is not accepted; the message may be sent to the caller."""


class UnknownRoleError(OperatorError, ValueError):
    """The contract does not define this role."""


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
    """Sign a local token (RFC 7519) for a subject of a tenant; raise `OperatorError` for an invalid tenant or role."""
    tenant_id_of(tenant)
    for role in roles:
        if role not in ROLES:
            raise UnknownRoleError(f"{role!r} is not a role: use one of {', '.join(sorted(ROLES))}.")
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
    """Verifies bearer tokens of one issuer, with a fixed algorithm whatever the token says (RFC 8725 §3.1)."""

    def __init__(self, key: Ed25519PublicKey, *, issuer: str, audience: str) -> None:
        self._key = key
        self._issuer = issuer
        self._audience = audience

    def verify(self, token: str) -> Actor:
        """Return the actor that the token identifies, or raise `InvalidTokenError`."""
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
            raise InvalidTokenError(
                "This server does not accept the token: use one that its issuer signed for it."
            ) from None
        return self._actor(claims)

    def _actor(self, claims: dict[str, Any]) -> Actor:
        tenant, subject = claims.get("tenant"), claims["sub"]
        name = claims.get("name", subject)
        if isinstance(name, str) and is_blank(name):
            name = subject
        roles, sources = claims.get("roles", []), claims.get("sources")
        if not isinstance(tenant, str) or not is_tenant_name(tenant):
            raise InvalidTokenError("The token's claim 'tenant' is missing or not a valid tenant name.")
        if not _is_name(subject, 255) or not _is_name(name, 200):
            raise InvalidTokenError(
                "The token's claims 'sub' and 'name' must have 1 to 255 and 1 to 200 printable characters."
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
    return isinstance(value, str) and len(value) <= longest and value.isprintable() and not is_blank(value)


def _is_names(value: object) -> bool:
    return isinstance(value, list) and all(_is_name(item, 255) for item in value)
