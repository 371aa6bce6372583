-- Records that tickets can link to: assets, evidence and delivery records.

-- row: AssetRow
SELECT
    a.id, -- uuid
    a.type, -- text
    a.value, -- text
    a.name, -- text?
    a.created_by AS creator_id, -- uuid
    p.kind AS creator_kind, -- text
    p.display_name AS creator_name, -- text
    a.created_at -- timestamptz
FROM assets AS a
INNER JOIN principals AS p ON a.tenant_id = p.tenant_id AND a.created_by = p.id;

-- name: insert_asset :optional -> uuid
-- param: id uuid
-- param: type text
-- param: asset_value text
-- param: canonical text
-- param: address text?
-- param: identity bytea
-- param: name text?
-- param: redacted json
-- param: redaction_version int
-- param: created_by uuid
-- param: now timestamptz
-- Returns None if the asset exists already.
INSERT INTO assets
(id, type, value, canonical, address, identity, name, redacted, redaction_version, created_by, created_at)
VALUES
(
    :id, :type, :asset_value, :canonical, :address::text::inet, :identity, :name, :redacted,
    :redaction_version, :created_by, :now
)
ON CONFLICT (tenant_id, type, identity) DO NOTHING
RETURNING id;

-- name: get_identical_asset :one -> AssetRow
-- param: type text
-- param: identity bytea
SELECT :AssetRow
WHERE a.type = :type AND a.identity = :identity;

-- name: get_asset :optional -> AssetRow
-- param: asset_id uuid
SELECT :AssetRow
WHERE a.id = :asset_id;

-- name: list_assets :many -> AssetRow
-- param: limit int
-- filter: types text[]
-- filter: asset_values json
-- filter: q json
-- sort: created_at, -created_at = a.created_at timestamptz
-- tiebreak: a.id
SELECT :AssetRow
WHERE
    true
    AND a.type = any(:types)
    AND a.id IN (SELECT s.id FROM indicator_ids('assets', :asset_values::json) AS s (id))
    AND a.id IN (SELECT s.id FROM search_ids('assets', :q::json) AS s (id))
    /* after */
/* order_by */
LIMIT :limit + 1;

-- row: EvidenceRow
SELECT
    e.id, -- uuid
    e.name, -- text
    e.media_type, -- text?
    e.size_bytes, -- int?
    e.sha256, -- bytea
    e.description, -- text
    e.collected_at, -- timestamptz?
    e.created_by AS creator_id, -- uuid
    p.kind AS creator_kind, -- text
    p.display_name AS creator_name, -- text
    e.created_at -- timestamptz
FROM evidence AS e
INNER JOIN principals AS p ON e.tenant_id = p.tenant_id AND e.created_by = p.id;

-- name: insert_evidence :optional -> uuid
-- param: id uuid
-- param: name text
-- param: media_type text?
-- param: size_bytes int?
-- param: sha256 bytea
-- param: description text
-- param: collected_at timestamptz?
-- param: identity bytea
-- param: redacted json
-- param: redaction_version int
-- param: created_by uuid
-- param: now timestamptz
-- Returns None if evidence with this digest and name exists already.
INSERT INTO evidence
(
    id, name, media_type, size_bytes, sha256, description, collected_at, identity, redacted, redaction_version,
    created_by, created_at
)
VALUES
(
    :id, :name, :media_type, :size_bytes, :sha256, :description, :collected_at,
    :identity, :redacted, :redaction_version, :created_by, :now
)
ON CONFLICT (tenant_id, identity) DO NOTHING
RETURNING id;

-- name: get_identical_evidence :one -> EvidenceRow
-- param: identity bytea
SELECT :EvidenceRow
WHERE e.identity = :identity;

-- name: get_evidence :optional -> EvidenceRow
-- param: evidence_id uuid
SELECT :EvidenceRow
WHERE e.id = :evidence_id;

-- name: list_evidence :many -> EvidenceRow
-- param: limit int
-- filter: sha256 bytea
-- filter: q json
-- sort: created_at, -created_at = e.created_at timestamptz
-- tiebreak: e.id
SELECT :EvidenceRow
WHERE
    true
    AND e.sha256 = :sha256
    AND e.id IN (SELECT s.id FROM search_ids('evidence', :q::json) AS s (id))
    /* after */
/* order_by */
LIMIT :limit + 1;

-- row: DeliveryRecordRow
SELECT
    d.id, -- uuid
    d.ticket_id, -- uuid
    d.source, -- text
    d.target, -- text
    d.status, -- text
    d.detail, -- text
    d.occurred_at, -- timestamptz
    d.created_at -- timestamptz
FROM delivery_records AS d;

-- name: insert_delivery_record :optional -> uuid
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
-- Returns None if the source has reported this delivery before.
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

-- name: lock_delivery_record :one -> DeliveryRecordRow
-- param: source text
-- param: source_event_id text
-- Serializes the reports of one delivery, and returns what the previous one committed.
SELECT :DeliveryRecordRow
WHERE d.source = :source AND d.source_event_id = :source_event_id
FOR UPDATE;

-- name: update_delivery_record :exec
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

-- name: get_delivery_record :optional -> DeliveryRecordRow
-- param: delivery_record_id uuid
SELECT :DeliveryRecordRow
WHERE d.id = :delivery_record_id;

-- name: list_delivery_records :many -> DeliveryRecordRow
-- param: limit int
-- filter: ticket_id uuid
-- filter: status text[]
-- sort: created_at, -created_at = d.created_at timestamptz
-- tiebreak: d.id
SELECT :DeliveryRecordRow
WHERE
    true
    AND d.ticket_id = :ticket_id
    AND d.status = any(:status)
    /* after */
/* order_by */
LIMIT :limit + 1;
