"""Lifecycle events are published once, valid, and in order per ticket."""

from collections import defaultdict
from typing import Any
from uuid import uuid4

import httpx


def names_by_ticket(events: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Return the event names of each ticket, after checking that its sequence counts from 1, and its times move on."""
    by_ticket = defaultdict(list)
    for event in events:
        by_ticket[event["subject"]].append(event)
    for of_ticket in by_ticket.values():
        assert [int(event["sequence"]) for event in of_ticket] == list(range(1, len(of_ticket) + 1))
        times = list({event["auditid"]: event["time"] for event in of_ticket}.values())
        assert times == sorted(set(times))
    return {ticket: [event["type"].split(".")[2] for event in of_ticket] for ticket, of_ticket in by_ticket.items()}


def test_every_mutation_of_a_ticket_emits_its_events(analyst: httpx.Client, stream, tenant_id, eventually):
    ticket = analyst.post("/tickets", json={"title": "x"}).json()
    other = analyst.post("/tickets", json={"title": "y"}).json()
    path = f"/tickets/{ticket['id']}"
    me = analyst.get("/me").json()["principal"]["id"]
    analyst.patch(
        path,
        json={"title": "z", "assignee_id": me, "status": "resolved", "resolution": {"reason": "duplicate"}},
        headers={"If-Match": '"1"'},
    )
    analyst.post(f"{path}/comments", json={"body": "between us"})
    analyst.post(f"{path}/comments", json={"body": "for all", "visibility": "auditor_visible"})
    analyst.post(f"{path}/links", json={"target_type": "ticket", "target": {"id": other["id"]}})
    expected = ["created", "updated", "assigned", "status_changed", "comment_added", "comment_added", "linked"]
    eventually(lambda: len(stream(tenant_id)) == len(expected) + 1)
    events = stream(tenant_id)
    assert names_by_ticket(events)[ticket["id"]] == expected
    of_ticket = [event for event in events if event["subject"] == ticket["id"]]
    assert [event["ticketversion"] for event in of_ticket] == [1, 2, 2, 2, 2, 2, 2]
    assert of_ticket[0]["data"]["ticket"] == ticket
    assert of_ticket[1]["data"]["changes"] == [{"field": "title", "before": "x", "after": "z"}]
    assert (of_ticket[2]["data"]["from"], of_ticket[2]["data"]["to"]) == (None, me)
    assert of_ticket[3]["data"]["resolution"] == {"reason": "duplicate", "note": None}
    assert "body" not in of_ticket[4]["data"]
    assert of_ticket[5]["data"]["body"] == "for all"
    assert "between us" not in str(events)
    audited = {record["id"] for record in analyst.get("/audit-records").json()["items"]}
    assert {event["auditid"] for event in of_ticket} <= audited


def test_trace_of_the_caller_continues_in_the_event(analyst: httpx.Client, stream, tenant_id, eventually):
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    analyst.post("/tickets", json={"title": "x"}, headers={"traceparent": f"00-{trace}-00f067aa0ba902b7-01"})
    eventually(lambda: len(stream(tenant_id)) == 1)
    assert stream(tenant_id)[0]["traceparent"].split("-")[1] == trace


def test_denied_and_ineffective_mutations_emit_no_event(analyst: httpx.Client, stream, tenant_id, eventually):
    ticket = analyst.post("/tickets", json={"title": "x"}).json()
    path = f"/tickets/{ticket['id']}"
    analyst.patch(path, json={"title": "x"}, headers={"If-Match": '"1"'})
    analyst.patch(path, json={"status": "closed"}, headers={"If-Match": '"1"'})
    analyst.post(f"{path}/links", json={"target_type": "asset", "target": {"id": str(uuid4())}})
    analyst.post(f"{path}/comments", json={"body": "last"})
    eventually(lambda: len(stream(tenant_id)) == 2)
    assert names_by_ticket(stream(tenant_id)) == {ticket["id"]: ["created", "comment_added"]}


def report(client: httpx.Client, title: str, address: str, rule: str | None) -> str:
    body = {
        "source": "sensor",
        "source_alert_id": uuid4().hex,
        "title": title,
        "severity": "low",
        "rule_id": rule,
        "detected_at": "2026-01-01T00:00:00Z",
        "assets": [{"type": "ip_address", "value": address}],
    }
    return client.post("/alerts", json=body).json()["id"]


def test_new_ticket_is_linked_to_tickets_with_its_rule_or_address(
    ingest: httpx.Client, analyst: httpx.Client, stream, tenant_id, eventually
):
    def ticket(title: str, address: str, rule: str | None) -> str:
        alert_id = report(ingest, title, address, rule)
        return analyst.post(f"/alerts/{alert_id}/ticket").json()["id"]

    by_rule, by_address, unrelated = (
        ticket("a", "192.0.2.1", "r1"),
        ticket("b", "192.0.2.2", "r2"),
        ticket("c", "192.0.2.3", "r3"),
    )
    resolved = ticket("d", "192.0.2.4", "r1")
    resolution = {"status": "resolved", "resolution": {"reason": "other"}}
    eventually(lambda: len(analyst.get(f"/tickets/{resolved}/links").json()["items"]) == 1)
    analyst.patch(f"/tickets/{resolved}", json=resolution, headers={"If-Match": '"1"'})
    new = ticket("e", "192.0.2.2", "r1")
    eventually(lambda: len(analyst.get(f"/tickets/{new}/links").json()["items"]) == 2)
    links = analyst.get(f"/tickets/{new}/links").json()["items"]
    assert [link["target"]["id"] for link in links] == [by_rule, by_address]
    assert {(link["relation"], link["direction"]) for link in links} == {("related", "outbound")}
    assert {link["created_by"]["kind"] for link in links} == {"system"}
    assert analyst.get(f"/tickets/{unrelated}/links").json()["items"] == []
    inbound = analyst.get(f"/tickets/{by_address}/links").json()["items"]
    assert [(link["direction"], link["ticket_id"]) for link in inbound] == [("inbound", new)]
    eventually(lambda: len(stream(tenant_id)) == 5 + 1 + 1 + 2)
    assert names_by_ticket(stream(tenant_id))[new] == ["created", "linked", "linked"]
    records = analyst.get("/audit-records", params={"operation_id": "correlate_ticket"}).json()["items"]
    assert len(records) == 3
    assert {record["actor"]["kind"] for record in records} == {"system"}


def test_correlation_creates_at_most_ten_links(ingest: httpx.Client, analyst: httpx.Client, eventually):
    tickets = []
    for number in range(13):
        alert_id = report(ingest, f"n{number}", "192.0.2.9", None)
        tickets.append(analyst.post(f"/alerts/{alert_id}/ticket").json()["id"])
    path = f"/tickets/{tickets[-1]}/links"
    eventually(lambda: len(analyst.get(path, params={"direction": "outbound"}).json()["items"]) == 10)
    targets = [link["target"]["id"] for link in analyst.get(path).json()["items"]]
    assert targets == tickets[2:12][::-1]
