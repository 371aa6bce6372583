"""Tenancy: what another tenant has does not exist, and nothing tells that it might."""

from __future__ import annotations

from typing import Any

import httpx

from oneprotect_conformance.contract import Operation
from oneprotect_conformance.world import Caller, World

_OWN = frozenset({"request_id", "audit_id", "instance"})
_OWN_HEADERS = frozenset({"date", "x-request-id", "content-length", "traceparent", "connection", "keep-alive"})


def unknown(world: World) -> None:
    """What never was is 404 not-found, on every path."""
    for operation in world.operations:
        if operation.ids and world.main.may(operation):
            answer = about(world, operation, world.main, world.unknown_path(operation))
            kept = answer.status_code == 404 and answer.json().get("code") == "not-found"
            kept = kept or (operation.method == "DELETE" and answer.status_code == 404)
            world.hold("what never was is 404 not-found", kept, answer)
        elif operation.ids:
            world.leave_out(operation, f"the token lacks {operation.scope}")


def foreign(world: World) -> None:
    """Another tenant's record reads, changes and lists the same as one that never was."""
    second = world.second
    if second is None:
        return
    for operation in world.operations:
        if not second.may(operation):
            world.leave_out(operation, f"the second tenant's token lacks {operation.scope}")
            continue
        path = world.path(operation)
        if operation.is_list:
            _list(world, operation, second, path)
        if not operation.ids or path is None:
            continue
        theirs = about(world, operation, second, path)
        never = about(world, operation, second, world.unknown_path(operation))
        world.hold("another tenant's record is 404", theirs.status_code == 404, theirs, second)
        alike = shown(theirs) == shown(never)
        seen = f"of one that never was it is\n{never.status_code} {never.text[:500]}"
        world.hold("another tenant's record reads as one that never was", alike, theirs, second, seen)
    for operation in world.operations:
        path = world.path(operation)
        if operation.method == "GET" and operation.ids and path and world.main.may(operation):
            answer = world.send(world.main, "GET", path)
            world.hold("a record is still there after another tenant asked for it", answer.status_code == 200, answer)


def targets(world: World) -> None:
    """A link to another tenant's record is refused as one to a record that never was."""
    second = world.second
    link = world.contract.by_id.get("create_link")
    if second is None or link is None or not second.may(link) or not second.may(world.contract.by_id["create_ticket"]):
        return
    made = world.send(second, "POST", "/tickets", json={"title": "Conformance, the second tenant"})
    world.hold("a valid request succeeds", made.status_code == 201, made, second)
    path = f"/tickets/{made.json()['id']}/links"
    for kind in ("ticket", "alert", "asset", "evidence", "delivery_record", "audit_record"):
        answers = [
            world.send(second, "POST", path, json={"target_type": kind, "target": {"id": target}})
            for target in (next(iter(world.ids.get(f"{kind}_id", ())), None), "019a5f3e-0000-7000-8000-000000000000")
            if target is not None
        ]
        for answer in answers:
            refused = answer.status_code == 422 and answer.json().get("code") == "unknown-target"
            world.hold("a target that the tenant does not have is 422 unknown-target", refused, answer, second)
        alike = shown(answers[0]) == shown(answers[-1])
        world.hold("another tenant's target is refused as one that never was", alike, answers[0], second)


def _list(world: World, operation: Operation, second: Caller, path: str | None) -> None:
    if path is None or operation.ids:
        return
    answer = world.send(second, "GET", path, params={"limit": 100})
    known = {found for ids in world.ids.values() for found in ids}
    leaked = [row["id"] for row in answer.json()["items"] if row.get("id") in known]
    world.hold("a list has no row of another tenant", not leaked, answer, second, f"it has {leaked}")


def about(world: World, operation: Operation, caller: Caller, path: str) -> httpx.Response:
    """Ask an operation about what a path names, with a valid body where it takes one."""
    options: dict[str, Any] = {"headers": {}}
    if operation.body is not None:
        options["json"] = world.body(operation)
    if operation.takes("If-Match"):
        options["headers"]["If-Match"] = '"1"'
    return world.send(caller, operation.method, path, **options)


def shown(answer: httpx.Response) -> tuple[int, object, object]:
    """Give all of an answer that must be alike."""
    headers = sorted((name, value) for name, value in answer.headers.multi_items() if name not in _OWN_HEADERS)
    body = answer.json() if answer.content else None
    if isinstance(body, dict):
        body = {name: value for name, value in body.items() if name not in _OWN}
    return answer.status_code, headers, body
