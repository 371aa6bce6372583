"""Lists: every row once, in the order that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from handlers.conformance.contract import Json, Operation
from handlers.conformance.world import Caller, World

QUICK_ROWS = 100
_ROWS = 20_000
_STEPS = 40  # requests that the walk in small steps may take, about
_QUICK_STEPS = 15
_SORTED_PAGES = 3  # requests that the walk of a sorted list may take
_HIGHEST_FIRST = {"severity", "priority"}


def paging(world: World) -> None:
    """Paging gives every row once, full pages but the last, the same rows whatever the limit."""
    for caller, operation, path in lists(world):
        rows = list(walk(world, caller, path, {"limit": 100}))
        step = min(100, max(1, len(rows) // (_QUICK_STEPS if world.quick else _STEPS)))
        small = [row["id"] for row in walk(world, caller, path, {"limit": step}, at_most=len(rows) + 200)]
        last = world.send(caller, "GET", path, params={"limit": step})
        world.hold("no row comes twice", len(set(small)) == len(small), last, caller)
        missing = [row["id"] for row in rows if row["id"] not in set(small)]
        seen = f"{len(missing)} of {len(rows)} rows of {operation.label} are missing with limit={step}: {missing[:3]}"
        world.hold("every row comes, whatever the limit", not missing, last, caller, seen)
        numbers = [row["number"] for row in rows if "number" in row]
        world.hold("no two rows have one number", len(set(numbers)) == len(numbers), last, caller)


def sorting(world: World) -> None:
    """Every sort orders, ties by id, its minus the other way, page by page the same; without one it is the default."""
    for caller, operation, path in lists(world):
        sort = world.contract.resolve(operation.query["sort"]["schema"]) if "sort" in operation.query else {}
        unsorted = world.send(caller, "GET", path, params={"limit": 100}) if sort else None
        for key in sort.get("enum", ()):
            response = world.send(caller, "GET", path, params={"sort": key, "limit": 100})
            rows = response.json()["items"]
            values = [_rank(world, row, key.lstrip("-")) for row in rows]
            ordered = sorted(values, reverse=key.startswith("-"))
            world.hold("a list is in the order of its sort", values == ordered, response, caller)
            seen = f"ties of {key} go neither up nor down by id"
            world.hold("ties of a sort are in the order of their ids", _by_id(rows, values), response, caller, seen)
            if unsorted is not None and key == sort.get("default"):
                same = _ids(unsorted.json()["items"]) == _ids(rows)
                world.hold("a list that is not sorted is in the order of its default", same, unsorted, caller)
            if caller is world.main or not world.quick:
                _page_by_page(world, caller, path, key, _ids(rows))


def _page_by_page(world: World, caller: Caller, path: str, key: str, whole: list[str]) -> None:
    """Walk a sorted list in a few pages; the rows are those of one page, in their order."""
    step = max(1, min(100, -(-len(whole) // _SORTED_PAGES)))
    walked = _ids(walk(world, caller, path, {"sort": key, "limit": step}, at_most=len(whole)))
    if world.last is not None:
        seen = f"with limit={step} the rows under sort={key} are others, or in another order, than with limit=100"
        world.hold(
            "every row comes, in its order, page by page", walked[: len(whole)] == whole, world.last, caller, seen
        )


def _ids(rows: Iterable[Json]) -> list[str]:
    return [row["id"] for row in rows]


def _by_id(rows: list[Json], values: list[Any]) -> bool:
    """Whether rows of one value go up by id, or all of them down."""
    ties = [
        (one["id"], other["id"])
        for (one, other), same in zip(pairwise(rows), pairwise(values), strict=True)
        if same[0] == same[1]
    ]
    return all(one < other for one, other in ties) or all(one > other for one, other in ties)


def lists(world: World) -> Iterator[tuple[Caller, Operation, str]]:
    """Give each list with who may read it, main caller and auditor, and its path."""
    for operation in world.operations:
        path = world.path(operation)
        if not operation.is_list:
            continue
        if path is None:
            world.leave_out(operation, "the tenant has nothing that it could be about")
            continue
        for caller in (world.main, world.auditor):
            if caller is not None and caller.may(operation):
                yield caller, operation, path


def walk(
    world: World, caller: Caller, path: str, parameters: Json, at_most: int | None = None
) -> Iterator[dict[str, Any]]:
    """Give the rows of a list page by page, at most so many."""
    left = min(at_most or _ROWS, QUICK_ROWS if world.quick else _ROWS)
    given = dict(parameters)
    while left > 0:
        response = world.send(caller, "GET", path, params=given)
        page = response.json()
        items = page["items"]
        last = page["next_cursor"] is None
        size = parameters["limit"]
        full = len(items) <= size and (last or len(items) == size)
        world.hold("a page is no longer than its limit, and full where another follows", full, response, caller)
        yield from items
        left -= len(items)
        if last:
            return
        given = {**parameters, "cursor": page["next_cursor"]}


def _rank(world: World, row: Json, name: str) -> Any:
    """Give what a row is sorted by: by rank where that is how people sort."""
    if name in _HIGHEST_FIRST:
        schemas = world.contract.document["components"]["schemas"]
        ranks = schemas["Severity" if name == "severity" else "TicketPriority"]["enum"]
        return -ranks.index(row[name])
    return row[name]
