-- Rows whose redacted copy is missing or was made by older rules; `oneprotect redact` updates them, tenant by tenant.
-- The ticket or alert that a row belongs to holds values that must not be in the copy.

-- name: list_outdated :many -> OutdatedRow
-- param: kind text
-- param: last_id uuid
-- param: redaction_version int
-- param: limit int
-- The next rows of one table; each table is read once, in the order of the ids. The assets that a report named are not
-- stored, so its present copy is redacted further.
SELECT
    o.kind, -- text
    o.id, -- uuid
    o.ticket_ids, -- uuid[]
    o.alert_id, -- uuid?
    o.document -- json
FROM (
    (
        SELECT
            'tickets' AS kind,
            t.id,
            ARRAY[t.id] AS ticket_ids,
            NULL::uuid AS alert_id,
            json_build_object(
                'title', t.title, 'description', t.description, 'tags', t.tags,
                'resolution', CASE
                    WHEN t.resolution_reason IS NOT NULL
                        THEN json_build_object('reason', t.resolution_reason, 'note', t.resolution_note)
                END
            ) AS document
        FROM tickets AS t
        WHERE
            :kind::text = 'tickets' AND t.id > :last_id AND t.redaction_version < :redaction_version
        ORDER BY t.id
        LIMIT :limit
    )
    UNION ALL
    (
        SELECT
            'ticket_comments' AS kind,
            c.id,
            ARRAY[c.ticket_id] AS ticket_ids,
            NULL::uuid AS alert_id,
            json_build_object('body', c.body) AS document
        FROM ticket_comments AS c
        WHERE
            :kind::text = 'ticket_comments' AND c.id > :last_id AND c.redaction_version < :redaction_version
        ORDER BY c.id
        LIMIT :limit
    )
    UNION ALL
    (
        SELECT
            'ticket_links' AS kind,
            l.id,
            ARRAY[l.ticket_id] AS ticket_ids,
            NULL::uuid AS alert_id,
            json_build_object(
                'target_type', l.target_type,
                'target',
                CASE WHEN l.url IS NULL THEN '{}'::json ELSE json_build_object('url', l.url, 'label', l.label) END
            ) AS document
        FROM ticket_links AS l
        WHERE
            :kind::text = 'ticket_links' AND l.id > :last_id AND l.redaction_version < :redaction_version
        ORDER BY l.id
        LIMIT :limit
    )
    UNION ALL
    (
        SELECT
            'ticket_timeline' AS kind,
            e.id,
            ARRAY[e.ticket_id] AS ticket_ids,
            NULL::uuid AS alert_id,
            json_build_object('kind', e.kind, 'data', e.data) AS document
        FROM ticket_timeline AS e
        WHERE
            :kind::text = 'ticket_timeline' AND e.id > :last_id AND e.redaction_version < :redaction_version
        ORDER BY e.id
        LIMIT :limit
    )
    UNION ALL
    (
        SELECT
            'audit_records' AS kind,
            a.id,
            CASE a.target_type
                WHEN 'ticket' THEN ARRAY[a.target_id]
                WHEN 'comment'
                    THEN
                        array(
                            SELECT c.ticket_id
                            FROM ticket_comments AS c
                            WHERE c.tenant_id = a.tenant_id AND c.id = a.target_id
                        )
                WHEN 'link'
                    THEN
                        array(
                            SELECT l.ticket_id
                            FROM ticket_links AS l
                            WHERE l.tenant_id = a.tenant_id AND l.id = a.target_id
                        )
                WHEN 'delivery_record'
                    THEN
                        array(
                            SELECT d.ticket_id
                            FROM delivery_records AS d
                            WHERE d.tenant_id = a.tenant_id AND d.id = a.target_id
                        )
                WHEN 'evidence'
                    THEN
                        array(
                            SELECT l.ticket_id
                            FROM ticket_links AS l
                            WHERE l.tenant_id = a.tenant_id AND l.evidence_id = a.target_id
                        )
                ELSE ARRAY[]::uuid[]
            END AS ticket_ids,
            CASE WHEN a.target_type = 'alert' THEN a.target_id END AS alert_id,
            json_build_object('target_type', a.target_type, 'changes', a.changes) AS document
        FROM audit_records AS a
        WHERE
            :kind::text = 'audit_records' AND a.id > :last_id AND a.redaction_version < :redaction_version
        ORDER BY a.id
        LIMIT :limit
    )
    UNION ALL
    (
        SELECT
            'alerts' AS kind,
            a.id,
            ARRAY[]::uuid[] AS ticket_ids,
            a.id AS alert_id,
            json_build_object(
                'source',
                a.source,
                'source_alert_id',
                a.source_alert_id,
                'title',
                a.title,
                'description',
                a.description,
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
        WHERE
            :kind::text = 'alerts' AND a.id > :last_id AND a.redaction_version < :redaction_version
        ORDER BY a.id
        LIMIT :limit
    )
    UNION ALL
    (
        SELECT
            'alert_reports' AS kind,
            r.id,
            ARRAY[]::uuid[] AS ticket_ids,
            r.alert_id,
            CASE
                WHEN r.redaction_version = 0 THEN json_build_object('title', r.title, 'description', r.description)
                ELSE r.redacted::json
            END AS document
        FROM alert_reports AS r
        WHERE
            :kind::text = 'alert_reports' AND r.id > :last_id AND r.redaction_version < :redaction_version
        ORDER BY r.id
        LIMIT :limit
    )
    UNION ALL
    (
        SELECT
            'assets' AS kind,
            s.id,
            ARRAY[]::uuid[] AS ticket_ids,
            NULL::uuid AS alert_id,
            json_build_object('type', s.type, 'value', s.value, 'name', s.name) AS document
        FROM assets AS s
        WHERE
            :kind::text = 'assets' AND s.id > :last_id AND s.redaction_version < :redaction_version
        ORDER BY s.id
        LIMIT :limit
    )
    UNION ALL
    (
        SELECT
            'evidence' AS kind,
            v.id,
            array(
                SELECT l.ticket_id FROM ticket_links AS l WHERE l.tenant_id = v.tenant_id AND l.evidence_id = v.id
            ) AS ticket_ids,
            NULL::uuid AS alert_id,
            json_build_object('name', v.name, 'media_type', v.media_type, 'description', v.description) AS document
        FROM evidence AS v
        WHERE
            :kind::text = 'evidence' AND v.id > :last_id AND v.redaction_version < :redaction_version
        ORDER BY v.id
        LIMIT :limit
    )
    UNION ALL
    (
        SELECT
            'delivery_records' AS kind,
            d.id,
            ARRAY[d.ticket_id] AS ticket_ids,
            NULL::uuid AS alert_id,
            json_build_object('source', d.source, 'target', d.target, 'detail', d.detail) AS document
        FROM delivery_records AS d
        WHERE
            :kind::text = 'delivery_records' AND d.id > :last_id AND d.redaction_version < :redaction_version
        ORDER BY d.id
        LIMIT :limit
    )
) AS o
ORDER BY o.id;

-- name: lock_evidence :many -> uuid
-- param: row_ids uuid[]
-- The evidence that these rows are or record. A link that is being created waits for it, in the order of the ids, and
-- redacts the new copies further.
SELECT v.id FROM evidence AS v
WHERE
    v.id IN (
        SELECT unnest(:row_ids::uuid[])
        UNION
        SELECT a.target_id FROM audit_records AS a WHERE a.id = any(:row_ids) AND a.target_type = 'evidence'
    )
ORDER BY v.id
FOR NO KEY UPDATE;

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
