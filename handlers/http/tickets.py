"""Tickets: making, showing and listing them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from pydantic import MISSING

from generated import models
from generated.operations import (
    CreateTicket201,
    CreateTicketFromAlert200,
    CreateTicketFromAlert201,
    CreateTicketFromAlertRequest,
    CreateTicketFromAlertResult,
    CreateTicketRequest,
    CreateTicketResult,
    GetTicket200,
    GetTicketRequest,
    GetTicketResult,
    ListTickets200,
    ListTicketsRequest,
    ListTicketsResult,
)
from generated.problems import InvalidCursor, UnknownAssignee
from generated.queries import alerts, tickets
from generated.queries.alerts import AlertRow
from handlers import redaction
from handlers.changes.create_ticket import Draft
from handlers.changes.create_ticket import create_ticket as make_ticket
from handlers.rules import views
from handlers.runtime import paging
from handlers.runtime.context import Context, etag, etag_seen

LONGEST_TITLE = 160


async def create_ticket(context: Context, request: CreateTicketRequest) -> CreateTicketResult:
    """Make a ticket by hand."""
    ticket = await make_ticket(context, _draft(request.body, title=request.body.title, severity="medium"))
    if isinstance(ticket, UnknownAssignee):
        return ticket
    return CreateTicket201(body=ticket, etag=etag(ticket.version), location=f"/api/v1/tickets/{ticket.id}")


async def create_ticket_from_alert(
    context: Context, request: CreateTicketFromAlertRequest
) -> CreateTicketFromAlertResult:
    """Make the one ticket of an alert, or give the one that it has; then the body is ignored."""
    await alerts.lock_alert(context.connection, alert_id=request.alert_id)
    alert = await alerts.get_alert(context.connection, alert_id=request.alert_id)
    if alert is None:
        return views.not_found("alert")
    if alert.ticket_id is not None:
        there = views.ticket(await tickets.get_new_ticket(context.connection, ticket_id=alert.ticket_id))
        return CreateTicketFromAlert200(body=there, etag=etag(there.version))
    ticket = await make_ticket(context, _draft_of_alert(request.body or models.TicketFromAlert(), alert))
    if isinstance(ticket, UnknownAssignee):
        return ticket
    await alerts.touch_alert(context.connection, alert_id=alert.id, now=context.now)
    location = f"/api/v1/tickets/{ticket.id}"
    return CreateTicketFromAlert201(body=ticket, etag=etag(ticket.version), location=location)


def _draft_of_alert(body: models.TicketFromAlert, alert: AlertRow) -> Draft:
    title = _shortened(alert.title) if body.title is MISSING else body.title
    draft = _draft(body, title=title, severity=alert.severity, description=alert.description)
    return replace(draft, source_alert_id=alert.id)


def _shortened(title: str) -> str:
    """Cut an alert's title to what a ticket's may have, so that an auditor sees of it what the whole one shows.

    A rule of redaction may need what stands behind a secret: as many words are left out as that takes.
    """
    if len(title) <= LONGEST_TITLE:
        return title
    seen = redaction.redact_text(title)
    cut = title[: LONGEST_TITLE + 1]
    while " " in cut:
        cut = cut.rpartition(" ")[0].rstrip()
        if cut and seen.startswith(redaction.redact_text(cut)):
            return cut
    return title[:LONGEST_TITLE] if seen == title else seen[:LONGEST_TITLE]


def _draft(
    body: models.TicketCreate | models.TicketFromAlert, *, title: str, severity: str, description: str = ""
) -> Draft:
    return Draft(
        title=title,
        description=_given(body.description, description),
        priority=_given(body.priority, "p3"),
        severity=_given(body.severity, severity),
        assignee_id=_given(body.assignee_id, None),
        tags=_given(body.tags, []),
    )


def _given(value: Any, otherwise: Any) -> Any:
    return otherwise if value is MISSING else value


async def get_ticket(context: Context, request: GetTicketRequest) -> GetTicketResult:
    """Show one ticket."""
    row = await tickets.get_ticket(context.connection, ticket_id=request.ticket_id)
    if row is None:
        return views.not_found("ticket")
    return GetTicket200(body=views.ticket(row), etag=etag_seen(context.actor, row))


async def list_tickets(context: Context, request: ListTicketsRequest) -> ListTicketsResult:
    """Give a page of tickets."""
    after = paging.position(context, request)
    if isinstance(after, InvalidCursor):
        return after
    rows = await tickets.list_tickets(
        context.connection,
        status=paging.any_of(request.status),
        priority=paging.any_of(request.priority),
        severity=paging.any_of(request.severity),
        **_assignees(request),
        reporter_id=paging.any_of(request.reporter_id),
        tag=paging.any_of(request.tag),
        source_kind=paging.any_of(request.source_kind),
        created_from=request.created_from,
        created_to=request.created_to,
        updated_from=request.updated_from,
        updated_to=request.updated_to,
        q=None if request.q is None else views.like(request.q),
        q_number=None if request.q is None else _number(request.q),
        sort=request.sort,
        after=after,
        limit=request.limit + 1,
    )
    shown, next_cursor = paging.page(context, request, rows)
    return ListTickets200(body=models.TicketPage(items=[views.ticket(row) for row in shown], next_cursor=next_cursor))


def _number(words: str) -> int:
    """Give the ticket number that the words are, or one that no ticket has."""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 16 else 0


def _assignees(request: ListTicketsRequest) -> dict[str, Any]:
    if request.assignee_id is None:
        return {}
    ids = [UUID(wanted) for wanted in request.assignee_id if wanted != "none"]
    return {"assignee_ids": ids, "unassigned": "none" in request.assignee_id}
