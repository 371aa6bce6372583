"""Updating and closing reports of an alert: they are kept on it once, and change neither its content nor its triage."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.http.batches import Json, alert, records, send

TRIAGE = {"status": "in_progress", "verdict": "true_positive"}


def report_alone(client: httpx.Client, body: Json) -> Json:
    response = client.post("/alerts", json=body)
    return {"status": response.status_code, **response.json()}


def report_in_a_batch(client: httpx.Client, body: Json) -> Json:
    return send(client, body)[0]


def reports(client: httpx.Client, alert_id: str, **query: Any) -> list[Json]:
    items: list[Json] = client.get(f"/alerts/{alert_id}/reports", params=query).json()["items"]
    return items


@pytest.fixture(params=[report_alone, report_in_a_batch], ids=["alone", "batch"])
def report(request: pytest.FixtureRequest) -> Any:
    """Report one alert by either operation."""
    return request.param


@pytest.mark.parametrize("activity", ["update", "close"])
def test_report_of_an_existing_alert_is_kept_and_triage_stays(ingest, analyst, admin, report: Any, activity: str):
    body = alert()
    result = report(ingest, body)
    triaged = analyst.patch(f"/alerts/{result['id']}", json=TRIAGE, headers={"If-Match": '"1"'})
    repeat = report(ingest, {**body, "title": "Now gone", "severity": "high", "activity": activity})
    assert (repeat["status"], repeat["content_matches"]) == (200, False)
    shown = analyst.get(f"/alerts/{result['id']}")
    counted = {name: shown.json()[name] for name in ("last_seen_at", "seen_count")}
    assert shown.json() == {**triaged.json(), **counted}
    assert (shown.headers["ETag"], counted["seen_count"]) == (triaged.headers["ETag"], 2)
    (listed,) = reports(analyst, result["id"])
    assert (listed["activity"], listed["title"], listed["severity"]) == (activity, "Now gone", "high")
    operation_id = "create_alert" if report is report_alone else "create_alerts"
    created, kept = records(admin, operation_id)
    assert (created["target"], kept["target"]) == ({"type": "alert", "id": result["id"]},) * 2
    assert kept["changes"] == [{"field": "report", "before": None, "after": activity}]


def test_report_with_the_content_of_the_alert_is_kept_too(ingest, analyst, report: Any):
    body = alert()
    result = report(ingest, body)
    assert report(ingest, {**body, "activity": "close"})["content_matches"] is True
    assert [item["activity"] for item in reports(analyst, result["id"])] == ["close"]


def test_update_of_an_unknown_alert_creates_it(ingest, analyst, report: Any):
    result = report(ingest, alert(activity="update"))
    assert result["status"] == 201
    assert reports(analyst, result["id"]) == []


def test_close_of_an_unknown_alert_is_not_found_and_recorded_as_denied(ingest, analyst, admin, report: Any):
    problem = report(ingest, alert(activity="close"))
    assert (problem["status"], problem["code"]) == (404, "not-found")
    assert problem["detail"].startswith("No alert has this source and source_alert_id")
    assert analyst.get("/alerts").json()["items"] == []
    operation_id = "create_alert" if report is report_alone else "create_alerts"
    assert records(admin, operation_id) == []
    (denied,) = records(admin, operation_id, outcome="denied")
    assert (denied["id"], denied["reason"], denied["target"]) == (problem["audit_id"], "not-found", None)


def test_alert_that_was_refused_as_closed_can_be_created(ingest, analyst, report: Any):
    body = alert()
    assert report(ingest, {**body, "activity": "close"})["status"] == 404
    result = report(ingest, body)
    assert result["status"] == 201
    assert analyst.get(f"/alerts/{result['id']}").json()["seen_count"] == 1
    assert report(ingest, {**body, "activity": "close"})["status"] == 200


def test_items_of_a_batch_apply_in_order(ingest, analyst):
    body, other = alert(), alert()
    close, create, update = ({**body, "activity": activity} for activity in ("close", "create", "update"))
    other_close, other_update = ({**other, "activity": activity} for activity in ("close", "update"))
    results = send(ingest, close, other_update, close, create, other_close, close, update)
    assert [result["status"] for result in results] == [404, 201, 404, 201, 200, 200, 200]
    assert [item["activity"] for item in reports(analyst, results[3]["id"])] == ["close"]
    assert [item["activity"] for item in reports(analyst, results[1]["id"])] == ["close"]
    assert analyst.get(f"/alerts/{results[3]['id']}").json()["seen_count"] == 3


def test_batch_of_unknown_closed_findings_creates_nothing(ingest, analyst):
    closes = [alert(activity="close") for _ in range(500)]
    assert [result["status"] for result in send(ingest, *closes)] == [404] * 500
    assert analyst.get("/alerts").json()["items"] == []


def test_update_with_the_content_of_the_alert_is_a_plain_repeat(ingest, analyst, admin, report: Any):
    """A source that reads one file twice reports nothing new."""
    update = alert(activity="update")
    result = report(ingest, update)
    again = report(ingest, update)
    assert (again["status"], again["content_matches"]) == (200, True)
    assert reports(analyst, result["id"]) == []
    assert analyst.get(f"/alerts/{result['id']}").json()["seen_count"] == 2
    assert len(records(admin, "create_alert")) + len(records(admin, "create_alerts")) == 1


def test_same_report_is_kept_and_recorded_once(ingest, analyst, admin, report: Any):
    body = alert()
    result = report(ingest, body)
    update = {**body, "title": "Worse", "activity": "update"}
    for _ in range(3):
        report(ingest, update)
    assert [item["title"] for item in reports(analyst, result["id"])] == ["Worse"]
    assert analyst.get(f"/alerts/{result['id']}").json()["seen_count"] == 4
    assert len(records(admin, "create_alert")) + len(records(admin, "create_alerts")) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"activity": "close"},
        {"title": "Other"},
        {"description": "Other"},
        {"severity": "critical"},
        {"detected_at": "2026-01-01T00:00:01Z"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_report_that_says_something_else_is_kept_next_to_the_first(ingest, analyst, change: Json):
    body = alert()
    update = {**body, "title": "Changed", "activity": "update"}
    (result, *_) = send(ingest, body, update, {**update, **change})
    assert len(reports(analyst, result["id"])) == 2


def test_time_in_another_zone_is_the_same_report(ingest, analyst):
    body = alert(detected_at="2026-01-01T00:00:00Z")
    update = {**body, "title": "Changed", "activity": "update"}
    (result, *_) = send(ingest, body, update, {**update, "detected_at": "2026-01-01T01:00:00+01:00"})
    assert len(reports(analyst, result["id"])) == 1


def test_same_report_of_two_alerts_is_kept_on_both(ingest, analyst):
    bodies = [alert(), alert()]
    send(ingest, *bodies)
    results = send(ingest, *({**body, "activity": "close"} for body in bodies))
    assert [len(reports(analyst, result["id"])) for result in results] == [1, 1]


def test_several_reports_of_an_alert_in_one_batch_are_kept_with_a_record_each(ingest, analyst, admin):
    body = alert()
    (result,) = send(ingest, body)
    update, close = {**body, "title": "Second", "activity": "update"}, {**body, "activity": "close"}
    send(ingest, update, close, update, {**update, "title": "Third"}, body)
    kept = [("close", body["title"]), ("update", "Second"), ("update", "Third")]
    assert sorted((item["activity"], item["title"]) for item in reports(analyst, result["id"])) == kept
    assert analyst.get(f"/alerts/{result['id']}").json()["seen_count"] == 6
    recorded = [record["changes"][0]["after"] for record in records(admin)[1:]]
    assert sorted(recorded) == ["close", "update", "update"]


@pytest.mark.parametrize("with_key", [True, False])
def test_repeated_batch_adds_no_second_report(ingest, analyst, admin, with_key: bool):
    body, key = alert(), uuid4().hex if with_key else None
    (result,) = send(ingest, body)
    items = [{**body, "activity": "close"}, alert()]
    for _ in range(2):
        send(ingest, *items, key=key)
    assert len(reports(analyst, result["id"])) == 1
    assert analyst.get(f"/alerts/{result['id']}").json()["seen_count"] == (2 if with_key else 3)
    assert sum(record["changes"][0]["field"] == "report" for record in records(admin)) == 1


def test_repeats_change_no_etag_and_a_patch_with_the_old_one_succeeds(ingest, analyst, product, tenant):
    body = alert()
    (result,) = send(ingest, body)
    path = f"/alerts/{result['id']}"
    with product.client("auditor", tenant) as auditor:
        readers = (analyst, auditor)
        before = [client.get(path) for client in readers]
        send(ingest, body, {**body, "activity": "update"}, {**body, "title": "Other", "activity": "close"})
        for client, first in zip(readers, before, strict=True):
            after = client.get(path)
            assert after.headers["ETag"] == first.headers["ETag"]
            assert (first.json()["seen_count"], after.json()["seen_count"]) == (1, 4)
            assert after.json()["last_seen_at"] > first.json()["last_seen_at"] == first.json()["created_at"]
            assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    patched = analyst.patch(path, json=TRIAGE, headers={"If-Match": before[0].headers["ETag"]})
    assert (patched.status_code, patched.json()["version"], patched.json()["seen_count"]) == (200, 2, 4)


def test_reports_are_sorted_and_paged(ingest, analyst):
    body = alert()
    (result,) = send(ingest, body)
    for number in range(5):
        report_in_a_batch(ingest, {**body, "title": f"Report {number}", "activity": "update"})
    titles = [f"Report {number}" for number in range(5)]
    assert [item["title"] for item in reports(analyst, result["id"], sort="created_at")] == titles
    assert [item["title"] for item in reports(analyst, result["id"])] == titles[::-1]
    first = analyst.get(f"/alerts/{result['id']}/reports", params={"limit": 3}).json()
    second = reports(analyst, result["id"], limit=3, cursor=first["next_cursor"])
    assert [item["title"] for item in [*first["items"], *second]] == titles[::-1]


def test_cursor_of_another_alerts_reports_is_rejected(ingest, analyst):
    bodies = [alert(), alert()]
    one, other = send(ingest, *bodies)
    for title in ("a", "b"):
        send(ingest, {**bodies[0], "title": title, "activity": "update"})
    cursor = analyst.get(f"/alerts/{one['id']}/reports", params={"limit": 1}).json()["next_cursor"]
    answer = analyst.get(f"/alerts/{other['id']}/reports", params={"limit": 1, "cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid-cursor")


def test_ingest_may_not_read_reports(ingest):
    (result,) = send(ingest, alert())
    assert ingest.get(f"/alerts/{result['id']}/reports").status_code == 403


def test_auditor_reads_reports_redacted(ingest, product, tenant):
    body = alert()
    (result,) = send(ingest, body)
    description = "Seen again from 192.0.2.7 on web01.example.com"
    send(ingest, {**body, "activity": "update", "title": "Mail to jane@corp.example", "description": description})
    with product.client("auditor", tenant) as auditor:
        (item,) = reports(auditor, result["id"])
        assert (item["title"], item["description"]) == ("Mail to [email]", "Seen again from [ip] on [host]")
        assets = auditor.get(f"/alerts/{result['id']}").json()["assets"]
        assert assets[0] == {"type": "ip_address", "value": "[ip]", "role": "source"}
