-- Counts for the overview of tickets.

-- name: count_open_tickets :many -> SeverityCountRow
SELECT
    s.severity, -- text
    count(t.id) AS open -- int
FROM unnest(ARRAY['critical', 'high', 'medium', 'low', 'informational']) WITH ORDINALITY AS s (severity, place)
LEFT JOIN tickets AS t ON s.severity = t.severity AND t.status NOT IN ('resolved', 'closed')
GROUP BY s.severity, s.place
ORDER BY s.place;

-- name: count_tickets_by_day :many -> DayCountRow
-- param: first timestamptz
-- param: now timestamptz
WITH days AS (
    SELECT generate_series(:first, :now, '1 day', 'UTC') AS day
),

created AS (
    SELECT
        date_trunc('day', created_at, 'UTC') AS day,
        count(*) AS number
    FROM tickets
    WHERE created_at >= :first
    GROUP BY date_trunc('day', created_at, 'UTC')
),

resolved AS (
    SELECT
        date_trunc('day', resolved_at, 'UTC') AS day,
        count(*) AS number
    FROM tickets
    WHERE resolved_at >= :first
    GROUP BY date_trunc('day', resolved_at, 'UTC')
)

SELECT
    to_char(d.day AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, -- text
    coalesce(c.number, 0) AS created, -- int
    coalesce(r.number, 0) AS resolved -- int
FROM days AS d
LEFT JOIN created AS c ON d.day = c.day
LEFT JOIN resolved AS r ON d.day = r.day
ORDER BY d.day;
