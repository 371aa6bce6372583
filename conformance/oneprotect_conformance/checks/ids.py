"""Ids in their place: the second of a path belongs to the first, and one in a body names what the tenant has."""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import uuid4

import httpx

from oneprotect_conformance.checks.isolation import about, shown
from oneprotect_conformance.checks.retries import request_of
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import Caller, World


def nested(world: World) -> None:
    """What is below one record is not below another: not below another of one's own, nor of another tenant's own."""
    for operation in world.operations:
        if len(operation.ids) < 2 or world.path(operation) is None:
            continue
        if not world.main.may(operation):
            world.leave_out(operation, f"the token lacks {operation.scope}")
            continue
        below = _parent(world, world.main, operation)
        if below is not None:
            _elsewhere(world, operation, world.main, below)
        else:
            world.leave_out(operation, "the tenant has no other record that it could be looked for below")
        below = _parent(world, world.second, operation)
        if world.second is not None and below is not None and world.second.may(operation):
            _elsewhere(world, operation, world.second, below)
        if world.reads(operation):
            there = world.send(world.main, "GET", str(world.path(operation)))
            world.hold("what was asked for elsewhere is still in its place", there.status_code == 200, there)


def _elsewhere(world: World, operation: Operation, caller: Caller, below: str) -> None:
    first, last = operation.ids[0], operation.ids[-1]
    there, never = (
        about(world, operation, caller, str(world.path(operation, **{first: below, last: found})))
        for found in (world.ids[last][0], str(uuid4()))
    )
    own, foreign = "what is below one record is 404 below another", "another tenant's record is 404 below one's own"
    world.hold(own if caller is world.main else foreign, there.status_code == 404, there, caller)
    seen = f"of one that never was it is\n{never.status_code} {never.text[:500]}"
    world.hold("it reads there as one that never was", shown(there) == shown(never), there, caller, seen)


def _parent(world: World, caller: Caller | None, operation: Operation) -> str | None:
    """Give another record that the last id of a path could be looked for below, one of the caller's own."""
    maker = world.contract.by_id.get(f"create_{operation.ids[0].removesuffix('_id')}")
    if caller is not None and maker is not None and not maker.ids and caller.may(maker):
        return str(world.made(maker.id, world.body(maker), caller)["id"])
    others = world.ids.get(operation.ids[0], [])[1:]
    return others[0] if others and caller is world.main else None


def named(world: World) -> None:
    """An id in a body that names nothing of the tenant is 422 unknown-…, alike whether it is another tenant's."""
    for operation in world.operations:
        for member, code in _naming(operation):
            if not world.main.may(operation):
                world.leave_out(operation, f"the token lacks {operation.scope}")
            elif (request := request_of(world, operation)) is None:
                world.leave_out(operation, "the tenant has nothing that it could be about")
            else:
                _unknown(world, operation, request, member, code)
    link = world.contract.by_id.get("create_link")
    if link is not None and world.main.may(link) and (path := world.path(link)) is not None:
        for kind in (name.removesuffix("_id") for name in world.ids if name != "link_id"):
            body = {"target_type": kind, "target": {"id": str(uuid4())}}
            answer = world.send(world.main, "POST", path, json=body)
            refused = _is(answer, "unknown-target")
            world.hold("a target that the tenant does not have is 422 unknown-target", refused, answer)


def _unknown(world: World, operation: Operation, request: tuple[str, Json], member: str, code: str) -> None:
    path, options = request
    asks = operation.method == "PATCH" and world.reads(operation)
    before = world.send(world.main, "GET", path) if asks else None
    answers = []
    for whose, value in _nobodies(world, member):
        content = json.dumps({**json.loads(options["content"]), member: value})
        answer = world.send(world.main, operation.method, path, **{**options, "content": content})
        world.hold(f"{member} of {whose} is 422 {code}", _is(answer, code), answer)
        answers.append(answer)
    alike = all(shown(answer) == shown(answers[0]) for answer in answers)
    world.hold(f"all that {member} must not be is refused alike", alike, answers[-1])
    if before is not None:
        after = world.send(world.main, "GET", path)
        world.hold("a refused PATCH changes nothing", after.content == before.content, after)


def _nobodies(world: World, member: str) -> Iterator[tuple[str, str]]:
    """Give ids that a member must not take: one of nobody, and of principals that cannot be assigned tickets."""
    yield "nobody", str(uuid4())
    if member != "assignee_id":
        return
    if world.second is not None:
        me = world.send(world.second, "GET", "/me").json()
        yield "another tenant's principal", me["principal"]["id"]
    listed = world.contract.by_id.get("list_principals")
    if listed is not None and world.main.may(listed):
        page = world.send(world.main, "GET", listed.path, params={"assignable": "false", "limit": 1}).json()
        for row in page["items"]:
            yield "a principal who is not assignable", row["id"]


def _naming(operation: Operation) -> Iterator[tuple[str, str]]:
    """Give each member of a body that is an id for which the operation has a problem of its own."""
    for name in (operation.body or {}).get("properties", {}):
        code = f"unknown-{name.removesuffix('_id')}"
        if name.endswith("_id") and code in operation.problems:
            yield name, code


def _is(answer: httpx.Response, code: str) -> bool:
    return answer.status_code == 422 and answer.json().get("code") == code
