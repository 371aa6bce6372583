"""Delivery records: what outbound integrations reported; the worker writes them, clients read them."""

from __future__ import annotations

from generated import models
from generated.operations import (
    GetDeliveryRecord200,
    GetDeliveryRecordRequest,
    GetDeliveryRecordResult,
    ListDeliveryRecords200,
    ListDeliveryRecordsRequest,
    ListDeliveryRecordsResult,
)
from generated.problems import InvalidCursor
from generated.queries import deliveries
from handlers.rules import views
from handlers.runtime import paging
from handlers.runtime.context import Context


async def get_delivery_record(context: Context, request: GetDeliveryRecordRequest) -> GetDeliveryRecordResult:
    """Show one delivery record."""
    row = await deliveries.get_delivery(context.connection, delivery_record_id=request.delivery_record_id)
    return views.not_found("delivery record") if row is None else GetDeliveryRecord200(body=views.delivery_record(row))


async def list_delivery_records(context: Context, request: ListDeliveryRecordsRequest) -> ListDeliveryRecordsResult:
    """Give a page of delivery records."""
    after = paging.position(context, request)
    if isinstance(after, InvalidCursor):
        return after
    rows = await deliveries.list_deliveries(
        context.connection,
        ticket_id=request.ticket_id,
        status=paging.any_of(request.status),
        sort=request.sort,
        after=after,
        limit=request.limit + 1,
    )
    shown, next_cursor = paging.page(context, request, rows)
    items = [views.delivery_record(row) for row in shown]
    return ListDeliveryRecords200(body=models.DeliveryRecordPage(items=items, next_cursor=next_cursor))
