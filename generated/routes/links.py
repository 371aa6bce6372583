# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""Routes of the tag links."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from fastapi import FastAPI
from pydantic import Field, StringConstraints, TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from generated import models, operations
from generated.runtime.parsing import Body, Parameter
from generated.runtime.pipeline import Caller, Operation, Requirement, Server, serve
from generated.scalars import Uuid

CallerT = TypeVar("CallerT", bound=Caller)
ContextT = TypeVar("ContextT")


def _build_list_links(values: dict[str, Any], body: Any) -> operations.ListLinksRequest:
    return operations.ListLinksRequest(
        ticket_id=values["ticket_id"],
        limit=values["limit"],
        cursor=values["cursor"],
        target_type=values["target_type"],
        direction=values["direction"],
    )


LIST_LINKS = Operation(
    operation_id="list_links",
    method="GET",
    path="/api/v1/tickets/{ticket_id}/links",
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
            "not-found",
            "not-acceptable",
            "rate-limited",
            "unavailable",
        }
    ),
    mutation=False,
    idempotent=False,
    target=("ticket", "ticket_id"),
    parameters=(
        Parameter(
            name="ticket_id",
            where="path",
            field="ticket_id",
            adapter=TypeAdapter(Uuid),
            required=True,
            description="The ticket's ID.",
        ),
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
            name="target_type",
            where="query",
            field="target_type",
            adapter=TypeAdapter(models.LinkTargetType),
            many=True,
            max_items=20,
            description="Only links to one of these kinds of target.",
        ),
        Parameter(
            name="direction",
            where="query",
            field="direction",
            adapter=TypeAdapter(models.LinkDirection),
            description="Only links in this direction.",
        ),
    ),
    body=None,
    build=_build_list_links,
)


def _build_create_link(values: dict[str, Any], body: Any) -> operations.CreateLinkRequest:
    return operations.CreateLinkRequest(
        ticket_id=values["ticket_id"],
        body=body,
    )


CREATE_LINK = Operation(
    operation_id="create_link",
    method="POST",
    path="/api/v1/tickets/{ticket_id}/links",
    security=(
        Requirement("bearerAuth", frozenset(["tickets:write"])),
        Requirement("sessionCookie", frozenset(["tickets:write"])),
    ),
    problems=frozenset(
        {
            "malformed-json",
            "invalid-parameter",
            "unknown-parameter",
            "unauthenticated",
            "forbidden",
            "csrf-failed",
            "not-found",
            "not-acceptable",
            "payload-too-large",
            "unsupported-media-type",
            "ticket-closed",
            "idempotency-in-progress",
            "validation",
            "unknown-target",
            "idempotency-key-reused",
            "rate-limited",
            "unavailable",
        }
    ),
    mutation=True,
    idempotent=True,
    target=("ticket", "ticket_id"),
    parameters=(
        Parameter(
            name="ticket_id",
            where="path",
            field="ticket_id",
            adapter=TypeAdapter(Uuid),
            required=True,
            description="The ticket's ID.",
        ),
        Parameter(
            name="Idempotency-Key",
            where="header",
            field="idempotency_key",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=1, max_length=255, pattern="^[!-~]([ -~]*[!-~])?$")]
            ),
            description="Makes the request safe to retry for 24 hours: repeating it with the same key returns the first 2xx response again, with Idempotency-Replayed.",
        ),
    ),
    body=Body(adapter=TypeAdapter(models.LinkCreate), required=True, max_bytes=1048576),
    build=_build_create_link,
)


def _build_get_link(values: dict[str, Any], body: Any) -> operations.GetLinkRequest:
    return operations.GetLinkRequest(
        ticket_id=values["ticket_id"],
        link_id=values["link_id"],
    )


GET_LINK = Operation(
    operation_id="get_link",
    method="GET",
    path="/api/v1/tickets/{ticket_id}/links/{link_id}",
    security=(
        Requirement("bearerAuth", frozenset(["tickets:read"])),
        Requirement("sessionCookie", frozenset(["tickets:read"])),
    ),
    problems=frozenset(
        {
            "invalid-parameter",
            "unknown-parameter",
            "unauthenticated",
            "forbidden",
            "not-found",
            "not-acceptable",
            "rate-limited",
            "unavailable",
        }
    ),
    mutation=False,
    idempotent=False,
    target=("link", "link_id"),
    parameters=(
        Parameter(
            name="ticket_id",
            where="path",
            field="ticket_id",
            adapter=TypeAdapter(Uuid),
            required=True,
            description="The ticket's ID.",
        ),
        Parameter(
            name="link_id",
            where="path",
            field="link_id",
            adapter=TypeAdapter(Uuid),
            required=True,
            description="The link's ID.",
        ),
    ),
    body=None,
    build=_build_get_link,
)


def _build_delete_link(values: dict[str, Any], body: Any) -> operations.DeleteLinkRequest:
    return operations.DeleteLinkRequest(
        ticket_id=values["ticket_id"],
        link_id=values["link_id"],
    )


DELETE_LINK = Operation(
    operation_id="delete_link",
    method="DELETE",
    path="/api/v1/tickets/{ticket_id}/links/{link_id}",
    security=(
        Requirement("bearerAuth", frozenset(["tickets:write"])),
        Requirement("sessionCookie", frozenset(["tickets:write"])),
    ),
    problems=frozenset(
        {
            "invalid-parameter",
            "unknown-parameter",
            "unauthenticated",
            "forbidden",
            "csrf-failed",
            "not-found",
            "not-acceptable",
            "ticket-closed",
            "idempotency-in-progress",
            "idempotency-key-reused",
            "rate-limited",
            "unavailable",
        }
    ),
    mutation=True,
    idempotent=True,
    target=("link", "link_id"),
    parameters=(
        Parameter(
            name="ticket_id",
            where="path",
            field="ticket_id",
            adapter=TypeAdapter(Uuid),
            required=True,
            description="The ticket's ID.",
        ),
        Parameter(
            name="link_id",
            where="path",
            field="link_id",
            adapter=TypeAdapter(Uuid),
            required=True,
            description="The link's ID.",
        ),
        Parameter(
            name="Idempotency-Key",
            where="header",
            field="idempotency_key",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=1, max_length=255, pattern="^[!-~]([ -~]*[!-~])?$")]
            ),
            description="Makes the request safe to retry for 24 hours: repeating it with the same key returns the first 2xx response again, with Idempotency-Replayed.",
        ),
    ),
    body=None,
    build=_build_delete_link,
)


def mount(app: FastAPI, server: Server[CallerT, ContextT], handlers: operations.Operations[ContextT]) -> None:
    """Add the routes of this tag."""

    async def list_links(request: Request) -> Response:
        return await serve(server, LIST_LINKS, handlers.list_links, request)

    app.add_api_route(LIST_LINKS.path, list_links, methods=["GET"], response_model=None)

    async def create_link(request: Request) -> Response:
        return await serve(server, CREATE_LINK, handlers.create_link, request)

    app.add_api_route(CREATE_LINK.path, create_link, methods=["POST"], response_model=None)

    async def get_link(request: Request) -> Response:
        return await serve(server, GET_LINK, handlers.get_link, request)

    app.add_api_route(GET_LINK.path, get_link, methods=["GET"], response_model=None)

    async def delete_link(request: Request) -> Response:
        return await serve(server, DELETE_LINK, handlers.delete_link, request)

    app.add_api_route(DELETE_LINK.path, delete_link, methods=["DELETE"], response_model=None)
