"""What the bugs are made of: bodies that are changed on their way there, answers on their way back."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from conformance.tests.planted import Answered, Asked, Forward

NEVER = "019a5f3e-0000-7000-8000-000000000000"


def body_of(asked: Asked) -> dict[str, Any]:
    try:
        found = json.loads(asked.body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def sent(method: str, path: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[..., Answered]:
    """Change the bodies that go to one operation."""

    def serve(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
        del memory
        body = body_of(asked)
        if asked.fits(method, path) and body:
            return forward(replace(asked, body=json.dumps(change(body)).encode()))
        return forward(asked)

    return serve


def told(method: str, path: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[..., Answered]:
    """Change the good answers of one operation."""

    def serve(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
        del memory
        answered = forward(asked)
        if asked.fits(method, path) and answered.status in {200, 201}:
            return answered.with_json(change(answered.json))
        return answered

    return serve


def without(*names: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda body: {name: value for name, value in body.items() if name not in names}


def rows(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda page: {**page, "items": [change(row) for row in page["items"]]}
