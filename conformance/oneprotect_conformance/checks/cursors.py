"""Cursors: each belongs to one list, of one record, one tenant, one role, under one set of filters and one sort."""

from __future__ import annotations

from collections.abc import Iterator

from oneprotect_conformance.checks.filters import others
from oneprotect_conformance.checks.lists import lists
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import Caller, World

_FREE = frozenset({"limit", "cursor"})


def cursors(world: World) -> None:
    """A cursor belongs to its list, filters, sort and tenant, and nobody makes one up."""
    given: dict[tuple[str, str], str] = {}
    for caller, operation, path in lists(world):
        page = world.send(caller, "GET", path, params={"limit": 1})
        cursor = page.json().get("next_cursor")
        if cursor is None:
            world.leave_out(operation, "it has no second page here")
            continue
        _made_up(world, caller, path, cursor)
        for other in _otherwise(world, operation):
            _refused(world, caller, path, {"cursor": cursor, **other}, "a cursor under other filters")
        for (whose, of), foreign in given.items():
            if whose == caller.name and operation.id == _next(world, of):
                _refused(world, caller, path, {"cursor": foreign}, "another list's cursor")
            if whose != caller.name and operation.id == of and caller.permissions != world.main.permissions:
                _refused(world, caller, path, {"cursor": foreign}, "another role's cursor")
        for parent in world.ids.get(operation.ids[0], [])[1:2] if operation.ids else ():
            there = str(world.path(operation, **{operation.ids[0]: parent}))
            _refused(world, caller, there, {"cursor": cursor}, "the cursor of another record's list")
        given[caller.name, operation.id] = cursor
        second = world.second
        if second is not None and second.may(operation) and not operation.ids:
            answer = world.send(second, "GET", path, params={"limit": 1, "cursor": cursor})
            world.hold("another tenant's cursor is 400", answer.status_code == 400, answer, second)


def _made_up(world: World, caller: Caller, path: str, cursor: str) -> None:
    middle = len(cursor) // 2
    forged = cursor[:middle] + ("A" if cursor[middle] != "A" else "B") + cursor[middle + 1 :]
    for wrong in (forged, cursor[:-2], "made-up", ""):
        answer = world.send(caller, "GET", path, params={"limit": 1, "cursor": wrong})
        world.hold("a cursor that was not given is 400", answer.status_code == 400, answer, caller)


def _refused(world: World, caller: Caller, path: str, given: Json, what: str) -> None:
    answer = world.send(caller, "GET", path, params={"limit": 1, **given})
    refused = answer.status_code == 400 and answer.json().get("code") == "invalid-cursor"
    world.hold(f"{what} is 400 invalid-cursor", refused, answer, caller)


def _next(world: World, operation_id: str) -> str:
    """Give the list that comes after another in the contract: each has to refuse the cursor of one other."""
    names = [operation.id for operation in world.operations if operation.is_list]
    return names[(names.index(operation_id) + 1) % len(names)]


def _otherwise(world: World, operation: Operation) -> Iterator[Json]:
    """Give each parameter alone, with a value that is not its default."""
    for name in sorted(operation.query.keys() - _FREE):
        schema = world.contract.resolve(operation.query[name]["schema"])
        values = others(world, operation.query[name]) or ["2026-01-02T03:04:05Z"]
        yield {name: next(value for value in values if value != schema.get("default"))}
