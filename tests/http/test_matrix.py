"""Every role at every operation, on its own tenant's things, another's and none: answer, audit record and events."""

import asyncio
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest

from generated.permissions import ROLES
from tests.deliveries import delivered, publisher
from tests.http.world import OPERATIONS, World

EVENTS = {
    "create_ticket": ["created"],
    "create_ticket_from_alert": ["created"],
    "update_ticket": ["updated"],
    "create_comment": ["comment_added"],
    "create_link": ["linked"],
    "delete_link": ["unlinked"],
}
PLACES = ("own", "another tenant's", "unknown")
CASES = [
    (role, name, place)
    for role in sorted(ROLES)
    for name, (_, path, operation) in OPERATIONS.items()
    if any("bearerAuth" in requirement for requirement in operation["security"])
    for place in (PLACES if "{" in path else PLACES[:1])
]


@pytest.fixture(scope="module")
def elsewhere(product) -> World:
    made = World(product, f"e-{uuid4().hex[:12]}", delivered(publisher(product.nats_url))).build()
    for client in made.clients.values():
        client.close()
    return made


def is_allowed(role: str, name: str) -> bool:
    requirements = OPERATIONS[name][2]["security"]
    return any(
        set(requirement["bearerAuth"]) <= ROLES[role] for requirement in requirements if "bearerAuth" in requirement
    )


def fresh(world: World, name: str) -> dict[str, str]:
    """Give ids of things that the operation has its full effect on."""
    if name == "delete_link":
        return {"link_id": world.fresh_link(world.ids["ticket"][0])}
    if name in {"create_ticket_from_alert", "update_alert"}:
        return {"alert_id": str(world.made("/alerts", world.body("create_alert"), "ingest")["id"])}
    return {}


def traces(world: World, answer: httpx.Response) -> list[dict[str, Any]]:
    query = {"request_id": answer.headers["X-Request-Id"]}
    return list(world.client("admin").get("/audit-records", params=query).json()["items"])


async def told(product: Any, record: str) -> list[str]:
    connection = await asyncpg.connect(product.database.superuser)
    try:
        rows = await connection.fetch(
            "SELECT type FROM outbox WHERE payload ->> 'auditid' = $1 ORDER BY position", record
        )
    finally:
        await connection.close()
    return [row["type"].split(".")[2] for row in rows]


@pytest.mark.parametrize(("role", "name", "place"), CASES)
def test_matrix(world: World, elsewhere: World, product, role: str, name: str, place: str):
    ids = fresh(world, name) if place == "own" else {}
    if place == "another tenant's":
        ids = {f"{kind}_id": found[0] for kind, found in elsewhere.ids.items()}
    elif place == "unknown":
        ids = {f"{kind}_id": str(uuid4()) for kind in world.ids}
    headers = {"If-Match": '"1"'} if name == "update_alert" else {}
    answer = world.send(name, world.client(role), path=world.path(name, **ids), headers=headers)
    records, is_mutation = traces(world, answer), OPERATIONS[name][0] != "get"
    if is_allowed(role, name) and place == "own":
        assert 200 <= answer.status_code < 300, answer.text
        outcomes = [("allowed", None)] if is_mutation else []
    else:
        code, status = ("not-found", 404) if is_allowed(role, name) else ("forbidden", 403)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        outcomes = [("denied", code)] if is_mutation else []
        assert answer.json().get("audit_id") == (records[0]["id"] if is_mutation else None)
    assert [(record["outcome"], record["reason"]) for record in records] == outcomes
    assert all(record["operation_id"] == name for record in records)
    events = [kind for record in records for kind in asyncio.run(told(product, record["id"]))]
    assert events == (EVENTS.get(name, []) if outcomes == [("allowed", None)] else [])
