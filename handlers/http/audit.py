"""The audit trail: read and list its records."""

from __future__ import annotations

from generated.operations.audit import (
    GetAuditRecord200,
    GetAuditRecordRequest,
    GetAuditRecordResult,
    ListAuditRecords200,
    ListAuditRecordsRequest,
    ListAuditRecordsResult,
)
from generated.queries import audit
from handlers.rules import refusals, views
from handlers.runtime.context import Context


async def get_audit_record(context: Context, request: GetAuditRecordRequest) -> GetAuditRecordResult:
    """Return one audit record."""
    row = await audit.get_audit_record(context.connection, audit_record_id=request.audit_record_id)
    return refusals.not_found("audit record") if row is None else GetAuditRecord200(body=views.audit_record(row))


async def list_audit_records(context: Context, request: ListAuditRecordsRequest) -> ListAuditRecordsResult:
    """List the audit records of the tenant."""
    rows = await audit.list_audit_records(
        context.connection,
        outcome=request.outcome,
        actor_id=request.actor_id,
        operation_id=request.operation_id,
        target_type=request.target_type,
        target_id=request.target_id,
        request_id=request.request_id,
        occurred_from=request.occurred_from,
        occurred_to=request.occurred_to,
        sort=request.sort,
        after=request.after,
        limit=request.limit,
    )
    return ListAuditRecords200(body=request.page(rows, views.audit_record))
