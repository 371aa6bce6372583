"""The relay: publishes what the outbox holds, in order per ticket, one relay at a time, and forgets old answers."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterable
from itertools import groupby
from uuid import UUID

import asyncpg
from nats.js import JetStreamContext

from generated.queries import idempotency, outbox
from generated.queries.outbox import OutboxRow
from handlers.runtime import bus, db, telemetry
from handlers.runtime.ids import utc_now

_log = logging.getLogger("oneprotect.relay")
_LEASE = 0x6F70_7265_6C61_79  # "oprelay": the advisory lock that one relay holds
_BATCH = 500
_POLL_SECONDS = 0.05
_CLEAN_SECONDS = 60
_RETRY_SECONDS = 0.5


async def run(database_url: str, nats_url: str) -> None:
    """Relay until cancelled; a lost Postgres or NATS is waited for, and events wait in the outbox meanwhile."""
    while True:
        try:
            async with bus.connect(nats_url, "relay") as jetstream:
                await _hold_lease(database_url, jetstream)
        except (*db.FAILURES, *bus.FAILURES) as error:
            telemetry.log(_log, logging.WARNING, "waiting", error=type(error).__name__)
            await asyncio.sleep(_RETRY_SECONDS)


async def _hold_lease(database_url: str, jetstream: JetStreamContext) -> None:
    connection = await asyncpg.connect(
        database_url, timeout=5, command_timeout=30, server_settings={"application_name": "oneprotect-relay"}
    )
    try:
        while not await connection.fetchval("SELECT pg_try_advisory_lock($1)", _LEASE):  # noqa: ASYNC110 - the other side is another machine
            await asyncio.sleep(_RETRY_SECONDS)
        telemetry.log(_log, logging.INFO, "relaying")
        clean_at = time.monotonic()
        while True:
            if time.monotonic() >= clean_at:
                await idempotency.delete_expired_answers(connection, now=utc_now())
                clean_at = time.monotonic() + _CLEAN_SECONDS
            if await drain(connection, jetstream) == 0:
                await asyncio.sleep(_POLL_SECONDS)
    finally:
        await connection.close(timeout=5)


async def drain(connection: db.RawConnection, jetstream: JetStreamContext) -> int:
    """Publish one batch of unsent events and mark them; give how many rows it held."""
    rows = await outbox.list_unsent(connection, limit=_BATCH)
    by_ticket = sorted(rows, key=lambda row: (row.tenant_id, row.ticket_id, row.sequence))
    chains = [list(chain) for _, chain in groupby(by_ticket, key=lambda row: (row.tenant_id, row.ticket_id))]
    outcomes = await asyncio.gather(*(_publish_chain(jetstream, chain) for chain in chains), return_exceptions=True)
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
    await _mark(connection, sent)
    for row in stale:
        await _reconcile(connection, jetstream, row.tenant_id, row.ticket_id)
    if failure is not None:
        raise failure
    return len(rows)


async def _publish_chain(jetstream: JetStreamContext, chain: list[OutboxRow]) -> list[int]:
    """Publish a ticket's events one behind the other; give the stream sequences up to where the fence stopped us."""
    expected = chain[0].stream_before
    if expected is None:
        if chain[0].sequence != 1:
            return []
        expected = 0
    placed: list[int] = []
    for row in chain:
        try:
            expected = await _publish(jetstream, row, expected)
        except bus.StaleExpectationError:
            return placed
        placed.append(expected)
    return placed


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
    """Take the stream's word for what of a ticket is published, mark that, and publish what it lacks."""
    last = await bus.last_event(jetstream, tenant_id, ticket_id)
    expected, sequence = (0, 0) if last is None else (last.stream_sequence, last.sequence)
    if last is not None:
        await outbox.mark_sent_until(
            connection, tenant_id=tenant_id, ticket_id=ticket_id, sequence=sequence, stream_sequence=expected
        )
    placed: list[tuple[OutboxRow, int]] = []
    for row in await outbox.list_events_of_ticket(
        connection, tenant_id=tenant_id, ticket_id=ticket_id, after_sequence=sequence
    ):
        try:
            expected = await _publish(jetstream, row, expected)
        except bus.StaleExpectationError:
            break
        placed.append((row, expected))
    await _mark(connection, placed)


async def _mark(connection: db.RawConnection, placed: Iterable[tuple[OutboxRow, int]]) -> None:
    marks = list(placed)
    if marks:
        await outbox.mark_sent(
            connection,
            tenant_ids=[row.tenant_id for row, _ in marks],
            ids=[row.id for row, _ in marks],
            stream_sequences=[place for _, place in marks],
        )
