-- Who there is: tenants and their principals.

-- row: PrincipalRow = id uuid, kind text, display_name text, roles text[], assignable bool, last_seen_at timestamptz

-- name: insert_tenant_if_absent :exec
-- param: id uuid
-- param: name text
-- param: now timestamptz
INSERT INTO tenants (id, name, created_at) VALUES (:id, :name, :now)
ON CONFLICT DO NOTHING;

-- name: get_tenant :optional -> uuid
-- The transaction's own tenant, if it is provisioned.
SELECT id FROM tenants;

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
SELECT
    id,
    kind,
    display_name,
    roles,
    assignable,
    last_seen_at
FROM principals
WHERE id = :principal_id;

-- name: list_principals :many -> PrincipalRow
-- param: limit int
-- filter: q text
-- filter: assignable bool
-- sort: display_name = p.display_name ASC text
-- tiebreak: p.id
SELECT
    p.id,
    p.kind,
    p.display_name,
    p.roles,
    p.assignable,
    p.last_seen_at
    /* sort_key */
FROM principals AS p
WHERE
    true
    AND p.display_name ILIKE :q
    AND p.assignable = :assignable
    /* after */
/* order_by */
LIMIT :limit + 1;
