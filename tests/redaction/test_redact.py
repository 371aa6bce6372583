"""`oneprotect redact` brings the redacted copies of rows up to date with the current rules."""

import asyncio
from typing import Any

import asyncpg
import pytest

from handlers.database.redact import redact
from handlers.redaction import REDACTION_VERSION
from tests.deliveries import delivered, publisher
from tests.http.world import World

TABLES = (
    "tickets", "ticket_comments", "ticket_links", "ticket_timeline", "audit_records", "alerts", "alert_reports",
    "assets", "evidence", "delivery_records",
)  # fmt: skip


async def date_back_redacted_copies(url: str, tenant_id: Any) -> None:
    connection = await asyncpg.connect(url)
    try:
        for table in TABLES:
            await connection.execute(
                f"UPDATE {table} SET redaction_version = redaction_version - 1 WHERE tenant_id = $1", tenant_id
            )
    finally:
        await connection.close()


async def discard_redacted_copies(url: str, tenant_id: Any) -> None:
    connection = await asyncpg.connect(url)
    try:
        for table in TABLES:
            await connection.execute(
                f"UPDATE {table} SET redacted = '{{}}', redaction_version = 0 WHERE tenant_id = $1", tenant_id
            )
    finally:
        await connection.close()


def visible_to_auditor(world: World) -> list[Any]:
    client = world.client("auditor")
    client.get("/me")
    paths = ["/alerts", "/tickets", "/assets", "/evidence", "/delivery-records", "/audit-records"]
    documents = [client.get(path).json() for path in paths]
    documents += [client.get(f"/alerts/{alert}").json() for alert in world.ids["alert"]]
    documents += [client.get(f"/alerts/{alert}/reports").json() for alert in world.ids["alert"]]
    for ticket in world.ids["ticket"]:
        documents += [client.get(f"/tickets/{ticket}/{part}").json() for part in ("comments", "links", "timeline")]
    return documents


@pytest.mark.parametrize("make_outdated", [discard_redacted_copies, date_back_redacted_copies])
def test_rows_with_outdated_copies_are_hidden_until_redacted(product, tenant: str, tenant_id, make_outdated):
    world = World(product, tenant, delivered(publisher(product.nats_url))).build()
    world.fresh_link(world.ids["ticket"][0])
    before = visible_to_auditor(world)
    asyncio.run(make_outdated(product.database.superuser, tenant_id))
    assert all(page.get("items", []) == [] for page in visible_to_auditor(world))
    counts: list[int] = []
    done = asyncio.run(redact(product.database.migration, product.database.background, counts.append))
    assert done >= 30
    assert counts[-1] == done
    assert visible_to_auditor(world) == before
    assert asyncio.run(redact(product.database.migration, product.database.background, counts.append)) == 0
    for client in world.clients.values():
        client.close()


def test_evidence_is_redacted_by_the_values_of_its_tickets(product, tenant: str, tenant_id, ingest, analyst):
    body = {"source": "edr", "source_alert_id": "1", "title": "Slow", "severity": "high"}
    body |= {"detected_at": "2026-01-02T03:04:05Z", "assets": [{"type": "hostname", "value": "FS01"}]}
    alert = ingest.post("/alerts", json=body).json()["id"]
    ticket = analyst.post(f"/alerts/{alert}/ticket").json()["id"]
    evidence = analyst.post("/evidence", json={"name": "FS01 disk", "sha256": "ab" * 32}).json()["id"]
    link = {"target_type": "evidence", "target": {"id": evidence}}
    assert analyst.post(f"/tickets/{ticket}/links", json=link).status_code == 201
    asyncio.run(discard_redacted_copies(product.database.superuser, tenant_id))
    asyncio.run(redact(product.database.migration, product.database.background, lambda _: None))
    with product.client("auditor", tenant) as auditor:
        assert auditor.get(f"/evidence/{evidence}").json()["name"] == "[host] disk"
        assert "FS01" not in auditor.get("/audit-records").text


async def test_database_knows_the_version_of_the_rules(database):
    connection = await asyncpg.connect(database.superuser)
    try:
        assert await connection.fetchval("SELECT current_redaction_version()") == REDACTION_VERSION
    finally:
        await connection.close()
