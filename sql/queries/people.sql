-- Principals, and the sessions of the console.

-- row: PrincipalRow
SELECT
    p.id, -- uuid
    p.kind, -- text
    p.display_name, -- text
    p.roles, -- text[]
    p.assignable, -- bool
    p.last_seen_at -- timestamptz
FROM principals AS p;

-- name: upsert_principal :exec
-- param: id uuid
-- param: kind text
-- param: issuer text
-- param: subject text
-- param: display_name text
-- param: roles text[]
-- param: assignable bool
-- param: seen_at timestamptz
INSERT INTO principals (id, kind, issuer, subject, display_name, roles, assignable, first_seen_at, last_seen_at)
VALUES (:id, :kind, :issuer, :subject, :display_name, :roles, :assignable, :seen_at, :seen_at)
ON CONFLICT (tenant_id, id) DO UPDATE
    SET
        display_name = excluded.display_name,
        roles = excluded.roles,
        assignable = excluded.assignable,
        last_seen_at = excluded.last_seen_at;

-- name: get_principal :optional -> PrincipalRow
-- param: principal_id uuid
SELECT :PrincipalRow
WHERE p.id = :principal_id;

-- name: list_principals :many -> PrincipalRow
-- param: limit int
-- filter: words text[]
-- filter: assignable bool
-- sort: display_name = p.sort_name text
-- tiebreak: p.id
SELECT :PrincipalRow
WHERE
    true
    /* if words */ AND NOT EXISTS (
    /* if words */     SELECT FROM unnest(:words::text[]) AS w (word)
    /* if words */     WHERE fold(p.display_name) NOT LIKE like_pattern('', w.word, '')
    /* if words */ )
    AND p.assignable = :assignable
    /* after */
/* order_by */
LIMIT :limit + 1;

-- name: insert_session :exec
-- param: id uuid
-- param: principal_id uuid
-- param: roles text[]
-- param: now timestamptz
-- param: expires_at timestamptz
INSERT INTO sessions (id, principal_id, roles, created_at, expires_at)
VALUES (:id, :principal_id, :roles, :now, :expires_at);

-- name: get_session :optional -> SessionRow
-- param: id uuid
-- param: now timestamptz
SELECT
    s.id, -- uuid
    s.expires_at, -- timestamptz
    t.name AS tenant, -- text
    p.issuer, -- text
    p.subject, -- text
    p.display_name AS name, -- text
    s.roles -- text[]
FROM sessions AS s
INNER JOIN tenants AS t ON s.tenant_id = t.id
INNER JOIN principals AS p ON s.tenant_id = p.tenant_id AND s.principal_id = p.id
WHERE s.id = :id AND s.expires_at > :now AND s.ended_at IS NULL;

-- name: end_session :exec
-- param: id uuid
-- param: now timestamptz
UPDATE sessions SET ended_at = :now
WHERE id = :id AND ended_at IS NULL;
