-- Idempotency keys: the first response to a mutation, stored in the mutation's transaction.

-- name: try_lock_idempotency_key :one -> bool
-- param: lock_id int
-- Returns false while another transaction works under this key. The lock is released after the commit is visible.
SELECT pg_try_advisory_xact_lock(:lock_id);

-- name: get_stored_response :optional -> StoredResponseRow
-- param: principal_id uuid
-- param: operation_id text
-- param: key text
-- param: now timestamptz
SELECT
    fingerprint, -- bytea
    status, -- int
    headers, -- json
    body, -- bytea?
    demands AS required_scopes -- text[]
FROM idempotency_keys
WHERE
    principal_id = :principal_id
    AND operation_id = :operation_id
    AND key = :key
    AND expires_at > :now;

-- name: put_stored_response :exec
-- param: principal_id uuid
-- param: operation_id text
-- param: key text
-- param: fingerprint bytea
-- param: status int
-- param: headers json
-- param: body bytea?
-- param: required_scopes text[]
-- param: created_at timestamptz
-- param: expires_at timestamptz
-- An existing row has expired: otherwise get_stored_response would have returned it, under the lock.
INSERT INTO idempotency_keys
(principal_id, operation_id, key, fingerprint, status, headers, body, demands, created_at, expires_at)
VALUES
(:principal_id, :operation_id, :key, :fingerprint, :status, :headers, :body, :required_scopes, :created_at, :expires_at)
ON CONFLICT (tenant_id, principal_id, operation_id, key) DO UPDATE
    SET
        fingerprint = excluded.fingerprint,
        status = excluded.status,
        headers = excluded.headers,
        body = excluded.body,
        demands = excluded.demands,
        created_at = excluded.created_at,
        expires_at = excluded.expires_at;

-- name: delete_expired_responses :exec
-- param: now timestamptz
-- Of all tenants. get_stored_response ignores expired rows, so that this only frees space.
DELETE FROM idempotency_keys
WHERE expires_at <= :now;
