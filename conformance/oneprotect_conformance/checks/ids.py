"""Ids: the second id of a path belongs to the first, and an id in a body names a record of the tenant."""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import uuid4

from oneprotect_conformance.checks.isolation import comparable, request_record
from oneprotect_conformance.checks.problems import is_problem
from oneprotect_conformance.checks.retries import request_of
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import Caller, World


def nested(world: World) -> None:
    """A nested record exists only below its own parent, not below another parent of this or another tenant."""
    for operation in world.operations:
        if len(operation.ids) < 2 or world.path(operation) is None:
            continue
        if not world.main.may(operation):
            world.skip(operation, f"the token lacks {operation.scope}")
            continue
        parent = _other_parent(world, world.main, operation)
        if parent is not None:
            _check_below(world, operation, world.main, parent)
        else:
            world.skip(operation, "the tenant has no second parent record to look below")
        parent = _other_parent(world, world.second, operation)
        if world.second is not None and parent is not None and world.second.may(operation):
            _check_below(world, operation, world.second, parent)
        if world.may_read(operation):
            own = world.send(world.main, "GET", str(world.path(operation)))
            world.expect("A nested record remains readable below its own parent", own.status_code == 200, own)


def _check_below(world: World, operation: Operation, caller: Caller, parent: str) -> None:
    first, last = operation.ids[0], operation.ids[-1]
    existing, unknown = (
        request_record(world, operation, caller, str(world.path(operation, **{first: parent, last: record})))
        for record in (world.ids[last][0], str(uuid4()))
    )
    promise = (
        "A nested record is answered 404 below another parent"
        if caller is world.main
        else "Another tenant's nested record is answered 404 below the caller's own parent"
    )
    world.expect(promise, existing.status_code == 404, existing)
    alike = comparable(existing) == comparable(unknown)
    seen = f"expected the response to an unknown id:\n{unknown.status_code} {unknown.text[:500]}"
    world.expect("A nested record below another parent is answered like an unknown one", alike, existing, seen)


def _other_parent(world: World, caller: Caller | None, operation: Operation) -> str | None:
    """Return the id of another parent record that the caller owns, created if possible."""
    create = world.contract.by_id.get(f"create_{operation.ids[0].removesuffix('_id')}")
    if caller is not None and create is not None and not create.ids and caller.may(create):
        return str(world.create(create.id, world.body(create), caller)["id"])
    others = world.ids.get(operation.ids[0], [])[1:]
    return others[0] if others and caller is world.main else None


def named(world: World) -> None:
    """An id in a body that names no record of the tenant is 422 unknown-…, the same for another tenant's id."""
    for operation in world.operations:
        for member, code in _references(operation):
            if not world.main.may(operation):
                world.skip(operation, f"the token lacks {operation.scope}")
            elif (request := request_of(world, operation)) is None:
                world.skip(operation, "the tenant has no record for its path")
            else:
                _check_unknown(world, operation, request, member, code)
    link = world.contract.by_id.get("create_link")
    if link is not None and world.main.may(link) and (path := world.path(link)) is not None:
        for kind in (name.removesuffix("_id") for name in world.ids if name != "link_id"):
            body = {"target_type": kind, "target": {"id": str(uuid4())}}
            response = world.send(world.main, "POST", path, json=body)
            refused = is_problem(response, 422, "unknown-target")
            world.expect("A link to an unknown target is answered 422 unknown-target", refused, response)


def _check_unknown(world: World, operation: Operation, request: tuple[str, Json], member: str, code: str) -> None:
    path, options = request
    readable = operation.method == "PATCH" and world.may_read(operation)
    before = world.send(world.main, "GET", path) if readable else None
    responses = []
    for what, value in _invalid_ids(world, member):
        content = json.dumps({**json.loads(options["content"]), member: value})
        response = world.send(world.main, operation.method, path, **{**options, "content": content})
        refused = is_problem(response, 422, code)
        world.expect(f"{member} set to {what} is answered 422 {code}", refused, response)
        responses.append(response)
    alike = all(comparable(response) == comparable(responses[0]) for response in responses)
    world.expect(f"Every invalid {member} is refused with the same response", alike, responses[-1])
    if before is not None:
        after = world.send(world.main, "GET", path)
        world.expect("A refused PATCH changes nothing", after.content == before.content, after)


def _invalid_ids(world: World, member: str) -> Iterator[tuple[str, str]]:
    """Yield ids that a member may not have: an unknown one, and principals who cannot be assigned tickets."""
    yield "an unknown id", str(uuid4())
    if member != "assignee_id":
        return
    if world.second is not None:
        me = world.send(world.second, "GET", "/me").json()
        yield "a principal of another tenant", me["principal"]["id"]
    listed = world.contract.by_id.get("list_principals")
    if listed is not None and world.main.may(listed):
        page = world.send(world.main, "GET", listed.path, params={"assignable": "false", "limit": 1}).json()
        for row in page["items"]:
            yield "a principal who is not assignable", row["id"]


def _references(operation: Operation) -> Iterator[tuple[str, str]]:
    """Yield each id member of a body for which the operation declares a problem of its own, with that code."""
    for name in (operation.body or {}).get("properties", {}):
        code = f"unknown-{name.removesuffix('_id')}"
        if name.endswith("_id") and code in operation.problems:
            yield name, code
