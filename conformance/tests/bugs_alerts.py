"""Planted bugs of reported alerts: batches, and what counts repeats."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from conformance.tests.bugs_trail import first_token
from conformance.tests.mutations import NEVER, body_of, changes_request, changes_response, rows, without
from conformance.tests.planted import Bug, Forward, Request, Response

Json = dict[str, Any]


def results(change: Callable[[list[Json]], list[Json]]) -> Callable[..., Response]:
    """Change the results of batches."""
    return changes_response("POST", "/alerts/batch", lambda body: {**body, "results": change(body["results"])})


def items(change: Callable[[Json], Json]) -> Callable[..., Response]:
    """Change the items of batches that are objects."""

    def changed(body: Json) -> Json:
        return {**body, "alerts": [change(item) if isinstance(item, dict) else item for item in body["alerts"]]}

    return changes_request("POST", "/alerts/batch", lambda body: changed(body) if "alerts" in body else body)


def repeats(**members: Any) -> Callable[[list[Json]], list[Json]]:
    """Return a change of the results of repeats."""
    return lambda all_results: [{**one, **members} if one["status"] == 200 else one for one in all_results]


def problems(change: Callable[[Json], Json]) -> Callable[[list[Json]], list[Json]]:
    """Return a change of the problems among results."""
    return lambda all_results: [change(one) if "code" in one else one for one in all_results]


def points_into_batch(problem: Json) -> Json:
    errors = [{**error, "pointer": f"/alerts/0{error['pointer']}"} for error in problem["errors"]]
    return {**problem, "errors": errors}


def spoils_last_item(all_results: list[Json]) -> list[Json]:
    problem = next((result for result in all_results if "code" in result), None)
    return all_results if problem is None else [*all_results[:-1], problem]


def refuses_batch_with_invalid_item(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("POST", "/alerts/batch") and b"/problems/" in response.body and response.status == 200:
        return forward(replace(request, body=b'{"alerts": []}'))
    return response


def refuses_batch_with_malformed_item(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("POST", "/alerts/batch") and b"/problems/malformed-json" in response.body:
        return forward(replace(request, body=b"{"))
    return response


def limits_batches_to_100_items(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    if request.matches("POST", "/alerts/batch") and len(body_of(request).get("alerts", ())) > 100:
        return forward(replace(request, body=b'{"alerts": []}'))
    return forward(request)


def limits_batches_to_1_mib(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    if not request.matches("POST", "/alerts/batch") or len(request.body) <= 1 << 20:
        return forward(request)
    malformed = forward(replace(request, body=b"{"))
    problem = {"status": 413, "code": "payload-too-large", "type": "/problems/payload-too-large"}
    return malformed.with_json({**malformed.json, **problem}, status=413)


def truncates_long_batches(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    alerts = body_of(request).get("alerts")
    if request.matches("POST", "/alerts/batch") and isinstance(alerts, list) and len(alerts) > 500:
        return forward(replace(request, body=json.dumps({"alerts": alerts[:500]}).encode()))
    return forward(request)


def ignores_key_of_batch(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    return forward(
        request.with_header("Idempotency-Key", None) if request.matches("POST", "/alerts/batch") else request
    )


def records_first_alert_only(page: Json) -> Json:
    of_batch = [row for row in page["items"] if row["operation_id"] == "create_alerts"]
    return {**page, "items": [row for row in page["items"] if row not in of_batch[1:]]}


def derives_etag_from_count(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("GET", "/alerts/{id}") and response.status == 200:
        others = response.without_header("ETag")
        return replace(others, headers=[*others.headers, ("ETag", f'"{response.json["seen_count"]}"')])
    return response


def derives_etag_of_auditor_from_count(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    main = request.header("Authorization") == first_token(request, memory)
    return forward(request) if main else derives_etag_from_count(request, forward, memory)


ALERT, BATCH = "GET /alerts/{alert_id}", "POST /alerts/batch"
BATCHES, NATURAL = ["batches of alerts"], ["natural idempotency"]
COUNTS = "Every repeated report counts in seen_count"
BUGS = [
    Bug(
        "batch without its problems",
        BATCH,
        "has one result for each item",
        BATCHES,
        results(lambda every: [one for one in every if "code" not in one]),
    ),
    Bug("reversed results", BATCH, "in the order of its items", BATCHES, results(lambda every: every[::-1])),
    Bug(
        "batch refused for one item",
        BATCH,
        "A batch with an invalid item is answered 200",
        BATCHES,
        refuses_batch_with_invalid_item,
    ),
    Bug("repeat with another id", BATCH, "has the id of that alert", BATCHES, results(repeats(id=NEVER))),
    Bug("repeat as created", BATCH, "created states whether", BATCHES, results(repeats(created=True))),
    Bug("item that always matches", BATCH, "content_matches states", BATCHES, results(repeats(content_matches=True))),
    Bug("item without its rule", ALERT, "stores an alert as create_alert does", BATCHES, items(without("rule_id"))),
    Bug(
        "item with another identity",
        "POST /alerts",
        "An alert that a batch created is answered 200",
        BATCHES,
        items(lambda item: {**item, "source_alert_id": f"b{item.get('source_alert_id')}"}),
    ),
    Bug(
        "pointer into the batch",
        BATCH,
        "is the one that create_alert returns",
        BATCHES,
        results(problems(points_into_batch)),
    ),
    Bug(
        "problem of another request",
        BATCH,
        "has the request_id of its batch",
        BATCHES,
        results(problems(lambda problem: {**problem, "request_id": NEVER})),
    ),
    Bug("item spoiled by another", BATCH, "affects no other item", BATCHES, results(spoils_last_item)),
    Bug(
        "batch refused for a malformed item",
        BATCH,
        "A malformed item of a batch affects no other item",
        BATCHES,
        refuses_batch_with_malformed_item,
    ),
    Bug("batches of 100", BATCH, "greatest number of items is accepted", BATCHES, limits_batches_to_100_items),
    Bug("truncated batch", BATCH, "with too many is answered 422", BATCHES, truncates_long_batches),
    Bug(
        "one audit record for a batch",
        "GET /audit-records",
        "Each alert that a batch creates has one audit record",
        BATCHES,
        changes_response("GET", "/audit-records", records_first_alert_only),
    ),
    Bug(
        "audit records of another operation",
        "GET /audit-records",
        "The audit records of a batch name its operation",
        BATCHES,
        changes_response("GET", "/audit-records", rows(lambda row: {**row, "operation_id": "create_alert"})),
    ),
    Bug("batches of 1 MiB", BATCH, "A batch of the greatest size is accepted", BATCHES, limits_batches_to_1_mib),
    Bug("ignored key of a batch", BATCH, "return the first response again", ["idempotency"], ignores_key_of_batch),
    Bug("replayed batch that counts", ALERT, COUNTS, BATCHES, ignores_key_of_batch),
    Bug(
        "repeat that is not counted",
        ALERT,
        COUNTS,
        NATURAL,
        changes_response("GET", "/alerts/{id}", lambda alert: {**alert, "seen_count": 1}),
    ),
    Bug(
        "repeat without its time",
        ALERT,
        "updates last_seen_at",
        NATURAL,
        changes_response("GET", "/alerts/{id}", lambda alert: {**alert, "last_seen_at": alert["created_at"]}),
    ),
    Bug(
        "version that counts",
        ALERT,
        "A repeated report leaves the alert unchanged",
        NATURAL,
        changes_response("GET", "/alerts/{id}", lambda alert: {**alert, "version": alert["seen_count"]}),
    ),
    Bug("ETag that counts", ALERT, "leaves the ETag of the alert unchanged", NATURAL, derives_etag_from_count),
    Bug(
        "auditor's ETag that counts",
        ALERT,
        "leaves the ETag of the alert unchanged",
        NATURAL,
        derives_etag_of_auditor_from_count,
    ),
    Bug(
        "assets without roles",
        ALERT,
        "is stored as sent",
        ["stored values"],
        changes_request(
            "POST",
            "/alerts",
            lambda body: {**body, "assets": [without("role")(asset) for asset in body.get("assets", ())]},
        ),
    ),
]
