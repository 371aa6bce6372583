-- Alerts: reports of detection tools, one per source and source id.

-- row: AlertRow
SELECT
    a.id, -- uuid
    a.source, -- text
    a.source_alert_id, -- text
    a.title, -- text
    a.description, -- text
    a.severity, -- text
    a.status, -- text
    a.verdict, -- text?
    a.rule_id, -- text?
    a.detected_at, -- timestamptz
    (
        SELECT coalesce(json_agg(json_build_object('type', s.type, 'value', s.value) ORDER BY s.position), '[]'::json)
        FROM alert_assets AS s
        WHERE s.tenant_id = a.tenant_id AND s.alert_id = a.id
    ) AS assets, -- json
    a.evidence, -- json
    t.id AS ticket_id, -- uuid?
    a.version, -- int
    a.created_at, -- timestamptz
    a.updated_at, -- timestamptz
    a.redaction_version -- int
FROM alerts AS a
LEFT JOIN tickets AS t ON a.tenant_id = t.tenant_id AND a.id = t.source_alert_id;

-- name: insert_alert :optional -> uuid
-- param: id uuid
-- param: source text
-- param: source_alert_id text
-- param: title text
-- param: description text
-- param: severity text
-- param: rule_id text?
-- param: fingerprint bytea
-- param: detected_at timestamptz
-- param: evidence json
-- param: raw json
-- param: content_hash bytea
-- param: redacted json
-- param: redaction_version int
-- param: now timestamptz
-- Returns None if the source has reported this alert before.
INSERT INTO alerts
(
    id, source, source_alert_id, title, description, severity, status, rule_id, fingerprint,
    detected_at, evidence, raw, content_hash, redacted, redaction_version, version, created_at, updated_at
)
VALUES
(
    :id, :source, :source_alert_id, :title, :description, :severity, 'new', :rule_id, :fingerprint,
    :detected_at, :evidence, :raw, :content_hash, :redacted, :redaction_version, 1, :now, :now
)
ON CONFLICT (tenant_id, source, source_alert_id) DO NOTHING
RETURNING id;

-- name: insert_alert_assets :exec
-- param: alert_id uuid
-- param: types text[]
-- param: asset_values text[]
INSERT INTO alert_assets (alert_id, position, type, value)
SELECT
    :alert_id,
    a.position,
    a.type,
    a.value
FROM unnest(:types::text[], :asset_values::text[]) WITH ORDINALITY AS a (type, value, position);

-- name: get_alert_identity :one -> AlertIdentityRow
-- param: source text
-- param: source_alert_id text
SELECT
    id, -- uuid
    content_hash -- bytea
FROM alerts
WHERE source = :source AND source_alert_id = :source_alert_id;

-- name: get_alert :optional -> AlertRow
-- param: alert_id uuid
SELECT :AlertRow
WHERE a.id = :alert_id;

-- name: get_known_alert :one -> AlertRow
-- param: alert_id uuid
-- For an alert that this transaction has locked.
SELECT :AlertRow
WHERE a.id = :alert_id;

-- name: get_alert_raw :one -> json
-- param: alert_id uuid
-- Not a column of AlertRow, because lists do not show it and it may be 256 KiB per alert.
SELECT raw FROM alerts
WHERE id = :alert_id;

-- name: lock_alert :optional -> uuid
-- param: alert_id uuid
-- Serializes the changes of one alert; a statement after it sees what the previous lock holder committed.
SELECT id FROM alerts
WHERE id = :alert_id
FOR UPDATE;

-- name: update_alert :exec
-- param: alert_id uuid
-- param: status text
-- param: verdict text?
-- param: severity text
-- param: now timestamptz
UPDATE alerts
SET status = :status, verdict = :verdict, severity = :severity, version = version + 1, updated_at = :now
WHERE id = :alert_id;

-- name: touch_alert :exec
-- param: alert_id uuid
-- param: now timestamptz
-- Counts the new ticket_id, which clients can see, as a change of the alert.
UPDATE alerts SET version = version + 1, updated_at = :now
WHERE id = :alert_id;

-- name: list_alerts :many -> AlertRow
-- param: limit int
-- filter: status text[]
-- filter: severity text[]
-- filter: source text[]
-- filter: verdict text[]
-- filter: has_ticket bool
-- filter: detected_from timestamptz
-- filter: detected_to timestamptz
-- filter: asset text[]
-- filter: q text
-- sort: created_at, -created_at = a.created_at timestamptz
-- sort: detected_at, -detected_at = a.detected_at timestamptz
-- sort: severity, -severity = a.severity_rank smallint
-- tiebreak: a.id
SELECT :AlertRow
WHERE
    true
    AND a.status = any(:status)
    AND a.severity = any(:severity)
    AND a.source = any(:source)
    AND a.verdict = any(:verdict)
    AND (t.id IS NOT NULL) = :has_ticket
    AND a.detected_at >= :detected_from
    AND a.detected_at < :detected_to
    /* if asset */ AND EXISTS (
    /* if asset */     SELECT FROM alert_assets AS s
    /* if asset */     WHERE s.tenant_id = a.tenant_id AND s.alert_id = a.id AND s.value = any(:asset)
    /* if asset */ )
    AND a.id IN (SELECT s.id FROM search_ids('alerts', :q) AS s (id))
    /* after */
/* order_by */
LIMIT :limit + 1;
