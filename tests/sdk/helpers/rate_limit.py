"""Exceeds the rate limit: without retries, with a Retry-After beyond the longest wait, and with retries."""

import os

from oneprotect_ticketing_client import RateLimitedError, TicketingClient, unwrap
from oneprotect_ticketing_client.api.people import get_me

url, token = os.environ["API"], os.environ["TOKEN"]
for impatient in (TicketingClient(url, token, retries=0), TicketingClient(url, token, max_wait=0.9)):
    with impatient as client:
        try:
            for _ in range(100):
                get_me.sync(client=client)
        except RateLimitedError as error:
            print(error.code, error.status, error.retry_after)
with TicketingClient(url, token) as client:
    print(len([unwrap(get_me.sync(client=client)) for _ in range(12)]))
