"""Lists: paging returns every row once, in the requested order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import Caller, World

_QUICK_ROWS = 30
_ROWS = 20_000
_COMPARED = 3000  # rows of a longer list that are read again and again
_PAGES, _QUICK_PAGES = 40, 6  # approximate number of requests for one pass over a list in small pages
_SORTED_PAGES, _QUICK_SORTED_PAGES = 20, 3  # the same for a sorted list
_BEYOND = 10  # rows beyond the end of a list that are read, if it does not end there
_NEW, _QUICK_NEW = 100, 20  # pages of rows that other clients may create while a list is read
_HIGHEST_FIRST = {"severity", "priority"}


def paging(world: World) -> None:
    """Paging returns every row once, in full pages except for the last, and the same rows whatever the limit."""
    for caller, _, path in lists(world):
        rows = list(walk(world, caller, path, {"limit": page_limit(world)}, at_most=compared(world)))
        step = min(100, max(1, len(rows) // (_QUICK_PAGES if world.quick else _PAGES)))
        small = _ids(walk(world, caller, path, {"limit": step}, at_most=len(rows) + _BEYOND, sought=_ids(rows)))
        response = world.send(caller, "GET", path, params={"limit": step})
        ids = set(small)
        failure = f"{len(small) - len(ids)} rows come more than once with limit={step}"
        world.expect("Paging returns no row twice", len(ids) == len(small), response, failure)
        missing = [row["id"] for row in rows if row["id"] not in ids]
        failure = f"expected all {len(rows)} rows with limit={step}; {len(missing)} are missing: {missing[:3]}"
        world.expect("Paging returns every row, whatever the limit", not missing, response, failure)
        numbers = [row["number"] for row in rows if row.get("number") is not None]
        world.expect("No two rows have the same number", len(set(numbers)) == len(numbers), response)


def sorting(world: World) -> None:
    """Every sort key orders its list, with ties by id, in both directions and across pages; one is the default."""
    for caller, operation, path in lists(world):
        sort = world.contract.resolve(operation.query["sort"]["schema"]) if "sort" in operation.query else {}
        for key in _keys(world, caller, sort):
            query = {"limit": page_limit(world), "sort": key}
            rows = list(walk(world, caller, path, query, at_most=compared(world)))
            response = world.last
            if response is None:
                continue
            values = [_rank(world, row, key.lstrip("-")) for row in rows]
            ordered = sorted(values, reverse=key.startswith("-"))
            world.expect("A list is in the order of its sort key", values == ordered, response)
            failure = f"expected rows with the same {key.lstrip('-')} by ascending or descending id; they are unordered"
            promise = "Rows with the same sort key are in the order of their ids"
            world.expect(promise, _ties_by_id(rows, values), response, failure)
            if key == sort.get("default"):
                unsorted = world.send(caller, "GET", path, params={"limit": page_limit(world)})
                same = _same_order(_ids(unsorted.json()["items"]), _ids(rows))
                world.expect("A list without `sort` is in its default order", same, unsorted)
            if caller is world.main or not world.quick:
                _check_pages(world, caller, path, key, rows)


def _keys(world: World, caller: Caller, sort: Json) -> list[str]:
    """Return the sort keys to test; a quick run tests all of them for one caller only."""
    every: list[str] = sort.get("enum", [])
    default = str(sort.get("default", "")).lstrip("-")
    return every if caller is world.main or not world.quick else [key for key in every if key.lstrip("-") == default]


def _check_pages(world: World, caller: Caller, path: str, key: str, rows: list[Json]) -> None:
    """Read a sorted list again in pages of another size and expect the same rows in the same order."""
    pages = _QUICK_SORTED_PAGES if world.quick else _SORTED_PAGES
    step = max(1, min(99, -(-len(rows) // pages)))
    query = {"sort": key, "limit": step}
    walked = _ids(walk(world, caller, path, query, at_most=len(rows) + step, sought=_ids(rows)))
    response, steady = world.last, set(_ids(rows))
    if _only(walked, steady) != _ids(rows):
        # Rows that another client has changed meanwhile may have moved.
        again = walk(world, caller, path, {"sort": key, "limit": 100}, at_most=len(rows), sought=_ids(rows))
        current = {row["id"]: row for row in again}
        steady = {row["id"] for row in rows if current.get(row["id"]) == row}
    same = _only(walked, steady) == _only(_ids(rows), steady)
    if response is not None:
        failure = f"expected the same rows in the same order with sort={key} and limit={step} as in larger pages"
        promise = "Paging returns every row of a sorted list in the same order, whatever the limit"
        world.expect(promise, same, response, failure)


def _only(ids: list[str], known: set[str]) -> list[str]:
    return [row_id for row_id in ids if row_id in known]


def _same_order(some: list[str], others: list[str]) -> bool:
    """Whether the rows that both lists have are in the same order; if neither is empty, they must share rows."""
    both = set(some) & set(others)
    return _only(some, both) == _only(others, both) and bool(both or not some or not others)


def page_limit(world: World) -> int:
    """Return the limit of a large page; a quick run reads one such page only."""
    return _QUICK_ROWS if world.quick else 100


def compared(world: World) -> int:
    """Return how many rows of a list are compared, so that a tenant of many runs takes no longer than a new one."""
    return _QUICK_ROWS if world.quick else _COMPARED


def _ids(rows: Iterable[Json]) -> list[str]:
    return [row["id"] for row in rows]


def _ties_by_id(rows: list[Json], values: list[Any]) -> bool:
    """Whether the rows with equal values are all in ascending or all in descending order of their ids."""
    ties = [
        (one["id"], other["id"])
        for (one, other), same in zip(pairwise(rows), pairwise(values), strict=True)
        if same[0] == same[1]
    ]
    return all(one < other for one, other in ties) or all(one > other for one, other in ties)


def lists(world: World) -> Iterator[tuple[Caller, Operation, str]]:
    """Yield each list with its path, once for the main caller and once for the auditor, if they may read it."""
    for operation in world.operations:
        path = world.path(operation)
        if not operation.is_list:
            continue
        if path is None:
            world.skip(operation, "the tenant has no record for its path")
            continue
        for caller in (world.main, world.auditor):
            if caller is not None and caller.may(operation):
                yield caller, operation, path


def walk(
    world: World,
    caller: Caller,
    path: str,
    parameters: Json,
    *,
    at_most: int | None = None,
    sought: Iterable[str] = (),
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a list page by page; stop after the page that reaches ``at_most`` rows.

    If rows with the ``sought`` ids are missing by then, new rows may precede them, and more pages follow.
    """
    remaining = at_most or (_QUICK_ROWS if world.quick else _ROWS)
    missing, new = set(sought), _QUICK_NEW if world.quick else _NEW
    query = dict(parameters)
    while remaining > 0 or (missing and new > 0):
        new -= remaining <= 0
        response = world.send(caller, "GET", path, params=query)
        page = response.json()
        items = page["items"]
        is_last = page["next_cursor"] is None
        limit = parameters["limit"]
        full = len(items) <= limit and (is_last or len(items) == limit)
        promise = "A page has at most `limit` rows, and exactly `limit` if another page follows"
        world.expect(promise, full, response)
        yield from items
        remaining -= len(items)
        missing -= {row["id"] for row in items}
        if is_last:
            return
        query = {**parameters, "cursor": page["next_cursor"]}


def _rank(world: World, row: Json, name: str) -> Any:
    """Return the value that a row is sorted by: the rank of a severity or priority, else the member itself."""
    if name in _HIGHEST_FIRST:
        schemas = world.contract.document["components"]["schemas"]
        ranks = schemas["Severity" if name == "severity" else "TicketPriority"]["enum"]
        return -ranks.index(row[name])
    return row[name]
