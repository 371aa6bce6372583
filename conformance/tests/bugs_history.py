"""Planted bugs of the history: details of audit records and timelines, the summary, and stale or replayed states."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from conformance.tests.bugs import reader
from conformance.tests.mutations import NEVER, body_of, changes_response, refused, rows
from conformance.tests.planted import Bug, Forward, Request, Response

Row = dict[str, Any]
Serve = Callable[[Request, Forward, dict[str, Any]], Response]
SYSTEM = {"id": NEVER, "kind": "system", "display_name": "OneProtect"}
SUMMARY = "/tickets/summary"


def records(change: Callable[[Row], Row]) -> Serve:
    """Change every audit record, in the list and alone."""

    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        del memory
        response = forward(request)
        if request.path.startswith("/audit-records") and response.status == 200:
            document = response.json
            return response.with_json(rows(change)(document) if "items" in document else change(document))
        return response

    return serve


def entries(change: Callable[[Row], Row]) -> Serve:
    return changes_response("GET", "/tickets/{id}/timeline", rows(change))


def is_denied_by_system(row: Row) -> Row:
    return {**row, "actor": SYSTEM} if row["outcome"] == "denied" else row


def is_denied_without_target(row: Row) -> Row:
    return {**row, "target": None} if row["outcome"] == "denied" else row


def targets_ticket_of_comment(row: Row) -> Row:
    is_comment = row["target"] and row["target"]["type"] == "comment"
    return {**row, "target": {**row["target"], "type": "ticket"}} if is_comment else row


def has_no_values(row: Row) -> Row:
    is_creation = row["operation_id"] == "create_ticket"
    return {**row, "changes": [{**change, "after": None} for change in row["changes"]]} if is_creation else row


def forgets_resolution(row: Row) -> Row:
    return {**row, "resolution": None} if row["kind"] == "status_changed" else row


def forgets_values_before(row: Row) -> Row:
    if row["kind"] != "updated":
        return row
    return {**row, "changes": [{**change, "before": None} for change in row["changes"]]}


def forgets_former_assignee(row: Row) -> Row:
    return {**row, "from": None} if row["kind"] == "assigned" else row


def has_one_entry_for_each_change(page: Row) -> Row:
    audits: dict[str, Row] = {}
    for row in page["items"]:
        audits.setdefault(row["audit_id"], row)
    return {**page, "items": list(audits.values())}


def names_next_audit_record(page: Row) -> Row:
    items = page["items"]
    audits = [row["audit_id"] for row in items]
    return {**page, "items": [{**row, "audit_id": audits[-1]} for row in items]}


def ends_yesterday(summary: Row) -> Row:
    days = summary["by_day"]
    before = date.fromisoformat(days[0]["day"]) - timedelta(days=1)
    return {**summary, "by_day": [{"day": before.isoformat(), "created": 0, "resolved": 0}, *days[:-1]]}


def counts_reopened_tickets(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Count every resolution as of today, whether or not the ticket was reopened later."""
    before = forward(reader(request, request.target)) if request.matches("PATCH", "/tickets/{id}") else None
    response = forward(request)
    if before is not None and before.status == response.status == 200:
        memory["reopened"] = memory.get("reopened", 0) + (
            before.json["resolved_at"] is not None and response.json["resolved_at"] is None
        )
    if request.matches("GET", SUMMARY) and response.status == 200:
        *days, today = response.json["by_day"]
        today = {**today, "resolved": today["resolved"] + memory.get("reopened", 0)}
        return response.with_json({**response.json, "by_day": [*days, today]})
    return response


def lists_former_state(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Show each changed ticket in the next two lists as it was before."""
    before = forward(reader(request, request.target)) if request.matches("PATCH", "/tickets/{id}") else None
    response = forward(request)
    if before is not None and before.status == response.status == 200:
        memory.update({"ticket": before.json, "left": 2})
    if request.matches("GET", "/tickets") and response.status == 200 and memory.get("left"):
        memory["left"] -= 1
        ticket = memory["ticket"]
        return response.with_json(rows(lambda row: ticket if row["id"] == ticket["id"] else row)(response.json))
    return response


def replays_current_state(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    is_replay = any(name.lower() == "idempotency-replayed" for name, _ in response.headers)
    if request.matches("POST", "/tickets") and is_replay:
        return replace(response, body=forward(reader(request, f"/api/v1/tickets/{response.json['id']}")).body)
    return response


def compares_bytes_of_requests(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    response = forward(request)
    key = request.header("Idempotency-Key")
    if key and request.matches("POST", "/tickets") and memory.setdefault(key, request.body) != request.body:
        return refused(response, 422, "idempotency-key-reused", "The Idempotency-Key belongs to a different request")
    return response


def applies_body_of_repeat(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("POST", "/alerts/{id}/ticket") and response.status == 200:
        return response.with_json({**response.json, **body_of(request)})
    return response


def records_reads(page: dict[str, Any]) -> dict[str, Any]:
    return {**page, "items": [{**row, "operation_id": "get_ticket"} for row in page["items"]]}


def clears_resolution_of_closed_tickets(ticket: dict[str, Any]) -> dict[str, Any]:
    return {**ticket, "resolution": None} if ticket["status"] == "closed" else ticket


def own(request: Request, method: str, path: str, body: Row, **headers: str) -> Request:
    """Return another request of the same caller."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    headers |= {"Authorization": request.header("Authorization") or "", "Content-Type": "application/json"}
    return Request(method, f"/api/v1{path}", headers, json.dumps(body).encode())


def links_alert_to_its_ticket(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("POST", "/alerts/{id}/ticket") and response.status == 201:
        ticket = response.json
        link = {"target_type": "alert", "target": {"id": ticket["source"]["alert_id"]}}
        forward(own(request, "POST", f"/tickets/{ticket['id']}/links", link))
    return response


def resolves_alert_with_its_ticket(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    is_resolved = request.matches("PATCH", "/tickets/{id}") and body_of(request).get("status") == "resolved"
    if is_resolved and response.status == 200 and response.json["source"]["alert_id"]:
        path = f"/alerts/{response.json['source']['alert_id']}"
        version = forward(reader(request, f"/api/v1{path}")).json["version"]
        forward(own(request, "PATCH", path, {"status": "resolved"}, If_Match=f'"{version}"'))
    return response


def keeps_assets_of_deleted_links(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    response = forward(request)
    if request.matches("GET", "/tickets/{id}") and response.status == 200:
        known = memory.setdefault(request.path, [])
        known += [asset for asset in response.json["assets"] if asset not in known]
        return response.with_json({**response.json, "assets": known})
    return response


TIMELINE, FIRST = "GET /tickets/{ticket_id}/timeline", "return the first response again"
VALUES, WHOSE = "has the values before and after the change", "actor, operation, target, outcome and request"
DAYS = "consecutive, oldest first, and include today"
BUGS = [
    Bug("denied by the system", "GET /audit-records", WHOSE, ["denied mutations"], records(is_denied_by_system)),
    Bug("denied target", "GET /audit-records", WHOSE, ["denied mutations"], records(is_denied_without_target)),
    Bug("type of a target", "GET /audit-records", WHOSE, ["audit"], records(targets_ticket_of_comment)),
    Bug(
        "creation without values",
        "GET /audit-records",
        "of a creation has the values that were sent",
        ["audit"],
        records(has_no_values),
    ),
    Bug("no resolution in the timeline", TIMELINE, VALUES, ["timeline entries"], entries(forgets_resolution)),
    Bug("no values before", TIMELINE, VALUES, ["timeline entries"], entries(forgets_values_before)),
    Bug("no former assignee", TIMELINE, VALUES, ["timeline entries"], entries(forgets_former_assignee)),
    Bug(
        "one entry for each change",
        TIMELINE,
        "has one timeline entry of each kind",
        ["timeline entries"],
        changes_response("GET", "/tickets/{id}/timeline", has_one_entry_for_each_change),
    ),
    Bug(
        "audit record of another change",
        "GET /audit-records/{audit_record_id}",
        "is that of the request which caused it",
        ["timeline entries"],
        changes_response("GET", "/tickets/{id}/timeline", names_next_audit_record),
    ),
    Bug(
        "newest day first",
        f"GET {SUMMARY}",
        DAYS,
        ["summary"],
        changes_response("GET", SUMMARY, lambda summary: {**summary, "by_day": summary["by_day"][::-1]}),
    ),
    Bug("without today", f"GET {SUMMARY}", DAYS, ["summary"], changes_response("GET", SUMMARY, ends_yesterday)),
    Bug(
        "missing severity",
        f"GET {SUMMARY}",
        "has each severity once",
        ["summary"],
        changes_response("GET", SUMMARY, lambda summary: {**summary, "by_severity": summary["by_severity"][:-1]}),
    ),
    Bug("reopened tickets count", f"GET {SUMMARY}", "does not count as resolved", ["summary"], counts_reopened_tickets),
    Bug("stale rows", "GET /tickets", "shows every change at once", ["member changes"], lists_former_state),
    Bug("replay of the current state", "POST /tickets", FIRST, ["idempotency"], replays_current_state),
    Bug("compared bytes", "POST /tickets", FIRST, ["idempotency"], compares_bytes_of_requests),
    Bug(
        "applied body of a repeat",
        "POST /alerts/{alert_id}/ticket",
        "ignores its body",
        ["tickets of alerts"],
        applies_body_of_repeat,
    ),
    Bug(
        "linked alert",
        "GET /tickets/{ticket_id}/links",
        "creates no link",
        ["tickets of alerts"],
        links_alert_to_its_ticket,
    ),
    Bug(
        "alert resolved with its ticket",
        "GET /alerts/{alert_id}",
        "does not change its alert",
        ["tickets of alerts"],
        resolves_alert_with_its_ticket,
    ),
    Bug(
        "assets of deleted links",
        "GET /tickets/{ticket_id}",
        "has the assets that are linked to it",
        ["tickets of alerts"],
        keeps_assets_of_deleted_links,
    ),
    Bug(
        "audited reads",
        "GET /audit-records",
        "has no record of a read",
        ["audit"],
        changes_response("GET", "/audit-records", records_reads),
    ),
    Bug(
        "closed without resolution",
        "PATCH /tickets/{ticket_id}",
        "A resolved or closed ticket has its resolution",
        ["transitions"],
        changes_response("PATCH", "/tickets/{id}", clears_resolution_of_closed_tickets),
    ),
]
