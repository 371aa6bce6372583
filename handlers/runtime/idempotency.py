"""Idempotency keys: a mutation whose response was lost is applied once, however often the client retries."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from generated.problems import IdempotencyInProgress, IdempotencyKeyReused
from generated.queries import idempotency
from generated.runtime.rendering import Rendered
from generated.runtime.server import Fingerprint
from handlers.runtime import canonical
from handlers.runtime.context import Context
from handlers.runtime.ids import utc_now

RETENTION = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """A stored response, and what the caller must still be allowed to do to have it replayed."""

    rendered: Rendered
    required_scopes: list[str]


async def recall(
    context: Context, key: str, fingerprint: Fingerprint
) -> StoredResponse | IdempotencyInProgress | IdempotencyKeyReused | None:
    """Return the response that this principal got from this operation under this key within the last 24 h.

    Locks the key until the transaction ends: of concurrent requests one proceeds, and the others are refused.
    """
    if not await idempotency.try_lock_idempotency_key(context.connection, lock_id=_lock_id(context, key)):
        return IdempotencyInProgress(
            detail="A request with this Idempotency-Key is still in progress: retry in a moment to get its response."
        )
    stored = await idempotency.get_stored_response(
        context.connection,
        principal_id=context.actor.principal_id,
        operation_id=context.operation_id,
        key=key,
        now=utc_now(),
    )
    if stored is None:
        return None
    if stored.fingerprint != _digest(fingerprint):
        return IdempotencyKeyReused(
            detail="This Idempotency-Key was used for a different request: use a new key for each new request."
        )
    headers = tuple((name, value) for name, value in stored.headers)
    return StoredResponse(Rendered(stored.status, headers, stored.body), stored.required_scopes)


async def remember(context: Context, key: str, fingerprint: Fingerprint, rendered: Rendered) -> None:
    """Store the response of a mutation in the mutation's own transaction."""
    now = utc_now()
    await idempotency.put_stored_response(
        context.connection,
        principal_id=context.actor.principal_id,
        operation_id=context.operation_id,
        key=key,
        fingerprint=_digest(fingerprint),
        status=rendered.status,
        headers=[list(header) for header in rendered.headers],
        body=rendered.body,
        required_scopes=sorted(context.required_scopes),
        created_at=now,
        expires_at=now + RETENTION,
    )


def _digest(fingerprint: Fingerprint) -> bytes:
    return canonical.digest([fingerprint.path, fingerprint.query, fingerprint.if_match, fingerprint.document])


def _lock_id(context: Context, key: str) -> int:
    actor = context.actor
    scope = f"{actor.tenant_id}\x00{actor.principal_id}\x00{context.operation_id}\x00{key}"
    return int.from_bytes(hashlib.sha256(scope.encode()).digest()[:8], signed=True)
