# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""The routes of the tag comments: what the spec says about each operation, and the handler that it calls."""

from __future__ import annotations

from typing import Literal

from fastapi import FastAPI
from pydantic import TypeAdapter

from generated import models, parameters
from generated.operations import comments
from generated.runtime.parameters import Parameter
from generated.runtime.parsing import Body
from generated.runtime.pipeline import add_route
from generated.runtime.server import CallerT, ContextT, Operation, Requirement, Server

LIST_COMMENTS = Operation(
    operation_id="list_comments",
    method="GET",
    path="/api/v1/tickets/{ticket_id}/comments",
    request=comments.ListCommentsRequest,
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
)

CREATE_COMMENT = Operation(
    operation_id="create_comment",
    method="POST",
    path="/api/v1/tickets/{ticket_id}/comments",
    request=comments.CreateCommentRequest,
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
    target=("ticket", "ticket_id"),
    mutation=True,
    idempotent=True,
    parameters=(
        parameters.TICKET_ID,
        parameters.IDEMPOTENCY_KEY,
    ),
    body=Body(
        adapter=TypeAdapter(models.CommentCreate),
        required=True,
        max_bytes=1048576,
    ),
)


def mount_comments(
    app: FastAPI, server: Server[CallerT, ContextT], handlers: comments.CommentsHandlers[ContextT]
) -> None:
    """Serve the operations of this tag."""
    add_route(app, server, LIST_COMMENTS, handlers.list_comments)
    add_route(app, server, CREATE_COMMENT, handlers.create_comment)
