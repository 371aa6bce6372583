"""Every role calls every operation on objects of its tenant, of another tenant and of none.

Each call is checked for its answer, its audit record and its events.
"""

import asyncio
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest

from generated.permissions import ROLES
from tests.http.world import OPERATIONS, World, build_world, required_scopes

# The events that an operation sends when it succeeds; those without an entry send none.
EVENTS = {
    "create_ticket": ["created"],
    "create_ticket_from_alert": ["created"],
    "update_ticket": ["updated"],
    "create_comment": ["comment_added"],
    "create_link": ["linked"],
    "delete_link": ["unlinked"],
}
OWNERS = ("own", "another tenant's", "unknown")
CASES = [
    (role, operation_id, owner)
    for role in sorted(ROLES)
    for operation_id, (_, path, _) in OPERATIONS.items()
    if required_scopes(operation_id) is not None
    for owner in (OWNERS if "{" in path else OWNERS[:1])
]


@pytest.fixture(scope="module")
def other_world(product) -> World:
    built = build_world(product, "e")
    built.close()
    return built


def is_allowed(role: str, operation_id: str) -> bool:
    return (required_scopes(operation_id) or set()) <= ROLES[role]


def audit_records(world: World, answer: httpx.Response) -> list[dict[str, Any]]:
    query = {"request_id": answer.headers["X-Request-Id"]}
    return list(world.client("admin").get("/audit-records", params=query).json()["items"])


async def event_kinds(product: Any, audit_id: str) -> list[str]:
    connection = await asyncpg.connect(product.database.superuser)
    try:
        rows = await connection.fetch(
            "SELECT type FROM outbox WHERE payload ->> 'auditid' = $1 ORDER BY position", audit_id
        )
    finally:
        await connection.close()
    return [row["type"].split(".")[2] for row in rows]


@pytest.mark.parametrize(("role", "operation_id", "owner"), CASES)
def test_role_on_object(world: World, other_world: World, product, role: str, operation_id: str, owner: str):
    ids = {
        "own": lambda: world.fresh_ids(operation_id),
        "another tenant's": lambda: {f"{kind}_id": existing[0] for kind, existing in other_world.ids.items()},
        "unknown": lambda: {f"{kind}_id": str(uuid4()) for kind in world.ids},
    }[owner]()
    answer = world.send(operation_id, world.client(role), path=world.path(operation_id, **ids))
    records, is_mutation = audit_records(world, answer), OPERATIONS[operation_id][0] != "get"
    if is_allowed(role, operation_id) and owner == "own":
        assert 200 <= answer.status_code < 300, answer.text
        outcomes = [("allowed", None)] if is_mutation else []
    else:
        code, status = ("not-found", 404) if is_allowed(role, operation_id) else ("forbidden", 403)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        outcomes = [("denied", code)] if is_mutation else []
        assert answer.json().get("audit_id") == (records[0]["id"] if is_mutation else None)
    assert [(record["outcome"], record["reason"]) for record in records] == outcomes
    assert all(record["operation_id"] == operation_id for record in records)
    events = [kind for record in records for kind in asyncio.run(event_kinds(product, record["id"]))]
    expected = EVENTS.get(operation_id, []) if outcomes == [("allowed", None)] else []
    assert events == expected, f"{operation_id}: unexpected events; EVENTS in tests/http/test_matrix.py lists them"
