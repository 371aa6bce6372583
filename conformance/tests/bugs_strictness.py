"""Planted bugs against what the contract states in words: exact forms of values, and null for arrays."""

import json
from dataclasses import replace
from typing import Any

from oneprotect_conformance.checks.strictness import EXACT

from conformance.tests.mutations import body_of, changes_request, changes_response, rows
from conformance.tests.planted import Bug, Forward, Request, Response

REJECTED = "in another form than the contract's is answered 422"


def wipes_null_arrays(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Apply RFC 7396 to the letter: null for an array removes its items."""
    del memory
    body = body_of(request)
    if request.matches("PATCH", "/tickets/{id}") and body.get("tags", ()) is None:
        return forward(replace(request, body=json.dumps({**body, "tags": []}).encode()))
    return forward(request)


def accepts_any_spelling(body: dict[str, Any]) -> dict[str, Any]:
    if "assignee_id" not in body:
        return body
    return {**body, "assignee_id": None}


def accepts_any_time(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "detected_at": "2026-01-02T03:04:05Z"}


BUGS = [
    Bug(
        "a member that the contract does not declare",
        "GET /tickets/{ticket_id}",
        EXACT,
        ["member changes"],
        changes_response("GET", "/tickets/{id}", lambda ticket: {**ticket, "internal_score": 7}),
    ),
    Bug(
        "an undeclared member in the rows of a list",
        "GET /alerts",
        EXACT,
        ["stored values"],
        changes_response("GET", "/alerts", rows(lambda row: {**row, "hidden": None})),
    ),
    Bug(
        "upper-case ids",
        "GET /tickets/{ticket_id}",
        EXACT,
        ["member changes"],
        changes_response("GET", "/tickets/{id}", lambda ticket: {**ticket, "id": ticket["id"].upper()}),
    ),
    Bug(
        "times without microseconds",
        "GET /alerts/{alert_id}",
        EXACT,
        ["stored values"],
        changes_response("GET", "/alerts/{id}", lambda alert: {**alert, "created_at": alert["created_at"][:19] + "Z"}),
    ),
    Bug(
        "ids of any spelling accepted",
        "POST /tickets",
        REJECTED,
        ["forms of values"],
        changes_request("POST", "/tickets", accepts_any_spelling),
    ),
    Bug(
        "times of any form accepted",
        "POST /alerts",
        REJECTED,
        ["forms of values"],
        changes_request("POST", "/alerts", accepts_any_time),
    ),
    Bug(
        "null wipes an array",
        "PATCH /tickets/{ticket_id}",
        "Null for an array of a PATCH leaves it as it is",
        ["null arrays"],
        wipes_null_arrays,
    ),
]
