-- Counts of tickets, for the overview.

-- row: SeverityCountRow = severity text, open int

-- name: count_open_tickets :many -> SeverityCountRow
SELECT
    s.severity,
    count(t.id) AS open
FROM unnest(ARRAY['critical', 'high', 'medium', 'low', 'informational']) WITH ORDINALITY AS s (severity, place)
LEFT JOIN tickets AS t ON s.severity = t.severity AND t.status NOT IN ('resolved', 'closed')
GROUP BY s.severity, s.place
ORDER BY s.place;

-- row: DayCountRow = day text, created int, resolved int

-- name: count_tickets_by_day :many -> DayCountRow
-- param: first timestamptz
-- param: now timestamptz
WITH days AS (
    SELECT generate_series(:first, :now, '1 day', 'UTC') AS day
),

made AS (
    SELECT
        date_trunc('day', created_at, 'UTC') AS day,
        count(*) AS number
    FROM tickets
    WHERE created_at >= :first
    GROUP BY date_trunc('day', created_at, 'UTC')
),

done AS (
    SELECT
        date_trunc('day', resolved_at, 'UTC') AS day,
        count(*) AS number
    FROM tickets
    WHERE resolved_at >= :first
    GROUP BY date_trunc('day', resolved_at, 'UTC')
)

SELECT
    to_char(d.day AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
    coalesce(m.number, 0) AS created,
    coalesce(r.number, 0) AS resolved
FROM days AS d
LEFT JOIN made AS m ON d.day = m.day
LEFT JOIN done AS r ON d.day = r.day
ORDER BY d.day;
