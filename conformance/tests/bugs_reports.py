"""Planted bugs of the reports that sources send of existing alerts."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from conformance.tests.bugs_trail import reads_as_main_caller
from conformance.tests.mutations import NEVER, body_of, changes_request, changes_response, rows
from conformance.tests.planted import Bug, Forward, Request, Response


def keeps_every_report(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "title": f"{body['title']} {uuid4()}"} if body.get("activity") == "update" else body


def resolves_on_close(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    response = forward(request)
    if request.matches("POST", "/alerts") and response.status == 200 and body_of(request).get("activity") == "close":
        memory[f"/alerts/{response.json['id']}"] = True
    if request.method == "GET" and request.path in memory and response.status == 200:
        return response.with_json({**response.json, "status": "resolved"})
    return response


def creates_alert_on_close(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "activity": "create"} if body.get("activity") == "close" else body


def names_closed_findings_forbidden(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("POST", "/alerts") and response.status == 404:
        problem = {"status": 403, "code": "forbidden", "type": "/problems/forbidden"}
        return response.with_json({**response.json, **problem}, status=403)
    return response


def keeps_updates_that_say_nothing(page: dict[str, Any]) -> dict[str, Any]:
    """Show a report of each alert that has a close, as if its plain repeat had been kept."""
    closes = [row for row in page["items"] if row["activity"] == "close"]
    return {**page, "items": [*({**row, "activity": "update"} for row in closes), *page["items"]]}


def refers_unknown_reports_to_nothing(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("POST", "/alerts") and response.status == 201 and "activity" in body_of(request):
        return response.with_json({**response.json, "created": False}, status=200)
    return response


def records_repeated_reports(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    response = forward(request)
    if request.matches("GET", "/audit-records") and "request_id=" in request.target and response.status == 200:
        return memory.get("page", response) if not response.json["items"] else memory.setdefault("page", response)
    return response


def drops_first_report_of_later_pages(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("GET", "/alerts/{id}/reports") and "cursor=" in request.target and response.status == 200:
        return response.with_json({**response.json, "items": response.json["items"][1:]})
    return response


def ignores_sort_of_reports(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    return forward(request.without_parameter("sort") if request.matches("GET", "/alerts/{id}/reports") else request)


def lists_reports_of_first_alert(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    if not request.matches("GET", "/alerts/{id}/reports"):
        return forward(request)
    response = forward(request)
    if response.status == 200 and response.json["items"]:
        memory.setdefault("target", request.target)
    return forward(replace(request, target=memory["target"])) if "target" in memory else response


def answers_report_with_another_id(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("POST", "/alerts") and response.status == 200 and "activity" in body_of(request):
        return response.with_json({**response.json, "id": NEVER})
    return response


ALERT, REPORTS = "GET /alerts/{alert_id}", "GET /alerts/{alert_id}/reports"
LATER = ["reports of alerts"]
BUGS = [
    Bug(
        "report of another id",
        "POST /alerts",
        "A report of an existing alert is 200 with the id",
        LATER,
        answers_report_with_another_id,
    ),
    Bug(
        "lost reports",
        REPORTS,
        "Each different report of an alert is kept once",
        LATER,
        changes_response("GET", "/alerts/{id}/reports", lambda page: {**page, "items": []}),
    ),
    Bug(
        "report kept twice",
        REPORTS,
        "Each different report of an alert is kept once",
        LATER,
        changes_request("POST", "/alerts", keeps_every_report),
    ),
    Bug(
        "report with another title",
        REPORTS,
        "is listed as it was sent",
        LATER,
        changes_response("GET", "/alerts/{id}/reports", rows(lambda row: {**row, "title": "Scan"})),
    ),
    Bug("report that resolves", ALERT, "leaves the alert unchanged", LATER, resolves_on_close),
    Bug(
        "unknown alert not created",
        "POST /alerts",
        "A report that updates an unknown alert creates it",
        LATER,
        refers_unknown_reports_to_nothing,
    ),
    Bug(
        "alert created by a close",
        "POST /alerts",
        "A report that closes an unknown alert is 404 and creates nothing",
        LATER,
        changes_request("POST", "/alerts", creates_alert_on_close),
    ),
    Bug(
        "close refused with another problem",
        "POST /alerts",
        "A report that closes an unknown alert is 404 and creates nothing",
        LATER,
        names_closed_findings_forbidden,
    ),
    Bug(
        "repeat kept as an update",
        REPORTS,
        "Each different report of an alert is kept once",
        LATER,
        changes_response("GET", "/alerts/{id}/reports", keeps_updates_that_say_nothing),
    ),
    Bug("recorded repeat", "GET /audit-records", "and a repeat of it none", LATER, records_repeated_reports),
    Bug("lost report", REPORTS, "Paging returns every row", ["paging"], drops_first_report_of_later_pages),
    Bug("unsorted reports", REPORTS, "in the order of its sort key", ["sorting"], ignores_sort_of_reports),
    Bug("reports of another alert", REPORTS, "only rows of that record", ["rows"], lists_reports_of_first_alert),
    Bug(
        "unredacted reports",
        REPORTS,
        "does not see",
        ["hidden from auditors"],
        reads_as_main_caller("/alerts/{id}/reports"),
    ),
]
