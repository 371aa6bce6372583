-- Events: written to the outbox by the mutation, published by the relay, handled once by each consumer.

-- row: OutboxRow
SELECT
    o.tenant_id, -- uuid
    o.id, -- uuid
    o.ticket_id, -- uuid
    o.sequence, -- int
    o.subject, -- text
    o.payload::text AS payload, -- text
    (
        SELECT b.stream_sequence
        FROM outbox AS b
        WHERE b.tenant_id = o.tenant_id AND b.ticket_id = o.ticket_id AND b.sequence = o.sequence - 1
    ) AS stream_before -- int?
FROM outbox AS o;

-- name: next_sequence :one -> int
-- param: ticket_id uuid
-- The row lock on the ticket makes the sequence follow the order of commits, without gaps.
UPDATE tickets SET event_seq = event_seq + 1
WHERE id = :ticket_id
RETURNING event_seq;

-- name: insert_outbox :exec
-- param: id uuid
-- param: ticket_id uuid
-- param: sequence int
-- param: type text
-- param: subject text
-- param: payload json
-- param: created_at timestamptz
INSERT INTO outbox (id, ticket_id, sequence, type, subject, payload, created_at)
VALUES (:id, :ticket_id, :sequence, :type, :subject, :payload, :created_at);

-- name: list_unsent :many -> OutboxRow
-- param: limit int
-- Positions are assigned under the ticket's row lock, so that a batch holds a prefix of each ticket's unsent sequence.
SELECT :OutboxRow
WHERE o.sent_at IS NULL
ORDER BY o.position
LIMIT :limit;

-- name: list_events_of_ticket :many -> OutboxRow
-- param: tenant_id uuid
-- param: ticket_id uuid
-- param: after_sequence int
-- Sent or not: the relay publishes again what is missing in the stream.
SELECT :OutboxRow
WHERE o.tenant_id = :tenant_id AND o.ticket_id = :ticket_id AND o.sequence > :after_sequence
ORDER BY o.sequence;

-- name: mark_sent_until :exec
-- param: tenant_id uuid
-- param: ticket_id uuid
-- param: sequence int
-- param: stream_sequence int
-- The stream has the ticket's events up to this sequence; the stream sequence is known only for the last of them.
UPDATE outbox
SET
    sent_at = clock_timestamp(),
    stream_sequence = CASE WHEN sequence = :sequence THEN :stream_sequence::bigint END
WHERE tenant_id = :tenant_id AND ticket_id = :ticket_id AND sequence <= :sequence AND sent_at IS NULL;

-- name: mark_sent :exec
-- param: tenant_ids uuid[]
-- param: ids uuid[]
-- param: stream_sequences int[]
UPDATE outbox AS o
SET sent_at = clock_timestamp(), stream_sequence = s.stream_sequence
FROM unnest(:tenant_ids::uuid[], :ids::uuid[], :stream_sequences::bigint[]) AS s (tenant_id, id, stream_sequence)
WHERE o.tenant_id = s.tenant_id AND o.id = s.id;

-- name: claim_event :optional -> uuid
-- param: consumer text
-- param: event_id uuid
-- param: handled_at timestamptz
-- Returns None for an event that this consumer has handled before.
INSERT INTO inbox (consumer, event_id, handled_at)
VALUES (:consumer, :event_id, :handled_at)
ON CONFLICT (tenant_id, consumer, event_id) DO NOTHING
RETURNING event_id;

-- name: insert_dead_letter :exec
-- param: id uuid
-- param: consumer text
-- param: subject text
-- param: stream_sequence int?
-- param: payload bytea
-- param: reason text
-- param: deliveries int
-- param: created_at timestamptz
INSERT INTO dead_letters (id, consumer, subject, stream_sequence, payload, reason, deliveries, created_at)
VALUES (:id, :consumer, :subject, :stream_sequence, :payload, :reason, :deliveries, :created_at);
