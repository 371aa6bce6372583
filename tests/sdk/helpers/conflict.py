"""Changes a ticket while another user changes it, and without anybody in between; prints both versions."""

import asyncio
import os
import pickle

from oneprotect_ticketing_client import TicketingClient, UpdateConflictError, VersionMismatchError, unwrap
from oneprotect_ticketing_client.api.tickets import create_ticket
from oneprotect_ticketing_client.models import Ticket, TicketCreate, TicketUpdate

client = TicketingClient(os.environ["API"], os.environ["TOKEN"])
ticket = unwrap(create_ticket.sync(client=client, body=TicketCreate(title="First")))


def change_late(read: Ticket) -> TicketUpdate:
    client.update_ticket(read.id, TicketUpdate(title="Second"))
    return TicketUpdate(tags=["late"])


def conflict() -> UpdateConflictError:
    try:
        client.update_ticket(ticket.id, change_late)
    except VersionMismatchError as error:
        copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - its own data
        if isinstance(copy, UpdateConflictError):
            return copy
    raise AssertionError("no conflict")


error = conflict()
print(error.code, error.read.version, error.read.title, error.current.version, error.current.title)
changed = client.update_ticket(ticket.id, lambda read: TicketUpdate(tags=[*read.tags, f"after-{read.version}"]))
print(changed.version, changed.title, *changed.tags)


async def conflict_async() -> UpdateConflictError:
    async with client:
        await client.update_ticket_async(ticket.id, TicketUpdate(title="First"))
        try:
            await client.update_ticket_async(ticket.id, change_late)
        except UpdateConflictError as error:
            return error
    raise AssertionError("no conflict")


error = asyncio.run(conflict_async())
print(error.read.title, error.current.title)
