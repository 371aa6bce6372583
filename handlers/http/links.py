"""Links of tickets."""

from __future__ import annotations

from generated import models
from generated.operations.links import (
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
from generated.problems import LinkConflict, TicketClosed, UnknownTarget
from generated.queries import links, tickets
from handlers.changes.link_ticket import LinkTarget, link_ticket, unlink_tickets
from handlers.changes.locks import lock_tickets
from handlers.rules import policies, refusals, views
from handlers.rules.optional import value_or
from handlers.runtime.context import Context


async def create_link(context: Context, request: CreateLinkRequest) -> CreateLinkResult:
    """Link a ticket; the same target and relation again return the existing link, with a new label if sent."""
    target = _target(request.body)
    if target.type == "ticket" and target.id == request.ticket_id:
        return refusals.invalid_field("/target/id", "A ticket cannot be linked to itself")
    # Locking both tickets lets only one of two opposite links be created.
    ticket = (await lock_tickets(context, [request.ticket_id, *target.ticket_ids])).get(request.ticket_id)
    if ticket is None:
        return refusals.not_found("ticket")
    relation = value_or(request.body.root.relation, models.LinkRelation.related)
    outcome = await link_ticket(context, ticket, relation, target)
    if isinstance(outcome, UnknownTarget | TicketClosed | LinkConflict):
        return outcome
    if not outcome.is_new:
        return CreateLink200(body=outcome.link)
    location = f"/api/v1/tickets/{request.ticket_id}/links/{outcome.link.root.id}"
    return CreateLink201(body=outcome.link, location=location)


def _target(body: models.LinkCreate) -> LinkTarget:
    link = body.root
    if isinstance(link, models.ExternalReferenceLinkCreate):
        return LinkTarget(type=link.target_type, url=link.target.url, label=value_or(link.target.label, None))
    return LinkTarget(type=link.target_type, id=link.target.id)


async def list_links(context: Context, request: ListLinksRequest) -> ListLinksResult:
    """List the links of a ticket in both directions, oldest first."""
    if await tickets.get_ticket(context.connection, ticket_id=request.ticket_id) is None:
        return refusals.not_found("ticket")
    rows = await links.list_links(
        context.connection,
        ticket_id=request.ticket_id,
        target_type=request.target_type,
        direction=request.direction,
        sort="created_at",
        after=request.after,
        limit=request.limit,
    )
    return ListLinks200(body=request.page(rows, views.link))


async def get_link(context: Context, request: GetLinkRequest) -> GetLinkResult:
    """Return one link, from the ticket that owns it or from the ticket that it points to."""
    row = await links.get_link(context.connection, ticket_id=request.ticket_id, link_id=request.link_id)
    if row is None or row.unlinked_at is not None:
        return refusals.not_found("link")
    return GetLink200(body=views.link(row))


async def delete_link(context: Context, request: DeleteLinkRequest) -> DeleteLinkResult:
    """Remove a link; repeating the request has the same answer and no further effect."""
    ids = {"ticket_id": request.ticket_id, "link_id": request.link_id}
    unlocked = await links.get_link(context.connection, **ids)
    if unlocked is None:
        return refusals.not_found("link")
    # The removal is recorded on both tickets of a link between tickets; locking them orders it.
    target = [unlocked.target_id] if unlocked.target_type == "ticket" and unlocked.target_id is not None else []
    locked = await lock_tickets(context, [unlocked.ticket_id, *target])
    row = await links.get_link(context.connection, **ids)
    if row is None:
        return refusals.not_found("link")
    if row.unlinked_at is not None:
        return DeleteLink204()
    if locked[request.ticket_id].row.status == policies.CLOSED:
        return refusals.ticket_closed()
    await unlink_tickets(context, locked.values(), row)
    return DeleteLink204()
