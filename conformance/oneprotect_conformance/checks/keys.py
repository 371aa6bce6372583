"""The scope of an Idempotency-Key: one tenant, one operation, one request; a refused request does not use it up."""

from __future__ import annotations

import json
from uuid import uuid4

from oneprotect_conformance.checks.alerts import receipts
from oneprotect_conformance.checks.problems import is_problem
from oneprotect_conformance.checks.retries import request_of, send_with
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import World

_REPLAYED = "Idempotency-Replayed"


def scope(world: World) -> None:
    """One key works once per operation; for another record it is 422, and for another tenant it is a new key."""
    key = str(uuid4())
    for operation in world.operations:
        if not operation.accepts("Idempotency-Key"):
            continue
        if not world.main.may(operation):
            world.skip(operation, f"the token lacks {operation.scope}")
            continue
        request = request_of(world, operation)
        if request is None:
            world.skip(operation, "the tenant has no record for its path")
            continue
        _check_refused_first(world, operation, *request, key)
        first = send_with(world, operation, *request, key)
        fresh = first.is_success and _REPLAYED not in first.headers
        world.expect("A key can be used after a refused request, and once for each operation", fresh, first)
        if operation.ids:
            _check_other_record(world, operation, *request, key)
        if first.is_success:
            created = receipts(first)[0].get("id") if first.content else None
            _check_other_tenant(world, operation, request, key, created)


def _check_refused_first(world: World, operation: Operation, path: str, options: Json, key: str) -> None:
    """Use the key for a request that is refused: for an invalid body, or for an unknown id if there is no body."""
    if operation.body is not None:
        invalid = {**options, "content": json.dumps({"no_such_member": 1})}
        response = send_with(world, operation, path, invalid, key)
        world.expect("An invalid body with a new key is answered 422", response.status_code == 422, response)
    elif operation.ids:
        response = send_with(world, operation, world.unknown_path(operation), options, key)
        world.expect("An unknown id with a new key is answered 404", response.status_code == 404, response)


def _check_other_record(world: World, operation: Operation, path: str, options: Json, key: str) -> None:
    other = _other_path(world, operation, path)
    response = send_with(world, operation, other, options, key)
    refused = is_problem(response, 422, "idempotency-key-reused")
    world.expect("A key reused for another record is answered 422 idempotency-key-reused", refused, response)


def _other_path(world: World, operation: Operation, path: str) -> str:
    """Return the operation's path with another existing id, or with an unknown one if there is none."""
    name = operation.ids[-1]
    for record in world.ids.get(name, ()):
        other = world.path(operation, **{name: record})
        if other is not None and other != path:
            return other
    return world.unknown_path(operation)


def _check_other_tenant(
    world: World, operation: Operation, request: tuple[str, Json], key: str, created: str | None
) -> None:
    second = world.second
    if second is None or not second.may(operation):
        return
    path, options = request
    headers = {**options["headers"], "Idempotency-Key": key}
    response = world.send(second, operation.method, path, **{**options, "headers": headers})
    world.expect("A key of one tenant is new to another", _REPLAYED not in response.headers, response)
    if operation.ids:
        refused = response.status_code == 404
        world.expect("A key gives no access to a record of another tenant", refused, response)
    else:
        receipt = receipts(response)[0]
        separate = receipt.get("status") == 201 and receipt.get("id") != created
        promise = "The same key and body create a separate record for another tenant"
        world.expect(promise, separate, response)
