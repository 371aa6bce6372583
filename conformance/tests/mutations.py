"""Building blocks of planted bugs: functions that change request bodies and response bodies."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from conformance.tests.planted import Forward, Request, Response

NEVER = "019a5f3e-0000-7000-8000-000000000000"


def body_of(request: Request) -> dict[str, Any]:
    """Return the JSON object in a request; empty if its body is anything else."""
    try:
        body = json.loads(request.body)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def changes_request(
    method: str, path: str, change: Callable[[dict[str, Any]], dict[str, Any]]
) -> Callable[..., Response]:
    """Change the request bodies of one operation."""

    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        del memory
        body = body_of(request)
        if request.matches(method, path) and body:
            return forward(replace(request, body=json.dumps(change(body)).encode()))
        return forward(request)

    return serve


def changes_response(
    method: str, path: str, change: Callable[[dict[str, Any]], dict[str, Any]]
) -> Callable[..., Response]:
    """Change the 200 and 201 response bodies of one operation."""

    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        del memory
        response = forward(request)
        if request.matches(method, path) and response.status in {200, 201}:
            return response.with_json(change(response.json))
        return response

    return serve


def without(*names: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Return a change that removes members."""
    return lambda body: {name: value for name, value in body.items() if name not in names}


def rows(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Return a change that applies another one to every row of a page."""
    return lambda page: {**page, "items": [change(row) for row in page["items"]]}


def refused(response: Response, status: int, code: str, title: str) -> Response:
    """Return a problem in place of another response to the same request."""
    headers = {name.lower(): value for name, value in response.headers}
    body = {
        "type": f"/problems/{code}",
        "title": title,
        "status": status,
        "detail": "The server has a planted bug.",
        "code": code,
        "request_id": headers.get("x-request-id"),
    }
    kept = [(name, value) for name, value in response.headers if name.lower() in {"cache-control", "x-request-id"}]
    return Response(status, [*kept, ("Content-Type", "application/problem+json")], json.dumps(body).encode())


def with_header(response: Response, name: str, value: str) -> Response:
    """Return a response with another value of a header."""
    return replace(response, headers=[*response.without_header(name).headers, (name, value)])
