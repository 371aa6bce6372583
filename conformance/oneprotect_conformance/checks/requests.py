"""The form of requests: methods, media types, bodies and parameters, and how invalid ones are refused."""

from __future__ import annotations

import json

import httpx

from oneprotect_conformance.checks.problems import is_problem
from oneprotect_conformance.contract import Operation
from oneprotect_conformance.world import World

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def methods(world: World) -> None:
    """A method that the contract does not define for a path is answered 405 with the exact Allow header."""
    by_path: dict[str, set[str]] = {}
    for operation in world.contract.operations:
        by_path.setdefault(operation.path, set()).add(operation.method)
    for operation in world.contract.operations:
        defined = by_path[operation.path]
        if operation.method != min(defined):
            continue
        path = world.path(operation) or world.unknown_path(operation)
        for method in _METHODS:
            if method not in defined:
                response = world.send(world.main, method, path)
                kept = is_method_refused(response, defined)
                world.expect("An undefined method is answered 405 with the exact Allow header", kept, response)


def is_method_refused(response: httpx.Response, defined: set[str]) -> bool:
    """Whether a response is 405 and its Allow header names exactly these methods."""
    allowed = {word.strip() for word in response.headers.get("Allow", "").split(",")}
    return response.status_code == 405 and allowed == defined


def media(world: World) -> None:
    """Another media type is answered 415, an Accept that excludes JSON 406, and a body that is too large 413."""
    for operation in world.operations:
        if not world.main.may(operation):
            world.skip(operation, f"the token lacks {operation.scope}")
            continue
        path = world.path(operation) or world.unknown_path(operation)
        response = world.send(world.main, operation.method, path, headers={"Accept": "image/png"})
        refused = is_problem(response, 406, "not-acceptable")
        world.expect("An Accept header without JSON is answered 406 not-acceptable", refused, response)
        if operation.body is None:
            continue
        for kind in ("text/plain", "application/xml", "multipart/form-data"):
            response = world.send(world.main, operation.method, path, content=b"{}", headers={"Content-Type": kind})
            refused = is_problem(response, 415, "unsupported-media-type")
            world.expect("A body that is not JSON is answered 415 unsupported-media-type", refused, response)
        encoded = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        response = world.send(world.main, operation.method, path, content=b"{}", headers=encoded)
        refused = is_problem(response, 415, "unsupported-media-type")
        world.expect("A Content-Encoding is answered 415 unsupported-media-type", refused, response)
        response = _send_body(world, operation, path, operation.oversized_body)
        refused = is_problem(response, 413, "payload-too-large")
        world.expect("A body beyond the size limit is answered 413 payload-too-large", refused, response)


def bodies(world: World) -> None:
    """A body that is not JSON is answered 400; one that violates its schema 422, with JSON pointers to the errors."""
    deep = b'{"x":' + b"[" * 70 + b"]" * 70 + b"}"
    malformed = (b"{", b"", b'{"a": NaN}', b'{"a": 1e999}', b'{"a": 1, "a": 2}', b"\xff\xfe", deep)
    for operation in world.operations:
        if operation.body is None or not world.main.may(operation):
            continue
        path = world.path(operation) or world.unknown_path(operation)
        for content in malformed:
            if not content and not operation.body_required:
                continue
            response = _send_body(world, operation, path, content)
            kept = response.status_code == 400 or not content
            world.expect("A body that is not valid JSON (RFC 8259) is answered 400", kept, response)
        for document in (["a list"], "a text", None, {"no_such_member": 1}, {"no_such_member": None, "title": "a\0b"}):
            if document is None and not operation.body_required:  # null counts as no body
                continue
            response = _send_body(world, operation, path, json.dumps(document).encode())
            refused = is_problem(response, 422, "validation")
            world.expect("A body that violates its schema is answered 422 validation", refused, response)
            errors = response.json().get("errors") if response.status_code == 422 else [{"pointer": ""}]
            located = bool(errors) and all("pointer" in error for error in errors)
            world.expect("A 422 validation has a JSON pointer to each error", located, response)


def parameters(world: World) -> None:
    """An unknown, repeated or malformed query parameter is answered 400, and so is a malformed id."""
    for operation in world.operations:
        path = world.path(operation)
        if path is None or not world.main.may(operation):
            continue
        _, options = world.valid(operation, world.main, path) or (path, {})
        response = world.send(world.main, operation.method, path, params={"no_such_parameter": "1"}, **options)
        refused = is_problem(response, 400, "unknown-parameter")
        world.expect("An unknown query parameter is answered 400 unknown-parameter", refused, response)
        for name, parameter in operation.query.items():
            if world.contract.resolve(parameter["schema"]).get("type") != "array":
                response = world.send(world.main, operation.method, path, params=[(name, "1"), (name, "1")])
                world.expect("A repeated query parameter is answered 400", response.status_code == 400, response)
        if operation.is_list:
            for limit in ("0", "101", "-1", "many", "1.5", "", "1e1", "9" * 30):
                response = world.send(world.main, "GET", path, params={"limit": limit})
                refused = is_problem(response, 400, "invalid-parameter")
                world.expect("An invalid limit is answered 400 invalid-parameter", refused, response)
        for name in operation.ids:
            for malformed in ("1", "none", "%00", "x" * 300, str(world.ids[name][0]).upper() + "A"):
                ids = {key: known[0] for key, known in world.ids.items() if known}
                where = operation.path.format(**{**ids, name: malformed})
                response = world.send(world.main, operation.method, where, **options)
                world.expect("A malformed id is answered 400", response.status_code == 400, response)


def _send_body(world: World, operation: Operation, path: str, content: bytes) -> httpx.Response:
    headers = {"Content-Type": "application/json"}
    if operation.accepts("If-Match"):
        headers["If-Match"] = '"1"'
    return world.send(world.main, operation.method, path, content=content, headers=headers)
