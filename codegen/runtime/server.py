"""What the pipeline needs from the server that it runs on, and what it knows about an operation and its caller."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from starlette.requests import Request

from generated.problems import CsrfFailed, Problem, RateLimited, Unauthenticated, Unavailable
from generated.runtime.parameters import Parameter
from generated.runtime.parsing import Body
from generated.runtime.rendering import Rendered

RequestT = TypeVar("RequestT")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One way to be authorized: a security scheme, and the scopes that the caller needs with it."""

    scheme: str
    scopes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(Generic[RequestT]):
    """What the spec says about an operation.

    ``request`` is the dataclass that the handler receives. ``target`` is the type of the record that the path names,
    and the path parameter with its id. ``conditional`` operations require If-Match; ``idempotent`` ones accept an
    Idempotency-Key; ``paged`` ones are lists with ``limit`` and ``cursor``; ``bodiless`` ones answer without a body.
    """

    operation_id: str
    method: str
    path: str
    request: Callable[..., RequestT]
    security: tuple[Requirement, ...]
    problems: frozenset[str]
    target: tuple[str, str] | None = None
    mutation: bool = False
    conditional: bool = False
    idempotent: bool = False
    paged: bool = False
    bodiless: bool = False
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What has to be equal in two requests with the same Idempotency-Key."""

    path: str
    query: str
    if_match: str | None
    document: Any


class Caller(Protocol):
    """An authenticated caller, or an anonymous one for operations without security."""

    @property
    def scheme(self) -> str:
        """The security scheme that authenticated the caller."""

    @property
    def tenant_id(self) -> UUID:
        """The caller's tenant."""

    @property
    def roles(self) -> Sequence[str]:
        """The caller's roles, sorted."""

    @property
    def scopes(self) -> frozenset[str]:
        """The scopes of these roles."""


CallerT = TypeVar("CallerT", bound=Caller)
ContextT = TypeVar("ContextT")


class Server(Protocol[CallerT, ContextT]):
    """The runtime that the routes run on."""

    @property
    def failures(self) -> tuple[type[BaseException], ...]:
        """The exceptions after which the request has had no effect and may be repeated: they answer 503."""

    @property
    def cursor_key(self) -> bytes:
        """The secret that signs cursors; all processes that serve one API share it."""

    def new_request_id(self) -> UUID:
        """Return the id of an exchange, which appears in the response, the log and the audit trail."""

    async def authenticate(self, request: Request, security: tuple[Requirement, ...]) -> CallerT | Unauthenticated:
        """Verify the request's credentials under one of the schemes."""

    def refuse_overuse(self, caller: CallerT) -> RateLimited | None:
        """Count the request against the caller's rate limit."""

    def refuse_forgery(self, caller: CallerT, request: Request) -> CsrfFailed | None:
        """Refuse a write that a page of another origin makes a browser send."""

    def transaction(
        self, caller: CallerT, operation: Operation[Any], request: Request, request_id: UUID
    ) -> AbstractAsyncContextManager[ContextT]:
        """Open the operation's transaction; it commits at the end of the block and rolls back on an exception."""

    async def recall(self, context: ContextT, key: str, fingerprint: Fingerprint) -> Rendered | Problem | None:
        """Return the response stored under an Idempotency-Key, a problem if it cannot be used, or None."""

    async def remember(self, context: ContextT, key: str, fingerprint: Fingerprint, rendered: Rendered) -> None:
        """Store the response under an Idempotency-Key, in the operation's transaction."""

    async def record_denial(
        self, caller: CallerT, operation: Operation[Any], problem: Problem, target: UUID | None, request_id: UUID
    ) -> UUID:
        """Commit the audit record of a denied mutation and return its id."""

    def unavailable(self, error: BaseException, operation: Operation[Any], request_id: UUID) -> Unavailable:
        """Log one of the failures and return the problem to answer with."""

    def observe(self, operation: Operation[Any], request_id: UUID, rendered: Rendered, code: str | None) -> None:
        """Log and measure a response; ``code`` is the problem's, if it is one."""
