-- Events on their way: written with the mutation, published by the relay, taken in once by a consumer.

-- row: OutboxRow = tenant_id uuid, id uuid, ticket_id uuid, sequence int, subject text, payload json,
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
-- Positions are allotted under the ticket's row lock, so that of one ticket any first rows are a prefix of its sequence.
SELECT
    o.tenant_id,
    o.id,
    o.ticket_id,
    o.sequence,
    o.subject,
    o.payload,
    (
        SELECT b.stream_sequence
        FROM outbox AS b
        WHERE b.tenant_id = o.tenant_id AND b.ticket_id = o.ticket_id AND b.sequence = o.sequence - 1
    ) AS stream_before
FROM outbox AS o
WHERE o.sent_at IS NULL
ORDER BY o.position
LIMIT :limit;

-- name: mark_sent :exec
-- param: tenant_ids uuid[]
-- param: ids uuid[]
-- param: stream_sequences bigint[]
UPDATE outbox AS o
SET sent_at = clock_timestamp(), stream_sequence = s.stream_sequence
FROM unnest(:tenant_ids, :ids, :stream_sequences) AS s (tenant_id, id, stream_sequence)
WHERE o.tenant_id = s.tenant_id AND o.id = s.id AND o.sent_at IS NULL;

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
