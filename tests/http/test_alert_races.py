"""Overlapping batches, single reports and triage at once: no deadlock, no lost count and nothing twice."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from random import Random
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.exchanges import check_exchange
from tests.http.batches import Json, alert, records


@pytest.fixture
async def client(product, tenant: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client that may both report and triage."""
    headers = {"Authorization": f"Bearer {product.token(['ingest', 'analyst'], tenant)}"}
    async with httpx.AsyncClient(base_url=product.url + "/api/v1", headers=headers, trust_env=False, timeout=60) as one:
        yield one


async def batch(client: httpx.AsyncClient, bodies: list[Json], **headers: str) -> httpx.Response:
    response = await client.post("/alerts/batch", json={"alerts": bodies}, headers=headers)
    check_exchange(response)
    return response


def results_of(responses: list[httpx.Response]) -> list[Json]:
    assert [response.status_code for response in responses] == [200] * len(responses), [r.text for r in responses]
    return [result for response in responses for result in response.json()["results"]]


async def test_overlapping_batches_create_each_alert_once(client: httpx.AsyncClient, analyst, admin):
    bodies = [alert() for _ in range(60)]
    orders = [bodies, bodies[::-1], bodies[30:] + bodies[:30]] * 4
    results = results_of(await asyncio.gather(*(batch(client, order) for order in orders)))
    assert sum(result["created"] for result in results) == 60
    assert len({result["id"] for result in results}) == 60
    assert len(records(admin)) == 60
    counts = {item["seen_count"] for item in analyst.get("/alerts", params={"limit": 100}).json()["items"]}
    assert counts == {12}


async def test_batches_that_repeat_and_create_at_once_do_not_deadlock(client: httpx.AsyncClient, analyst):
    """Each batch repeats existing alerts and creates new ones that others create too, in an order of its own."""
    rng = Random(1)  # noqa: S311 - no secret
    existing, new = ([alert() for _ in range(40)] for _ in range(2))
    results_of([await batch(client, existing)])
    orders: list[list[Json]] = []
    for _ in range(16):
        order = [*existing, *new]
        rng.shuffle(order)
        orders.append(order)
    results = results_of(await asyncio.gather(*(batch(client, order) for order in orders)))
    assert sum(result["created"] for result in results) == 40
    items = analyst.get("/alerts", params={"limit": 100}).json()["items"]
    assert Counter(item["seen_count"] for item in items) == {17: 40, 16: 40}


async def test_batches_with_the_same_reports_keep_each_once(client: httpx.AsyncClient, analyst, admin):
    bodies = [alert() for _ in range(100)]
    results_of([await batch(client, bodies)])
    changed = [
        {**body, "title": "Changed", "activity": activity} for body in bodies for activity in ("update", "close")
    ]
    orders = [changed, changed[::-1]] * 4
    results = results_of(await asyncio.gather(*(batch(client, order) for order in orders)))
    for alert_id in [result["id"] for result in results[:200:20]]:
        kept = [item["activity"] for item in analyst.get(f"/alerts/{alert_id}/reports").json()["items"]]
        assert sorted(kept) == ["close", "update"]
    assert len(records(admin)) == 100 + 200


async def triage(client: httpx.AsyncClient, alert_id: str, times: int) -> int:
    """Patch an alert that others report meanwhile; each patch must succeed at the first attempt."""
    version = 1
    for number in range(times):
        body = {"severity": ("high", "medium")[number % 2]}
        response = await client.patch(f"/alerts/{alert_id}", json=body, headers={"If-Match": f'"{version}"'})
        assert response.status_code == 200, response.text
        version = response.json()["version"]
    return version


async def test_reports_do_not_disturb_triage_and_tickets(client: httpx.AsyncClient, analyst):
    bodies = [alert() for _ in range(12)]
    ids = [result["id"] for result in results_of([await batch(client, bodies)])]
    updates = [{**body, "title": f"Update {n}", "activity": "update"} for n in range(3) for body in bodies]

    async def alone(body: Json) -> httpx.Response:
        return await client.post("/alerts", json=body)

    async def ticket(alert_id: str) -> httpx.Response:
        return await client.post(f"/alerts/{alert_id}/ticket")

    reporting: list[Any] = [
        batch(client, order) for order in (updates, updates[::-1], bodies, bodies[::-1]) for _ in "ab"
    ]
    answers = await asyncio.gather(
        *reporting,
        *(alone(body) for body in bodies),
        *(ticket(alert_id) for alert_id in ids[:6]),
        *(triage(client, alert_id, 10) for alert_id in ids[6:]),
    )
    assert all(answer == 11 if isinstance(answer, int) else answer.is_success for answer in answers)
    for number, alert_id in enumerate(ids):
        shown = analyst.get(f"/alerts/{alert_id}").json()
        # Created once, then 4 batches with 3 updates of it, 4 with 1 repeat, and one single report.
        assert shown["seen_count"] == 1 + 4 * 3 + 4 + 1
        assert shown["version"] == (2 if number < 6 else 11)
        assert len(analyst.get(f"/alerts/{alert_id}/reports").json()["items"]) == 3


async def test_batches_with_one_key_are_applied_once(client: httpx.AsyncClient, analyst):
    bodies, key = [alert() for _ in range(30)], uuid4().hex
    responses = await asyncio.gather(*(batch(client, bodies, **{"Idempotency-Key": key}) for _ in range(12)))
    assert {response.status_code for response in responses} <= {200, 409}
    assert len({response.content for response in responses if response.is_success}) == 1
    assert {item["seen_count"] for item in analyst.get("/alerts", params={"limit": 100}).json()["items"]} == {1}


async def test_close_that_races_with_create_is_not_found_or_kept(client: httpx.AsyncClient, analyst, admin):
    """Whichever comes first, each alert is created once, and each close is either refused or kept on it."""
    bodies = [alert() for _ in range(40)]
    closes = [{**body, "activity": "close"} for body in bodies]
    orders = [bodies, closes, closes[::-1], bodies[::-1]] * 4
    answers = await asyncio.gather(*(batch(client, order) for order in orders))
    results = results_of(list(answers))
    assert sum(result.get("created", False) for result in results) == 40
    assert {result["status"] for result in results} <= {200, 201, 404}
    accepted = Counter(result["id"] for result in results if result["status"] != 404)
    closed = {
        result["id"]
        for answer in (answers[1::4] + answers[2::4])
        for result in answer.json()["results"]
        if "id" in result
    }
    for item in analyst.get("/alerts", params={"limit": 100}).json()["items"]:
        assert item["seen_count"] == accepted[item["id"]]
        kept = [report["activity"] for report in analyst.get(f"/alerts/{item['id']}/reports").json()["items"]]
        assert kept == (["close"] if item["id"] in closed else [])
    refused = sum(result["status"] == 404 for result in results)
    assert len(records(admin, outcome="denied")) == refused
