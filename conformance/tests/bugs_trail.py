"""Bugs of what is recorded, told and counted, and of what an auditor sees."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from conformance.tests.mutations import NEVER, rows, told, without
from conformance.tests.planted import Answered, Asked, Bug, Forward


def unread_denial(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    if b"invalid-transition" in answered.body and answered.status == 409:
        return answered.with_json({**answered.json, "audit_id": NEVER})
    return answered


def one_request_id(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked).without_header("X-Request-Id")
    return replace(answered, headers=[*answered.headers, ("X-Request-Id", NEVER)])


def not_unlinked(page: dict[str, Any]) -> dict[str, Any]:
    return {**page, "items": [row for row in page["items"] if row["kind"] != "unlinked"]}


def days_ignored(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    return forward(asked.without_parameter("days") if asked.fits("GET", "/tickets/summary") else asked)


def one_too_many(summary: dict[str, Any]) -> dict[str, Any]:
    return {**summary, "by_severity": [{**row, "open": row["open"] + 1} for row in summary["by_severity"]]}


def not_counted(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    """Count once, and never again."""
    answered = forward(asked)
    if asked.fits("GET", "/tickets/summary") and answered.status == 200:
        return answered.with_json(
            {**answered.json, "by_severity": memory.setdefault("first", answered.json)["by_severity"]}
        )
    return answered


def first_token(asked: Asked, memory: dict[str, Any]) -> str | None:
    """Give the credential of the first caller, who is the one that is judged."""
    given = asked.header("Authorization")
    return str(memory.setdefault("token", given)) if given else None


def as_for_others(*paths: str) -> Callable[..., Answered]:
    """Answer an auditor as the first caller, whose token is remembered."""

    def serve(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
        token = first_token(asked, memory)
        own = forward(asked)
        reads = any(asked.fits("GET", path) for path in paths) and "cursor=" not in asked.target
        if not reads or own.status != 200:
            return own
        other = forward(asked.with_header("Authorization", token)).json
        return own.with_json({**other, **({"next_cursor": own.json["next_cursor"]} if "next_cursor" in other else {})})

    return serve


def found_by_assets(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    """Find for an auditor what others find, and show it as an auditor sees it."""
    token = first_token(asked, memory)
    own = forward(asked)
    if asked.fits("GET", "/alerts") and "asset=" in asked.target and own.status == 200 and not own.json["items"]:
        found = forward(asked.with_header("Authorization", token)).json["items"]
        mine = {"Authorization": asked.header("Authorization") or ""}
        seen = [forward(Asked("GET", f"/api/v1/alerts/{row['id']}", mine, b"")).json for row in found]
        return own.with_json({"items": [without("raw")(row) for row in seen], "next_cursor": None})
    return own


def kept_from_auditors(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    token = first_token(asked, memory)
    answered = forward(asked)
    if asked.fits("GET", "/tickets") and answered.status == 200 and asked.header("Authorization") != token:
        return answered.with_json(rows(lambda row: {**row, "severity": "low"})(answered.json))
    return answered


ALERT, TICKET, RECORD = "/alerts/{alert_id}", "/tickets/{ticket_id}", "/audit-records/{audit_record_id}"
SUMMARY, NUMBERED = "/tickets/summary", rows(lambda row: {**row, "number": 1})
TRACED = [
    Bug(
        "no changes",
        "GET /audit-records",
        "tells each change",
        ["audit"],
        told("GET", "/audit-records", rows(lambda row: {**row, "changes": []})),
    ),
    Bug(
        "another's request",
        "GET /audit-records",
        "tells who did what",
        ["audit"],
        told("GET", "/audit-records", rows(lambda row: {**row, "request_id": NEVER})),
    ),
    Bug("a record that is not there", f"GET {RECORD}", "that a refusal names", ["denials"], unread_denial),
    Bug(
        "nothing unlinked",
        f"GET {TICKET}/timeline",
        "in the timeline, once",
        ["timeline"],
        told("GET", "/tickets/{id}/timeline", not_unlinked),
    ),
    Bug("one X-Request-Id", "GET /me", "X-Request-Id of its own", ["timeline"], one_request_id),
    Bug("days ignored", f"GET {SUMMARY}", "days that were asked for", ["summary"], days_ignored),
    Bug("one too many", f"GET {SUMMARY}", "what the list has", ["summary"], told("GET", SUMMARY, one_too_many)),
    Bug("a summary that stands still", f"GET {SUMMARY}", "one ticket more as open", ["summary"], not_counted),
    Bug("one number for all", "GET /tickets", "no two tickets", ["numbers"], told("GET", "/tickets", NUMBERED)),
]
REDACTED = [
    Bug("assets for all", "GET /assets", "does not see", ["hidden from auditors"], as_for_others("/assets")),
    Bug("alerts for all", "GET /alerts", "does not see", ["hidden from auditors"], as_for_others("/alerts")),
    Bug(
        "originals for all",
        f"GET {ALERT}",
        "what x-redact says",
        ["hidden from auditors"],
        as_for_others("/alerts/{id}"),
    ),
    Bug(
        "links for all",
        f"GET {TICKET}/links",
        "does not see",
        ["hidden from auditors"],
        as_for_others("/tickets/{id}/links"),
    ),
    Bug(
        "records for all",
        "GET /audit-records",
        "does not exist",
        ["hidden from auditors"],
        as_for_others("/audit-records"),
    ),
    Bug("found by what is hidden", "GET /alerts", "finds nothing by", ["hidden from auditors"], found_by_assets),
    Bug(
        "a severity kept from auditors",
        "GET /tickets",
        "what x-redact says",
        ["hidden from auditors"],
        kept_from_auditors,
    ),
]
