"""The timeline of a ticket: what happened to it, immutable."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from generated.queries import timeline
from handlers import redaction
from handlers.runtime.context import Context
from handlers.runtime.ids import new_id


async def add(
    context: Context,
    ticket_id: UUID,
    *,
    kind: str,
    ticket_version: int,
    audit_id: UUID,
    data: dict[str, Any],
    auditor_hidden: bool = False,
) -> None:
    """Write one entry in the mutation's own transaction; ``data`` is what the entry's kind tells beyond the common."""
    schema = f"{kind.title().replace('_', '')}Entry"
    await timeline.insert_timeline_entry(
        context.connection,
        id=new_id(),
        ticket_id=ticket_id,
        kind=kind,
        actor_id=context.actor.principal_id,
        occurred_at=context.now,
        ticket_version=ticket_version,
        audit_id=audit_id,
        data=data,
        **redaction.redacted_columns(schema, data),
        auditor_hidden=auditor_hidden,
    )
