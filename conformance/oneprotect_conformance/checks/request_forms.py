"""Requests in every form that HTTP allows, in forms that the contract forbids, and paths that it does not have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx

from oneprotect_conformance.checks.filters import enumerated_or_unmatched
from oneprotect_conformance.checks.problems import is_problem
from oneprotect_conformance.contract import Operation
from oneprotect_conformance.world import World

_ACCEPTED = ("application/*", "text/html, application/json;q=0.1", "*/*", "Application/JSON")
_QUICK_ACCEPTED = 2
_CASE = "Names of headers and of the authentication scheme are compared without case"


def request_forms(world: World) -> None:
    """Case of names, media types with parameters, wildcards in Accept: all forms of one request are the same."""
    token = world.main.client.headers["Authorization"].removeprefix("Bearer ")
    response = world.send(world.anonymous, "GET", "/me", headers={"authorization": f"bearer {token}"})
    world.expect(_CASE, response.status_code == 200, response)
    for operation in world.operations:
        path = world.path(operation)
        if not world.main.may(operation):
            continue
        if operation.method == "GET" and path is not None:
            _check_accept(world, path)
            if not operation.accepts("If-None-Match"):
                response = world.send(world.main, "GET", path, headers={"If-None-Match": "*"})
                promise = "If-None-Match changes nothing where the contract does not have it"
                world.expect(promise, response.status_code == 200, response)
        if operation.body is not None:
            _check_media_types(world, operation)
        _check_headers(world, operation)


def _check_accept(world: World, path: str) -> None:
    for accept in _ACCEPTED[: _QUICK_ACCEPTED if world.quick else None]:
        response = world.send(world.main, "GET", path, headers={"Accept": accept})
        kept = response.status_code == 200
        world.expect("An Accept header that includes JSON in any form is accepted", kept, response)


def _check_media_types(world: World, operation: Operation) -> None:
    """Send a body with one flaw that is found only after it was read."""
    for media_type in operation.media_types:
        for spelling in (f"{media_type}; charset=utf-8", f'{media_type.title()};charset="UTF-8"'):
            headers = {"content-type": spelling, **({"if-match": '"0"'} if operation.accepts("If-Match") else {})}
            response = _send(world, operation, headers)
            promise = "A media type is accepted in any case, and with charset=utf-8"
            world.expect(promise, is_problem(response, 422, "validation"), response)


def _check_headers(world: World, operation: Operation) -> None:
    """Send invalid headers under names in lowercase, and valid ones twice."""
    for name, invalid in (("if-match", "*"), ("idempotency-key", "a" * 256)):
        if not operation.accepts(name):
            continue
        response = _send(world, operation, {name: invalid})
        refused = is_problem(response, 400, "invalid-parameter")
        world.expect(_CASE, refused, response, f"expected 400 invalid-parameter for an invalid {name}")
        value = '"1"' if name == "if-match" else str(uuid4())
        twice = _send(world, operation, [(name, value), (name, value)])
        refused = is_problem(twice, 400, "invalid-parameter")
        world.expect("A header that is sent twice is answered 400 invalid-parameter", refused, twice)


def _send(world: World, operation: Operation, headers: Any) -> httpx.Response:
    items = [*(headers.items() if isinstance(headers, dict) else headers)]
    path = world.unknown_path(operation) if operation.ids else operation.path
    if operation.body is None:
        return world.send(world.main, operation.method, path, headers=items)
    if "content-type" not in dict(items):
        items.append(("Content-Type", "application/json"))
    content = json.dumps({"no_such_member": 1})
    return world.send(world.main, operation.method, path, content=content, headers=items)


def paths(world: World) -> None:
    """A path that the contract does not have is answered 404 not-found, and so is one with another slash."""
    for path in _unknown_paths(world):
        response = world.send(world.main, "GET", path)
        refused = is_problem(response, 404, "not-found")
        world.expect("A path that the contract does not have is answered 404 not-found", refused, response)


def _unknown_paths(world: World) -> Iterator[str]:
    yield "/no-such-path"
    for operation in world.operations:
        path = world.path(operation)
        if operation.method == "GET" and path is not None and world.main.may(operation):
            yield f"{path}/"
            if operation.is_list:
                yield f"{path}.json"


def filter_forms(world: World) -> None:
    """Several values of a filter are sent by repeating it: not separated by commas, not with brackets in its name."""
    for operation in world.operations:
        path = world.path(operation)
        if path is None or not world.main.may(operation):
            continue
        for name, parameter in operation.query.items():
            schema = world.contract.resolve(parameter["schema"])
            if "maxItems" in schema:
                _check_count(world, operation, path, name)
            items = world.contract.resolve(schema.get("items", schema))
            values = items.get("enum", ["true", "false"] if items.get("type") == "boolean" else [])
            if not values:
                continue
            for value, what in (
                (",".join(map(str, values[:2])), "values separated by a comma"),
                ("", "an empty value"),
            ):
                response = world.send(world.main, "GET", path, params={name: value})
                refused = is_problem(response, 400, "invalid-parameter")
                promise = f"A parameter with {what} is answered 400 invalid-parameter"
                world.expect(promise, refused, response)
            response = world.send(world.main, "GET", path, params={f"{name}[]": values[0]})
            refused = is_problem(response, 400, "unknown-parameter")
            world.expect("A name with brackets is answered 400 unknown-parameter", refused, response)


def _check_count(world: World, operation: Operation, path: str, name: str) -> None:
    """Repeat a filter as often as allowed, and once more."""
    parameter = operation.query[name]
    most = world.contract.resolve(parameter["schema"])["maxItems"]
    for value in enumerated_or_unmatched(world, parameter)[:1]:
        response = world.send(world.main, "GET", path, params={name: [value] * most})
        world.expect("A filter can be repeated as often as the contract states", response.status_code == 200, response)
        response = world.send(world.main, "GET", path, params={name: [value] * (most + 1)})
        refused = is_problem(response, 400, "invalid-parameter")
        promise = "A filter that is repeated too often is answered 400 invalid-parameter"
        world.expect(promise, refused, response, f"expected 400 for {most + 1} values")
