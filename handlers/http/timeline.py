"""The timeline of a ticket."""

from __future__ import annotations

from generated.operations.timeline import ListTimeline200, ListTimelineRequest, ListTimelineResult
from generated.queries import tickets, timeline
from handlers.rules import refusals, views
from handlers.runtime.context import Context


async def list_timeline(context: Context, request: ListTimelineRequest) -> ListTimelineResult:
    """List the entries of a ticket's timeline."""
    if await tickets.get_ticket(context.connection, ticket_id=request.ticket_id) is None:
        return refusals.not_found("ticket")
    rows = await timeline.list_timeline(
        context.connection, ticket_id=request.ticket_id, sort=request.sort, after=request.after, limit=request.limit
    )
    return ListTimeline200(body=request.page(rows, views.timeline_entry))
