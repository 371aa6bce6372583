-- Events on their way: written with the mutation, published by the relay, taken in once by a consumer.

-- row: OutboxRow = tenant_id uuid, id uuid, ticket_id uuid, sequence int, subject text, payload text,
--   stream_before int?

-- name: next_sequence :one -> int
-- param: ticket_id uuid
-- The row lock on the ticket makes the sequence the order of the commits, without a gap.
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
-- Positions are allotted under the ticket's row lock: of one ticket, any first rows are a prefix of its sequence.
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
LIMIT :limit;

-- name: list_events_of_ticket :many -> OutboxRow
-- param: tenant_id uuid
-- param: ticket_id uuid
-- param: after_sequence int
-- Sent or not: what the stream turns out to lack is published again.
SELECT
    o.tenant_id,
    o.id,
    o.ticket_id,
    o.sequence,
    o.subject,
    o.payload::text AS payload,
    NULL::bigint AS stream_before
FROM outbox AS o
WHERE o.tenant_id = :tenant_id AND o.ticket_id = :ticket_id AND o.sequence > :after_sequence
ORDER BY o.sequence;

-- name: mark_sent_until :exec
-- param: tenant_id uuid
-- param: ticket_id uuid
-- param: sequence int
-- param: stream_sequence int
-- The stream has the ticket's events up to this sequence; only of the last one is the place in the stream known.
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
-- Nothing comes back for an event whose effect is there already.
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
