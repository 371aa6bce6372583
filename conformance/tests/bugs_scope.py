"""Bugs of what belongs to whom: a key to its request, a record to its place, a write to its caller."""

import json
from dataclasses import replace
from typing import Any

from conformance.tests.planted import Answered, Asked, Bug, Forward


def deaf_to_the_path(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    """Know a comment's key by its body alone."""
    key = (asked.header("Idempotency-Key"), asked.body, asked.header("Authorization"))
    if not asked.fits("POST", "/tickets/{id}/comments") or key[0] is None:
        return forward(asked)
    answered = forward(replace(asked, target=memory.get(key, asked.target)))
    if answered.status == 201:
        memory.setdefault(key, asked.target)
    return answered


def everyones_key(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    answered = forward(asked)
    key = (asked.header("Idempotency-Key"), asked.body)
    if asked.fits("POST", "/evidence") and key[0] is not None and answered.status == 201:
        return memory.setdefault(key, answered)
    return answered


def kept_refusal(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    if not asked.fits("POST", "/assets"):
        return forward(asked)
    key = asked.header("Idempotency-Key")
    answered = memory.get(key) or forward(asked)
    if key is not None and answered.status == 422:
        memory.setdefault(key, answered)
    return answered


def always_matches(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    if asked.fits("POST", "/alerts") and answered.status == 200:
        return answered.with_json({**answered.json, "content_matches": True})
    return answered


def ticket_not_shown(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    if asked.fits("GET", "/alerts/{id}") and answered.status == 200:
        return answered.with_json({**answered.json, "ticket_id": None})
    return answered


def link_made_again(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    if asked.fits("POST", "/tickets/{id}/links") and answered.status == 200:
        where = [("Location", f"/api/v1{asked.path}/{answered.json['id']}")]
        return replace(answered, status=201, headers=[*answered.headers, *where])
    return answered


def below_any_ticket(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    """Find a link under whichever ticket, and by whomever it is asked for."""
    answered = forward(asked)
    if asked.fits("POST", "/tickets/{id}/links") and answered.status in {200, 201}:
        memory[answered.json["id"]] = asked
    if asked.fits("GET", "/tickets/{id}/links/{id}") and answered.status == 404:
        ticket, _, link = asked.path.partition("/links/")
        made = memory.get(link)
        if made is not None and made.path != f"{ticket}/links":
            return forward(replace(asked, target=f"{made.target}/{link}", headers=made.headers))
    return answered


def any_assignee(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    if asked.fits("POST", "/tickets") and b"unknown-assignee" in answered.body:
        return forward(replace(asked, body=json.dumps({**json.loads(asked.body), "assignee_id": None}).encode()))
    return answered


def writing_auditor(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    """Look at the scope of a body that is none, only."""
    answered = forward(asked)
    if asked.fits("POST", "/assets") and answered.status == 201:
        memory["writer"] = asked.header("Authorization")
    if asked.fits("POST", "/assets") and answered.status == 403 and len(asked.body) > 2:
        return forward(asked.with_header("Authorization", memory["writer"]))
    return answered


def scripted_cookie(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    headers = [(name, value.replace("; HttpOnly", "")) for name, value in answered.headers]
    return replace(answered, headers=headers) if asked.path == "/session" else answered


def unproven_write(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    if asked.fits("POST", "/evidence") and asked.header("Authorization"):
        memory["writer"] = asked.header("Authorization")
    answered = forward(asked)
    if asked.fits("POST", "/evidence") and b"csrf-failed" in answered.body:
        return forward(asked.with_header("Authorization", memory["writer"]))
    return answered


BUGS = [
    Bug(
        "a key without its path",
        "POST /tickets/{ticket_id}/comments",
        "at another record is 422",
        ["scope of a key"],
        deaf_to_the_path,
    ),
    Bug("everyone's key", "POST /evidence", "another tenant a record of its own", ["scope of a key"], everyones_key),
    Bug("a key of a refusal", "POST /assets", "a key that was refused", ["scope of a key"], kept_refusal),
    Bug("it always matches", "POST /alerts", "content_matches tells", ["idempotent by nature"], always_matches),
    Bug("a ticket not shown", "GET /alerts/{alert_id}", "shows the ticket", ["idempotent by nature"], ticket_not_shown),
    Bug(
        "a link made again",
        "POST /tickets/{ticket_id}/links",
        "the same link again is 200",
        ["idempotent by nature"],
        link_made_again,
    ),
    Bug(
        "a link of any ticket",
        "GET /tickets/{ticket_id}/links/{link_id}",
        "404 below another",
        ["second ids"],
        below_any_ticket,
    ),
    Bug(
        "a link of any tenant",
        "GET /tickets/{ticket_id}/links/{link_id}",
        "another tenant's record is 404 below one's own",
        ["second ids"],
        below_any_ticket,
    ),
    Bug("any assignee", "POST /tickets", "is 422 unknown-assignee", ["ids in bodies"], any_assignee),
    Bug("an auditor who writes", "POST /assets", "a missing scope is 403", ["auditor"], writing_auditor),
    Bug("a cookie for scripts", "POST /session", "no script can read", ["console sign-in"], scripted_cookie),
    Bug("an unproven write", "POST /evidence", "is 403 csrf-failed", ["console sign-in"], unproven_write),
]
