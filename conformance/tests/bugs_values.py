"""Bugs of what is stored and changed, and of the versions and times that tell of it."""

import json
import re
from dataclasses import replace
from typing import Any

from conformance.tests.mutations import body_of, rows, sent, told, without
from conformance.tests.planted import Answered, Asked, Bug, Forward


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


def former_is_current(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    """Say 304 to every ETag that something has had."""
    answered = forward(asked)
    tag = next((value for name, value in answered.headers if name.lower() == "etag"), None)
    given, former = asked.header("If-None-Match"), memory.setdefault(asked.path, set())
    if asked.fits("GET", "/alerts/{id}") and answered.status == 200 and given in former and given != tag:
        return replace(answered, status=304, body=b"")
    former.add(tag)
    return answered


def no_null(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    kept = {name: value for name, value in body_of(asked).items() if value is not None}
    return forward(replace(asked, body=json.dumps(kept).encode()) if asked.fits("PATCH", "/alerts/{id}") else asked)


def replaced(body: dict[str, Any]) -> dict[str, Any]:
    reason = (body.get("resolution") or {}).get("reason")
    return {**body, "resolution": {"reason": reason, "note": None}} if reason and "status" not in body else body


def stale_from_the_start(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    if asked.fits("POST", "/tickets") and answered.status == 201:
        plain = answered.without_header("ETag")
        return replace(plain, headers=[*plain.headers, ("ETag", '"0"')])
    return answered


def touched_by_comments(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    answered = forward(asked)
    if asked.fits("POST", "/tickets/{id}/comments") and answered.status == 201:
        memory[asked.path.removesuffix("/comments")] = answered.json["created_at"]
    if asked.fits("GET", "/tickets/{id}") and answered.status == 200 and asked.path in memory:
        return answered.with_json({**answered.json, "updated_at": memory[asked.path]})
    return answered


def never_closed_to_comments(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    answered = forward(asked)
    if asked.fits("POST", "/tickets/{id}/comments"):
        memory.update({"good": answered} if answered.status == 201 else {})
        return memory["good"] if answered.status == 409 and "good" in memory else answered
    return answered


def no_resolved_at(ticket: dict[str, Any]) -> dict[str, Any]:
    return {**ticket, "resolved_at": None}


ALERT, TICKET = "/alerts/{alert_id}", "/tickets/{ticket_id}"
CHANGED = [
    Bug(
        "an ignored priority",
        f"PATCH {TICKET}",
        "sets what it names",
        ["each member"],
        sent("PATCH", "/tickets/{id}", without("priority")),
    ),
    Bug(
        "an ignored status",
        f"PATCH {ALERT}",
        "sets what it names",
        ["each member"],
        sent("PATCH", "/alerts/{id}", without("status")),
    ),
    Bug("an ignored null", f"PATCH {ALERT}", "null clears", ["each member"], no_null),
    Bug("a lost note", f"PATCH {TICKET}", "merged into", ["each member"], sent("PATCH", "/tickets/{id}", replaced)),
    Bug("304 for what was", f"GET {ALERT}", "a former ETag is 200", ["each member"], former_is_current),
    Bug(
        "a version that stands still",
        f"PATCH {ALERT}",
        "version moves by one",
        ["each member"],
        told("GET", "/alerts/{id}", lambda alert: {**alert, "version": 1}),
    ),
    Bug("an ETag that never was", "POST /tickets", "ETag that a GET reads", ["what is made"], stale_from_the_start),
    Bug(
        "a comment that touches",
        f"GET {TICKET}",
        "leave a ticket's version",
        ["what leaves a ticket alone"],
        touched_by_comments,
    ),
    Bug(
        "no resolved_at",
        f"PATCH {TICKET}",
        "resolved_at is there",
        ["transitions"],
        told("PATCH", "/tickets/{id}", no_resolved_at),
    ),
    Bug(
        "comments on what is closed",
        f"POST {TICKET}/comments",
        "409 ticket-closed",
        ["closed tickets"],
        never_closed_to_comments,
    ),
]
