"""A day of two hundred alerts: made into tickets, worked, commented, linked, searched, and paged while more come in."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from handlers.ingest.formats import FORMATS

STATUSES = [{"status": "triaged"}, {"status": "in_progress"}, {"status": "on_hold"}, {"status": "in_progress"}]
STATUSES += [{"status": "resolved", "resolution": {"reason": "true_positive"}}, {"status": "closed"}]


def documents() -> list[dict[str, Any]]:
    """Give 200 Suricata alerts: those of ONEPROTECT_TEST_EVE, a folder of EVE files, or generated ones."""
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


def paged(client: httpx.Client, path: str, after_each: Any = None, **query: Any) -> list[str]:
    found: list[str] = []
    given: dict[str, Any] = {"limit": 1, **query}
    while True:
        page = client.get(path, params=given).json()
        found += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            return found
        given["cursor"] = page["next_cursor"]
        if after_each is not None:
            after_each(len(found))


def work(client: httpx.Client, alert_id: str) -> str:
    """Take one alert through all that happens to it."""
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
    """The alerts that went in, by id."""
    bodies = [FORMATS["suricata"](document) for document in documents()]
    made = {ingest.post("/alerts", json=body).json()["id"]: body for body in bodies}
    assert len(made) == 200
    return made


def test_nothing_is_missing_and_nothing_comes_twice(
    analyst: httpx.Client, admin: httpx.Client, alerts: dict[str, dict[str, Any]]
):
    with ThreadPoolExecutor(4) as pool:
        tickets = list(pool.map(lambda alert_id: work(analyst, alert_id), alerts))
    assert len(set(tickets)) == 200
    assert set(paged(analyst, "/alerts", has_ticket=True)) == alerts.keys()

    def more(count: int) -> None:
        if count % 20 == 0:
            admin.post("/tickets", json={"title": f"late {uuid4().hex}"})

    for query in ({}, {"sort": "updated_at"}, {"status": "closed", "sort": "-severity"}):
        seen = paged(analyst, "/tickets", more, **query)
        assert len(seen) == len(set(seen))
        assert set(tickets) <= set(seen)
    for ticket, body in list(zip(tickets, alerts.values(), strict=True))[::10]:
        assert ticket in paged(analyst, "/tickets", q=body["title"].upper())
    entries = paged(analyst, f"/tickets/{tickets[0]}/timeline")
    assert len(entries) == len(set(entries)) >= 9
    numbers = sorted(analyst.get(f"/tickets/{ticket}").json()["number"] for ticket in tickets)
    assert numbers == list(range(1, 201))
