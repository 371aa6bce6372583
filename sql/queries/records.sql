-- Records that tickets link to: assets, evidence and deliveries.

-- row: AssetRow = id uuid, type text, value text, name text?, creator_id uuid, creator_kind text, creator_name text,
--   created_at timestamptz
-- row: EvidenceRow = id uuid, name text, media_type text?, size_bytes int?, sha256 bytea, description text,
--   collected_at timestamptz?, creator_id uuid, creator_kind text, creator_name text, created_at timestamptz

-- name: insert_asset :exec
-- param: id uuid
-- param: type text
-- param: asset_value text
-- param: name text?
-- param: redacted json
-- param: redaction_version int
-- param: created_by uuid
-- param: now timestamptz
INSERT INTO assets (id, type, value, name, redacted, redaction_version, created_by, created_at)
VALUES (:id, :type, :asset_value, :name, :redacted, :redaction_version, :created_by, :now);

-- name: get_asset :optional -> AssetRow
-- param: asset_id uuid
SELECT
    a.id,
    a.type,
    a.value,
    a.name,
    a.created_by AS creator_id,
    p.kind AS creator_kind,
    p.display_name AS creator_name,
    a.created_at
FROM assets AS a
INNER JOIN principals AS p ON a.tenant_id = p.tenant_id AND a.created_by = p.id
WHERE a.id = :asset_id;

-- name: list_assets :many -> AssetRow
-- param: limit int
-- filter: types text[]
-- filter: asset_values text[]
-- filter: q text
-- sort: created_at = a.created_at ASC timestamptz
-- sort: -created_at = a.created_at DESC timestamptz
-- tiebreak: a.id
SELECT
    a.id,
    a.type,
    a.value,
    a.name,
    a.created_by AS creator_id,
    p.kind AS creator_kind,
    p.display_name AS creator_name,
    a.created_at
    /* sort_key */
FROM assets AS a
INNER JOIN principals AS p ON a.tenant_id = p.tenant_id AND a.created_by = p.id
WHERE
    true
    AND a.type = any(:types)
    AND a.value = any(:asset_values)
    AND a.id IN (SELECT s.id FROM search_ids('assets', :q) AS s (id))
    /* after */
/* order_by */
LIMIT :limit + 1;

-- name: insert_evidence :exec
-- param: id uuid
-- param: name text
-- param: media_type text?
-- param: size_bytes int?
-- param: sha256 bytea
-- param: description text
-- param: collected_at timestamptz?
-- param: redacted json
-- param: redaction_version int
-- param: created_by uuid
-- param: now timestamptz
INSERT INTO evidence
(
    id, name, media_type, size_bytes, sha256, description, collected_at, redacted, redaction_version,
    created_by, created_at
)
VALUES
(
    :id, :name, :media_type, :size_bytes, :sha256, :description, :collected_at, :redacted, :redaction_version,
    :created_by, :now
);

-- name: get_evidence :optional -> EvidenceRow
-- param: evidence_id uuid
SELECT
    e.id,
    e.name,
    e.media_type,
    e.size_bytes,
    e.sha256,
    e.description,
    e.collected_at,
    e.created_by AS creator_id,
    p.kind AS creator_kind,
    p.display_name AS creator_name,
    e.created_at
FROM evidence AS e
INNER JOIN principals AS p ON e.tenant_id = p.tenant_id AND e.created_by = p.id
WHERE e.id = :evidence_id;

-- name: list_evidence :many -> EvidenceRow
-- param: limit int
-- filter: sha256 bytea
-- filter: q text
-- sort: created_at = e.created_at ASC timestamptz
-- sort: -created_at = e.created_at DESC timestamptz
-- tiebreak: e.id
SELECT
    e.id,
    e.name,
    e.media_type,
    e.size_bytes,
    e.sha256,
    e.description,
    e.collected_at,
    e.created_by AS creator_id,
    p.kind AS creator_kind,
    p.display_name AS creator_name,
    e.created_at
    /* sort_key */
FROM evidence AS e
INNER JOIN principals AS p ON e.tenant_id = p.tenant_id AND e.created_by = p.id
WHERE
    true
    AND e.sha256 = :sha256
    AND e.id IN (SELECT s.id FROM search_ids('evidence', :q) AS s (id))
    /* after */
/* order_by */
LIMIT :limit + 1;
