"""The order of checks: of all that is wrong with a request, the response names what the contract checks first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import product
from uuid import uuid4

import httpx

from oneprotect_conformance.checks.flaws import ORDER, STORED, Flaw, further_flaws, main_flaws, with_flaws
from oneprotect_conformance.checks.requests import is_method_refused
from oneprotect_conformance.checks.retries import request_of, send_with
from oneprotect_conformance.checks.states import closed_ticket, transition_table
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import Caller, World

_MALFORMED_ID = "not-an-id"
_ALONE = "A body that violates its schema is answered 422 validation"


def order(world: World) -> None:
    """A request with two flaws is answered with the problem of the one that comes first in the order of checks."""
    defined: dict[str, set[str]] = {}
    for operation in world.contract.operations:
        defined.setdefault(operation.path, set()).add(operation.method)
    for path, methods in defined.items():
        _check_methods(world, path, methods)
    closed: Mapping[str, str] = {}
    table = transition_table(world)
    if "closed" in table and world.may("create_ticket", "update_ticket"):
        closed = closed_ticket(world, table)
    for operation in world.operations:
        _check_credentials(world, operation)
        if world.main.may(operation):
            _check_flaws(world, operation, closed)
        else:
            world.skip(operation, f"the token lacks {operation.scope}")


def _check_methods(world: World, path: str, defined: set[str]) -> None:
    """An undefined method is answered 405 before the token is checked."""
    names = next(operation.ids for operation in world.contract.operations if operation.path == path)
    unknown = path.format(**{name: str(uuid4()) for name in names})
    for method in sorted({"PUT", "PATCH", "DELETE", "POST", "GET"} - defined):
        response = world.send(world.anonymous, method, unknown)
        kept = is_method_refused(response, defined)
        promise = "An undefined method is answered 405 with the exact Allow header, without a token too"
        world.expect(promise, kept, response)


def _check_credentials(world: World, operation: Operation) -> None:
    """Send a request with all flaws: without a token it is answered 401, without the scope 403."""
    headers = {"Accept": "image/png", **({"Content-Type": "application/json"} if operation.body else {})}
    flawed: Json = {"params": {"no_such_parameter": "1"}, "headers": headers}
    if operation.body:
        flawed["content"] = b"{"
    path = world.unknown_path(operation) if operation.ids else operation.path
    callers: list[tuple[Caller | None, int]] = [(world.anonymous, 401), (world.main, 403), (world.auditor, 403)]
    for caller, status in callers:
        if caller is not None and not (status == 403 and caller.may(operation)):
            response = world.send(caller, operation.method, path, **flawed)
            what = "missing token is answered 401" if status == 401 else "missing scope is answered 403"
            world.expect(f"A {what} before anything else is checked", response.status_code == status, response)


def _check_flaws(world: World, operation: Operation, closed: Mapping[str, str]) -> None:
    used_key = _used_key(world, operation)
    request = world.valid(operation, world.main, _path(world, operation))
    if request is None:
        return
    content = request[1].get("content")
    flaws = main_flaws(world, operation, used_key, closed)
    for first, second in product(flaws, flaws):
        if first.certain and first.stage < second.stage and first.goes_with(second):
            _check_pair(world, operation, request, first, second)
    for flaw in further_flaws(world, operation, None if content is None else json.loads(content)):
        # One later flaw is enough: a check that comes too late comes after the records are read.
        later = [other for other in flaws if other.stage >= STORED and flaw.goes_with(other)]
        earliest = min(later, key=lambda other: other.stage, default=None)
        if earliest is not None or flaw.code == "validation":
            _check_pair(world, operation, request, flaw, earliest)
    for path in _malformed_paths(operation):
        response = world.send(world.main, operation.method, path, **request[1])
        refused = response.status_code == 400
        world.expect("400 invalid-parameter takes precedence over 404 not-found", refused, response)


def _path(world: World, operation: Operation) -> str:
    """Return the operation's path with existing ids, of a new ticket if its status matters; else an unknown path."""
    if "invalid-transition" in operation.problems and world.may("create_ticket"):
        return str(world.path(operation, ticket_id=world.new_ticket()["id"]))
    return world.path(operation) or world.unknown_path(operation)


def _used_key(world: World, operation: Operation) -> str | None:
    """Return an Idempotency-Key that a valid request of the operation has used; None if it cannot be sent."""
    request = request_of(world, operation) if operation.accepts("Idempotency-Key") else None
    if request is None:
        return None
    key = str(uuid4())
    response = send_with(world, operation, *request, key)
    world.expect("A valid request with an Idempotency-Key succeeds", response.is_success, response)
    return key if response.is_success else None


def _check_pair(
    world: World, operation: Operation, request: tuple[str, Json], first: Flaw, second: Flaw | None
) -> None:
    """Send a request with two flaws and expect a problem of the first one's stage."""
    path, options = with_flaws(request, *filter(None, (first, second)))
    response = world.send(world.main, operation.method, path, **options)
    status, codes = ORDER[first.stage]
    kept = response.status_code == status and response.json().get("code") in codes
    promise = f"{first.label} takes precedence over {second.label}" if second else _ALONE
    what = f"{first.what} and {second.what}" if second else first.what
    world.expect(
        promise, kept, response, seen=f"expected {first.label}, got {_result(response)}; the request has {what}"
    )


def _result(response: httpx.Response) -> str:
    code = response.json().get("code", "") if response.is_error else ""
    return f"{response.status_code} {code}".strip()


def _malformed_paths(operation: Operation) -> Iterator[str]:
    """Yield paths in which one id is malformed and the others are unknown."""
    for malformed in operation.ids if len(operation.ids) > 1 else ():
        yield operation.path.format(**{name: _MALFORMED_ID if name == malformed else uuid4() for name in operation.ids})
