"""Lists: every row once, in the order that was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handlers.conformance.contract import Json, Operation
from handlers.conformance.world import Caller, World

QUICK_ROWS = 100
_ROWS = 20_000
_STEPS = 40  # requests that the walk in small steps may take, about
_HIGHEST_FIRST = {"severity", "priority"}


def paging(world: World) -> None:
    """Paging gives every row once, full pages but the last, the same rows whatever the limit."""
    for caller, operation, path in lists(world):
        rows = list(walk(world, caller, path, {"limit": 100}))
        step = min(100, max(1, len(rows) // _STEPS))
        small = [row["id"] for row in walk(world, caller, path, {"limit": step}, at_most=len(rows) + 200)]
        last = world.send(caller, "GET", path, params={"limit": step})
        world.hold("no row comes twice", len(set(small)) == len(small), last, caller)
        missing = [row["id"] for row in rows if row["id"] not in set(small)]
        seen = f"{len(missing)} of {len(rows)} rows of {operation.label} are missing with limit={step}: {missing[:3]}"
        world.hold("every row comes, whatever the limit", not missing, last, caller, seen)


def sorting(world: World) -> None:
    """Every sort orders, and its minus orders the other way."""
    for caller, operation, path in lists(world):
        sort = operation.query.get("sort")
        for key in world.contract.resolve(sort["schema"])["enum"] if sort else ():
            response = world.send(caller, "GET", path, params={"sort": key, "limit": 100})
            values = [_rank(world, row, key.lstrip("-")) for row in response.json()["items"]]
            ordered = sorted(values, reverse=key.startswith("-"))
            world.hold("a list is in the order of its sort", values == ordered, response, caller)


def search(world: World) -> None:
    """A search finds what has its words, and leaves what has them not."""
    if not world.may("create_ticket", "list_tickets"):
        return
    here, other = (world.new_ticket(title=f"Quagga {word}") for word in ("umbrella", "parasol"))
    for word, found, left in (("umbrella", here, other), ("PARASOL", other, here)):
        response = world.send(world.main, "GET", "/tickets", params={"q": f"quagga {word}", "limit": 100})
        ids = {row["id"] for row in response.json()["items"]}
        world.hold("a search finds what has its words", found["id"] in ids, response)
        world.hold("a search leaves what has not all its words", left["id"] not in ids, response)


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
