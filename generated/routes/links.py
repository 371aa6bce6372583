# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""The routes of the tag links: what the spec says about each operation, and the handler that it calls."""

from __future__ import annotations

from fastapi import FastAPI
from pydantic import TypeAdapter

from generated import models, parameters
from generated.operations import links
from generated.runtime.parameters import Parameter
from generated.runtime.parsing import Body
from generated.runtime.pipeline import add_route
from generated.runtime.server import CallerT, ContextT, Operation, Requirement, Server

LIST_LINKS = Operation(
    operation_id="list_links",
    method="GET",
    path="/api/v1/tickets/{ticket_id}/links",
    request=links.ListLinksRequest,
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
    target=("ticket", "ticket_id"),
    paged=True,
    parameters=(
        parameters.TICKET_ID,
        parameters.LIMIT,
        parameters.CURSOR,
        Parameter(
            name="target_type",
            where="query",
            field="target_type",
            adapter=TypeAdapter(models.LinkTargetType),
            repeatable=True,
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
)

CREATE_LINK = Operation(
    operation_id="create_link",
    method="POST",
    path="/api/v1/tickets/{ticket_id}/links",
    request=links.CreateLinkRequest,
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
            "link-conflict",
            "idempotency-in-progress",
            "validation",
            "unknown-target",
            "idempotency-key-reused",
            "rate-limited",
            "unavailable",
        }
    ),
    target=("ticket", "ticket_id"),
    mutation=True,
    idempotent=True,
    parameters=(
        parameters.TICKET_ID,
        parameters.IDEMPOTENCY_KEY,
    ),
    body=Body(
        adapter=TypeAdapter(models.LinkCreate),
        required=True,
        max_bytes=1048576,
    ),
)

GET_LINK = Operation(
    operation_id="get_link",
    method="GET",
    path="/api/v1/tickets/{ticket_id}/links/{link_id}",
    request=links.GetLinkRequest,
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
    target=("link", "link_id"),
    parameters=(
        parameters.TICKET_ID,
        parameters.LINK_ID,
    ),
)

DELETE_LINK = Operation(
    operation_id="delete_link",
    method="DELETE",
    path="/api/v1/tickets/{ticket_id}/links/{link_id}",
    request=links.DeleteLinkRequest,
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
    target=("link", "link_id"),
    mutation=True,
    idempotent=True,
    bodiless=True,
    parameters=(
        parameters.TICKET_ID,
        parameters.LINK_ID,
        parameters.IDEMPOTENCY_KEY,
    ),
)


def mount_links(app: FastAPI, server: Server[CallerT, ContextT], handlers: links.LinksHandlers[ContextT]) -> None:
    """Serve the operations of this tag."""
    add_route(app, server, LIST_LINKS, handlers.list_links)
    add_route(app, server, CREATE_LINK, handlers.create_link)
    add_route(app, server, GET_LINK, handlers.get_link)
    add_route(app, server, DELETE_LINK, handlers.delete_link)
