# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""Routes of the tag comments."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

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


def _build_list_comments(values: dict[str, Any], body: Any) -> operations.ListCommentsRequest:
    return operations.ListCommentsRequest(
        ticket_id=values["ticket_id"],
        limit=values["limit"],
        cursor=values["cursor"],
        sort=values["sort"],
        visibility=values["visibility"],
    )


LIST_COMMENTS = Operation(
    operation_id="list_comments",
    method="GET",
    path="/api/v1/tickets/{ticket_id}/comments",
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
            name="sort",
            where="query",
            field="sort",
            adapter=TypeAdapter(Literal["created_at", "-created_at"]),
            default="created_at",
            description="The sort order; a leading minus sorts in descending order. Ties are broken by ID.",
        ),
        Parameter(
            name="visibility",
            where="query",
            field="visibility",
            adapter=TypeAdapter(models.CommentVisibility),
            description="Only comments with this visibility.",
        ),
    ),
    body=None,
    build=_build_list_comments,
)


def _build_create_comment(values: dict[str, Any], body: Any) -> operations.CreateCommentRequest:
    return operations.CreateCommentRequest(
        ticket_id=values["ticket_id"],
        body=body,
    )


CREATE_COMMENT = Operation(
    operation_id="create_comment",
    method="POST",
    path="/api/v1/tickets/{ticket_id}/comments",
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
    body=Body(adapter=TypeAdapter(models.CommentCreate), required=True, max_bytes=1048576),
    build=_build_create_comment,
)


def mount(app: FastAPI, server: Server[CallerT, ContextT], handlers: operations.Operations[ContextT]) -> None:
    """Add the routes of this tag."""

    async def list_comments(request: Request) -> Response:
        return await serve(server, LIST_COMMENTS, handlers.list_comments, request)

    app.add_api_route(LIST_COMMENTS.path, list_comments, methods=["GET"], response_model=None)

    async def create_comment(request: Request) -> Response:
        return await serve(server, CREATE_COMMENT, handlers.create_comment, request)

    app.add_api_route(CREATE_COMMENT.path, create_comment, methods=["POST"], response_model=None)
