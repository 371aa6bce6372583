"""Planted bugs of the audit trail, the timeline and the summary, and of what an auditor sees."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from conformance.tests.mutations import NEVER, changes_response, rows, without
from conformance.tests.planted import Bug, Forward, Request, Response


def names_unknown_audit_record(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if b"invalid-transition" in response.body and response.status == 409:
        return response.with_json({**response.json, "audit_id": NEVER})
    return response


def repeats_request_id(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request).without_header("X-Request-Id")
    return replace(response, headers=[*response.headers, ("X-Request-Id", NEVER)])


def omits_unlinked_entries(page: dict[str, Any]) -> dict[str, Any]:
    return {**page, "items": [row for row in page["items"] if row["kind"] != "unlinked"]}


def ignores_days(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    return forward(request.without_parameter("days") if request.matches("GET", "/tickets/summary") else request)


def counts_one_too_many(summary: dict[str, Any]) -> dict[str, Any]:
    return {**summary, "by_severity": [{**row, "open": row["open"] + 1} for row in summary["by_severity"]]}


def never_updates_summary(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Return the open counts of the first summary for ever."""
    response = forward(request)
    if request.matches("GET", "/tickets/summary") and response.status == 200:
        first = memory.setdefault("first", response.json)
        return response.with_json({**response.json, "by_severity": first["by_severity"]})
    return response


def first_token(request: Request, memory: dict[str, Any]) -> str | None:
    """Return the credential of the first caller, who is the main caller of the run; None without credential."""
    credential = request.header("Authorization")
    return str(memory.setdefault("token", credential)) if credential else None


def reads_as_main_caller(*paths: str) -> Callable[..., Response]:
    """Answer reads of these paths with what the main caller would see."""

    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        token = first_token(request, memory)
        own = forward(request)
        is_read = any(request.matches("GET", path) for path in paths) and "cursor=" not in request.target
        if not is_read or own.status != 200:
            return own
        main = forward(request.with_header("Authorization", token)).json
        return own.with_json({**main, **({"next_cursor": own.json["next_cursor"]} if "next_cursor" in main else {})})

    return serve


def matches_redacted_assets(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Match an auditor's asset filter against the original values, and return redacted alerts."""
    token = first_token(request, memory)
    own = forward(request)
    if request.matches("GET", "/alerts") and "asset=" in request.target and own.status == 200 and not own.json["items"]:
        matches = forward(request.with_header("Authorization", token)).json["items"]
        headers = {"Authorization": request.header("Authorization") or ""}
        alerts = [forward(Request("GET", f"/api/v1/alerts/{row['id']}", headers, b"")).json for row in matches]
        return own.with_json({"items": [without("raw")(alert) for alert in alerts], "next_cursor": None})
    return own


def shows_auditor_wrong_severity(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    token = first_token(request, memory)
    response = forward(request)
    if request.matches("GET", "/tickets") and response.status == 200 and request.header("Authorization") != token:
        return response.with_json(rows(lambda row: {**row, "severity": "low"})(response.json))
    return response


ALERT, TICKET, RECORD = "/alerts/{alert_id}", "/tickets/{ticket_id}", "/audit-records/{audit_record_id}"
SUMMARY, NUMBERED = "/tickets/summary", rows(lambda row: {**row, "number": 1})
TRACED = [
    Bug(
        "audit record without changes",
        "GET /audit-records",
        "has each changed member before and after",
        ["audit"],
        changes_response("GET", "/audit-records", rows(lambda row: {**row, "changes": []})),
    ),
    Bug(
        "audit record of another request",
        "GET /audit-records",
        "has the actor, operation, target, outcome and request",
        ["audit"],
        changes_response("GET", "/audit-records", rows(lambda row: {**row, "request_id": NEVER})),
    ),
    Bug(
        "unknown audit record", f"GET {RECORD}", "that audit_id names", ["denied mutations"], names_unknown_audit_record
    ),
    Bug(
        "missing timeline entry",
        f"GET {TICKET}/timeline",
        "has one timeline entry",
        ["timeline"],
        changes_response("GET", "/tickets/{id}/timeline", omits_unlinked_entries),
    ),
    Bug("repeated X-Request-Id", "GET /me", "X-Request-Id", ["timeline"], repeats_request_id),
    Bug("ignored days", f"GET {SUMMARY}", "each of the requested days once", ["summary"], ignores_days),
    Bug(
        "wrong open count",
        f"GET {SUMMARY}",
        "counts the open tickets that the list returns",
        ["summary"],
        changes_response("GET", SUMMARY, counts_one_too_many),
    ),
    Bug("stale summary", f"GET {SUMMARY}", "counts a new ticket as open", ["summary"], never_updates_summary),
    Bug(
        "duplicate ticket number",
        "GET /tickets",
        "No two tickets have the same number",
        ["ticket numbers"],
        changes_response("GET", "/tickets", NUMBERED),
    ),
]
REDACTED = [
    Bug("unredacted assets", "GET /assets", "does not see", ["hidden from auditors"], reads_as_main_caller("/assets")),
    Bug("unredacted alerts", "GET /alerts", "does not see", ["hidden from auditors"], reads_as_main_caller("/alerts")),
    Bug(
        "original document of an alert",
        f"GET {ALERT}",
        "redacted as x-redact states",
        ["hidden from auditors"],
        reads_as_main_caller("/alerts/{id}"),
    ),
    Bug(
        "unredacted links",
        f"GET {TICKET}/links",
        "does not see",
        ["hidden from auditors"],
        reads_as_main_caller("/tickets/{id}/links"),
    ),
    Bug(
        "hidden audit records",
        "GET /audit-records",
        "mentions a hidden record",
        ["hidden from auditors"],
        reads_as_main_caller("/audit-records"),
    ),
    Bug(
        "filter by redacted values",
        "GET /alerts",
        "matches no record by",
        ["hidden from auditors"],
        matches_redacted_assets,
    ),
    Bug(
        "wrong severity for auditors",
        "GET /tickets",
        "redacted as x-redact states",
        ["hidden from auditors"],
        shows_auditor_wrong_severity,
    ),
]
