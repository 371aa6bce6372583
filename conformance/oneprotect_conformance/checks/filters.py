"""Filters: each returns exactly the rows that match it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

from oneprotect_conformance.checks.lists import compared, lists, page_limit, walk
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import Caller, World

_UTC_PLUS_ONE = timezone(timedelta(hours=1))
_QUICK_VALUES = 3
_QUICK_ROWS = 20  # fewer than a page, so that new rows do not push the matching ones off it
# Values of assets without a usual other spelling; the filters compare spellings, and this check compares text.
_PLAIN = re.compile(r"[a-z][a-z0-9.-]*[a-z0-9]|(\d{1,3}\.){3}\d{1,3}")
_OTHER_PARAMETERS = frozenset({"limit", "cursor", "sort", "q"})
# The value that a filter compares, if the row has no member with the filter's name.
_COMPARED: dict[str, Callable[[Json], Any]] = {
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
    """A filter returns all matching rows and no others; values of one filter are alternatives, filters combine."""
    for caller, operation, path in lists(world):
        page = {"limit": page_limit(world)}
        rows = list(walk(world, caller, path, page, at_most=compared(world)))[: _QUICK_ROWS if world.quick else None]
        names = sorted(operation.query.keys() - _OTHER_PARAMETERS)
        values = {name: _candidates(world, operation, name, rows) for name in names}
        one_by_one = caller is world.main or not world.quick
        single = [{name: [value]} for name in names for value in values[name] if one_by_one]
        several = [
            {name: several}
            for name, several in values.items()
            if len(several) > 1 and _is_array(world, operation, name)
        ]
        for query in [*single, *several, *_combinations(values, rows)]:
            _check_query(world, caller, path, query, rows)


def _check_query(world: World, caller: Caller, path: str, query: dict[str, list[str]], rows: list[Json]) -> None:
    limit, matching = {"limit": page_limit(world)}, {row["id"]: row for row in rows if _matches_all(query, row)}
    returned = list(walk(world, caller, path, {**limit, **query}, at_most=compared(world), sought=matching))
    response = world.last
    if response is None:
        return
    words = " and ".join(f"{name}={' or '.join(values)}" for name, values in query.items())
    unmatched = [row["id"] for row in returned if not _matches_all(query, row)]
    missing = matching.keys() - {row["id"] for row in returned}
    if missing:
        # Rows that another client has changed since may have become others.
        current = {row["id"]: row for row in walk(world, caller, path, limit, at_most=len(rows), sought=missing)}
        missing = {row_id for row_id in missing if current.get(row_id) == matching[row_id]}
    failure = f"expected only rows with {words}; {len(unmatched)} of {len(returned)} rows do not match: {unmatched[:3]}"
    world.expect("A filter returns only rows that match it", not unmatched, response, failure)
    failure = f"expected all rows with {words}; {len(missing)} are missing: {sorted(missing)[:3]}"
    world.expect("A filter returns every row that matches it", not missing, response, failure)


def _is_array(world: World, operation: Operation, name: str) -> bool:
    return world.contract.resolve(operation.query[name]["schema"]).get("type") == "array"


def _combinations(values: dict[str, list[str]], rows: list[Json]) -> Iterator[dict[str, list[str]]]:
    """Yield all filters that the first row matches at once, then the same with one filter that it does not match."""
    for row in rows[:1]:
        matching = {name: [value for value in own if _matches(name, row, value)][:1] for name, own in values.items()}
        all_at_once = {name: matched for name, matched in matching.items() if matched}
        yield all_at_once
        for name, own in values.items():
            for value in reversed(own):
                if not _matches(name, row, value):
                    yield {**all_at_once, name: [value]}
                    break


def _matches_all(query: dict[str, list[str]], row: Json) -> bool:
    return all(any(_matches(name, row, value) for value in values) for name, values in query.items())


def matching_values(name: str, row: Json) -> list[str]:
    """Return the values of a filter that a row matches."""
    if name == "target_type" and "target" in row:
        value = row["target"] and row["target"].get("type", row.get("target_type"))
    else:
        value = _COMPARED[name](row) if name in _COMPARED else row.get(name)
    if value is None:
        return []
    return [
        str(item).lower() if isinstance(item, bool) else str(item)
        for item in (value if isinstance(value, list) else [value])
    ]


def _time_range(name: str) -> tuple[str, str] | None:
    """Split the name of a time filter into the member of the row and `from` or `to`."""
    base, _, end = name.rpartition("_")
    return (f"{base}_at", end) if end in {"from", "to"} else None


def _matches(name: str, row: Json, value: str) -> bool:
    time_range = _time_range(name)
    if name == "tag":
        return value.lower() in [tag.lower() for tag in matching_values(name, row)]
    if time_range is None:
        return value in matching_values(name, row)
    member, end = time_range
    instant, bound = datetime.fromisoformat(row[member]), datetime.fromisoformat(value)
    return instant >= bound if end == "from" else instant < bound


def enumerated_or_unmatched(world: World, parameter: Json) -> list[str]:
    """Return the values of an enumeration or boolean; for other parameters one valid value that no row has."""
    schema = world.contract.resolve(parameter["schema"])
    schema = world.contract.resolve(schema["items"]) if "items" in schema else schema
    if schema.get("type") == "boolean":
        return ["true", "false"]
    if "enum" in schema:
        return [str(value) for value in schema["enum"]]
    if schema.get("type") == "integer":
        return [str(schema.get("maximum", 7))]
    candidates = (f"unmatched-{uuid4().hex}", "unmatched_value", uuid4().hex + uuid4().hex, str(uuid4()))
    pattern = schema.get("pattern", "")
    valid = [value for value in candidates if re.search(pattern, value) and schema.get("format") in {None, "uuid"}]
    return valid[-1:] if schema.get("format") == "uuid" else valid[:1]


def _candidates(world: World, operation: Operation, name: str, rows: list[Json]) -> list[str]:
    """Return values that some rows have and at least one that none may have; fewer of them in a quick run."""
    values = list(dict.fromkeys([*_existing(name, rows), *enumerated_or_unmatched(world, operation.query[name])]))
    if not world.quick or len(values) <= _QUICK_VALUES:
        return values
    return [*values[: _QUICK_VALUES - 1], values[-1]]


def _existing(name: str, rows: list[Json]) -> list[str]:
    """Return values that divide the rows: those of the first, a middle and the last one."""
    picked = [rows[0], rows[len(rows) // 2], rows[-1]] if rows else []
    time_range = _time_range(name)
    if time_range is not None:
        instants = [datetime.fromisoformat(row[time_range[0]]) for row in picked[1:2]]
        # A server that ignores the offset reads this as one hour later.
        return [instant.astimezone(_UTC_PLUS_ONE).isoformat() for instant in instants]
    values = {value for row in picked for value in matching_values(name, row)}
    return sorted(value for value in values if name not in {"asset", "value"} or is_plain(value))


def is_plain(value: str) -> bool:
    """Whether the filters for values of assets are tested with this value."""
    return _PLAIN.fullmatch(value) is not None
