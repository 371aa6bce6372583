"""The console's sign-in: a cookie that names a session, and the proof that a page of ours writes (ADR-0014)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from starlette.requests import Request

from generated.queries import people
from handlers.runtime import db, telemetry
from handlers.runtime.identity.actors import Actor, Session, user_actor
from handlers.runtime.ids import utc_now

COOKIE = "oneprotect_session"
_PORTS = {"http": 80, "https": 443}
_log = logging.getLogger("oneprotect.sessions")


class Sessions:
    """Begins, finds and ends sessions; each in a short transaction of its own, whatever the operation's is."""

    def __init__(
        self,
        pool: db.Pool,
        key: bytes,
        *,
        enter: Callable[[Actor], Awaitable[None]],
        lifetime: timedelta,
        secure: bool,
        demo: bool,
        issuer: str,
    ) -> None:
        """Keep ``key`` the same in all copies; a ``secure`` cookie needs TLS.

        ``demo`` allows sign-in as a demo identity, whose tokens would come from ``issuer``.
        """
        self._pool = pool
        self._key = key
        self._enter = enter
        self._lifetime = lifetime
        self._attributes = "; Path=/api/v1; HttpOnly; SameSite=Strict" + ("; Secure" if secure else "")
        self.demo = demo
        self.issuer = issuer

    async def begin(self, actor: Actor) -> Actor:
        """Sign an actor in and give it with its session."""
        await self._enter(actor)
        now = utc_now()
        session = Session(id=uuid4(), expires_at=now + self._lifetime)
        async with db.transaction(self._pool, actor.tenant_id) as connection:
            await people.insert_session(
                connection,
                id=session.id,
                principal_id=actor.principal_id,
                roles=list(actor.roles),
                now=now,
                expires_at=session.expires_at,
            )
        telemetry.log(_log, logging.INFO, "signed in", tenant_id=actor.tenant_id, principal_id=actor.principal_id)
        return replace(actor, scheme="sessionCookie", session=session)

    async def find(self, request: Request) -> Actor | None:
        """Give who the request's cookie signs in, or None; asked of the database each time, so that an end counts."""
        named = self._read(request)
        if named is None:
            return None
        tenant_id, session_id = named
        async with db.transaction(self._pool, tenant_id, read_only=True) as connection:
            row = await people.get_session(connection, id=session_id, now=utc_now())
        if row is None:
            return None
        return user_actor(
            scheme="sessionCookie",
            issuer=row.issuer,
            tenant_id=tenant_id,
            tenant=row.tenant,
            subject=row.subject,
            name=row.name,
            roles=row.roles,
            session=Session(id=row.id, expires_at=row.expires_at),
        )

    async def end(self, actor: Actor, session: Session) -> None:
        """Sign out: the session signs nobody in any more, in no copy and from no browser."""
        async with db.transaction(self._pool, actor.tenant_id) as connection:
            await people.end_session(connection, id=session.id, now=utc_now())
        telemetry.log(_log, logging.INFO, "signed out", tenant_id=actor.tenant_id, principal_id=actor.principal_id)

    def cookie(self, actor: Actor, session: Session) -> str:
        """Give the value of Set-Cookie (RFC 6265) for a session."""
        named = actor.tenant_id.bytes + session.id.bytes
        value = base64.urlsafe_b64encode(named + self._tag(b"session", named)).decode()
        return f"{COOKIE}={value}; Max-Age={int(self._lifetime.total_seconds())}{self._attributes}"

    def no_cookie(self) -> str:
        """Give the value of Set-Cookie that takes the cookie away."""
        return f"{COOKIE}=; Max-Age=0{self._attributes}"

    def csrf_token(self, session: Session) -> str:
        """Give the token that the session's writes carry in X-CSRF-Token."""
        return base64.urlsafe_b64encode(self._tag(b"csrf", session.id.bytes)).rstrip(b"=").decode()

    def proves(self, request: Request, session: Session) -> bool:
        """Say whether the request carries the session's token in X-CSRF-Token, once."""
        given = request.headers.getlist("x-csrf-token")
        return len(given) == 1 and hmac.compare_digest(given[0].encode(), self.csrf_token(session).encode())

    def _read(self, request: Request) -> tuple[UUID, UUID] | None:
        """Give tenant and session of the cookie, if the server has made it; two cookies name nobody."""
        given = [
            pair.strip().removeprefix(f"{COOKIE}=")
            for header in request.headers.getlist("cookie")
            for pair in header.split(";")
            if pair.strip().startswith(f"{COOKIE}=")
        ]
        try:
            data = base64.b64decode(given[0].encode(), altchars=b"-_", validate=True) if len(given) == 1 else b""
        except (binascii.Error, UnicodeEncodeError):
            return None
        named, tag = data[:32], data[32:]
        if len(named) != 32 or not hmac.compare_digest(tag, self._tag(b"session", named)):
            return None
        return UUID(bytes=named[:16]), UUID(bytes=named[16:])

    def _tag(self, purpose: bytes, message: bytes) -> bytes:
        return hmac.digest(self._key, purpose + b"\x00" + message, hashlib.sha256)


def is_same_origin(request: Request) -> bool:
    """Say whether a page of this very host has sent the request, by Origin (RFC 6454) and Sec-Fetch-Site.

    The scheme is not compared but for its default port: behind a proxy that ends TLS the server does not see it.
    """
    origins, hosts = request.headers.getlist("origin"), request.headers.getlist("host")
    if len(origins) != 1 or len(hosts) != 1 or request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    try:
        origin = urlsplit(origins[0])
        host = urlsplit(f"{origin.scheme}://{hosts[0]}")
        default = _PORTS[origin.scheme]
        theirs, ours = ((url.hostname, url.port or default) for url in (origin, host))
    except (KeyError, ValueError):
        return False
    return theirs == ours and theirs[0] is not None
