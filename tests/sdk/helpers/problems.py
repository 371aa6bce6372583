"""Provokes problems; prints the class, the status and the code of each exception."""

import os

from oneprotect_ticketing_client import ProblemError, TicketingClient
from oneprotect_ticketing_client.api.tickets import list_tickets
from oneprotect_ticketing_client.errors import UnexpectedStatus

with TicketingClient(os.environ["API"], os.environ["TOKEN"], retries=int(os.environ["RETRIES"])) as client:
    for code in os.environ["CODES"].split():
        try:
            list_tickets.sync(client=client, q=code)
            print("no problem", code)
        except ProblemError as error:
            print(type(error).__name__, error.status, error.code)
        except UnexpectedStatus as error:
            print("unexpected", error.status_code)
