"""Batches of alerts: each item is validated, authorized, stored, counted and audited on its own."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx
import pytest

Json = dict[str, Any]


def alert(**members: Any) -> Json:
    return {
        "source": "suricata",
        "source_alert_id": uuid4().hex,
        "title": "ET SCAN Potential SSH Scan",
        "severity": "medium",
        "detected_at": "2026-01-02T03:04:05Z",
        "assets": [
            {"type": "ip_address", "value": "192.0.2.7", "role": "source"},
            {"type": "ip_address", "value": "198.51.100.2", "role": "destination"},
            {"type": "hostname", "value": "web01.example.com"},
        ],
        **members,
    }


def send(client: httpx.Client, *items: Any, **headers: str) -> list[Json]:
    response = client.post("/alerts/batch", json={"alerts": list(items)}, headers=headers)
    assert response.status_code == 200, response.text
    results: list[Json] = response.json()["results"]
    return results


def records(admin: httpx.Client, operation_id: str, outcome: str) -> list[Json]:
    page = admin.get("/audit-records", params={"operation_id": operation_id, "outcome": outcome, "limit": 100})
    items: list[Json] = page.json()["items"]
    return items


def test_items_are_created_and_repeats_are_counted(ingest, analyst):
    first, second = alert(), alert()
    created = send(ingest, first, second)
    assert [(result["status"], result["created"]) for result in created] == [(201, True), (201, True)]
    repeated = send(ingest, second, alert(), {**first, "title": "Another title"}, second)
    assert [result["status"] for result in repeated] == [200, 201, 200, 200]
    assert [result["content_matches"] for result in repeated] == [True, True, False, True]
    shown = analyst.get(f"/alerts/{created[1]['id']}")
    assert (shown.json()["seen_count"], shown.json()["version"], shown.headers["ETag"]) == (3, 1, '"1"')
    assert shown.json()["last_seen_at"] > shown.json()["created_at"] == shown.json()["updated_at"]
    assert analyst.get(f"/alerts/{created[0]['id']}").json()["title"] == first["title"]


def test_alert_within_one_batch_is_created_once(ingest, analyst):
    body = alert()
    results = send(ingest, body, body)
    assert sorted(result["status"] for result in results) == [200, 201]
    assert len({result["id"] for result in results}) == 1
    assert analyst.get(f"/alerts/{results[0]['id']}").json()["seen_count"] == 2


def test_assets_keep_their_roles(ingest, analyst):
    body = alert()
    (result,) = send(ingest, body)
    assert analyst.get(f"/alerts/{result['id']}").json()["assets"] == body["assets"]


@pytest.mark.parametrize(
    ("item", "pointer"),
    [
        (17, ""),
        (None, ""),
        ([], ""),
        ({}, "/source"),
        (alert(severity="worse"), "/severity"),
        (alert(title="A\x00B"), "/title"),
        (alert(raw={"a": ["\x00"]}), "/raw/a/0"),
        (alert(raw={"text": "x" * 262_144}), "/raw"),
        (alert(unknown=1), "/unknown"),
        (alert(assets=[{"type": "ip_address", "value": "192.0.2.7", "role": "bystander"}]), "/assets/0/role"),
    ],
)
def test_invalid_item_gets_a_problem_and_leaves_the_others_alone(ingest, admin, item: Any, pointer: str):
    before, problem, after = send(ingest, alert(), item, alert())
    assert (before["status"], after["status"]) == (201, 201)
    assert (problem["status"], problem["code"]) == (422, "validation")
    assert problem["errors"][0]["pointer"] == pointer
    assert len(records(admin, "create_alerts", "allowed")) == 2
    assert not records(admin, "create_alerts", "denied")


def test_item_of_another_source_is_denied_and_recorded(product, tenant, admin):
    token = product.token("ingest", tenant, sources=["suricata"])
    with httpx.Client(
        base_url=product.url + "/api/v1", headers={"Authorization": f"Bearer {token}"}, trust_env=False
    ) as client:
        allowed, denied = send(client, alert(), alert(source="wazuh"))
    assert allowed["status"] == 201
    assert (denied["status"], denied["code"]) == (403, "forbidden")
    (record,) = records(admin, "create_alerts", "denied")
    assert (record["id"], record["reason"]) == (denied["audit_id"], "forbidden")


def test_each_new_alert_has_one_audit_record_and_a_repeat_none(ingest, admin):
    body = alert()
    send(ingest, body, alert(), alert())
    send(ingest, body)
    assert len(records(admin, "create_alerts", "allowed")) == 3


def test_batch_is_limited_to_500_items(ingest):
    assert len(send(ingest, *(alert() for _ in range(500)))) == 500
    for count in (0, 501):
        response = ingest.post("/alerts/batch", json={"alerts": [alert()] * count})
        assert (response.status_code, response.json()["errors"][0]["pointer"]) == (422, "/alerts")


def test_replayed_batch_counts_nothing_twice(ingest, analyst):
    body, key = alert(), uuid4().hex
    first = send(ingest, body, **{"Idempotency-Key": key})
    assert send(ingest, body, **{"Idempotency-Key": key}) == first
    assert analyst.get(f"/alerts/{first[0]['id']}").json()["seen_count"] == 1


async def test_overlapping_batches_at_once_create_each_alert_once(product, tenant, analyst):
    bodies = [alert() for _ in range(60)]
    headers = {"Authorization": f"Bearer {product.token('ingest', tenant)}"}
    async with httpx.AsyncClient(
        base_url=product.url + "/api/v1", headers=headers, trust_env=False, timeout=60
    ) as client:
        orders = [bodies, bodies[::-1], bodies[30:] + bodies[:30]] * 4
        responses = await asyncio.gather(*(client.post("/alerts/batch", json={"alerts": order}) for order in orders))
    assert {response.status_code for response in responses} == {200}
    results = [result for response in responses for result in response.json()["results"]]
    assert sum(result["created"] for result in results) == 60
    counts = {analyst.get(f"/alerts/{result['id']}").json()["seen_count"] for result in results[:5]}
    assert counts == {12}


@pytest.mark.parametrize("activity", ["update", "close"])
def test_report_of_an_existing_alert_is_kept_and_triage_stays(ingest, analyst, admin, activity: str):
    body = alert()
    (result,) = send(ingest, body)
    triaged = analyst.patch(
        f"/alerts/{result['id']}",
        json={"status": "in_progress", "verdict": "true_positive"},
        headers={"If-Match": '"1"'},
    )
    report = {**body, "title": "Now gone", "severity": "low", "activity": activity}
    (repeat,) = send(ingest, report)
    assert (repeat["status"], repeat["content_matches"]) == (200, False)
    shown = analyst.get(f"/alerts/{result['id']}").json()
    kept = ("title", "severity", "status", "verdict", "version", "updated_at")
    assert {name: shown[name] for name in kept} == {name: triaged.json()[name] for name in kept}
    (listed,) = analyst.get(f"/alerts/{result['id']}/reports").json()["items"]
    assert (listed["activity"], listed["title"], listed["severity"]) == (activity, "Now gone", "low")
    record = next(
        record for record in records(admin, "create_alerts", "allowed") if record["changes"][0]["field"] == "report"
    )
    assert record["changes"] == [{"field": "report", "before": None, "after": activity}]


def test_update_of_an_unknown_alert_creates_it(ingest, analyst):
    (result,) = send(ingest, alert(activity="update"))
    assert result["status"] == 201
    assert analyst.get(f"/alerts/{result['id']}/reports").json()["items"] == []


def test_auditor_reads_reports_redacted(ingest, product, tenant):
    body = alert()
    (result,) = send(ingest, body)
    send(ingest, {**body, "activity": "update", "description": "Seen again from 192.0.2.7 on web01.example.com"})
    with product.client("auditor", tenant) as auditor:
        (report,) = auditor.get(f"/alerts/{result['id']}/reports").json()["items"]
        assert report["description"] == "Seen again from [ip] on [host]"
        assets = auditor.get(f"/alerts/{result['id']}").json()["assets"]
        assert assets[0] == {"type": "ip_address", "value": "[ip]", "role": "source"}
