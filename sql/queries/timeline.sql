-- The timeline of a ticket: append-only.

-- row: TimelineRow
SELECT
    e.id, -- uuid
    e.kind, -- text
    e.actor_id, -- uuid
    p.kind AS actor_kind, -- text
    p.display_name AS actor_name, -- text
    e.occurred_at, -- timestamptz
    e.ticket_version, -- int
    e.audit_id, -- uuid
    e.data -- json
FROM ticket_timeline AS e
INNER JOIN principals AS p ON e.tenant_id = p.tenant_id AND e.actor_id = p.id;

-- name: insert_timeline_entry :exec
-- param: id uuid
-- param: ticket_id uuid
-- param: kind text
-- param: actor_id uuid
-- param: occurred_at timestamptz
-- param: ticket_version int
-- param: audit_id uuid
-- param: data json
-- param: redacted json
-- param: redaction_version int
-- param: auditor_hidden bool
INSERT INTO ticket_timeline
(
    id, ticket_id, kind, actor_id, occurred_at, ticket_version, audit_id, data, redacted, redaction_version,
    auditor_hidden
)
VALUES
(
    :id, :ticket_id, :kind, :actor_id, :occurred_at, :ticket_version, :audit_id, :data, :redacted, :redaction_version,
    :auditor_hidden
);

-- name: list_timeline :many -> TimelineRow
-- param: ticket_id uuid
-- param: limit int
-- sort: occurred_at, -occurred_at = e.occurred_at timestamptz
-- tiebreak: e.id
SELECT :TimelineRow
WHERE
    e.ticket_id = :ticket_id
    /* after */
/* order_by */
LIMIT :limit + 1;
