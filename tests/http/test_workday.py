"""A day's work: 200 alerts become tickets that are commented, linked, moved, searched, and paged while more come in."""

import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from handlers.ingest.adapters import suricata
from handlers.ingest.alerts.alert import Options

STATUSES = [{"status": "triaged"}, {"status": "in_progress"}, {"status": "on_hold"}, {"status": "in_progress"}]
STATUSES += [{"status": "resolved", "resolution": {"reason": "true_positive"}}, {"status": "closed"}]


def documents() -> list[dict[str, Any]]:
    """Return 200 Suricata alerts: generated, or from the EVE files in the folder ONEPROTECT_TEST_EVE."""
    folder = os.environ.get("ONEPROTECT_TEST_EVE")
    if folder:
        lines = [line for file in sorted(Path(folder).glob("*.json")) for line in file.read_text().splitlines()]
        return [json.loads(line) for line in lines if line.strip()][:200]
    return [
        {
            "timestamp": f"2026-01-02T{number // 60:02}:{number % 60:02}:05.678901+0000",
            "event_type": "alert",
            "src_ip": f"192.0.2.{number}",
            "dest_ip": f"198.51.{number}.2",
            "alert": {
                "gid": 1,
                "signature_id": 2_000_000 + number,
                "signature": f"ET SCAN Potential scan of kind {number}",
                "category": "Attempted Information Leak",
                "severity": number % 3 + 1,
            },
        }
        for number in range(200)
    ]


def read_pages(
    client: httpx.Client, path: str, between: Callable[[], object] = lambda: None, **query: Any
) -> list[str]:
    """Read a list five items at a time, do something between pages, and return the ids."""
    ids: list[str] = []
    params: dict[str, Any] = {"limit": 5, **query}
    while True:
        page = client.get(path, params=params).json()
        ids += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            return ids
        params["cursor"] = page["next_cursor"]
        between()


def work(client: httpx.Client, alert_id: str) -> str:
    """Take one alert through its whole life and return the id of its ticket."""
    ticket = client.post(f"/alerts/{alert_id}/ticket").json()
    path = f"/tickets/{ticket['id']}"
    assert client.post(f"{path}/comments", json={"body": f"Looked at {alert_id}."}).status_code == 201
    link = {"target_type": "alert", "target": {"id": alert_id}}
    assert client.post(f"{path}/links", json=link).status_code == 201
    for version, change in enumerate(STATUSES, start=1):
        answer = client.patch(path, json=change, headers={"If-Match": f'"{version}"'})
        assert answer.status_code == 200, answer.text
    return str(ticket["id"])


@pytest.fixture
def alerts(ingest: httpx.Client) -> dict[str, dict[str, Any]]:
    """The reported alerts by id."""
    adapted = [suricata.adapt(document, Options()) for document in documents()]
    bodies = [body for body in adapted if isinstance(body, dict)]
    reported = {ingest.post("/alerts", json=body).json()["id"]: body for body in bodies}
    assert len(reported) == 200
    return reported


def test_nothing_is_missing_and_nothing_is_listed_twice(
    analyst: httpx.Client, admin: httpx.Client, alerts: dict[str, dict[str, Any]]
):
    with ThreadPoolExecutor(4) as pool:
        tickets = list(pool.map(lambda alert_id: work(analyst, alert_id), alerts))
    assert len(set(tickets)) == 200
    assert set(read_pages(analyst, "/alerts", has_ticket=True)) == alerts.keys()

    def create_ticket() -> None:
        admin.post("/tickets", json={"title": f"late {uuid4().hex}"})

    for query in ({}, {"sort": "updated_at"}, {"status": "closed", "sort": "-severity"}):
        ids = read_pages(analyst, "/tickets", create_ticket, **query)
        assert len(ids) == len(set(ids))
        assert set(tickets) <= set(ids)
    for ticket, body in list(zip(tickets, alerts.values(), strict=True))[::10]:
        assert ticket in read_pages(analyst, "/tickets", q=body["title"].upper())
    entries = read_pages(analyst, f"/tickets/{tickets[0]}/timeline")
    assert len(entries) == len(set(entries)) >= 9
    numbers = sorted(analyst.get(f"/tickets/{ticket}").json()["number"] for ticket in tickets)
    assert numbers == list(range(1, 201))
