# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""The routes of the tag timeline: what the spec says about each operation, and the handler that it calls."""

from __future__ import annotations

from typing import Literal

from fastapi import FastAPI
from pydantic import TypeAdapter

from generated import parameters
from generated.operations import timeline
from generated.runtime.parameters import Parameter
from generated.runtime.pipeline import add_route
from generated.runtime.server import CallerT, ContextT, Operation, Requirement, Server

LIST_TIMELINE = Operation(
    operation_id="list_timeline",
    method="GET",
    path="/api/v1/tickets/{ticket_id}/timeline",
    request=timeline.ListTimelineRequest,
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
            adapter=TypeAdapter(Literal["occurred_at", "-occurred_at"]),
            default="occurred_at",
            description="The sort order; a leading minus sorts in descending order. Ties are broken by ID.",
        ),
    ),
)


def mount_timeline(
    app: FastAPI, server: Server[CallerT, ContextT], handlers: timeline.TimelineHandlers[ContextT]
) -> None:
    """Serve the operations of this tag."""
    add_route(app, server, LIST_TIMELINE, handlers.list_timeline)
