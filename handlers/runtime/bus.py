"""NATS JetStream: the streams, the order of a ticket's events in them, and the fence against a second relay."""

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

# What means that NATS cannot serve now; events wait in the outbox until it can.
FAILURES: tuple[type[BaseException], ...] = (NatsError, OSError, TimeoutError)


class StaleExpectationError(Exception):
    """The stream holds another last event of this ticket than was expected: somebody has published it already."""


@dataclass(frozen=True, slots=True)
class LastEvent:
    """The last event of a ticket in the stream: its place in the stream and its sequence in the ticket."""

    stream_sequence: int
    sequence: int


@asynccontextmanager
async def connect(url: str, name: str) -> AsyncIterator[JetStreamContext]:
    """Connect and see that the streams exist; raise one of `FAILURES` at once where nothing listens."""
    address = urlsplit(url)
    _, writer = await asyncio.wait_for(asyncio.open_connection(address.hostname, address.port or 4222), timeout=5)
    writer.close()
    client: Client = await nats.connect(
        url, name=f"oneprotect-{name}", max_reconnect_attempts=-1, reconnect_time_wait=0.25, error_cb=_ignore
    )
    try:
        jetstream = client.jetstream(timeout=5)
        for stream in _STREAMS:
            await _ensure_stream(jetstream, stream)
        yield jetstream
    finally:
        with suppress(*FAILURES):
            await asyncio.wait_for(client.close(), timeout=2)


async def _ignore(error: Exception) -> None:
    """Let the client reconnect in silence: what is lost shows at the call that needs it."""


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
    """Give the subject filter of all events of one ticket."""
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
    """Publish one event behind ``expected_last``, the stream sequence of the ticket's event before; give its own.

    The server compares ``expected_last`` with the last message under ``fence``, the filter of `any_event_of`, and
    does not check that the two belong together; so both headers are set here and nowhere else.
    Raises `StaleExpectationError` where another last event is there.
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
    """Find the last event of a ticket in the stream."""
    try:
        message = await jetstream.get_last_msg(TICKET_STREAM, any_event_of(tenant_id, ticket_id))
    except NotFoundError:
        return None
    if message.seq is None or message.data is None:
        return None
    return LastEvent(message.seq, json.loads(message.data)["sequence"])
