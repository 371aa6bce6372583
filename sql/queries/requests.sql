-- Idempotency keys: the first answer to a mutation, kept with the mutation.

-- row: StoredAnswerRow = fingerprint bytea, status int, headers json, body bytea?,
--   required_scopes text[]

-- name: try_lock_idempotency_key :one -> bool
-- param: lock_id int
-- A transaction that holds the lock is still at work under this key; the lock ends with it, after its commit shows.
SELECT pg_try_advisory_xact_lock(:lock_id);

-- name: get_stored_answer :optional -> StoredAnswerRow
-- param: principal_id uuid
-- param: operation_id text
-- param: key text
-- param: now timestamptz
SELECT
    fingerprint,
    status,
    headers,
    body,
    demands AS required_scopes
FROM idempotency_keys
WHERE
    principal_id = :principal_id
    AND operation_id = :operation_id
    AND key = :key
    AND expires_at > :now;

-- name: put_stored_answer :exec
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
-- A row that is there already has expired, or get_stored_answer would have found it under the lock.
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

-- name: delete_expired_answers :exec
-- param: now timestamptz
-- Of all tenants; an expired answer counts for nothing already.
DELETE FROM idempotency_keys
WHERE expires_at <= :now;
