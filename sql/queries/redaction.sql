-- Rows whose redacted copy is missing or was made by older rules; `oneprotect redact` updates them, tenant by tenant.
-- The ticket or alert that a row belongs to holds values that must not be in the copy.

-- name: list_outdated :many -> OutdatedRow
-- param: redaction_version int
-- param: limit int
SELECT
    o.kind, -- text
    o.id, -- uuid
    o.ticket_id, -- uuid?
    o.alert_id, -- uuid?
    o.document -- json
FROM (
    SELECT
        'tickets' AS kind,
        t.id,
        t.id AS ticket_id,
        NULL::uuid AS alert_id,
        json_build_object(
            'title', t.title, 'description', t.description, 'tags', t.tags,
            'resolution', CASE
                WHEN t.resolution_reason IS NOT NULL
                    THEN json_build_object('reason', t.resolution_reason, 'note', t.resolution_note)
            END
        ) AS document
    FROM tickets AS t
    WHERE t.redaction_version < :redaction_version
    UNION ALL
    SELECT
        'ticket_comments' AS kind,
        c.id,
        c.ticket_id,
        NULL::uuid AS alert_id,
        json_build_object('body', c.body) AS document
    FROM ticket_comments AS c
    WHERE c.redaction_version < :redaction_version
    UNION ALL
    SELECT
        'ticket_links' AS kind,
        l.id,
        l.ticket_id,
        NULL::uuid AS alert_id,
        json_build_object(
            'target_type', l.target_type,
            'target', CASE WHEN l.url IS NULL THEN '{}'::json ELSE json_build_object('url', l.url, 'label', l.label) END
        ) AS document
    FROM ticket_links AS l
    WHERE l.redaction_version < :redaction_version
    UNION ALL
    SELECT
        'ticket_timeline' AS kind,
        e.id,
        e.ticket_id,
        NULL::uuid AS alert_id,
        json_build_object('kind', e.kind, 'data', e.data) AS document
    FROM ticket_timeline AS e
    WHERE e.redaction_version < :redaction_version
    UNION ALL
    SELECT
        'audit_records' AS kind,
        a.id,
        CASE a.target_type
            WHEN 'ticket' THEN a.target_id
            WHEN 'comment'
                THEN (
                    SELECT c.ticket_id FROM ticket_comments AS c WHERE c.tenant_id = a.tenant_id AND c.id = a.target_id
                )
            WHEN 'link' THEN (
                SELECT l.ticket_id FROM ticket_links AS l WHERE l.tenant_id = a.tenant_id AND l.id = a.target_id
            )
        END AS ticket_id,
        CASE WHEN a.target_type = 'alert' THEN a.target_id END AS alert_id,
        json_build_object('target_type', a.target_type, 'changes', a.changes) AS document
    FROM audit_records AS a
    WHERE a.redaction_version < :redaction_version
    UNION ALL
    SELECT
        'alerts' AS kind,
        a.id,
        NULL::uuid AS ticket_id,
        a.id AS alert_id,
        json_build_object(
            'source', a.source, 'source_alert_id', a.source_alert_id, 'title', a.title, 'description', a.description,
            'rule_id', a.rule_id, 'evidence', a.evidence,
            'assets', (
                SELECT
                    coalesce(
                        json_agg(
                            json_strip_nulls(json_build_object('type', s.type, 'value', s.value, 'role', s.role))
                            ORDER BY s.position
                        ),
                        '[]'
                    )
                FROM alert_assets AS s
                WHERE s.tenant_id = a.tenant_id AND s.alert_id = a.id
            )
        ) AS document
    FROM alerts AS a
    WHERE a.redaction_version < :redaction_version
    UNION ALL
    SELECT
        'alert_reports' AS kind,
        r.id,
        NULL::uuid AS ticket_id,
        r.alert_id,
        json_build_object('title', r.title, 'description', r.description) AS document
    FROM alert_reports AS r
    WHERE r.redaction_version < :redaction_version
    UNION ALL
    SELECT
        'assets' AS kind,
        s.id,
        NULL::uuid AS ticket_id,
        NULL::uuid AS alert_id,
        json_build_object('type', s.type, 'value', s.value, 'name', s.name) AS document
    FROM assets AS s
    WHERE s.redaction_version < :redaction_version
    UNION ALL
    SELECT
        'evidence' AS kind,
        v.id,
        NULL::uuid AS ticket_id,
        NULL::uuid AS alert_id,
        json_build_object('name', v.name, 'media_type', v.media_type, 'description', v.description) AS document
    FROM evidence AS v
    WHERE v.redaction_version < :redaction_version
    UNION ALL
    SELECT
        'delivery_records' AS kind,
        d.id,
        NULL::uuid AS ticket_id,
        NULL::uuid AS alert_id,
        json_build_object('source', d.source, 'target', d.target, 'detail', d.detail) AS document
    FROM delivery_records AS d
    WHERE d.redaction_version < :redaction_version
) AS o
ORDER BY o.kind, o.id
LIMIT :limit;

-- name: set_redacted :exec
-- param: kind text
-- param: id uuid
-- param: redacted json
-- param: redaction_version int
-- One statement for all tables. A row that was written in the meantime has a newer copy, which it keeps.
WITH
of_tickets AS (
    UPDATE tickets SET redacted = :redacted, redaction_version = :redaction_version
    WHERE :kind::text = 'tickets' AND id = :id AND redaction_version < :redaction_version
),

of_comments AS (
    UPDATE ticket_comments SET redacted = :redacted, redaction_version = :redaction_version
    WHERE :kind::text = 'ticket_comments' AND id = :id AND redaction_version < :redaction_version
),

of_links AS (
    UPDATE ticket_links SET redacted = :redacted, redaction_version = :redaction_version
    WHERE :kind::text = 'ticket_links' AND id = :id AND redaction_version < :redaction_version
),

of_timeline AS (
    UPDATE ticket_timeline SET redacted = :redacted, redaction_version = :redaction_version
    WHERE :kind::text = 'ticket_timeline' AND id = :id AND redaction_version < :redaction_version
),

of_audit_records AS (
    UPDATE audit_records SET redacted = :redacted, redaction_version = :redaction_version
    WHERE :kind::text = 'audit_records' AND id = :id AND redaction_version < :redaction_version
),

of_alerts AS (
    UPDATE alerts SET redacted = :redacted, redaction_version = :redaction_version
    WHERE :kind::text = 'alerts' AND id = :id AND redaction_version < :redaction_version
),

of_alert_reports AS (
    UPDATE alert_reports SET redacted = :redacted, redaction_version = :redaction_version
    WHERE :kind::text = 'alert_reports' AND id = :id AND redaction_version < :redaction_version
),

of_assets AS (
    UPDATE assets SET redacted = :redacted, redaction_version = :redaction_version
    WHERE :kind::text = 'assets' AND id = :id AND redaction_version < :redaction_version
),

of_evidence AS (
    UPDATE evidence SET redacted = :redacted, redaction_version = :redaction_version
    WHERE :kind::text = 'evidence' AND id = :id AND redaction_version < :redaction_version
)

UPDATE delivery_records SET redacted = :redacted, redaction_version = :redaction_version
WHERE :kind::text = 'delivery_records' AND id = :id AND redaction_version < :redaction_version;

-- name: list_ticket_copies :many -> TicketCopyRow
-- param: ticket_id uuid
-- param: redaction_version int
-- The redacted copies of all texts of a ticket that the rules of this version have made.
SELECT
    o.kind, -- text
    o.id, -- uuid
    o.redacted, -- json
    o.document -- json
FROM (
    SELECT
        'tickets' AS kind,
        t.id,
        t.redacted,
        t.redacted AS document
    FROM tickets AS t
    WHERE t.id = :ticket_id AND t.redaction_version = :redaction_version
    UNION ALL
    SELECT
        'ticket_comments' AS kind,
        c.id,
        c.redacted,
        c.redacted AS document
    FROM ticket_comments AS c
    WHERE c.ticket_id = :ticket_id AND c.redaction_version = :redaction_version
    UNION ALL
    SELECT
        'ticket_links' AS kind,
        l.id,
        l.redacted,
        l.redacted AS document
    FROM ticket_links AS l
    WHERE l.ticket_id = :ticket_id AND l.redaction_version = :redaction_version
    UNION ALL
    SELECT
        'ticket_timeline' AS kind,
        e.id,
        e.redacted,
        jsonb_build_object('kind', e.kind, 'data', e.redacted) AS document
    FROM ticket_timeline AS e
    WHERE e.ticket_id = :ticket_id AND e.redaction_version = :redaction_version
    UNION ALL
    SELECT
        'audit_records' AS kind,
        a.id,
        a.redacted,
        jsonb_build_object('target_type', a.target_type, 'changes', a.redacted -> 'changes') AS document
    FROM audit_records AS a
    WHERE
        a.target_type IN ('ticket', 'comment', 'link')
        AND a.target_id IN (
            SELECT :ticket_id
            UNION ALL
            SELECT c.id FROM ticket_comments AS c WHERE c.ticket_id = :ticket_id
            UNION ALL
            SELECT l.id FROM ticket_links AS l WHERE l.ticket_id = :ticket_id
        )
        AND a.redaction_version = :redaction_version
) AS o;

-- name: set_ticket_copies :exec
-- param: copies json
WITH copies AS (
    SELECT
        r.kind,
        r.id,
        r.redacted
    FROM json_to_recordset(:copies) AS r (kind text, id uuid, redacted jsonb)
),

of_tickets AS (
    UPDATE tickets AS t SET redacted = c.redacted
    FROM copies AS c
    WHERE c.kind = 'tickets' AND t.id = c.id
),

of_comments AS (
    UPDATE ticket_comments AS t SET redacted = c.redacted
    FROM copies AS c
    WHERE c.kind = 'ticket_comments' AND t.id = c.id
),

of_links AS (
    UPDATE ticket_links AS t SET redacted = c.redacted
    FROM copies AS c
    WHERE c.kind = 'ticket_links' AND t.id = c.id
),

of_timeline AS (
    UPDATE ticket_timeline AS t SET redacted = c.redacted
    FROM copies AS c
    WHERE c.kind = 'ticket_timeline' AND t.id = c.id
)

UPDATE audit_records AS t SET redacted = c.redacted
FROM copies AS c
WHERE c.kind = 'audit_records' AND t.id = c.id;
