"""Runs where the client is installed that openapi-generator's generator `python` writes from the bundle."""

import json
import os

from generated_client import ApiClient, ApiException, Configuration
from generated_client.api import PeopleApi, TicketsApi
from generated_client.models import TicketCreate, TicketPriority, TicketUpdate

with ApiClient(Configuration(host=os.environ["API"], access_token=os.environ["TOKEN"])) as client:
    tickets = TicketsApi(client)
    me = PeopleApi(client).get_me().principal
    created = tickets.create_ticket_with_http_info(TicketCreate(title="Printer on fire", assignee_id=me.id))
    ticket, etag = created.data, created.headers["etag"]

    page = tickets.list_tickets(limit=1)
    while page:
        for listed in page.items:
            print(listed.number, listed.title)
        page = tickets.list_tickets(limit=1, cursor=page.next_cursor) if page.next_cursor else None

    changed = tickets.update_ticket_with_http_info(ticket.id, etag, TicketUpdate(priority=TicketPriority.P1))
    print(changed.data.priority.value)
    try:
        tickets.update_ticket(ticket.id, etag, TicketUpdate(priority=TicketPriority.P4))
    except ApiException as error:
        print(error.status, json.loads(error.body)["code"])

    for body in (TicketUpdate(title="B"), TicketUpdate(assignee_id=None)):
        changed = tickets.update_ticket_with_http_info(ticket.id, changed.headers["etag"], body)
        print("unassigned" if changed.data.assignee_id is None else "assigned")
