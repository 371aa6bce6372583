# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""Routes of the tag tickets."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from fastapi import FastAPI
from pydantic import Field, StringConstraints, TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from generated import models, operations
from generated.runtime.parsing import Body, Parameter
from generated.runtime.pipeline import Caller, Operation, Requirement, Server, serve
from generated.scalars import TimestampInput, Uuid

CallerT = TypeVar("CallerT", bound=Caller)
ContextT = TypeVar("ContextT")


def _build_create_ticket_from_alert(values: dict[str, Any], body: Any) -> operations.CreateTicketFromAlertRequest:
    return operations.CreateTicketFromAlertRequest(
        alert_id=values["alert_id"],
        body=body,
    )


CREATE_TICKET_FROM_ALERT = Operation(
    operation_id="create_ticket_from_alert",
    method="POST",
    path="/api/v1/alerts/{alert_id}/ticket",
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
            "idempotency-in-progress",
            "validation",
            "unknown-assignee",
            "idempotency-key-reused",
            "rate-limited",
            "unavailable",
        }
    ),
    mutation=True,
    idempotent=True,
    target=("alert", "alert_id"),
    parameters=(
        Parameter(
            name="alert_id",
            where="path",
            field="alert_id",
            adapter=TypeAdapter(Uuid),
            required=True,
            description="The alert's ID.",
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
    body=Body(adapter=TypeAdapter(models.TicketFromAlert), required=False, max_bytes=1048576),
    build=_build_create_ticket_from_alert,
)


def _build_list_tickets(values: dict[str, Any], body: Any) -> operations.ListTicketsRequest:
    return operations.ListTicketsRequest(
        limit=values["limit"],
        cursor=values["cursor"],
        sort=values["sort"],
        status=values["status"],
        priority=values["priority"],
        severity=values["severity"],
        assignee_id=values["assignee_id"],
        reporter_id=values["reporter_id"],
        tag=values["tag"],
        source_kind=values["source_kind"],
        created_from=values["created_from"],
        created_to=values["created_to"],
        updated_from=values["updated_from"],
        updated_to=values["updated_to"],
        q=values["q"],
    )


LIST_TICKETS = Operation(
    operation_id="list_tickets",
    method="GET",
    path="/api/v1/tickets",
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
            name="sort",
            where="query",
            field="sort",
            adapter=TypeAdapter(
                Literal[
                    "created_at",
                    "-created_at",
                    "updated_at",
                    "-updated_at",
                    "number",
                    "-number",
                    "priority",
                    "-priority",
                    "severity",
                    "-severity",
                ]
            ),
            default="-created_at",
            description="The sort order; a leading minus sorts in descending order. Ties are broken by ID.",
        ),
        Parameter(
            name="status",
            where="query",
            field="status",
            adapter=TypeAdapter(models.TicketStatus),
            many=True,
            max_items=20,
            description="Only tickets with one of these statuses.",
        ),
        Parameter(
            name="priority",
            where="query",
            field="priority",
            adapter=TypeAdapter(models.TicketPriority),
            many=True,
            max_items=20,
            description="Only tickets with one of these priorities.",
        ),
        Parameter(
            name="severity",
            where="query",
            field="severity",
            adapter=TypeAdapter(models.Severity),
            many=True,
            max_items=20,
            description="Only tickets with one of these severities.",
        ),
        Parameter(
            name="assignee_id",
            where="query",
            field="assignee_id",
            adapter=TypeAdapter(
                Annotated[
                    str,
                    StringConstraints(
                        min_length=4,
                        max_length=36,
                        pattern="^(none|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$",
                    ),
                ]
            ),
            many=True,
            max_items=20,
            description="Only tickets assigned to one of these principals; `none` matches unassigned tickets.",
        ),
        Parameter(
            name="reporter_id",
            where="query",
            field="reporter_id",
            adapter=TypeAdapter(Uuid),
            many=True,
            max_items=20,
            description="Only tickets reported by one of these principals.",
        ),
        Parameter(
            name="tag",
            where="query",
            field="tag",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=1, max_length=64, pattern="^[^\\u0000]*$")]
            ),
            many=True,
            max_items=20,
            description="Only tickets with one of these tags.",
        ),
        Parameter(
            name="source_kind",
            where="query",
            field="source_kind",
            adapter=TypeAdapter(models.TicketSourceKind),
            many=True,
            max_items=20,
            description="Only tickets created from an alert (`alert`) or by hand (`manual`).",
        ),
        Parameter(
            name="created_from",
            where="query",
            field="created_from",
            adapter=TypeAdapter(TimestampInput),
            description="Only tickets created at or after this time.",
        ),
        Parameter(
            name="created_to",
            where="query",
            field="created_to",
            adapter=TypeAdapter(TimestampInput),
            description="Only tickets created before this time.",
        ),
        Parameter(
            name="updated_from",
            where="query",
            field="updated_from",
            adapter=TypeAdapter(TimestampInput),
            description="Only tickets last changed at or after this time.",
        ),
        Parameter(
            name="updated_to",
            where="query",
            field="updated_to",
            adapter=TypeAdapter(TimestampInput),
            description="Only tickets last changed before this time.",
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
    build=_build_list_tickets,
)


def _build_create_ticket(values: dict[str, Any], body: Any) -> operations.CreateTicketRequest:
    return operations.CreateTicketRequest(
        body=body,
    )


CREATE_TICKET = Operation(
    operation_id="create_ticket",
    method="POST",
    path="/api/v1/tickets",
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
            "not-acceptable",
            "payload-too-large",
            "unsupported-media-type",
            "idempotency-in-progress",
            "validation",
            "unknown-assignee",
            "idempotency-key-reused",
            "rate-limited",
            "unavailable",
        }
    ),
    mutation=True,
    idempotent=True,
    target=None,
    parameters=(
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
    body=Body(adapter=TypeAdapter(models.TicketCreate), required=True, max_bytes=1048576),
    build=_build_create_ticket,
)


def _build_get_ticket_summary(values: dict[str, Any], body: Any) -> operations.GetTicketSummaryRequest:
    return operations.GetTicketSummaryRequest(
        days=values["days"],
    )


GET_TICKET_SUMMARY = Operation(
    operation_id="get_ticket_summary",
    method="GET",
    path="/api/v1/tickets/summary",
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
            name="days",
            where="query",
            field="days",
            adapter=TypeAdapter(Annotated[int, Field(strict=True, ge=1, le=90)]),
            kind="integer",
            default=30,
            description="The number of days to count, including today.",
        ),
    ),
    body=None,
    build=_build_get_ticket_summary,
)


def _build_get_ticket(values: dict[str, Any], body: Any) -> operations.GetTicketRequest:
    return operations.GetTicketRequest(
        ticket_id=values["ticket_id"],
    )


GET_TICKET = Operation(
    operation_id="get_ticket",
    method="GET",
    path="/api/v1/tickets/{ticket_id}",
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
            name="If-None-Match",
            where="header",
            field="if_none_match",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern="^[!-~]([ -~]*[!-~])?$")]
            ),
            description="One or more ETags that the client holds, or `*`. If one of them is current, the response is 304.",
        ),
    ),
    body=None,
    build=_build_get_ticket,
)


def _build_update_ticket(values: dict[str, Any], body: Any) -> operations.UpdateTicketRequest:
    return operations.UpdateTicketRequest(
        ticket_id=values["ticket_id"],
        if_match=values["if_match"],
        body=body,
    )


UPDATE_TICKET = Operation(
    operation_id="update_ticket",
    method="PATCH",
    path="/api/v1/tickets/{ticket_id}",
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
            "invalid-transition",
            "ticket-closed",
            "idempotency-in-progress",
            "version-mismatch",
            "precondition-required",
            "validation",
            "resolution-required",
            "unknown-assignee",
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
            name="If-Match",
            where="header",
            field="if_match",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=3, max_length=64, pattern='^"[!#-~]{1,62}"$')]
            ),
            required=True,
            description="The ETag that was last read: one strong entity tag, including its quotes.",
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
    body=Body(adapter=TypeAdapter(models.TicketUpdate), required=True, max_bytes=1048576),
    build=_build_update_ticket,
)


def mount(app: FastAPI, server: Server[CallerT, ContextT], handlers: operations.Operations[ContextT]) -> None:
    """Add the routes of this tag."""

    async def create_ticket_from_alert(request: Request) -> Response:
        return await serve(server, CREATE_TICKET_FROM_ALERT, handlers.create_ticket_from_alert, request)

    app.add_api_route(CREATE_TICKET_FROM_ALERT.path, create_ticket_from_alert, methods=["POST"], response_model=None)

    async def list_tickets(request: Request) -> Response:
        return await serve(server, LIST_TICKETS, handlers.list_tickets, request)

    app.add_api_route(LIST_TICKETS.path, list_tickets, methods=["GET"], response_model=None)

    async def create_ticket(request: Request) -> Response:
        return await serve(server, CREATE_TICKET, handlers.create_ticket, request)

    app.add_api_route(CREATE_TICKET.path, create_ticket, methods=["POST"], response_model=None)

    async def get_ticket_summary(request: Request) -> Response:
        return await serve(server, GET_TICKET_SUMMARY, handlers.get_ticket_summary, request)

    app.add_api_route(GET_TICKET_SUMMARY.path, get_ticket_summary, methods=["GET"], response_model=None)

    async def get_ticket(request: Request) -> Response:
        return await serve(server, GET_TICKET, handlers.get_ticket, request)

    app.add_api_route(GET_TICKET.path, get_ticket, methods=["GET"], response_model=None)

    async def update_ticket(request: Request) -> Response:
        return await serve(server, UPDATE_TICKET, handlers.update_ticket, request)

    app.add_api_route(UPDATE_TICKET.path, update_ticket, methods=["PATCH"], response_model=None)
