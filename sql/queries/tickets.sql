-- Tickets, and the counts of the overview.

-- row: TicketRow
SELECT
    t.id, -- uuid
    t.tenant_id, -- uuid
    t.number, -- int
    t.version, -- int
    t.title, -- text
    t.description, -- text
    t.status, -- text
    t.priority, -- text
    t.severity, -- text
    t.assignee_id, -- uuid?
    t.tags, -- text[]
    t.resolution_reason, -- text?
    t.resolution_note, -- text?
    t.source_kind, -- text
    t.source_alert_id, -- uuid?
    (
        SELECT
            coalesce(
                json_agg(
                    json_strip_nulls(json_build_object('type', d.type, 'value', d.value, 'role', d.role))
                    ORDER BY d.linked_at NULLS FIRST, d.position, d.type, d.canonical
                ),
                '[]'::json
            )
        FROM (
            SELECT
                f.type,
                f.value,
                f.canonical,
                f.role,
                f.linked_at,
                f.position
            FROM (
                SELECT DISTINCT ON (s.type, s.canonical, s.role)
                    s.type,
                    s.value,
                    s.canonical,
                    s.role,
                    s.linked_at,
                    s.position
                FROM (
                    SELECT
                        NULL::timestamptz AS linked_at,
                        n.position,
                        n.type,
                        n.value,
                        n.canonical,
                        n.role
                    FROM alert_assets AS n
                    WHERE n.tenant_id = t.tenant_id AND n.alert_id = t.source_alert_id
                    UNION ALL
                    SELECT
                        l.created_at AS linked_at,
                        n.position,
                        n.type,
                        n.value,
                        n.canonical,
                        n.role
                    FROM ticket_links AS l
                    INNER JOIN alert_assets AS n ON l.tenant_id = n.tenant_id AND l.alert_id = n.alert_id
                    WHERE l.tenant_id = t.tenant_id AND l.ticket_id = t.id AND l.unlinked_at IS NULL
                    UNION ALL
                    SELECT
                        l.created_at AS linked_at,
                        0 AS position,
                        n.type,
                        n.value,
                        n.canonical,
                        NULL AS role
                    FROM ticket_links AS l
                    INNER JOIN assets AS n ON l.tenant_id = n.tenant_id AND l.asset_id = n.id
                    WHERE l.tenant_id = t.tenant_id AND l.ticket_id = t.id AND l.unlinked_at IS NULL
                ) AS s
                ORDER BY s.type, s.canonical, s.role, s.linked_at NULLS FIRST, s.position
            ) AS f
            ORDER BY f.linked_at NULLS FIRST, f.position, f.type, f.canonical
            LIMIT 100
        ) AS d
    ) AS assets, -- json
    t.reporter_id, -- uuid
    p.kind AS reporter_kind, -- text
    p.display_name AS reporter_name, -- text
    t.created_at, -- timestamptz
    t.updated_at, -- timestamptz
    t.status_changed_at, -- timestamptz
    t.resolved_at, -- timestamptz?
    t.closed_at, -- timestamptz?
    t.redaction_version -- int
FROM tickets AS t
INNER JOIN principals AS p ON t.tenant_id = p.tenant_id AND t.reporter_id = p.id;

-- name: next_ticket_number :one -> int
-- The counter's row lock is held until commit: numbers are unique, and a rollback leaves no gap.
INSERT INTO ticket_counters AS c (last_number) VALUES (1)
ON CONFLICT (tenant_id) DO UPDATE SET last_number = c.last_number + 1
RETURNING last_number;

-- name: insert_ticket :exec
-- param: id uuid
-- param: number int
-- param: title text
-- param: description text
-- param: priority text
-- param: severity text
-- param: assignee_id uuid?
-- param: tags text[]
-- param: source_kind text
-- param: source_alert_id uuid?
-- param: reporter_id uuid
-- param: redacted json
-- param: redaction_version int
-- param: now timestamptz
INSERT INTO tickets
(
    id, number, version, title, description, status, priority, severity, assignee_id, tags,
    source_kind, source_alert_id, reporter_id, redacted, redaction_version, created_at, updated_at, status_changed_at
)
VALUES
(
    :id, :number, 1, :title, :description, 'new', :priority, :severity, :assignee_id, :tags,
    :source_kind, :source_alert_id, :reporter_id, :redacted, :redaction_version, :now, :now, :now
);

-- name: get_ticket :optional -> TicketRow
-- param: ticket_id uuid
SELECT :TicketRow
WHERE t.id = :ticket_id;

-- name: get_existing_ticket :one -> TicketRow
-- param: ticket_id uuid
-- For a ticket that this transaction has written or locked.
SELECT :TicketRow
WHERE t.id = :ticket_id;

-- name: lock_tickets :many -> uuid
-- param: ticket_ids uuid[]
-- In the order of the ids, so that concurrent changes of the same tickets wait for each other instead of deadlocking.
-- Reading them is a separate statement, which then sees what the previous lock holders committed.
SELECT id FROM tickets
WHERE id = any(:ticket_ids)
ORDER BY id
FOR NO KEY UPDATE;

-- name: list_locked_tickets :many -> TicketRow
-- param: ticket_ids uuid[]
SELECT :TicketRow
WHERE t.id = any(:ticket_ids);

-- name: list_ticket_facts :many -> TicketFactsRow
-- param: ticket_ids uuid[]
-- The last time that is recorded on each ticket, which has a timeline entry for every change, and the assets of its
-- source alert and of all alerts and assets that it has ever been linked to.
SELECT
    t.id AS ticket_id, -- uuid
    greatest(
        t.updated_at,
        (
            SELECT max(e.occurred_at)
            FROM ticket_timeline AS e
            WHERE e.tenant_id = t.tenant_id AND e.ticket_id = t.id
        )
    ) AS last, -- timestamptz
    (
        SELECT coalesce(json_agg(json_build_object('type', v.type, 'value', v.value)), '[]'::json)
        FROM (
            SELECT
                s.type,
                s.value
            FROM alert_assets AS s
            WHERE s.tenant_id = t.tenant_id AND s.alert_id = t.source_alert_id
            UNION
            SELECT
                s.type,
                s.value
            FROM ticket_links AS l
            INNER JOIN alert_assets AS s ON l.tenant_id = s.tenant_id AND l.alert_id = s.alert_id
            WHERE l.tenant_id = t.tenant_id AND l.ticket_id = t.id
            UNION
            SELECT
                a.type,
                a.value
            FROM ticket_links AS l
            INNER JOIN assets AS a ON l.tenant_id = a.tenant_id AND l.asset_id = a.id
            WHERE l.tenant_id = t.tenant_id AND l.ticket_id = t.id
        ) AS v
    ) AS assets -- json
FROM tickets AS t
WHERE t.id = any(:ticket_ids);

-- name: update_ticket :exec
-- param: ticket_id uuid
-- param: title text
-- param: description text
-- param: status text
-- param: priority text
-- param: severity text
-- param: assignee_id uuid?
-- param: tags text[]
-- param: resolution_reason text?
-- param: resolution_note text?
-- param: status_changed_at timestamptz
-- param: resolved_at timestamptz?
-- param: closed_at timestamptz?
-- param: redacted json
-- param: redaction_version int
-- param: now timestamptz
UPDATE tickets
SET
    title = :title,
    description = :description,
    status = :status,
    priority = :priority,
    severity = :severity,
    assignee_id = :assignee_id,
    tags = :tags,
    resolution_reason = :resolution_reason,
    resolution_note = :resolution_note,
    status_changed_at = :status_changed_at,
    resolved_at = :resolved_at,
    closed_at = :closed_at,
    redacted = :redacted,
    redaction_version = :redaction_version,
    version = version + 1,
    updated_at = :now
WHERE id = :ticket_id;

-- name: list_tickets :many -> TicketRow
-- param: limit int
-- filter: status text[]
-- filter: priority text[]
-- filter: severity text[]
-- filter: assignee_ids uuid[]
-- filter: unassigned bool
-- filter: reporter_id uuid[]
-- filter: tag text[]
-- filter: source_kind text[]
-- filter: created_from timestamptz
-- filter: created_to timestamptz
-- filter: updated_from timestamptz
-- filter: updated_to timestamptz
-- filter: number int
-- filter: other_than int
-- filter: asset json
-- filter: q json
-- sort: created_at, -created_at = t.created_at timestamptz
-- sort: updated_at, -updated_at = t.updated_at timestamptz
-- sort: number, -number = t.number bigint
-- sort: priority, -priority = t.priority_rank smallint
-- sort: severity, -severity = t.severity_rank smallint
-- tiebreak: t.id
SELECT :TicketRow
WHERE
    true
    AND t.status = any(:status)
    AND t.priority = any(:priority)
    AND t.severity = any(:severity)
    AND (t.assignee_id = any(:assignee_ids) OR (:unassigned AND t.assignee_id IS NULL))
    AND t.reporter_id = any(:reporter_id)
    AND EXISTS (SELECT FROM unnest(t.tags) AS g (tag) WHERE tag_key(g.tag) = any(:tag))
    AND t.source_kind = any(:source_kind)
    AND t.created_at >= :created_from
    AND t.created_at < :created_to
    AND t.updated_at >= :updated_from
    AND t.updated_at < :updated_to
    AND t.number = :number
    AND t.number <> :other_than
    AND t.id IN (SELECT s.id FROM indicator_ids('tickets', :asset::json) AS s (id))
    AND t.id IN (SELECT s.id FROM search_ids('tickets', :q::json) AS s (id))
    /* after */
/* order_by */
LIMIT :limit + 1;
