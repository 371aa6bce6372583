"""Idempotency keys: a lost answer can be asked for again, and the effect comes once."""

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

KEPT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that can be given again to who may still ask for it."""

    rendered: Rendered
    required_scopes: list[str]


async def recall(
    context: Context, key: str, fingerprint: Fingerprint
) -> Kept | IdempotencyInProgress | IdempotencyKeyReused | None:
    """Find the answer that this principal got from this operation under this key within 24 h.

    Holds the key until the transaction ends: of simultaneous requests one works, the others are told to wait.
    """
    if not await idempotency.try_lock_idempotency_key(context.connection, lock_id=_lock_id(context, key)):
        return IdempotencyInProgress(
            detail="A request with this Idempotency-Key is still at work: repeat yours in a moment to have its answer."
        )
    stored = await idempotency.get_stored_answer(
        context.connection,
        principal_id=context.actor.principal_id,
        operation_id=context.operation_id,
        key=key,
        now=context.now,
    )
    if stored is None:
        return None
    if stored.fingerprint != _digest(fingerprint):
        return IdempotencyKeyReused(
            detail="This Idempotency-Key belongs to another request: use a new key for each new request."
        )
    headers = tuple((name, value) for name, value in stored.headers)
    return Kept(Rendered(stored.status, headers, stored.body), stored.required_scopes)


async def remember(context: Context, key: str, fingerprint: Fingerprint, rendered: Rendered) -> None:
    """Keep an answer with the mutation that it tells of; it commits or vanishes with it."""
    await idempotency.put_stored_answer(
        context.connection,
        principal_id=context.actor.principal_id,
        operation_id=context.operation_id,
        key=key,
        fingerprint=_digest(fingerprint),
        status=rendered.status,
        headers=[list(header) for header in rendered.headers],
        body=rendered.body,
        required_scopes=sorted(context.required_scopes),
        created_at=context.now,
        expires_at=context.now + KEPT,
    )


def _digest(fingerprint: Fingerprint) -> bytes:
    return canonical.digest([fingerprint.path, fingerprint.query, fingerprint.if_match, fingerprint.document])


def _lock_id(context: Context, key: str) -> int:
    actor = context.actor
    scope = f"{actor.tenant_id}\x00{actor.principal_id}\x00{context.operation_id}\x00{key}"
    return int.from_bytes(hashlib.sha256(scope.encode()).digest()[:8], signed=True)
