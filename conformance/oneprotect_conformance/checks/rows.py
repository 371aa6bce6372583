"""List rows: each equals the record that its own GET returns, and belongs to the parent of its list."""

from __future__ import annotations

from oneprotect_conformance.checks.lists import lists, page_limit
from oneprotect_conformance.checks.values import row_schema
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import Caller, World

_OF_OTHERS = frozenset({"list_related"})  # lists whose rows are not records of the parent
_SHAPES = 4  # rows of each list that are compared, each with other empty members


def rows(world: World) -> None:
    """A row equals its record without the members that rows lack; a list below a record has only rows of it."""
    _fill(world)
    for caller, operation, path in lists(world):
        response = world.send(caller, "GET", path, params={"limit": page_limit(world)})
        items: list[Json] = response.json()["items"]
        getter = _getter(world, operation)
        if getter is not None and caller.may(getter):
            members = row_schema(world, operation).get("properties", {}).keys()
            for row in _varied(items, world.ids.get(getter.ids[-1], [])[:1]):
                read = world.send(caller, "GET", f"{path}/{row['id']}")
                record = read.json() if read.status_code == 200 else {}
                different = sorted(
                    name
                    for name in row.keys() | (record.keys() & members)
                    if name not in record or name not in row or row[name] != record[name]
                )
                failure = f"the row {row['id']} differs from its own GET in {', '.join(different)}"
                promise = "A list row equals the record that its own GET returns"
                world.expect(promise, not different, response, failure)
        if operation.ids and operation.id not in _OF_OTHERS:
            _check_parents(world, caller, operation)


def _fill(world: World) -> None:
    """Change the first record of each kind, so that members which are empty at first have a value."""
    for operation in world.operations:
        request = world.valid(operation, world.main) if operation.method == "PATCH" else None
        if request is not None and world.main.may(operation):
            response = world.send(world.main, "PATCH", request[0], **request[1])
            world.expect("A valid request succeeds", response.status_code == 200, response)


def _getter(world: World, operation: Operation) -> Operation | None:
    """Return the operation that reads a single row of a list."""
    prefix = f"{operation.path}/{{"
    below = (item for item in world.operations if item.method == "GET" and item.path.startswith(prefix))
    return next((item for item in below if "/" not in item.path.removeprefix(prefix)), None)


def _varied(items: list[Json], filled: list[str]) -> list[Json]:
    """Return the filled row first, then some rows that differ in which members are empty."""
    shapes: dict[object, Json] = {}
    for row in items:
        shape = tuple(bool(row[name]) for name in sorted(row))
        shapes.setdefault(row["id"] if row["id"] in filled else shape, row)
    return sorted(shapes.values(), key=lambda row: row["id"] not in filled)[:_SHAPES]


def _check_parents(world: World, caller: Caller, operation: Operation) -> None:
    """The lists of two parent records share no row, except for links, which are inbound on their target."""
    name = operation.ids[0]
    parents: dict[str, str] = {}  # the first parent that each row was listed below
    for parent in world.ids.get(name, [])[:2]:
        path = str(world.path(operation, **{name: parent}))
        response = world.send(caller, "GET", path, params={"limit": page_limit(world)})
        for row in response.json()["items"]:
            inbound = row.get("direction") == "inbound"
            owner = row.get("target", {}).get("id") if inbound else row.get(name, parent)
            own = owner == parent and (inbound or parents.setdefault(row["id"], parent) == parent)
            world.expect("A list below a record contains only rows of that record", own, response)
