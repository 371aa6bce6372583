"""Reporting alerts by either operation, and what a repeat may change of an alert."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx

from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import Caller, World

BATCH = "create_alerts"
COUNTED = frozenset({"last_seen_at", "seen_count"})


def new_alert(world: World) -> Json:
    """Return a valid body for an alert that does not exist."""
    return dict(world.body(world.contract.by_id["create_alert"]))


def operations(world: World) -> Iterator[Operation]:
    """Yield the operations that report alerts, as far as the contract has them and the main caller may use them."""
    for name in ("create_alert", BATCH):
        operation = world.contract.by_id.get(name)
        if operation is not None and world.main.may(operation):
            yield operation


def report(world: World, operation: Operation, *alerts: Any, key: str | None = None) -> httpx.Response:
    """Report alerts by an operation of `operations`; only a batch takes several, and items that are not alerts."""
    body = {"alerts": list(alerts)} if operation.id == BATCH else alerts[0]
    headers = {"Content-Type": "application/json", **({} if key is None else {"Idempotency-Key": key})}
    return world.send(world.main, operation.method, operation.path, content=json.dumps(body), headers=headers)


def receipts(response: httpx.Response) -> list[Json]:
    """Return the results of a batch, or the receipt of a single report; each has at least the member `status`."""
    document = response.json()
    results = document.get("results", [{**document, "status": response.status_code}])
    return [result if isinstance(result, dict) else {} for result in results]


def read_alert(world: World, alert_id: str) -> list[tuple[Caller, httpx.Response]]:
    """Read an alert as the main caller and as the auditor, if they may."""
    getter = world.contract.by_id["get_alert"]
    callers = [caller for caller in (world.main, world.auditor) if caller is not None and caller.may(getter)]
    return [(caller, world.send(caller, "GET", f"/alerts/{alert_id}")) for caller in callers]


def check_counted(world: World, before: list[tuple[Caller, httpx.Response]], alert_id: str, repeats: int) -> None:
    """Read an alert again: repeats only count, and change neither its content and triage nor any ETag."""
    for (_, old), (_, new) in zip(before, read_alert(world, alert_id), strict=True):
        if not (old.is_success and new.is_success):
            continue
        then, now = old.json(), new.json()
        different = sorted(
            name for name in (then.keys() | now.keys()) - COUNTED if then.get(name, world) != now.get(name, world)
        )
        failure = f"expected no other change than of {', '.join(sorted(COUNTED))}; {', '.join(different)} changed"
        world.expect("A repeated report leaves the alert unchanged", not different, new, seen=failure)
        same = old.headers.get("ETag") == new.headers.get("ETag")
        failure = f"expected {old.headers.get('ETag')}, got {new.headers.get('ETag')}"
        world.expect("A repeated report leaves the ETag of the alert unchanged", same, new, seen=failure)
        if "seen_count" not in then:  # a contract before 1.1
            continue
        expected = then["seen_count"] + repeats
        failure = f"expected seen_count {expected}, got {now.get('seen_count')}"
        world.expect("Every repeated report counts in seen_count", now.get("seen_count") == expected, new, seen=failure)
        is_later = (now.get("last_seen_at", "") > then["last_seen_at"]) is (repeats > 0)
        failure = f"expected {repeats} reports after {then['last_seen_at']}, got last_seen_at {now.get('last_seen_at')}"
        world.expect("A repeated report updates last_seen_at", is_later, new, seen=failure)


def recorded_targets(world: World, response: httpx.Response) -> tuple[httpx.Response, list[str]]:
    """Return the page with the audit records of a request, and the ids of the records' targets."""
    query = {"request_id": response.headers.get("X-Request-Id", ""), "limit": 100}
    page = world.send(world.main, "GET", "/audit-records", params=query)
    return page, [(row["target"] or {}).get("id", "") for row in page.json()["items"]]
