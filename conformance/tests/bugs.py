"""Planted bugs: the seven of the requirements first, then one or more for each check of the kit."""

import json
from dataclasses import replace
from typing import Any

from oneprotect_conformance.checks.strictness import EXACT
from oneprotect_conformance.world import EXCHANGE_CONFORMS

from conformance.tests.mutations import NEVER
from conformance.tests.planted import Bug, Forward, Request, Response


def reader(request: Request, target: str) -> Request:
    """Return a GET of another target with the credential of a request."""
    return Request("GET", target, {"Authorization": request.header("Authorization") or ""}, b"")


def ignores_authorization(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    response = forward(request)
    if response.status == 200 and request.header("Authorization"):
        memory.setdefault("token", request.header("Authorization"))
    if response.status == 401 and request.matches("GET", "/tickets/{id}/comments"):
        return forward(request.with_header("Authorization", memory["token"]))
    return response


def serves_deleted_links(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    if request.matches("DELETE", "/tickets/{id}/links/{id}"):
        existing = forward(reader(request, request.target))
        response = forward(request)
        if existing.status == 200 and response.status == 204:
            memory[request.path] = existing
        return response
    return memory.get(request.path) if request.method == "GET" and request.path in memory else forward(request)


def forgets_etag(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    return response.without_header("ETag") if request.matches("PATCH", "/alerts/{id}") else response


def adds_undeclared_member(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("GET", "/evidence/{id}") and response.status == 200:
        return response.with_json({**response.json, "storage_path": "/data"})
    return response


def fails_on_null(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    if request.matches("PATCH", "/tickets/{id}") and b"null" in request.body:
        return Response(500, [("Content-Type", "text/plain")], b"Internal Server Error")
    return forward(request)


def returns_undocumented_status(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    return replace(response, status=202) if request.matches("POST", "/assets") and response.status == 201 else response


def loses_new_evidence(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    response = forward(request)
    lost = memory.setdefault("lost", set())
    if request.matches("POST", "/evidence") and response.status == 201:
        lost.add(response.json["id"])
    if request.method == "GET" and request.path.rpartition("/")[2] in lost:
        return forward(replace(request, target=f"/api/v1/evidence/{NEVER}"))
    return response


def keeps_only_newest_evidence(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    response = forward(request)
    if request.matches("POST", "/evidence") and response.status == 201:
        memory["newest"] = response.json["id"]
    if request.matches("GET", "/evidence/{id}") and request.path.rpartition("/")[2] != memory.get("newest"):
        return forward(replace(request, target=f"/api/v1/evidence/{NEVER}"))
    return response


def overwrites_on_stale_if_match(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    if request.matches("PATCH", "/tickets/{id}") and (request.header("If-Match") or "").startswith('"'):
        existing = forward(reader(request, request.target))
        current = next((value for name, value in existing.headers if name.lower() == "etag"), None)
        return forward(request.with_header("If-Match", current or request.header("If-Match")))
    return forward(request)


def treats_absent_as_null(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    if request.matches("PATCH", "/tickets/{id}") and request.body.startswith(b'{"description"'):
        return forward(replace(request, body=json.dumps({**json.loads(request.body), "assignee_id": None}).encode()))
    return forward(request)


def ignores_idempotency_key(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    if request.matches("POST", "/tickets"):
        return forward(request.with_header("Idempotency-Key", None))
    return forward(request)


def drops_first_row_of_later_pages(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("GET", "/assets") and "cursor=" in request.target and response.status == 200:
        page = response.json
        return response.with_json({**page, "items": page["items"][1:]})
    return response


def ignores_priority_filter(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    return forward(request.without_parameter("priority") if request.matches("GET", "/tickets") else request)


def ignores_sort(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    return forward(request.without_parameter("sort") if request.matches("GET", "/alerts") else request)


def reveals_other_tenants(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Say in the detail of a 404 that another tenant has the asset."""
    response = forward(request)
    if request.matches("POST", "/assets") and response.status == 201:
        memory[f"/assets/{response.json['id']}"] = True
    if request.matches("GET", "/assets/{id}") and response.status == 404 and request.path in memory:
        return response.with_json({**response.json, "detail": "It belongs to another tenant."})
    return response


def shortens_allow(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if response.status == 405 and request.path == "/tickets":
        others = response.without_header("Allow")
        return replace(others, headers=[*others.headers, ("Allow", "GET")])
    return response


def returns_blank_problem_type(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if response.status == 404 and response.body:
        return response.with_json({**response.json, "type": "about:blank"})
    return response


def allows_every_transition(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("PATCH", "/tickets/{id}") and response.status == 409:
        existing = forward(reader(request, request.target))
        return existing.with_json({**existing.json, **json.loads(request.body)})
    return response


def shows_comments_unredacted(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Read comments with the token of the author of one, so that an auditor sees them as that caller does."""
    if request.matches("POST", "/tickets/{id}/comments"):
        memory["writer"] = request.header("Authorization")
    response = forward(request)
    if request.matches("GET", "/tickets/{id}/comments") and response.status == 200 and "writer" in memory:
        return forward(request.with_header("Authorization", memory["writer"]))
    return response


def hides_audit_records(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("GET", "/audit-records") and response.status == 200 and "request_id=" in request.target:
        return response.with_json({"items": [], "next_cursor": None})
    return response


ALERT, COMMENTS, EVIDENCE = "/alerts/{alert_id}", "/tickets/{ticket_id}/comments", "/evidence/{evidence_id}"
LINK, TICKET = "/tickets/{ticket_id}/links/{link_id}", "/tickets/{ticket_id}"
CONTRACT, READABLE = EXCHANGE_CONFORMS, "A created record can be read"
SEVEN = [
    Bug("ignored authorization", f"GET {COMMENTS}", "is answered 401", ["authentication"], ignores_authorization),
    Bug(
        "use after delete", f"GET {LINK}", "A deleted record is answered 404", ["deleted records"], serves_deleted_links
    ),
    Bug("missing ETag", f"PATCH {ALERT}", CONTRACT, ["changes"], forgets_etag),
    Bug("undeclared member", f"GET {EVIDENCE}", EXACT, ["created records"], adds_undeclared_member),
    Bug("500", f"PATCH {TICKET}", CONTRACT, ["changes"], fails_on_null),
    Bug("undocumented status", "POST /assets", CONTRACT, ["created records"], returns_undocumented_status),
    Bug("lost record", f"GET {EVIDENCE}", READABLE, ["created records"], loses_new_evidence),
]
OTHERS = [
    Bug(
        "only the newest record", f"GET {EVIDENCE}", "remains readable", ["lasting records"], keeps_only_newest_evidence
    ),
    Bug(
        "lost update", f"PATCH {TICKET}", "A stale If-Match is answered 412", ["changes"], overwrites_on_stale_if_match
    ),
    Bug("absent as null", f"PATCH {TICKET}", "leaves absent members as they are", ["changes"], treats_absent_as_null),
    Bug("ignored key", "POST /tickets", "return the first response again", ["idempotency"], ignores_idempotency_key),
    Bug("lost row", "GET /assets", "Paging returns every row", ["paging"], drops_first_row_of_later_pages),
    Bug("ignored filter", "GET /tickets", "returns only rows that match", ["filters"], ignores_priority_filter),
    Bug("ignored sort", "GET /alerts", "in the order of its sort key", ["sorting"], ignores_sort),
    Bug(
        "revealed tenant",
        "GET /assets/{asset_id}",
        "is answered like an unknown one",
        ["another tenant"],
        reveals_other_tenants,
    ),
    Bug("incomplete Allow", "/tickets", "with the exact Allow header", ["methods"], shortens_allow),
    Bug(
        "blank problem type",
        f"GET {TICKET}",
        "The type of a problem is /problems/",
        ["unknown records"],
        returns_blank_problem_type,
    ),
    Bug(
        "free transitions",
        f"PATCH {TICKET}",
        "not in x-transitions is answered 409",
        ["transitions"],
        allows_every_transition,
    ),
    Bug("no redaction", f"GET {COMMENTS}", "does not see", ["hidden from auditors"], shows_comments_unredacted),
    Bug("missing audit record", "GET /audit-records", "leaves one audit record", ["audit"], hides_audit_records),
]
