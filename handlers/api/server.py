"""The runtime that the generated routes run on: authentication, transactions, replays and denial records."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg
from starlette.requests import ClientDisconnect, Request

from generated.problems import CsrfFailed, Problem, RateLimited, Unauthenticated, Unavailable
from generated.runtime.rendering import Rendered
from generated.runtime.server import Fingerprint, Operation, Requirement
from handlers.api.rate_limit import RateLimiter
from handlers.changes import audit
from handlers.rules import policies
from handlers.runtime import db, idempotency, telemetry
from handlers.runtime.context import Context, RequestContext
from handlers.runtime.identity.actors import Actor, anonymous
from handlers.runtime.identity.principals import Directory, UnknownTenantError
from handlers.runtime.identity.sessions import Sessions, is_same_origin
from handlers.runtime.identity.tokens import InvalidTokenError, TokenVerifier
from handlers.runtime.ids import new_id, utc_now

_log = logging.getLogger("oneprotect.api")


class ApiServer:
    """Implements `generated.runtime.server.Server` on a pool of Postgres connections."""

    failures = (*db.FAILURES, ClientDisconnect)

    def __init__(
        self,
        pool: db.Pool,
        *,
        verifier: TokenVerifier,
        directory: Directory,
        sessions: Sessions,
        cursor_key: bytes,
        rate_limiter: RateLimiter,
    ) -> None:
        self.cursor_key = cursor_key
        self._pool = pool
        self._sessions = sessions
        self._verifier = verifier
        self._directory = directory
        self._rate_limiter = rate_limiter

    def new_request_id(self) -> UUID:
        """Make the id of an exchange; a client's own request id is never taken over."""
        return new_id()

    async def authenticate(self, request: Request, security: tuple[Requirement, ...]) -> Actor | Unauthenticated:
        """Verify the bearer token, or without one the session, and see that the principal is entered."""
        schemes = {requirement.scheme for requirement in security}
        if not schemes:
            return anonymous(request.client.host if request.client else "")
        try:
            actor = await self._vouched_for(request, schemes)
            await self._directory.enter(actor)
        except (InvalidTokenError, UnknownTenantError) as error:
            return Unauthenticated(detail=str(error))
        return actor

    async def _vouched_for(self, request: Request, schemes: set[str]) -> Actor:
        if "sessionCookie" in schemes and "authorization" not in request.headers:
            actor = await self._sessions.find(request)
            if actor is not None:
                return actor
        if "bearerAuth" in schemes:
            return self._verifier.verify(_bearer_token(request))
        raise InvalidTokenError("Nobody is signed in here, or the session has ended: sign in to the console.")

    def refuse_forgery(self, caller: Actor, request: Request) -> CsrfFailed | None:
        """See that what a browser adds by itself, its cookie, was meant by a page of this server."""
        if caller.scheme == "bearerAuth":
            return None
        if not is_same_origin(request):
            return CsrfFailed(detail="Send it from a page of this server: the header Origin must be its own.")
        if caller.session is not None and not self._sessions.proves(request, caller.session):
            return CsrfFailed(detail="Send X-CSRF-Token with the token of your session, which GET /session tells.")
        return None

    def admit(self, caller: Actor) -> RateLimited | None:
        """Count the request towards its principal's rate limit in this process."""
        wait = self._rate_limiter.take(caller.principal_id)
        if wait is None:
            return None
        return RateLimited(detail=f"Too many requests: go on in {wait} s, or ask for a higher limit.", retry_after=wait)

    @asynccontextmanager
    async def transaction(
        self, caller: Actor, operation: Operation[Any], request: Request, request_id: UUID
    ) -> AsyncIterator[RequestContext]:
        """Open the operation's transaction in the caller's tenant; a read is read-only in the database, too."""
        view: db.View = "auditor" if caller.is_auditor else "standard"
        reading = not operation.mutation
        async with db.transaction(self._pool, caller.tenant_id, view=view, read_only=reading) as connection:
            yield RequestContext(
                actor=caller,
                connection=connection,
                operation_id=operation.operation_id,
                request_id=request_id,
                traceparent=telemetry.traceparent(request.headers.get("traceparent")),
                now=utc_now(),
                sessions=self._sessions,
            )

    async def recall(self, context: Context, key: str, fingerprint: Fingerprint) -> Rendered | Problem | None:
        """Find the answer kept under the caller's key, if the caller may still do what it tells of."""
        found = await idempotency.recall(context, key, fingerprint)
        if not isinstance(found, idempotency.Kept):
            return found
        return policies.refuse_replay(context.actor, found.required_scopes) or found.rendered

    async def remember(self, context: Context, key: str, fingerprint: Fingerprint, rendered: Rendered) -> None:
        """Keep an answer under the caller's key."""
        await idempotency.remember(context, key, fingerprint, rendered)

    async def record_denial(
        self, caller: Actor, operation: Operation[Any], problem: Problem, target: UUID | None, request_id: UUID
    ) -> UUID:
        """Commit the record of a denied mutation in a transaction of its own: the mutation's has rolled back."""
        async with db.transaction(self._pool, caller.tenant_id) as connection:
            context = Context(
                actor=caller,
                connection=connection,
                operation_id=operation.operation_id,
                request_id=request_id,
                traceparent=telemetry.traceparent(None),
                now=utc_now(),
            )
            target_type = None if operation.target is None or target is None else operation.target[0]
            return await audit.record_denial(context, problem.code, target_type, target)

    def unavailable(self, error: BaseException, operation: Operation[Any], request_id: UUID) -> Unavailable:
        """Log what failed; the caller learns only that nothing has happened and when to try again."""
        telemetry.log(
            _log,
            logging.INFO if isinstance(error, ClientDisconnect) else logging.ERROR,
            "unavailable",
            operation_id=operation.operation_id,
            request_id=request_id,
            error=type(error).__name__,
            sqlstate=error.sqlstate if isinstance(error, asyncpg.PostgresError) else None,
        )
        return Unavailable(
            detail="The server cannot do this now: try again, with the same Idempotency-Key if you gave one.",
            retry_after=1,
        )

    def observe(self, operation: Operation[Any], request_id: UUID, rendered: Rendered, code: str | None) -> None:
        """Log one line an answer."""
        telemetry.log(
            _log,
            logging.INFO,
            "answered",
            operation_id=operation.operation_id,
            request_id=request_id,
            status=rendered.status,
            code=code,
        )


def _bearer_token(request: Request) -> str:
    given = request.headers.getlist("authorization")
    scheme, _, token = (given[0] if len(given) == 1 else "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise InvalidTokenError("Send one header Authorization: Bearer with a token, or sign in to the console.")
    return token.strip()
