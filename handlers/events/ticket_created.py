"""A ticket was made: find what it belongs to."""

from __future__ import annotations

from generated.events import TicketCreated
from generated.queries import links, tickets
from handlers.changes.link_ticket import Target, link_ticket
from handlers.runtime.context import Context

MOST_LINKS = 10


async def correlate_ticket(context: Context, event: TicketCreated) -> None:
    """Link the new ticket as related to open, older ones that share an alert's fingerprint or an asset.

    At most ten, those of the same fingerprint first, then the newest. A ticket that was closed meanwhile is left alone.
    """
    await tickets.lock_ticket(context.connection, ticket_id=event.subject)
    ticket = await tickets.get_ticket(context.connection, ticket_id=event.subject)
    if ticket is None or ticket.status == "closed":
        return
    for related in await links.find_related_tickets(context.connection, ticket_id=ticket.id, limit=MOST_LINKS):
        await link_ticket(context, ticket, "related", Target(type="ticket", id=related))
