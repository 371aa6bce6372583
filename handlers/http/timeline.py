"""The timeline of a ticket."""

from __future__ import annotations

from generated import models
from generated.operations import ListTimeline200, ListTimelineRequest, ListTimelineResult
from generated.problems import InvalidCursor
from generated.queries import tickets, timeline
from handlers.rules import refusals, views
from handlers.runtime import paging
from handlers.runtime.context import Context


async def list_timeline(context: Context, request: ListTimelineRequest) -> ListTimelineResult:
    """Give a page of what happened to a ticket."""
    if await tickets.get_ticket(context.connection, ticket_id=request.ticket_id) is None:
        return refusals.not_found("ticket")
    after = paging.position(context, request)
    if isinstance(after, InvalidCursor):
        return after
    rows = await timeline.list_timeline(
        context.connection, ticket_id=request.ticket_id, sort=request.sort, after=after, limit=request.limit + 1
    )
    shown, next_cursor = paging.page(context, request, rows)
    items = [views.timeline_entry(row) for row in shown]
    return ListTimeline200(body=models.TimelinePage(items=items, next_cursor=next_cursor))
