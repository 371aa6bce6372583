"""Bugs of what is stored, changed, told by versions and times, recorded, counted, and hidden from auditors."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.conformance.planted import Answered, Asked, Bug, Forward

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


def floats(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: floats(item) for name, item in value.items()}
    if isinstance(value, list):
        return [floats(item) for item in value]
    return float(value) if type(value) is int and abs(value) > 2**53 else value


STORED = [
    Bug(
        "forgotten tags",
        "POST /tickets",
        "what is stored",
        ["what is stored"],
        sent("POST", "/tickets", without("tags")),
    ),
    Bug(
        "a time without its offset",
        "GET /alerts/{alert_id}",
        "what is stored",
        ["what is stored"],
        sent(
            "POST", "/alerts", lambda body: {**body, "detected_at": re.sub(r"\+\d\d:\d\d$", "Z", body["detected_at"])}
        ),
    ),
    Bug(
        "large integers are floats",
        "GET /alerts/{alert_id}",
        "what is stored",
        ["what is stored"],
        sent("POST", "/alerts", floats),
    ),
    Bug(
        "rows without descriptions",
        "GET /tickets",
        "what is stored",
        ["what is stored"],
        told("GET", "/tickets", rows(lambda row: {**row, "description": ""})),
    ),
    Bug(
        "another priority",
        "POST /tickets",
        "what is absent",
        ["what is absent"],
        sent("POST", "/tickets", lambda body: {"priority": "p2", **body}),
    ),
    Bug(
        "a severity of its own",
        "POST /alerts/{alert_id}/ticket",
        "what is absent",
        ["what is absent"],
        told("POST", "/alerts/{id}/ticket", lambda ticket: {**ticket, "severity": "critical"}),
    ),
    Bug(
        "an alert without its ticket",
        "GET /alerts/{alert_id}",
        "tells the ticket",
        ["what is absent"],
        told("GET", "/alerts/{id}", lambda alert: {**alert, "ticket_id": None}),
    ),
]
