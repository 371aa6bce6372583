# Generated from sql/queries by `python -m codegen`. Do not edit.
"""The queries of `sql/queries/outbox.sql`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from generated.runtime.connection import Connection, NoRowError


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A row of `list_unsent`, `list_events_of_ticket`."""

    tenant_id: UUID
    id: UUID
    ticket_id: UUID
    sequence: int
    subject: str
    payload: str
    stream_before: int | None


_NEXT_SEQUENCE = """\
UPDATE tickets SET event_seq = event_seq + 1
WHERE id = $1
RETURNING event_seq"""


async def next_sequence(
    connection: Connection,
    *,
    ticket_id: UUID,
) -> int:
    """The row lock on the ticket makes the sequence follow the order of commits, without gaps."""
    row = await connection.fetchrow(_NEXT_SEQUENCE, ticket_id)
    if row is None:
        raise NoRowError("next_sequence")
    result: int = row[0]
    return result


_INSERT_OUTBOX = """\
INSERT INTO outbox (id, ticket_id, sequence, type, subject, payload, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)"""


async def insert_outbox(
    connection: Connection,
    *,
    id: UUID,
    ticket_id: UUID,
    sequence: int,
    type: str,
    subject: str,
    payload: Any,
    created_at: datetime,
) -> None:
    """Run `insert_outbox` of sql/queries/outbox.sql."""
    await connection.execute(_INSERT_OUTBOX, id, ticket_id, sequence, type, subject, payload, created_at)


_LIST_UNSENT = """\
SELECT
    o.tenant_id,
    o.id,
    o.ticket_id,
    o.sequence,
    o.subject,
    o.payload::text AS payload,
    (
        SELECT b.stream_sequence
        FROM outbox AS b
        WHERE b.tenant_id = o.tenant_id AND b.ticket_id = o.ticket_id AND b.sequence = o.sequence - 1
    ) AS stream_before
FROM outbox AS o
WHERE o.sent_at IS NULL
ORDER BY o.position
LIMIT $1"""


async def list_unsent(
    connection: Connection,
    *,
    limit: int,
) -> list[OutboxRow]:
    """Positions are assigned under the ticket's row lock, so that a batch holds a prefix of each ticket's unsent
    sequence."""
    rows = await connection.fetch(_LIST_UNSENT, limit)
    return [OutboxRow(*row) for row in rows]


_LIST_EVENTS_OF_TICKET = """\
SELECT
    o.tenant_id,
    o.id,
    o.ticket_id,
    o.sequence,
    o.subject,
    o.payload::text AS payload,
    (
        SELECT b.stream_sequence
        FROM outbox AS b
        WHERE b.tenant_id = o.tenant_id AND b.ticket_id = o.ticket_id AND b.sequence = o.sequence - 1
    ) AS stream_before
FROM outbox AS o
WHERE o.tenant_id = $1 AND o.ticket_id = $2 AND o.sequence > $3
ORDER BY o.sequence"""


async def list_events_of_ticket(
    connection: Connection,
    *,
    tenant_id: UUID,
    ticket_id: UUID,
    after_sequence: int,
) -> list[OutboxRow]:
    """Sent or not: the relay publishes again what is missing in the stream."""
    rows = await connection.fetch(_LIST_EVENTS_OF_TICKET, tenant_id, ticket_id, after_sequence)
    return [OutboxRow(*row) for row in rows]


_MARK_SENT_UNTIL = """\
UPDATE outbox
SET
    sent_at = clock_timestamp(),
    stream_sequence = CASE WHEN sequence = $3 THEN $4::bigint END
WHERE tenant_id = $1 AND ticket_id = $2 AND sequence <= $3 AND sent_at IS NULL"""


async def mark_sent_until(
    connection: Connection,
    *,
    tenant_id: UUID,
    ticket_id: UUID,
    sequence: int,
    stream_sequence: int,
) -> None:
    """The stream has the ticket's events up to this sequence; the stream sequence is known only for the last of them."""
    await connection.execute(_MARK_SENT_UNTIL, tenant_id, ticket_id, sequence, stream_sequence)


_MARK_SENT = """\
UPDATE outbox AS o
SET sent_at = clock_timestamp(), stream_sequence = s.stream_sequence
FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS s (tenant_id, id, stream_sequence)
WHERE o.tenant_id = s.tenant_id AND o.id = s.id"""


async def mark_sent(
    connection: Connection,
    *,
    tenant_ids: list[UUID],
    ids: list[UUID],
    stream_sequences: list[int],
) -> None:
    """Run `mark_sent` of sql/queries/outbox.sql."""
    await connection.execute(_MARK_SENT, tenant_ids, ids, stream_sequences)


_CLAIM_EVENT = """\
INSERT INTO inbox (consumer, event_id, handled_at)
VALUES ($1, $2, $3)
ON CONFLICT (tenant_id, consumer, event_id) DO NOTHING
RETURNING event_id"""


async def claim_event(
    connection: Connection,
    *,
    consumer: str,
    event_id: UUID,
    handled_at: datetime,
) -> UUID | None:
    """Returns None for an event that this consumer has handled before."""
    row = await connection.fetchrow(_CLAIM_EVENT, consumer, event_id, handled_at)
    if row is None:
        return None
    result: UUID = row[0]
    return result


_INSERT_DEAD_LETTER = """\
INSERT INTO dead_letters (id, consumer, subject, stream_sequence, payload, reason, deliveries, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"""


async def insert_dead_letter(
    connection: Connection,
    *,
    id: UUID,
    consumer: str,
    subject: str,
    stream_sequence: int | None,
    payload: bytes,
    reason: str,
    deliveries: int,
    created_at: datetime,
) -> None:
    """Run `insert_dead_letter` of sql/queries/outbox.sql."""
    await connection.execute(
        _INSERT_DEAD_LETTER, id, consumer, subject, stream_sequence, payload, reason, deliveries, created_at
    )
