-- Comments: append-only.

-- row: CommentRow
SELECT
    c.id, -- uuid
    c.ticket_id, -- uuid
    c.author_id, -- uuid
    p.kind AS author_kind, -- text
    p.display_name AS author_name, -- text
    c.body, -- text
    c.visibility, -- text
    c.created_at -- timestamptz
FROM ticket_comments AS c
INNER JOIN principals AS p ON c.tenant_id = p.tenant_id AND c.author_id = p.id;

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
-- sort: created_at, -created_at = c.created_at timestamptz
-- tiebreak: c.id
SELECT :CommentRow
WHERE
    c.ticket_id = :ticket_id
    AND c.visibility = :visibility
    /* after */
/* order_by */
LIMIT :limit + 1;
