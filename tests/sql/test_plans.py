"""The queries of a batch and of an alert's reports use indexes, under row-level security and in a large table."""

import json
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from generated.queries import alerts, tickets

ALERTS = 20_000  # in each of two tenants
BATCH = 500
FILL_ALERTS = """
INSERT INTO alerts (
    id, source, source_alert_id, title, description, severity, status, fingerprint, detected_at, evidence, content_hash,
    version, created_at, updated_at, redacted, redaction_version
)
SELECT
    gen_random_uuid(), 'sensor', n::text, 'Scan', '', 'low', 'new', sha256('f'), now(), '[]', sha256('c'), 1, now(),
    now(), '{}', 1
FROM generate_series(1, $1::int) AS n
"""
FILL_REPORTS = """
INSERT INTO alert_reports (
    id, alert_id, activity, title, description, severity, detected_at, content_hash, redacted, redaction_version,
    created_at
)
SELECT
    gen_random_uuid(), a.id, 'update', 'Scan', '', 'low', now(), sha256(n::text::bytea), '{}', 1,
    now() - n * interval '1 second'
FROM alerts AS a CROSS JOIN generate_series(1, 300) AS n
WHERE a.source_alert_id::int <= 50
"""

# 100 tickets with as many entries each.
FILL_TICKETS = """
WITH person AS (
    INSERT INTO principals (id, issuer, subject, kind, display_name, roles, assignable, first_seen_at, last_seen_at)
    VALUES (gen_random_uuid(), 'i', 's', 'user', 's', '{}', true, now(), now())
    RETURNING id
),

record AS (
    INSERT INTO audit_records (
        id, occurred_at, outcome, operation_id, actor_id, changes, request_id, auditor_hidden, redacted,
        redaction_version
    )
    SELECT gen_random_uuid(), now(), 'allowed', 'x', p.id, '[]', gen_random_uuid(), false, '{}', 1 FROM person AS p
    RETURNING id
),

ticket AS (
    INSERT INTO tickets (
        id, number, version, title, description, status, priority, severity, tags, source_kind, reporter_id,
        created_at, updated_at, status_changed_at, redacted, redaction_version
    )
    SELECT
        gen_random_uuid(), n, 1, 'x', '', 'new', 'p1', 'low', '{}', 'manual', p.id, now(), now(), now(), '{}', 1
    FROM person AS p CROSS JOIN generate_series(1, 100) AS n
    RETURNING id
)

INSERT INTO ticket_timeline (
    id, ticket_id, kind, actor_id, occurred_at, ticket_version, audit_id, data, auditor_hidden, redacted,
    redaction_version
)
SELECT
    gen_random_uuid(), t.id, 'updated', p.id, now() - n * interval '1 second', 1, r.id, '{}', false, '{}', 1
FROM person AS p CROSS JOIN record AS r CROSS JOIN ticket AS t CROSS JOIN generate_series(1, 100) AS n
"""


class Explaining:
    """A connection that explains a statement instead of running it."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self.connection = connection
        self.plan: dict[str, Any] = {}

    async def fetch(self, query: str, /, *args: Any) -> list[Any]:
        rows = await self.connection.fetch(f"EXPLAIN (FORMAT JSON) {query}", *args)
        self.plan = json.loads(rows[0][0])[0]["Plan"]
        return []

    fetchrow = execute = fetch


@pytest.fixture(scope="module")
async def tenant(migrated: Any) -> UUID:
    """A tenant with many alerts, of which some have many reports, next to another with the same ids of its sources."""
    tenants = [uuid4(), uuid4()]
    connection = await asyncpg.connect(migrated.app)
    for tenant_id in tenants:
        async with connection.transaction():
            await connection.execute("SELECT set_config('app.tenant_id', $1, true)", str(tenant_id))
            name = f"t-{tenant_id.hex}"
            await connection.execute(
                "INSERT INTO tenants (id, name, created_at) VALUES ($1, $2, now())", tenant_id, name
            )
            await connection.execute(FILL_ALERTS, ALERTS)
            await connection.execute(FILL_REPORTS)
            await connection.execute(FILL_TICKETS)
    await connection.close()
    owner = await asyncpg.connect(migrated.superuser)
    await owner.execute("VACUUM ANALYZE")
    await owner.close()
    return tenants[0]


@pytest.fixture(params=["force_custom_plan", "force_generic_plan"])
async def explaining(request: pytest.FixtureRequest, migrated: Any, tenant: UUID) -> AsyncIterator[Explaining]:
    """Explains the plan for the values of the parameters, and the one for any values, which Postgres may also use."""
    connection = await asyncpg.connect(migrated.app)
    async with connection.transaction():
        await connection.execute("SELECT set_config('app.tenant_id', $1, true)", str(tenant))
        await connection.execute("SELECT set_config('plan_cache_mode', $1, true)", request.param)
        yield Explaining(connection)
    await connection.close()


def scans(plan: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the kind and the index, or else the table, of each scan of a table."""
    if "Scan" in plan["Node Type"]:
        yield plan["Node Type"], plan.get("Index Name", plan.get("Relation Name", ""))
    for child in plan.get("Plans", ()):
        yield from scans(child)


async def test_identities_of_a_batch_are_looked_up_by_their_key(explaining: Explaining) -> None:
    sources, ids = ["sensor"] * BATCH, [str(number) for number in range(BATCH)]
    await alerts.list_alert_identities(explaining, sources=sources, source_alert_ids=ids)
    used = dict(scans(explaining.plan))
    assert used["Index Scan"] == "alerts_tenant_id_source_source_alert_id_key", used
    assert "Seq Scan" not in used


async def test_repeats_of_a_batch_are_counted_by_the_primary_key(explaining: Explaining) -> None:
    some = await explaining.connection.fetch("SELECT id FROM alerts LIMIT $1", BATCH)
    ids = [row["id"] for row in some]
    await alerts.lock_repeated_alerts(explaining, alert_ids=ids)
    locked = dict(scans(explaining.plan))
    await alerts.count_repeats(explaining, alert_ids=ids, numbers=[1] * BATCH, last_seen=[datetime.now(UTC)] * BATCH)
    for used in (locked, dict(scans(explaining.plan))):
        assert "alerts_pkey" in used.values(), used
        assert "Seq Scan" not in used


async def test_last_time_of_a_ticket_is_one_entry_of_an_index(explaining: Explaining) -> None:
    ticket_id = await explaining.connection.fetchval("SELECT id FROM tickets WHERE number = 1")
    await tickets.list_ticket_facts(explaining, ticket_ids=[ticket_id])
    assert ("Index Only Scan", "ticket_timeline_by_ticket") in scans(explaining.plan)
    assert "Limit" in json.dumps(explaining.plan)


@pytest.mark.parametrize("sort", ["created_at", "-created_at"])
async def test_reports_of_an_alert_are_read_in_the_order_of_an_index(explaining: Explaining, sort: Any) -> None:
    alert_id = await explaining.connection.fetchval("SELECT id FROM alerts WHERE source_alert_id = '1'")
    await alerts.list_alert_reports(explaining, alert_id=alert_id, limit=50, sort=sort, after=None)
    assert list(scans(explaining.plan)) == [("Index Scan", "alert_reports_by_creation")]
    assert explaining.plan["Node Type"] == "Limit"
    assert "Sort" not in json.dumps(explaining.plan)
