# Generated from sql/queries by `python -m codegen`. Do not edit.
"""The queries of `sql/queries/idempotency.sql`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from generated.runtime.connection import Connection, NoRowError


@dataclass(frozen=True, slots=True)
class StoredResponseRow:
    """A row of `get_stored_response`."""

    fingerprint: bytes
    status: int
    headers: Any
    body: bytes | None
    required_scopes: list[str]


_TRY_LOCK_IDEMPOTENCY_KEY = """\
SELECT pg_try_advisory_xact_lock($1)"""


async def try_lock_idempotency_key(
    connection: Connection,
    *,
    lock_id: int,
) -> bool:
    """Returns false while another transaction works under this key. The lock is released after the commit is visible."""
    row = await connection.fetchrow(_TRY_LOCK_IDEMPOTENCY_KEY, lock_id)
    if row is None:
        raise NoRowError("try_lock_idempotency_key")
    result: bool = row[0]
    return result


_GET_STORED_RESPONSE = """\
SELECT
    fingerprint,
    status,
    headers,
    body,
    demands AS required_scopes
FROM idempotency_keys
WHERE
    principal_id = $1
    AND operation_id = $2
    AND key = $3
    AND expires_at > $4"""


async def get_stored_response(
    connection: Connection,
    *,
    principal_id: UUID,
    operation_id: str,
    key: str,
    now: datetime,
) -> StoredResponseRow | None:
    """Run `get_stored_response` of sql/queries/idempotency.sql."""
    row = await connection.fetchrow(_GET_STORED_RESPONSE, principal_id, operation_id, key, now)
    if row is None:
        return None
    return StoredResponseRow(*row)


_PUT_STORED_RESPONSE = """\
INSERT INTO idempotency_keys
(principal_id, operation_id, key, fingerprint, status, headers, body, demands, created_at, expires_at)
VALUES
($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (tenant_id, principal_id, operation_id, key) DO UPDATE
    SET
        fingerprint = excluded.fingerprint,
        status = excluded.status,
        headers = excluded.headers,
        body = excluded.body,
        demands = excluded.demands,
        created_at = excluded.created_at,
        expires_at = excluded.expires_at"""


async def put_stored_response(
    connection: Connection,
    *,
    principal_id: UUID,
    operation_id: str,
    key: str,
    fingerprint: bytes,
    status: int,
    headers: Any,
    body: bytes | None,
    required_scopes: list[str],
    created_at: datetime,
    expires_at: datetime,
) -> None:
    """An existing row has expired: otherwise get_stored_response would have returned it, under the lock."""
    await connection.execute(
        _PUT_STORED_RESPONSE,
        principal_id,
        operation_id,
        key,
        fingerprint,
        status,
        headers,
        body,
        required_scopes,
        created_at,
        expires_at,
    )


_DELETE_EXPIRED_RESPONSES = """\
DELETE FROM idempotency_keys
WHERE expires_at <= $1"""


async def delete_expired_responses(
    connection: Connection,
    *,
    now: datetime,
) -> None:
    """Of all tenants. get_stored_response ignores expired rows, so that this only frees space."""
    await connection.execute(_DELETE_EXPIRED_RESPONSES, now)
