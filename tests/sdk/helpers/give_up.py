"""Writes through a proxy that loses the first response, without retries; prints the kind of error."""

import os

import httpx
from oneprotect_ticketing_client import TicketingClient
from oneprotect_ticketing_client.api.tickets import create_ticket
from oneprotect_ticketing_client.models import TicketCreate

with TicketingClient(os.environ["API"], os.environ["TOKEN"], retries=0) as client:
    try:
        create_ticket.sync(client=client, body=TicketCreate(title="Once"))
    except httpx.TransportError:
        print("no response")
