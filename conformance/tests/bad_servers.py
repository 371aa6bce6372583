"""Small servers that misbehave, with a contract that is just sufficient."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import uuid4

from conformance.tests.planted import Bug, Request, Response, planted

JSON = [("Content-Type", "application/json"), ("Cache-Control", "private, no-store")]
TOKEN = "eyJoZWFkZXIiOiJoZWFkZXIifQ.eyJwYXlsb2FkIjoicGF5bG9hZCBwYXlsb2FkIn0.signature-signature-signature"
BASE = "/bad"  # the tests validate every exchange below /api/v1 against the contract of the product
ME = {"tenant": "t", "roles": ["admin"], "permissions": ["read"], "principal": {"id": "p"}}
Answer = Callable[[Request], Response]


def contract(**changes: Any) -> dict[str, Any]:
    """An OpenAPI document with GET /me and GET /things/{thing_id}; ``changes`` replace its members."""
    reading = {
        "security": [{"bearer": ["read"]}],
        "x-problems": ["unauthenticated", "not-found"],
        "responses": {
            "200": {"description": "x", "content": {"application/json": {"schema": {"type": "object"}}}},
            "default": {"description": "x", "content": {"application/problem+json": {"schema": {"type": "object"}}}},
        },
    }
    thing_id = {"name": "thing_id", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "x", "version": "1"},
        "servers": [{"url": BASE}],
        "paths": {
            "/me": {"get": {"operationId": "get_me", **reading}},
            "/things/{thing_id}": {"get": {"operationId": "get_thing", "parameters": [thing_id], **reading}},
        },
        "components": {
            "schemas": {"Severity": {"enum": ["low", "high"]}, "AlertVerdict": {"enum": ["true", "false"]}},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
        **changes,
    }


def answered(status: int, body: Any, **headers: str) -> Response:
    """A response with a JSON body, or with these bytes; underscores in header names stand for hyphens."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Response(status, [*JSON, *((name.replace("_", "-"), value) for name, value in headers.items())], content)


def problem(status: int, code: str, **members: Any) -> Response:
    request_id = str(uuid4())
    body = {"type": f"/problems/{code}", "status": status, "code": code, "request_id": request_id, **members}
    headers = [("Content-Type", "application/problem+json"), JSON[1], ("X-Request-Id", request_id)]
    return Response(status, headers, json.dumps(body).encode())


def conforming(request: Request) -> Response:
    """Answer as the contract says."""
    if request.path == "/openapi.json":
        return answered(200, contract())
    if request.header("Authorization") != f"Bearer {TOKEN}":
        return problem(401, "unauthenticated")
    return answered(200, ME) if request.path == "/me" else problem(404, "not-found")


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """Serve the responses of a function; yields the address."""

    def serve(request: Request, *_: object) -> Response:
        return answer(replace(request, target=request.target.removeprefix(BASE)))

    with planted(Bug("bad", "", "", [], serve), "http://127.0.0.1:9") as url:
        yield url


@contextmanager
def trickling() -> Iterator[str]:
    """Serve one response that never ends, byte by byte; yields the address."""
    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def trickle() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
                while not done.wait(0.05):
                    connection.sendall(b" ")

        thread = threading.Thread(target=trickle, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        done.set()
        thread.join()
