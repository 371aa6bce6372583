-- Tickets, and what a ticket's mutation writes beside it.

-- row: TicketRow = id uuid, tenant_id uuid, number int, version int, title text, description text, status text,
--   priority text, severity text, assignee_id uuid?, tags text[], resolution_reason text?, resolution_note text?,
--   source_kind text, source_alert_id uuid?, reporter_id uuid, reporter_kind text, reporter_name text,
--   created_at timestamptz, updated_at timestamptz, status_changed_at timestamptz, resolved_at timestamptz?,
--   closed_at timestamptz?, redaction_version int

-- name: next_ticket_number :one -> int
-- The counter's row lock is held until commit: a number is never given twice, and a rollback gives it back.
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
SELECT
    t.id,
    t.tenant_id,
    t.number,
    t.version,
    t.title,
    t.description,
    t.status,
    t.priority,
    t.severity,
    t.assignee_id,
    t.tags,
    t.resolution_reason,
    t.resolution_note,
    t.source_kind,
    t.source_alert_id,
    t.reporter_id,
    p.kind AS reporter_kind,
    p.display_name AS reporter_name,
    t.created_at,
    t.updated_at,
    t.status_changed_at,
    t.resolved_at,
    t.closed_at,
    t.redaction_version
FROM tickets AS t
INNER JOIN principals AS p ON t.tenant_id = p.tenant_id AND t.reporter_id = p.id
WHERE t.id = :ticket_id;

-- name: get_new_ticket :one -> TicketRow
-- param: ticket_id uuid
-- A ticket that this transaction has written or locked, so that it is there.
SELECT
    t.id,
    t.tenant_id,
    t.number,
    t.version,
    t.title,
    t.description,
    t.status,
    t.priority,
    t.severity,
    t.assignee_id,
    t.tags,
    t.resolution_reason,
    t.resolution_note,
    t.source_kind,
    t.source_alert_id,
    t.reporter_id,
    p.kind AS reporter_kind,
    p.display_name AS reporter_name,
    t.created_at,
    t.updated_at,
    t.status_changed_at,
    t.resolved_at,
    t.closed_at,
    t.redaction_version
FROM tickets AS t
INNER JOIN principals AS p ON t.tenant_id = p.tenant_id AND t.reporter_id = p.id
WHERE t.id = :ticket_id;

-- name: lock_ticket :optional -> uuid
-- param: ticket_id uuid
-- Apart from get_ticket, which then reads, in a snapshot of its own, what the holder before has committed.
SELECT id FROM tickets
WHERE id = :ticket_id
FOR NO KEY UPDATE;

-- name: get_ticket_of_alert :optional -> uuid
-- param: alert_id uuid
SELECT id FROM tickets
WHERE source_alert_id = :alert_id;

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
-- filter: q text
-- filter: q_number int
-- sort: created_at = t.created_at ASC timestamptz
-- sort: -created_at = t.created_at DESC timestamptz
-- sort: updated_at = t.updated_at ASC timestamptz
-- sort: -updated_at = t.updated_at DESC timestamptz
-- sort: number = t.number ASC bigint
-- sort: -number = t.number DESC bigint
-- sort: priority = t.priority_rank ASC smallint
-- sort: -priority = t.priority_rank DESC smallint
-- sort: severity = t.severity_rank ASC smallint
-- sort: -severity = t.severity_rank DESC smallint
-- tiebreak: t.id
SELECT
    t.id,
    t.tenant_id,
    t.number,
    t.version,
    t.title,
    t.description,
    t.status,
    t.priority,
    t.severity,
    t.assignee_id,
    t.tags,
    t.resolution_reason,
    t.resolution_note,
    t.source_kind,
    t.source_alert_id,
    t.reporter_id,
    p.kind AS reporter_kind,
    p.display_name AS reporter_name,
    t.created_at,
    t.updated_at,
    t.status_changed_at,
    t.resolved_at,
    t.closed_at,
    t.redaction_version
    /* sort_key */
FROM tickets AS t
INNER JOIN principals AS p ON t.tenant_id = p.tenant_id AND t.reporter_id = p.id
WHERE
    true
    AND t.status = any(:status)
    AND t.priority = any(:priority)
    AND t.severity = any(:severity)
    AND (t.assignee_id = any(:assignee_ids) OR (:unassigned AND t.assignee_id IS NULL))
    AND t.reporter_id = any(:reporter_id)
    AND t.tags && :tag
    AND t.source_kind = any(:source_kind)
    AND t.created_at >= :created_from
    AND t.created_at < :created_to
    AND t.updated_at >= :updated_from
    AND t.updated_at < :updated_to
    /* if q */ AND t.id IN (
    /* if q */     SELECT s.id FROM search_ids('tickets', :q) AS s (id)
    /* if q */     UNION ALL
    /* if q */     SELECT n.id FROM tickets AS n WHERE n.number = :q_number
    /* if q */ )
    /* after */
/* order_by */
LIMIT :limit + 1;
