# Generated from sql/queries by `python -m codegen`. Do not edit.
"""The queries of `sql/queries/summary.sql`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from generated.runtime.connection import Connection


@dataclass(frozen=True, slots=True)
class SeverityCountRow:
    """A row of `count_open_tickets`."""

    severity: str
    open: int


@dataclass(frozen=True, slots=True)
class DayCountRow:
    """A row of `count_tickets_by_day`."""

    day: str
    created: int
    resolved: int


_COUNT_OPEN_TICKETS = """\
SELECT
    s.severity,
    count(t.id) AS open
FROM unnest(ARRAY['critical', 'high', 'medium', 'low', 'informational']) WITH ORDINALITY AS s (severity, place)
LEFT JOIN tickets AS t ON s.severity = t.severity AND t.status NOT IN ('resolved', 'closed')
GROUP BY s.severity, s.place
ORDER BY s.place"""


async def count_open_tickets(connection: Connection) -> list[SeverityCountRow]:
    """Run `count_open_tickets` of sql/queries/summary.sql."""
    rows = await connection.fetch(_COUNT_OPEN_TICKETS)
    return [SeverityCountRow(*row) for row in rows]


_COUNT_TICKETS_BY_DAY = """\
WITH days AS (
    SELECT generate_series($1, $2, '1 day', 'UTC') AS day
),
created AS (
    SELECT
        date_trunc('day', created_at, 'UTC') AS day,
        count(*) AS number
    FROM tickets
    WHERE created_at >= $1
    GROUP BY date_trunc('day', created_at, 'UTC')
),
resolved AS (
    SELECT
        date_trunc('day', resolved_at, 'UTC') AS day,
        count(*) AS number
    FROM tickets
    WHERE resolved_at >= $1
    GROUP BY date_trunc('day', resolved_at, 'UTC')
)
SELECT
    to_char(d.day AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
    coalesce(c.number, 0) AS created,
    coalesce(r.number, 0) AS resolved
FROM days AS d
LEFT JOIN created AS c ON d.day = c.day
LEFT JOIN resolved AS r ON d.day = r.day
ORDER BY d.day"""


async def count_tickets_by_day(connection: Connection, *, first: datetime, now: datetime) -> list[DayCountRow]:
    """Run `count_tickets_by_day` of sql/queries/summary.sql."""
    rows = await connection.fetch(_COUNT_TICKETS_BY_DAY, first, now)
    return [DayCountRow(*row) for row in rows]
