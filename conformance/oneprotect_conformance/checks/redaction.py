"""The auditor's view: no hidden records, and no addresses, host names and secrets in the others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx

from oneprotect_conformance.checks.lists import compared, walk
from oneprotect_conformance.checks.records import newest_first
from oneprotect_conformance.checks.seeds import Seeds, create_seeds
from oneprotect_conformance.checks.values import response_schema, row_schema
from oneprotect_conformance.contract import Contract, Json, Operation
from oneprotect_conformance.specimens import alternatives, choice, matches
from oneprotect_conformance.world import Caller, World


def hidden(world: World) -> None:
    """Hidden records do not exist for an auditor; all others are redacted as x-redact states."""
    auditor = world.auditor
    if auditor is None:
        return
    seeds = create_seeds(world)
    for operation in world.operations:
        path = world.path(operation, **seeds.ids)
        if operation.is_mutation or operation.scope is None or not auditor.may(operation):
            continue
        if path is None:
            world.skip(operation, "the tenant has no record for its path")
        elif operation.is_list:
            _check_list(world, auditor, operation, path, seeds)
            _check_queries(world, auditor, operation, path, seeds)
        else:
            _check_record(world, auditor, operation, path, seeds)
    for record in seeds.records:
        response = world.send(auditor, "GET", f"/audit-records/{record}")
        world.expect("A hidden record is answered 404 to an auditor", response.status_code == 404, response)


def raw(world: World) -> None:
    """An auditor's response has no original document of an alert."""
    auditor = world.auditor
    if auditor is None or not auditor.may(world.contract.by_id["get_alert"]):
        return
    for alert in world.ids.get("alert_id", ()):
        response = world.send(auditor, "GET", f"/alerts/{alert}")
        promise = "An auditor does not see the original document of an alert (raw)"
        world.expect(promise, "raw" not in response.json(), response)


def _check_record(world: World, auditor: Caller, operation: Operation, path: str, seeds: Seeds) -> None:
    differences: list[str] = []
    for _ in range(2):  # Again if the record changed between the two requests.
        redacted = world.send(auditor, "GET", path)
        world.expect("An auditor's read is answered 200", redacted.status_code == 200, redacted)
        if not world.main.may(operation):
            break
        original = world.send(world.main, "GET", path)
        schema = response_schema(operation)
        differences = list(_unredacted(world.contract, schema, original.json(), redacted.json(), ""))
        if not differences:
            break
    promise = "An auditor's response is redacted as x-redact states"
    world.expect(promise, not differences, redacted, "; ".join(differences[:5]))
    _check_text(world, redacted, redacted.text, seeds)


def _check_list(world: World, auditor: Caller, operation: Operation, path: str, seeds: Seeds) -> None:
    query = {"limit": 100, **newest_first(operation)}
    differences: list[str] = []
    earlier: dict[str, Json] = {}
    sought = {seeds.listed[operation.id]} if operation.id in seeds.listed else set()
    for attempt in range(2):
        redacted = {row["id"]: row for row in walk(world, auditor, path, query, at_most=compared(world), sought=sought)}
        response = world.last
        if not world.main.may(operation):
            break
        originals = {row["id"]: row for row in walk(world, world.main, path, query, at_most=compared(world))}
        schema = row_schema(world, operation)
        differences = [
            difference
            for row in originals.keys() & redacted.keys()
            # In the second attempt without rows that have changed since the first.
            if attempt == 0 or earlier.get(row) == originals[row]
            for difference in _unredacted(world.contract, schema, originals[row], redacted[row], f"{row} ")
        ]
        if not differences:
            break
        earlier = originals
    if response is None:
        return
    promise = "An auditor's response is redacted as x-redact states"
    world.expect(promise, not differences, response, "; ".join(differences[:5]))
    _check_text(world, response, json.dumps(list(redacted.values())), seeds)
    if operation.id in seeds.listed:
        record = seeds.listed[operation.id]
        failure = f"expected a row {record}; there is none"
        world.expect("An auditor sees every record that is not hidden", record in redacted, response, failure)


def _check_text(world: World, response: httpx.Response, text: str, seeds: Seeds) -> None:
    """Search what an auditor has read for the secrets and ids that must not be in it."""
    for kind, marker in seeds.markers.items():
        failure = f"expected no {marker}, but it is in the response"
        world.expect(f"An auditor does not see {kind}", marker not in text, response, failure)
    mentioned = [record for record in seeds.hidden | seeds.records if record in text]
    failure = f"expected no id of a hidden record, but the response has {mentioned}"
    world.expect("No response to an auditor mentions a hidden record", not mentioned, response, failure)


def _unredacted(contract: Contract, schema: Json, original: Any, redacted: Any, pointer: str) -> Iterator[str]:
    """Yield each difference between an auditor's document and the original that `x-redact` does not explain."""
    schema = _branch(contract, schema, original)
    if original is None or redacted is None or schema.get("x-redact") == "text":
        if (original is None) != (redacted is None):
            yield f"{pointer or '/'} is {redacted!r:.100}, but the original is {original!r:.100}"
    elif isinstance(original, dict) and isinstance(redacted, dict):
        for name, item in schema.get("properties", {}).items():
            yield from _unredacted_member(contract, item, (original, redacted), name, pointer)
    elif isinstance(original, list) and isinstance(redacted, list) and len(original) == len(redacted):
        for number, (one, other) in enumerate(zip(original, redacted, strict=True)):
            yield from _unredacted(contract, schema.get("items", {}), one, other, f"{pointer}/{number}")
    elif original != redacted and not _may_merge(contract, schema):
        yield f"expected {pointer or '/'} to be {original!r:.100}, got {redacted!r:.100}"


def _unredacted_member(
    contract: Contract, item: Json, documents: tuple[Json, Json], name: str, pointer: str
) -> Iterator[str]:
    original, redacted = documents
    dropped = contract.resolve(item).get("x-redact") == "drop"
    if (name in redacted) != (name in original and not dropped):
        yield f"{pointer}/{name} is {'present' if name in redacted else 'missing'}"
    elif name in redacted:
        yield from _unredacted(contract, item, original[name], redacted[name], f"{pointer}/{name}")


def _may_merge(contract: Contract, schema: Json) -> bool:
    """Whether different items of an array may become equal by redaction, and then be one."""
    return bool(schema.get("uniqueItems")) and contract.resolve(schema["items"]).get("x-redact") == "text"


def _branch(contract: Contract, schema: Json, document: Any) -> Json:
    """Follow references and, of several alternatives, choose the one whose constant members the document has."""
    schema = contract.resolve(schema)
    for branch in alternatives(contract, schema):
        properties = {name: contract.resolve(item) for name, item in branch.get("properties", {}).items()}
        constants = {name: item["const"] for name, item in properties.items() if "const" in item}
        if constants and isinstance(document, dict) and constants.items() <= document.items():
            return branch
    return choice(contract, schema)


def _check_queries(world: World, auditor: Caller, operation: Operation, path: str, seeds: Seeds) -> None:
    """No search and no filter of an auditor matches a record by what is redacted in it."""
    if operation.id not in seeds.listed:
        return
    for name, parameter in operation.query.items():
        schema = world.contract.resolve(parameter["schema"])
        schema = world.contract.resolve(schema.get("items", schema))
        if name in {"cursor", "sort"} or schema.get("type") != "string" or schema.keys() & {"enum", "format"}:
            continue
        for kind, marker in seeds.markers.items():
            if not matches(schema.get("pattern", ""), marker):
                continue
            response = world.send(auditor, "GET", path, params={name: marker, "limit": 20})
            ids = {row["id"] for row in response.json()["items"]}
            unmatched = not ids & set(seeds.ids.values())
            world.expect(f"An auditor's search or filter matches no record by {kind}", unmatched, response)
