"""Pages: their default size, a `limit` that changes from page to page, cursors that are used again, the last page."""

from __future__ import annotations

import re

from oneprotect_conformance.checks.lists import lists, page_limit, walk
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import Caller, World

_LARGEST = 100
_QUICK_ROWS, _ROWS = 30, 500  # a longer list is not read in every sort order
_QUICK_PAGES = 3
_LIMITS = (1, 3, 2, 7, 5, 40)  # of consecutive pages


def pages(world: World) -> None:
    """Pages of any size continue each other, a cursor can be used again, and the last page has none."""
    for caller, operation, path in lists(world):
        if world.quick and caller is not world.main:
            continue
        _check_default(world, caller, operation, path)
        page = world.send(caller, "GET", path, params={"limit": _LARGEST}).json()
        _check_limits(world, caller, path, [row["id"] for row in page["items"]])
        _check_repeated_cursor(world, caller, path)
        if page["items"] and page["next_cursor"] is None:
            _check_last(world, caller, path, len(page["items"]))


def orders(world: World) -> None:
    """A list has the same rows in every sort order; one without a choice has the order that its description states."""
    for caller, operation, path in lists(world):
        if "sort" not in operation.query:
            _check_stated(world, caller, operation, path)
        schema = world.contract.resolve(operation.query["sort"]["schema"]) if "sort" in operation.query else {}
        keys: list[str] = schema.get("enum", [])
        if caller is not world.main:
            keys = [key for key in keys if key.lstrip("-") == str(schema.get("default")).lstrip("-")]
        complete: dict[str, set[str]] = {}
        for key in keys:
            ids = _all_ids(world, caller, path, key)
            if ids is None:
                break
            for other, known in complete.items():
                if known - ids:  # Rows that another client changed meanwhile may have moved to a page that was read.
                    ids |= _all_ids(world, caller, path, key) or set()
                _expect_rows(world, key, ids, other, known)
                if ids - known:  # The other list has rows by now that were created meanwhile.
                    _expect_rows(world, other, _all_ids(world, caller, path, other) or ids, key, ids)
            complete[key] = ids


def _check_stated(world: World, caller: Caller, operation: Operation, path: str) -> None:
    node: Json = world.contract.document["paths"][operation.path]["get"]
    stated = re.search(r"(oldest|newest) first", node.get("description", ""))
    response = world.send(caller, "GET", path, params={"limit": _LARGEST})
    times = [row["created_at"] for row in response.json()["items"] if "created_at" in row]
    if stated is not None:
        kept = times == sorted(times, reverse=stated[1] == "newest")
        world.expect(f"The rows of the list are in the order {stated[0]}", kept, response)


def _all_ids(world: World, caller: Caller, path: str, key: str) -> set[str] | None:
    """Return the ids of a sorted list; None if it is too long to be read in every order."""
    most = _QUICK_ROWS if world.quick else _ROWS
    rows = [row["id"] for row in walk(world, caller, path, {"limit": page_limit(world), "sort": key}, at_most=most)]
    return set(rows) if world.last is not None and world.last.json()["next_cursor"] is None else None


def _expect_rows(world: World, key: str, ids: set[str], other: str, expected: set[str]) -> None:
    missing = sorted(expected - ids)
    failure = f"expected all {len(expected)} rows of sort={other}, got {len(ids)} with sort={key} without {missing[:3]}"
    if world.last is not None:
        world.expect("A list has the same rows in every sort order", not missing, world.last, failure)


def _check_default(world: World, caller: Caller, operation: Operation, path: str) -> None:
    default = world.contract.resolve(operation.query["limit"]["schema"]).get("default")
    if default is None:
        return
    response = world.send(caller, "GET", path)
    page = response.json()
    count = len(page["items"])
    kept = count == default or (count < default and page["next_cursor"] is None)
    failure = f"expected {default} rows, got {count}"
    world.expect("A page has the default number of rows if `limit` is absent", kept, response, failure)


def _check_limits(world: World, caller: Caller, path: str, whole: list[str]) -> None:
    """Read the rows of a large page in pages of different sizes; rows that others create meanwhile do not count."""
    query: Json = {}
    read: list[str] = []
    for limit in _LIMITS[: _QUICK_PAGES if world.quick else None]:
        response = world.send(caller, "GET", path, params={**query, "limit": limit})
        promise = "The pages of a list can have different limits"
        world.expect(promise, response.status_code == 200, response)
        if response.status_code != 200:
            return
        page = response.json()
        read += [row["id"] for row in page["items"]]
        known = [row_id for row_id in read if row_id in whole]
        is_last = page["next_cursor"] is None
        expected = whole if is_last else whole[: len(known)]
        promise = "Pages with different limits have every row once, in the same order"
        kept = known == expected and len(set(read)) == len(read)
        world.expect(promise, kept, response, f"expected {expected}, got {read}")
        if is_last:
            return
        query = {"cursor": page["next_cursor"]}


def _check_repeated_cursor(world: World, caller: Caller, path: str) -> None:
    cursor = world.send(caller, "GET", path, params={"limit": 1}).json()["next_cursor"]
    if cursor is None:
        return
    query = {"limit": 2, "cursor": cursor}
    first, again = (world.send(caller, "GET", path, params=query) for _ in range(2))
    rows = [_ids(response.json()) if response.status_code == 200 else [] for response in (first, again)]
    same = bool(rows[0]) and rows[0] == rows[1]
    world.expect("A cursor that is used again returns the same rows", same, again, f"expected {rows[0]}, got {rows[1]}")


def _check_last(world: World, caller: Caller, path: str, count: int) -> None:
    """Request exactly as many rows as a list has; if another page follows nevertheless, it must have rows."""
    response = world.send(caller, "GET", path, params={"limit": count})
    cursor = response.json()["next_cursor"]
    if cursor is not None:
        following = world.send(caller, "GET", path, params={"limit": count, "cursor": cursor})
        ends = bool(following.json()["items"]) or following.json()["next_cursor"] is not None
    else:
        ends = True
    failure = f"the list has {count} rows, and its page with limit={count} has a cursor to an empty page"
    world.expect("next_cursor is null on the last page", ends, response, failure)


def _ids(page: Json) -> list[str]:
    return [row["id"] for row in page["items"]]
