-- The audit trail: one record per mutation and per denied mutation, never changed.

-- row: AuditRecordRow
SELECT
    a.id, -- uuid
    a.occurred_at, -- timestamptz
    a.outcome, -- text
    a.operation_id, -- text
    a.reason, -- text?
    a.actor_id, -- uuid
    p.kind AS actor_kind, -- text
    p.display_name AS actor_name, -- text
    a.target_type, -- text?
    a.target_id, -- uuid?
    a.changes, -- json
    a.request_id -- uuid
FROM audit_records AS a
INNER JOIN principals AS p ON a.tenant_id = p.tenant_id AND a.actor_id = p.id;

-- name: insert_audit_record :exec
-- param: id uuid
-- param: occurred_at timestamptz
-- param: outcome text
-- param: operation_id text
-- param: reason text?
-- param: actor_id uuid
-- param: target_type text?
-- param: target_id uuid?
-- param: changes json
-- param: request_id uuid
-- param: redacted json
-- param: redaction_version int
-- param: auditor_hidden bool
-- param: by_auditor bool
-- A record about something hidden from auditors is hidden, too, even a denial that only names it. Denials of an auditor
-- are never hidden by their target: they show nothing but what the auditor sent.
INSERT INTO audit_records
(
    id, occurred_at, outcome, operation_id, reason, actor_id,
    target_type, target_id, changes, request_id, redacted, redaction_version, auditor_hidden
)
VALUES
(
    :id, :occurred_at, :outcome, :operation_id, :reason, :actor_id,
    :target_type, :target_id, :changes, :request_id, :redacted, :redaction_version,
    :auditor_hidden OR (
        NOT :by_auditor
        AND (
            EXISTS (SELECT FROM ticket_links AS l WHERE l.id = :target_id AND l.auditor_hidden)
            OR EXISTS (SELECT FROM ticket_comments AS c WHERE c.id = :target_id AND c.auditor_hidden)
        )
    )
);

-- name: insert_audit_records :exec
-- param: records json
-- param: operation text
-- param: actor uuid
-- param: kind text
-- param: request uuid
-- param: rules_version int
-- For the mutations of a batch; none of their targets is hidden from auditors.
INSERT INTO audit_records
(
    id, occurred_at, outcome, operation_id, reason, actor_id,
    target_type, target_id, changes, request_id, redacted, redaction_version, auditor_hidden
)
SELECT
    r.id,
    r.occurred_at,
    'allowed' AS outcome,
    :operation AS operation_id,
    NULL AS reason,
    :actor AS actor_id,
    :kind AS target_type,
    r.target_id,
    r.changes,
    :request AS request_id,
    r.redacted,
    :rules_version AS redaction_version,
    false AS auditor_hidden
FROM json_to_recordset(:records) AS r (id uuid, occurred_at timestamptz, target_id uuid, changes json, redacted jsonb);

-- name: get_last_time :one -> timestamptz?
-- param: target_id uuid
-- The time of the last record about a target, if there is any.
SELECT max(occurred_at) FROM audit_records
WHERE target_id = :target_id;

-- name: insert_denials :exec
-- param: records json
-- param: now timestamptz
-- param: operation text
-- param: actor uuid
-- param: request uuid
-- param: rules_version int
-- For the items of a batch that are denied; they have no target and show no changes.
INSERT INTO audit_records
(
    id, occurred_at, outcome, operation_id, reason, actor_id,
    target_type, target_id, changes, request_id, redacted, redaction_version, auditor_hidden
)
SELECT
    r.id,
    :now AS occurred_at,
    'denied' AS outcome,
    :operation AS operation_id,
    r.reason,
    :actor AS actor_id,
    NULL AS target_type,
    NULL AS target_id,
    '[]' AS changes,
    :request AS request_id,
    r.redacted,
    :rules_version AS redaction_version,
    false AS auditor_hidden
FROM json_to_recordset(:records) AS r (id uuid, reason text, redacted jsonb);

-- name: get_audit_record :optional -> AuditRecordRow
-- param: audit_record_id uuid
SELECT :AuditRecordRow
WHERE a.id = :audit_record_id;

-- name: list_audit_records :many -> AuditRecordRow
-- param: limit int
-- filter: outcome text
-- filter: actor_id uuid[]
-- filter: operation_id text[]
-- filter: target_type text[]
-- filter: target_id uuid
-- filter: request_id uuid
-- filter: occurred_from timestamptz
-- filter: occurred_to timestamptz
-- sort: occurred_at, -occurred_at = a.occurred_at timestamptz
-- tiebreak: a.id
SELECT :AuditRecordRow
WHERE
    true
    AND a.outcome = :outcome
    AND a.actor_id = any(:actor_id)
    AND a.operation_id = any(:operation_id)
    AND a.target_type = any(:target_type)
    AND a.target_id = :target_id
    AND a.request_id = :request_id
    AND a.occurred_at >= :occurred_from
    AND a.occurred_at < :occurred_to
    /* after */
/* order_by */
LIMIT :limit + 1;
