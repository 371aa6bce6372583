"""Separation of tenants in queries: no search, filter or count of one tenant shows anything of another."""

from __future__ import annotations

from collections.abc import Iterator

from oneprotect_conformance.checks.filters import matching_values
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import Caller, World

# Parameters that select no rows, and a list whose rows may be the same in all tenants.
_NO_FILTERS = frozenset({"limit", "cursor", "sort", "q"})
_SHARED = frozenset({"list_principals"})
_SEARCHED = ("title", "name", "value", "source_alert_id")
_LONGEST = 200  # characters that `q` may have


def queries(world: World) -> None:
    """The second tenant searches and filters by what the first has, and finds none of its records."""
    second = world.second
    if second is None:
        return
    for operation in world.operations:
        if not operation.is_list or operation.ids or operation.id in _SHARED:
            continue
        if not (world.main.may(operation) and second.may(operation)):
            world.skip(operation, f"a token lacks {operation.scope}")
            continue
        rows = world.send(world.main, "GET", operation.path, params={"limit": 100}).json()["items"]
        ids = {row["id"] for row in rows}
        for query in _queries(operation, rows[:1]):
            response = world.send(second, "GET", operation.path, params={**query, "limit": 100})
            leaked = [row["id"] for row in response.json().get("items", ()) if row["id"] in ids]
            failure = f"expected no record of the first tenant; the list has {leaked[:3]}"
            promise = "No search and no filter returns a record of another tenant"
            world.expect(promise, not leaked, response, failure)
    _check_summary(world, second)


def _queries(operation: Operation, rows: list[Json]) -> Iterator[Json]:
    """Yield a query for each filter that some row matches, and for its searched texts."""
    for row in rows:
        for name in sorted(operation.query.keys() - _NO_FILTERS):
            values = [] if name.endswith(("_from", "_to")) else matching_values(name, row)
            yield from ({name: value} for value in values[:1])
        texts = [str(row[name])[:_LONGEST] for name in _SEARCHED if row.get(name)]
        yield from ({"q": text} for text in texts if "q" in operation.query)


def _check_summary(world: World, second: Caller) -> None:
    """Create a ticket in the first tenant; the counts of the second stay as they are."""
    operation = world.contract.by_id.get("get_ticket_summary")
    if operation is None or not second.may(operation) or not world.may("create_ticket", operation.id):
        return
    before = world.send(second, "GET", operation.path)
    for row in before.json()["by_severity"]:
        world.new_ticket(severity=row["severity"])
    after = world.send(second, "GET", operation.path)
    counts = [response.json()["by_severity"] for response in (before, after)]
    promise = "The summary does not count the tickets of another tenant"
    world.expect(promise, counts[0] == counts[1], after, f"expected {counts[0]}, got {counts[1]}")
