"""Planted bugs of indicators: what a filter selects, and which records are the same."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from conformance.tests.bugs_lists import query_of, with_query
from conformance.tests.bugs_trail import first_token
from conformance.tests.mutations import NEVER, body_of, changes_response, rows, without
from conformance.tests.planted import Bug, Forward, Request, Response

Serve = Callable[[Request, Forward, dict[str, Any]], Response]
NETWORK = re.compile(r"[0-9A-Fa-f:.]+/\d+")


def values_of(request: Request, name: str) -> list[str]:
    return [value for key, value in query_of(request) if key == name]


def keeps_rows(response: Response, keep: Callable[[dict[str, Any]], bool]) -> Response:
    if response.status != 200:
        return response
    page = response.json
    return response.with_json({**page, "items": [row for row in page["items"] if keep(row)]})


def compares_text(path: str, kind: str, name: str = "asset") -> Serve:
    """Select assets of one type by the same text only; prefixes and networks work."""

    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        del memory
        response = forward(request)
        values = set(values_of(request, name))
        if not request.matches("GET", path) or not values or any(value.endswith("*") for value in values):
            return response

        def keep(row: dict[str, Any]) -> bool:
            assets = row.get("assets", [row])
            return any(asset["type"] != kind or asset["value"] in values for asset in assets)

        return keeps_rows(response, keep)

    return serve


def also_selects(path: str, change: Callable[[str], str]) -> Serve:
    """Select a changed value too."""

    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        del memory
        values = values_of(request, "asset")
        if not request.matches("GET", path) or len(values) != 1:
            return forward(request)
        return forward(with_query(request, [*query_of(request), ("asset", change(values[0]))]))

    return serve


def takes_prefixes_literally(path: str) -> Serve:
    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        del memory
        query = [(name, value.rstrip("*") if name == "asset" else value) for name, value in query_of(request)]
        return forward(with_query(request, query) if request.matches("GET", path) else request)

    return serve


def ignores_networks(path: str) -> Serve:
    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        del memory
        response = forward(request)
        is_network = any(NETWORK.fullmatch(value) for value in values_of(request, "asset"))
        return keeps_rows(response, lambda _: False) if request.matches("GET", path) and is_network else response

    return serve


def searches_text_only(path: str) -> Serve:
    """Find no record by another spelling of a value than the one that was sent."""

    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        del memory
        response = forward(request)
        words = "".join(values_of(request, "q")).lower()
        if not request.matches("GET", path) or not words:
            return response
        return keeps_rows(response, lambda row: words in json.dumps(row, ensure_ascii=False).lower())

    return serve


def matches_redacted_values(name: str) -> Serve:
    """Match an auditor's query against the original values, and return redacted alerts."""

    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        token = first_token(request, memory)
        own = forward(request)
        if not request.matches("GET", "/alerts") or not values_of(request, name) or own.status != 200:
            return own
        matches = forward(request.with_header("Authorization", token)).json["items"]
        headers = {"Authorization": request.header("Authorization") or ""}
        alerts = [forward(Request("GET", f"/api/v1/alerts/{row['id']}", headers, b"")).json for row in matches]
        return own.with_json({"items": [without("raw")(alert) for alert in alerts], "next_cursor": None})

    return serve


def lowers_assets(alert: dict[str, Any]) -> dict[str, Any]:
    return {**alert, "assets": [{**asset, "value": asset["value"].lower()} for asset in alert["assets"]]}


def creates_again(path: str) -> Serve:
    """Answer a repetition as if it had created another record."""

    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        del memory
        response = forward(request)
        if not request.matches("POST", path) or response.status != 200:
            return response
        location = [("Location", f"/api/v1{request.path}/{NEVER}")]
        response = response.with_json({**response.json, "id": NEVER}, status=201)
        return replace(response, headers=[*response.headers, *location])

    return serve


def takes_the_last_spelling(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("POST", "/assets") and response.status == 200:
        return response.with_json({**response.json, "value": body_of(request)["value"]})
    return response


def records_repeated_assets(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    response = forward(request)
    if request.matches("POST", "/assets") and response.status in {200, 201}:
        memory[str(response.status)] = next(value for name, value in response.headers if name.lower() == "x-request-id")
    repeated = memory.get("200", "none")
    if request.matches("GET", "/audit-records") and repeated in request.target:
        return forward(replace(request, target=request.target.replace(repeated, memory["201"])))
    return response


def identifies_by(path: str, member: str, change: Callable[[str], str]) -> Serve:
    """Answer with the first record that has the same changed member."""

    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        response = forward(request)
        if request.matches("POST", path) and response.status in {200, 201}:
            first = memory.setdefault(change(str(body_of(request)[member])), response.json)
            if first["id"] != response.json["id"]:
                return response.without_header("Location").with_json(first, status=200)
        return response

    return serve


SELECTS = "selects a value in every spelling, and no other value"
CONTAINED = "A prefix and a network in the filter `asset` select the values that they contain"
SEARCHED = "A search for a spelling of a value finds the records with this value"
HIDDEN = "matches no record by any spelling of a hidden value"
EXISTING, ANOTHER = "is answered 200 with the existing record", "A record with another value is answered 201"
INDICATORS, RECORDS = ["indicators"], ["equal records"]
TYPES = ("hostname", "ip_address", "url", "user", "file", "other")
BUGS = [
    *(
        Bug(f"{kind} compared as text", "GET /alerts", SELECTS, INDICATORS, compares_text("/alerts", kind))
        for kind in TYPES
    ),
    Bug("hosts of tickets", "GET /tickets", SELECTS, INDICATORS, compares_text("/tickets", "hostname")),
    Bug("hosts of linked assets", "GET /tickets", SELECTS, RECORDS, compares_text("/tickets", "hostname")),
    Bug("values of assets", "GET /assets", SELECTS, RECORDS, compares_text("/assets", "url", "value")),
    Bug("values without case", "GET /alerts", SELECTS, INDICATORS, also_selects("/alerts", str.lower)),
    Bug("prefixes as values", "GET /alerts", CONTAINED, INDICATORS, takes_prefixes_literally("/alerts")),
    Bug("prefixes as values of tickets", "GET /tickets", CONTAINED, INDICATORS, takes_prefixes_literally("/tickets")),
    Bug("ignored networks", "GET /alerts", CONTAINED, INDICATORS, ignores_networks("/alerts")),
    Bug("ignored networks of tickets", "GET /tickets", CONTAINED, INDICATORS, ignores_networks("/tickets")),
    Bug(
        "larger networks",
        "GET /alerts",
        CONTAINED,
        INDICATORS,
        also_selects("/alerts", lambda value: value.replace("/24", "/8")),
    ),
    Bug(
        "prefixes of names",
        "GET /alerts",
        CONTAINED,
        INDICATORS,
        also_selects("/alerts", lambda value: re.sub(r"\.c\*$", "*", value)),
    ),
    Bug(
        "canonical forms in place of values",
        "GET /alerts",
        "A value is returned as it was sent",
        INDICATORS,
        changes_response("GET", "/alerts", rows(lowers_assets)),
    ),
    Bug("search for alerts by text", "GET /alerts", SEARCHED, INDICATORS, searches_text_only("/alerts")),
    Bug("search for tickets by text", "GET /tickets", SEARCHED, RECORDS, searches_text_only("/tickets")),
    Bug("search for assets by text", "GET /assets", SEARCHED, RECORDS, searches_text_only("/assets")),
    Bug("filter by hidden values", "GET /alerts", HIDDEN, INDICATORS, matches_redacted_values("asset")),
    Bug("search by hidden values", "GET /alerts", HIDDEN, INDICATORS, matches_redacted_values("q")),
    Bug("asset for each spelling", "POST /assets", EXISTING, RECORDS, creates_again("/assets")),
    Bug("evidence for each report", "POST /evidence", EXISTING, RECORDS, creates_again("/evidence")),
    Bug(
        "link for each spelling",
        "POST /tickets/{ticket_id}/links",
        EXISTING,
        RECORDS,
        creates_again("/tickets/{id}/links"),
    ),
    Bug("last spelling of an asset", "POST /assets", EXISTING, RECORDS, takes_the_last_spelling),
    Bug("recorded repetition", "GET /audit-records", "leaves no audit record", ["audit"], records_repeated_assets),
    Bug("assets without case", "POST /assets", ANOTHER, RECORDS, identifies_by("/assets", "value", str.lower)),
    Bug("evidence by digest", "POST /evidence", ANOTHER, RECORDS, identifies_by("/evidence", "sha256", str.lower)),
    Bug("evidence by name", "POST /evidence", ANOTHER, RECORDS, identifies_by("/evidence", "name", str)),
]
