"""`oneprotect redact`: brings the redacted copies of all rows up to date with the current rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import asyncpg

from generated.queries import redaction as rows
from generated.queries import tenants as tenant_rows
from generated.queries.redaction import OutdatedRow
from handlers import redaction
from handlers.changes import audit
from handlers.rules.change import Change
from handlers.runtime import db

_BATCH = 500
_SCHEMAS = {
    "tickets": "Ticket",
    "ticket_comments": "Comment",
    "ticket_links": "Link",
    "alerts": "AlertSummary",
    "alert_reports": "AlertReport",
    "assets": "Asset",
    "evidence": "Evidence",
    "delivery_records": "DeliveryRecord",
}


async def redact(owner_url: str, background_url: str, advance: Callable[[int], None]) -> int:
    """Redact the rows that older rules or none redacted, and return how many. Safe to repeat and to interrupt.

    ``advance(count)`` is called with the total after each batch. A row that is changed meanwhile gets a new copy then.
    """
    background = await asyncpg.connect(background_url, timeout=5)
    try:
        tenants = await tenant_rows.list_tenants(background)
    finally:
        await background.close(timeout=5)
    pool = await db.open_pool(owner_url, connections=2, statement_timeout_ms=600_000, name="redact")
    done = 0
    async with pool:
        for tenant_id in tenants:
            while True:
                async with db.transaction(pool, tenant_id) as connection:
                    batch = await rows.list_outdated(
                        connection, redaction_version=redaction.REDACTION_VERSION, limit=_BATCH
                    )
                    for row in batch:
                        await rows.set_redacted(connection, kind=row.kind, id=row.id, **_redacted_columns(row))
                done += len(batch)
                advance(done)
                if len(batch) < _BATCH:
                    break
    return done


def _redacted_columns(row: OutdatedRow) -> dict[str, Any]:
    document = row.document
    if row.kind == "ticket_timeline":
        return redaction.redacted_columns(f"{document['kind'].title().replace('_', '')}Entry", document["data"])
    if row.kind == "audit_records":
        changes = [Change(c["field"], c["before"], c["after"]) for c in document["changes"]]
        return audit.redacted_changes(document["target_type"], changes)
    return redaction.redacted_columns(_SCHEMAS[row.kind], document)
