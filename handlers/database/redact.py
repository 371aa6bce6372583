"""`oneprotect redact`: brings the redacted copies of all rows up to date with the current rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import asyncpg

from generated.queries import alerts, tickets
from generated.queries import redaction as rows
from generated.queries import tenants as tenant_rows
from generated.queries.redaction import OutdatedRow
from handlers import redaction
from handlers.changes.renew_copies import redacted_copy
from handlers.redaction import NOTHING, Known
from handlers.rules import indicators
from handlers.runtime import db

_BATCH = 500
_OF_TICKETS = ("tickets", "ticket_comments", "ticket_links", "ticket_timeline", "audit_records")
_SCHEMAS = {
    "alerts": "AlertSummary",
    "alert_reports": "AlertReport",
    "assets": "Asset",
    "evidence": "Evidence",
    "delivery_records": "DeliveryRecord",
}
_KINDS = (*_OF_TICKETS, *_SCHEMAS)


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
            for kind in _KINDS:
                after: UUID | None = UUID(int=0)
                while after is not None:
                    async with db.transaction(pool, tenant_id) as connection:
                        count, after = await _redact_batch(connection, kind, after)
                    done += count
                    advance(done)
    return done


async def _redact_batch(connection: Any, kind: str, after: UUID) -> tuple[int, UUID | None]:
    """Redact the next rows of a table; return their number and the id of the last one, or None after the last batch."""
    batch = await _list_outdated(connection, kind, after)
    if not batch:
        return 0, None
    known = await _known_values(connection, batch)
    evidence = await rows.lock_evidence(connection, row_ids=[row.id for row in batch])
    if evidence and await _list_outdated(connection, kind, after) != batch:
        return 0, after  # a ticket has been linked to the evidence, whose values are not known here
    for row in batch:
        owners = row.ticket_ids if row.alert_id is None else [row.alert_id]
        values = Known.union(known.get(owner, NOTHING) for owner in owners)
        await rows.set_redacted(connection, kind=row.kind, id=row.id, **_redacted_columns(row, values))
    return len(batch), batch[-1].id if len(batch) == _BATCH else None


async def _list_outdated(connection: Any, kind: str, after: UUID) -> list[OutdatedRow]:
    version = redaction.REDACTION_VERSION
    return await rows.list_outdated(connection, kind=kind, last_id=after, redaction_version=version, limit=_BATCH)


async def _known_values(connection: Any, batch: Sequence[OutdatedRow]) -> dict[UUID, Known]:
    """Return the typed values of the tickets and alerts that the rows belong to, by id."""
    ticket_ids = sorted({ticket_id for row in batch for ticket_id in row.ticket_ids})
    alert_ids = sorted({row.alert_id for row in batch if row.alert_id is not None})
    # A link that is being created would otherwise bring values that the copies below do not know.
    await tickets.lock_tickets(connection, ticket_ids=ticket_ids)
    facts = await tickets.list_ticket_facts(connection, ticket_ids=ticket_ids)
    assets = await alerts.list_assets_of_alerts(connection, alert_ids=alert_ids)
    return {item.ticket_id: Known.of(item.assets) for item in facts} | {
        item.alert_id: Known.of(item.assets) for item in assets
    }


def _redacted_columns(row: OutdatedRow, known: Known) -> dict[str, Any]:
    if row.kind == "audit_records" and row.document["target_type"] == "asset" and row.document["changes"]:
        known = Known.of([{change["field"]: change["after"] for change in row.document["changes"]}])
    if row.kind not in _SCHEMAS:
        return redacted_copy(row.kind, row.document, known)
    if row.kind == "assets":
        known = Known.of([row.document])
    columns = redaction.redacted_columns(_SCHEMAS[row.kind], row.document, known)
    if row.kind in {"alerts", "assets"}:
        columns["redacted"] = indicators.with_canonical(columns["redacted"])
    return columns
