"""Idempotency keys, lost updates, and what the audit trail records of them."""

import asyncio
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest

from generated.queries import idempotency


def key(value: str | None = None) -> dict[str, str]:
    return {"Idempotency-Key": value or str(uuid4())}


def test_same_key_replays_the_first_answer(analyst: httpx.Client):
    headers = key()
    first = analyst.post("/tickets", json={"title": "x"}, headers=headers)
    again = analyst.post(
        "/tickets", content=b'{ "title" : "x" }', headers={**headers, "Content-Type": "application/json"}
    )
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["location"] == first.headers["location"]
    assert (first.headers.get("idempotency-replayed"), again.headers["idempotency-replayed"]) == (None, "true")
    assert len(analyst.get("/tickets").json()["items"]) == 1


def test_same_key_with_another_request_is_rejected(analyst: httpx.Client):
    headers = key()
    analyst.post("/tickets", json={"title": "x"}, headers=headers)
    answer = analyst.post("/tickets", json={"title": "y"}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency-key-reused")


def test_key_is_scoped_to_its_principal_and_operation(product, tenant: str, analyst: httpx.Client):
    headers = key()
    first = analyst.post("/tickets", json={"title": "x"}, headers=headers).json()
    with product.client("analyst", tenant, subject="somebody-else") as other:
        assert other.post("/tickets", json={"title": "x"}, headers=headers).json()["id"] != first["id"]
    assert analyst.post(f"/tickets/{first['id']}/comments", json={"body": "x"}, headers=headers).status_code == 201


def test_fifty_concurrent_requests_with_one_key_create_one_ticket(analyst: httpx.Client):
    headers = key()
    with ThreadPoolExecutor(25) as pool:
        answers = list(pool.map(lambda _: analyst.post("/tickets", json={"title": "x"}, headers=headers), range(50)))
    codes = Counter(answer.status_code for answer in answers)
    assert codes.keys() <= {201, 409}
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} <= {"idempotency-in-progress"}
    assert len({answer.json()["id"] for answer in answers if answer.status_code == 201}) == 1
    assert len(analyst.get("/tickets").json()["items"]) == 1


def test_rejection_is_not_replayed(analyst: httpx.Client):
    headers = key()
    unknown = {"title": "x", "assignee_id": str(uuid4())}
    first, again = (analyst.post("/tickets", json=unknown, headers=headers) for _ in range(2))
    assert (first.status_code, again.status_code) == (422, 422)
    assert first.json()["audit_id"] != again.json()["audit_id"]
    assert "idempotency-replayed" not in again.headers


def test_lost_answer_of_a_patch_is_replayed_despite_the_new_version(analyst: httpx.Client):
    ticket = analyst.post("/tickets", json={"title": "x"}).json()
    headers = {**key(), "If-Match": '"1"'}
    first = analyst.patch(f"/tickets/{ticket['id']}", json={"title": "y"}, headers=headers)
    again = analyst.patch(f"/tickets/{ticket['id']}", json={"title": "y"}, headers=headers)
    assert (again.status_code, again.content, again.headers["etag"]) == (200, first.content, '"2"')


def test_replay_requires_the_scope_again(product, tenant: str):
    headers = key()
    with product.client("analyst", tenant, subject="ann") as before:
        assert before.post("/tickets", json={"title": "x"}, headers=headers).status_code == 201
    with product.client("ingest", tenant, subject="ann") as after:
        assert after.post("/tickets", json={"title": "x"}, headers=headers).status_code == 403


def test_replay_requires_the_permission_on_the_object_again(product, admin: httpx.Client, tenant: str):
    ticket = admin.post("/tickets", json={"title": "x"}).json()
    path, headers = f"/tickets/{ticket['id']}", key()
    admin.patch(path, json={"status": "resolved", "resolution": {"reason": "other"}}, headers={"If-Match": '"1"'})
    admin.patch(path, json={"status": "closed"}, headers={"If-Match": '"2"'})
    reopening = {"json": {"status": "in_progress"}, "headers": {**headers, "If-Match": '"3"'}}
    with product.client("admin", tenant, subject="carol") as before:
        assert before.patch(path, **reopening).status_code == 200
    with product.client("analyst", tenant, subject="carol") as after:
        answer = after.patch(path, **reopening)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    denied = admin.get("/audit-records", params={"request_id": answer.json()["request_id"]}).json()["items"]
    assert [record["reason"] for record in denied] == ["forbidden"]


def test_replay_requires_the_alert_source_again(product, tenant: str):
    body = {
        "source": "suricata",
        "source_alert_id": "1",
        "title": "x",
        "severity": "low",
        "detected_at": "2026-01-01T00:00:00Z",
    }
    headers = key()
    with product.client("ingest", tenant, subject="dan") as before:
        assert before.post("/alerts", json=body, headers=headers).status_code == 201
        assert before.post("/alerts", json=body, headers=headers).headers["Idempotency-Replayed"] == "true"
    limited = product.token("ingest", tenant, "dan", sources=["ocsf"])
    answer = httpx.post(
        f"{product.url}/api/v1/alerts", json=body, headers={**headers, "Authorization": f"Bearer {limited}"}
    )
    assert answer.status_code == 403


def test_answer_is_forgotten_after_24_hours(product, analyst: httpx.Client, tenant_id):
    headers = key()
    first = analyst.post("/tickets", json={"title": "x"}, headers=headers).json()
    a_day_older = "SET created_at = created_at - interval '24 hours', expires_at = expires_at - interval '24 hours'"
    kept_for = asyncio.run(fetch_value(product.database.superuser, "SELECT expires_at - created_at FROM {}", tenant_id))
    assert kept_for == timedelta(hours=24)
    asyncio.run(fetch_value(product.database.superuser, f"UPDATE {{}} {a_day_older}", tenant_id))
    again = analyst.post("/tickets", json={"title": "x"}, headers=headers).json()
    assert again["id"] != first["id"]
    asyncio.run(fetch_value(product.database.superuser, f"UPDATE {{}} {a_day_older}", tenant_id))
    asyncio.run(clean(product.database.background))
    assert asyncio.run(fetch_value(product.database.superuser, "SELECT count(*) FROM {}", tenant_id)) == 0


async def fetch_value(url: str, query: str, tenant_id: UUID) -> Any:
    connection = await asyncpg.connect(url)
    try:
        text = query.format("idempotency_keys")
        return await connection.fetchval(f"{text} WHERE tenant_id = $1", tenant_id)
    finally:
        await connection.close()


async def clean(url: str) -> None:
    """Delete expired answers, as the relay does every minute."""
    connection = await asyncpg.connect(url)
    try:
        await idempotency.delete_expired_responses(connection, now=datetime.now(UTC))
    finally:
        await connection.close()


@pytest.mark.parametrize("value", ["", "ü".encode().decode("latin-1"), "x" * 256])
def test_key_must_be_1_to_255_printable_ascii_characters(analyst: httpx.Client, value: str):
    answer = analyst.post("/tickets", json={"title": "x"}, headers=[("Idempotency-Key", value.encode("latin-1"))])
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid-parameter")


def test_one_of_two_concurrent_changes_to_a_version_wins(analyst: httpx.Client):
    ticket = analyst.post("/tickets", json={"title": "0"}).json()
    path = f"/tickets/{ticket['id']}"
    for version in range(1, 101):
        with ThreadPoolExecutor(2) as pool:
            answers = list(
                pool.map(
                    lambda writer, at=version: analyst.patch(
                        path, json={"title": f"{at}-{writer}"}, headers={"If-Match": f'"{at}"'}
                    ),
                    ("a", "b"),
                )
            )
        assert sorted(answer.status_code for answer in answers) == [200, 412]
        lost = next(answer for answer in answers if answer.status_code == 412)
        assert lost.headers["etag"] == f'"{version + 1}"'
    assert analyst.get(path).json()["version"] == 101
    entries = analyst.get(f"{path}/timeline", params={"limit": 100, "sort": "-occurred_at"}).json()["items"]
    assert [entry["ticket_version"] for entry in entries] == list(range(101, 1, -1))


def test_hundred_concurrent_tickets_are_numbered_without_a_gap(analyst: httpx.Client):
    with ThreadPoolExecutor(25) as pool:
        tickets = list(pool.map(lambda n: analyst.post("/tickets", json={"title": str(n)}).json(), range(100)))
    assert sorted(ticket["number"] for ticket in tickets) == list(range(1, 101))


def test_every_mutation_and_every_denial_leaves_one_audit_record(analyst: httpx.Client):
    ticket = analyst.post("/tickets", json={"title": "x"}).json()
    path = f"/tickets/{ticket['id']}"
    match = {"If-Match": '"1"'}
    denied = [
        analyst.patch(path, json={"status": "closed"}, headers=match),
        analyst.patch(path, json={"assignee_id": str(uuid4())}, headers=match),
        analyst.post(f"/tickets/{uuid4()}/comments", json={"body": "x"}),
        analyst.post("/alerts", json={}),
    ]
    analyst.patch(path, json={"title": "y"}, headers={"If-Match": '"9"'})
    analyst.patch(path, json={"title": ""}, headers=match)
    changed = analyst.patch(path, json={"title": "y"}, headers=match)
    records = analyst.get("/audit-records").json()["items"]
    assert Counter(record["outcome"] for record in records) == {"allowed": 2, "denied": 4}
    by_id = {record["id"]: record for record in records}
    for answer in denied:
        record = by_id[answer.json()["audit_id"]]
        assert (record["reason"], record["request_id"]) == (answer.json()["code"], answer.json()["request_id"])
    update = next(record for record in records if record["request_id"] == changed.headers["x-request-id"])
    assert update["changes"] == [{"field": "title", "before": "x", "after": "y"}]
    assert update["target"] == {"type": "ticket", "id": ticket["id"]}
