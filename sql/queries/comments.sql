-- Comments: append-only.

-- row: CommentRow = id uuid, ticket_id uuid, author_id uuid, author_kind text, author_name text, body text,
--   visibility text, created_at timestamptz

-- name: insert_comment :exec
-- param: id uuid
-- param: ticket_id uuid
-- param: author_id uuid
-- param: body text
-- param: visibility text
-- param: redacted json
-- param: redaction_version int
-- param: now timestamptz
INSERT INTO ticket_comments (id, ticket_id, author_id, body, visibility, redacted, redaction_version, created_at)
VALUES (:id, :ticket_id, :author_id, :body, :visibility, :redacted, :redaction_version, :now);

-- name: list_comments :many -> CommentRow
-- param: ticket_id uuid
-- param: limit int
-- filter: visibility text
-- sort: created_at = c.created_at ASC timestamptz
-- sort: -created_at = c.created_at DESC timestamptz
-- tiebreak: c.id
SELECT
    c.id,
    c.ticket_id,
    c.author_id,
    p.kind AS author_kind,
    p.display_name AS author_name,
    c.body,
    c.visibility,
    c.created_at
    /* sort_key */
FROM ticket_comments AS c
INNER JOIN principals AS p ON c.tenant_id = p.tenant_id AND c.author_id = p.id
WHERE
    c.ticket_id = :ticket_id
    AND c.visibility = :visibility
    /* after */
/* order_by */
LIMIT :limit + 1;
