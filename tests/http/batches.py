"""Alerts with assets, batches of them, and the audit records that a batch leaves."""

from typing import Any

import httpx

from tests.http.world import alert_body

Json = dict[str, Any]
ASSETS = [
    {"type": "ip_address", "value": "192.0.2.7", "role": "source"},
    {"type": "ip_address", "value": "198.51.100.2", "role": "destination"},
    {"type": "hostname", "value": "web01.example.com"},
]


def alert(**members: Any) -> Json:
    return alert_body(**{"source": "suricata", "assets": ASSETS, **members})


def post(client: httpx.Client, *items: Any, key: str | None = None) -> httpx.Response:
    headers = {} if key is None else {"Idempotency-Key": key}
    return client.post("/alerts/batch", json={"alerts": list(items)}, headers=headers)


def send(client: httpx.Client, *items: Any, key: str | None = None) -> list[Json]:
    response = post(client, *items, key=key)
    assert response.status_code == 200, response.text
    results: list[Json] = response.json()["results"]
    assert len(results) == len(items)
    return results


def records(client: httpx.Client, operation_id: str = "create_alerts", outcome: str = "allowed") -> list[Json]:
    """Return all audit records of an operation, oldest first."""
    query: Json = {"operation_id": operation_id, "outcome": outcome, "limit": 100, "sort": "occurred_at"}
    items: list[Json] = []
    while True:
        page = client.get("/audit-records", params=query).json()
        items += page["items"]
        if page["next_cursor"] is None:
            return items
        query["cursor"] = page["next_cursor"]
