"""The audit record of every mutation and of every denied one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from generated.queries import audit
from handlers import redaction
from handlers.rules.change import Change
from handlers.runtime.context import Context
from handlers.runtime.ids import new_id


async def record(
    context: Context, target_type: str, target_id: UUID, changes: list[Change], *, auditor_hidden: bool = False
) -> UUID:
    """Write the record of an allowed mutation into the mutation's own transaction and give its id."""
    audit_id = new_id()
    told = [{"field": c.field, "before": c.before, "after": c.after} for c in changes]
    await audit.insert_audit_record(
        context.connection,
        id=audit_id,
        occurred_at=context.now,
        outcome="allowed",
        operation_id=context.operation_id,
        reason=None,
        actor_id=context.actor.principal_id,
        target_type=target_type,
        target_id=target_id,
        changes=told,
        **redacted_columns(target_type, changes),
        request_id=context.request_id,
        auditor_hidden=auditor_hidden,
        by_auditor=context.actor.is_auditor,
    )
    return audit_id


async def record_denial(context: Context, reason: str, target_type: str | None, target_id: UUID | None) -> UUID:
    """Write the record of a denied mutation; ``reason`` is the problem's code."""
    audit_id = new_id()
    await audit.insert_audit_record(
        context.connection,
        id=audit_id,
        occurred_at=context.now,
        outcome="denied",
        operation_id=context.operation_id,
        reason=reason,
        actor_id=context.actor.principal_id,
        target_type=target_type,
        target_id=target_id,
        changes=[],
        **redacted_columns(None, []),
        request_id=context.request_id,
        auditor_hidden=False,
        by_auditor=context.actor.is_auditor,
    )
    return audit_id


def redacted_columns(target_type: str | None, changes: list[Change]) -> dict[str, Any]:
    """Redact each field as the thing that it belongs to has it: of an address even what does not look like one."""
    schema = "AuditTarget" if target_type is None else target_type.title().replace("_", "")
    before, after = redaction.changes(schema, {c.field: c.before for c in changes}, {c.field: c.after for c in changes})
    seen = [{"field": c.field, "before": before[c.field], "after": after[c.field]} for c in changes]
    return {"redacted": {"changes": seen}, "redaction_version": redaction.REDACTION_VERSION}
