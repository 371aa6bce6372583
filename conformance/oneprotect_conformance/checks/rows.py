"""Rows of lists: each is what its own GET reads, and belongs to the record that its list is below."""

from __future__ import annotations

from oneprotect_conformance.checks.lists import lists, page
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import Caller, World

_SHAPES = 4  # rows that are compared of each list, each of another shape


def rows(world: World) -> None:
    """A row reads as its record does, without what rows have not, and a list below a record has rows of that alone."""
    _fill(world)
    for caller, operation, path in lists(world):
        answer = world.send(caller, "GET", path, params={"limit": page(world)})
        found: list[Json] = answer.json()["items"]
        getter = _getter(world, operation)
        if getter is not None and caller.may(getter):
            members = _members(world, operation)
            for row in _picked(found, world.ids.get(getter.ids[-1], [])[:1]):
                read = world.send(caller, "GET", f"{path}/{row['id']}")
                whole = read.json() if read.status_code == 200 else {}
                wrong = sorted(
                    name
                    for name in row.keys() | (whole.keys() & members)
                    if name not in whole or name not in row or row[name] != whole[name]
                )
                seen = f"the row {row['id']} differs from its own GET in {', '.join(wrong)}"
                world.hold("a row of a list reads as its own GET", not wrong, answer, caller, seen)
        if operation.ids:
            _below(world, caller, operation)


def _fill(world: World) -> None:
    """Give the first record of each kind something that a row could lack."""
    for operation in world.operations:
        request = world.valid(operation, world.main) if operation.method == "PATCH" else None
        if request is not None and world.main.may(operation):
            answer = world.send(world.main, "PATCH", request[0], **request[1])
            world.hold("a valid request succeeds", answer.status_code == 200, answer)


def _getter(world: World, operation: Operation) -> Operation | None:
    """Give the operation that reads one row of a list."""
    prefix = f"{operation.path}/{{"
    below = (item for item in world.operations if item.method == "GET" and item.path.startswith(prefix))
    return next((item for item in below if "/" not in item.path.removeprefix(prefix)), None)


def _members(world: World, operation: Operation) -> set[str]:
    """Give the members that rows of a list have by its schema."""
    content = operation.responses["200"].get("content", {}).get("application/json", {})
    page = world.contract.resolve(content.get("schema", {}))
    schema = world.contract.resolve(page.get("properties", {}).get("items", {}).get("items", {}))
    return set(schema.get("properties", {}))


def _picked(found: list[Json], filled: list[str]) -> list[Json]:
    """Give the row that was filled, and some that differ in which members have something."""
    shapes: dict[object, Json] = {}
    for row in found:
        shape = tuple(bool(row[name]) for name in sorted(row))
        shapes.setdefault(row["id"] if row["id"] in filled else shape, row)
    return sorted(shapes.values(), key=lambda row: row["id"] not in filled)[:_SHAPES]


def _below(world: World, caller: Caller, operation: Operation) -> None:
    """Hold the lists below two records to have no row of each other; an inbound link is of both."""
    name = operation.ids[0]
    seen: dict[str, str] = {}
    for parent in world.ids.get(name, [])[:2]:
        path = str(world.path(operation, **{name: parent}))
        answer = world.send(caller, "GET", path, params={"limit": page(world)})
        for row in answer.json()["items"]:
            inbound = row.get("direction") == "inbound"
            owner = row.get("target", {}).get("id") if inbound else row.get(name, parent)
            own = owner == parent and (inbound or seen.setdefault(row["id"], parent) == parent)
            world.hold("a list below a record has the rows of that record alone", own, answer, caller)
