"""Links between two tickets: what cannot be linked twice or both ways, new labels, and removal from either ticket."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import permutations
from typing import Any

import asyncpg
import httpx
import pytest

ROUNDS = 40
Json = dict[str, Any]


@pytest.fixture
def create(analyst: httpx.Client) -> Callable[[], str]:
    """Return a function that creates a ticket and returns its id."""
    return lambda: str(analyst.post("/tickets", json={"title": "x"}).json()["id"])


def link(client: httpx.Client, ticket: str, relation: str, target: str) -> httpx.Response:
    body = {"target_type": "ticket", "relation": relation, "target": {"id": target}}
    return client.post(f"/tickets/{ticket}/links", json=body)


def link_ids(client: httpx.Client, ticket: str) -> list[str]:
    return [item["id"] for item in client.get(f"/tickets/{ticket}/links").json()["items"]]


def timeline(client: httpx.Client, ticket: str) -> list[Json]:
    entries: list[Json] = client.get(f"/tickets/{ticket}/timeline").json()["items"]
    return entries


def close(client: httpx.Client, ticket: str) -> None:
    path, resolved = f"/tickets/{ticket}", {"status": "resolved", "resolution": {"reason": "other"}}
    for version, body in enumerate((resolved, {"status": "closed"}), start=1):
        assert client.patch(path, json=body, headers={"If-Match": f'"{version}"'}).status_code == 200


def test_related_exists_once_for_two_tickets(analyst: httpx.Client, create):
    first, second = create(), create()
    created = link(analyst, first, "related", second).json()
    opposite = link(analyst, second, "related", first)
    assert (opposite.status_code, opposite.json()) == (200, {**created, "direction": "inbound"})
    assert link_ids(analyst, first) == link_ids(analyst, second) == [created["id"]]
    assert [entry["kind"] for entry in timeline(analyst, second)] == ["created"]
    close(analyst, second)
    assert link(analyst, second, "related", first).status_code == 200
    assert analyst.delete(f"/tickets/{first}/links/{created['id']}").status_code == 204
    assert link(analyst, second, "related", first).json()["code"] == "ticket-closed"


@pytest.mark.parametrize("relation", ["blocks", "duplicates"])
def test_opposite_link_is_409_and_names_the_existing_one(analyst: httpx.Client, create, relation: str):
    first, second = create(), create()
    existing = link(analyst, first, relation, second).json()["id"]
    problem = link(analyst, second, relation, first)
    assert (problem.status_code, problem.json()["code"], problem.json()["link_id"]) == (409, "link-conflict", existing)
    assert problem.json()["detail"].startswith(f"The target already {relation} this ticket.")
    assert link(analyst, first, relation, second).status_code == 200
    assert analyst.delete(f"/tickets/{second}/links/{existing}").status_code == 204
    assert link(analyst, second, relation, first).status_code == 201
    assert link(analyst, first, relation, second).json()["code"] == "link-conflict"


def test_other_relations_can_point_both_ways(analyst: httpx.Client, create):
    first, second = create(), create()
    for relation in ("blocks", "related", "caused_by"):
        assert link(analyst, first, relation, second).status_code == 201
    assert link(analyst, second, "caused_by", first).status_code == 201
    assert link(analyst, second, "duplicates", first).status_code == 201
    assert len(link_ids(analyst, first)) == 5


@pytest.mark.parametrize(("relation", "loser"), [("related", 200), ("blocks", 409), ("duplicates", 409)])
def test_concurrent_opposite_links_create_one(analyst: httpx.Client, create, relation: str, loser: int):
    with ThreadPoolExecutor(2) as pool:
        for _ in range(ROUNDS):
            first, second = create(), create()
            pairs = ((first, second), (second, first))
            answers = list(pool.map(lambda pair: link(analyst, pair[0], relation, pair[1]), pairs))
            assert sorted(answer.status_code for answer in answers) == sorted((201, loser))
            assert len(link_ids(analyst, first)) == 1


async def set_relation(product: Any, link_id: str, relation: str) -> None:
    connection = await asyncpg.connect(product.database.superuser)
    try:
        await connection.execute("UPDATE ticket_links SET relation = $2 WHERE id = $1", link_id, relation)
    finally:
        await connection.close()


@pytest.mark.parametrize("relation", ["related", "blocks"])
def test_opposite_links_from_before_can_be_read_and_removed(product, analyst: httpx.Client, create, relation: str):
    first, second = create(), create()
    ids = {
        ticket: link(analyst, ticket, "caused_by", other).json()["id"]
        for ticket, other in ((first, second), (second, first))
    }
    for link_id in ids.values():
        asyncio.run(set_relation(product, link_id, relation))
    assert link_ids(analyst, first) == list(ids.values())
    for ticket, other in ((first, second), (second, first)):
        repeated = link(analyst, ticket, relation, other)
        assert (repeated.status_code, repeated.json()["id"]) == (200, ids[ticket])
    for link_id in ids.values():
        assert analyst.delete(f"/tickets/{first}/links/{link_id}").status_code == 204
    assert link(analyst, first, relation, second).status_code == 201


@pytest.mark.parametrize("end", [0, 1])
def test_removal_from_either_ticket_is_recorded_on_both(
    analyst: httpx.Client, create, stream, tenant_id, eventually, end: int
):
    tickets = (create(), create())
    created = link(analyst, tickets[0], "blocks", tickets[1]).json()
    removed = analyst.delete(f"/tickets/{tickets[end]}/links/{created['id']}")
    assert removed.status_code == 204
    entries = [timeline(analyst, ticket)[-1] for ticket in tickets]
    for entry, direction in zip(entries, ("outbound", "inbound"), strict=True):
        assert (entry["kind"], entry["link"]) == ("unlinked", {**created, "direction": direction})
    assert entries[0]["occurred_at"] == entries[1]["occurred_at"]
    query = {"request_id": removed.headers["X-Request-Id"]}
    (record,) = analyst.get("/audit-records", params=query).json()["items"]
    assert {entry["audit_id"] for entry in entries} == {record["id"]}
    eventually(lambda: len(stream(tenant_id)) == 5)
    unlinked = {event["subject"]: event for event in stream(tenant_id) if event["type"].endswith("unlinked.v1")}
    assert set(unlinked) == set(tickets)
    for ticket, entry in zip(tickets, entries, strict=True):
        data = unlinked[ticket]["data"]
        assert (data["ticket_id"], data["link"], unlinked[ticket]["time"]) == (
            ticket,
            entry["link"],
            record["occurred_at"],
        )
    assert analyst.delete(f"/tickets/{tickets[1 - end]}/links/{created['id']}").status_code == 204
    assert [len(timeline(analyst, ticket)) for ticket in tickets] == [3, 2]


def test_closed_ticket_refuses_a_removal_that_the_other_ticket_accepts(analyst: httpx.Client, create):
    for closed in (0, 1):
        tickets = (create(), create())
        link_id = link(analyst, tickets[0], "related", tickets[1]).json()["id"]
        close(analyst, tickets[closed])
        refused = analyst.delete(f"/tickets/{tickets[closed]}/links/{link_id}")
        assert (refused.status_code, refused.json()["code"]) == (409, "ticket-closed")
        assert analyst.delete(f"/tickets/{tickets[1 - closed]}/links/{link_id}").status_code == 204
        assert [timeline(analyst, ticket)[-1]["kind"] for ticket in tickets] == ["unlinked", "unlinked"]


def test_concurrent_removals_from_both_tickets_have_one_effect(analyst: httpx.Client, create):
    with ThreadPoolExecutor(2) as pool:
        for _ in range(ROUNDS):
            tickets = (create(), create())
            link_id = link(analyst, tickets[0], "related", tickets[1]).json()["id"]
            answers = list(
                pool.map(lambda ticket, link_id=link_id: analyst.delete(f"/tickets/{ticket}/links/{link_id}"), tickets)
            )
            assert [answer.status_code for answer in answers] == [204, 204]
            assert [len(timeline(analyst, ticket)) for ticket in tickets] == [3, 2]


def external(client: httpx.Client, ticket: str, **target: Any) -> httpx.Response:
    body = {"target_type": "external_reference", "target": {"url": "https://tracker.example.com/1", **target}}
    return client.post(f"/tickets/{ticket}/links", json=body)


def test_repeated_link_takes_a_new_label(
    product, tenant: str, analyst: httpx.Client, create, stream, tenant_id, eventually
):
    ticket = create()
    created = external(analyst, ticket, label="One").json()
    for target in ({}, {"label": None}, {"label": "One"}):
        repeated = external(analyst, ticket, **target)
        assert (repeated.status_code, repeated.json()) == (200, created)
    changed = external(analyst, ticket, label="Host web01.corp.example")
    expected = {**created, "target": {**created["target"], "label": "Host web01.corp.example"}}
    assert (changed.status_code, changed.json()) == (200, expected)
    assert analyst.get(f"/tickets/{ticket}/links/{created['id']}").json() == expected
    records = analyst.get("/audit-records", params={"target_id": created["id"]}).json()["items"]
    assert [record["operation_id"] for record in records] == ["create_link", "create_link"]
    assert records[0]["changes"] == [{"field": "target", "before": created["target"], "after": expected["target"]}]
    entries = timeline(analyst, ticket)
    assert [entry["kind"] for entry in entries] == ["created", "linked", "linked"]
    assert (entries[1]["link"], entries[2]["link"]) == (created, expected)
    eventually(lambda: len(stream(tenant_id)) == 3)
    assert stream(tenant_id)[-1]["data"]["link"] == expected
    with product.client("auditor", tenant) as auditor:
        path = f"/tickets/{ticket}"
        texts = [auditor.get(part).text for part in (f"{path}/links", f"{path}/timeline", "/audit-records")]
        assert all("web01" not in text for text in texts)
    close(analyst, ticket)
    assert external(analyst, ticket).status_code == 200
    assert external(analyst, ticket, label="Three").json()["code"] == "ticket-closed"


def test_concurrent_changes_of_a_few_tickets_never_deadlock(analyst: httpx.Client, create):
    tickets = [create() for _ in range(4)]
    pairs = list(permutations(tickets, 2)) * 15

    def link_and_unlink(number: int) -> set[int]:
        source, target = pairs[number]
        relation = ("related", "blocks", "duplicates")[number % 3]
        statuses = {link(analyst, source, relation, target).status_code}
        for link_id in link_ids(analyst, target)[:1]:
            statuses.add(analyst.delete(f"/tickets/{(source, target)[number % 2]}/links/{link_id}").status_code)
        return statuses

    with ThreadPoolExecutor(8) as pool:
        statuses = set().union(*pool.map(link_and_unlink, range(len(pairs))))
    assert statuses <= {200, 201, 204, 404, 409}
