-- The redacted copies of the texts of a ticket, which a link to other records redacts further.

-- name: lock_linked_evidence :many -> uuid
-- param: ticket_id uuid
-- Evidence may be linked to several tickets, of which each redacts the copy further. The locks are in the order of the
-- ids, so that two such tickets wait for each other instead of deadlocking.
SELECT v.id FROM evidence AS v
WHERE v.id IN (SELECT l.evidence_id FROM ticket_links AS l WHERE l.ticket_id = :ticket_id)
ORDER BY v.id
FOR NO KEY UPDATE;

-- name: list_ticket_copies :many -> TicketCopyRow
-- param: ticket_id uuid
-- param: redaction_version int
-- The redacted copies of all texts of a ticket, its deliveries and evidence that the rules of this version have made.
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
        'delivery_records' AS kind,
        d.id,
        d.redacted,
        d.redacted AS document
    FROM delivery_records AS d
    WHERE d.ticket_id = :ticket_id AND d.redaction_version = :redaction_version
    UNION ALL
    SELECT
        'evidence' AS kind,
        v.id,
        v.redacted,
        v.redacted AS document
    FROM evidence AS v
    WHERE
        v.id IN (SELECT l.evidence_id FROM ticket_links AS l WHERE l.ticket_id = :ticket_id)
        AND v.redaction_version = :redaction_version
    UNION ALL
    SELECT
        'audit_records' AS kind,
        a.id,
        a.redacted,
        jsonb_build_object('target_type', a.target_type, 'changes', a.redacted -> 'changes') AS document
    FROM audit_records AS a
    WHERE
        a.target_type IN ('ticket', 'comment', 'link', 'delivery_record', 'evidence')
        AND a.target_id IN (
            SELECT :ticket_id
            UNION ALL
            SELECT c.id FROM ticket_comments AS c WHERE c.ticket_id = :ticket_id
            UNION ALL
            SELECT l.id FROM ticket_links AS l WHERE l.ticket_id = :ticket_id
            UNION ALL
            SELECT d.id FROM delivery_records AS d WHERE d.ticket_id = :ticket_id
            UNION ALL
            SELECT l.evidence_id FROM ticket_links AS l WHERE l.ticket_id = :ticket_id AND l.evidence_id IS NOT NULL
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
),

of_delivery_records AS (
    UPDATE delivery_records AS t SET redacted = c.redacted
    FROM copies AS c
    WHERE c.kind = 'delivery_records' AND t.id = c.id
),

of_evidence AS (
    UPDATE evidence AS t SET redacted = c.redacted
    FROM copies AS c
    WHERE c.kind = 'evidence' AND t.id = c.id
)

UPDATE audit_records AS t SET redacted = c.redacted
FROM copies AS c
WHERE c.kind = 'audit_records' AND t.id = c.id;
