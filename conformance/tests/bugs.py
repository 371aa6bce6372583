"""The bugs that conformance has to find: the seven of the figures first, then one for each of our own checks."""

import json
from dataclasses import replace
from typing import Any

from conformance.tests.planted import Answered, Asked, Bug, Forward

JSON = [("Content-Type", "application/json"), ("Cache-Control", "private, no-store")]
NOT_FOUND = "/problems/not-found"


def ignored_auth(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    answered = forward(asked)
    if answered.status == 200 and asked.header("Authorization"):
        memory.setdefault("token", asked.header("Authorization"))
    if answered.status == 401 and asked.fits("GET", "/tickets/{id}/comments"):
        return forward(asked.with_header("Authorization", memory["token"]))
    return answered


def use_after_delete(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    if asked.fits("DELETE", "/tickets/{id}/links/{id}"):
        there = forward(Asked("GET", asked.target, {"Authorization": asked.header("Authorization") or ""}, b""))
        answered = forward(asked)
        if there.status == 200 and answered.status == 204:
            memory[asked.path] = there
        return answered
    return memory.get(asked.path) if asked.method == "GET" and asked.path in memory else forward(asked)


def missing_etag(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    return answered.without_header("ETag") if asked.fits("PATCH", "/alerts/{id}") else answered


def extra_field(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    if asked.fits("GET", "/evidence/{id}") and answered.status == 200:
        return answered.with_json({**answered.json, "storage_path": "/data"})
    return answered


def server_error(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    if asked.fits("PATCH", "/tickets/{id}") and b"null" in asked.body:
        return Answered(500, [("Content-Type", "text/plain")], b"Internal Server Error")
    return forward(asked)


def undocumented_status(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    return replace(answered, status=202) if asked.fits("POST", "/assets") and answered.status == 201 else answered


def lost_resource(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    answered = forward(asked)
    lost = memory.setdefault("lost", set())
    if asked.fits("POST", "/evidence") and answered.status == 201:
        lost.add(answered.json["id"])
    if asked.method == "GET" and asked.path.rpartition("/")[2] in lost:
        return forward(replace(asked, target="/api/v1/evidence/019a5f3e-0000-7000-8000-000000000000"))
    return answered


def only_the_newest(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    answered = forward(asked)
    if asked.fits("POST", "/evidence") and answered.status == 201:
        memory["newest"] = answered.json["id"]
    if asked.fits("GET", "/evidence/{id}") and asked.path.rpartition("/")[2] != memory.get("newest"):
        return forward(replace(asked, target="/api/v1/evidence/019a5f3e-0000-7000-8000-000000000000"))
    return answered


def lost_update(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    if asked.fits("PATCH", "/tickets/{id}") and (asked.header("If-Match") or "").startswith('"'):
        read = forward(Asked("GET", asked.target, {"Authorization": asked.header("Authorization") or ""}, b""))
        current = next((value for name, value in read.headers if name.lower() == "etag"), None)
        return forward(asked.with_header("If-Match", current or asked.header("If-Match")))
    return forward(asked)


def absent_is_null(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    if asked.fits("PATCH", "/tickets/{id}") and asked.body.startswith(b'{"description"'):
        return forward(replace(asked, body=json.dumps({**json.loads(asked.body), "assignee_id": None}).encode()))
    return forward(asked)


def twice(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    return forward(asked.with_header("Idempotency-Key", None)) if asked.fits("POST", "/tickets") else forward(asked)


def lost_row(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    if asked.fits("GET", "/assets") and "cursor=" in asked.target and answered.status == 200:
        page = answered.json
        return answered.with_json({**page, "items": page["items"][1:]})
    return answered


def ignored_filter(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    return forward(asked.without_parameter("priority") if asked.fits("GET", "/tickets") else asked)


def ignored_sort(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    return forward(asked.without_parameter("sort") if asked.fits("GET", "/alerts") else asked)


def foreign_told(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    answered = forward(asked)
    if asked.fits("POST", "/assets") and answered.status == 201:
        memory[f"/assets/{answered.json['id']}"] = True
    if asked.fits("GET", "/assets/{id}") and answered.status == 404 and asked.path in memory:
        return answered.with_json({**answered.json, "detail": "It is another tenant's."})
    return answered


def untrue_allow(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    if answered.status == 405 and asked.path == "/tickets":
        return replace(
            answered.without_header("Allow"), headers=[*answered.without_header("Allow").headers, ("Allow", "GET")]
        )
    return answered


def wrong_type(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    if answered.status == 404 and answered.body:
        return answered.with_json({**answered.json, "type": "about:blank"})
    return answered


def free_move(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    if asked.fits("PATCH", "/tickets/{id}") and answered.status == 409:
        read = forward(Asked("GET", asked.target, {"Authorization": asked.header("Authorization") or ""}, b""))
        return read.with_json({**read.json, **json.loads(asked.body)})
    return answered


def unredacted(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    """Answer an auditor's reading of comments as the one who wrote them."""
    if asked.fits("POST", "/tickets/{id}/comments"):
        memory["writer"] = asked.header("Authorization")
    answered = forward(asked)
    if asked.fits("GET", "/tickets/{id}/comments") and answered.status == 200 and "writer" in memory:
        return forward(asked.with_header("Authorization", memory["writer"]))
    return answered


def unaudited(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    if asked.fits("GET", "/audit-records") and answered.status == 200 and "request_id=" in asked.target:
        return answered.with_json({"items": [], "next_cursor": None})
    return answered


SEVEN = [
    Bug("ignored auth", "GET /tickets/{ticket_id}/comments", "is 401", ["authentication"], ignored_auth),
    Bug(
        "use after delete", "GET /tickets/{ticket_id}/links/{link_id}", "deleted", ["what is deleted"], use_after_delete
    ),
    Bug("missing ETag", "PATCH /alerts/{alert_id}", "is what the contract says", ["changes"], missing_etag),
    Bug("extra field", "GET /evidence/{evidence_id}", "is what the contract says", ["what is made"], extra_field),
    Bug("500", "PATCH /tickets/{ticket_id}", "is what the contract says", ["changes"], server_error),
    Bug("undocumented status", "POST /assets", "is what the contract says", ["what is made"], undocumented_status),
    Bug("lost resource", "GET /evidence/{evidence_id}", "what was made can be read", ["what is made"], lost_resource),
]
OTHERS = [
    Bug("only the newest", "GET /evidence/{evidence_id}", "still there", ["what is kept"], only_the_newest),
    Bug("a lost update", "PATCH /tickets/{ticket_id}", "a stale If-Match is 412", ["changes"], lost_update),
    Bug("absent is null", "PATCH /tickets/{ticket_id}", "absent leaves", ["changes"], absent_is_null),
    Bug("an ignored key", "POST /tickets", "gives the first answer again", ["idempotency"], twice),
    Bug("a lost row", "GET /assets", "every row comes", ["paging"], lost_row),
    Bug("an ignored filter", "GET /tickets", "no row that does not fit", ["filters"], ignored_filter),
    Bug("an ignored sort", "GET /alerts", "in the order of its sort", ["sorting"], ignored_sort),
    Bug(
        "a tenant that is told",
        "GET /assets/{asset_id}",
        "reads as one that never was",
        ["another tenant"],
        foreign_told,
    ),
    Bug("an untrue Allow", "/tickets", "a true Allow", ["methods"], untrue_allow),
    Bug("a wrong type", "GET /tickets/{ticket_id}", "type is /problems/", ["unknown records"], wrong_type),
    Bug("a free move", "PATCH /tickets/{ticket_id}", "table has not is 409", ["transitions"], free_move),
    Bug("no redaction", "GET /tickets/{ticket_id}/comments", "does not see", ["hidden from auditors"], unredacted),
    Bug("no record", "GET /audit-records", "leaves one audit record", ["audit"], unaudited),
]
