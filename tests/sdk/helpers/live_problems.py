"""Provokes every problem that one caller can provoke; prints the class, the status and the code of each exception."""

import os
from collections.abc import Callable
from uuid import UUID, uuid4

from oneprotect_ticketing_client import ProblemError, TicketingClient, UnprocessableError, unwrap
from oneprotect_ticketing_client.api.links import create_link
from oneprotect_ticketing_client.api.tickets import create_ticket, get_ticket, list_tickets, update_ticket
from oneprotect_ticketing_client.models import (
    LinkRelation,
    RecordTarget,
    TicketCreate,
    TicketLinkCreate,
    TicketUpdate,
)
from oneprotect_ticketing_client.types import UNSET

url = os.environ["API"]
client = TicketingClient(url, os.environ["TOKEN"])
http = client.get_httpx_client()
tickets = [unwrap(create_ticket.sync(client=client, body=TicketCreate(f"T{number}"))) for number in range(2)]
first, second = (ticket.id for ticket in tickets)


def provoke(operation: Callable[[], object]) -> None:
    try:
        operation()
    except ProblemError as error:
        print(type(error).__name__, error.status, error.code)
        if error.code == "validation" and isinstance(error, UnprocessableError):
            print(error)


def change(**members: object) -> None:
    client.update_ticket(first, TicketUpdate.from_dict(members))


def link(source: UUID, target: UUID) -> None:
    body = TicketLinkCreate("ticket", RecordTarget(target), LinkRelation.BLOCKS)
    unwrap(create_link.sync(source, client=client, body=body))


def create(title: str = "T", *, by: TicketingClient = client, key: str = "") -> None:
    unwrap(create_ticket.sync(client=by, body=TicketCreate(title), idempotency_key=key or UNSET))


provoke(lambda: http.post("tickets", content=b"{", headers={"Content-Type": "application/json"}))
provoke(lambda: list_tickets.sync(client=client, limit=0))
provoke(lambda: http.get("tickets?new=1"))
provoke(lambda: list_tickets.sync(client=client, cursor="x"))
provoke(lambda: create(by=TicketingClient(url, "no-token")))
provoke(lambda: create(by=TicketingClient(url, os.environ["AUDITOR_TOKEN"])))
provoke(lambda: get_ticket.sync(uuid4(), client=client))
provoke(lambda: list_tickets.sync(client=TicketingClient(url, client.token, headers={"Accept": "text/html"})))
provoke(lambda: change(status="closed"))
link(first, second)
provoke(lambda: link(second, first))
provoke(lambda: update_ticket.sync(first, client=client, body=TicketUpdate(title="U"), if_match='"9"'))
provoke(lambda: create("T" * 2**21))
provoke(lambda: http.post("tickets", content=b"{}", headers={"Content-Type": "text/plain"}))
provoke(lambda: create(" "))
provoke(lambda: change(assignee_id=str(uuid4())))
provoke(lambda: link(first, uuid4()))
create("Key", key="key")
provoke(lambda: create("Other", key="key"))
provoke(lambda: http.patch(f"tickets/{first}", json={"title": "U"}))
provoke(lambda: change(status="resolved"))
change(status="resolved", resolution={"reason": "other"})
change(status="closed")
provoke(lambda: change(title="U"))
