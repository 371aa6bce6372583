"""Links of tickets."""

from __future__ import annotations

from dataclasses import replace

from pydantic import MISSING

from generated import models
from generated.operations import (
    CreateLink200,
    CreateLink201,
    CreateLinkRequest,
    CreateLinkResult,
    DeleteLink204,
    DeleteLinkRequest,
    DeleteLinkResult,
    GetLink200,
    GetLinkRequest,
    GetLinkResult,
    ListLinks200,
    ListLinksRequest,
    ListLinksResult,
)
from generated.problems import FieldError, InvalidCursor, TicketClosed, UnknownTarget, Validation
from generated.queries import links, tickets
from handlers.changes.link_ticket import Target, link_ticket, unlink_ticket
from handlers.rules import policies, views
from handlers.runtime import paging
from handlers.runtime.context import Context


async def create_link(context: Context, request: CreateLinkRequest) -> CreateLinkResult:
    """Link a ticket; the same target and relation again gives the link that is there."""
    await tickets.lock_ticket(context.connection, ticket_id=request.ticket_id)
    ticket = await tickets.get_ticket(context.connection, ticket_id=request.ticket_id)
    if ticket is None:
        return views.not_found("ticket")
    target = _target(request.body)
    if target.type == "ticket" and target.id == ticket.id:
        errors = (FieldError("/target/id", "A ticket cannot be linked to itself"),)
        return Validation(detail="The body breaks the schema in 1 place(s).", errors=errors)
    given = request.body.root.relation
    relation = models.LinkRelation.related if given is MISSING else given
    outcome = await link_ticket(context, ticket, relation, target)
    if isinstance(outcome, UnknownTarget | TicketClosed):
        return outcome
    if not outcome.is_new:
        return CreateLink200(body=outcome.link)
    location = f"/api/v1/tickets/{ticket.id}/links/{outcome.link.root.id}"
    return CreateLink201(body=outcome.link, location=location)


def _target(body: models.LinkCreate) -> Target:
    wanted = body.root
    if isinstance(wanted, models.ExternalReferenceLinkCreate):
        label = None if wanted.target.label is MISSING else wanted.target.label
        return Target(type=wanted.target_type, url=wanted.target.url, label=label)
    return Target(type=wanted.target_type, id=wanted.target.id)


async def list_links(context: Context, request: ListLinksRequest) -> ListLinksResult:
    """Give a page of the links on a ticket and to it, oldest first."""
    if await tickets.get_ticket(context.connection, ticket_id=request.ticket_id) is None:
        return views.not_found("ticket")
    after = paging.position(context, request)
    if isinstance(after, InvalidCursor):
        return after
    rows = await links.list_links(
        context.connection,
        ticket_id=request.ticket_id,
        target_type=paging.any_of(request.target_type),
        direction=request.direction,
        sort="created_at",
        after=after,
        limit=request.limit + 1,
    )
    shown, next_cursor = paging.page(context, request, rows)
    return ListLinks200(body=models.LinkPage(items=[views.link(row) for row in shown], next_cursor=next_cursor))


async def get_link(context: Context, request: GetLinkRequest) -> GetLinkResult:
    """Show one link, from the ticket that it was made on or from the one that it points to."""
    row = await links.get_link(context.connection, ticket_id=request.ticket_id, link_id=request.link_id)
    if row is None or row.unlinked_at is not None:
        return views.not_found("link")
    return GetLink200(body=views.link(row))


async def delete_link(context: Context, request: DeleteLinkRequest) -> DeleteLinkResult:
    """Take a link away; again is the same answer, and leaves no trace."""
    ids = {"ticket_id": request.ticket_id, "link_id": request.link_id}
    seen = await links.get_link(context.connection, **ids)
    if seen is None:
        return views.not_found("link")
    # What happens to a link is told of the ticket that it was made on, whose lock puts it in order.
    await tickets.lock_ticket(context.connection, ticket_id=seen.ticket_id)
    row = await links.get_link(context.connection, **ids)
    ticket = await tickets.get_ticket(context.connection, ticket_id=seen.ticket_id)
    if row is None or ticket is None:
        return views.not_found("link")
    if row.unlinked_at is not None:
        return DeleteLink204()
    if ticket.status == policies.CLOSED:
        return views.ticket_closed()
    await unlink_ticket(context, ticket, replace(row, direction="outbound"))
    return DeleteLink204()
