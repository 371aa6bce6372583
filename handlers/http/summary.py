"""Counts of tickets, for those who look at many."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from generated import models
from generated.operations import GetTicketSummary200, GetTicketSummaryRequest, GetTicketSummaryResult
from generated.queries import summary
from handlers.runtime.context import Context


async def get_ticket_summary(context: Context, request: GetTicketSummaryRequest) -> GetTicketSummaryResult:
    """Count open tickets by severity, and what was made and resolved on each of the last days, today included."""
    today = datetime.combine(context.now.date(), time(), UTC)
    first = today - timedelta(days=request.days - 1)
    severities = await summary.count_open_tickets(context.connection)
    days = await summary.count_tickets_by_day(context.connection, first=first, now=context.now)
    return GetTicketSummary200(
        body=models.TicketSummary(
            by_severity=[
                models.SeverityCount(severity=models.Severity(row.severity), open=row.open) for row in severities
            ],
            by_day=[models.DayCount(day=row.day, created=row.created, resolved=row.resolved) for row in days],
        )
    )
