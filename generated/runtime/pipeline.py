# Generated from codegen/runtime/pipeline.py by `python -m codegen`. Do not edit.
"""The one pipeline that every operation goes through, in the order of checks that the contract fixes.

401, 429, 403 (csrf-failed, then scope), 406, 413, 415, 400, 422 validation, 428, idempotent replay; then the
handler: 404, 403 (object rule), 412, 409, other 422. A 405 is answered before, by `method_not_allowed`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from generated.problems import (
    CsrfFailed,
    Forbidden,
    MethodNotAllowed,
    Problem,
    RateLimited,
    Unauthenticated,
    Unavailable,
    Validation,
)
from generated.runtime.documents import parse_json
from generated.runtime.parsing import Body, Parameter, negotiate, parse_body, parse_parameters, read_body
from generated.runtime.rendering import Rendered, Result
from generated.scalars import Uuid

RequestT = TypeVar("RequestT")
_UUID: TypeAdapter[UUID] = TypeAdapter(Uuid)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One of the alternative ways to be let in: a security scheme and the scopes that it must carry."""

    scheme: str
    scopes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(Generic[RequestT]):
    """What the spec says of an operation, as far as the pipeline needs it."""

    operation_id: str
    method: str
    path: str
    security: tuple[Requirement, ...]
    problems: frozenset[str]
    mutation: bool
    idempotent: bool
    target: tuple[str, str] | None
    parameters: tuple[Parameter, ...]
    body: Body | None
    build: Callable[[dict[str, Any], Any], RequestT]


class Caller(Protocol):
    """Who asks, as far as the pipeline needs it."""

    @property
    def scheme(self) -> str:
        """Name the security scheme that vouches for the caller."""

    @property
    def scopes(self) -> frozenset[str]:
        """Give the scopes of the caller's roles."""


CallerT = TypeVar("CallerT", bound=Caller)
ContextT = TypeVar("ContextT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What makes two requests under one Idempotency-Key the same."""

    path: str
    query: str
    if_match: str | None
    document: Any


@dataclass(frozen=True, slots=True)
class _Read:
    """A request that has gone through every check that needs no database."""

    values: dict[str, Any]
    body: Any
    fingerprint: Fingerprint


class Server(Protocol[CallerT, ContextT]):
    """The runtime that the routes run on; `handlers.api.app` injects it."""

    @property
    def failures(self) -> tuple[type[BaseException], ...]:
        """Give the exceptions that mean: not now, nothing has happened, try again."""

    def new_request_id(self) -> UUID:
        """Make the id that names this exchange in answer, log and audit."""

    async def authenticate(self, request: Request, security: tuple[Requirement, ...]) -> CallerT | Unauthenticated:
        """Verify the credentials of one of the schemes."""

    def admit(self, caller: CallerT) -> RateLimited | None:
        """Take one from the caller's allowance."""

    def refuse_forgery(self, caller: CallerT, request: Request) -> CsrfFailed | None:
        """Refuse a write that a page of another origin has a browser send."""

    def transaction(
        self, caller: CallerT, operation: Operation[Any], request: Request, request_id: UUID
    ) -> AbstractAsyncContextManager[ContextT]:
        """Open the operation's transaction; it commits at the end of the block, and rolls back on an exception."""

    async def recall(self, context: ContextT, key: str, fingerprint: Fingerprint) -> Rendered | Problem | None:
        """Find the answer kept under the key, or say why it cannot be used, or None for a first time."""

    async def remember(self, context: ContextT, key: str, fingerprint: Fingerprint, rendered: Rendered) -> None:
        """Keep the answer under the key, in the operation's transaction."""

    async def record_denial(
        self, caller: CallerT, operation: Operation[Any], problem: Problem, target: UUID | None, request_id: UUID
    ) -> UUID:
        """Commit the audit record of a denied mutation and give its id."""

    def unavailable(self, error: BaseException, operation: Operation[Any], request_id: UUID) -> Unavailable:
        """Log one of the failures and give its answer."""

    def observe(self, operation: Operation[Any], request_id: UUID, rendered: Rendered, code: str | None) -> None:
        """Take note of an answer in log and metrics."""


class UndeclaredProblemError(Exception):
    """A problem was about to be answered that the operation does not declare in the spec."""


class _RollBack(Exception):  # noqa: N818 - it is a signal, not an error
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


Handler = Callable[[ContextT, RequestT], Awaitable[Result | Problem]]


async def serve(
    server: Server[CallerT, ContextT],
    operation: Operation[RequestT],
    handler: Handler[ContextT, RequestT],
    request: Request,
) -> Response:
    """Answer one request to an operation; every problem that comes out is one that the operation declares."""
    request_id = server.new_request_id()
    problem: Problem | None = None
    try:
        outcome = await _answer(server, operation, handler, request, request_id)
        if isinstance(outcome, Rendered):
            rendered = outcome
        else:
            problem, rendered = outcome
    except server.failures as error:
        problem = server.unavailable(error, operation, request_id)
        rendered = problem.render(request_id)
    if problem is not None and problem.code not in operation.problems:
        raise UndeclaredProblemError(f"{operation.operation_id} does not declare {problem.code}")
    server.observe(operation, request_id, rendered, None if problem is None else problem.code)
    return respond(rendered, request_id)


def respond(rendered: Rendered, request_id: UUID) -> Response:
    """Put an answer on the wire, with the headers that every answer has."""
    headers = {"Cache-Control": "private, no-store", "X-Request-Id": str(request_id), **dict(rendered.headers)}
    return Response(content=rendered.body, status_code=rendered.status, headers=headers)


def method_not_allowed(server: Server[CallerT, ContextT], allow: str) -> Response:
    """Answer a method that the spec does not name for a known path (RFC 9110 §15.5.6)."""
    request_id = server.new_request_id()
    problem = MethodNotAllowed(detail=f"This path takes {allow}.", allow=allow)
    return respond(problem.render(request_id), request_id)


async def _answer(
    server: Server[CallerT, ContextT],
    operation: Operation[RequestT],
    handler: Handler[ContextT, RequestT],
    request: Request,
    request_id: UUID,
) -> Rendered | tuple[Problem, Rendered]:
    caller = await server.authenticate(request, operation.security)
    if isinstance(caller, Unauthenticated):
        return caller, caller.render(request_id)
    problem: Problem | None = server.admit(caller)
    if problem is None and CsrfFailed.code in operation.problems:
        problem = server.refuse_forgery(caller, request)
    if problem is not None:
        return problem, problem.render(request_id)
    refused: Problem | None = _scope_refusal(operation, caller)
    if refused is None:
        read = await _read(operation, request)
        if isinstance(read, Problem):
            return read, read.render(request_id)
        try:
            async with server.transaction(caller, operation, request, request_id) as context:
                return await _perform(server, operation, handler, context, read)
        except _RollBack as rolled_back:
            refused = rolled_back.problem
    audit_id = None
    if operation.mutation and refused.audited:
        target = _target(operation, request)
        audit_id = await server.record_denial(caller, operation, refused, target, request_id)
    return refused, refused.render(request_id, audit_id)


def _scope_refusal(operation: Operation[Any], caller: Caller) -> Forbidden | None:
    if not operation.security:
        return None
    for requirement in operation.security:
        if requirement.scheme == caller.scheme and requirement.scopes <= caller.scopes:
            return None
    needed = sorted({scope for requirement in operation.security for scope in requirement.scopes})
    return Forbidden(detail=f"This operation needs {' and '.join(needed)}, which none of your roles has.")


def _target(operation: Operation[Any], request: Request) -> UUID | None:
    if operation.target is None:
        return None
    try:
        return _UUID.validate_python(request.path_params[operation.target[1]])
    except ValidationError:
        return None


async def _read(operation: Operation[Any], request: Request) -> _Read | Problem:
    unacceptable = negotiate(request)
    if unacceptable is not None:
        return unacceptable
    document = typed = None
    data = b""
    if operation.body is not None:
        read = await read_body(request, operation.body)
        if isinstance(read, Problem):
            return read
        data = read
    values = parse_parameters(request, operation.parameters)
    precondition = isinstance(values, Problem) and values.status == 428
    if isinstance(values, Problem) and not precondition:
        return values
    if operation.body is not None and (data or operation.body.required):
        document = parse_json(data)
        if isinstance(document, Problem):
            return document
        typed = parse_body(document, operation.body)
        if isinstance(typed, Validation):
            return typed
    if isinstance(values, Problem):
        return values
    path, query, if_match = request.url.path, request.url.query, values.get("if_match")
    return _Read(values, typed, Fingerprint(path=path, query=query, if_match=if_match, document=document))


async def _perform(
    server: Server[CallerT, ContextT],
    operation: Operation[RequestT],
    handler: Handler[ContextT, RequestT],
    context: ContextT,
    read: _Read,
) -> Rendered:
    key = read.values.get("idempotency_key") if operation.idempotent else None
    if key is not None:
        recalled = await server.recall(context, key, read.fingerprint)
        if isinstance(recalled, Problem):
            raise _RollBack(recalled)
        if recalled is not None:
            return Rendered(recalled.status, (*recalled.headers, ("Idempotency-Replayed", "true")), recalled.body)
    result = await handler(context, operation.build(read.values, read.body))
    if isinstance(result, Problem):
        raise _RollBack(result)
    rendered = result.render()
    if key is not None:
        await server.remember(context, key, read.fingerprint, rendered)
    return _not_modified(rendered, read.values.get("if_none_match"))


def _not_modified(rendered: Rendered, if_none_match: str | None) -> Rendered:
    """Answer 304 where the client has what it would get (RFC 9110 §13.1.2, weak comparison)."""
    etag = rendered.header("etag")
    if if_none_match is None or etag is None or rendered.status != 200:
        return rendered
    held = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return Rendered(304, (("ETag", etag),), None) if "*" in held or etag in held else rendered
