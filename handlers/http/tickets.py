"""Tickets: making, showing and listing them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from pydantic import MISSING

from generated import models
from generated.models import TicketStatus
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
    GetTicketSummary200,
    GetTicketSummaryRequest,
    GetTicketSummaryResult,
    ListTickets200,
    ListTicketsRequest,
    ListTicketsResult,
    UpdateTicket200,
    UpdateTicketRequest,
    UpdateTicketResult,
)
from generated.problems import (
    Forbidden,
    InvalidCursor,
    InvalidTransition,
    TicketClosed,
    UnknownAssignee,
    VersionMismatch,
)
from generated.queries import alerts, summary, tickets
from generated.queries.alerts import AlertRow
from generated.queries.tickets import TicketRow
from handlers import redaction
from handlers.changes.create_ticket import Draft, refuse_assignee
from handlers.changes.create_ticket import create_ticket as make_ticket
from handlers.changes.update_ticket import write_ticket
from handlers.rules import policies, views
from handlers.rules.ticket_patch import Patched, changes, current, patched
from handlers.runtime import paging
from handlers.runtime.context import Context
from handlers.runtime.etags import etag, etag_seen

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


async def update_ticket(context: Context, request: UpdateTicketRequest) -> UpdateTicketResult:
    """Change what the patch names; what changes nothing leaves no trace."""
    await tickets.lock_ticket(context.connection, ticket_id=request.ticket_id)
    row = await tickets.get_ticket(context.connection, ticket_id=request.ticket_id)
    if row is None:
        return views.not_found("ticket")
    refused = _refuse(context, request, row)
    if refused is not None:
        return refused
    after = patched(row, request.body)
    if not isinstance(after, Patched):
        return after
    found = changes(current(row), after)
    if row.status == after.status == policies.CLOSED and found:
        return views.ticket_closed()
    if "assignee_id" in found:
        unknown = await refuse_assignee(context, after.assignee_id)
        if unknown is not None:
            return unknown
    if found:
        row = await write_ticket(context, row, after, found)
    return UpdateTicket200(body=views.ticket(row), etag=etag(row.version))


def _refuse(
    context: Context, request: UpdateTicketRequest, row: TicketRow
) -> Forbidden | VersionMismatch | InvalidTransition | TicketClosed | None:
    """Go through 403, 412 and 409, in this order."""
    status, body = TicketStatus(row.status), request.body
    wanted = status if body.status is MISSING else body.status
    forbidden = policies.may_move(context.actor, status, wanted)
    if forbidden is not None:
        return forbidden
    context.required_scopes.update(filter(None, [policies.required_scope(status, wanted)]))
    if request.if_match != etag(row.version):
        return views.stale("ticket", row.version)
    if status == wanted == policies.CLOSED and body.resolution is None:
        return views.ticket_closed()
    return policies.is_move(status, wanted)


async def get_ticket_summary(context: Context, request: GetTicketSummaryRequest) -> GetTicketSummaryResult:
    """Count open tickets by severity, and what was made and resolved on each of the last days, today included."""
    today = datetime.combine(context.now.date(), time(), UTC)
    first = today - timedelta(days=request.days - 1)
    severities = await summary.count_open_tickets(context.connection)
    days = await summary.count_tickets_by_day(context.connection, first=first, now=context.now)
    return GetTicketSummary200(
        body=models.TicketSummary(
            by_severity=[
                models.SeverityCount(severity=models.Severity(row.severity), open=row.open) for row in severities
            ],
            by_day=[models.DayCount(day=row.day, created=row.created, resolved=row.resolved) for row in days],
        )
    )
