"""How any request is taken: methods, media types, bodies, parameters, and the form of every refusal."""

from __future__ import annotations

import json

import httpx

from oneprotect_conformance.contract import Operation
from oneprotect_conformance.world import World

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def methods(world: World) -> None:
    """A method that the contract does not name is 405 with a true Allow."""
    by_path: dict[str, set[str]] = {}
    for operation in world.contract.operations:
        by_path.setdefault(operation.path, set()).add(operation.method)
    for operation in world.contract.operations:
        named = by_path[operation.path]
        if operation.method != min(named):
            continue
        path = world.path(operation) or world.unknown_path(operation)
        for method in _METHODS:
            if method not in named:
                answer = world.send(world.main, method, path)
                allowed = {word.strip() for word in answer.headers.get("Allow", "").split(",")}
                kept = answer.status_code == 405 and allowed == named
                world.hold("a method that is not named is 405 with a true Allow", kept, answer)


def media(world: World) -> None:
    """What is not the contract's media type is 415, what the client would not read is 406, too much is 413."""
    for operation in world.operations:
        if not world.main.may(operation):
            world.leave_out(operation, f"the token lacks {operation.scope}")
            continue
        path = world.path(operation) or world.unknown_path(operation)
        answer = world.send(world.main, operation.method, path, headers={"Accept": "image/png"})
        _refusal(world, answer, 406, "not-acceptable", "an Accept without JSON is 406")
        if operation.body is None:
            continue
        for kind in ("text/plain", "application/xml", "multipart/form-data"):
            answer = world.send(world.main, operation.method, path, content=b"{}", headers={"Content-Type": kind})
            _refusal(world, answer, 415, "unsupported-media-type", "a body that is not JSON is 415")
        coded = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        answer = world.send(world.main, operation.method, path, content=b"{}", headers=coded)
        _refusal(world, answer, 415, "unsupported-media-type", "a Content-Encoding is 415")
        answer = _with_body(world, operation, path, b'{"title": "' + b"a" * (2 << 20) + b'"}')
        _refusal(world, answer, 413, "payload-too-large", "a body beyond the limit is 413")


def bodies(world: World) -> None:
    """What is not JSON is 400; a body of the wrong shape is 422 and says with a JSON pointer where."""
    deep = b'{"x":' + b"[" * 70 + b"]" * 70 + b"}"
    broken = (b"{", b"", b'{"a": NaN}', b'{"a": 1e999}', b'{"a": 1, "a": 2}', b"\xff\xfe", deep)
    for operation in world.operations:
        if operation.body is None or not world.main.may(operation):
            continue
        path = world.path(operation) or world.unknown_path(operation)
        for content in broken:
            if not content and operation.id == "create_ticket_from_alert":
                continue
            answer = _with_body(world, operation, path, content)
            status = answer.status_code
            world.hold("a body that is not JSON (RFC 8259) is 400", status == 400 or not content, answer)
        for document in (["a list"], "a text", None, {"no_such_member": 1}, {"no_such_member": None, "title": "a\0b"}):
            answer = _with_body(world, operation, path, json.dumps(document).encode())
            world.hold("a body of the wrong shape is 422 validation", _code(answer) == (422, "validation"), answer)
            errors = answer.json().get("errors") if answer.status_code == 422 else [{"pointer": ""}]
            world.hold("a validation says where", bool(errors) and all("pointer" in e for e in errors), answer)


def parameters(world: World) -> None:
    """An unknown, doubled or malformed parameter is 400, and so is an id that is none."""
    for operation in world.operations:
        path = world.path(operation)
        if path is None or not world.main.may(operation):
            continue
        _, options = world.valid(operation, world.main, path) or (path, {})
        answer = world.send(world.main, operation.method, path, params={"no_such_parameter": "1"}, **options)
        world.hold("an unknown parameter is 400", _code(answer) == (400, "unknown-parameter"), answer)
        for name, parameter in operation.query.items():
            if world.contract.resolve(parameter["schema"]).get("type") != "array":
                answer = world.send(world.main, operation.method, path, params=[(name, "1"), (name, "1")])
                world.hold("a parameter that is given twice is 400", answer.status_code == 400, answer)
        if operation.is_list:
            for limit in ("0", "101", "-1", "many", "1.5", "", "1e1", "9" * 30):
                answer = world.send(world.main, "GET", path, params={"limit": limit})
                world.hold("a limit that is none is 400", _code(answer) == (400, "invalid-parameter"), answer)
        for name in operation.ids:
            for wrong in ("1", "none", "%00", "x" * 300, str(world.ids[name][0]).upper() + "A"):
                there = operation.path.format(**_ids(world, name, wrong))
                answer = world.send(world.main, operation.method, there, **options)
                world.hold("a malformed id is 400", answer.status_code == 400, answer)


def _ids(world: World, name: str, wrong: str) -> dict[str, str]:
    return {**{key: found[0] for key, found in world.ids.items() if found}, name: wrong}


def _with_body(world: World, operation: Operation, path: str, content: bytes) -> httpx.Response:
    headers = {"Content-Type": "application/json"}
    if operation.takes("If-Match"):
        headers["If-Match"] = '"1"'
    return world.send(world.main, operation.method, path, content=content, headers=headers)


def _code(answer: httpx.Response) -> tuple[int, str | None]:
    return answer.status_code, answer.json().get("code") if answer.is_error else None


def _refusal(world: World, answer: httpx.Response, status: int, code: str, promise: str) -> None:
    world.hold(promise, _code(answer) == (status, code), answer)
