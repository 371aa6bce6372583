"""While a dependency is unavailable, requests return 503 and have no effect."""

import asyncio
import signal
import socket
import subprocess
from urllib.parse import urlsplit
from uuid import UUID

import httpx

from handlers.local.supervision import Child
from tests.databases import execute


def test_mutation_without_its_audit_record_has_no_effect(product, analyst: httpx.Client, tenant_id: UUID):
    ticket = analyst.post("/tickets", json={"title": "x"}).json()
    path = f"/tickets/{ticket['id']}"
    asyncio.run(execute(product.database.migration, "REVOKE INSERT ON audit_records FROM oneprotect_app"))
    try:
        responses = []
        for number in range(25):
            responses += [
                analyst.post("/tickets", json={"title": "x"}),
                analyst.patch(path, json={"title": str(number)}, headers={"If-Match": '"1"'}),
                analyst.post(f"{path}/comments", json={"body": "x"}),
                analyst.post(f"/tickets/{tenant_id}/comments", json={"body": "denied"}),
            ]
    finally:
        asyncio.run(execute(product.database.migration, "GRANT INSERT ON audit_records TO oneprotect_app"))
    assert {(response.status_code, response.json()["code"]) for response in responses} == {(503, "unavailable")}
    assert all(response.headers["retry-after"] for response in responses)
    assert analyst.get("/tickets").json()["items"] == [ticket]
    assert analyst.get(f"{path}/comments").json()["items"] == []
    assert len(analyst.get("/audit-records").json()["items"]) == 1


def test_api_works_without_nats_and_the_events_follow(
    product, stack, analyst: httpx.Client, stream, tenant_id: UUID, eventually
):
    bus = next(child for child in stack.children if child.name == "nats")
    bus.process.send_signal(signal.SIGKILL)
    bus.process.wait()
    try:
        created = [analyst.post("/tickets", json={"title": str(number)}) for number in range(20)]
    finally:
        bus.start()
    assert {response.status_code for response in created} == {201}
    eventually(lambda: analyst.get("/me").status_code == 200)
    eventually(lambda: is_listening(product.nats_url))
    eventually(lambda: len(stream(tenant_id)) == 20, pause=0.5)
    assert [int(event["sequence"]) for event in stream(tenant_id)] == [1] * 20


def is_listening(url: str) -> bool:
    address = urlsplit(url)
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((address.hostname, address.port)) == 0


def test_killed_postgres_returns_503_until_it_is_back(product, stack, analyst: httpx.Client, eventually):
    analyst.post("/tickets", json={"title": "before"})
    server = next(child for child in stack.children if child.name == "postgres")
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    response = analyst.get("/tickets")
    assert (response.status_code, response.json()["code"]) == (503, "unavailable")
    assert httpx.get(f"{product.url}/readyz").status_code == 503
    eventually(lambda: try_start(server))
    eventually(lambda: analyst.get("/tickets").status_code == 200)
    assert [ticket["title"] for ticket in analyst.get("/tickets").json()["items"]] == ["before"]


def try_start(server: Child) -> bool:
    server.start()
    try:
        server.process.wait(1)
    except subprocess.TimeoutExpired:
        return True
    return False
