"""Outbound integrations as the runtime sees them: they report deliveries over NATS."""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
import nats
import pytest

from tests.stream import validator


def report(
    tenant_id: str, ticket_id: str, status: str = "delivered", moment: str = "2026-01-02T03:05:00Z", **members: Any
) -> dict[str, Any]:
    """Return a delivery event; ``members`` may set target, detail, id and source."""
    return {
        "specversion": "1.0",
        "id": members.get("id", f"d-{uuid4()}"),
        "source": members.get("source", "urn:example:mailer"),
        "type": f"oneprotect.ticket.delivery.{status}.v1",
        "subject": ticket_id,
        "time": moment,
        "datacontenttype": "application/json",
        "tenantid": tenant_id,
        "data": {"target": members.get("target", "soc-mailbox"), "detail": members.get("detail", "")},
    }


def subject_of(event: dict[str, Any]) -> str:
    return f"oneprotect.delivery.{event['type'].split('.')[3]}.{event['tenantid']}.{event['subject']}"


async def send(url: str, messages: list[tuple[str, bytes]]) -> None:
    client = await nats.connect(url)
    try:
        for subject, payload in messages:
            await client.jetstream().publish(subject, payload)
    finally:
        await client.close()


def publisher(url: str) -> Callable[..., None]:
    """Return a function that publishes messages, either (subject, payload) or valid events on their own subjects."""

    def publish_all(*messages: tuple[str, bytes] | dict[str, Any]) -> None:
        encoded = []
        for message in messages:
            if isinstance(message, dict):
                validator(message["type"].removeprefix("oneprotect.")).validate(message)
                encoded.append((subject_of(message), json.dumps(message).encode()))
            else:
                encoded.append(message)
        asyncio.run(send(url, encoded))

    return publish_all


def delivered(publish: Callable[..., None]) -> Callable[..., dict[str, Any]]:
    """Return a function that reports a delivery for a ticket of the client's tenant and waits for its record."""

    def report_and_wait(client: httpx.Client, ticket_id: str, **members: Any) -> dict[str, Any]:
        before = {item["id"] for item in client.get("/delivery-records").json()["items"]}
        publish(report(client.get("/me").json()["tenant"]["id"], ticket_id, **members))
        end = time.monotonic() + 30
        while True:
            items = client.get("/delivery-records").json()["items"]
            created = [item for item in items if item["id"] not in before]
            if created:
                return dict(created[0])
            assert time.monotonic() < end, "the worker did not create the delivery record within 30 s"
            time.sleep(0.02)

    return report_and_wait


@pytest.fixture
def publish(product) -> Callable[..., None]:
    return publisher(product.nats_url)


@pytest.fixture
def deliver(publish) -> Callable[..., dict[str, Any]]:
    return delivered(publish)
