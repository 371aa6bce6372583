"""When something is away, the answer is 503 and nothing has happened."""

import asyncio
import signal
import socket
import subprocess
from urllib.parse import urlsplit
from uuid import UUID

import asyncpg
import httpx

from handlers.local.supervision import Child


def execute(url: str, statement: str) -> None:
    async def run() -> None:
        connection = await asyncpg.connect(url)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(run())


def test_without_its_audit_record_nothing_happens(product, analyst: httpx.Client, tenant_id: UUID):
    ticket = analyst.post("/tickets", json={"title": "x"}).json()
    path = f"/tickets/{ticket['id']}"
    execute(product.database.migration, "REVOKE INSERT ON audit_records FROM oneprotect_app")
    try:
        answers = []
        for number in range(25):
            answers += [
                analyst.post("/tickets", json={"title": "x"}),
                analyst.patch(path, json={"title": str(number)}, headers={"If-Match": '"1"'}),
                analyst.post(f"{path}/comments", json={"body": "x"}),
                analyst.post(f"/tickets/{tenant_id}/comments", json={"body": "denied"}),
            ]
    finally:
        execute(product.database.migration, "GRANT INSERT ON audit_records TO oneprotect_app")
    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(503, "unavailable")}
    assert all(answer.headers["retry-after"] for answer in answers)
    assert analyst.get("/tickets").json()["items"] == [ticket]
    assert analyst.get(f"{path}/comments").json()["items"] == []
    assert len(analyst.get("/audit-records").json()["items"]) == 1


def test_while_nats_is_away_the_api_answers_and_the_events_follow(
    product, stack, analyst: httpx.Client, stream, tenant_id: UUID, eventually
):
    bus = next(child for child in stack.children if child.name == "nats")
    bus.process.send_signal(signal.SIGKILL)
    bus.process.wait()
    try:
        made = [analyst.post("/tickets", json={"title": str(number)}) for number in range(20)]
    finally:
        bus.start()
    assert {answer.status_code for answer in made} == {201}
    eventually(lambda: analyst.get("/me").status_code == 200)
    eventually(lambda: listening(product.nats_url))
    eventually(lambda: len(stream(tenant_id)) == 20, pause=0.5)
    assert [event["sequence"] for event in stream(tenant_id)] == [1] * 20


def listening(url: str) -> bool:
    address = urlsplit(url)
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((address.hostname, address.port)) == 0


def test_a_killed_postgres_is_503_and_then_well_again(product, stack, analyst: httpx.Client, eventually):
    analyst.post("/tickets", json={"title": "before"})
    server = next(child for child in stack.children if child.name == "postgres")
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    away = analyst.get("/tickets")
    assert (away.status_code, away.json()["code"]) == (503, "unavailable")
    assert httpx.get(f"{product.url}/readyz").status_code == 503
    eventually(lambda: started(server))
    eventually(lambda: analyst.get("/tickets").status_code == 200)
    assert [ticket["title"] for ticket in analyst.get("/tickets").json()["items"]] == ["before"]


def started(server: Child) -> bool:
    server.start()
    try:
        server.process.wait(1)
    except subprocess.TimeoutExpired:
        return True
    return False
