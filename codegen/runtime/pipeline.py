"""The pipeline that every request goes through, in the order of checks that the contract fixes.

405 is answered by `method_not_allowed`. Then: 401, 429, 403 (csrf-failed, then scope), 406, 413, 415, 400, 422
validation, 428, idempotent replay. Everything after that is the handler's: 404, 403 (object rule), 412, 409, other 422.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from fastapi import FastAPI
from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from generated.problems import (
    CsrfFailed,
    Forbidden,
    InvalidCursor,
    MethodNotAllowed,
    PreconditionRequired,
    Problem,
    Unauthenticated,
)
from generated.runtime.negotiation import refuse_accept
from generated.runtime.paging import Cursors, cursor_scope
from generated.runtime.parameters import parse_parameters
from generated.runtime.parsing import parse_body, parse_items, read_body, storable_document
from generated.runtime.rendering import Rendered, Result
from generated.runtime.server import Caller, CallerT, ContextT, Fingerprint, Operation, Server
from generated.scalars import Uuid

RequestT = TypeVar("RequestT")
Handler = Callable[[ContextT, RequestT], Awaitable[Result | Problem]]
_UUID: TypeAdapter[UUID] = TypeAdapter(Uuid)
# The parameters of a list that select a page; all others determine its rows and their order.
_PAGE_PARAMETERS = frozenset({"limit", "cursor"})


@dataclass(frozen=True, slots=True)
class _Read:
    """A request that has passed every check that needs no database."""

    values: dict[str, Any]
    fingerprint: Fingerprint


class UndeclaredProblemError(Exception):
    """A handler returned a problem that the spec does not declare for its operation."""


class _RollBack(Exception):  # noqa: N818 - it is a signal, not an error
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def add_route(
    app: FastAPI,
    server: Server[CallerT, ContextT],
    operation: Operation[RequestT],
    handler: Handler[ContextT, RequestT],
) -> None:
    """Serve an operation at its path."""

    async def endpoint(request: Request) -> Response:
        return await serve(server, operation, handler, request)

    app.add_api_route(
        operation.path, endpoint, methods=[operation.method], response_model=None, name=operation.operation_id
    )


async def serve(
    server: Server[CallerT, ContextT],
    operation: Operation[RequestT],
    handler: Handler[ContextT, RequestT],
    request: Request,
) -> Response:
    """Answer a request; raise `UndeclaredProblemError` for a problem that the operation does not declare."""
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
    """Build the response, with the headers that every response has."""
    headers = {"Cache-Control": "private, no-store", "X-Request-Id": str(request_id), **dict(rendered.headers)}
    return Response(content=rendered.body, status_code=rendered.status, headers=headers)


def method_not_allowed(server: Server[CallerT, ContextT], allow: str) -> Response:
    """Answer a method that the spec does not name for a known path (RFC 9110 §15.5.6)."""
    request_id = server.new_request_id()
    problem = MethodNotAllowed(detail=f"This path accepts {allow}.", allow=allow)
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
    problem: Problem | None = server.refuse_overuse(caller)
    if problem is None and CsrfFailed.code in operation.problems:
        problem = server.refuse_forgery(caller, request)
    if problem is not None:
        return problem, problem.render(request_id)
    refused: Problem | None = _refuse_scope(operation, caller)
    if refused is None:
        read = await _read(server, operation, caller, request)
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


def _refuse_scope(operation: Operation[Any], caller: Caller) -> Forbidden | None:
    if not operation.security:
        return None
    for requirement in operation.security:
        if requirement.scheme == caller.scheme and requirement.scopes <= caller.scopes:
            return None
    needed = sorted({scope for requirement in operation.security for scope in requirement.scopes})
    return Forbidden(detail=f"This operation needs the scope {' and '.join(needed)}, which none of your roles has.")


def _target(operation: Operation[Any], request: Request) -> UUID | None:
    if operation.target is None:
        return None
    try:
        return _UUID.validate_python(request.path_params[operation.target[1]])
    except ValidationError:
        return None


async def _read(
    server: Server[CallerT, ContextT], operation: Operation[Any], caller: Caller, request: Request
) -> _Read | Problem:
    unacceptable = refuse_accept(request, bodiless=operation.bodiless)
    if unacceptable is not None:
        return unacceptable
    data = b""
    if operation.body is not None:
        received = await read_body(request, operation.body)
        if isinstance(received, Problem):
            return received
        data = received
    values = parse_parameters(request, operation.parameters)
    if isinstance(values, Problem):
        return values
    if operation.paged:
        problem = _read_cursor(server, operation, caller, values)
        if problem is not None:
            return problem
    document = None
    if operation.body is not None:
        body = parse_body(data, operation.body)
        if isinstance(body, Problem):
            return body
        document, values["body"] = body
        values["items"] = parse_items(data, document, operation.body)
    if operation.conditional and values["if_match"] is None:
        return PreconditionRequired(detail='Send If-Match with the ETag that you last read, such as If-Match: "3".')
    return _Read(values, _fingerprint(request, operation, values, document))


def _fingerprint(request: Request, operation: Operation[Any], values: dict[str, Any], document: Any) -> Fingerprint:
    if operation.body is not None and values.get("idempotency_key") is not None:
        document = storable_document(document, operation.body)
    path, query, if_match = request.url.path, request.url.query, values.get("if_match")
    return Fingerprint(path=path, query=query, if_match=if_match, document=document)


def _read_cursor(
    server: Server[CallerT, ContextT], operation: Operation[Any], caller: Caller, values: dict[str, Any]
) -> InvalidCursor | None:
    """Add ``after``, the position in the cursor, and ``cursors``, which writes the next one, to the values."""
    filters = {
        parameter.field: values[parameter.field]
        for parameter in operation.parameters
        if parameter.where != "header" and parameter.name not in _PAGE_PARAMETERS
    }
    scope = cursor_scope(caller.tenant_id, caller.roles, operation.operation_id, filters)
    cursors = Cursors(server.cursor_key, scope)
    after = None
    if values["cursor"] is not None:
        after = cursors.read(values["cursor"])
        if after is None:
            return InvalidCursor(
                detail="The cursor is not from this list with these filters, this sort order and your roles: "
                "start again without it."
            )
    values |= {"after": after, "cursors": cursors}
    return None


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
    arguments = {name: read.values[name] for name in _field_names(operation.request)}
    result = await handler(context, operation.request(**arguments))
    if isinstance(result, Problem):
        raise _RollBack(result)
    rendered = result.render()
    if key is not None:
        await server.remember(context, key, read.fingerprint, rendered)
    return _not_modified(rendered, read.values.get("if_none_match"))


@cache
def _field_names(request: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(request))


def _not_modified(rendered: Rendered, if_none_match: str | None) -> Rendered:
    """Answer 304 if the client has the current representation (RFC 9110 §13.1.2, weak comparison)."""
    etag = rendered.header("etag")
    if if_none_match is None or etag is None or rendered.status != 200:
        return rendered
    held = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return Rendered(304, (("ETag", etag),), None) if "*" in held or etag in held else rendered
