"""What an auditor sees: everything but what is hidden, without addresses, host names and secrets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx

from oneprotect_conformance.checks.lists import walk
from oneprotect_conformance.checks.records import newest
from oneprotect_conformance.checks.seeds import Seeds, sow
from oneprotect_conformance.checks.values import answered, row_of
from oneprotect_conformance.contract import Contract, Json, Operation
from oneprotect_conformance.specimens import alternatives, choice, fits
from oneprotect_conformance.world import Caller, World


def hidden(world: World) -> None:
    """What is hidden from an auditor does not exist; of the rest the addresses, hosts and secrets do not."""
    auditor = world.auditor
    if auditor is None:
        return
    seeds = sow(world)
    for operation in world.operations:
        path = world.path(operation, **seeds.ids)
        if operation.is_mutation or operation.scope is None or not auditor.may(operation):
            continue
        if path is None:
            world.leave_out(operation, "the tenant has nothing that it could be about")
        elif operation.is_list:
            _list(world, auditor, operation, path, seeds)
            _found(world, auditor, operation, path, seeds)
        else:
            _one(world, auditor, operation, path, seeds)
    for record in seeds.records:
        answer = world.send(auditor, "GET", f"/audit-records/{record}")
        world.hold("what is hidden is 404 for an auditor", answer.status_code == 404, answer, auditor)


def raw(world: World) -> None:
    """An alert's original document is absent from an auditor's answer."""
    auditor = world.auditor
    if auditor is None or not auditor.may(world.contract.by_id["get_alert"]):
        return
    for alert in world.ids.get("alert_id", ()):
        answer = world.send(auditor, "GET", f"/alerts/{alert}")
        world.hold("an auditor does not see an alert's original document", "raw" not in answer.json(), answer, auditor)


def _one(world: World, auditor: Caller, operation: Operation, path: str, seeds: Seeds) -> None:
    wrong: list[str] = []
    for _ in range(2):  # Once more where something has moved in between.
        theirs = world.send(auditor, "GET", path)
        world.hold("an auditor reads", theirs.status_code == 200, theirs, auditor)
        if not world.main.may(operation):
            break
        mine = world.send(world.main, "GET", path)
        wrong = list(_breaches(world.contract, answered(operation), mine.json(), theirs.json(), ""))
        if not wrong:
            break
    world.hold("an auditor sees what x-redact says", not wrong, theirs, auditor, "; ".join(wrong[:5]))
    _clean(world, auditor, theirs, theirs.text, seeds)


def _list(world: World, auditor: Caller, operation: Operation, path: str, seeds: Seeds) -> None:
    given = {"limit": 100, **newest(operation)}
    wrong: list[str] = []
    for _ in range(2):
        theirs = {row["id"]: row for row in walk(world, auditor, path, given)}
        last = world.last
        if not world.main.may(operation):
            break
        mine = {row["id"]: row for row in walk(world, world.main, path, given)}
        schema = row_of(world, operation)
        wrong = [
            told
            for found in mine.keys() & theirs.keys()
            for told in _breaches(world.contract, schema, mine[found], theirs[found], f"{found} ")
        ]
        if not wrong:
            break
    if last is None:
        return
    world.hold("an auditor sees what x-redact says", not wrong, last, auditor, "; ".join(wrong[:5]))
    _clean(world, auditor, last, json.dumps(list(theirs.values())), seeds)
    if operation.id in seeds.kinds:
        there = seeds.kinds[operation.id] in theirs
        world.hold(
            "an auditor sees what is not hidden", there, last, auditor, f"{seeds.kinds[operation.id]} is missing"
        )


def _clean(world: World, auditor: Caller, answer: httpx.Response, text: str, seeds: Seeds) -> None:
    """Hold what the auditor has just read to what must not be in it."""
    for kind, marker in seeds.markers.items():
        world.hold(f"an auditor does not see {kind}", marker not in text, answer, auditor, f"{marker} is there")
    told = [found for found in seeds.hidden | seeds.records if found in text]
    world.hold("what is hidden from an auditor does not exist", not told, answer, auditor, f"it tells of {told}")


def _breaches(contract: Contract, schema: Json, mine: Any, theirs: Any, place: str) -> Iterator[str]:
    """Tell where an auditor's document is not that of the others as `x-redact` changes it."""
    schema = _branch(contract, schema, mine)
    if mine is None or theirs is None or schema.get("x-redact") == "text":
        if (mine is None) != (theirs is None):
            yield f"{place or '/'} is {theirs!r:.100}"
    elif isinstance(mine, dict) and isinstance(theirs, dict):
        for name, item in schema.get("properties", {}).items():
            yield from _member(contract, item, (mine, theirs), name, place)
    elif isinstance(mine, list) and isinstance(theirs, list) and len(mine) == len(theirs):
        for number, (one, other) in enumerate(zip(mine, theirs, strict=True)):
            yield from _breaches(contract, schema.get("items", {}), one, other, f"{place}/{number}")
    elif mine != theirs and not _merged(contract, schema):
        yield f"{place or '/'} is {theirs!r:.100}, not {mine!r:.100}"


def _member(contract: Contract, item: Json, both: tuple[Json, Json], name: str, place: str) -> Iterator[str]:
    mine, theirs = both
    dropped = contract.resolve(item).get("x-redact") == "drop"
    if (name in theirs) != (name in mine and not dropped):
        yield f"{place}/{name} is {'there' if name in theirs else 'missing'}"
    elif name in theirs:
        yield from _breaches(contract, item, mine[name], theirs[name], f"{place}/{name}")


def _merged(contract: Contract, schema: Json) -> bool:
    """Whether different items of an array may have become one."""
    return bool(schema.get("uniqueItems")) and contract.resolve(schema["items"]).get("x-redact") == "text"


def _branch(contract: Contract, schema: Json, document: Any) -> Json:
    """Follow references, and of several schemas take a document's, by the members that have but one value there."""
    schema = contract.resolve(schema)
    for branch in alternatives(contract, schema):
        properties = {name: contract.resolve(item) for name, item in branch.get("properties", {}).items()}
        constants = {name: item["const"] for name, item in properties.items() if "const" in item}
        if constants and isinstance(document, dict) and constants.items() <= document.items():
            return branch
    return choice(contract, schema)


def _found(world: World, auditor: Caller, operation: Operation, path: str, seeds: Seeds) -> None:
    """Nothing is found by what is redacted in it, by no search and no filter."""
    if operation.id not in seeds.kinds:
        return
    for name, parameter in operation.query.items():
        schema = world.contract.resolve(parameter["schema"])
        schema = world.contract.resolve(schema.get("items", schema))
        if name in {"cursor", "sort"} or schema.get("type") != "string" or schema.keys() & {"enum", "format"}:
            continue
        for kind, marker in seeds.markers.items():
            if not fits(schema.get("pattern", ""), marker):
                continue
            answer = world.send(auditor, "GET", path, params={name: marker, "limit": 20})
            ids = {row["id"] for row in answer.json()["items"]}
            world.hold(f"an auditor finds nothing by {kind}", not ids & set(seeds.ids.values()), answer, auditor)
