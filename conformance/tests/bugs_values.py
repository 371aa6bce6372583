"""Planted bugs of stored and changed values, versions and times."""

import json
import re
from dataclasses import replace
from typing import Any

from conformance.tests.mutations import body_of, changes_request, changes_response, rows, without
from conformance.tests.planted import Bug, Forward, Request, Response


def large_integers_to_floats(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: large_integers_to_floats(item) for name, item in value.items()}
    if isinstance(value, list):
        return [large_integers_to_floats(item) for item in value]
    return float(value) if type(value) is int and abs(value) > 2**53 else value


def drops_offset(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "detected_at": re.sub(r"\+\d\d:\d\d$", "Z", body["detected_at"])}


AS_SENT, DEFAULT = "is stored as sent", "has the default that the contract states"
STORED = [
    Bug(
        "forgotten tags",
        "POST /tickets",
        AS_SENT,
        ["stored values"],
        changes_request("POST", "/tickets", without("tags")),
    ),
    Bug(
        "time without its offset",
        "GET /alerts/{alert_id}",
        AS_SENT,
        ["stored values"],
        changes_request("POST", "/alerts", drops_offset),
    ),
    Bug(
        "large integers as floats",
        "GET /alerts/{alert_id}",
        AS_SENT,
        ["stored values"],
        changes_request("POST", "/alerts", large_integers_to_floats),
    ),
    Bug(
        "rows without descriptions",
        "GET /tickets",
        AS_SENT,
        ["stored values"],
        changes_response("GET", "/tickets", rows(lambda row: {**row, "description": ""})),
    ),
    Bug(
        "another default priority",
        "POST /tickets",
        DEFAULT,
        ["defaults"],
        changes_request("POST", "/tickets", lambda body: {"priority": "p2", **body}),
    ),
    Bug(
        "severity that is not the alert's",
        "POST /alerts/{alert_id}/ticket",
        DEFAULT,
        ["defaults"],
        changes_response("POST", "/alerts/{id}/ticket", lambda ticket: {**ticket, "severity": "critical"}),
    ),
    Bug(
        "ticket missing from its alert",
        "GET /alerts/{alert_id}",
        "shows the ticket created from it",
        ["defaults"],
        changes_response("GET", "/alerts/{id}", lambda alert: {**alert, "ticket_id": None}),
    ),
]


def treats_former_etags_as_current(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Answer 304 to every ETag that an alert has ever had."""
    response = forward(request)
    tag = next((value for name, value in response.headers if name.lower() == "etag"), None)
    condition, former = request.header("If-None-Match"), memory.setdefault(request.path, set())
    is_former = condition in former and condition != tag
    if request.matches("GET", "/alerts/{id}") and response.status == 200 and is_former:
        return replace(response, status=304, body=b"")
    former.add(tag)
    return response


def ignores_null(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    if not request.matches("PATCH", "/alerts/{id}"):
        return forward(request)
    body = {name: value for name, value in body_of(request).items() if value is not None}
    return forward(replace(request, body=json.dumps(body).encode()))


def replaces_resolution(body: dict[str, Any]) -> dict[str, Any]:
    """Replace the resolution instead of merging it."""
    reason = (body.get("resolution") or {}).get("reason")
    return {**body, "resolution": {"reason": reason, "note": None}} if reason and "status" not in body else body


def returns_unused_etag(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("POST", "/tickets") and response.status == 201:
        others = response.without_header("ETag")
        return replace(others, headers=[*others.headers, ("ETag", '"0"')])
    return response


def updates_ticket_on_comment(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    response = forward(request)
    if request.matches("POST", "/tickets/{id}/comments") and response.status == 201:
        memory[request.path.removesuffix("/comments")] = response.json["created_at"]
    if request.matches("GET", "/tickets/{id}") and response.status == 200 and request.path in memory:
        return response.with_json({**response.json, "updated_at": memory[request.path]})
    return response


def accepts_comments_on_closed_tickets(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    response = forward(request)
    if request.matches("POST", "/tickets/{id}/comments"):
        memory.update({"created": response} if response.status == 201 else {})
        return memory["created"] if response.status == 409 and "created" in memory else response
    return response


def clears_resolved_at(ticket: dict[str, Any]) -> dict[str, Any]:
    return {**ticket, "resolved_at": None}


ALERT, TICKET = "/alerts/{alert_id}", "/tickets/{ticket_id}"
CHANGED = [
    Bug(
        "ignored priority",
        f"PATCH {TICKET}",
        "sets the members that it names",
        ["member changes"],
        changes_request("PATCH", "/tickets/{id}", without("priority")),
    ),
    Bug(
        "ignored status",
        f"PATCH {ALERT}",
        "sets the members that it names",
        ["member changes"],
        changes_request("PATCH", "/alerts/{id}", without("status")),
    ),
    Bug("ignored null", f"PATCH {ALERT}", "A PATCH with null clears the member", ["member changes"], ignores_null),
    Bug(
        "replaced resolution",
        f"PATCH {TICKET}",
        "A PATCH of an object is merged into it",
        ["member changes"],
        changes_request("PATCH", "/tickets/{id}", replaces_resolution),
    ),
    Bug(
        "304 for a former ETag",
        f"GET {ALERT}",
        "with a former ETag is answered 200",
        ["member changes"],
        treats_former_etags_as_current,
    ),
    Bug(
        "constant version",
        f"PATCH {ALERT}",
        "increments version by one",
        ["member changes"],
        changes_response("GET", "/alerts/{id}", lambda alert: {**alert, "version": 1}),
    ),
    Bug("unused ETag", "POST /tickets", "the ETag that a GET returns", ["created records"], returns_unused_etag),
    Bug(
        "ticket updated by a comment",
        f"GET {TICKET}",
        "leave a ticket's version, ETag and times unchanged",
        ["unchanged tickets"],
        updates_ticket_on_comment,
    ),
    Bug(
        "missing resolved_at",
        f"PATCH {TICKET}",
        "resolved_at is set while a ticket is",
        ["transitions"],
        changes_response("PATCH", "/tickets/{id}", clears_resolved_at),
    ),
    Bug(
        "comments on closed tickets",
        f"POST {TICKET}/comments",
        "is answered 409 ticket-closed",
        ["closed tickets"],
        accepts_comments_on_closed_tickets,
    ),
]
