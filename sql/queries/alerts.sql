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
        SELECT
            coalesce(
                json_agg(
                    json_strip_nulls(json_build_object('type', s.type, 'value', s.value, 'role', s.role))
                    ORDER BY s.position
                ),
                '[]'::json
            )
        FROM alert_assets AS s
        WHERE s.tenant_id = a.tenant_id AND s.alert_id = a.id
    ) AS assets, -- json
    a.evidence, -- json
    t.id AS ticket_id, -- uuid?
    coalesce(a.last_seen_at, a.created_at) AS last_seen_at, -- timestamptz
    a.seen_count, -- int
    a.version, -- int
    a.created_at, -- timestamptz
    a.updated_at, -- timestamptz
    a.redaction_version -- int
FROM alerts AS a
LEFT JOIN tickets AS t ON a.tenant_id = t.tenant_id AND a.id = t.source_alert_id;

-- name: insert_alerts :many -> uuid
-- param: alerts json
-- param: now timestamptz
-- Inserts the alerts that their sources have not reported before, and returns the ids of these. The rows are sorted by
-- their key, so that concurrent batches with the same alerts wait for each other instead of deadlocking, and then by
-- their ids, which ascend: of two rows with one key, the first is inserted.
INSERT INTO alerts
(
    id, source, source_alert_id, title, description, severity, status, rule_id, fingerprint,
    detected_at, evidence, asset_words, raw, content_hash, redacted, redaction_version, version, created_at, updated_at
)
SELECT
    r.id,
    r.source,
    r.source_alert_id,
    r.title,
    r.description,
    r.severity,
    'new' AS status,
    r.rule_id,
    decode(r.fingerprint, 'hex') AS fingerprint,
    r.detected_at,
    r.evidence,
    r.asset_words,
    r.raw,
    decode(r.content_hash, 'hex') AS content_hash,
    r.redacted,
    r.redaction_version,
    1 AS version,
    :now AS created_at,
    :now AS updated_at
FROM
    json_to_recordset(:alerts)
        AS r (
            id uuid, source text, source_alert_id text, title text, description text, severity text, rule_id text,
            fingerprint text, detected_at timestamptz, evidence json, asset_words text, raw json, content_hash text,
            redacted jsonb, redaction_version smallint
        )
ORDER BY r.source, r.source_alert_id, r.id
ON CONFLICT (tenant_id, source, source_alert_id) DO NOTHING
RETURNING id;

-- name: insert_alert_assets :exec
-- param: assets json
INSERT INTO alert_assets (alert_id, position, type, value, role, canonical, address)
SELECT
    r.alert_id,
    r.position,
    r.type,
    r.value,
    r.role,
    r.canonical,
    r.address
FROM
    json_to_recordset(:assets)
        AS r (
            alert_id uuid, position smallint, type text, value text, role text, canonical text, address inet
        );

-- name: list_alert_identities :many -> AlertIdentityRow
-- param: sources text[]
-- param: source_alert_ids text[]
-- LIMIT makes every lookup use the unique key: a plain join may read every alert of the tenant.
SELECT
    a.id, -- uuid
    k.source, -- text
    k.source_alert_id, -- text
    a.content_hash -- bytea
FROM unnest(:sources::text[], :source_alert_ids::text[]) AS k (source, source_alert_id)
CROSS JOIN LATERAL ( -- a CTE cannot refer to k -- noqa: ST05
    SELECT
        s.id,
        s.content_hash
    FROM alerts AS s
    WHERE s.source = k.source AND s.source_alert_id = k.source_alert_id
    ORDER BY s.id
    LIMIT 1
) AS a;

-- name: lock_repeated_alerts :many -> RepeatedAlertRow
-- param: alert_ids uuid[]
-- In the order of the ids, so that concurrent batches with the same alerts wait for each other instead of deadlocking.
SELECT
    a.id, -- uuid
    greatest(a.updated_at, a.last_seen_at) AS last -- timestamptz
FROM alerts AS a
WHERE a.id = any(:alert_ids)
ORDER BY a.id
FOR NO KEY UPDATE;

-- name: list_assets_of_alerts :many -> AlertAssetsRow
-- param: alert_ids uuid[]
SELECT
    s.alert_id, -- uuid
    json_agg(json_build_object('type', s.type, 'value', s.value)) AS assets -- json
FROM alert_assets AS s
WHERE s.alert_id = any(:alert_ids)
GROUP BY s.alert_id;

-- name: count_repeats :exec
-- param: alert_ids uuid[]
-- param: numbers int[]
-- param: last_seen timestamptz[]
-- For alerts that this transaction has locked: how often each was repeated, and when for the last time. With the second
-- condition it uses the primary key: the join alone may read every alert of the tenant.
UPDATE alerts AS a
SET last_seen_at = r.last_seen_at, seen_count = a.seen_count + r.number
FROM unnest(:alert_ids::uuid[], :numbers::bigint[], :last_seen::timestamptz[]) AS r (id, number, last_seen_at)
WHERE a.id = r.id AND a.id = any(:alert_ids);

-- row: AlertReportRow
SELECT
    r.id, -- uuid
    r.activity, -- text
    r.title, -- text
    r.description, -- text
    r.severity, -- text
    r.detected_at, -- timestamptz
    r.created_at -- timestamptz
FROM alert_reports AS r;

-- name: insert_alert_reports :many -> uuid
-- param: reports json
-- Inserts the reports that their alerts do not have yet, and returns the ids of these. The alerts are locked, so that
-- concurrent batches with the same reports wait for each other instead of deadlocking.
INSERT INTO alert_reports
(
    id, alert_id, activity, title, description, severity, detected_at, content_hash, redacted, redaction_version,
    created_at
)
SELECT
    r.id,
    r.alert_id,
    r.activity,
    r.title,
    r.description,
    r.severity,
    r.detected_at,
    decode(r.content_hash, 'hex') AS content_hash,
    r.redacted,
    r.redaction_version,
    r.created_at
FROM
    json_to_recordset(:reports)
        AS r (
            id uuid, alert_id uuid, activity text, title text, description text, severity text,
            detected_at timestamptz, content_hash text, redacted jsonb, redaction_version smallint,
            created_at timestamptz
        )
ON CONFLICT (tenant_id, alert_id, content_hash) DO NOTHING
RETURNING id;

-- name: list_alert_reports :many -> AlertReportRow
-- param: alert_id uuid
-- param: limit int
-- sort: created_at, -created_at = r.created_at timestamptz
-- tiebreak: r.id
SELECT :AlertReportRow
WHERE
    r.alert_id = :alert_id
    /* after */
/* order_by */
LIMIT :limit + 1;

-- name: get_alert :optional -> AlertRow
-- param: alert_id uuid
SELECT :AlertRow
WHERE a.id = :alert_id;

-- name: get_existing_alert :one -> AlertRow
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
-- filter: rule_id text[]
-- filter: asset json
-- filter: q json
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
    AND a.rule_id = any(:rule_id)
    AND a.id IN (SELECT s.id FROM indicator_ids('alerts', :asset::json) AS s (id))
    AND a.id IN (SELECT s.id FROM search_ids('alerts', :q::json) AS s (id))
    /* after */
/* order_by */
LIMIT :limit + 1;
