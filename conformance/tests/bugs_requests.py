"""Planted bugs of requests and references: the order of checks, Location, and links from both tickets."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from conformance.tests.mutations import NEVER, body_of
from conformance.tests.planted import Bug, Forward, Request, Response

ORDER = ["order of checks"]


def checks_token_before_method(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if response.status == 405 and request.path == "/assets" and not request.header("Authorization"):
        return forward(replace(request, method="GET"))
    return response


def checks_if_match_before_body(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    if request.matches("PATCH", "/alerts/{id}") and request.header("If-Match") is None:
        return forward(replace(request, body=b"{}"))
    return forward(request)


def finds_record_first(
    method: str, path: str, code: str, *, body: bytes = b"", only: bytes = b""
) -> Callable[..., Response]:
    """Look for the record before the check with this code.

    ``body`` is a valid body for the operation; ``only`` limits the bug to requests that contain it.
    """

    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        del memory
        response = forward(request)
        if not request.matches(method, path) or code.encode() not in response.body or only not in request.body:
            return response
        target = re.sub("/links/[^/?]+", f"/links/{NEVER}", urlsplit(request.target).path)
        valid = replace(request, target=target, body=body or request.body)
        found = forward(valid.with_header("Idempotency-Key", None).with_header("If-Match", '"0"'))
        return found if found.status == 404 else response

    return serve


def checks_source_before_size(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Serve a token that may report `suricata` only, and check that before the size of `raw`."""
    del memory
    response = forward(request)
    is_foreign = body_of(request).get("source", "suricata") != "suricata"
    if not request.matches("POST", "/alerts") or not is_foreign or b'"/raw"' not in response.body:
        return response
    # Made from the denial of another mutation, which has an audit_id.
    comments = f"/api/v1/tickets/{NEVER}/comments"
    denied = forward(replace(request, target=comments, body=b'{"body": "x"}'))
    forbidden = {"type": "/problems/forbidden", "code": "forbidden", "status": 403, "title": "Forbidden"}
    return denied.with_json({**denied.json, **forbidden}, status=403)


def checks_target_before_closed_ticket(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Look for the target of a link before the status of its ticket, by linking an open ticket."""
    response = forward(request)
    if request.matches("POST", "/tickets/{id}/links") and response.status == 201:
        memory.setdefault("open", request.target)
    if request.matches("POST", "/tickets/{id}/links") and response.status == 409:
        linked = forward(replace(request, target=memory["open"]))
        return linked if linked.status == 422 else response
    return response


def points_location_to_other_host(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    location = next((value for name, value in response.headers if name.lower() == "location"), None)
    if not request.matches("POST", "/evidence") or location is None:
        return response
    other = ("Location", f"https://elsewhere.example{location}")
    return replace(response, headers=[*response.without_header("Location").headers, other])


def lists_outbound_links_only(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("GET", "/tickets/{id}/links") and response.status == 200:
        outbound = [row for row in response.json["items"] if row["direction"] == "outbound"]
        return response.with_json({**response.json, "items": outbound})
    return response


def lists_deleted_outbound_links(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Return deleted links in lists that are filtered by direction."""
    is_delete = request.matches("DELETE", "/tickets/{id}/links/{id}")
    existing = forward(replace(request, method="GET")) if is_delete else None
    response = forward(request)
    if existing is not None and existing.status == 200:
        memory.setdefault(request.path.rpartition("/")[0], []).append(existing.json)
    is_filtered = "direction=outbound" in request.target
    if request.matches("GET", "/tickets/{id}/links") and is_filtered and response.status == 200:
        page = response.json
        return response.with_json({**page, "items": [*page["items"], *memory.get(request.path, [])]})
    return response


def ignores_delete_of_inbound_links(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Answer 204 to the DELETE of an inbound link and keep the link."""
    del memory
    if request.matches("DELETE", "/tickets/{id}/links/{id}"):
        existing = forward(replace(request, method="GET"))
        if existing.status == 200 and existing.json["direction"] == "inbound":
            return replace(existing, status=204, body=b"").without_header("Content-Type")
    return forward(request)


COMMENTS, LINKS = "/tickets/{ticket_id}/comments", "GET /tickets/{ticket_id}/links"
COMMENT = b'{"body": "x"}'
BUGS = [
    Bug("token before method", "/assets", "without a token too", ORDER, checks_token_before_method),
    Bug(
        "If-Match before body",
        "PATCH /alerts/{alert_id}",
        "422 validation takes precedence over 428 precondition-required",
        ORDER,
        checks_if_match_before_body,
    ),
    Bug(
        "ticket before body",
        f"POST {COMMENTS}",
        "422 validation takes precedence over 404 not-found",
        ORDER,
        finds_record_first("POST", "/tickets/{id}/comments", "validation", body=COMMENT),
    ),
    Bug(
        "ticket before empty comment",
        f"POST {COMMENTS}",
        "422 validation takes precedence over 404 not-found",
        ORDER,
        finds_record_first("POST", "/tickets/{id}/comments", "validation", body=COMMENT, only=b'"body": ""'),
    ),
    Bug(
        "ticket before cursor",
        f"GET {COMMENTS}",
        "400 invalid-cursor takes precedence over 404 not-found",
        ORDER,
        finds_record_first("GET", "/tickets/{id}/comments", "invalid-cursor"),
    ),
    Bug(
        "ticket before limit",
        "GET /tickets/{ticket_id}/timeline",
        "400 invalid-parameter takes precedence over 404 not-found",
        ORDER,
        finds_record_first("GET", "/tickets/{id}/timeline", "invalid-parameter"),
    ),
    Bug(
        "ticket before id of link",
        f"{LINKS}/{{link_id}}",
        "400 invalid-parameter takes precedence over 404 not-found",
        ORDER,
        finds_record_first("GET", "/tickets/{id}/links/[^/]+", "invalid-parameter"),
    ),
    Bug(
        "alert before If-Match",
        "PATCH /alerts/{alert_id}",
        "428 precondition-required takes precedence over 404 not-found",
        ORDER,
        finds_record_first("PATCH", "/alerts/{id}", "precondition-required"),
    ),
    Bug(
        "ticket before key",
        f"POST {COMMENTS}",
        "422 idempotency-key-reused takes precedence over 404 not-found",
        ORDER,
        finds_record_first("POST", "/tickets/{id}/comments", "idempotency-key-reused"),
    ),
    Bug(
        "source before size",
        "POST /alerts",
        "422 validation takes precedence over 403 forbidden (object)",
        ORDER,
        checks_source_before_size,
    ),
    Bug(
        "target before closed ticket",
        "POST /tickets/{ticket_id}/links",
        "409 ticket-closed takes precedence over 422 unknown-target",
        ORDER,
        checks_target_before_closed_ticket,
    ),
    Bug(
        "Location on another host",
        "POST /evidence",
        "Location is a path of the contract on the same host",
        ["idempotency"],
        points_location_to_other_host,
    ),
    Bug("outbound links only", LINKS, "A link is listed as inbound", ["ticket links"], lists_outbound_links_only),
    Bug(
        "deleted link in a list",
        LINKS,
        "A deleted link is in neither ticket's list",
        ["ticket links"],
        lists_deleted_outbound_links,
    ),
    Bug(
        "inbound link that stays",
        f"{LINKS}/{{link_id}}",
        "A deleted link is answered 404 on both tickets",
        ["ticket links"],
        ignores_delete_of_inbound_links,
    ),
]
