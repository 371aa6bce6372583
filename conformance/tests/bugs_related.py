"""Planted bugs of the records that are related to an alert."""

from collections.abc import Callable
from typing import Any

from conformance.tests.bugs_trail import first_token, reads_as_main_caller
from conformance.tests.mutations import body_of, changes_response, rows
from conformance.tests.planted import Bug, Forward, Request, Response

Rows = list[dict[str, Any]]
PATH, LIST = "/alerts/{id}/related", "GET /alerts/{alert_id}/related"


def changes_items(change: Callable[[Rows], Rows]) -> Callable[..., Response]:
    return changes_response("GET", PATH, lambda page: {**page, "items": change(page["items"])})


def of_alerts(items: Rows) -> Rows:
    return [row for row in items if row["type"] == "alert"]


def lists_itself(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if not request.matches("GET", PATH) or response.status != 200 or not of_alerts(response.json["items"]):
        return response
    own = {**of_alerts(response.json["items"])[-1], "id": request.path.split("/")[2]}
    return response.with_json({**response.json, "items": [*response.json["items"], own]})


def lists_remembered(is_wanted: Callable[[Request, dict[str, Any], dict[str, Any]], bool]) -> Callable[..., Response]:
    """List also alerts of a batch that share nothing with the alert."""

    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        first_token(request, memory)
        response = forward(request)
        if request.matches("POST", "/alerts/batch") and response.status == 200:
            for alert, result in zip(body_of(request)["alerts"], response.json["results"], strict=True):
                if is_wanted(request, alert, memory):
                    memory["id"] = result["id"]
        items = response.json["items"] if request.matches("GET", PATH) and response.status == 200 else []
        if "id" in memory and of_alerts(items) and "cursor=" not in request.target:
            return response.with_json(
                {**response.json, "items": [*items, {**of_alerts(items)[-1], "id": memory["id"]}]}
            )
        return response

    return serve


def is_of_another_source(request: Request, alert: dict[str, Any], memory: dict[str, Any]) -> bool:
    del request, memory
    return bool(alert["source"].endswith("-other"))


def is_of_another_tenant(request: Request, alert: dict[str, Any], memory: dict[str, Any]) -> bool:
    del alert
    return request.header("Authorization") != memory["token"]


def skips_on_later_pages(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("GET", PATH) and "cursor=" in request.target and response.status == 200:
        return response.with_json({**response.json, "items": response.json["items"][1:]})
    return response


def knows_every_alert(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("GET", PATH) and response.status == 404:
        return response.with_json(
            {"items": [], "next_cursor": None},
            status=200,
            headers=[
                (name, "application/json" if name.lower() == "content-type" else value)
                for name, value in response.headers
            ],
        )
    return response


def lowers_shared(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "shared": [{**item, "value": item["value"].lower()} for item in row["shared"]]}


ONLY = "are those that share an asset or its rule, and no others"
STATES = "A related record states what it shares, as the alert spells it"
RELATED = ["related alerts"]
BUGS = [
    Bug("the alert itself", LIST, ONLY, RELATED, lists_itself),
    Bug("alerts only", LIST, ONLY, RELATED, changes_items(of_alerts)),
    Bug(
        "tickets only",
        LIST,
        ONLY,
        RELATED,
        changes_items(lambda items: [row for row in items if row["type"] != "alert"]),
    ),
    Bug(
        "records with the same rule only",
        LIST,
        ONLY,
        RELATED,
        changes_items(lambda items: [row for row in items if row["shared"][0]["type"] == "rule"]),
    ),
    Bug(
        "records with the same asset only",
        LIST,
        ONLY,
        RELATED,
        changes_items(lambda items: [row for row in items if row["shared"][-1]["type"] != "rule"]),
    ),
    Bug("rule of another source", LIST, ONLY, RELATED, lists_remembered(is_of_another_source)),
    Bug("alert of another tenant", LIST, ONLY, RELATED, lists_remembered(is_of_another_tenant)),
    Bug(
        "one shared value",
        LIST,
        STATES,
        RELATED,
        changes_items(lambda items: [{**row, "shared": row["shared"][:1]} for row in items]),
    ),
    Bug("shared values in lower case", LIST, STATES, RELATED, changes_response("GET", PATH, rows(lowers_shared))),
    Bug("oldest first", LIST, "are listed newest first", RELATED, changes_items(lambda items: items[::-1])),
    Bug("lost on later pages", LIST, "Paging returns every related record once", RELATED, skips_on_later_pages),
    Bug(
        "related record without title",
        "GET /alerts/{alert_id}",
        "has the values of the alert or ticket",
        RELATED,
        changes_response("GET", PATH, rows(lambda row: {**row, "title": ""})),
    ),
    Bug(
        "related ticket of another number",
        "GET /tickets/{ticket_id}",
        "has the values of the alert or ticket",
        RELATED,
        changes_response("GET", PATH, rows(lambda row: {**row, "number": row["number"] and row["number"] + 1})),
    ),
    Bug("unredacted related records", LIST, "share what the auditor sees", RELATED, reads_as_main_caller(PATH)),
    Bug("empty for an unknown alert", LIST, "An unknown id is answered 404", ["unknown records"], knows_every_alert),
    Bug("empty for another tenant", LIST, "of another tenant is answered 404", ["another tenant"], knows_every_alert),
]
