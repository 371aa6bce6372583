"""kill -9 during a burst: no event is lost or duplicated, and each ticket's events stay in order."""

import os
import signal
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import httpx
import pytest

TICKETS, TITLES = 500, 100


def create_ticket(ingest: httpx.Client, analyst: httpx.Client, number: int) -> str:
    body = {
        "source": "sensor",
        "source_alert_id": uuid4().hex,
        "title": f"t{number % TITLES}",
        "severity": "low",
        "detected_at": "2026-01-01T00:00:00Z",
    }
    alert_id = ingest.post("/alerts", json=body).json()["id"]
    response = analyst.post(f"/alerts/{alert_id}/ticket")
    assert response.status_code == 201
    return response.json()["id"]


@pytest.mark.parametrize("name", ["relay", "worker"])
def test_killed_process_loses_and_duplicates_no_event(
    product, ingest: httpx.Client, analyst: httpx.Client, stream, tenant_id, eventually, name: str
):
    child = getattr(product, name)
    with ThreadPoolExecutor(8) as pool:
        created = [pool.submit(create_ticket, ingest, analyst, number) for number in range(TICKETS)]
        for _ in range(3):
            time.sleep(1)
            os.kill(child.pid, signal.SIGKILL)
            child.process.wait()
            time.sleep(0.3)
            child.start()
        tickets = {future.result() for future in created}
    assert len(tickets) == TICKETS
    linked = Counter[str]()
    eventually(lambda: count_links(analyst, linked) == expected_links(), pause=0.5)
    eventually(lambda: len(stream(tenant_id)) == TICKETS + expected_links(), pause=0.5)
    by_ticket = defaultdict(list)
    for event in stream(tenant_id):
        by_ticket[event["subject"]].append(event)
    assert by_ticket.keys() == tickets
    for events in by_ticket.values():
        assert [int(event["sequence"]) for event in events] == list(range(1, len(events) + 1))
        assert [event["type"].split(".")[2] for event in events] == ["created"] + ["linked"] * (len(events) - 1)
        targets = [event["data"]["link"]["target"]["id"] for event in events[1:]]
        assert len(set(targets)) == len(targets)


def expected_links() -> int:
    """The n-th ticket with a title is linked to the n - 1 before it."""
    return TITLES * sum(range(TICKETS // TITLES))


def count_links(analyst: httpx.Client, linked: Counter[str]) -> int:
    """Count the audit records of the worker's links, over all pages."""
    linked.clear()
    cursor: dict[str, str] = {}
    while True:
        page = analyst.get("/audit-records", params={"operation_id": "correlate_ticket", "limit": 100, **cursor}).json()
        linked.update(record["id"] for record in page["items"])
        if page["next_cursor"] is None:
            return linked.total()
        cursor = {"cursor": page["next_cursor"]}
