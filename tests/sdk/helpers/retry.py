"""Writes through a proxy that loses the first response to each method; prints what took effect."""

import os
from uuid import uuid4

import httpx
from oneprotect_ticketing_client import TicketingClient, iterate, unwrap
from oneprotect_ticketing_client.api.comments import create_comment, list_comments
from oneprotect_ticketing_client.api.links import create_link, delete_link, list_links
from oneprotect_ticketing_client.api.tickets import create_ticket, list_tickets
from oneprotect_ticketing_client.models import (
    CommentCreate,
    ExternalReferenceLinkCreate,
    ExternalTargetCreate,
    TicketCreate,
    TicketPriority,
    TicketUpdate,
)

timeout = httpx.Timeout(float(os.environ["TIMEOUT"]))
with TicketingClient(os.environ["API"], os.environ["TOKEN"], timeout=timeout) as client:
    ticket = unwrap(create_ticket.sync(client=client, body=TicketCreate(title="Once")))
    print("version", client.update_ticket(ticket.id, TicketUpdate(priority=TicketPriority.P1)).version)
    unwrap(create_comment.sync(ticket.id, client=client, body=CommentCreate(body="Once")))
    target = ExternalTargetCreate(url="https://example.com/1")
    link = ExternalReferenceLinkCreate(target_type="external_reference", target=target)
    delete_link.sync(ticket.id, unwrap(create_link.sync(ticket.id, client=client, body=link)).id, client=client)
    print("tickets", len(list(iterate(list_tickets.sync, client=client))))
    print("comments", len(list(iterate(list_comments.sync, ticket.id, client=client))))
    print("links", len(list(iterate(list_links.sync, ticket.id, client=client))))
    key = uuid4().hex
    for _ in range(2):
        again = create_ticket.sync(client=client, body=TicketCreate(title="By key"), idempotency_key=key)
        print("number", unwrap(again).number)
