"""No operation shows anything of another tenant, and another tenant's ids read as ids that never existed."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.http.world import BUNDLE, LISTS, OPERATIONS, World, alert_body, path_parameters

TENANT_LISTS = [OPERATIONS[name][1] for name in LISTS if not path_parameters(name)]
ON_OBJECTS = [operation_id for operation_id in OPERATIONS if path_parameters(operation_id)]
LINK_TARGETS = set(BUNDLE["components"]["schemas"]["LinkTargetType"]["enum"]) - {"external_reference"}


@pytest.fixture
def stranger(product) -> Iterator[httpx.Client]:
    """An administrator of another, empty tenant."""
    with product.client("admin", f"other-{uuid4().hex[:12]}") as client:
        yield client


def comparable(answer: httpx.Response) -> tuple[Any, ...]:
    """Return everything of an answer that must not depend on whether the object exists."""
    body = answer.json()
    for name in ("request_id", "audit_id"):
        body.pop(name, None)
    headers = {name: value for name, value in answer.headers.items() if name not in {"date", "x-request-id"}}
    return answer.status_code, body, headers


@pytest.mark.parametrize("operation_id", ON_OBJECTS)
def test_another_tenants_id_reads_as_unknown(world: World, stranger: httpx.Client, operation_id: str):
    method = OPERATIONS[operation_id][0]
    headers = {"If-Match": '"1"'} if method == "patch" else {}
    unknown = {name: str(uuid4()) for name in path_parameters(operation_id)}
    foreign = world.send(operation_id, stranger, path=world.path(operation_id), headers=headers)
    missing = world.send(operation_id, stranger, path=world.path(operation_id, **unknown), headers=headers)
    assert comparable(foreign) == comparable(missing)
    assert foreign.status_code == 404
    query = {"outcome": "denied", "operation_id": operation_id}
    denied = stranger.get("/audit-records", params=query).json()["items"]
    assert len(denied) == (0 if method == "get" else 2)
    assert all(record["reason"] == "not-found" for record in denied)


@pytest.mark.parametrize("path", TENANT_LISTS)
def test_list_has_nothing_of_another_tenant(world: World, stranger: httpx.Client, path: str):
    stranger.get("/me")
    items = stranger.get(path).json()["items"]
    assert len(items) == (1 if path == "/principals" else 0)
    assert world.client("analyst").get(path).json()["items"]


def test_link_to_another_tenants_object_reads_as_unknown(world: World, stranger: httpx.Client):
    ticket_id = stranger.post("/tickets", json={"title": "theirs"}).json()["id"]
    for kind in sorted(LINK_TARGETS):
        foreign, missing = (
            stranger.post(f"/tickets/{ticket_id}/links", json={"target_type": kind, "target": {"id": target}})
            for target in (world.ids[kind][0], str(uuid4()))
        )
        assert comparable(foreign) == comparable(missing)
        assert foreign.json()["code"] == "unknown-target"


def test_same_source_alert_id_is_a_new_alert_in_each_tenant(world: World, stranger: httpx.Client):
    existing = world.client("analyst").get(f"/alerts/{world.ids['alert'][0]}").json()
    body = alert_body(source=existing["source"], source_alert_id=existing["source_alert_id"])
    answer = stranger.post("/alerts", json=body)
    assert (answer.status_code, answer.json()["created"]) == (201, True)
    assert answer.json()["id"] != existing["id"]


def test_another_tenants_cursor_is_rejected(world: World, stranger: httpx.Client):
    analyst = world.client("analyst")
    cursor = analyst.get("/tickets", params={"limit": 1}).json()["next_cursor"]
    assert analyst.get("/tickets", params={"limit": 1, "cursor": cursor}).status_code == 200
    answer = stranger.get("/tickets", params={"limit": 1, "cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid-cursor")
