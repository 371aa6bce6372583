"""Bugs of how a request is taken and where an answer leads: the order of the checks, Location, links from both ends."""

from dataclasses import replace
from typing import Any

from conformance.tests.planted import Answered, Asked, Bug, Forward


def token_first(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    if answered.status == 405 and asked.path == "/assets" and not asked.header("Authorization"):
        return forward(replace(asked, method="GET"))
    return answered


def condition_first(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    """Look for If-Match before the body."""
    del memory
    if asked.fits("PATCH", "/alerts/{id}") and asked.header("If-Match") is None:
        return forward(replace(asked, body=b"{}"))
    return forward(asked)


def existence_first(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    """Look for the ticket before the body of a comment."""
    del memory
    answered = forward(asked)
    if asked.fits("POST", "/tickets/{id}/comments") and b'"validation"' in answered.body:
        there = forward(replace(asked, body=b'{"body": "x"}'))
        return there if there.status == 404 else answered
    return answered


def elsewhere(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    where = next((value for name, value in answered.headers if name.lower() == "location"), None)
    if not asked.fits("POST", "/evidence") or where is None:
        return answered
    away = ("Location", f"https://elsewhere.example{where}")
    return replace(answered, headers=[*answered.without_header("Location").headers, away])


def outbound_only(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    if asked.fits("GET", "/tickets/{id}/links") and answered.status == 200:
        kept = [row for row in answered.json["items"] if row["direction"] == "outbound"]
        return answered.with_json({**answered.json, "items": kept})
    return answered


def stays_outbound(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    """List what was deleted among the outbound links still."""
    there = forward(replace(asked, method="GET")) if asked.fits("DELETE", "/tickets/{id}/links/{id}") else None
    answered = forward(asked)
    if there is not None and there.status == 200:
        memory.setdefault(asked.path.rpartition("/")[0], []).append(there.json)
    if asked.fits("GET", "/tickets/{id}/links") and "direction=outbound" in asked.target and answered.status == 200:
        page = answered.json
        return answered.with_json({**page, "items": [*page["items"], *memory.get(asked.path, [])]})
    return answered


def one_end(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    """Take nothing away from the ticket that a link points to."""
    del memory
    if asked.fits("DELETE", "/tickets/{id}/links/{id}"):
        there = forward(replace(asked, method="GET"))
        if there.status == 200 and there.json["direction"] == "inbound":
            return replace(there, status=204, body=b"").without_header("Content-Type")
    return forward(asked)


BUGS = [
    Bug("the token first", "/assets", "for a stranger too", ["order of the checks"], token_first),
    Bug("If-Match first", "PATCH /alerts/{alert_id}", "comes before 428", ["order of the checks"], condition_first),
    Bug(
        "existence first",
        "POST /tickets/{ticket_id}/comments",
        "422 validation comes before 404",
        ["order of the checks"],
        existence_first,
    ),
    Bug("a Location elsewhere", "POST /evidence", "on no other host", ["idempotency"], elsewhere),
    Bug("outbound only", "GET /tickets/{ticket_id}/links", "listed as inbound", ["links both ways"], outbound_only),
    Bug(
        "it stays outbound",
        "GET /tickets/{ticket_id}/links",
        "what was deleted is in no list",
        ["links both ways"],
        stays_outbound,
    ),
    Bug(
        "one end only",
        "GET /tickets/{ticket_id}/links/{link_id}",
        "404, from both ends",
        ["links both ways"],
        one_end,
    ),
]
