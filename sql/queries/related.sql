-- Alerts and tickets that share an indicator or a rule with an alert.

-- name: list_related :many -> RelatedRow
-- param: alert_id uuid
-- param: wanted json
-- param: limit int
-- sort: -created_at = r.created_at timestamptz
-- tiebreak: r.id
-- The alerts and tickets that have what is wanted, as `indicator_ids` takes it, without the alert and its own ticket.
SELECT
    r.type, -- text
    r.id, -- uuid
    r.number, -- int?
    r.title, -- text
    r.severity, -- text
    r.status, -- text
    r.created_at -- timestamptz
FROM (
    SELECT
        'alert' AS type,
        a.id,
        NULL::bigint AS number,
        a.title,
        a.severity,
        a.status,
        a.created_at
    FROM alerts AS a
    WHERE a.id <> :alert_id AND a.id IN (SELECT s.id FROM indicator_ids('alerts', :wanted::json) AS s (id))
    UNION ALL
    SELECT
        'ticket' AS type,
        t.id,
        t.number,
        t.title,
        t.severity,
        t.status,
        t.created_at
    FROM tickets AS t
    WHERE
        t.source_alert_id IS DISTINCT FROM :alert_id
        AND t.id IN (SELECT s.id FROM indicator_ids('tickets', :wanted::json) AS s (id))
) AS r
WHERE
    true
    /* after */
/* order_by */
LIMIT :limit + 1;

-- name: list_shared :many -> SharedRow
-- param: record_ids uuid[]
-- param: wanted json
-- What the alerts and tickets share of what is wanted: an asset by its place in `exact`, or else a rule.
WITH named AS (
    SELECT
        i.id AS record_id,
        i.id AS alert_id
    FROM unnest(:record_ids::uuid[]) AS i (id)
    UNION ALL
    SELECT
        t.id AS record_id,
        t.source_alert_id AS alert_id
    FROM tickets AS t
    WHERE t.id = any(:record_ids)
    UNION ALL
    SELECT
        l.ticket_id AS record_id,
        l.alert_id
    FROM ticket_links AS l
    WHERE l.ticket_id = any(:record_ids) AND l.unlinked_at IS NULL AND l.alert_id IS NOT NULL
),

present AS (
    SELECT
        n.record_id,
        s.type,
        s.canonical
    FROM named AS n
    INNER JOIN alert_assets AS s ON n.alert_id = s.alert_id
    UNION ALL
    SELECT
        l.ticket_id AS record_id,
        s.type,
        s.canonical
    FROM ticket_links AS l
    INNER JOIN assets AS s ON l.asset_id = s.id
    WHERE l.ticket_id = any(:record_ids) AND l.unlinked_at IS NULL
)

SELECT
    s.record_id, -- uuid
    s.place -- int?
FROM (
    SELECT
        p.record_id,
        w.place
    FROM json_to_recordset(:wanted::json -> 'exact') AS w (type text, canonical text, place int)
    INNER JOIN present AS p ON w.type = p.type AND w.canonical = p.canonical
    UNION
    SELECT
        n.record_id,
        NULL::int AS place
    FROM json_to_recordset(:wanted::json -> 'rules') AS w (source text, rule_id text)
    INNER JOIN alerts AS a ON w.source = a.source AND w.rule_id = a.rule_id
    INNER JOIN named AS n ON a.id = n.alert_id
) AS s
ORDER BY s.record_id, s.place NULLS FIRST;
