"""Writes asynchronously through a proxy that loses the first response to each method; prints what took effect."""

import asyncio
import os

from oneprotect_ticketing_client import TicketingClient, iterate_async, unwrap
from oneprotect_ticketing_client.api.tickets import create_ticket, list_tickets
from oneprotect_ticketing_client.models import TicketCreate, TicketPriority, TicketUpdate


async def main() -> None:
    async with TicketingClient(os.environ["API"], os.environ["TOKEN"]).with_headers({"X-Test": "1"}) as client:
        assert isinstance(client, TicketingClient)
        ticket = unwrap(await create_ticket.asyncio(client=client, body=TicketCreate(title="Once")))
        changed = await client.update_ticket_async(ticket.id, TicketUpdate(priority=TicketPriority.P1))
        print("version", changed.version)
        print("tickets", len([ticket async for ticket in iterate_async(list_tickets.asyncio, client=client)]))


if __name__ == "__main__":
    asyncio.run(main())
