"""The timeline of a ticket: immutable entries, one per recorded change."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from generated.queries import timeline as timeline_queries
from handlers import redaction
from handlers.changes.audit import AuditId
from handlers.changes.locks import RowTime
from handlers.redaction import Known
from handlers.runtime.context import Context
from handlers.runtime.ids import new_id


async def add_entry(
    context: Context,
    ticket_id: UUID,
    *,
    at: RowTime,
    kind: str,
    ticket_version: int,
    audit_id: AuditId,
    data: dict[str, Any],
    known: Known,
    auditor_hidden: bool,
) -> None:
    """Write one entry in the mutation's own transaction; ``data`` holds the members specific to the entry's kind."""
    schema = f"{kind.title().replace('_', '')}Entry"
    await timeline_queries.insert_timeline_entry(
        context.connection,
        id=new_id(),
        ticket_id=ticket_id,
        kind=kind,
        actor_id=context.actor.principal_id,
        occurred_at=at,
        ticket_version=ticket_version,
        audit_id=audit_id,
        data=data,
        **redaction.redacted_columns(schema, data, known),
        auditor_hidden=auditor_hidden,
    )
