"""The runtime of the generated routes: authentication, rate limit, transactions, replays and records of denials."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg
from starlette.requests import Request

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
from handlers.runtime.ids import new_id

_log = logging.getLogger("oneprotect.api")


class ApiServer:
    """Implements `generated.runtime.server.Server` on a pool of Postgres connections."""

    failures = db.FAILURES

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
        """Return the id of a new exchange; a request id sent by the client is never used."""
        return new_id()

    async def authenticate(self, request: Request, security: tuple[Requirement, ...]) -> Actor | Unauthenticated:
        """Verify the bearer token or, without one, the session cookie; register the principal in its tenant."""
        schemes = {requirement.scheme for requirement in security}
        if not schemes:
            return anonymous(request.client.host if request.client else "")
        try:
            actor = await self._verify(request, schemes)
            await self._directory.register(actor)
        except (InvalidTokenError, UnknownTenantError) as error:
            return Unauthenticated(detail=str(error))
        return actor

    async def _verify(self, request: Request, schemes: set[str]) -> Actor:
        if "sessionCookie" in schemes and "authorization" not in request.headers:
            actor = await self._sessions.find(request)
            if actor is not None:
                return actor
        if "bearerAuth" in schemes:
            return self._verifier.verify(_bearer_token(request))
        raise InvalidTokenError(
            "The request has no valid session: it has ended, or you have not signed in. Sign in to the console."
        )

    def refuse_forgery(self, caller: Actor, request: Request) -> CsrfFailed | None:
        """Refuse a write with a session cookie unless a page of this server sent it, by Origin and CSRF token."""
        if caller.scheme == "bearerAuth":
            return None
        if not is_same_origin(request):
            return CsrfFailed(
                detail="The Origin header is not that of this server: send the request from one of its pages."
            )
        if caller.session is not None and not self._sessions.has_csrf_token(request, caller.session):
            return CsrfFailed(
                detail="The CSRF token is missing or wrong: send the csrf_token of GET /session in X-CSRF-Token."
            )
        return None

    def refuse_overuse(self, caller: Actor) -> RateLimited | None:
        """Count the request, and refuse it if its principal has exceeded the rate limit of this process."""
        wait = self._rate_limiter.hit(caller.principal_id)
        if wait is None:
            return None
        return RateLimited(
            detail=f"Too many requests: wait {wait} s, or ask the operator for a higher limit.", retry_after=wait
        )

    @asynccontextmanager
    async def transaction(
        self, caller: Actor, operation: Operation[Any], request: Request, request_id: UUID
    ) -> AsyncIterator[RequestContext]:
        """Open the operation's transaction in the caller's tenant; for reads, Postgres enforces READ ONLY, too."""
        view: db.View = "auditor" if caller.is_auditor else "standard"
        read_only = not operation.mutation
        async with db.transaction(self._pool, caller.tenant_id, view=view, read_only=read_only) as connection:
            yield RequestContext(
                actor=caller,
                connection=connection,
                operation_id=operation.operation_id,
                request_id=request_id,
                traceparent=telemetry.traceparent(request.headers.get("traceparent")),
                sessions=self._sessions,
            )

    async def recall(self, context: Context, key: str, fingerprint: Fingerprint) -> Rendered | Problem | None:
        """Return the response stored under the caller's key, unless the caller has lost a scope that it requires."""
        stored = await idempotency.recall(context, key, fingerprint)
        if not isinstance(stored, idempotency.StoredResponse):
            return stored
        return policies.refuse_replay(context.actor, stored.required_scopes) or stored.rendered

    async def remember(self, context: Context, key: str, fingerprint: Fingerprint, rendered: Rendered) -> None:
        """Store a response under the caller's key."""
        await idempotency.remember(context, key, fingerprint, rendered)

    async def record_denial(
        self, caller: Actor, operation: Operation[Any], problem: Problem, target: UUID | None, request_id: UUID
    ) -> UUID:
        """Commit the record of a denied mutation in a transaction of its own, since the mutation was rolled back."""
        async with db.transaction(self._pool, caller.tenant_id) as connection:
            context = Context(
                actor=caller,
                connection=connection,
                operation_id=operation.operation_id,
                request_id=request_id,
                traceparent=telemetry.traceparent(None),
            )
            target_type = None if operation.target is None or target is None else operation.target[0]
            return await audit.record_denial(context, problem.code, target_type, target)

    def unavailable(self, error: BaseException, operation: Operation[Any], request_id: UUID) -> Unavailable:
        """Log the failure; the response only says that the request had no effect and when to retry."""
        telemetry.log(
            _log,
            logging.ERROR,
            "unavailable",
            operation_id=operation.operation_id,
            request_id=request_id,
            error=type(error).__name__,
            sqlstate=error.sqlstate if isinstance(error, asyncpg.PostgresError) else None,
        )
        return Unavailable(
            detail="The server cannot process this request now: retry it, with the same Idempotency-Key if it had one.",
            retry_after=1,
        )

    def observe(self, operation: Operation[Any], request_id: UUID, rendered: Rendered, code: str | None) -> None:
        """Log one line for each response."""
        telemetry.log(
            _log,
            logging.INFO,
            "response",
            operation_id=operation.operation_id,
            request_id=request_id,
            status=rendered.status,
            code=code,
        )


def _bearer_token(request: Request) -> str:
    headers = request.headers.getlist("authorization")
    scheme, _, token = (headers[0] if len(headers) == 1 else "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise InvalidTokenError(
            "The request has no bearer token: send one Authorization: Bearer header, or sign in to the console."
        )
    return token.strip()
