"""Small servers that behave badly, with a contract that is just enough of one."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import uuid4

from conformance.tests.planted import Answered, Asked, Bug, planted

JSON = [("Content-Type", "application/json"), ("Cache-Control", "private, no-store")]
TOKEN = "eyJoZWFkZXIiOiJoZWFkZXIifQ.eyJwYXlsb2FkIjoicGF5bG9hZCBwYXlsb2FkIn0.signature-signature-signature"
BASE = "/bad"  # below /api/v1 every exchange of a test is held to our own contract
ME = {"tenant": "t", "roles": ["admin"], "permissions": ["read"], "principal": {"id": "p"}}
Answer = Callable[[Asked], Answered]


def contract(**changes: Any) -> dict[str, Any]:
    """An OpenAPI document with GET /me and GET /things/{thing_id}; ``changes`` replace what is in it."""
    reading = {
        "security": [{"bearer": ["read"]}],
        "x-problems": ["unauthenticated", "not-found"],
        "responses": {
            "200": {"description": "x", "content": {"application/json": {"schema": {"type": "object"}}}},
            "default": {"description": "x", "content": {"application/problem+json": {"schema": {"type": "object"}}}},
        },
    }
    number = {"name": "thing_id", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "x", "version": "1"},
        "servers": [{"url": BASE}],
        "paths": {
            "/me": {"get": {"operationId": "get_me", **reading}},
            "/things/{thing_id}": {"get": {"operationId": "get_thing", "parameters": [number], **reading}},
        },
        "components": {
            "schemas": {"Severity": {"enum": ["low", "high"]}, "AlertVerdict": {"enum": ["true", "false"]}},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
        **changes,
    }


def answered(status: int, body: Any, **headers: str) -> Answered:
    return Answered(status, [*JSON, *((name.replace("_", "-"), text) for name, text in headers.items())], _bytes(body))


def _bytes(body: Any) -> bytes:
    return body if isinstance(body, bytes) else json.dumps(body).encode()


def problem(status: int, code: str, **members: Any) -> Answered:
    number = str(uuid4())
    body = {"type": f"/problems/{code}", "status": status, "code": code, "request_id": number, **members}
    headers = [("Content-Type", "application/problem+json"), JSON[1], ("X-Request-Id", number)]
    return Answered(status, headers, json.dumps(body).encode())


def good(asked: Asked) -> Answered:
    """Answer as the contract says."""
    if asked.path == "/openapi.json":
        return answered(200, contract())
    if asked.header("Authorization") != f"Bearer {TOKEN}":
        return problem(401, "unauthenticated")
    return answered(200, ME) if asked.path == "/me" else problem(404, "not-found")


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """Serve what the function answers; gives the address."""

    def inner(asked: Asked, *_: object) -> Answered:
        return answer(replace(asked, target=asked.target.removeprefix(BASE)))

    with planted(Bug("bad", "", "", [], inner), "http://127.0.0.1:9") as url:
        yield url


@contextmanager
def dripping() -> Iterator[str]:
    """Serve an answer that never ends, byte by byte."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
                while not over.wait(0.05):
                    connection.sendall(b" ")

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        over.set()
        thread.join()
