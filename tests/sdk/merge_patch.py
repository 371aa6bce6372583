"""Runs where the SDK is installed: prints the assignee after a change without the member, and after one with null."""

import os

from oneprotect_ticketing_client import AuthenticatedClient
from oneprotect_ticketing_client.api.people import get_me
from oneprotect_ticketing_client.api.tickets import create_ticket, update_ticket
from oneprotect_ticketing_client.models import Me, Ticket, TicketCreate, TicketUpdate

with AuthenticatedClient(base_url=os.environ["API"], token=os.environ["TOKEN"]) as client:
    me = get_me.sync(client=client)
    assert isinstance(me, Me), me
    ticket = create_ticket.sync(client=client, body=TicketCreate(title="A", assignee_id=me.principal.id))
    assert isinstance(ticket, Ticket), ticket
    for body in (TicketUpdate(title="B"), TicketUpdate(assignee_id=None)):
        answer = update_ticket.sync_detailed(ticket.id, client=client, body=body, if_match=f'"{ticket.version}"')
        assert isinstance(answer.parsed, Ticket), answer
        ticket = answer.parsed
        print(ticket.assignee_id and "assigned")
