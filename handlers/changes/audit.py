"""Audit records of mutations and of denied mutations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NewType
from uuid import UUID

from generated.queries import audit as audit_queries
from handlers import redaction
from handlers.changes.locks import RowTime
from handlers.redaction import Known
from handlers.rules.change import Change
from handlers.runtime.context import Context
from handlers.runtime.ids import new_id, utc_now

# Timeline entries and events take an AuditId, so none can be written before its audit record.
AuditId = NewType("AuditId", UUID)


@dataclass(frozen=True, slots=True)
class Mutation:
    """A change of a record at a time; ``known`` are the record's typed values."""

    target_id: UUID
    at: RowTime
    changes: list[Change]
    known: Known


async def record_mutation(
    context: Context,
    target_type: str,
    target_id: UUID,
    changes: list[Change],
    *,
    at: RowTime,
    known: Known,
    auditor_hidden: bool,
) -> AuditId:
    """Write the record of an allowed mutation in the mutation's own transaction and return its id.

    ``known`` are the typed values of the record, which auditors must not see in the changes.
    """
    return await _insert(
        context,
        at=at,
        outcome="allowed",
        reason=None,
        target_type=target_type,
        target_id=target_id,
        changes=changes,
        redacted=redacted_changes(target_type, changes, known),
        auditor_hidden=auditor_hidden,
    )


async def record_mutations(context: Context, target_type: str, mutations: Sequence[Mutation]) -> None:
    """Write the records of several allowed mutations. Auditors must be allowed to see the targets."""
    records = [
        {
            "id": str(new_id()),
            "occurred_at": mutation.at.isoformat(),
            "target_id": str(mutation.target_id),
            "changes": [change.document for change in mutation.changes],
            "redacted": redacted_changes(target_type, mutation.changes, mutation.known)["redacted"],
        }
        for mutation in mutations
    ]
    await audit_queries.insert_audit_records(
        context.connection,
        records=records,
        operation=context.operation_id,
        actor=context.actor.principal_id,
        kind=target_type,
        request=context.request_id,
        rules_version=redaction.REDACTION_VERSION,
    )


async def record_denial(context: Context, reason: str, target_type: str | None, target_id: UUID | None) -> AuditId:
    """Write the record of a denied mutation and return its id; ``reason`` is the code of the problem."""
    return await _insert(
        context,
        at=utc_now(),
        outcome="denied",
        reason=reason,
        target_type=target_type,
        target_id=target_id,
        changes=[],
        redacted=redacted_changes(None, [], redaction.NOTHING),
        auditor_hidden=False,
    )


async def record_denials(context: Context, reasons: Sequence[str]) -> list[AuditId]:
    """Write the records of several denied mutations without a target, and return their ids in order."""
    if not reasons:
        return []
    ids = [AuditId(new_id()) for _ in reasons]
    redacted = redacted_changes(None, [], redaction.NOTHING)["redacted"]
    await audit_queries.insert_denials(
        context.connection,
        records=[
            {"id": str(audit_id), "reason": reason, "redacted": redacted}
            for audit_id, reason in zip(ids, reasons, strict=True)
        ],
        now=utc_now(),
        operation=context.operation_id,
        actor=context.actor.principal_id,
        request=context.request_id,
        rules_version=redaction.REDACTION_VERSION,
    )
    return ids


async def _insert(
    context: Context,
    *,
    at: datetime,
    outcome: str,
    reason: str | None,
    target_type: str | None,
    target_id: UUID | None,
    changes: list[Change],
    redacted: dict[str, Any],
    auditor_hidden: bool,
) -> AuditId:
    audit_id = AuditId(new_id())
    await audit_queries.insert_audit_record(
        context.connection,
        id=audit_id,
        occurred_at=at,
        outcome=outcome,
        operation_id=context.operation_id,
        reason=reason,
        actor_id=context.actor.principal_id,
        target_type=target_type,
        target_id=target_id,
        changes=[change.document for change in changes],
        **redacted,
        request_id=context.request_id,
        auditor_hidden=auditor_hidden,
        by_auditor=context.actor.is_auditor,
    )
    return audit_id


def redacted_changes(target_type: str | None, changes: list[Change], known: Known) -> dict[str, Any]:
    """Return the redacted copy of the changes, redacted by the schema of the record that they belong to."""
    schema = "AuditTarget" if target_type is None else target_type.title().replace("_", "")
    if schema == "Link" and not any(change.field == "target_type" for change in changes):
        schema = "ExternalReferenceLink"  # the only kind of link that changes, and it keeps its type
    before, after = redaction.changes(
        schema, {c.field: c.before for c in changes}, {c.field: c.after for c in changes}, known
    )
    redacted = [Change(c.field, before[c.field], after[c.field]).document for c in changes]
    return {"redacted": {"changes": redacted}, "redaction_version": redaction.REDACTION_VERSION}
