"""Creates seven tickets and iterates over those that match filters, page by page."""

import asyncio
import os

from oneprotect_ticketing_client import TicketingClient, iterate, iterate_async, unwrap
from oneprotect_ticketing_client.api.comments import create_comment, list_comments
from oneprotect_ticketing_client.api.tickets import create_ticket, list_tickets
from oneprotect_ticketing_client.models import CommentCreate, ListTicketsSort, TicketCreate, TicketPriority

P1, P2 = TicketPriority.P1, TicketPriority.P2
client = TicketingClient(os.environ["API"], os.environ["TOKEN"])
for priority in (P1, P2, TicketPriority.P3, P1, P2, P1, P1):
    tags = ["printer"] if priority == P1 else ["printer", "paper"]
    ticket = unwrap(create_ticket.sync(client=client, body=TicketCreate("On fire", priority=priority, tags=tags)))
    for word in ("a", "b", "c"):
        unwrap(create_comment.sync(ticket.id, client=client, body=CommentCreate(word)))

tickets = iterate(
    list_tickets.sync, client=client, limit=2, priority=[P1, P2], tag=["printer"], sort=ListTicketsSort.CREATED_AT
)
print([ticket.number for ticket in tickets])
print([ticket.number for ticket in iterate(list_tickets.sync, client=client, limit=2, q="#3", tag=["absent"])])
print([comment.body for comment in iterate(list_comments.sync, ticket.id, client=client, limit=1)])


async def numbers() -> list[int]:
    async with client:
        tickets = iterate_async(
            list_tickets.asyncio, client=client, limit=3, tag=["paper"], sort=ListTicketsSort.CREATED_AT
        )
        return [ticket.number async for ticket in tickets]


if __name__ == "__main__":
    print(asyncio.run(numbers()))
