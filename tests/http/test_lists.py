"""Lists: every filter makes a difference, every sort orders, and paging misses and doubles nothing."""

import json
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

BUNDLE = json.loads((Path(__file__).parents[2] / "generated" / "openapi.json").read_text())
CURSOR = {"$ref": "#/components/parameters/CursorParameter"}
LISTS = [path for path, item in BUNDLE["paths"].items() if CURSOR in item.get("get", {}).get("parameters", ())]


@pytest.fixture
def two(analyst: httpx.Client, ingest: httpx.Client) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two tickets that differ in everything that can be filtered."""
    me = analyst.get("/me").json()["principal"]["id"]
    plain = analyst.post("/tickets", json={"title": "Plain", "tags": ["blue"]}).json()
    body = {
        "source": "sensor",
        "source_alert_id": "1",
        "title": "Scan 100%",
        "severity": "critical",
        "detected_at": "2026-01-01T00:00:00Z",
    }
    alert_id = ingest.post("/alerts", json=body).json()["id"]
    given = {"priority": "p1", "assignee_id": me, "tags": ["red"]}
    of_alert = analyst.post(f"/alerts/{alert_id}/ticket", json=given).json()
    moved = analyst.patch(f"/tickets/{of_alert['id']}", json={"status": "triaged"}, headers={"If-Match": '"1"'})
    return plain, moved.json()


def found(client: httpx.Client, **query: Any) -> list[str]:
    answer = client.get("/tickets", params=query)
    assert answer.status_code == 200, answer.text
    return [ticket["id"] for ticket in answer.json()["items"]]


def test_every_filter_of_tickets_includes_and_excludes(analyst: httpx.Client, two):
    plain, moved = two
    me = moved["assignee_id"]
    for query in (
        {"status": "triaged"},
        {"priority": "p1"},
        {"severity": "critical"},
        {"assignee_id": me},
        {"tag": "red"},
        {"source_kind": "alert"},
        {"created_from": moved["created_at"]},
        {"updated_from": moved["updated_at"]},
        {"q": "scan 100%"},
        {"q": "RED"},
        {"q": "2"},
    ):
        assert found(analyst, **query) == [moved["id"]], query
    for query in (
        {"status": "new"},
        {"assignee_id": "none"},
        {"created_to": moved["created_at"]},
        {"updated_to": moved["updated_at"]},
    ):
        assert found(analyst, **query) == [plain["id"]], query
    assert found(analyst, status=["new", "triaged"], sort="number") == [plain["id"], moved["id"]]
    assert found(analyst, assignee_id=["none", me], sort="number") == [plain["id"], moved["id"]]
    assert found(analyst, reporter_id=str(uuid4())) == []
    assert len(found(analyst, reporter_id=plain["reporter"]["id"])) == 2
    assert found(analyst, q="100_") == []


@pytest.mark.parametrize("key", ["created_at", "updated_at", "number", "priority", "severity"])
def test_every_sort_of_tickets_orders_both_ways(analyst: httpx.Client, two, key: str):
    plain, moved = two
    assert found(analyst, sort=key) == [plain["id"], moved["id"]]
    assert found(analyst, sort=f"-{key}") == [moved["id"], plain["id"]]


def test_every_filter_of_alerts_includes_and_excludes(analyst: httpx.Client, ingest: httpx.Client):
    ids = []
    for number, (source, severity, value) in enumerate((("a", "low", "h1"), ("b", "high", "h2"))):
        body = {
            "source": source,
            "source_alert_id": str(number),
            "title": f"title {number}",
            "severity": severity,
            "detected_at": f"2026-01-0{number + 1}T00:00:00Z",
            "assets": [{"type": "hostname", "value": value}],
        }
        ids.append(ingest.post("/alerts", json=body).json()["id"])
    analyst.patch(
        f"/alerts/{ids[1]}", json={"status": "resolved", "verdict": "true_positive"}, headers={"If-Match": '"1"'}
    )
    analyst.post(f"/alerts/{ids[1]}/ticket")

    def alerts(**query: Any) -> list[str]:
        return [alert["id"] for alert in analyst.get("/alerts", params=query).json()["items"]]

    for query in (
        {"status": "resolved"},
        {"severity": "high"},
        {"source": "b"},
        {"verdict": "true_positive"},
        {"has_ticket": "true"},
        {"detected_from": "2026-01-02T00:00:00Z"},
        {"asset": "h2"},
        {"q": "TITLE 1"},
    ):
        assert alerts(**query) == [ids[1]], query
    for query in ({"has_ticket": "false"}, {"detected_to": "2026-01-02T00:00:00Z"}, {"status": "new"}):
        assert alerts(**query) == [ids[0]], query
    for key in ("created_at", "detected_at", "severity"):
        assert alerts(sort=key) == ids
        assert alerts(sort=f"-{key}") == ids[::-1]


def test_every_filter_of_audit_records_includes_and_excludes(analyst: httpx.Client, two):
    plain, moved = two

    def count(**query: Any) -> int:
        return len(analyst.get("/audit-records", params=query).json()["items"])

    assert count() == 4
    assert count(operation_id="update_ticket") == 1
    assert count(operation_id=["update_ticket", "create_ticket"]) == 2
    assert count(target_id=moved["id"]) == 2
    assert count(target_type="alert") == 1
    assert count(outcome="allowed") == 4
    assert count(outcome="denied") == 0
    assert count(actor_id=plain["reporter"]["id"]) == 3
    assert count(occurred_from=moved["updated_at"]) == 1
    assert count(occurred_to=moved["updated_at"]) == 3
    rising = analyst.get("/audit-records", params={"sort": "occurred_at"}).json()["items"]
    assert rising == analyst.get("/audit-records").json()["items"][::-1]


def test_principals_comments_and_links_filter_too(analyst: httpx.Client, two):
    plain, moved = two
    names = [p["display_name"] for p in analyst.get("/principals").json()["items"]]
    assert names == sorted(names)
    assert [p["display_name"] for p in analyst.get("/principals?assignable=true").json()["items"]] == ["analyst"]
    assert [p["display_name"] for p in analyst.get("/principals?q=INGE").json()["items"]] == ["ingest"]
    path = f"/tickets/{plain['id']}"
    for visibility in ("internal", "auditor_visible"):
        analyst.post(f"{path}/comments", json={"body": visibility, "visibility": visibility})
    shown = analyst.get(f"{path}/comments?visibility=internal").json()["items"]
    assert [comment["body"] for comment in shown] == ["internal"]
    falling = analyst.get(f"{path}/comments?sort=-created_at").json()["items"]
    assert [comment["body"] for comment in falling] == ["auditor_visible", "internal"]
    analyst.post(f"{path}/links", json={"target_type": "ticket", "target": {"id": moved["id"]}})
    assert len(analyst.get(f"{path}/links?direction=outbound&target_type=ticket").json()["items"]) == 1
    assert analyst.get(f"{path}/links?direction=inbound").json()["items"] == []
    assert analyst.get(f"{path}/links?target_type=alert").json()["items"] == []


@pytest.mark.parametrize("sort", ["-created_at", "priority", "-severity", "number"])
def test_paging_misses_and_doubles_nothing_while_others_come_in(analyst: httpx.Client, sort: str):
    before = {
        analyst.post("/tickets", json={"title": str(n), "priority": f"p{n % 4 + 1}"}).json()["id"] for n in range(12)
    }
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = analyst.get("/tickets", params={"limit": 1, "sort": sort, **cursor}).json()
        seen += [ticket["id"] for ticket in page["items"]]
        if page["next_cursor"] is None:
            break
        if len(seen) < 8:
            analyst.post("/tickets", json={"title": "late", "priority": "p2"})
        cursor = {"cursor": page["next_cursor"]}
    assert len(seen) == len(set(seen))
    assert before <= set(seen)


def test_a_cursor_belongs_to_its_filters_and_sort(analyst: httpx.Client):
    for number in range(3):
        analyst.post("/tickets", json={"title": str(number)})
    cursor = analyst.get("/tickets", params={"limit": 1, "status": "new"}).json()["next_cursor"]
    for other in ({"limit": 1}, {"limit": 1, "status": "triaged"}, {"limit": 1, "status": "new", "sort": "number"}):
        answer = analyst.get("/tickets", params={**other, "cursor": cursor})
        assert answer.json()["code"] == "invalid-cursor"
    assert analyst.get("/tickets", params={"limit": 2, "status": "new", "cursor": cursor}).status_code == 200


@pytest.mark.parametrize("path", LISTS)
def test_invalid_cursor_is_rejected_before_any_record_is_looked_up(analyst: httpx.Client, path: str):
    answer = analyst.get(re.sub(r"{\w+}", str(uuid4()), path), params={"cursor": "AAAA"})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid-cursor")
