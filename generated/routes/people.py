# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""The routes of the tag people: what the spec says about each operation, and the handler that it calls."""

from __future__ import annotations

from fastapi import FastAPI
from pydantic import StrictBool, TypeAdapter

from generated import models, parameters
from generated.operations import people
from generated.runtime.parameters import Parameter
from generated.runtime.parsing import Body
from generated.runtime.pipeline import add_route
from generated.runtime.server import CallerT, ContextT, Operation, Requirement, Server

GET_SESSION = Operation(
    operation_id="get_session",
    method="GET",
    path="/api/v1/session",
    request=people.GetSessionRequest,
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
)

CREATE_SESSION = Operation(
    operation_id="create_session",
    method="POST",
    path="/api/v1/session",
    request=people.CreateSessionRequest,
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
    body=Body(
        adapter=TypeAdapter(models.SessionCreate),
        required=True,
        max_bytes=1048576,
    ),
)

DELETE_SESSION = Operation(
    operation_id="delete_session",
    method="DELETE",
    path="/api/v1/session",
    request=people.DeleteSessionRequest,
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
    bodiless=True,
)

GET_ME = Operation(
    operation_id="get_me",
    method="GET",
    path="/api/v1/me",
    request=people.GetMeRequest,
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
)

LIST_PRINCIPALS = Operation(
    operation_id="list_principals",
    method="GET",
    path="/api/v1/principals",
    request=people.ListPrincipalsRequest,
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
    paged=True,
    parameters=(
        parameters.LIMIT,
        parameters.CURSOR,
        Parameter(
            name="assignable",
            where="query",
            field="assignable",
            adapter=TypeAdapter(StrictBool),
            kind="boolean",
            description="If true, only principals to whom tickets can be assigned; if false, only the others.",
        ),
        parameters.Q,
    ),
)


def mount_people(app: FastAPI, server: Server[CallerT, ContextT], handlers: people.PeopleHandlers[ContextT]) -> None:
    """Serve the operations of this tag."""
    add_route(app, server, GET_SESSION, handlers.get_session)
    add_route(app, server, CREATE_SESSION, handlers.create_session)
    add_route(app, server, DELETE_SESSION, handlers.delete_session)
    add_route(app, server, GET_ME, handlers.get_me)
    add_route(app, server, LIST_PRINCIPALS, handlers.list_principals)
