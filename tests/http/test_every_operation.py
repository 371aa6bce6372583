"""Every operation succeeds, and every problem that it declares can be had from it; nothing is left out."""

import hashlib
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest

from handlers.runtime.identity.actors import principal_id_of, tenant_id_of
from tests.http.world import OPERATIONS, World
from tests.product import ISSUER, Product

CASES = [(name, code) for name, (_, _, operation) in OPERATIONS.items() for code in operation["x-problems"]]
# These take a state of the database, and have tests of their own below, for every operation that declares them.
APART = {"unavailable", "idempotency-in-progress"}


@pytest.mark.parametrize("operation_id", OPERATIONS)
def test_every_operation_succeeds(world: World, operation_id: str):
    options: dict[str, Any] = {}
    if operation_id == "delete_link":
        ticket = world.ids["ticket"][0]
        options["path"] = world.path(operation_id, link_id=world.fresh_link(ticket))
    answer = world.send(operation_id, **options)
    assert 200 <= answer.status_code < 300, answer.text
    assert str(answer.status_code) in OPERATIONS[operation_id][2]["responses"]


def generic(code: str) -> dict[str, Any] | None:
    """Give what turns a valid request to any operation into one with this problem."""
    return {
        "malformed-json": {"content": b"{"},
        "unknown-parameter": {"params": {"zzz": "1"}},
        "invalid-cursor": {"params": {"cursor": "AAAA"}},
        "unauthenticated": {"headers": {"Authorization": "Bearer x"}},
        "not-acceptable": {"headers": {"Accept": "text/html"}},
        "payload-too-large": {"content": b" " * 1_048_577},
        "unsupported-media-type": {"content": b"{}", "headers": {"Content-Type": "text/plain"}},
        "validation": {"json": {"zzz": 1}},
        "precondition-required": {"headers": {"If-Match": None}},
        "version-mismatch": {"headers": {"If-Match": '"999"'}},
        "invalid-transition": {"json": {"status": "closed"}},
        "resolution-required": {"json": {"status": "resolved"}},
        "unknown-target": {"json": {"target_type": "asset", "target": {"id": str(uuid4())}}},
    }.get(code)


def special(world: World, operation_id: str, code: str) -> httpx.Response | None:
    """Send what has a problem that takes more than a changed request."""
    if code == "csrf-failed":
        name, value = (
            ("Origin", "https://elsewhere.example") if operation_id == "create_session" else ("X-CSRF-Token", "x")
        )
        with world.product.console(None if operation_id == "create_session" else "analyst") as console:
            return world.send(operation_id, console, headers={name: value})
    if code == "forbidden":
        return world.send(operation_id, world.client("analyst" if operation_id == "create_alert" else "ingest"))
    if code == "not-found":
        unknown = {f"{kind}_id": str(uuid4()) for kind in world.ids}
        return world.send(operation_id, path=world.path(operation_id, **unknown))
    if code == "invalid-parameter":
        return world.send(operation_id, path=world.path(operation_id) + "?%ff")
    if code == "unknown-assignee":
        body = {**world.body(operation_id), "assignee_id": str(uuid4())}
        alert = world.made("/alerts", {**world.body("create_alert"), "source_alert_id": uuid4().hex}, "ingest")["id"]
        return world.send(operation_id, path=world.path(operation_id, alert_id=alert), json=body)
    if code == "ticket-closed":
        ticket, link = world.closed_ticket()
        path = world.path(operation_id, ticket_id=ticket, link_id=link)
        etag = world.client("analyst").get(f"/tickets/{ticket}").headers["ETag"]
        headers = {"If-Match": etag} if operation_id == "update_ticket" else {}
        return world.send(operation_id, path=path, headers=headers)
    if code == "idempotency-key-reused":
        key = {"Idempotency-Key": uuid4().hex}
        ticket = world.ids["ticket"][0]
        paths = [world.path(operation_id, link_id=world.fresh_link(ticket)) for _ in range(2)]
        first = world.send(operation_id, path=paths[0], headers=key)
        assert first.status_code < 300, first.text
        changed = {} if operation_id == "delete_link" else {"json": other(world, operation_id)}
        return world.send(operation_id, path=paths[1], headers=key, **changed)
    return None


def other(world: World, operation_id: str) -> dict[str, Any]:
    body = dict(world.body(operation_id))
    if operation_id == "create_ticket_from_alert":
        return {"priority": "p4"}
    if operation_id == "update_alert":
        return {"severity": "low"}
    name = next(name for name in ("title", "description", "body", "value", "name", "target") if name in body)
    return {**body, name: {"url": "https://example.com/other"} if name == "target" else "other"}


def limited(world: World, strict: Product, operation_id: str) -> httpx.Client:
    """Give somebody new to the strict API; only there the console's people are few."""
    if operation_id.endswith("_session"):
        return world.sender(operation_id, at=strict.url)
    return strict.client(world.role(operation_id), world.tenant, f"u-{uuid4()}")


@pytest.mark.parametrize(("operation_id", "code"), [case for case in CASES if case[1] not in APART])
def test_every_problem_can_be_had(world: World, strict, without_demo, operation_id: str, code: str):
    given = generic(code)
    if (operation_id, code) == ("create_session", "unauthenticated"):
        with world.product.console(at=without_demo.url) as client:
            answer = world.send(operation_id, client)
    elif given is not None:
        answer = world.send(operation_id, **given)
    elif code == "rate-limited":
        with limited(world, strict, operation_id) as client:
            world.send(operation_id, client)
            answer = world.send(operation_id, client)
        assert 1 <= int(answer.headers["Retry-After"]) <= 3600
    else:
        found = special(world, operation_id, code)
        assert found is not None, f"no request is known that {operation_id} answers with {code}"
        answer = found
    assert answer.headers["Content-Type"] == "application/problem+json", answer.text
    assert answer.json()["code"] == code, answer.text


@pytest.mark.parametrize("operation_id", [name for name, code in CASES if code == "idempotency-in-progress"])
async def test_a_key_that_is_at_work_is_waited_for(world: World, product, operation_id: str):
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
async def test_a_database_that_does_not_answer_is_503(world: World, product, strict, operation_id: str):
    """Every table is locked, so that every statement waits beyond its limit."""
    headers, client = world.headers(operation_id), limited(world, strict, operation_id)
    connection = await asyncpg.connect(product.database.superuser)
    try:
        async with connection.transaction():
            names = await connection.fetch(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
            )
            await connection.execute(f"LOCK TABLE {', '.join(row['relname'] for row in names)}")
            with client:
                method, body = OPERATIONS[operation_id][0], world.body(operation_id)
                answer = client.request(method, world.path(operation_id), json=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        assert int(answer.headers["Retry-After"]) >= 1
    finally:
        await connection.close()
