"""Real events: everything that the life of a ticket publishes, as NATS delivers it."""

import asyncio
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx
import nats
import pytest
from nats.js.api import ConsumerConfig, DeliverPolicy

from tests.interop.conftest import update
from tests.product import Product

KINDS = ["created", "linked", "linked", "comment_added", "assigned", "status_changed", "updated", "unlinked"]


@pytest.fixture
def events(
    product: Product, analyst: httpx.Client, tenant_id: UUID, stream: Callable[..., list[dict[str, Any]]]
) -> list[str]:
    """One line of JSON for each message: its headers and its body."""
    me = analyst.get("/me").json()["principal"]["id"]
    ticket = analyst.post("/tickets", json={"title": "Printer on fire", "tags": ["a"]}).json()["id"]
    other = analyst.post("/tickets", json={"title": "Another"}).json()["id"]
    path = f"/tickets/{ticket}"
    for body in (
        {"target_type": "ticket", "target": {"id": other}},
        {"target_type": "external_reference", "target": {"url": "https://example.com/SEC-17"}, "relation": "related"},
    ):
        link = analyst.post(f"{path}/links", json=body).json()["id"]
    assert analyst.post(f"{path}/comments", json={"body": "Seen before."}).status_code == 201
    update(analyst, ticket, assignee_id=me)
    update(analyst, ticket, status="triaged")
    update(analyst, ticket, description="In the basement.")
    assert analyst.delete(f"{path}/links/{link}").status_code == 204
    lines = asyncio.run(messages(product.nats_url, f"oneprotect.ticket.*.{tenant_id}.{ticket}", len(KINDS)))
    kinds = [json.loads(json.loads(line)["body"])["type"].split(".")[2] for line in lines]
    assert kinds == KINDS
    assert len(stream(tenant_id)) >= len(KINDS)  # which validates each of them
    return lines


async def messages(url: str, subject: str, count: int) -> list[str]:
    client = await nats.connect(url)
    try:
        config = ConsumerConfig(deliver_policy=DeliverPolicy.ALL)
        subscription = await client.jetstream().subscribe(subject, ordered_consumer=True, config=config)
        received = [await subscription.next_msg(timeout=30) for _ in range(count)]
    finally:
        await client.close()
    return [json.dumps({"headers": one.headers, "body": one.data.decode()}) for one in received]
