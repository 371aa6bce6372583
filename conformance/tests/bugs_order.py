"""Planted bugs of relations between tickets, of labels of links, and of times."""

import json
from dataclasses import replace
from typing import Any

from conformance.tests.mutations import NEVER, body_of, changes_response, rows, without
from conformance.tests.planted import Bug, Forward, Request, Response

LATE = "2099-01-01T00:00:00.000000Z"


def creates_related_twice(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("POST", "/tickets/{id}/links") and response.status == 200:
        return response.with_json({**response.json, "id": NEVER, "direction": "outbound"})
    return response


def names_no_existing_link(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    return response.with_json(without("link_id")(response.json)) if b"link-conflict" in response.body else response


def records_removal_once(page: dict[str, Any]) -> dict[str, Any]:
    return {
        **page,
        "items": [row for row in page["items"] if row["kind"] != "unlinked" or row["link"]["direction"] == "outbound"],
    }


def ignores_new_labels(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    body = body_of(request)
    target = body.get("target", {})
    label = target.get("label") if request.matches("POST", "/tickets/{id}/links") else None
    if label is None or memory.setdefault(target["url"], label) == label:
        return forward(request)
    return forward(replace(request, body=json.dumps({**body, "target": without("label")(target)}).encode()))


def allows_both_ways_at_once(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """List every link between tickets twice, as if both of two concurrent requests had created one."""
    del memory
    response = forward(request)
    if request.matches("GET", "/tickets/{id}/links") and response.status == 200 and "?" not in request.target:
        twice = [row for row in response.json["items"] for _ in range(2)]
        return response.with_json({**response.json, "items": twice})
    return response


LINKS, LINK = "/tickets/{ticket_id}/links", "/tickets/{ticket_id}/links/{link_id}"
TIMELINE, COMMENTS = "/tickets/{ticket_id}/timeline", "/tickets/{ticket_id}/comments"
RELATIONS, TIMES = ["relations"], ["times"]
BUGS = [
    Bug("related twice", f"POST {LINKS}", "returns the existing link", RELATIONS, creates_related_twice),
    Bug("unnamed conflict", f"POST {LINKS}", "with the id of the existing link", RELATIONS, names_no_existing_link),
    Bug(
        "removal on one ticket",
        f"GET {TIMELINE}",
        "where it was inbound",
        RELATIONS,
        changes_response("GET", "/tickets/{id}/timeline", records_removal_once),
    ),
    Bug("race of links", f"GET {LINKS}", "sent at once, one is created", RELATIONS, allows_both_ways_at_once),
    Bug("ignored label", f"GET {LINK}", "that it was last created with", ["link labels"], ignores_new_labels),
    Bug(
        "one time for all",
        f"GET {TIMELINE}",
        "follow the versions",
        TIMES,
        changes_response("GET", "/tickets/{id}/timeline", rows(lambda row: {**row, "occurred_at": LATE})),
    ),
    Bug(
        "entries in the order of arrival",
        f"GET {TIMELINE}",
        "follow the versions",
        TIMES,
        changes_response("GET", "/tickets/{id}/timeline", lambda page: {**page, "items": page["items"][::-1]}),
    ),
    Bug(
        "time of another change",
        "GET /tickets/{ticket_id}",
        "are those of its timeline",
        TIMES,
        changes_response("GET", "/tickets/{id}", lambda ticket: {**ticket, "updated_at": ticket["created_at"]}),
    ),
    Bug(
        "comment after closing",
        f"GET {COMMENTS}",
        "has the time of its timeline entry",
        TIMES,
        changes_response("GET", "/tickets/{id}/comments", rows(lambda row: {**row, "created_at": LATE})),
    ),
    Bug(
        "audit record of another time",
        "GET /audit-records/{audit_record_id}",
        "has the time of its timeline entries",
        TIMES,
        changes_response("GET", "/audit-records/{id}", lambda record: {**record, "occurred_at": LATE}),
    ),
]
