"""`oneprotect events`: the live stream on a terminal."""

from __future__ import annotations

import sys

from nats.errors import TimeoutError as NatsTimeoutError
from nats.js.api import ConsumerConfig, DeliverPolicy

from handlers.runtime import bus
from handlers.runtime.errors import StartRefusedError


async def print_events(url: str, *, from_start: bool) -> None:
    """Print each event of every ticket as one line of JSON, in the order of the stream, until cancelled."""
    policy = DeliverPolicy.ALL if from_start else DeliverPolicy.NEW
    try:
        async with bus.connect(url, "events") as jetstream:
            subscription = await jetstream.subscribe(
                "oneprotect.ticket.>",
                stream=bus.TICKET_STREAM,
                ordered_consumer=True,
                config=ConsumerConfig(deliver_policy=policy),
            )
            while True:
                try:
                    message = await subscription.next_msg(timeout=60)
                except NatsTimeoutError:
                    continue
                sys.stdout.write(message.data.decode() + "\n")
                sys.stdout.flush()
    except bus.FAILURES as error:
        raise StartRefusedError(
            f"NATS does not answer ({type(error).__name__}): is `oneprotect up` running?"
        ) from error
