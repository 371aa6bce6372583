# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""Routes of the tag timeline."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from fastapi import FastAPI
from pydantic import Field, StringConstraints, TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from generated import operations
from generated.runtime.parsing import Parameter
from generated.runtime.pipeline import Caller, Operation, Requirement, Server, serve
from generated.scalars import Uuid

CallerT = TypeVar("CallerT", bound=Caller)
ContextT = TypeVar("ContextT")


def _build_list_timeline(values: dict[str, Any], body: Any) -> operations.ListTimelineRequest:
    return operations.ListTimelineRequest(
        ticket_id=values["ticket_id"],
        limit=values["limit"],
        cursor=values["cursor"],
        sort=values["sort"],
    )


LIST_TIMELINE = Operation(
    operation_id="list_timeline",
    method="GET",
    path="/api/v1/tickets/{ticket_id}/timeline",
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
            adapter=TypeAdapter(Literal["occurred_at", "-occurred_at"]),
            default="occurred_at",
            description="The sort order; a leading minus sorts in descending order. Ties are broken by ID.",
        ),
    ),
    body=None,
    build=_build_list_timeline,
)


def mount(app: FastAPI, server: Server[CallerT, ContextT], handlers: operations.Operations[ContextT]) -> None:
    """Add the routes of this tag."""

    async def list_timeline(request: Request) -> Response:
        return await serve(server, LIST_TIMELINE, handlers.list_timeline, request)

    app.add_api_route(LIST_TIMELINE.path, list_timeline, methods=["GET"], response_model=None)
