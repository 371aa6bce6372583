"""Links to every kind of target: creating, reading from both ends, and deleting."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.http.world import World

KINDS = ("alert", "asset", "evidence", "delivery_record", "audit_record", "ticket", "external_reference")


@pytest.fixture
def ticket(world: World) -> str:
    return str(world.create("/tickets", {"title": "x"})["id"])


def body(world: World, kind: str, relation: str = "related") -> dict[str, Any]:
    if kind == "external_reference":
        target = {"url": "https://tracker.example.com/SEC-17", "label": "SEC-17"}
    else:
        target = {"id": world.ids[kind][0]}
    return {"target_type": kind, "relation": relation, "target": target}


@pytest.mark.parametrize("kind", KINDS)
def test_link_to_every_kind_is_created_and_deleted(world: World, ticket: str, kind: str):
    analyst, path = world.client("analyst"), f"/tickets/{ticket}/links"
    created = analyst.post(path, json=body(world, kind))
    assert created.status_code == 201, created.text
    link = created.json()
    assert (link["target_type"], link["direction"], link["target"]) == (kind, "outbound", body(world, kind)["target"])
    assert analyst.get(created.headers["Location"].removeprefix("/api/v1")).json() == link
    assert analyst.post(path, json=body(world, kind)).status_code == 200
    assert analyst.post(path, json=body(world, kind, "caused_by")).status_code == 201
    assert len(analyst.get(path).json()["items"]) == 2
    for _ in range(2):
        assert analyst.delete(f"{path}/{link['id']}").status_code == 204
    assert analyst.get(f"{path}/{link['id']}").status_code == 404
    assert [item["relation"] for item in analyst.get(path).json()["items"]] == ["caused_by"]
    records = analyst.get("/audit-records", params={"target_id": link["id"]}).json()["items"]
    assert [record["operation_id"] for record in records] == ["delete_link", "create_link"]
    assert {change["field"]: change["after"] for change in records[0]["changes"]}["target"] is None
    again = analyst.post(path, json=body(world, kind))
    assert again.status_code == 201
    assert again.json()["id"] != link["id"]
    kinds = [entry["kind"] for entry in analyst.get(f"/tickets/{ticket}/timeline").json()["items"]]
    assert kinds == ["created", "linked", "linked", "unlinked", "linked"]


def test_link_between_tickets_is_read_and_deleted_from_either_end(world: World, ticket: str):
    analyst, target = world.client("analyst"), world.create("/tickets", {"title": "y"})["id"]
    link = world.create(f"/tickets/{ticket}/links", {"target_type": "ticket", "target": {"id": target}})
    inbound = analyst.get(f"/tickets/{target}/links/{link['id']}").json()
    assert (inbound["direction"], inbound["ticket_id"], inbound["target"]["id"]) == ("inbound", ticket, target)
    assert analyst.delete(f"/tickets/{target}/links/{link['id']}").status_code == 204
    assert analyst.get(f"/tickets/{ticket}/links").json()["items"] == []
    timeline = analyst.get(f"/tickets/{ticket}/timeline").json()["items"]
    assert [entry["kind"] for entry in timeline] == ["created", "linked", "unlinked"]
    assert timeline[-1]["link"]["direction"] == "outbound"


def test_link_of_another_ticket_is_not_found(world: World, ticket: str):
    other = world.create("/tickets", {"title": "y"})["id"]
    link = world.fresh_link(other)
    for answer in (
        world.client("analyst").get(f"/tickets/{ticket}/links/{link}"),
        world.client("analyst").delete(f"/tickets/{ticket}/links/{link}"),
    ):
        assert answer.status_code == 404


def test_closed_ticket_rejects_new_links_and_deletions_but_accepts_a_repeat(world: World):
    ticket, link = world.closed_ticket()
    analyst, path = world.client("analyst"), f"/tickets/{ticket}/links"
    target = analyst.get(f"{path}/{link}").json()["target"]
    same = {"target_type": "external_reference", "target": {"url": target["url"]}}
    assert analyst.post(path, json=same).status_code == 200
    assert analyst.post(path, json=body(world, "asset")).json()["code"] == "ticket-closed"
    assert analyst.delete(f"{path}/{link}").json()["code"] == "ticket-closed"


def test_concurrent_links_and_unlinks_have_one_effect_each(world: World, ticket: str):
    analyst, path = world.client("analyst"), f"/tickets/{ticket}/links"
    with ThreadPoolExecutor(20) as pool:
        posts = list(pool.map(lambda _: analyst.post(path, json=body(world, "asset")), range(20)))
        assert sorted(answer.status_code for answer in posts) == [200] * 19 + [201]
        link = posts[0].json()["id"]
        deletions: list[httpx.Response] = list(pool.map(lambda _: analyst.delete(f"{path}/{link}"), range(20)))
    assert {answer.status_code for answer in deletions} == {204}
    records = analyst.get("/audit-records", params={"target_id": link}).json()["items"]
    assert [record["operation_id"] for record in records] == ["delete_link", "create_link"]
