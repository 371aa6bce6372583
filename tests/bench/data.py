"""Made-up tickets, written by Postgres itself, as many as a bench needs."""

from __future__ import annotations

import asyncio
from uuid import UUID

import asyncpg

# One in 5,000 has a rare tag and word; every title has a common word. Times are spread over a year.
_TICKETS = """
INSERT INTO tickets
(
    tenant_id, id, number, version, title, description, status, priority, severity, assignee_id, tags, source_kind,
    reporter_id, redacted, redaction_version, created_at, updated_at, status_changed_at, resolved_at, closed_at,
    resolution_reason
)
SELECT
    $1::uuid, uuidv7(), n.number, 1, w.title, w.description, w.status, 'p' || (1 + n.number * 7919 % 4), w.severity,
    CASE WHEN n.number % 3 = 0 THEN $2::uuid END, w.tags, 'manual', $2::uuid,
    jsonb_build_object('title', w.title, 'description', w.description, 'tags', to_jsonb(w.tags), 'resolution', NULL),
    $5::smallint, w.at, w.at, w.at,
    CASE WHEN w.status IN ('resolved', 'closed') THEN w.at END, CASE WHEN w.status = 'closed' THEN w.at END,
    CASE WHEN w.status IN ('resolved', 'closed') THEN 'other' END
FROM generate_series($3::bigint, $4::bigint) AS n (number)
CROSS JOIN LATERAL (
    SELECT
        format(
            '%s on %s %s', (ARRAY['Suspicious login', 'Malware blocked', 'Beaconing', 'Port scan', 'Data upload'])
            [1 + n.number * 31 % 5], (ARRAY['web', 'mail', 'build', 'file', 'print'])[1 + n.number * 17 % 5],
            'server ' || n.number % 977
        ) || CASE WHEN n.number % 5000 = 0 THEN ' xylophone' ELSE '' END AS title,
        repeat('The sensor reported it again; the owner was asked. ', 3) || md5(n.number::text) AS description,
        (ARRAY['new', 'triaged', 'in_progress', 'on_hold', 'resolved', 'closed', 'closed', 'closed'])
        [1 + n.number * 13 % 8] AS status,
        (ARRAY['critical', 'high', 'medium', 'low', 'informational'])[1 + n.number * 11 % 5] AS severity,
        ARRAY['team-' || n.number % 20] || CASE WHEN n.number % 5000 = 0 THEN ARRAY['rare'] ELSE '{}' END AS tags,
        now() - (n.number * 7919 % 525600) * interval '1 minute' AS at
) AS w
"""


def load_tickets(superuser: str, tenants: list[tuple[UUID, UUID]], number: int, redaction_version: int) -> None:
    """Write this many tickets into each of the tenants, given with a principal who reports them."""

    async def load() -> None:
        connection = await asyncpg.connect(superuser, command_timeout=3600)
        try:
            for tenant, principal in tenants:
                await connection.execute(_TICKETS, tenant, principal, 1, number, redaction_version)
                await connection.execute(
                    "INSERT INTO ticket_counters (tenant_id, last_number) VALUES ($1, $2) "
                    "ON CONFLICT (tenant_id) DO UPDATE SET last_number = $2",
                    tenant,
                    number,
                )
            await connection.execute("VACUUM ANALYZE")
        finally:
            await connection.close()

    asyncio.run(load())
