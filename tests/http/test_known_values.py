"""Auditors see no value that a record itself holds as a host, address, user or e-mail address, in any of its texts."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import httpx
import pytest

Json = dict[str, Any]
ASSETS = [
    {"type": "hostname", "value": "FS01"},
    {"type": "hostname", "value": "ws-fin-07.corp.example"},
    {"type": "user", "value": "CORP\\jdoe"},
    {"type": "user", "value": "m.mustermann"},
    {"type": "ip_address", "value": "192.0.2.7", "role": "source"},
    {"type": "other", "value": "erika@example.com"},
]
TEXT = "FS01 and fs01_backup, WS-FIN-07, CORP\\jdoe or jdoe, M.Mustermann and erika@example.com at 192.0.2.7; not XFS01"
REDACTED = "[host] and [host]_backup, [host], [user] or [user], [user] and [email] at [ip]; not XFS01"
HIDDEN = ("fs01 ", "fs01_", "ws-fin-07", "jdoe", "mustermann", "erika", "192.0.2.7")


def report(ingest: httpx.Client, **members: Any) -> str:
    body = {
        "source": "edr",
        "source_alert_id": uuid4().hex,
        "title": TEXT,
        "severity": "high",
        "detected_at": "2026-01-02T03:04:05Z",
        **members,
    }
    response = ingest.post("/alerts", json=body)
    assert response.status_code == 201, response.text
    return str(response.json()["id"])


@pytest.fixture
def auditor(product, tenant: str):
    with product.client("auditor", tenant) as client:
        yield client


def pages(auditor: httpx.Client, ticket_id: str) -> dict[str, str]:
    paths = [f"/tickets/{ticket_id}", *(f"/tickets/{ticket_id}/{name}" for name in ("comments", "links", "timeline"))]
    return {path: auditor.get(path, params={} if path.count("/") == 2 else {"limit": 100}).text for path in paths} | {
        "/audit-records": auditor.get("/audit-records", params={"limit": 100}).text
    }


def assert_hidden(auditor: httpx.Client, ticket_id: str) -> None:
    for path, text in pages(auditor, ticket_id).items():
        assert [value for value in HIDDEN if value in text.lower().replace("xfs01", "")] == [], (path, text)


def test_alert_hides_the_values_of_its_assets(ingest, auditor):
    alert_id = report(
        ingest,
        assets=ASSETS,
        description=f"Seen: {TEXT}",
        evidence=[{"type": "log", "value": TEXT}],
    )
    shown = auditor.get(f"/alerts/{alert_id}").json()
    assert (shown["title"], shown["description"]) == (REDACTED, f"Seen: {REDACTED}")
    assert shown["evidence"][0]["value"] == REDACTED
    assert "fs01 " not in auditor.get("/audit-records").text.lower()
    assert auditor.get("/alerts", params={"q": "WS-FIN-07"}).json()["items"] == []


def test_report_of_an_alert_hides_the_values_of_the_alert(ingest, auditor):
    source_alert_id = uuid4().hex
    alert_id = report(ingest, source_alert_id=source_alert_id, assets=ASSETS)
    body = {
        "source": "edr",
        "source_alert_id": source_alert_id,
        "title": "FS01 is clean",
        "severity": "high",
        "detected_at": "2026-01-02T03:04:05Z",
        "activity": "close",
    }
    assert ingest.post("/alerts", json=body).status_code == 200
    (shown,) = auditor.get(f"/alerts/{alert_id}/reports").json()["items"]
    assert shown["title"] == "[host] is clean"


def test_ticket_hides_the_values_of_its_source_alert(ingest, analyst, auditor):
    alert_id = report(ingest, assets=ASSETS)
    ticket = analyst.post(f"/alerts/{alert_id}/ticket").json()
    path = f"/tickets/{ticket['id']}"
    analyst.post(f"{path}/comments", json={"body": TEXT, "visibility": "auditor"})
    change = {"title": f"Changed: {TEXT}", "description": TEXT, "tags": ["FS01"]}
    assert analyst.patch(path, json=change, headers={"If-Match": '"1"'}).status_code == 200
    link = {"target_type": "external_reference", "target": {"url": "https://example.com/1", "label": "about FS01 x"}}
    assert analyst.post(f"{path}/links", json=link).status_code == 201
    assert_hidden(auditor, ticket["id"])
    assert auditor.get(path).json()["title"] == f"Changed: {REDACTED}"


@pytest.mark.parametrize("kind", ["alert", "asset"])
def test_link_redacts_the_texts_of_the_ticket_again(ingest, analyst, auditor, kind: str):
    ticket = analyst.post("/tickets", json={"title": "FS01 is slow", "description": "jdoe FS01"}).json()
    path = f"/tickets/{ticket['id']}"
    analyst.post(f"{path}/comments", json={"body": "FS01 again", "visibility": "auditor"})
    before = auditor.get(path)
    assert before.json()["title"] == "FS01 is slow"
    if kind == "alert":
        target = report(ingest, title="Slow", assets=ASSETS)
    else:
        target = analyst.post("/assets", json={"type": "hostname", "value": "FS01"}).json()["id"]
    response = analyst.post(f"{path}/links", json={"target_type": kind, "target": {"id": target}})
    assert response.status_code == 201
    after = auditor.get(path)
    assert after.json()["title"] == "[host] is slow"
    assert after.headers["ETag"] != before.headers["ETag"]
    for name, text in pages(auditor, ticket["id"]).items():
        assert "fs01" not in text.lower(), (name, text)
    assert auditor.get("/tickets", params={"q": "FS01"}).json()["items"] == []
    analyst.delete(f"{path}/links/{response.json()['id']}")
    assert "FS01" not in auditor.get(path).text


@pytest.mark.parametrize("first", ["evidence", "alert"])
def test_evidence_hides_the_values_of_each_ticket_that_it_is_linked_to(ingest, analyst, auditor, first: str):
    evidence = {"name": f"{uuid4()} of FS01.img", "sha256": uuid4().hex * 2, "description": TEXT}
    evidence_id = analyst.post("/evidence", json=evidence).json()["id"]
    path = f"/evidence/{evidence_id}"
    assert "FS01" in auditor.get(path).text
    ticket_id = analyst.post("/tickets", json={"title": "Slow"}).json()["id"]
    targets = {"evidence": evidence_id, "alert": report(ingest, title="Slow", assets=ASSETS[:2])}
    for kind in sorted(targets, key=lambda kind: kind != first):
        link = {"target_type": kind, "target": {"id": targets[kind]}}
        assert analyst.post(f"/tickets/{ticket_id}/links", json=link).status_code == 201
    assert auditor.get(path).json()["description"].startswith("[host] and [host]_backup, [host], [user] or jdoe")
    assert "FS01" not in auditor.get(path).text.replace("XFS01", "")
    other_id = analyst.post(f"/alerts/{report(ingest, title='Slow', assets=ASSETS)}/ticket").json()["id"]
    link = {"target_type": "evidence", "target": {"id": evidence_id}}
    assert analyst.post(f"/tickets/{other_id}/links", json=link).status_code == 201
    assert auditor.get(path).json()["description"] == REDACTED
    assert_hidden(auditor, other_id)
    assert analyst.get(path).json()["description"] == TEXT


@pytest.mark.parametrize("is_linked_first", [True, False])
def test_delivery_record_hides_the_values_of_its_ticket(ingest, analyst, auditor, deliver, is_linked_first: bool):
    ticket_id = analyst.post("/tickets", json={"title": "Slow"}).json()["id"]
    link = {"target_type": "alert", "target": {"id": report(ingest, title="Slow", assets=ASSETS)}}
    if is_linked_first:
        analyst.post(f"/tickets/{ticket_id}/links", json=link)
    record = deliver(analyst, ticket_id, target="team of FS01", detail=TEXT)
    if not is_linked_first:
        analyst.post(f"/tickets/{ticket_id}/links", json=link)
    shown = auditor.get(f"/delivery-records/{record['id']}").json()
    assert (shown["target"], shown["detail"]) == ("team of [host]", REDACTED)
    assert_hidden(auditor, ticket_id)
    assert analyst.get(f"/delivery-records/{record['id']}").json()["detail"] == TEXT


def test_two_tickets_that_are_linked_at_once_redact_one_piece_of_evidence(ingest, analyst, auditor):
    evidence = {"name": uuid4().hex, "sha256": uuid4().hex * 2, "description": TEXT}
    link = {"target_type": "evidence", "target": {"id": analyst.post("/evidence", json=evidence).json()["id"]}}
    alerts = [report(ingest, title="Slow", assets=[asset]) for asset in ASSETS]
    tickets = [analyst.post(f"/alerts/{alert}/ticket").json()["id"] for alert in alerts]
    with ThreadPoolExecutor(len(tickets)) as pool:
        linked = list(pool.map(lambda ticket: analyst.post(f"/tickets/{ticket}/links", json=link), tickets))
    assert {response.status_code for response in linked} == {201}
    shown = auditor.get(f"/evidence/{link['target']['id']}").json()["description"]
    assert [value for value in HIDDEN if value in shown.lower().replace("xfs01", "")] == []
