"""Lists: every row once, in the order that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import Caller, World

_QUICK_ROWS = 30
_ROWS = 20_000
_STEPS, _QUICK_STEPS = 40, 6  # requests that the walk in small steps may take, about
_SORTED_PAGES, _QUICK_SORTED_PAGES = 20, 3  # requests that the walk of a sorted list may take
_NEW = 10  # rows that may come to be while a list is walked
_HIGHEST_FIRST = {"severity", "priority"}


def paging(world: World) -> None:
    """Paging gives every row once, full pages but the last, the same rows whatever the limit."""
    for caller, operation, path in lists(world):
        rows = list(walk(world, caller, path, {"limit": page(world)}))
        step = min(100, max(1, len(rows) // (_QUICK_STEPS if world.quick else _STEPS)))
        small = _ids(walk(world, caller, path, {"limit": step}, at_most=len(rows) + _NEW))
        last = world.send(caller, "GET", path, params={"limit": step})
        there = set(small)
        world.hold("no row comes twice", len(there) == len(small), last, caller)
        missing = [row["id"] for row in rows if row["id"] not in there]
        seen = f"{len(missing)} of {len(rows)} rows of {operation.label} are missing with limit={step}: {missing[:3]}"
        world.hold("every row comes, whatever the limit", not missing, last, caller, seen)
        numbers = [row["number"] for row in rows if "number" in row]
        world.hold("no two rows have one number", len(set(numbers)) == len(numbers), last, caller)


def sorting(world: World) -> None:
    """Every sort orders, ties by id, its minus the other way, page by page the same; without one it is the default."""
    for caller, operation, path in lists(world):
        sort = world.contract.resolve(operation.query["sort"]["schema"]) if "sort" in operation.query else {}
        for key in _keys(world, caller, sort):
            rows = list(walk(world, caller, path, {"limit": page(world), "sort": key}))
            response = world.last
            if response is None:
                continue
            values = [_rank(world, row, key.lstrip("-")) for row in rows]
            ordered = sorted(values, reverse=key.startswith("-"))
            world.hold("a list is in the order of its sort", values == ordered, response, caller)
            seen = f"ties of {key} go neither up nor down by id"
            world.hold("ties of a sort are in the order of their ids", _by_id(rows, values), response, caller, seen)
            if key == sort.get("default"):
                unsorted = world.send(caller, "GET", path, params={"limit": page(world)})
                same = _alike(_ids(unsorted.json()["items"]), _ids(rows))
                world.hold("a list that is not sorted is in the order of its default", same, unsorted, caller)
            if caller is world.main or not world.quick:
                _page_by_page(world, caller, path, key, _ids(rows))


def _keys(world: World, caller: Caller, sort: Json) -> list[str]:
    """Give the sorts to look at; a quick run looks at all for one caller only."""
    every: list[str] = sort.get("enum", [])
    usual = str(sort.get("default", "")).lstrip("-")
    return every if caller is world.main or not world.quick else [key for key in every if key.lstrip("-") == usual]


def _page_by_page(world: World, caller: Caller, path: str, key: str, whole: list[str]) -> None:
    """Walk a sorted list in other pages; the rows are the same, in the same order."""
    pages = _QUICK_SORTED_PAGES if world.quick else _SORTED_PAGES
    step = max(1, min(99, -(-len(whole) // pages)))
    walked = _ids(walk(world, caller, path, {"sort": key, "limit": step}, at_most=len(whole) + step))
    known = set(whole)
    same = [found for found in walked if found in known] == whole
    if world.last is not None:
        seen = f"with limit={step} the rows under sort={key} are others, or in another order, than in larger pages"
        world.hold("every row comes, in its order, page by page", same, world.last, caller, seen)


def _alike(some: list[str], others: list[str]) -> bool:
    """Whether rows that are in both come in one order; some of them are, where there are any."""
    both = set(some) & set(others)
    same = [found for found in some if found in both] == [found for found in others if found in both]
    return same and bool(both or not some or not others)


def page(world: World) -> int:
    """Give the limit of a large page, of which a quick run reads but one."""
    return _QUICK_ROWS if world.quick else 100


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
    left = at_most or (_QUICK_ROWS if world.quick else _ROWS)
    given = dict(parameters)
    while left > 0:
        response = world.send(caller, "GET", path, params=given)
        answered = response.json()
        items = answered["items"]
        last = answered["next_cursor"] is None
        size = parameters["limit"]
        full = len(items) <= size and (last or len(items) == size)
        world.hold("a page is no longer than its limit, and full where another follows", full, response, caller)
        yield from items
        left -= len(items)
        if last:
            return
        given = {**parameters, "cursor": answered["next_cursor"]}


def _rank(world: World, row: Json, name: str) -> Any:
    """Give what a row is sorted by: by rank where that is how people sort."""
    if name in _HIGHEST_FIRST:
        schemas = world.contract.document["components"]["schemas"]
        ranks = schemas["Severity" if name == "severity" else "TicketPriority"]["enum"]
        return -ranks.index(row[name])
    return row[name]
