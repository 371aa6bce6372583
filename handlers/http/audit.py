"""The audit trail: read and list its records."""

from __future__ import annotations

from generated import models
from generated.operations import (
    GetAuditRecord200,
    GetAuditRecordRequest,
    GetAuditRecordResult,
    ListAuditRecords200,
    ListAuditRecordsRequest,
    ListAuditRecordsResult,
)
from generated.problems import InvalidCursor
from generated.queries import audit
from handlers.rules import refusals, views
from handlers.runtime import paging
from handlers.runtime.context import Context


async def get_audit_record(context: Context, request: GetAuditRecordRequest) -> GetAuditRecordResult:
    """Return one audit record."""
    row = await audit.get_audit_record(context.connection, audit_record_id=request.audit_record_id)
    return refusals.not_found("audit record") if row is None else GetAuditRecord200(body=views.audit_record(row))


async def list_audit_records(context: Context, request: ListAuditRecordsRequest) -> ListAuditRecordsResult:
    """Give a page of the tenant's audit records."""
    after = paging.position(context, request)
    if isinstance(after, InvalidCursor):
        return after
    rows = await audit.list_audit_records(
        context.connection,
        outcome=request.outcome,
        actor_id=paging.any_of(request.actor_id),
        operation_id=paging.any_of(request.operation_id),
        target_type=paging.any_of(request.target_type),
        target_id=request.target_id,
        request_id=request.request_id,
        occurred_from=request.occurred_from,
        occurred_to=request.occurred_to,
        sort=request.sort,
        after=after,
        limit=request.limit + 1,
    )
    shown, next_cursor = paging.page(context, request, rows)
    items = [views.audit_record(row) for row in shown]
    return ListAuditRecords200(body=models.AuditRecordPage(items=items, next_cursor=next_cursor))
