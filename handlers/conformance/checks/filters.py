"""Filters: what a filter says, all of it, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from handlers.conformance.checks.lists import lists, walk
from handlers.conformance.contract import Json
from handlers.conformance.world import World

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
    """A filter gives the rows that fit it, all of them, and no other."""
    for caller, operation, path in lists(world):
        rows = list(walk(world, caller, path, {"limit": 100}))
        for name in sorted(operation.query.keys() - _OTHER_PARAMETERS):
            for value in dict.fromkeys([*_values(name, rows), *_others(world, operation.query[name])]):
                found = list(walk(world, caller, path, {"limit": 100, name: value}))
                last = world.send(caller, "GET", path, params={"limit": 1, name: value})
                wrong = [row["id"] for row in found if not _fits(name, row, value)]
                there = {row["id"] for row in found}
                missing = [row["id"] for row in rows if _fits(name, row, value) and row["id"] not in there]
                seen = f"{len(wrong)} of {len(found)} rows do not fit {name}={value}: {wrong[:3]}"
                world.hold("a filter gives no row that does not fit", not wrong, last, caller, seen)
                seen = f"{len(missing)} rows fit {name}={value} and did not come: {missing[:3]}"
                world.hold("a filter gives every row that fits", not missing or world.quick, last, caller, seen)


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
    return bool(row[member] >= value if end == "from" else row[member] < value)


def _others(world: World, parameter: Json) -> list[str]:
    """Give values whatever the rows are: all of an enumeration, else one that no row has."""
    schema = world.contract.resolve(parameter["schema"])
    schema = world.contract.resolve(schema["items"]) if "items" in schema else schema
    if schema.get("type") == "boolean":
        return ["true", "false"]
    if "enum" in schema:
        return [str(value) for value in schema["enum"]]
    candidates = (f"nobody-has-{uuid4().hex}", str(uuid4()), uuid4().hex + uuid4().hex)
    pattern = schema.get("pattern", "")
    fitting = [value for value in candidates if re.search(pattern, value) and schema.get("format") in {None, "uuid"}]
    return fitting[-1:] if schema.get("format") == "uuid" else fitting[:1]


def _values(name: str, rows: list[Json]) -> list[str]:
    """Give values that split the rows: those of the first, a middle and the last one."""
    picked = [rows[0], rows[len(rows) // 2], rows[-1]] if rows else []
    time = _time(name)
    if time is not None:
        return [row[time[0]] for row in picked[1:2]]
    return sorted({value for row in picked for value in _shown(name, row)})
