"""The example in the README of version 1.0.0, unchanged."""

import os

from oneprotect_ticketing_client import AuthenticatedClient
from oneprotect_ticketing_client.api.tickets import create_ticket, list_tickets, update_ticket
from oneprotect_ticketing_client.models import Ticket, TicketCreate, TicketPage, TicketPriority, TicketUpdate

with AuthenticatedClient(base_url=os.environ["API"], token=os.environ["TOKEN"]) as client:
    created = create_ticket.sync_detailed(client=client, body=TicketCreate(title="Printer on fire"))
    assert isinstance(created.parsed, Ticket), created

    page = list_tickets.sync(client=client, limit=1)
    while isinstance(page, TicketPage):
        print([(ticket.number, ticket.title) for ticket in page.items])
        page = list_tickets.sync(client=client, limit=1, cursor=page.next_cursor) if page.next_cursor else None

    etag = created.headers["ETag"]
    for priority in (TicketPriority.P1, TicketPriority.P4):  # the second comes too late for its ETag
        changed = update_ticket.sync(
            created.parsed.id, client=client, body=TicketUpdate(priority=priority), if_match=etag
        )
        assert changed is not None
        print(changed.priority if isinstance(changed, Ticket) else changed.code)
