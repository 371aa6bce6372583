"""NATS JetStream: the streams, and publishing that keeps each ticket's events in order (ADR-0010)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

import nats
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.api import RetentionPolicy, StorageType, StreamConfig
from nats.js.errors import APIError, NotFoundError

TICKET_STREAM = "ONEPROTECT_TICKET"
DELIVERY_STREAM = "ONEPROTECT_DELIVERY"
_STREAMS = {
    TICKET_STREAM: ("Lifecycle events of tickets", "oneprotect.ticket.>"),
    DELIVERY_STREAM: ("What outbound integrations report of deliveries", "oneprotect.delivery.>"),
}
_WRONG_LAST_SEQUENCE = 10071
_DUPLICATE_WINDOW_SECONDS = 120.0

# Errors that mean NATS is unavailable; events stay in the outbox until it is back.
FAILURES: tuple[type[BaseException], ...] = (NatsError, OSError, TimeoutError)


class StaleExpectationError(Exception):
    """The last event of the ticket in the stream is not the expected one: another relay has published meanwhile."""


@dataclass(frozen=True, slots=True)
class LastEvent:
    """The last event of a ticket in the stream: its sequence number in the stream and within the ticket."""

    stream_sequence: int
    sequence: int


@asynccontextmanager
async def connect(url: str, name: str) -> AsyncIterator[JetStreamContext]:
    """Connect, and create the streams that are missing; raise one of `FAILURES` at once if nothing listens at ``url``.

    The port is probed first: nats-py sleeps for two seconds after a refused connection.
    """
    address = urlsplit(url)
    _, writer = await asyncio.wait_for(asyncio.open_connection(address.hostname, address.port or 4222), timeout=5)
    writer.close()
    client: Client = await nats.connect(
        url, name=f"oneprotect-{name}", max_reconnect_attempts=-1, reconnect_time_wait=0.25, error_cb=_ignore_error
    )
    try:
        jetstream = client.jetstream(timeout=5)
        for stream in _STREAMS:
            await _ensure_stream(jetstream, stream)
        yield jetstream
    finally:
        with suppress(*FAILURES):
            await asyncio.wait_for(client.close(), timeout=2)


async def _ignore_error(error: Exception) -> None:
    """Let the client reconnect without logging; the next call that needs the connection raises."""


async def _ensure_stream(jetstream: JetStreamContext, name: str) -> None:
    try:
        await jetstream.stream_info(name)
    except NotFoundError:
        description, subject = _STREAMS[name]
        await jetstream.add_stream(
            StreamConfig(
                name=name,
                description=description,
                subjects=[subject],
                storage=StorageType.FILE,
                retention=RetentionPolicy.LIMITS,
                duplicate_window=_DUPLICATE_WINDOW_SECONDS,
            )
        )


def any_event_of(tenant_id: UUID, ticket_id: UUID) -> str:
    """Return the subject filter for all events of one ticket."""
    return f"oneprotect.ticket.*.{tenant_id}.{ticket_id}"


async def publish(
    jetstream: JetStreamContext,
    *,
    subject: str,
    payload: bytes,
    event_id: UUID,
    fence: str,
    expected_last: int,
) -> int:
    """Publish one event and return its stream sequence number.

    ``expected_last`` is the stream sequence number of the ticket's previous event, 0 if there is none; ``fence`` is the
    ticket's filter from `any_event_of`. The server compares ``expected_last`` with the last message that matches
    ``fence``, but does not check that the two belong together, so both headers are set here and nowhere else.
    Raises `StaleExpectationError` if the last message is another one.
    """
    headers = {
        "Nats-Msg-Id": str(event_id),
        "Nats-Expected-Last-Subject-Sequence": str(expected_last),
        "Nats-Expected-Last-Subject-Sequence-Subject": fence,
        "Content-Type": "application/cloudevents+json",
    }
    try:
        ack = await jetstream.publish(subject, payload, timeout=5, headers=headers)
    except APIError as error:
        if error.err_code == _WRONG_LAST_SEQUENCE:
            raise StaleExpectationError(fence) from error
        raise
    return ack.seq


async def last_event(jetstream: JetStreamContext, tenant_id: UUID, ticket_id: UUID) -> LastEvent | None:
    """Return the last event of a ticket in the stream, or None."""
    try:
        message = await jetstream.get_last_msg(TICKET_STREAM, any_event_of(tenant_id, ticket_id))
    except NotFoundError:
        return None
    if message.seq is None or message.data is None:
        return None
    # Events published by 1.0.0 have an integer here (ADR-0021).
    return LastEvent(message.seq, int(json.loads(message.data)["sequence"]))
