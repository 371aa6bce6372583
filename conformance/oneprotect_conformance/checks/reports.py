"""Reports of an alert: what its source reports later is kept once, and never changes content or triage."""

from __future__ import annotations

from uuid import uuid4

import httpx

from oneprotect_conformance.checks import alerts
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.specimens import differences_of
from oneprotect_conformance.world import World

_LIST = "list_alert_reports"
# What is promised of reports of an alert that does not exist, or that an update created, by activity and status.
_UNKNOWN = {
    ("close", 404): "A report that closes an unknown alert is 404 and creates nothing",
    ("update", 201): "A report that updates an unknown alert creates it",
    ("update", 200): "An update of an existing alert is 200",
    ("close", 200): "A close of an existing alert is 200",
}
_CONTENT = ("activity", "title", "description", "severity", "detected_at")


def reports(world: World) -> None:
    """Updates and closings are kept once on their alert, as they were sent, and leave its content and triage alone."""
    listed = world.contract.by_id.get(_LIST)
    if listed is None:
        return
    senders = list(alerts.operations(world))
    if not world.main.may(listed) or not senders:
        world.skip(listed, f"the token lacks {listed.scope}, or may not report alerts")
        return
    for operation in senders:
        _check_kept(world, operation)
        _check_unknown(world, operation)


def _check_kept(world: World, operation: Operation) -> None:
    body = {**alerts.new_alert(world), "description": "As first reported."}
    alert_id = str(alerts.receipts(alerts.report(world, operation, body))[0].get("id"))
    _triage(world, alert_id)
    before = alerts.read_alert(world, alert_id)
    update = {**body, "title": f"Updated, {uuid4()}", "severity": "high", "activity": "update"}
    close = {**body, "description": "Gone.", "detected_at": "2026-02-03T05:05:06+02:00", "activity": "close"}
    sent = [update, close, update, body]
    responses = [alerts.report(world, operation, report) for report in sent]
    for response in responses:
        receipt = alerts.receipts(response)[0]
        existing = (receipt.get("status"), receipt.get("id"), receipt.get("created")) == (200, alert_id, False)
        world.expect("A report of an existing alert is 200 with the id of the alert", existing, response)
    _check_list(world, alert_id, [update, close])
    alerts.check_counted(world, before, alert_id, len(sent))
    if world.may("list_audit_records"):
        _check_trail(world, responses, alert_id)


def _triage(world: World, alert_id: str) -> None:
    """Set severity and verdict if the token may, so that a report which overrides them is noticed."""
    update = world.contract.by_id.get("update_alert")
    if update is None or not world.main.may(update):
        return
    tag = world.send(world.main, "GET", f"/alerts/{alert_id}").headers.get("ETag", "")
    body = {**world.body(update), "status": "in_progress"}
    response = world.send(world.main, "PATCH", f"/alerts/{alert_id}", json=body, headers={"If-Match": tag})
    world.expect("A valid request succeeds", response.status_code == 200, response)


def _check_list(world: World, alert_id: str, expected: list[Json]) -> None:
    """Compare the reports of an alert, oldest first, with those that were sent."""
    page = world.send(world.main, "GET", f"/alerts/{alert_id}/reports", params={"sort": "created_at", "limit": 100})
    rows: list[Json] = page.json().get("items", [])
    listed, activities = [row.get("activity") for row in rows], [report["activity"] for report in expected]
    failure = f"expected the activities {activities}, got {listed}"
    world.expect("Each different report of an alert is kept once", listed == activities, page, seen=failure)
    for report, row in zip(expected, rows, strict=False):
        content = {name: report[name] for name in _CONTENT}
        differences = "; ".join(differences_of(content, {**dict.fromkeys(content), **row}))
        world.expect("A report of an alert is listed as it was sent", not differences, page, seen=differences)


def _check_trail(world: World, responses: list[httpx.Response], alert_id: str) -> None:
    """The first two responses are of reports that were kept, the others of repeats."""
    for number, response in enumerate(responses):
        page, targets = alerts.recorded_targets(world, response)
        expected = [alert_id] if number < 2 else []
        failure = f"expected audit records of {expected}, got {targets}"
        promise = "A report that is kept leaves one audit record, and a repeat of it none"
        world.expect(promise, targets == expected, page, seen=failure)


def _check_unknown(world: World, operation: Operation) -> None:
    """An update of an unknown finding creates its alert, and a close does not; nor does it prevent a later creation."""
    body = alerts.new_alert(world)
    for activity, status in (("close", 404), ("update", 201), ("update", 200), ("close", 200)):
        response = alerts.report(world, operation, {**body, "activity": activity})
        receipt = alerts.receipts(response)[0]
        answered, failure = receipt.get("status") == status, f"expected {status}, got {receipt.get('status')}"
        world.expect(_UNKNOWN[activity, status], answered, response, seen=failure)
        if status == 404 and answered:
            is_named = receipt.get("code") == "not-found"
            world.expect("The problem of an unknown alert that is closed is not-found", is_named, response)
        if (activity, status) == ("close", 200) and answered:
            _check_list(world, str(receipt.get("id")), [{"description": "", **body, "activity": activity}])
