"""`oneprotect events`: prints the event stream."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import Annotated

import typer
from nats.errors import TimeoutError as NatsTimeoutError
from nats.js.api import ConsumerConfig, DeliverPolicy

from handlers.cli.failures import Service
from handlers.cli.settings import read_settings, required_or_running
from handlers.cli.signals import run_until_signal
from handlers.runtime import bus

app = typer.Typer(rich_markup_mode=None)
SERVICE = Service("NATS", bus.FAILURES, "ONEPROTECT_NATS_URL")
_CONNECT_SECONDS = 10.0


@app.command()
def events(
    from_start: Annotated[
        bool, typer.Option("--from-start", help="Start with the oldest event in the stream.")
    ] = False,
) -> None:
    """Print ticket events as they are published.

    Prints one JSON document per line, for all tenants, until Ctrl-C. Needs ONEPROTECT_NATS_URL or a running
    `oneprotect up`.

    Example: oneprotect events --from-start
    """
    run_until_signal(_print_events(required_or_running(read_settings(), "nats_url"), from_start=from_start))


async def _print_events(url: str, *, from_start: bool) -> None:
    policy = DeliverPolicy.ALL if from_start else DeliverPolicy.NEW
    async with AsyncExitStack() as connection:
        # The client would retry forever, also after a wrong password.
        async with asyncio.timeout(_CONNECT_SECONDS):
            jetstream = await connection.enter_async_context(bus.connect(url, "events"))
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
            typer.echo(message.data.decode())
