"""Lists: filters, sorts, and paging that neither misses nor repeats an item."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.http.world import LISTS, OPERATIONS, path_parameters


@pytest.fixture
def tickets(analyst: httpx.Client, ingest: httpx.Client) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two tickets that differ in everything that can be filtered by."""
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
    members = {"priority": "p1", "assignee_id": me, "tags": ["red"]}
    of_alert = analyst.post(f"/alerts/{alert_id}/ticket", json=members).json()
    triaged = analyst.patch(f"/tickets/{of_alert['id']}", json={"status": "triaged"}, headers={"If-Match": '"1"'})
    return plain, triaged.json()


def ticket_ids(client: httpx.Client, **query: Any) -> list[str]:
    answer = client.get("/tickets", params=query)
    assert answer.status_code == 200, answer.text
    return [ticket["id"] for ticket in answer.json()["items"]]


def test_ticket_filters_include_and_exclude(analyst: httpx.Client, tickets):
    plain, triaged = tickets
    me = triaged["assignee_id"]
    for query in (
        {"status": "triaged"},
        {"priority": "p1"},
        {"severity": "critical"},
        {"assignee_id": me},
        {"tag": "red"},
        {"source_kind": "alert"},
        {"created_from": triaged["created_at"]},
        {"updated_from": triaged["updated_at"]},
        {"q": "scan 100%"},
        {"q": "RED"},
        {"q": "2"},
    ):
        assert ticket_ids(analyst, **query) == [triaged["id"]], query
    for query in (
        {"status": "new"},
        {"assignee_id": "none"},
        {"created_to": triaged["created_at"]},
        {"updated_to": triaged["updated_at"]},
    ):
        assert ticket_ids(analyst, **query) == [plain["id"]], query
    assert ticket_ids(analyst, status=["new", "triaged"], sort="number") == [plain["id"], triaged["id"]]
    assert ticket_ids(analyst, assignee_id=["none", me], sort="number") == [plain["id"], triaged["id"]]
    assert ticket_ids(analyst, reporter_id=str(uuid4())) == []
    assert len(ticket_ids(analyst, reporter_id=plain["reporter"]["id"])) == 2
    assert ticket_ids(analyst, q="100_") == []


@pytest.mark.parametrize("key", ["created_at", "updated_at", "number", "priority", "severity"])
def test_ticket_sorts_order_both_ways(analyst: httpx.Client, tickets, key: str):
    plain, triaged = tickets
    assert ticket_ids(analyst, sort=key) == [plain["id"], triaged["id"]]
    assert ticket_ids(analyst, sort=f"-{key}") == [triaged["id"], plain["id"]]


def test_alert_filters_include_and_exclude_and_sorts_order(analyst: httpx.Client, ingest: httpx.Client):
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
        {"q": '"TITLE 1"'},
    ):
        assert alerts(**query) == [ids[1]], query
    for query in ({"has_ticket": "false"}, {"detected_to": "2026-01-02T00:00:00Z"}, {"status": "new"}):
        assert alerts(**query) == [ids[0]], query
    for key in ("created_at", "detected_at", "severity"):
        assert alerts(sort=key) == ids
        assert alerts(sort=f"-{key}") == ids[::-1]


def test_audit_record_filters_include_and_exclude(analyst: httpx.Client, tickets):
    plain, triaged = tickets

    def count(**query: Any) -> int:
        return len(analyst.get("/audit-records", params=query).json()["items"])

    assert count() == 4
    assert count(operation_id="update_ticket") == 1
    assert count(operation_id=["update_ticket", "create_ticket"]) == 2
    assert count(target_id=triaged["id"]) == 2
    assert count(target_type="alert") == 1
    assert count(outcome="allowed") == 4
    assert count(outcome="denied") == 0
    assert count(actor_id=plain["reporter"]["id"]) == 3
    assert count(occurred_from=triaged["updated_at"]) == 1
    assert count(occurred_to=triaged["updated_at"]) == 3
    oldest_first = analyst.get("/audit-records", params={"sort": "occurred_at"}).json()["items"]
    assert oldest_first == analyst.get("/audit-records").json()["items"][::-1]


def test_principal_comment_and_link_filters_include_and_exclude(analyst: httpx.Client, tickets):
    plain, triaged = tickets
    names = [p["display_name"] for p in analyst.get("/principals").json()["items"]]
    assert names == sorted(names, key=str.lower)
    assert [p["display_name"] for p in analyst.get("/principals?assignable=true").json()["items"]] == ["analyst"]
    assert [p["display_name"] for p in analyst.get("/principals?q=INGE").json()["items"]] == ["ingest"]
    path = f"/tickets/{plain['id']}"
    for visibility in ("internal", "auditor_visible"):
        analyst.post(f"{path}/comments", json={"body": visibility, "visibility": visibility})
    internal = analyst.get(f"{path}/comments?visibility=internal").json()["items"]
    assert [comment["body"] for comment in internal] == ["internal"]
    newest_first = analyst.get(f"{path}/comments?sort=-created_at").json()["items"]
    assert [comment["body"] for comment in newest_first] == ["auditor_visible", "internal"]
    analyst.post(f"{path}/links", json={"target_type": "ticket", "target": {"id": triaged["id"]}})
    assert len(analyst.get(f"{path}/links?direction=outbound&target_type=ticket").json()["items"]) == 1
    assert analyst.get(f"{path}/links?direction=inbound").json()["items"] == []
    assert analyst.get(f"{path}/links?target_type=alert").json()["items"] == []


@pytest.mark.parametrize("sort", ["-created_at", "priority", "-severity", "number"])
def test_paging_neither_misses_nor_repeats_while_tickets_are_created(analyst: httpx.Client, sort: str):
    before = {
        analyst.post("/tickets", json={"title": str(n), "priority": f"p{n % 4 + 1}"}).json()["id"] for n in range(12)
    }
    paged: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = analyst.get("/tickets", params={"limit": 1, "sort": sort, **cursor}).json()
        paged += [ticket["id"] for ticket in page["items"]]
        if page["next_cursor"] is None:
            break
        if len(paged) < 8:
            analyst.post("/tickets", json={"title": "late", "priority": "p2"})
        cursor = {"cursor": page["next_cursor"]}
    assert len(paged) == len(set(paged))
    assert before <= set(paged)


def test_cursor_is_rejected_with_other_filters_or_sort(analyst: httpx.Client):
    for number in range(3):
        analyst.post("/tickets", json={"title": str(number)})
    cursor = analyst.get("/tickets", params={"limit": 1, "status": "new"}).json()["next_cursor"]
    for other in ({"limit": 1}, {"limit": 1, "status": "triaged"}, {"limit": 1, "status": "new", "sort": "number"}):
        answer = analyst.get("/tickets", params={**other, "cursor": cursor})
        assert answer.json()["code"] == "invalid-cursor"
    assert analyst.get("/tickets", params={"limit": 2, "status": "new", "cursor": cursor}).status_code == 200


@pytest.mark.parametrize("operation_id", LISTS)
def test_invalid_cursor_is_rejected_before_any_record_is_looked_up(analyst: httpx.Client, operation_id: str):
    unknown = {name: str(uuid4()) for name in path_parameters(operation_id)}
    answer = analyst.get(OPERATIONS[operation_id][1].format(**unknown), params={"cursor": "AAAA"})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid-cursor")
