-- Tenants.

-- name: insert_tenant_if_absent :exec
-- param: id uuid
-- param: name text
-- param: now timestamptz
INSERT INTO tenants (id, name, created_at) VALUES (:id, :name, :now)
ON CONFLICT DO NOTHING;

-- name: get_tenant :optional -> uuid
-- The tenant of the transaction, if it is provisioned.
SELECT id FROM tenants;

-- name: list_tenants :many -> uuid
-- For the login of the background processes, the only one that sees all tenants.
SELECT id FROM tenants
ORDER BY id;

-- name: list_tenant_names :many -> text
-- For the login of the background processes, the only one that sees all tenants.
SELECT name FROM tenants
ORDER BY name;
