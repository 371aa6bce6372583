"""ticket.created: link a ticket that was created from an alert to the open tickets that it is related to."""

from __future__ import annotations

from generated.events import TicketCreated
from generated.queries import links, tickets
from handlers.changes.link_ticket import LinkTarget, link_ticket
from handlers.rules import policies
from handlers.runtime.context import Context

MAX_LINKS = 10


async def correlate_ticket(context: Context, event: TicketCreated) -> None:
    """Link the new ticket as related to older open tickets that share an alert's fingerprint or an asset.

    Creates at most ten links: tickets with the same fingerprint first, then the newest. A ticket that has been closed
    in the meantime stays as it is.
    """
    await tickets.lock_ticket(context.connection, ticket_id=event.subject)
    ticket = await tickets.get_ticket(context.connection, ticket_id=event.subject)
    if ticket is None or ticket.status == policies.CLOSED:
        return
    for related in await links.find_related_tickets(context.connection, ticket_id=ticket.id, limit=MAX_LINKS):
        # Neither problem can occur: the query returns tickets that exist, and the new ticket is locked and not closed.
        await link_ticket(context, ticket, "related", LinkTarget(type="ticket", id=related))
