"""What an Idempotency-Key belongs to: one tenant, one operation, one request; a refusal leaves it free."""

from __future__ import annotations

import json
from uuid import uuid4

from oneprotect_conformance.checks.retries import request_of, send_with
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import World

_REPLAYED = "Idempotency-Replayed"


def scope(world: World) -> None:
    """One key serves every operation once; elsewhere it is 422, to another tenant it is unknown, a refusal frees it."""
    key = str(uuid4())
    for operation in world.operations:
        if not operation.takes("Idempotency-Key"):
            continue
        if not world.main.may(operation):
            world.leave_out(operation, f"the token lacks {operation.scope}")
            continue
        request = request_of(world, operation)
        if request is None:
            world.leave_out(operation, "the tenant has nothing that it could be about")
            continue
        _refused_first(world, operation, *request, key)
        first = send_with(world, operation, *request, key)
        fresh = first.is_success and _REPLAYED not in first.headers
        world.hold("a key that was refused, or that another operation has used, is free", fresh, first)
        if operation.ids:
            _elsewhere(world, operation, *request, key)
        if first.is_success:
            _another_tenant(world, operation, request, key, first.json().get("id") if first.content else None)


def _refused_first(world: World, operation: Operation, path: str, options: Json, key: str) -> None:
    """Use the key for what is refused: a body of the wrong shape, else a record that never was."""
    if operation.body is not None:
        wrong = {**options, "content": json.dumps({"no_such_member": 1})}
        answer = send_with(world, operation, path, wrong, key)
        world.hold("a body of the wrong shape is 422, with a key too", answer.status_code == 422, answer)
    elif operation.ids:
        answer = send_with(world, operation, world.unknown_path(operation), options, key)
        world.hold("what never was is 404, with a key too", answer.status_code == 404, answer)


def _elsewhere(world: World, operation: Operation, path: str, options: Json, key: str) -> None:
    other = _other_path(world, operation, path)
    answer = send_with(world, operation, other, options, key)
    refused = answer.status_code == 422 and answer.json().get("code") == "idempotency-key-reused"
    world.hold("the same key at another record is 422 idempotency-key-reused", refused, answer)


def _other_path(world: World, operation: Operation, path: str) -> str:
    """Give the operation's path about another record that exists, or that never was where there is none."""
    name = operation.ids[-1]
    for found in world.ids.get(name, ()):
        other = world.path(operation, **{name: found})
        if other is not None and other != path:
            return other
    return world.unknown_path(operation)


def _another_tenant(world: World, operation: Operation, request: tuple[str, Json], key: str, made: str | None) -> None:
    second = world.second
    if second is None or not second.may(operation):
        return
    path, options = request
    headers = {**options["headers"], "Idempotency-Key": key}
    answer = world.send(second, operation.method, path, **{**options, "headers": headers})
    world.hold("another tenant's key is no replay", _REPLAYED not in answer.headers, answer, second)
    if operation.ids:
        world.hold("a key does not open another tenant's record", answer.status_code == 404, answer, second)
    else:
        own = answer.status_code == 201 and answer.json().get("id") != made
        world.hold("the same key and body makes another tenant a record of its own", own, answer, second)
