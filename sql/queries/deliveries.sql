-- Delivery records: what outbound integrations reported, one for each source and id.

-- row: DeliveryRow = id uuid, ticket_id uuid, source text, target text, status text, detail text,
--   occurred_at timestamptz, created_at timestamptz

-- name: insert_delivery :optional -> uuid
-- param: id uuid
-- param: ticket_id uuid
-- param: source text
-- param: source_event_id text
-- param: target text
-- param: status text
-- param: detail text
-- param: redacted json
-- param: redaction_version int
-- param: occurred_at timestamptz
-- param: now timestamptz
-- Nothing comes back for a delivery that is there already.
INSERT INTO delivery_records
(
    id, ticket_id, source, source_event_id, target, status, detail, redacted, redaction_version, occurred_at, created_at
)
VALUES
(
    :id, :ticket_id, :source, :source_event_id, :target, :status, :detail, :redacted, :redaction_version, :occurred_at,
    :now
)
ON CONFLICT (tenant_id, source, source_event_id) DO NOTHING
RETURNING id;

-- name: lock_delivery :one -> DeliveryRow
-- param: source text
-- param: source_event_id text
-- Of simultaneous reports of one delivery, each sees what the one before has committed.
SELECT
    id,
    ticket_id,
    source,
    target,
    status,
    detail,
    occurred_at,
    created_at
FROM delivery_records
WHERE source = :source AND source_event_id = :source_event_id
FOR UPDATE;

-- name: update_delivery :exec
-- param: delivery_record_id uuid
-- param: target text
-- param: status text
-- param: detail text
-- param: redacted json
-- param: redaction_version int
-- param: occurred_at timestamptz
UPDATE delivery_records
SET
    target = :target,
    status = :status,
    detail = :detail,
    redacted = :redacted,
    redaction_version = :redaction_version,
    occurred_at = :occurred_at
WHERE id = :delivery_record_id;

-- name: get_delivery :optional -> DeliveryRow
-- param: delivery_record_id uuid
SELECT
    id,
    ticket_id,
    source,
    target,
    status,
    detail,
    occurred_at,
    created_at
FROM delivery_records
WHERE id = :delivery_record_id;

-- name: list_deliveries :many -> DeliveryRow
-- param: limit int
-- filter: ticket_id uuid
-- filter: status text[]
-- sort: created_at = d.created_at ASC timestamptz
-- sort: -created_at = d.created_at DESC timestamptz
-- tiebreak: d.id
SELECT
    d.id,
    d.ticket_id,
    d.source,
    d.target,
    d.status,
    d.detail,
    d.occurred_at,
    d.created_at
    /* sort_key */
FROM delivery_records AS d
WHERE
    true
    AND d.ticket_id = :ticket_id
    AND d.status = any(:status)
    /* after */
/* order_by */
LIMIT :limit + 1;
