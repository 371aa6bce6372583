"""Tenant isolation: a record of another tenant is indistinguishable from one that does not exist."""

from __future__ import annotations

from typing import Any

import httpx

from oneprotect_conformance.checks.problems import is_problem
from oneprotect_conformance.contract import Operation
from oneprotect_conformance.world import Caller, World

# Members and headers that may differ between two equal responses.
_VOLATILE = frozenset({"request_id", "audit_id", "instance"})
_VOLATILE_HEADERS = frozenset({"date", "x-request-id", "content-length", "traceparent", "connection", "keep-alive"})


def unknown(world: World) -> None:
    """An unknown id is answered 404 not-found on every path."""
    for operation in world.operations:
        if operation.ids and world.main.may(operation):
            response = request_record(world, operation, world.main, world.unknown_path(operation))
            kept = is_problem(response, 404, "not-found")
            kept = kept or (operation.method == "DELETE" and response.status_code == 404)
            world.expect("An unknown id is answered 404 not-found", kept, response)
        elif operation.ids:
            world.skip(operation, f"the token lacks {operation.scope}")


def foreign(world: World) -> None:
    """A record of another tenant cannot be read, changed or listed, and its id is answered like an unknown one."""
    second = world.second
    if second is None:
        return
    for operation in world.operations:
        if not second.may(operation):
            world.skip(operation, f"the second tenant's token lacks {operation.scope}")
            continue
        path = world.path(operation)
        if operation.is_list:
            _check_list(world, operation, second, path)
        if not operation.ids or path is None:
            continue
        theirs = request_record(world, operation, second, path)
        missing = request_record(world, operation, second, world.unknown_path(operation))
        world.expect("A record of another tenant is answered 404", theirs.status_code == 404, theirs)
        alike = comparable(theirs) == comparable(missing)
        seen = f"expected the response to an unknown id:\n{missing.status_code} {missing.text[:500]}"
        world.expect("A record of another tenant is answered like an unknown one", alike, theirs, seen)
    for operation in world.operations:
        path = world.path(operation)
        if operation.method == "GET" and operation.ids and path and world.main.may(operation):
            response = world.send(world.main, "GET", path)
            readable = response.status_code == 200
            world.expect("A record remains readable after another tenant has requested it", readable, response)


def targets(world: World) -> None:
    """A link to a record of another tenant is refused like a link to an unknown one."""
    second = world.second
    link = world.contract.by_id.get("create_link")
    if second is None or link is None or not second.may(link) or not second.may(world.contract.by_id["create_ticket"]):
        return
    created = world.send(second, "POST", "/tickets", json={"title": "Conformance, the second tenant"})
    world.expect("A valid request succeeds", created.status_code == 201, created)
    path = f"/tickets/{created.json()['id']}/links"
    for kind in ("ticket", "alert", "asset", "evidence", "delivery_record", "audit_record"):
        responses = [
            world.send(second, "POST", path, json={"target_type": kind, "target": {"id": target}})
            for target in (next(iter(world.ids.get(f"{kind}_id", ())), None), "019a5f3e-0000-7000-8000-000000000000")
            if target is not None
        ]
        for response in responses:
            refused = is_problem(response, 422, "unknown-target")
            world.expect("A link to an unknown target is answered 422 unknown-target", refused, response)
        alike = comparable(responses[0]) == comparable(responses[-1])
        promise = "A link to a record of another tenant is refused like a link to an unknown one"
        world.expect(promise, alike, responses[0])


def _check_list(world: World, operation: Operation, second: Caller, path: str | None) -> None:
    if path is None or operation.ids:
        return
    response = world.send(second, "GET", path, params={"limit": 100})
    known = {record for ids in world.ids.values() for record in ids}
    leaked = [row["id"] for row in response.json()["items"] if row.get("id") in known]
    seen = f"expected no record of the first tenant; the list has {leaked}"
    world.expect("A list contains no row of another tenant", not leaked, response, seen)


def request_record(world: World, operation: Operation, caller: Caller, path: str) -> httpx.Response:
    """Call an operation on the record that a path names, with a valid body if it takes one."""
    options: dict[str, Any] = {"headers": {}}
    if operation.body is not None:
        options["json"] = world.body(operation)
    if operation.accepts("If-Match"):
        options["headers"]["If-Match"] = '"1"'
    return world.send(caller, operation.method, path, **options)


def comparable(response: httpx.Response) -> tuple[int, object, object]:
    """Return status, headers and body of a response without what differs from request to request."""
    headers = sorted((name, value) for name, value in response.headers.multi_items() if name not in _VOLATILE_HEADERS)
    body = response.json() if response.content else None
    if isinstance(body, dict):
        body = {name: value for name, value in body.items() if name not in _VOLATILE}
    return response.status_code, headers, body
