"""Delivery events: valid ones become records, once, with the latest event's state; others become dead letters."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest

from tests.deliveries import report, subject_of

NO_TENANT = UUID(int=0)


@pytest.fixture
def ticket(analyst: httpx.Client) -> dict[str, Any]:
    return dict(analyst.post("/tickets", json={"title": "x"}).json())


@pytest.fixture
def dead_letter(product, eventually) -> Callable[[str], tuple[UUID, str, bytes]]:
    """Wait for the dead letter with a subject; return its tenant, reason and payload."""

    async def fetch(subject: str) -> Any:
        connection = await asyncpg.connect(product.database.superuser)
        try:
            return await connection.fetchrow(
                "SELECT tenant_id, reason, payload FROM dead_letters WHERE subject = $1", subject
            )
        finally:
            await connection.close()

    def wait(subject: str) -> tuple[UUID, str, bytes]:
        import asyncio

        eventually(lambda: asyncio.run(fetch(subject)) is not None)
        row = asyncio.run(fetch(subject))
        return row["tenant_id"], row["reason"], row["payload"]

    return wait


def records(client: httpx.Client) -> list[dict[str, Any]]:
    return list(client.get("/delivery-records", params={"sort": "created_at"}).json()["items"])


def test_report_becomes_a_record_that_can_be_linked(analyst: httpx.Client, ticket, deliver):
    record = deliver(analyst, ticket["id"], target="soc", detail="sent to ops@example.com", source="urn:mailer")
    assert {name: record[name] for name in ("ticket_id", "source", "target", "status", "detail", "occurred_at")} == {
        "ticket_id": ticket["id"],
        "source": "urn:mailer",
        "target": "soc",
        "status": "delivered",
        "detail": "sent to ops@example.com",
        "occurred_at": "2026-01-02T03:05:00.000000Z",
    }
    audited = analyst.get("/audit-records", params={"target_id": record["id"]}).json()["items"]
    assert [(item["operation_id"], item["actor"]["kind"]) for item in audited] == [("record_delivery", "system")]
    link = {"target_type": "delivery_record", "target": {"id": record["id"]}}
    assert analyst.post(f"/tickets/{ticket['id']}/links", json=link).status_code == 201


def test_repeated_report_changes_nothing_and_the_latest_time_wins(
    analyst: httpx.Client, tenant_id: UUID, ticket, publish, eventually
):
    def event(status: str, minute: int, detail: str = "") -> dict[str, Any]:
        moment = f"2026-01-02T03:{minute:02}:00Z"
        return report(str(tenant_id), ticket["id"], status, moment, id="d-1", detail=detail)

    publish(event("requested", 5))
    eventually(lambda: len(records(analyst)) == 1)
    publish(event("requested", 5), event("delivered", 9, "latest"), event("failed", 7, "late"))
    eventually(lambda: records(analyst)[0]["status"] == "delivered")
    publish(event("failed", 9, "not later"), report(str(tenant_id), ticket["id"], id="d-2"))
    eventually(lambda: len(records(analyst)) == 2)
    first = records(analyst)[0]
    assert (first["status"], first["detail"], first["occurred_at"]) == (
        "delivered",
        "latest",
        "2026-01-02T03:09:00.000000Z",
    )
    audited = analyst.get("/audit-records", params={"target_id": first["id"], "sort": "occurred_at"}).json()["items"]
    changed = [sorted(change["field"] for change in record["changes"]) for record in audited]
    assert len(audited) in {2, 3}, changed  # the failure at 03:07 applies if it is handled before the delivery at 03:09


@pytest.mark.parametrize(
    ("defect", "spoil"),
    [
        ("invalid JSON", lambda _: b"{"),
        ("arbitrary bytes", lambda _: b"\x00\xff\xfe"),
        ("a missing member", lambda event: json.dumps({k: v for k, v in event.items() if k != "data"}).encode()),
        ("an additional member", lambda event: json.dumps({**event, "x": 1}).encode()),
        ("a lone surrogate", lambda event: json.dumps({**event, "source": "\ud800"}).encode()),
        ("a NUL", lambda event: json.dumps({**event, "data": {"target": "a\x00", "detail": ""}}).encode()),
        ("another event type", lambda event: json.dumps({**event, "type": "oneprotect.ticket.created.v1"}).encode()),
        (
            "another status",
            lambda event: json.dumps({**event, "type": "oneprotect.ticket.delivery.failed.v1"}).encode(),
        ),
        ("another tenant", lambda event: json.dumps({**event, "tenantid": str(uuid4())}).encode()),
        ("another ticket", lambda event: json.dumps({**event, "subject": str(uuid4())}).encode()),
        ("an invalid time", lambda event: json.dumps({**event, "time": 1700000000}).encode()),
    ],
)
def test_invalid_or_misaddressed_event_becomes_a_dead_letter(
    analyst: httpx.Client, tenant_id: UUID, ticket, publish, dead_letter, defect: str, spoil: Callable[[Any], bytes]
):
    event = report(str(tenant_id), ticket["id"])
    payload = spoil(event)
    publish((subject_of(event), payload))
    tenant, reason, kept = dead_letter(subject_of(event))
    assert (tenant, kept) == (NO_TENANT, payload), defect
    assert reason
    assert records(analyst) == []


def test_event_for_an_unknown_tenant_or_ticket_becomes_a_dead_letter(
    product, tenant_id: UUID, analyst, publish, dead_letter
):
    analyst.get("/me")
    with product.client("analyst", f"o-{uuid4().hex[:12]}") as other:
        foreign = other.post("/tickets", json={"title": "x"}).json()
    for event in (
        report(str(tenant_id), foreign["id"]),
        report(str(tenant_id), str(uuid4())),
        report(str(uuid4()), foreign["id"]),
    ):
        publish(event)
        tenant, reason, _ = dead_letter(subject_of(event))
        assert tenant == NO_TENANT
        assert "no such ticket" in reason or "tenant does not exist" in reason
    assert records(analyst) == []


def test_delivery_cannot_be_moved_to_another_ticket(
    analyst: httpx.Client, tenant_id: UUID, ticket, publish, deliver, dead_letter
):
    deliver(analyst, ticket["id"], id="d-1", source="urn:a")
    other = analyst.post("/tickets", json={"title": "y"}).json()
    event = report(str(tenant_id), other["id"], moment="2026-02-02T00:00:00Z", id="d-1", source="urn:a")
    publish(event)
    assert "another ticket" in dead_letter(subject_of(event))[1]
    assert [record["ticket_id"] for record in records(analyst)] == [ticket["id"]]


def test_invalid_messages_do_not_stop_valid_ones(analyst: httpx.Client, tenant_id: UUID, ticket, publish, eventually):
    """Of 1,000 messages 20 are invalid; the other 980 become records."""
    messages: list[Any] = [report(str(tenant_id), ticket["id"], id=f"d-{number}") for number in range(980)]
    for number in range(20):
        messages.insert(number * 49, (f"oneprotect.delivery.delivered.{tenant_id}.{uuid4()}", b"invalid"))
    publish(*messages)

    def count() -> int:
        total, query = 0, {"limit": "100"}
        while True:
            page = analyst.get("/delivery-records", params=query).json()
            total += len(page["items"])
            if page["next_cursor"] is None:
                return total
            query["cursor"] = page["next_cursor"]

    eventually(lambda: count() == 980)
