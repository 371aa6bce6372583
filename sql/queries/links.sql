-- Links of tickets, to records of the tenant and to external URLs.

-- row: LinkRow
SELECT
    l.id, -- uuid
    l.ticket_id, -- uuid
    l.target_type, -- text
    l.relation, -- text
    coalesce(l.alert_id, l.asset_id, l.evidence_id, l.delivery_record_id, l.audit_record_id, l.target_ticket_id)
        AS target_id, -- uuid?
    l.url, -- text?
    l.label, -- text?
    CASE WHEN l.ticket_id = :ticket_id THEN 'outbound' ELSE 'inbound' END AS direction, -- text
    l.created_by AS creator_id, -- uuid
    p.kind AS creator_kind, -- text
    p.display_name AS creator_name, -- text
    l.created_at, -- timestamptz
    l.auditor_hidden, -- bool
    l.unlinked_at -- timestamptz?
FROM ticket_links AS l
INNER JOIN principals AS p ON l.tenant_id = p.tenant_id AND l.created_by = p.id;

-- name: find_link :optional -> uuid
-- param: ticket_id uuid
-- param: target_type text
-- param: relation text
-- param: target_id uuid?
-- param: url_identity bytea?
SELECT id FROM ticket_links
WHERE
    ticket_id = :ticket_id
    AND target_type = :target_type
    AND relation = :relation
    AND coalesce(alert_id, asset_id, evidence_id, delivery_record_id, audit_record_id, target_ticket_id)
    IS NOT DISTINCT FROM :target_id::uuid
    AND url_identity IS NOT DISTINCT FROM :url_identity::bytea
    AND unlinked_at IS NULL;

-- name: find_opposite_link :optional -> uuid
-- param: ticket_id uuid
-- param: relation text
-- param: target_id uuid
-- The link of the same relation from the target ticket to this one.
SELECT id FROM ticket_links
WHERE ticket_id = :target_id AND target_ticket_id = :ticket_id AND relation = :relation AND unlinked_at IS NULL;

-- name: get_target_time :one -> timestamptz?
-- param: target_type text
-- param: target_id uuid
-- When the target was created or recorded; None if the tenant has no such record.
SELECT
    CASE :target_type::text
        WHEN 'alert' THEN (SELECT created_at FROM alerts WHERE id = :target_id)
        WHEN 'asset' THEN (SELECT created_at FROM assets WHERE id = :target_id)
        WHEN 'evidence' THEN (SELECT created_at FROM evidence WHERE id = :target_id)
        WHEN 'delivery_record' THEN (SELECT created_at FROM delivery_records WHERE id = :target_id)
        WHEN 'audit_record' THEN (SELECT occurred_at FROM audit_records WHERE id = :target_id)
        WHEN 'ticket' THEN (SELECT created_at FROM tickets WHERE id = :target_id)
    END;

-- name: insert_link :exec
-- param: id uuid
-- param: ticket_id uuid
-- param: target_type text
-- param: relation text
-- param: target_id uuid?
-- param: url text?
-- param: url_identity bytea?
-- param: label text?
-- param: redacted json
-- param: redaction_version int
-- param: created_by uuid
-- param: now timestamptz
-- A link to an audit record that is hidden from auditors is hidden, too.
INSERT INTO ticket_links
(
    id, ticket_id, target_type, relation,
    alert_id, asset_id, evidence_id, delivery_record_id, audit_record_id, target_ticket_id,
    url, url_identity, label, redacted, redaction_version, auditor_hidden, created_by, created_at
)
VALUES
(
    :id, :ticket_id, :target_type, :relation,
    CASE WHEN :target_type::text = 'alert' THEN :target_id::uuid END,
    CASE WHEN :target_type::text = 'asset' THEN :target_id::uuid END,
    CASE WHEN :target_type::text = 'evidence' THEN :target_id::uuid END,
    CASE WHEN :target_type::text = 'delivery_record' THEN :target_id::uuid END,
    CASE WHEN :target_type::text = 'audit_record' THEN :target_id::uuid END,
    CASE WHEN :target_type::text = 'ticket' THEN :target_id::uuid END,
    :url, :url_identity, :label, :redacted, :redaction_version,
    coalesce((SELECT r.auditor_hidden FROM audit_records AS r WHERE r.id = :target_id), false),
    :created_by, :now
);

-- name: get_existing_link :one -> LinkRow
-- param: ticket_id uuid
-- param: link_id uuid
-- For a link of or to the ticket that this transaction has written or found.
SELECT :LinkRow
WHERE l.id = :link_id;

-- name: get_link :optional -> LinkRow
-- param: ticket_id uuid
-- param: link_id uuid
-- Finds the link from either ticket, and after it was removed: the caller checks unlinked_at.
SELECT :LinkRow
WHERE l.id = :link_id AND (l.ticket_id = :ticket_id OR l.target_ticket_id = :ticket_id);

-- name: set_link_label :exec
-- param: link_id uuid
-- param: label text
-- param: redacted json
-- param: redaction_version int
UPDATE ticket_links SET label = :label, redacted = :redacted, redaction_version = :redaction_version
WHERE id = :link_id;

-- name: unlink :exec
-- param: link_id uuid
-- param: now timestamptz
UPDATE ticket_links SET unlinked_at = :now
WHERE id = :link_id;

-- name: list_links :many -> LinkRow
-- param: ticket_id uuid
-- param: limit int
-- filter: target_type text[]
-- filter: direction text
-- sort: created_at = l.created_at timestamptz
-- tiebreak: l.id
-- A link between two tickets is one row; the target ticket lists it as inbound.
SELECT :LinkRow
WHERE
    (l.ticket_id = :ticket_id OR l.target_ticket_id = :ticket_id)
    AND l.unlinked_at IS NULL
    AND l.target_type = any(:target_type)
    AND CASE WHEN l.ticket_id = :ticket_id THEN 'outbound' ELSE 'inbound' END = :direction
    /* after */
/* order_by */
LIMIT :limit + 1;

-- name: find_related_tickets :many -> uuid
-- param: ticket_id uuid
-- param: limit int
-- Only older tickets, so that of two related tickets the newer one links to the older one and never both ways.
WITH subject AS (
    SELECT
        t.number,
        a.id AS alert_id,
        a.fingerprint
    FROM tickets AS t
    INNER JOIN alerts AS a ON t.tenant_id = a.tenant_id AND t.source_alert_id = a.id
    WHERE t.id = :ticket_id
),

-- The alerts of every ticket: the one that it was created from, and those that are linked to it.
reported AS (
    SELECT
        t.id AS ticket_id,
        t.source_alert_id AS alert_id
    FROM tickets AS t
    WHERE t.source_alert_id IS NOT NULL
    UNION ALL
    SELECT
        l.ticket_id,
        l.alert_id
    FROM ticket_links AS l
    WHERE l.target_type = 'alert' AND l.unlinked_at IS NULL
),

matches AS (
    SELECT
        r.ticket_id,
        true AS by_fingerprint
    FROM subject AS s
    INNER JOIN alerts AS a ON s.fingerprint = a.fingerprint
    INNER JOIN reported AS r ON a.id = r.alert_id
    UNION ALL
    SELECT
        r.ticket_id,
        false AS by_fingerprint
    FROM subject AS s
    INNER JOIN alert_assets AS own ON s.alert_id = own.alert_id
    INNER JOIN alert_assets AS shared
        ON own.type = shared.type AND own.canonical_key = shared.canonical_key AND own.canonical = shared.canonical
    INNER JOIN reported AS r ON shared.alert_id = r.alert_id
    UNION ALL
    SELECT
        l.ticket_id,
        false AS by_fingerprint
    FROM subject AS s
    INNER JOIN alert_assets AS own ON s.alert_id = own.alert_id
    INNER JOIN assets AS shared
        ON own.type = shared.type AND own.canonical_key = shared.canonical_key AND own.canonical = shared.canonical
    INNER JOIN ticket_links AS l ON shared.id = l.asset_id AND l.unlinked_at IS NULL
)

SELECT t.id
FROM matches AS m
INNER JOIN tickets AS t ON m.ticket_id = t.id
INNER JOIN subject AS s ON t.number < s.number
WHERE t.status NOT IN ('resolved', 'closed')
GROUP BY t.id, t.number
ORDER BY bool_or(m.by_fingerprint) DESC, t.number DESC
LIMIT :limit;
