"""Sessions of the console: a signed cookie, and protection against cross-site request forgery (ADR-0014)."""

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
_DEFAULT_PORTS = {"http": 80, "https": 443}
_log = logging.getLogger("oneprotect.sessions")


class Sessions:
    """Begins, finds and ends sessions, each in a short transaction of its own, independent of the operation's."""

    def __init__(
        self,
        pool: db.Pool,
        key: bytes,
        *,
        register: Callable[[Actor], Awaitable[None]],
        lifetime: timedelta,
        secure: bool,
        demo: bool,
        issuer: str,
    ) -> None:
        """``key`` signs the cookies and must be the same in all API processes; a ``secure`` cookie requires TLS.

        ``register`` writes an actor's principal. ``demo`` allows sign-in as demo identities, which belong to
        ``issuer``.
        """
        self._pool = pool
        self._key = key
        self._register = register
        self._lifetime = lifetime
        self._attributes = "; Path=/api/v1; HttpOnly; SameSite=Strict" + ("; Secure" if secure else "")
        self.demo = demo
        self.issuer = issuer

    async def begin(self, actor: Actor) -> Actor:
        """Sign an actor in; return it with its session."""
        await self._register(actor)
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
        """Return the actor that the request's cookie signs in, or None.

        The database is asked each time, so that the end of a session takes effect at once.
        """
        ids = self._read_cookie(request)
        if ids is None:
            return None
        tenant_id, session_id = ids
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
        """Sign out: no API process accepts the session any more, from any browser."""
        async with db.transaction(self._pool, actor.tenant_id) as connection:
            await people.end_session(connection, id=session.id, now=utc_now())
        telemetry.log(_log, logging.INFO, "signed out", tenant_id=actor.tenant_id, principal_id=actor.principal_id)

    def cookie(self, actor: Actor, session: Session) -> str:
        """Return the value of Set-Cookie (RFC 6265) for a session."""
        ids = actor.tenant_id.bytes + session.id.bytes
        value = base64.urlsafe_b64encode(ids + self._tag(b"session", ids)).decode()
        return f"{COOKIE}={value}; Max-Age={int(self._lifetime.total_seconds())}{self._attributes}"

    def expired_cookie(self) -> str:
        """Return the value of Set-Cookie that removes the cookie."""
        return f"{COOKIE}=; Max-Age=0{self._attributes}"

    def csrf_token(self, session: Session) -> str:
        """Return the token that the session's writes must carry in X-CSRF-Token."""
        return base64.urlsafe_b64encode(self._tag(b"csrf", session.id.bytes)).rstrip(b"=").decode()

    def has_csrf_token(self, request: Request, session: Session) -> bool:
        """Whether the request has exactly one X-CSRF-Token header, with the session's token."""
        headers = request.headers.getlist("x-csrf-token")
        return len(headers) == 1 and hmac.compare_digest(headers[0].encode(), self.csrf_token(session).encode())

    def _read_cookie(self, request: Request) -> tuple[UUID, UUID] | None:
        """Return tenant id and session id of the cookie if its signature is valid; None if there is more than one."""
        values = [
            pair.strip().removeprefix(f"{COOKIE}=")
            for header in request.headers.getlist("cookie")
            for pair in header.split(";")
            if pair.strip().startswith(f"{COOKIE}=")
        ]
        try:
            data = base64.b64decode(values[0].encode(), altchars=b"-_", validate=True) if len(values) == 1 else b""
        except (binascii.Error, UnicodeEncodeError):
            return None
        ids, tag = data[:32], data[32:]
        if len(ids) != 32 or not hmac.compare_digest(tag, self._tag(b"session", ids)):
            return None
        return UUID(bytes=ids[:16]), UUID(bytes=ids[16:])

    def _tag(self, purpose: bytes, message: bytes) -> bytes:
        return hmac.digest(self._key, purpose + b"\x00" + message, hashlib.sha256)


def is_same_origin(request: Request) -> bool:
    """Whether a page of this server's own host sent the request, by Origin (RFC 6454) and Sec-Fetch-Site.

    The scheme only determines the default port: behind a proxy that terminates TLS the server does not know its own.
    """
    origins, hosts = request.headers.getlist("origin"), request.headers.getlist("host")
    if len(origins) != 1 or len(hosts) != 1 or request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    try:
        origin = urlsplit(origins[0])
        host = urlsplit(f"{origin.scheme}://{hosts[0]}")
        default = _DEFAULT_PORTS[origin.scheme]
        sender, server = ((url.hostname, url.port or default) for url in (origin, host))
    except (KeyError, ValueError):
        return False
    return sender == server and sender[0] is not None
