"""Filters: what a filter says, all of it, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

from oneprotect_conformance.checks.lists import lists, page, walk
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import Caller, World

_AN_HOUR_EAST = timezone(timedelta(hours=1))
_QUICK_VALUES = 3
_QUICK_ROWS = 20  # fewer than a page, so that new ones do not drive them from the page of those that fit
_OTHER_PARAMETERS = frozenset({"limit", "cursor", "sort", "q"})
# Where a row shows what a filter is about, if not in the member of the filter's name.
_SHOWN: dict[str, Callable[[Json], Any]] = {
    "tag": lambda row: row["tags"],
    "asset": lambda row: [asset["value"] for asset in row["assets"]],
    "has_ticket": lambda row: row["ticket_id"] is not None,
    "source_kind": lambda row: row["source"]["kind"],
    "reporter_id": lambda row: row["reporter"]["id"],
    "actor_id": lambda row: row["actor"]["id"],
    "target_id": lambda row: row["target"] and row["target"]["id"],
    "assignee_id": lambda row: row["assignee_id"] or "none",
}


def filters(world: World) -> None:
    """A filter gives the rows that fit it, all of them, and no other; several values add up, several filters narrow."""
    for caller, operation, path in lists(world):
        rows = list(walk(world, caller, path, {"limit": page(world)}))[: _QUICK_ROWS if world.quick else None]
        names = sorted(operation.query.keys() - _OTHER_PARAMETERS)
        values = {name: _all_values(world, operation, name, rows) for name in names}
        one_by_one = caller is world.main or not world.quick
        single = [{name: [value]} for name in names for value in values[name] if one_by_one]
        several = [
            {name: found} for name, found in values.items() if len(found) > 1 and _is_array(world, operation, name)
        ]
        for given in [*single, *several, *_together(values, rows)]:
            _filtered(world, caller, path, given, rows)


def _filtered(world: World, caller: Caller, path: str, given: dict[str, list[str]], rows: list[Json]) -> None:
    found = list(walk(world, caller, path, {"limit": page(world), **given}))
    last = world.last
    if last is None:
        return
    words = " and ".join(f"{name}={' or '.join(values)}" for name, values in given.items())
    wrong = [row["id"] for row in found if not _fit(given, row)]
    there = {row["id"] for row in found}
    missing = [row["id"] for row in rows if _fit(given, row) and row["id"] not in there]
    seen = f"{len(wrong)} of {len(found)} rows do not fit {words}: {wrong[:3]}"
    world.hold("a filter gives no row that does not fit", not wrong, last, caller, seen)
    seen = f"{len(missing)} rows fit {words} and did not come: {missing[:3]}"
    world.hold("a filter gives every row that fits", not missing, last, caller, seen)


def _is_array(world: World, operation: Operation, name: str) -> bool:
    return world.contract.resolve(operation.query[name]["schema"]).get("type") == "array"


def _together(values: dict[str, list[str]], rows: list[Json]) -> Iterator[dict[str, list[str]]]:
    """Give all filters at once that a row fits, and the same with each in turn set to what the row does not fit."""
    for row in rows[:1]:
        fitting = {name: [value for value in own if _fits(name, row, value)][:1] for name, own in values.items()}
        all_at_once = {name: found for name, found in fitting.items() if found}
        yield all_at_once
        for name, own in values.items():
            for value in reversed(own):
                if not _fits(name, row, value):
                    yield {**all_at_once, name: [value]}
                    break


def _fit(given: dict[str, list[str]], row: Json) -> bool:
    return all(any(_fits(name, row, value) for value in values) for name, values in given.items())


def _shown(name: str, row: Json) -> list[str]:
    """Give the values under which a row is found."""
    if name == "target_type" and "target" in row:
        value = row["target"] and row["target"].get("type", row.get("target_type"))
    else:
        value = _SHOWN[name](row) if name in _SHOWN else row.get(name)
    if value is None:
        return []
    return [
        str(item).lower() if isinstance(item, bool) else str(item)
        for item in (value if isinstance(value, list) else [value])
    ]


def _time(name: str) -> tuple[str, str] | None:
    base, _, end = name.rpartition("_")
    return (f"{base}_at", end) if end in {"from", "to"} else None


def _fits(name: str, row: Json, value: str) -> bool:
    time = _time(name)
    if time is None:
        return value in _shown(name, row)
    member, end = time
    there, asked = datetime.fromisoformat(row[member]), datetime.fromisoformat(value)
    return there >= asked if end == "from" else there < asked


def others(world: World, parameter: Json) -> list[str]:
    """Give values whatever the rows are: all of an enumeration, else one that no row has."""
    schema = world.contract.resolve(parameter["schema"])
    schema = world.contract.resolve(schema["items"]) if "items" in schema else schema
    if schema.get("type") == "boolean":
        return ["true", "false"]
    if "enum" in schema:
        return [str(value) for value in schema["enum"]]
    candidates = (f"nobody-has-{uuid4().hex}", "nobody_has_that", uuid4().hex + uuid4().hex, str(uuid4()))
    pattern = schema.get("pattern", "")
    fitting = [value for value in candidates if re.search(pattern, value) and schema.get("format") in {None, "uuid"}]
    return fitting[-1:] if schema.get("format") == "uuid" else fitting[:1]


def _all_values(world: World, operation: Operation, name: str, rows: list[Json]) -> list[str]:
    """Give values that rows have and one or more that may have none; of a quick run a few of them."""
    found = list(dict.fromkeys([*_values(name, rows), *others(world, operation.query[name])]))
    return found if not world.quick or len(found) <= _QUICK_VALUES else [*found[: _QUICK_VALUES - 1], found[-1]]


def _values(name: str, rows: list[Json]) -> list[str]:
    """Give values that split the rows: those of the first, a middle and the last one."""
    picked = [rows[0], rows[len(rows) // 2], rows[-1]] if rows else []
    time = _time(name)
    if time is not None:
        instants = [datetime.fromisoformat(row[time[0]]) for row in picked[1:2]]
        # Where an offset is not looked at, this is an hour later.
        return [instant.astimezone(_AN_HOUR_EAST).isoformat() for instant in instants]
    return sorted({value for row in picked for value in _shown(name, row)})
