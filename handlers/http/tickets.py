"""Tickets: create, read, list, change and count them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from generated import models
from generated.limits import TICKET_TITLE_MAX_LENGTH
from generated.models import TicketStatus
from generated.operations.tickets import (
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
    InvalidTransition,
    TicketClosed,
    UnknownAssignee,
    VersionMismatch,
)
from generated.queries import alerts, summary, tickets
from generated.queries.alerts import AlertRow
from generated.queries.tickets import TicketRow
from generated.runtime.paging import Page, Position
from generated.runtime.text import one_line, tag_key
from handlers import redaction
from handlers.changes.create_ticket import TicketDraft, create_ticket_from_draft, refuse_assignee
from handlers.changes.locks import lock_alert, lock_ticket
from handlers.changes.update_ticket import write_ticket
from handlers.rules import policies, refusals, search, views
from handlers.rules.optional import value_or
from handlers.rules.ticket_patch import PatchedTicket, apply_patch, changed_fields, current_fields
from handlers.runtime.context import Context
from handlers.runtime.etags import etag, etag_for
from handlers.runtime.ids import utc_now


async def create_ticket(context: Context, request: CreateTicketRequest) -> CreateTicketResult:
    """Create a ticket by hand."""
    draft = _draft(request.body, title=request.body.title, severity="medium")
    ticket = await create_ticket_from_draft(context, draft)
    if isinstance(ticket, UnknownAssignee):
        return ticket
    return CreateTicket201(body=ticket, etag=etag(ticket.version), location=f"/api/v1/tickets/{ticket.id}")


async def create_ticket_from_alert(
    context: Context, request: CreateTicketFromAlertRequest
) -> CreateTicketFromAlertResult:
    """Create the one ticket of an alert, or return the existing one; in that case the body is ignored."""
    locked = await lock_alert(context, request.alert_id)
    if locked is None:
        return refusals.not_found("alert")
    alert = locked.row
    if alert.ticket_id is not None:
        existing = views.ticket(await tickets.get_existing_ticket(context.connection, ticket_id=alert.ticket_id))
        return CreateTicketFromAlert200(body=existing, etag=etag(existing.version))
    draft = _draft_from_alert(request.body or models.TicketFromAlert(), alert)
    ticket = await create_ticket_from_draft(context, draft, locked)
    if isinstance(ticket, UnknownAssignee):
        return ticket
    await alerts.touch_alert(context.connection, alert_id=alert.id, now=ticket.created_at)
    location = f"/api/v1/tickets/{ticket.id}"
    return CreateTicketFromAlert201(body=ticket, etag=etag(ticket.version), location=location)


def _draft_from_alert(body: models.TicketFromAlert, alert: AlertRow) -> TicketDraft:
    # Alerts from before version 1.1.0 may have a title that is blank or has several lines.
    title = value_or(body.title, _shorten(one_line(alert.title) or f"{alert.source} alert"))
    draft = _draft(body, title=title, severity=alert.severity, description=alert.description)
    return replace(draft, source_alert_id=alert.id)


def _shorten(title: str) -> str:
    """Cut an alert's title to the length of a ticket's, so that auditors see a prefix of the alert's redacted title.

    A redaction rule may depend on the text after a secret, so whole words are dropped until the prefix matches.
    """
    if len(title) <= TICKET_TITLE_MAX_LENGTH:
        return title
    redacted = redaction.redact_text(title)
    prefix = title[: TICKET_TITLE_MAX_LENGTH + 1]
    while " " in prefix:
        prefix = prefix.rpartition(" ")[0].rstrip()
        if prefix and redacted.startswith(redaction.redact_text(prefix)):
            return prefix
    return title[:TICKET_TITLE_MAX_LENGTH] if redacted == title else redacted[:TICKET_TITLE_MAX_LENGTH]


def _draft(
    body: models.TicketCreate | models.TicketFromAlert, *, title: str, severity: str, description: str = ""
) -> TicketDraft:
    return TicketDraft(
        title=title,
        description=value_or(body.description, description),
        priority=value_or(body.priority, "p3"),
        severity=value_or(body.severity, severity),
        assignee_id=value_or(body.assignee_id, None),
        tags=value_or(body.tags, []),
    )


async def get_ticket(context: Context, request: GetTicketRequest) -> GetTicketResult:
    """Return one ticket."""
    row = await tickets.get_ticket(context.connection, ticket_id=request.ticket_id)
    if row is None:
        return refusals.not_found("ticket")
    return GetTicket200(body=views.ticket(row), etag=etag_for(context.actor, row))


async def list_tickets(context: Context, request: ListTicketsRequest) -> ListTicketsResult:
    """List tickets; the ticket whose number is searched for comes before all others."""
    found = search.parse_search(request.q)
    if found is None or found.number is None:
        rows = await _list(context, request, number=request.number, after=request.after, limit=request.limit)
    else:
        rows = await _list_after_number(context, request, found.number)
    return ListTickets200(body=request.page(rows, views.ticket))


async def _list_after_number(context: Context, request: ListTicketsRequest, number: int) -> Page[TicketRow]:
    """List the ticket with the number, if the other filters select it, and then the others in their order.

    The position after that ticket has no sort key: the next page begins with the first of the others.
    """
    after = request.after
    first: list[TicketRow] = []
    if after is None and request.number in {None, number}:
        first = (await _list(context, request, number=number, after=None, limit=1)).rows
    start = None if after is None or not after.sort_key else after
    limit = request.limit - len(first)
    rest = await _list(context, request, number=request.number, other_than=number, after=start, limit=max(limit, 1))
    if limit == 0:
        return Page(first, Position("", first[0].id) if rest.rows else None)
    return Page([*first, *rest.rows], rest.next)


async def _list(
    context: Context,
    request: ListTicketsRequest,
    *,
    number: int | None,
    other_than: int | None = None,
    after: Position | None,
    limit: int,
) -> Page[TicketRow]:
    return await tickets.list_tickets(
        context.connection,
        status=request.status,
        priority=request.priority,
        severity=request.severity,
        **_assignees(request),
        reporter_id=request.reporter_id,
        tag=None if request.tag is None else tuple(map(tag_key, request.tag)),
        source_kind=request.source_kind,
        created_from=request.created_from,
        created_to=request.created_to,
        updated_from=request.updated_from,
        updated_to=request.updated_to,
        number=number,
        other_than=other_than,
        asset=search.asset_filter(request.asset),
        q=search.search_terms(request.q),
        sort=request.sort,
        after=after,
        limit=limit,
    )


def _assignees(request: ListTicketsRequest) -> dict[str, Any]:
    """Split the filter into ids and the word none, which selects unassigned tickets."""
    if request.assignee_id is None:
        return {}
    ids = tuple(UUID(value) for value in request.assignee_id if value != "none")
    return {"assignee_ids": ids, "unassigned": "none" in request.assignee_id}


async def update_ticket(context: Context, request: UpdateTicketRequest) -> UpdateTicketResult:
    """Apply a merge patch; one that changes nothing leaves the version and the audit trail as they are."""
    ticket = await lock_ticket(context, request.ticket_id)
    if ticket is None:
        return refusals.not_found("ticket")
    row = ticket.row
    refused = _refuse_update(context, request, row)
    if refused is not None:
        return refused
    patched = apply_patch(row, request.body)
    if not isinstance(patched, PatchedTicket):
        return patched
    changes = changed_fields(current_fields(row), patched)
    if row.status == patched.status == policies.CLOSED and changes:
        return refusals.ticket_closed()
    if "assignee_id" in changes:
        unknown = await refuse_assignee(context, patched.assignee_id)
        if unknown is not None:
            return unknown
    if changes:
        row = await write_ticket(context, ticket, patched, changes)
    return UpdateTicket200(body=views.ticket(row), etag=etag(row.version))


def _refuse_update(
    context: Context, request: UpdateTicketRequest, row: TicketRow
) -> Forbidden | VersionMismatch | InvalidTransition | TicketClosed | None:
    """Check for 403, 412 and 409, in this order."""
    current, body = TicketStatus(row.status), request.body
    target = value_or(body.status, current)
    forbidden = policies.refuse_without_scope(context.actor, current, target)
    if forbidden is not None:
        return forbidden
    context.required_scopes.update(filter(None, [policies.scope_for_transition(current, target)]))
    if request.if_match != etag(row.version):
        return refusals.version_mismatch("ticket", row.version)
    if current == target == policies.CLOSED and body.resolution is None:
        return refusals.ticket_closed()
    return policies.refuse_transition(current, target)


async def get_ticket_summary(context: Context, request: GetTicketSummaryRequest) -> GetTicketSummaryResult:
    """Count open tickets by severity, and tickets created and resolved on each of the last days including today."""
    now = utc_now()
    today = datetime.combine(now.date(), time(), UTC)
    first = today - timedelta(days=request.days - 1)
    severities = await summary.count_open_tickets(context.connection)
    days = await summary.count_tickets_by_day(context.connection, first=first, now=now)
    return GetTicketSummary200(
        body=models.TicketSummary(
            by_severity=[
                models.SeverityCount(severity=models.Severity(row.severity), open=row.open) for row in severities
            ],
            by_day=[models.DayCount(day=row.day, created=row.created, resolved=row.resolved) for row in days],
        )
    )
