"""What the contract promises beyond its keywords: no undeclared members, exact forms of values, null for arrays.

Schemas of responses allow other members, so that clients accept those of later versions, and `uuid` and `date-time`
have no pattern, so that clients can parse them. The server that serves a contract keeps to it nevertheless.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import httpx

from oneprotect_conformance.checks.problems import broken_promises, is_problem
from oneprotect_conformance.contract import Contract, Json, Operation
from oneprotect_conformance.specimens import alternatives, choice, nullable
from oneprotect_conformance.world import World

EXACT = "Every response has only declared members, lowercase UUIDs, and times in UTC with microseconds"
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z")
# Times of requests, and the same in responses.
_TIMES = {
    "2026-01-02t03:04:05.123456999z": "2026-01-02T03:04:05.123456Z",
    "2026-01-02T03:04:05.9-05:30": "2026-01-02T08:34:05.900000Z",
    "2026-01-01T00:00:00+14:00": "2025-12-31T10:00:00.000000Z",
    "1970-01-01T00:00:00Z": "1970-01-01T00:00:00.000000Z",
    "2999-12-31T23:59:59.999999Z": "2999-12-31T23:59:59.999999Z",
}
_PARSED = ("uuid", "date", "date-time")


def check_response(world: World, response: httpx.Response) -> None:
    """Check the promises that hold for every response of an operation."""
    if world.contract.inner_path(response.request).startswith(world.contract.base + "/"):
        response.read()
        if not world.is_new(response.headers.get("X-Request-Id", "")):
            world.expect("The X-Request-Id of every response is unique", False, response, certain=True)
        for promise in broken_promises(world.contract, response):
            world.expect(promise, False, response, certain=True)
        for departure in departures(world.contract, response)[:1]:
            world.expect(EXACT, False, response, seen=departure, certain=True)


def departures(contract: Contract, response: httpx.Response) -> list[str]:
    """Describe how a JSON response departs from the exact form that the contract states in words."""
    path = contract.label(response.request)
    operation = next((item for item in contract.operations if item.label == path), None)
    declared = operation.responses.get(str(response.status_code), {}) if operation else {}
    media_type = response.headers.get("content-type", "").partition(";")[0]
    schema = declared.get("content", {}).get(media_type, {}).get("schema")
    if schema is None:
        return []
    try:
        document = json.loads(response.content)
    except ValueError:
        return []  # openapi-core reports it
    return list(_departures(contract, schema, document, ""))


def _departures(contract: Contract, schema: Json, value: Any, pointer: str) -> Iterator[str]:
    schema = _branch(contract, schema, value)
    if isinstance(value, dict) and "properties" in schema:
        properties = schema["properties"]
        if not schema.get("additionalProperties"):
            yield from (f"{pointer}/{name} is not declared" for name in value.keys() - properties.keys())
        for name in value.keys() & properties.keys():
            yield from _departures(contract, properties[name], value[name], f"{pointer}/{name}")
    elif isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            yield from _departures(contract, schema["items"], item, f"{pointer}/{number}")
    elif isinstance(value, str) and schema.get("format") in _PARSED and not _is_exact(schema["format"], value):
        yield f"{pointer} is {value!r:.80}, which is not an exact {schema['format']}"


def _branch(contract: Contract, schema: Json, value: Any) -> Json:
    """Follow references and, of several alternatives, choose the one whose constant members the value has."""
    schema = contract.resolve(schema)
    for branch in alternatives(contract, schema):
        properties = {name: contract.resolve(item) for name, item in branch.get("properties", {}).items()}
        constants = {name: item["const"] for name, item in properties.items() if "const" in item}
        if constants and isinstance(value, dict) and constants.items() <= value.items():
            return branch
    return choice(contract, schema)


def _is_exact(kind: str, value: str) -> bool:
    if kind == "date-time":
        return _TIME.fullmatch(value) is not None
    try:
        return str(UUID(value) if kind == "uuid" else date.fromisoformat(value)) == value
    except ValueError:
        return False


def forms(world: World) -> None:
    """Ids and times in another form are rejected: the contract has no pattern for them, but states their form."""
    name = str(uuid4())
    identifiers = (name.upper(), name.replace("-", ""), f"{{{name}}}", f"urn:uuid:{name}")
    times = (
        "2026-01-02",
        "2026-01-02T03:04:05",
        "1969-12-31T23:59:59Z",
        "2026-01-02T03:04:05.0123456789Z",
        "1767323045",
    )
    for operation_id, member, values in (
        ("create_ticket", "assignee_id", identifiers),
        ("create_alert", "detected_at", times),
    ):
        operation = world.contract.by_id.get(operation_id)
        if operation is None or not world.main.may(operation):
            continue
        for value in values:
            body = {**world.body(operation), member: value}
            response = world.send(world.main, operation.method, operation.path, json=body)
            refused = is_problem(response, 422, "validation")
            world.expect("An id or a time in another form than the contract's is answered 422", refused, response)
        if member == "detected_at":
            _accepted_times(world, operation)


def _accepted_times(world: World, operation: Operation) -> None:
    """Times in every form that the contract allows are read as the same instant."""
    for sent, expected in _TIMES.items():
        body = {**world.body(operation), "detected_at": sent}
        response = world.send(world.main, operation.method, operation.path, json=body)
        promise = "A time in any form of RFC 3339 is accepted, and returned in UTC without digits beyond microseconds"
        world.expect(promise, response.status_code == 201, response)
        if response.status_code == 201 and world.may("get_alert"):
            read = world.send(world.main, "GET", f"{operation.path}/{response.json()['id']}")
            seen = read.json().get("detected_at")
            world.expect(promise, seen == expected, read, f"expected {expected} for {sent}, got {seen}")


def null_arrays(world: World) -> None:
    """Null for an array of a merge patch leaves the array as it is; an empty array removes its items."""
    operation = world.contract.by_id.get("update_ticket")
    tags = (operation.body or {}).get("properties", {}).get("tags", {}) if operation else {}
    if operation is None or not nullable(world.contract, tags) or not world.may("create_ticket", "update_ticket"):
        return
    ticket = world.new_ticket(tags=["kept"])
    path = f"/tickets/{ticket['id']}"
    for sent, expected in ((None, ["kept"]), ([], [])):
        tag = world.send(world.main, "GET", path).headers.get("ETag", "")
        response = world.send(world.main, "PATCH", path, json={"tags": sent}, headers={"If-Match": tag})
        kept = response.status_code == 200 and response.json().get("tags") == expected
        world.expect("Null for an array of a PATCH leaves it as it is, and an empty array empties it", kept, response)
