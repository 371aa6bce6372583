"""Planted bugs of ownership: keys used beyond their request, records below other parents, writes of other callers."""

import json
from dataclasses import replace
from typing import Any

from conformance.tests.planted import Bug, Forward, Request, Response


def ignores_path_of_key(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Identify the request of a comment's key by its body alone."""
    key = (request.header("Idempotency-Key"), request.body, request.header("Authorization"))
    if not request.matches("POST", "/tickets/{id}/comments") or key[0] is None:
        return forward(request)
    response = forward(replace(request, target=memory.get(key, request.target)))
    if response.status == 201:
        memory.setdefault(key, request.target)
    return response


def shares_keys_between_tenants(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    response = forward(request)
    key = (request.header("Idempotency-Key"), request.body)
    if request.matches("POST", "/evidence") and key[0] is not None and response.status == 201:
        return memory.setdefault(key, response)
    return response


def replays_refusals(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    if not request.matches("POST", "/assets"):
        return forward(request)
    key = request.header("Idempotency-Key")
    response = memory.get(key) or forward(request)
    if key is not None and response.status == 422:
        memory.setdefault(key, response)
    return response


def always_reports_matching_content(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("POST", "/alerts") and response.status == 200:
        return response.with_json({**response.json, "content_matches": True})
    return response


def hides_ticket_of_alert(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("GET", "/alerts/{id}") and response.status == 200:
        return response.with_json({**response.json, "ticket_id": None})
    return response


def reports_existing_link_as_new(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("POST", "/tickets/{id}/links") and response.status == 200:
        location = [("Location", f"/api/v1{request.path}/{response.json['id']}")]
        return replace(response, status=201, headers=[*response.headers, *location])
    return response


def serves_links_below_any_ticket(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Return a link below every ticket and to every caller."""
    response = forward(request)
    if request.matches("POST", "/tickets/{id}/links") and response.status in {200, 201}:
        memory[response.json["id"]] = request
    if request.matches("GET", "/tickets/{id}/links/{id}") and response.status == 404:
        ticket, _, link = request.path.partition("/links/")
        created = memory.get(link)
        if created is not None and created.path != f"{ticket}/links":
            return forward(replace(request, target=f"{created.target}/{link}", headers=created.headers))
    return response


def accepts_unknown_assignee(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("POST", "/tickets") and b"unknown-assignee" in response.body:
        return forward(replace(request, body=json.dumps({**json.loads(request.body), "assignee_id": None}).encode()))
    return response


def lets_auditor_write(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Check the scope of requests with an empty or malformed body only."""
    response = forward(request)
    if request.matches("POST", "/assets") and response.status == 201:
        memory["writer"] = request.header("Authorization")
    if request.matches("POST", "/assets") and response.status == 403 and len(request.body) > 2:
        return forward(request.with_header("Authorization", memory["writer"]))
    return response


def exposes_cookie_to_scripts(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    headers = [(name, value.replace("; HttpOnly", "")) for name, value in response.headers]
    return replace(response, headers=headers) if request.path == "/session" else response


def accepts_forged_write(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    if request.matches("POST", "/evidence") and request.header("Authorization"):
        memory["writer"] = request.header("Authorization")
    response = forward(request)
    if request.matches("POST", "/evidence") and b"csrf-failed" in response.body:
        return forward(request.with_header("Authorization", memory["writer"]))
    return response


BUGS = [
    Bug(
        "key without its path",
        "POST /tickets/{ticket_id}/comments",
        "A key reused for another record is answered 422",
        ["key scope"],
        ignores_path_of_key,
    ),
    Bug(
        "key shared between tenants",
        "POST /evidence",
        "create a separate record for another tenant",
        ["key scope"],
        shares_keys_between_tenants,
    ),
    Bug("replayed refusal", "POST /assets", "used after a refused request", ["key scope"], replays_refusals),
    Bug(
        "content that always matches",
        "POST /alerts",
        "content_matches states whether",
        ["natural idempotency"],
        always_reports_matching_content,
    ),
    Bug(
        "alert without its ticket",
        "GET /alerts/{alert_id}",
        "shows the ticket created from it",
        ["natural idempotency"],
        hides_ticket_of_alert,
    ),
    Bug(
        "link created twice",
        "POST /tickets/{ticket_id}/links",
        "The same link again is answered 200",
        ["natural idempotency"],
        reports_existing_link_as_new,
    ),
    Bug(
        "link below another ticket",
        "GET /tickets/{ticket_id}/links/{link_id}",
        "A nested record is answered 404 below another parent",
        ["nested ids"],
        serves_links_below_any_ticket,
    ),
    Bug(
        "link of another tenant",
        "GET /tickets/{ticket_id}/links/{link_id}",
        "Another tenant's nested record is answered 404",
        ["nested ids"],
        serves_links_below_any_ticket,
    ),
    Bug(
        "unknown assignee",
        "POST /tickets",
        "is answered 422 unknown-assignee",
        ["ids in bodies"],
        accepts_unknown_assignee,
    ),
    Bug("writing auditor", "POST /assets", "A missing scope is answered 403", ["auditor"], lets_auditor_write),
    Bug("cookie for scripts", "POST /session", "no script can read", ["console sign-in"], exposes_cookie_to_scripts),
    Bug("forged write", "POST /evidence", "is answered 403 csrf-failed", ["console sign-in"], accepts_forged_write),
]
