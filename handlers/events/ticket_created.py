"""ticket.created: link a ticket that was created from an alert to the open tickets that it is related to."""

from __future__ import annotations

from generated.events import TicketCreated
from generated.queries import links
from handlers.changes.link_ticket import SYMMETRIC, LinkTarget, link_ticket
from handlers.changes.locks import lock_tickets
from handlers.rules import policies
from handlers.runtime.context import Context

MAX_LINKS = 10


async def correlate_ticket(context: Context, event: TicketCreated) -> None:
    """Link the new ticket as related to older open tickets that share an alert's fingerprint or an asset.

    Creates at most ten links: tickets with the same fingerprint first, then the newest. A ticket that has been closed
    in the meantime stays as it is.
    """
    related = await links.find_related_tickets(context.connection, ticket_id=event.subject, limit=MAX_LINKS)
    ticket = (await lock_tickets(context, [event.subject, *related])).get(event.subject)
    if ticket is None or ticket.row.status == policies.CLOSED:
        return
    for other in related:
        # No problem can occur: the query returns tickets that exist, the new ticket is locked and not closed, and this
        # relation has no opposite.
        await link_ticket(context, ticket, SYMMETRIC, LinkTarget(type="ticket", id=other))
