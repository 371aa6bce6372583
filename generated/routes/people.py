# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""Routes of the tag people."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from fastapi import FastAPI
from pydantic import Field, StrictBool, StringConstraints, TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from generated import models, operations
from generated.runtime.parsing import Body, Parameter
from generated.runtime.pipeline import Caller, Operation, Requirement, Server, serve

CallerT = TypeVar("CallerT", bound=Caller)
ContextT = TypeVar("ContextT")


def _build_get_session(values: dict[str, Any], body: Any) -> operations.GetSessionRequest:
    return operations.GetSessionRequest()


GET_SESSION = Operation(
    operation_id="get_session",
    method="GET",
    path="/api/v1/session",
    security=(Requirement("sessionCookie", frozenset([])),),
    problems=frozenset(
        {
            "invalid-parameter",
            "unknown-parameter",
            "unauthenticated",
            "not-acceptable",
            "rate-limited",
            "unavailable",
        }
    ),
    mutation=False,
    idempotent=False,
    target=None,
    parameters=(),
    body=None,
    build=_build_get_session,
)


def _build_create_session(values: dict[str, Any], body: Any) -> operations.CreateSessionRequest:
    return operations.CreateSessionRequest(
        body=body,
    )


CREATE_SESSION = Operation(
    operation_id="create_session",
    method="POST",
    path="/api/v1/session",
    security=(),
    problems=frozenset(
        {
            "malformed-json",
            "invalid-parameter",
            "unknown-parameter",
            "unauthenticated",
            "csrf-failed",
            "not-acceptable",
            "payload-too-large",
            "unsupported-media-type",
            "validation",
            "rate-limited",
            "unavailable",
        }
    ),
    mutation=True,
    idempotent=False,
    target=None,
    parameters=(),
    body=Body(adapter=TypeAdapter(models.SessionCreate), required=True, max_bytes=1048576),
    build=_build_create_session,
)


def _build_delete_session(values: dict[str, Any], body: Any) -> operations.DeleteSessionRequest:
    return operations.DeleteSessionRequest()


DELETE_SESSION = Operation(
    operation_id="delete_session",
    method="DELETE",
    path="/api/v1/session",
    security=(Requirement("sessionCookie", frozenset([])),),
    problems=frozenset(
        {
            "invalid-parameter",
            "unknown-parameter",
            "unauthenticated",
            "csrf-failed",
            "not-acceptable",
            "rate-limited",
            "unavailable",
        }
    ),
    mutation=True,
    idempotent=False,
    target=None,
    parameters=(),
    body=None,
    build=_build_delete_session,
)


def _build_get_me(values: dict[str, Any], body: Any) -> operations.GetMeRequest:
    return operations.GetMeRequest()


GET_ME = Operation(
    operation_id="get_me",
    method="GET",
    path="/api/v1/me",
    security=(
        Requirement("bearerAuth", frozenset([])),
        Requirement("sessionCookie", frozenset([])),
    ),
    problems=frozenset(
        {
            "invalid-parameter",
            "unknown-parameter",
            "unauthenticated",
            "not-acceptable",
            "rate-limited",
            "unavailable",
        }
    ),
    mutation=False,
    idempotent=False,
    target=None,
    parameters=(),
    body=None,
    build=_build_get_me,
)


def _build_list_principals(values: dict[str, Any], body: Any) -> operations.ListPrincipalsRequest:
    return operations.ListPrincipalsRequest(
        limit=values["limit"],
        cursor=values["cursor"],
        assignable=values["assignable"],
        q=values["q"],
    )


LIST_PRINCIPALS = Operation(
    operation_id="list_principals",
    method="GET",
    path="/api/v1/principals",
    security=(
        Requirement("bearerAuth", frozenset(["tickets:read"])),
        Requirement("sessionCookie", frozenset(["tickets:read"])),
    ),
    problems=frozenset(
        {
            "invalid-parameter",
            "unknown-parameter",
            "invalid-cursor",
            "unauthenticated",
            "forbidden",
            "not-acceptable",
            "rate-limited",
            "unavailable",
        }
    ),
    mutation=False,
    idempotent=False,
    target=None,
    parameters=(
        Parameter(
            name="limit",
            where="query",
            field="limit",
            adapter=TypeAdapter(Annotated[int, Field(strict=True, ge=1, le=100)]),
            kind="integer",
            default=50,
            description="The maximum number of items in the page.",
        ),
        Parameter(
            name="cursor",
            where="query",
            field="cursor",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern="^[A-Za-z0-9_-]+$")]
            ),
            description="The `next_cursor` of the previous page, with the same filters and sort.",
        ),
        Parameter(
            name="assignable",
            where="query",
            field="assignable",
            adapter=TypeAdapter(StrictBool),
            kind="boolean",
            description="If true, only principals to whom tickets can be assigned; if false, only the others.",
        ),
        Parameter(
            name="q",
            where="query",
            field="q",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=1, max_length=200, pattern="^[^\\u0000]*$")]
            ),
            description="The text to search for.",
        ),
    ),
    body=None,
    build=_build_list_principals,
)


def mount(app: FastAPI, server: Server[CallerT, ContextT], handlers: operations.Operations[ContextT]) -> None:
    """Add the routes of this tag."""

    async def get_session(request: Request) -> Response:
        return await serve(server, GET_SESSION, handlers.get_session, request)

    app.add_api_route(GET_SESSION.path, get_session, methods=["GET"], response_model=None)

    async def create_session(request: Request) -> Response:
        return await serve(server, CREATE_SESSION, handlers.create_session, request)

    app.add_api_route(CREATE_SESSION.path, create_session, methods=["POST"], response_model=None)

    async def delete_session(request: Request) -> Response:
        return await serve(server, DELETE_SESSION, handlers.delete_session, request)

    app.add_api_route(DELETE_SESSION.path, delete_session, methods=["DELETE"], response_model=None)

    async def get_me(request: Request) -> Response:
        return await serve(server, GET_ME, handlers.get_me, request)

    app.add_api_route(GET_ME.path, get_me, methods=["GET"], response_model=None)

    async def list_principals(request: Request) -> Response:
        return await serve(server, LIST_PRINCIPALS, handlers.list_principals, request)

    app.add_api_route(LIST_PRINCIPALS.path, list_principals, methods=["GET"], response_model=None)
