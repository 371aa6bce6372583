"""The main path: a reported alert is stored once and becomes one ticket."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import httpx
import pytest


def alert(**fields: object) -> dict[str, object]:
    return {
        "source": "suricata",
        "source_alert_id": uuid4().hex,
        "title": "SCAN Potential SSH Scan",
        "severity": "high",
        "detected_at": "2026-01-02T03:04:05.678901Z",
        "assets": [{"type": "ip_address", "value": "192.0.2.7"}],
        "raw": {"flow_id": 1959620435402694, "nested": [1, 2.5, None, "ü"]},
        **fields,
    }


def test_repeated_alert_is_stored_once(ingest: httpx.Client, analyst: httpx.Client):
    body = alert()
    first, again = ingest.post("/alerts", json=body), ingest.post("/alerts", json=body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["created"] is True
    assert again.json() == {**first.json(), "created": False, "content_matches": True}
    stored = analyst.get(f"/alerts/{first.json()['id']}").json()
    for name in ("source", "source_alert_id", "title", "severity", "detected_at", "assets", "raw"):
        assert stored[name] == body[name]
    assert (stored["status"], stored["ticket_id"], stored["version"]) == ("new", None, 1)


def test_repeat_with_another_body_does_not_change_the_stored_alert(ingest: httpx.Client, analyst: httpx.Client):
    body = alert()
    first = ingest.post("/alerts", json=body).json()
    again = ingest.post("/alerts", json={**body, "title": "Other"})
    assert (again.status_code, again.json()["content_matches"]) == (200, False)
    assert analyst.get(f"/alerts/{first['id']}").json()["title"] == body["title"]


def test_hundred_concurrent_requests_create_one_ticket(ingest: httpx.Client, analyst: httpx.Client):
    alert_id = ingest.post("/alerts", json=alert()).json()["id"]
    before = analyst.get(f"/alerts/{alert_id}")
    with ThreadPoolExecutor(32) as pool:
        answers = list(pool.map(lambda _: analyst.post(f"/alerts/{alert_id}/ticket"), range(100)))
    assert sorted(answer.status_code for answer in answers) == [200] * 99 + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    ticket = answers[0].json()
    assert ticket["source"] == {"kind": "alert", "alert_id": alert_id}
    assert (ticket["number"], ticket["title"], ticket["severity"]) == (1, "SCAN Potential SSH Scan", "high")
    after = analyst.get(f"/alerts/{alert_id}")
    assert after.json()["ticket_id"] == ticket["id"]
    assert (before.headers["etag"], after.headers["etag"]) == ('"1"', '"2"')
    created = [
        record
        for record in analyst.get("/audit-records", params={"target_id": ticket["id"]}).json()["items"]
        if record["operation_id"] == "create_ticket_from_alert"
    ]
    assert len(created) == 1


def test_ticket_takes_omitted_members_from_the_alert(ingest: httpx.Client, analyst: httpx.Client):
    alert_id = ingest.post("/alerts", json=alert()).json()["id"]
    answer = analyst.post(f"/alerts/{alert_id}/ticket", json={"title": "Mine", "priority": "p1", "tags": ["ssh"]})
    assert answer.status_code == 201
    ticket = answer.json()
    assert answer.headers["location"] == f"/api/v1/tickets/{ticket['id']}"
    assert (ticket["title"], ticket["priority"], ticket["tags"], ticket["severity"]) == ("Mine", "p1", ["ssh"], "high")
    later = analyst.post(f"/alerts/{alert_id}/ticket", json={"title": "Ignored"})
    assert (later.status_code, later.json()["title"]) == (200, "Mine")


def test_triage_requires_the_version_and_raises_it(ingest: httpx.Client, analyst: httpx.Client):
    alert_id = ingest.post("/alerts", json=alert()).json()["id"]
    path = f"/alerts/{alert_id}"
    assert analyst.patch(path, json={"status": "in_progress"}).json()["code"] == "precondition-required"
    stale = analyst.patch(path, json={"status": "in_progress"}, headers={"If-Match": '"9"'})
    assert (stale.json()["code"], stale.headers["etag"]) == ("version-mismatch", '"1"')
    done = analyst.patch(path, json={"status": "resolved", "verdict": "false_positive"}, headers={"If-Match": '"1"'})
    assert (done.status_code, done.headers["etag"]) == (200, '"2"')
    assert (done.json()["status"], done.json()["verdict"]) == ("resolved", "false_positive")
    same = analyst.patch(path, json={"status": "resolved"}, headers={"If-Match": '"2"'})
    assert (same.status_code, same.headers["etag"]) == (200, '"2"')
    cleared = analyst.patch(path, json={"verdict": None}, headers={"If-Match": '"2"'})
    assert (cleared.json()["verdict"], cleared.json()["status"]) == (None, "resolved")


def test_token_limited_to_a_source_cannot_report_another(product, tenant: str):
    headers = {"Authorization": f"Bearer {product.token('ingest', tenant, 'sensor', sources=['suricata'])}"}
    url = product.url + "/api/v1/alerts"
    assert httpx.post(url, json=alert(), headers=headers).status_code == 201
    answer = httpx.post(url, json=alert(source="other"), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize("missing", ["source", "source_alert_id", "title", "severity", "detected_at"])
def test_alert_without_a_required_member_is_rejected(ingest: httpx.Client, missing: str):
    body = alert()
    del body[missing]
    answer = ingest.post("/alerts", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "validation")
    assert answer.json()["errors"][0]["pointer"] == f"/{missing}"
