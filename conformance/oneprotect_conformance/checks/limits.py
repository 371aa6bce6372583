"""Limits: what reaches a limit of the contract exactly is accepted, as arrays, bodies, documents and keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from oneprotect_conformance.checks.records import CREATED
from oneprotect_conformance.checks.retries import request_of, send_with
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.specimens import LEFT_OUT, choice, full, short_text
from oneprotect_conformance.world import World

_DEPTH = 60  # levels of a document, which with the body around it are less than the 64 that are allowed


def limits(world: World) -> None:
    """Create a record of each kind with arrays, a body, a document and a key that are as large as allowed."""
    for name in CREATED:
        operation = world.contract.by_id.get(name)
        if operation is None or not world.main.may(operation):
            continue
        for promise, members, size, key in _greatest(world, operation):
            request = request_of(world, operation)
            if request is None:
                world.skip(operation, "the tenant has no record for its path")
                break
            path, options = request
            body = {**json.loads(options["content"]), **members}
            content = json.dumps(body, separators=(",", ":")).encode().ljust(size)
            response = send_with(world, operation, path, {**options, "content": content}, key)
            world.expect(promise, response.status_code == 201, response)
            if "raw" in members and response.status_code == 201 and world.may("get_alert"):
                read = world.send(world.main, "GET", f"/alerts/{response.json()['id']}")
                same = read.status_code == 200 and read.json().get("raw") == members["raw"]
                world.expect("A document of the greatest size is stored whole", same, read)


def _greatest(world: World, operation: Operation) -> Iterator[tuple[str, Json, int, str]]:
    """Yield what is promised, the members to replace, the size of the body in bytes, and the Idempotency-Key."""
    key = uuid4().hex
    yield "An Idempotency-Key of 255 characters is accepted", {}, 0, f"{key} ~".ljust(255, "!")
    yield "A body of the greatest size is accepted", {}, operation.max_body_bytes, uuid4().hex
    properties: Json = (operation.body or {}).get("properties", {})
    arrays = {name: _longest(world, choice(world.contract, schema)) for name, schema in properties.items()}
    if any(arrays.values()):
        members = {name: items for name, items in arrays.items() if items}
        yield "A body with arrays of the greatest length is accepted", members, 0, uuid4().hex
    for name, schema in properties.items():
        size = world.contract.resolve(schema).get("x-max-bytes")
        if size is not None:
            yield "A document of the greatest size and depth is accepted", {name: _document(size)}, 0, uuid4().hex


def _longest(world: World, schema: Json) -> list[Any]:
    """Return an array of the greatest length; empty if the schema is of another type or has no limit."""
    if schema.get("type") != "array":
        return []
    items = [full(world.contract, schema["items"], short_text, {}) for _ in range(schema.get("maxItems", 0))]
    return [] if LEFT_OUT in items else items


def _document(size: int) -> Json:
    """Return a document with so many bytes as compact JSON, and as deep as allowed."""
    deep: list[Any] = []
    for _ in range(_DEPTH - 2):
        deep = [deep]
    document = {"deep": deep, "text": ""}
    missing = size - len(json.dumps(document, separators=(",", ":")))
    return {**document, "text": "x" * missing}
