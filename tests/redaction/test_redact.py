"""`oneprotect redact` gives rows of older rules the twins that rows of today have."""

import asyncio
from typing import Any

import asyncpg

from handlers.database.redact import redact
from tests.deliveries import delivered, publisher
from tests.http.world import World

TABLES = (
    "tickets", "ticket_comments", "ticket_links", "ticket_timeline", "audit_records", "alerts", "assets", "evidence",
    "delivery_records",
)  # fmt: skip


async def forget(url: str, tenant_id: Any) -> None:
    connection = await asyncpg.connect(url)
    try:
        for table in TABLES:
            await connection.execute(
                f"UPDATE {table} SET redacted = '{{}}', redaction_version = 0 WHERE tenant_id = $1", tenant_id
            )
    finally:
        await connection.close()


def seen(world: World) -> list[Any]:
    client = world.client("auditor")
    client.get("/me")
    paths = ["/alerts", "/tickets", "/assets", "/evidence", "/delivery-records", "/audit-records"]
    found = [client.get(path).json() for path in paths]
    for ticket in world.ids["ticket"]:
        found += [client.get(f"/tickets/{ticket}/{part}").json() for part in ("comments", "links", "timeline")]
    return found


def test_rows_of_older_rules_are_unseen_until_they_are_redacted(product, tenant: str, tenant_id):
    world = World(product, tenant, delivered(publisher(product.nats_url))).build()
    world.fresh_link(world.ids["ticket"][0])
    before = seen(world)
    asyncio.run(forget(product.database.superuser, tenant_id))
    assert all(page.get("items", []) == [] for page in seen(world))
    counts: list[int] = []
    done = asyncio.run(redact(product.database.migration, product.database.background, counts.append))
    assert done >= 30
    assert counts[-1] == done
    assert seen(world) == before
    assert asyncio.run(redact(product.database.migration, product.database.background, counts.append)) == 0
    for client in world.clients.values():
        client.close()
