"""Cursors: each is bound to one list, parent record, tenant and role, and to one set of filters and sort."""

from __future__ import annotations

from collections.abc import Iterator

from oneprotect_conformance.checks.filters import enumerated_or_unmatched
from oneprotect_conformance.checks.lists import lists
from oneprotect_conformance.checks.problems import is_problem
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import Caller, World

_UNBOUND = frozenset({"limit", "cursor"})  # parameters that may change from page to page


def cursors(world: World) -> None:
    """A cursor is accepted only by the list, filters, sort, tenant and role that it was issued for."""
    issued: dict[tuple[str, str], str] = {}  # cursors by the name of the caller and the operationId
    for caller, operation, path in lists(world):
        page = world.send(caller, "GET", path, params={"limit": 1})
        cursor = page.json().get("next_cursor")
        if cursor is None:
            world.skip(operation, "its list has no second page in this tenant")
            continue
        _check_altered(world, caller, path, cursor)
        for other in _other_parameters(world, operation):
            _check_refused(world, caller, path, {"cursor": cursor, **other}, "A cursor under other filters")
        for (owner, list_id), foreign in issued.items():
            if owner == caller.name and operation.id == _next_list(world, list_id):
                _check_refused(world, caller, path, {"cursor": foreign}, "The cursor of another list")
            if owner != caller.name and operation.id == list_id and caller.permissions != world.main.permissions:
                _check_refused(world, caller, path, {"cursor": foreign}, "The cursor of another role")
        for parent in world.ids.get(operation.ids[0], [])[1:2] if operation.ids else ():
            sibling = str(world.path(operation, **{operation.ids[0]: parent}))
            _check_refused(world, caller, sibling, {"cursor": cursor}, "The cursor of another record's list")
        issued[caller.name, operation.id] = cursor
        second = world.second
        if second is not None and second.may(operation) and not operation.ids:
            response = world.send(second, "GET", path, params={"limit": 1, "cursor": cursor})
            world.expect("The cursor of another tenant is answered 400", response.status_code == 400, response)


def _check_altered(world: World, caller: Caller, path: str, cursor: str) -> None:
    middle = len(cursor) // 2
    altered = cursor[:middle] + ("A" if cursor[middle] != "A" else "B") + cursor[middle + 1 :]
    for invalid in (altered, cursor[:-2], "made-up", ""):
        response = world.send(caller, "GET", path, params={"limit": 1, "cursor": invalid})
        world.expect("A cursor that the server did not issue is answered 400", response.status_code == 400, response)


def _check_refused(world: World, caller: Caller, path: str, parameters: Json, which: str) -> None:
    response = world.send(caller, "GET", path, params={"limit": 1, **parameters})
    refused = is_problem(response, 400, "invalid-cursor")
    world.expect(f"{which} is answered 400 invalid-cursor", refused, response)


def _next_list(world: World, operation_id: str) -> str:
    """Return the list that follows another in the contract, so that each is tested with the cursor of one other."""
    names = [operation.id for operation in world.operations if operation.is_list]
    return names[(names.index(operation_id) + 1) % len(names)]


def _other_parameters(world: World, operation: Operation) -> Iterator[Json]:
    """Yield each filter and sort parameter alone, with a value that is not its default."""
    for name in sorted(operation.query.keys() - _UNBOUND):
        schema = world.contract.resolve(operation.query[name]["schema"])
        values = enumerated_or_unmatched(world, operation.query[name]) or ["2026-01-02T03:04:05Z"]
        yield {name: next(value for value in values if value != schema.get("default"))}
