"""Times never contradict the order of changes: two writers change one ticket or alert through two API processes."""

import asyncio
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier
from typing import Any

import asyncpg
import httpx
import pytest

from tests.http.conftest import another_api
from tests.http.world import alert_body, external_link

ROUNDS = 200
Json = dict[str, Any]


@pytest.fixture
def writers(product, stack, tenant: str) -> Iterator[tuple[httpx.Client, httpx.Client]]:
    """Two analysts, each at an API process of its own."""
    with (
        another_api(product, stack, "second-api") as second,
        product.client("analyst", tenant) as first_writer,
        second.client("analyst", tenant, "another-analyst") as second_writer,
    ):
        yield first_writer, second_writer


def write_comments(client: httpx.Client, path: str, barrier: Barrier) -> None:
    """Comment and link until the ticket is closed."""
    barrier.wait()
    for number in range(8):
        part, body = ("comments", {"body": "Seen."}) if number % 2 == 0 else ("links", external_link())
        answer = client.post(f"{path}/{part}", json=body)
        assert answer.status_code in {201, 409}, answer.text
        if answer.status_code == 409:
            return


def close(client: httpx.Client, path: str, barrier: Barrier) -> None:
    """Change, resolve and close the ticket."""
    bodies = (
        {"title": "Changed", "priority": "p1"},
        {"status": "resolved", "resolution": {"reason": "other"}},
        {"status": "closed"},
    )
    barrier.wait()
    for version, body in enumerate(bodies, start=1):
        answer = client.patch(path, json=body, headers={"If-Match": f'"{version}"'})
        assert answer.status_code == 200, answer.text


def pages(client: httpx.Client, path: str) -> Iterator[Json]:
    """Yield all rows of a list, by pages."""
    query = {"limit": "100"}
    while True:
        page = client.get(path, params=query).json()
        yield from page["items"]
        if page["next_cursor"] is None:
            return
        query["cursor"] = page["next_cursor"]


def contradictions(client: httpx.Client, ticket_id: str, events: list[Json], audited: dict[str, Json]) -> Iterator[str]:
    """Yield how the times of a ticket contradict the order of its events."""
    for before, after in pairwise(events):
        same = before["auditid"] == after["auditid"]
        if before["time"] != after["time"] if same else before["time"] >= after["time"]:
            yield f"event {after['sequence']} is not later than the one before"
    times = {event["auditid"]: event["time"] for event in events}
    if times != {audit_id: audited[audit_id]["occurred_at"] for audit_id in times}:
        yield "an audit record has another time than its event"
    path = f"/tickets/{ticket_id}"
    timeline = [(entry["audit_id"], entry["occurred_at"]) for entry in pages(client, f"{path}/timeline")]
    if timeline != [(event["auditid"], event["time"]) for event in events]:
        yield "the timeline has another order than the events"
    kinds = defaultdict(list)
    for event in events:
        kinds[event["type"].split(".")[2]].append(event["time"])
    ticket = client.get(path).json()
    if (ticket["created_at"], ticket["updated_at"], ticket["resolved_at"], ticket["closed_at"]) != (
        events[0]["time"],
        *[kinds["status_changed"][position] for position in (1, 0, 1)],
    ):
        yield "the ticket has other times than its events"
    for part, kind in (("comments", "comment_added"), ("links", "linked")):
        written = [row["created_at"] for row in pages(client, f"{path}/{part}")]
        if written != kinds[kind]:
            yield f"the {part} have other times or another order than their events"
        if any(moment >= ticket["closed_at"] for moment in written):
            yield f"one of the {part} is dated after the ticket was closed"


def test_times_of_a_ticket_never_contradict_its_order(writers, stream, tenant_id, eventually):
    created = []
    with ThreadPoolExecutor(2) as pool:
        for _ in range(ROUNDS):
            created.append(writers[0].post("/tickets", json={"title": "x"}).json()["id"])
            barrier = Barrier(2)
            tasks = zip((write_comments, close), writers, strict=True)
            for running in [pool.submit(write, client, f"/tickets/{created[-1]}", barrier) for write, client in tasks]:
                running.result()
    audited = {record["id"]: record for record in pages(writers[0], "/audit-records")}
    published = sum(record["outcome"] == "allowed" for record in audited.values())
    eventually(lambda: len({event["auditid"] for event in stream(tenant_id)}) == published, pause=1)
    events = defaultdict(list)
    for event in stream(tenant_id):
        events[event["subject"]].append(event)
    wrong = {ticket: list(contradictions(writers[0], ticket, events[ticket], audited)) for ticket in created}
    failed = {ticket: reasons for ticket, reasons in wrong.items() if reasons}
    assert not failed, f"{len(failed)} of {ROUNDS} rounds contradict their order, such as {next(iter(failed.values()))}"


def report(client: httpx.Client, body: Json, barrier: Barrier) -> None:
    """Report an alert again, as updated."""
    barrier.wait()
    for number in range(3):
        answer = client.post("/alerts", json={**body, "title": f"Update {number}", "activity": "update"})
        assert answer.status_code == 200, answer.text


def triage(client: httpx.Client, path: str, barrier: Barrier) -> Json:
    """Triage an alert, and return it as it was then."""
    barrier.wait()
    answer = client.patch(path, json={"severity": "high"}, headers={"If-Match": '"1"'})
    assert answer.status_code == 200, answer.text
    created = client.post(f"{path}/ticket")
    assert created.status_code == 201, created.text
    triaged: Json = answer.json()
    return triaged


def test_times_of_an_alert_never_contradict_its_order(writers, ingest: httpx.Client):
    failed = 0
    with ThreadPoolExecutor(2) as pool:
        for _ in range(ROUNDS):
            body, barrier = alert_body(), Barrier(2)
            created = ingest.post("/alerts", json=body).json()
            path = f"/alerts/{created['id']}"
            reporting = pool.submit(report, ingest, body, barrier)
            triaged = pool.submit(triage, writers[1], path, barrier).result()
            reporting.result()
            alert = writers[0].get(path).json()
            reports = [row["created_at"] for row in writers[0].get(f"{path}/reports?sort=created_at").json()["items"]]
            ticket = writers[0].get(f"/tickets/{alert['ticket_id']}").json()
            seen = triaged["seen_count"] - 1
            times = [alert["created_at"], *reports[:seen], triaged["updated_at"]]
            in_order = times == sorted(set(times)) and all(time > triaged["updated_at"] for time in reports[seen:])
            in_order &= triaged["updated_at"] < alert["updated_at"] == ticket["created_at"]
            failed += not (in_order and alert["last_seen_at"] == max(reports))
    assert failed == 0, f"{failed} of {ROUNDS} rounds contradict their order"


async def while_locked(database: Any, table: str, row_id: str, request: Callable[[], httpx.Response]) -> Json:
    """Send a request while another transaction holds the row's lock, and return the response and when it ended."""
    connection = await asyncpg.connect(database.superuser)
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name ~ 'api'"
    try:
        async with connection.transaction():
            await connection.execute(f"SELECT FROM {table} WHERE id = $1 FOR UPDATE", row_id)
            answer = asyncio.create_task(asyncio.to_thread(request))
            while await connection.fetchval(waiting) == 0:  # noqa: ASYNC110 - another process waits for the lock
                await asyncio.sleep(0.01)
            released = await connection.fetchval("SELECT clock_timestamp()")
        response = await answer
    finally:
        await connection.close()
    assert response.is_success, response.text
    return {"response": response.json(), "released": released.strftime("%Y-%m-%dT%H:%M:%S.%fZ")}


def test_time_is_taken_after_the_lock(product, analyst: httpx.Client, ingest: httpx.Client):
    body = alert_body()
    ticket = analyst.post("/tickets", json={"title": "x"}).json()["id"]
    alert = ingest.post("/alerts", json=body).json()["id"]
    changes = {
        "tickets": (ticket, lambda: analyst.post(f"/tickets/{ticket}/comments", json={"body": "x"}), "created_at"),
        "alerts": (
            alert,
            lambda: analyst.patch(f"/alerts/{alert}", json={"severity": "high"}, headers={"If-Match": '"1"'}),
            "updated_at",
        ),
    }
    for table, (row_id, request, member) in changes.items():
        result = asyncio.run(while_locked(product.database, table, row_id, request))
        assert result["response"][member] > result["released"]


# An API whose clock is an hour behind.
SLOW_API = """
import runpy, sys
from datetime import timedelta
from handlers.runtime import ids
exact = ids.utc_now
ids.utc_now = lambda: exact() - timedelta(hours=1)
sys.argv[1:] = ["api"]
runpy.run_module("handlers.cli", run_name="__main__")
"""


def test_times_move_forward_if_a_clock_steps_back(product, stack, tenant: str, ingest: httpx.Client):
    body = alert_body()
    alert = ingest.post("/alerts", json=body).json()["id"]
    with (
        another_api(product, stack, "slow-api", [sys.executable, "-c", SLOW_API]) as slow,
        slow.client(["analyst", "ingest"], tenant) as client,
    ):
        times = [client.get(f"/alerts/{alert}").json()["created_at"]]
        assert client.post("/tickets", json={"title": "x"}).json()["created_at"] < times[0]

        def send(method: str, path: str, json: Json | None = None, version: int = 1) -> Json:
            answer = client.request(method, path, json=json, headers={"If-Match": f'"{version}"'})
            assert answer.is_success, answer.text
            query = {"request_id": answer.headers["X-Request-Id"]}
            (record,) = client.get("/audit-records", params=query).json()["items"]
            times.append(record["occurred_at"])
            created: Json = answer.json() if answer.content else {}
            return created

        send("POST", "/alerts", {**body, "activity": "update", "title": "y"})
        send("PATCH", f"/alerts/{alert}", {"severity": "high"})
        ticket = send("POST", f"/alerts/{alert}/ticket")["id"]
        send("POST", f"/tickets/{ticket}/comments", {"body": "x"})
        newer = ingest.post("/alerts", json=alert_body()).json()["id"]
        times.append(client.get(f"/alerts/{newer}").json()["created_at"])
        link = {"target_type": "alert", "target": {"id": newer}}
        link_id = send("POST", f"/tickets/{ticket}/links", link)["id"]
        send("PATCH", f"/tickets/{ticket}", {"title": "y"})
        send("DELETE", f"/tickets/{ticket}/links/{link_id}")
    assert times == sorted(set(times))
