"""Nothing of one tenant shows to another, in any operation; its ids read as those that never were."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

BUNDLE = json.loads((Path(__file__).parent.parent.parent / "generated" / "openapi.json").read_text())
NO_LISTS = {"/me", "/session", "/tickets/summary"}
LISTS = [path for path, item in BUNDLE["paths"].items() if "get" in item and "{" not in path and path not in NO_LISTS]
BODIES: dict[str, Any] = {
    "update_alert": {"status": "resolved"},
    "update_ticket": {"title": "mine"},
    "create_comment": {"body": "hello"},
    "create_link": {"target_type": "external_reference", "target": {"url": "https://example.com/"}},
    "create_ticket_from_alert": {},
}
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
OBJECTS = [
    (path, method, operation["operationId"])
    for path, item in BUNDLE["paths"].items()
    if "{" in path
    for method, operation in item.items()
]


@pytest.fixture
def ours(product, tenant: str, deliver) -> dict[str, str]:
    """The id of one of everything of one tenant, by the name that it has in a path."""
    with product.client(["ingest", "analyst"], tenant) as client:
        body = {
            "source": "sensor",
            "source_alert_id": "1",
            "title": "ours",
            "severity": "low",
            "detected_at": "2026-01-01T00:00:00Z",
        }
        alert_id = client.post("/alerts", json=body).json()["id"]
        ticket_id = client.post("/tickets", json={"title": "ours"}).json()["id"]
        client.post(f"/tickets/{ticket_id}/comments", json={"body": "ours"})
        link = {"target_type": "alert", "target": {"id": alert_id}}
        return {
            "alert_id": alert_id,
            "ticket_id": ticket_id,
            "link_id": client.post(f"/tickets/{ticket_id}/links", json=link).json()["id"],
            "asset_id": client.post("/assets", json={"type": "other", "value": "ours"}).json()["id"],
            "evidence_id": client.post("/evidence", json={"name": "ours", "sha256": DIGEST}).json()["id"],
            "delivery_record_id": deliver(client, ticket_id, detail="ours")["id"],
            "audit_record_id": client.get("/audit-records").json()["items"][0]["id"],
        }


@pytest.fixture
def theirs(product) -> httpx.Client:
    with product.client("admin", f"other-{uuid4().hex[:12]}") as client:
        yield client


def ask(client: httpx.Client, path: str, method: str, operation_id: str) -> httpx.Response:
    headers = {"If-Match": '"1"'} if method == "patch" else {}
    return client.request(method, path, json=BODIES.get(operation_id), headers=headers)


def bare(answer: httpx.Response) -> tuple[Any, ...]:
    body = answer.json()
    for name in ("request_id", "audit_id"):
        body.pop(name, None)
    headers = {name: value for name, value in answer.headers.items() if name not in {"date", "x-request-id"}}
    return answer.status_code, body, headers


@pytest.mark.parametrize(("path", "method", "operation_id"), OBJECTS)
def test_another_tenants_id_reads_as_one_that_never_was(
    ours: dict[str, str], theirs: httpx.Client, path: str, method: str, operation_id: str
):
    found = ask(theirs, path.format(**ours), method, operation_id)
    never = ask(theirs, path.format(**{name: uuid4() for name in ours}), method, operation_id)
    assert bare(found) == bare(never)
    assert found.status_code == 404
    denied = theirs.get("/audit-records", params={"outcome": "denied", "operation_id": operation_id}).json()["items"]
    assert len(denied) == (0 if method == "get" else 2)
    assert all(record["reason"] == "not-found" for record in denied)


@pytest.mark.parametrize("path", LISTS)
def test_a_list_shows_nothing_of_another_tenant(ours: dict[str, str], theirs: httpx.Client, path: str):
    theirs.get("/me")
    items = theirs.get(path).json()["items"]
    assert not {item["id"] for item in items} & set(ours.values())
    assert "ours" not in json.dumps(items)
    assert len(items) == (1 if path == "/principals" else 0)


def test_a_reference_to_another_tenants_row_reads_as_to_none(ours: dict[str, str], theirs: httpx.Client):
    ticket_id = theirs.post("/tickets", json={"title": "theirs"}).json()["id"]
    for kind in ("alert", "ticket", "asset", "evidence", "delivery_record", "audit_record"):
        answers = [
            theirs.post(f"/tickets/{ticket_id}/links", json={"target_type": kind, "target": {"id": str(target)}})
            for target in (ours[f"{kind}_id"], uuid4())
        ]
        assert bare(answers[0]) == bare(answers[1])
        assert answers[0].json()["code"] == "unknown-target"


def test_the_same_source_id_makes_an_alert_in_each_tenant(ours: dict[str, str], theirs: httpx.Client):
    body = {
        "source": "sensor",
        "source_alert_id": "1",
        "title": "theirs",
        "severity": "low",
        "detected_at": "2026-01-01T00:00:00Z",
    }
    answer = theirs.post("/alerts", json=body)
    assert (answer.status_code, answer.json()["created"]) == (201, True)
    assert answer.json()["id"] != ours["alert_id"]


def test_a_cursor_of_another_tenant_is_refused(product, tenant: str, theirs: httpx.Client):
    with product.client("analyst", tenant) as client:
        for number in range(2):
            client.post("/tickets", json={"title": str(number)})
        cursor = client.get("/tickets", params={"limit": 1}).json()["next_cursor"]
        assert client.get("/tickets", params={"limit": 1, "cursor": cursor}).status_code == 200
    answer = theirs.get("/tickets", params={"limit": 1, "cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid-cursor")
