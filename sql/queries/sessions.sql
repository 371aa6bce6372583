-- The console's sessions.

-- row: SessionRow = id uuid, expires_at timestamptz, tenant text, issuer text, subject text, name text, roles text[]

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
    s.id,
    s.expires_at,
    t.name AS tenant,
    p.issuer,
    p.subject,
    p.display_name AS name,
    s.roles
FROM sessions AS s
INNER JOIN tenants AS t ON s.tenant_id = t.id
INNER JOIN principals AS p ON s.tenant_id = p.tenant_id AND s.principal_id = p.id
WHERE s.id = :id AND s.expires_at > :now AND s.ended_at IS NULL;

-- name: end_session :exec
-- param: id uuid
-- param: now timestamptz
UPDATE sessions SET ended_at = :now
WHERE id = :id AND ended_at IS NULL;
