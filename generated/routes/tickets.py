# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""The routes of the tag tickets: what the spec says about each operation, and the handler that it calls."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import FastAPI
from pydantic import Field, StringConstraints, TypeAdapter

from generated import models, parameters
from generated.operations import tickets
from generated.runtime.parameters import Parameter
from generated.runtime.parsing import Body
from generated.runtime.pipeline import add_route
from generated.runtime.server import CallerT, ContextT, Operation, Requirement, Server
from generated.scalars import TimestampInput, Uuid

CREATE_TICKET_FROM_ALERT = Operation(
    operation_id="create_ticket_from_alert",
    method="POST",
    path="/api/v1/alerts/{alert_id}/ticket",
    request=tickets.CreateTicketFromAlertRequest,
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
    target=("alert", "alert_id"),
    mutation=True,
    idempotent=True,
    parameters=(
        parameters.ALERT_ID,
        parameters.IDEMPOTENCY_KEY,
    ),
    body=Body(
        adapter=TypeAdapter(models.TicketFromAlert),
        required=False,
        max_bytes=1048576,
    ),
)

LIST_TICKETS = Operation(
    operation_id="list_tickets",
    method="GET",
    path="/api/v1/tickets",
    request=tickets.ListTicketsRequest,
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
            repeatable=True,
            max_items=20,
            description="Only tickets with one of these statuses.",
        ),
        Parameter(
            name="priority",
            where="query",
            field="priority",
            adapter=TypeAdapter(models.TicketPriority),
            repeatable=True,
            max_items=20,
            description="Only tickets with one of these priorities.",
        ),
        Parameter(
            name="severity",
            where="query",
            field="severity",
            adapter=TypeAdapter(models.Severity),
            repeatable=True,
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
            repeatable=True,
            max_items=20,
            description="Only tickets assigned to one of these principals; `none` matches unassigned tickets.",
        ),
        Parameter(
            name="reporter_id",
            where="query",
            field="reporter_id",
            adapter=TypeAdapter(Uuid),
            repeatable=True,
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
            repeatable=True,
            max_items=20,
            description="Only tickets with one of these tags, in any spelling that differs only in case, white space around it or Unicode normalization.",
        ),
        Parameter(
            name="source_kind",
            where="query",
            field="source_kind",
            adapter=TypeAdapter(models.TicketSourceKind),
            repeatable=True,
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
            name="number",
            where="query",
            field="number",
            adapter=TypeAdapter(Annotated[int, Field(strict=True, ge=1, le=9007199254740991)]),
            kind="integer",
            description="Only the ticket with this number.",
        ),
        parameters.ASSET,
        parameters.Q,
    ),
)

CREATE_TICKET = Operation(
    operation_id="create_ticket",
    method="POST",
    path="/api/v1/tickets",
    request=tickets.CreateTicketRequest,
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
    parameters=(parameters.IDEMPOTENCY_KEY,),
    body=Body(
        adapter=TypeAdapter(models.TicketCreate),
        required=True,
        max_bytes=1048576,
    ),
)

GET_TICKET_SUMMARY = Operation(
    operation_id="get_ticket_summary",
    method="GET",
    path="/api/v1/tickets/summary",
    request=tickets.GetTicketSummaryRequest,
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
)

GET_TICKET = Operation(
    operation_id="get_ticket",
    method="GET",
    path="/api/v1/tickets/{ticket_id}",
    request=tickets.GetTicketRequest,
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
    target=("ticket", "ticket_id"),
    parameters=(
        parameters.TICKET_ID,
        parameters.IF_NONE_MATCH,
    ),
)

UPDATE_TICKET = Operation(
    operation_id="update_ticket",
    method="PATCH",
    path="/api/v1/tickets/{ticket_id}",
    request=tickets.UpdateTicketRequest,
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
    target=("ticket", "ticket_id"),
    mutation=True,
    conditional=True,
    idempotent=True,
    parameters=(
        parameters.TICKET_ID,
        parameters.IF_MATCH,
        parameters.IDEMPOTENCY_KEY,
    ),
    body=Body(
        adapter=TypeAdapter(models.TicketUpdate),
        required=True,
        max_bytes=1048576,
        media_types=("application/json", "application/merge-patch+json"),
    ),
)


def mount_tickets(app: FastAPI, server: Server[CallerT, ContextT], handlers: tickets.TicketsHandlers[ContextT]) -> None:
    """Serve the operations of this tag."""
    add_route(app, server, CREATE_TICKET_FROM_ALERT, handlers.create_ticket_from_alert)
    add_route(app, server, LIST_TICKETS, handlers.list_tickets)
    add_route(app, server, CREATE_TICKET, handlers.create_ticket)
    add_route(app, server, GET_TICKET_SUMMARY, handlers.get_ticket_summary)
    add_route(app, server, GET_TICKET, handlers.get_ticket)
    add_route(app, server, UPDATE_TICKET, handlers.update_ticket)
