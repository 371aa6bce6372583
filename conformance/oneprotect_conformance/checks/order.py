"""The order of the checks: of all that is wrong with a request, its answer tells the first that the contract names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import uuid4

from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import Caller, World

_JSON = {"Content-Type": "application/json"}
_UNREADABLE = {"Accept": "image/png"}
_UNKNOWN = {"no_such_parameter": "1"}
_WRONG = {"no_such_member": 1}


def order(world: World) -> None:
    """405 before 401, then scope, media types, 400, 422 validation, 428, 404, 412, and 409 or 422 at last."""
    named: dict[str, set[str]] = {}
    for operation in world.contract.operations:
        named.setdefault(operation.path, set()).add(operation.method)
    for path, methods in named.items():
        _before_the_token(world, path, methods)
    for operation in world.operations:
        _before_the_scope(world, operation)
        if not world.main.may(operation):
            world.leave_out(operation, f"the token lacks {operation.scope}")
            continue
        for status, promise, (path, options) in _doubly_wrong(world, operation):
            answer = world.send(world.main, operation.method, path, **options)
            world.hold(promise, answer.status_code == status, answer)


def _before_the_token(world: World, path: str, named: set[str]) -> None:
    there = path.format(**{name: str(uuid4()) for name in _names(world, path)})
    for method in sorted({"PUT", "PATCH", "DELETE", "POST", "GET"} - named):
        answer = world.send(world.nobody, method, there)
        allowed = {word.strip() for word in answer.headers.get("Allow", "").split(",")}
        kept = answer.status_code == 405 and allowed == named
        world.hold(
            "a method that is not named is 405 with a true Allow, for a stranger too", kept, answer, world.nobody
        )


def _names(world: World, path: str) -> list[str]:
    return next(operation.ids for operation in world.contract.operations if operation.path == path)


def _before_the_scope(world: World, operation: Operation) -> None:
    """Send what is wrong in every way: without a token it is 401, without the scope 403."""
    content: Json = {"content": b"{"} if operation.body else {}
    wrong = {"params": _UNKNOWN, "headers": {**_UNREADABLE, **(_JSON if operation.body else {})}, **content}
    callers: list[tuple[Caller | None, int]] = [(world.nobody, 401), (world.main, 403), (world.auditor, 403)]
    for caller, status in callers:
        if caller is not None and not (status == 403 and caller.may(operation)):
            answer = world.send(caller, operation.method, _never(world, operation), **wrong)
            promise = f"{'no token is 401' if status == 401 else 'a missing scope is 403'} before all else is looked at"
            world.hold(promise, answer.status_code == status, answer, caller)


def _doubly_wrong(world: World, operation: Operation) -> Iterator[tuple[int, str, tuple[str, Json]]]:
    """Give requests that are wrong in two ways, with the status and promise of the first."""
    never = _never(world, operation)
    found = world.path(operation) or never
    plain = {**_JSON} if operation.body else {}
    match = {"If-Match": '"0"'} if operation.takes("If-Match") else {}
    yield 406, "406 comes before 400", (never, {"headers": {**plain, **match, **_UNREADABLE}, "params": _UNKNOWN})
    if operation.body is None:
        if operation.ids:
            yield 400, "400 comes before 404", (never, {"headers": match, "params": _UNKNOWN})
        return
    wrong: Json = {"content": json.dumps(_WRONG)}
    valid: Json = {"content": json.dumps(world.body(operation))}
    text = {**match, "Content-Type": "text/plain"}
    yield 415, "415 comes before 400", (never, {"headers": text, "params": _UNKNOWN, **wrong})
    yield 400, "400 comes before 422 validation", (found, {"headers": {**plain, **match}, "params": _UNKNOWN, **wrong})
    if operation.ids:
        yield 422, "422 validation comes before 404", (never, {"headers": {**plain, **match}, **wrong})
    if match:
        yield 422, "422 validation comes before 428", (found, {"headers": plain, **wrong})
        yield 422, "422 validation comes before 412", (found, {"headers": {**plain, **match}, **wrong})
        yield 428, "428 comes before 404", (never, {"headers": plain, **valid})
        yield 404, "404 comes before 412", (never, {"headers": {**plain, **match}, **valid})
        for member, value, code in _unfit(operation):
            refused: Json = {"headers": {**plain, **match}, "content": json.dumps({member: value})}
            yield 412, f"412 comes before {code}", (found, refused)


def _unfit(operation: Operation) -> Iterator[tuple[str, object, str]]:
    """Give what is valid and yet refused as a change, for the problems that the operation declares."""
    if "resolution-required" in operation.problems:
        yield "status", "resolved", "422 resolution-required"
    if "invalid-transition" in operation.problems:
        yield "status", "closed", "409 invalid-transition"
    if "unknown-assignee" in operation.problems:
        yield "assignee_id", str(uuid4()), "422 unknown-assignee"


def _never(world: World, operation: Operation) -> str:
    return world.unknown_path(operation) if operation.ids else operation.path
