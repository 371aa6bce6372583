"""The relay: publishes the outbox to NATS, in order per ticket, and deletes expired responses. One relay is active."""

from __future__ import annotations

import asyncio
import logging
import time
from itertools import groupby
from uuid import UUID

import asyncpg
from nats.js import JetStreamContext

from generated.queries import idempotency, outbox
from generated.queries.outbox import OutboxRow
from handlers.runtime import bus, db, telemetry
from handlers.runtime.ids import utc_now

_log = logging.getLogger("oneprotect.relay")
_LOCK_KEY = 0x6F70_7265_6C61_79  # "oprelay": the advisory lock that the active relay holds
_BATCH = 500
_POLL_SECONDS = 0.05
_CLEANUP_SECONDS = 60
_RETRY_SECONDS = 0.5


async def run(database_url: str, nats_url: str) -> None:
    """Publish until cancelled. If Postgres or NATS is unavailable, wait; events stay in the outbox meanwhile."""
    while True:
        try:
            async with bus.connect(nats_url, "relay") as jetstream:
                await _publish_while_active(database_url, jetstream)
        except (*db.FAILURES, *bus.FAILURES) as error:
            telemetry.log(_log, logging.WARNING, "Postgres or NATS unavailable, retrying", error=type(error).__name__)
            await asyncio.sleep(_RETRY_SECONDS)


async def _publish_while_active(database_url: str, jetstream: JetStreamContext) -> None:
    """Wait for the lock of the active relay, then publish and clean up until the connection ends."""
    connection = await asyncpg.connect(
        database_url, timeout=5, command_timeout=30, server_settings={"application_name": "oneprotect-relay"}
    )
    try:
        while not await connection.fetchval("SELECT pg_try_advisory_lock($1)", _LOCK_KEY):  # noqa: ASYNC110 - another machine may hold the lock
            await asyncio.sleep(_RETRY_SECONDS)
        telemetry.log(_log, logging.INFO, "relay active")
        cleanup_at = time.monotonic()
        while True:
            if time.monotonic() >= cleanup_at:
                await idempotency.delete_expired_responses(connection, now=utc_now())
                cleanup_at = time.monotonic() + _CLEANUP_SECONDS
            if await drain(connection, jetstream) == 0:
                await asyncio.sleep(_POLL_SECONDS)
    finally:
        await connection.close(timeout=5)


async def drain(connection: db.RawConnection, jetstream: JetStreamContext) -> int:
    """Publish one batch of unsent events and mark them as sent; return the size of the batch."""
    rows = await outbox.list_unsent(connection, limit=_BATCH)
    ordered = sorted(rows, key=lambda row: (row.tenant_id, row.ticket_id, row.sequence))
    chains = [list(chain) for _, chain in groupby(ordered, key=lambda row: (row.tenant_id, row.ticket_id))]
    outcomes = await asyncio.gather(*(_publish_in_order(jetstream, chain) for chain in chains), return_exceptions=True)
    sent: list[tuple[OutboxRow, int]] = []
    stale: list[OutboxRow] = []
    failure: BaseException | None = None
    for chain, outcome in zip(chains, outcomes, strict=True):
        if isinstance(outcome, BaseException):
            failure = outcome
            continue
        sent.extend(zip(chain, outcome, strict=False))
        if len(outcome) < len(chain):
            stale.append(chain[0])
    await _mark_sent(connection, sent)
    for row in stale:
        await _reconcile(connection, jetstream, row.tenant_id, row.ticket_id)
    if failure is not None:
        raise failure
    return len(rows)


async def _publish_in_order(jetstream: JetStreamContext, chain: list[OutboxRow]) -> list[int]:
    """Publish consecutive events of a ticket until one is refused as stale; return their stream sequence numbers.

    ``stream_before`` of a row is the sequence number of the ticket's event before it, which NATS compares.
    """
    expected = chain[0].stream_before
    if expected is None:
        if chain[0].sequence != 1:
            return []  # where the stream holds the event before is unknown: reconciling finds out
        expected = 0
    published: list[int] = []
    for row in chain:
        try:
            expected = await _publish(jetstream, row, expected)
        except bus.StaleExpectationError:
            return published
        published.append(expected)
    return published


async def _publish(jetstream: JetStreamContext, row: OutboxRow, expected: int) -> int:
    return await bus.publish(
        jetstream,
        subject=row.subject,
        payload=row.payload.encode(),
        event_id=row.id,
        fence=bus.any_event_of(row.tenant_id, row.ticket_id),
        expected_last=expected,
    )


async def _reconcile(
    connection: db.RawConnection, jetstream: JetStreamContext, tenant_id: UUID, ticket_id: UUID
) -> None:
    """Mark the events of a ticket that the stream has already as sent, and publish the others."""
    last = await bus.last_event(jetstream, tenant_id, ticket_id)
    expected, sequence = (0, 0) if last is None else (last.stream_sequence, last.sequence)
    if last is not None:
        await outbox.mark_sent_until(
            connection, tenant_id=tenant_id, ticket_id=ticket_id, sequence=sequence, stream_sequence=expected
        )
    published: list[tuple[OutboxRow, int]] = []
    for row in await outbox.list_events_of_ticket(
        connection, tenant_id=tenant_id, ticket_id=ticket_id, after_sequence=sequence
    ):
        try:
            expected = await _publish(jetstream, row, expected)
        except bus.StaleExpectationError:
            break
        published.append((row, expected))
    await _mark_sent(connection, published)


async def _mark_sent(connection: db.RawConnection, published: list[tuple[OutboxRow, int]]) -> None:
    if published:
        await outbox.mark_sent(
            connection,
            tenant_ids=[row.tenant_id for row, _ in published],
            ids=[row.id for row, _ in published],
            stream_sequences=[stream_sequence for _, stream_sequence in published],
        )
