"""Every operation succeeds and returns every problem that it declares; no operation and no problem is left out."""

import hashlib
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest

from handlers.runtime.identity.actors import principal_id_of, tenant_id_of
from tests.http.world import OPERATIONS, World, alert_body, external_link, fail_incomplete, required_scopes
from tests.product import ISSUER, Product

HERE = "tests/http/test_every_operation.py"
CASES = [(name, code) for name, (_, _, operation) in OPERATIONS.items() for code in operation["x-problems"]]
# These need a certain state of the database. Tests of their own, below, cover every operation that declares them.
SEPARATE = {"unavailable", "idempotency-in-progress"}

# What turns a valid request to any operation into one that is answered with the problem.
CHANGES: dict[str, Callable[[], dict[str, Any]]] = {
    "malformed-json": lambda: {"content": b"{"},
    "unknown-parameter": lambda: {"params": {"zzz": "1"}},
    "invalid-cursor": lambda: {"params": {"cursor": "AAAA"}},
    "unauthenticated": lambda: {"headers": {"Authorization": "Bearer x"}},
    "not-acceptable": lambda: {"headers": {"Accept": "text/html"}},
    "unsupported-media-type": lambda: {"content": b"{}", "headers": {"Content-Type": "text/plain"}},
    "validation": lambda: {"json": {"zzz": 1}},
    "precondition-required": lambda: {"headers": {"If-Match": None}},
    "version-mismatch": lambda: {"headers": {"If-Match": '"999"'}},
    "invalid-transition": lambda: {"json": {"status": "closed"}},
    "resolution-required": lambda: {"json": {"status": "resolved"}},
    "unknown-target": lambda: {"json": {"target_type": "asset", "target": {"id": str(uuid4())}}},
}
# A second valid body for each operation, which differs from that of World.body().
OTHER_BODIES: dict[str, Callable[[], dict[str, Any]]] = {
    "create_alert": alert_body,
    "create_alerts": lambda: {"alerts": [alert_body()]},
    "update_alert": lambda: {"severity": "low"},
    "create_ticket_from_alert": lambda: {"priority": "p4"},
    "create_ticket": lambda: {"title": "other"},
    "update_ticket": lambda: {"description": "other"},
    "create_comment": lambda: {"body": "other"},
    "create_link": external_link,
    "create_asset": lambda: {"type": "other", "value": uuid4().hex},
    "create_evidence": lambda: {"name": uuid4().hex, "sha256": "c" * 64},
}


def forge(world: World, operation_id: str) -> httpx.Response:
    identity, header = ("analyst", {"X-CSRF-Token": "x"})
    if operation_id == "create_session":
        identity, header = (None, {"Origin": "https://elsewhere.example"})
    with world.product.console(identity) as console:
        return world.send(operation_id, console, headers=header)


def send_without_permission(world: World, operation_id: str) -> httpx.Response:
    return world.send(operation_id, world.client("analyst" if world.role(operation_id) == "ingest" else "ingest"))


def send_unknown_id(world: World, operation_id: str) -> httpx.Response:
    unknown = {f"{kind}_id": str(uuid4()) for kind in world.ids}
    changed = {"json": alert_body(activity="close")} if operation_id == "create_alert" else {}
    return world.send(operation_id, path=world.path(operation_id, **unknown), **changed)


def send_too_much(world: World, operation_id: str) -> httpx.Response:
    limit = OPERATIONS[operation_id][2].get("x-max-body-bytes", 1_048_576)
    return world.send(operation_id, content=b" " * (limit + 1))


def send_undecodable_query(world: World, operation_id: str) -> httpx.Response:
    return world.send(operation_id, path=world.path(operation_id) + "?%ff")


def send_unknown_assignee(world: World, operation_id: str) -> httpx.Response:
    body = {**(world.body(operation_id) or {}), "assignee_id": str(uuid4())}
    return world.send(operation_id, path=world.path(operation_id, **world.fresh_ids(operation_id)), json=body)


def change_closed_ticket(world: World, operation_id: str) -> httpx.Response:
    ticket, link = world.closed_ticket()
    return world.send(operation_id, path=world.path(operation_id, ticket_id=ticket, link_id=link))


def link_back(world: World, operation_id: str) -> httpx.Response:
    first, second = world.ids["ticket"]
    blocking = {"target_type": "ticket", "relation": "blocks"}
    world.create(f"/tickets/{second}/links", {**blocking, "target": {"id": first}})
    return world.send(operation_id, path=f"/tickets/{first}/links", json={**blocking, "target": {"id": second}})


def reuse_key(world: World, operation_id: str) -> httpx.Response:
    """Send two different requests with one key: with another body, or to another path where there is no body."""
    key = {"Idempotency-Key": uuid4().hex}
    path = world.path(operation_id, **world.fresh_ids(operation_id))
    first = world.send(operation_id, path=path, headers=key)
    assert first.status_code < 300, first.text
    if "requestBody" not in OPERATIONS[operation_id][2]:
        return world.send(operation_id, path=world.path(operation_id, **world.fresh_ids(operation_id)), headers=key)
    if operation_id not in OTHER_BODIES:
        fail_incomplete(operation_id, "no second valid body is known", f"Add one to OTHER_BODIES in {HERE}.")
    return world.send(operation_id, path=path, headers=key, json=OTHER_BODIES[operation_id]())


# How to provoke the problems that need more than a changed request.
SCENARIOS: dict[str, Callable[[World, str], httpx.Response]] = {
    "csrf-failed": forge,
    "forbidden": send_without_permission,
    "not-found": send_unknown_id,
    "payload-too-large": send_too_much,
    "invalid-parameter": send_undecodable_query,
    "unknown-assignee": send_unknown_assignee,
    "ticket-closed": change_closed_ticket,
    "link-conflict": link_back,
    "idempotency-key-reused": reuse_key,
}


def strict_client(world: World, strict: Product, operation_id: str) -> httpx.Client:
    """Return a client of the API with low limits: a new user, or the console for what accepts no token."""
    if required_scopes(operation_id) is None:
        return world.sender(operation_id, at=strict.url)
    return strict.client(world.role(operation_id), world.tenant, f"u-{uuid4()}")


def provoke(request: pytest.FixtureRequest, world: World, operation_id: str, code: str) -> httpx.Response:
    """Send what the operation answers with the problem; another API process is started only where it is needed."""
    if (operation_id, code) == ("create_session", "unauthenticated"):
        with world.product.console(at=request.getfixturevalue("without_demo").url) as client:
            return world.send(operation_id, client)
    if code == "rate-limited":
        with strict_client(world, request.getfixturevalue("strict"), operation_id) as client:
            world.send(operation_id, client)
            return world.send(operation_id, client)
    if code in CHANGES:
        return world.send(operation_id, **CHANGES[code]())
    if code not in SCENARIOS:
        remedy = f"Add a request to CHANGES, or a function to SCENARIOS, in {HERE}."
        fail_incomplete(operation_id, f"no request is known that it answers with {code}", remedy)
    return SCENARIOS[code](world, operation_id)


@pytest.mark.parametrize("operation_id", OPERATIONS)
def test_every_operation_succeeds(world: World, operation_id: str):
    answer = world.send(operation_id, path=world.path(operation_id, **world.fresh_ids(operation_id)))
    assert 200 <= answer.status_code < 300, answer.text
    assert str(answer.status_code) in OPERATIONS[operation_id][2]["responses"]


@pytest.mark.parametrize(("operation_id", "code"), [case for case in CASES if case[1] not in SEPARATE])
def test_every_declared_problem_is_returned(request: pytest.FixtureRequest, world: World, operation_id: str, code: str):
    answer = provoke(request, world, operation_id, code)
    assert answer.headers["Content-Type"] == "application/problem+json", answer.text
    assert answer.json()["code"] == code, answer.text
    if code == "rate-limited":
        assert 1 <= int(answer.headers["Retry-After"]) <= 3600


@pytest.mark.parametrize("operation_id", [name for name, code in CASES if code == "idempotency-in-progress"])
async def test_key_in_use_by_another_request_is_409(world: World, product, operation_id: str):
    role, key = world.role(operation_id), uuid4().hex
    tenant_id = tenant_id_of(world.tenant)
    scope = f"{tenant_id}\x00{principal_id_of(tenant_id, ISSUER, role)}\x00{operation_id}\x00{key}"
    lock = int.from_bytes(hashlib.sha256(scope.encode()).digest()[:8], signed=True)
    connection = await asyncpg.connect(product.database.app)
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", lock)
        answer = world.send(operation_id, headers={"Idempotency-Key": key})
        assert (answer.status_code, answer.json()["code"]) == (409, "idempotency-in-progress")
    finally:
        await connection.close()


@pytest.mark.parametrize("operation_id", [name for name, code in CASES if code == "unavailable"])
async def test_database_that_does_not_answer_is_503(world: World, product, strict, operation_id: str):
    """With every table locked, each statement exceeds its time limit."""
    path, body = world.path(operation_id), world.body(operation_id)
    headers, client = world.headers(operation_id, path), strict_client(world, strict, operation_id)
    connection = await asyncpg.connect(product.database.superuser)
    try:
        async with connection.transaction():
            names = await connection.fetch(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
            )
            await connection.execute(f"LOCK TABLE {', '.join(row['relname'] for row in names)}")
            with client:
                answer = client.request(OPERATIONS[operation_id][0], path, json=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        assert int(answer.headers["Retry-After"]) >= 1
    finally:
        await connection.close()
