"""Limits at the edge, over raw sockets: sizes, deadlines, connections, and what is believed about the client."""

import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.http.conftest import another_api
from tests.http.wire import connect, head
from tests.product import Product

# The API with short deadlines and few connections.
HASTY_API = """
import runpy, sys
from generated.runtime import parsing
from handlers.api import http_server
http_server.IDLE_SECONDS, http_server.MAX_CONNECTIONS, parsing.BODY_SECONDS = 2, 3, 1
sys.argv[1:] = ["api"]
runpy.run_module("handlers.cli", run_name="__main__")
"""


@pytest.fixture(scope="module")
def hasty(product: Product, stack) -> Iterator[Product]:
    with another_api(product, stack, "hasty-api", [sys.executable, "-c", HASTY_API]) as running:
        yield running


@pytest.fixture
def bearer(product, tenant: str) -> str:
    return f"Authorization: Bearer {product.token('analyst', tenant)}"


def padded(size: int) -> bytes:
    """A request whose line and headers have this many bytes, as the server counts them: 4 for each header's line."""
    rest = len("GET" + "/healthz" + "host" + "127.0.0.1" + "padding") + 8
    return head("GET", "/healthz", "Padding: " + "x" * (size - rest))


@pytest.mark.parametrize(("size", "status"), [(32 * 1024, 200), (32 * 1024 + 1, 431), (40_000, 431), (2_000_000, 431)])
def test_head_has_at_most_32_kib(product, size: int, status: int):
    with connect(product.url) as wire:
        try:
            wire.send(padded(size))
        except ConnectionError:
            return  # the answer can be lost when the connection closes before everything is sent
        assert wire.answer().status == status
        if status == 431:
            assert wire.is_closed()


def test_path_counts_towards_the_head(product):
    with connect(product.url) as wire:
        wire.send(head("GET", "/healthz?" + "q" * 33_000))
        assert wire.answer().status == 431
        assert wire.is_closed()


def test_request_has_at_most_100_headers(product):
    with connect(product.url) as wire:
        wire.send(head("GET", "/healthz", *[f"X-{number}: 1" for number in range(120)]))
        assert wire.answer().status == 431
        assert wire.is_closed()


@pytest.mark.parametrize("framing", ["Content-Length: 5000000", "Transfer-Encoding: chunked"])
def test_connection_closes_after_413(product, bearer: str, framing: str):
    """The rest of the body is not read, and nothing in it is executed as a request."""
    chunk = b"x" * 1_200_000
    body = b"%x\r\n%s\r\n" % (len(chunk), chunk) if "chunked" in framing else chunk
    with connect(product.url) as wire:
        wire.send(head("POST", "/api/v1/tickets", bearer, "Content-Type: application/json", framing) + body)
        answer = wire.answer()
        assert (answer.status, answer.headers["connection"]) == (413, "close")
        assert wire.is_closed()


@pytest.mark.parametrize(("token", "status"), [("{bearer}", b"413"), ("Authorization: Bearer x", b"401")])
@pytest.mark.parametrize("repeat", range(3))
def test_client_that_sends_all_before_it_reads_gets_the_response(
    product, bearer: str, token: str, status: bytes, repeat: int
):
    """An early close would reset the connection, and with it the response."""
    del repeat
    body = b"x" * 8_000_000
    headers = [token.format(bearer=bearer), "Content-Type: application/json", f"Content-Length: {len(body)}"]
    with connect(product.url) as wire:
        wire.send(head("POST", "/api/v1/tickets", *headers) + body)
        time.sleep(0.1)
        assert wire.connection.recv(12) == b"HTTP/1.1 " + status


def test_idle_connection_closes(hasty):
    with connect(hasty.url) as wire:
        wire.send(head("GET", "/healthz"))
        assert wire.answer().status == 200
        assert wire.is_closed()
    with connect(hasty.url) as wire:
        assert wire.is_closed()


def test_head_that_trickles_in_is_cut_off(hasty):
    start = time.monotonic()
    with connect(hasty.url) as wire, pytest.raises(ConnectionError):
        wire.send(*[bytes([byte]) for byte in head("GET", "/healthz", "Slow: " + "x" * 400)])
    assert time.monotonic() - start < 12


def test_body_that_trickles_in_is_cut_off(hasty, tenant: str):
    bearer = f"Authorization: Bearer {hasty.token('analyst', tenant)}"
    with connect(hasty.url) as wire:
        wire.send(head("POST", "/api/v1/tickets", bearer, "Content-Type: application/json", "Content-Length: 300"))
        wire.send(*[b" "] * 5)
        assert wire.answer().status == 503
        assert wire.is_closed()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has TCP_USER_TIMEOUT: run this on Linux")
def test_client_that_stops_reading_is_cut_off(hasty):
    address = urlsplit(hasty.url)
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(10)
        connection.connect((address.hostname, address.port))
        connection.sendall(head("GET", "/openapi.json") * 20)
        time.sleep(7)
        size = len(httpx.get(f"{hasty.url}/openapi.json", trust_env=False).content)
        received = 0
        with suppress(ConnectionError):
            while data := connection.recv(65_536):
                received += len(data)
    assert received < 20 * size


def test_connection_beyond_the_limit_waits_and_logs_nothing(hasty):
    log = Path(hasty.api.output)
    before = log.read_text()
    with connect(hasty.url) as first, connect(hasty.url), connect(hasty.url), connect(hasty.url, timeout=30) as last:
        last.send(head("GET", "/healthz"))
        first.send(head("GET", "/healthz"))
        assert first.answer().status == 200
        assert last.answer().status == 200
    assert log.read_text() == before


def test_garbage_and_resets_log_nothing(product):
    log = Path(product.api.output)
    httpx.get(f"{product.url}/healthz", trust_env=False)
    before = log.read_text()
    for start in (b"\x16\x03\x01\x02\x00\x01\x00", b"GET\r\n\r\n", b"", head("GET", "/healthz")[:20], b"\0" * 1000):
        with connect(product.url) as wire:
            wire.send(start)
    time.sleep(0.5)
    assert log.read_text() == before


def cpu_seconds(pid: int) -> float:
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def test_many_unknown_members_cost_little(product, analyst: httpx.Client):
    members = ",".join(f'"{number:x}":0' for number in range(105_000))
    before = cpu_seconds(product.api.pid)
    answer = analyst.post(
        "/tickets",
        content='{"severity":"none",' + members + ',"title":7}',
        headers={"Content-Type": "application/json"},
    )
    spent = cpu_seconds(product.api.pid) - before
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 50)
    assert answer.json()["detail"] == "The body has 105002 validation errors; the first 50 are listed."
    # Errors in known members are listed even if unknown ones stand before them.
    assert {"/title", "/severity"} < {error["pointer"] for error in answer.json()["errors"]}
    assert spent < 0.7


def test_unknown_members_of_a_nested_object_are_counted_and_cut(analyst: httpx.Client):
    observable = {"type": "host", **{f"m{number}": 0 for number in range(5000)}}
    answer = analyst.post("/assets", json=observable)
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 50)
    document = {"target_type": "external", "target": {f"m{number}": 0 for number in range(5000)}}
    ticket = analyst.post("/tickets", json={"title": "x"}).json()
    answer = analyst.post(f"/tickets/{ticket['id']}/links", json=document)
    assert (answer.status_code, json.loads(answer.content)["code"]) == (422, "validation")


def sign_in(api: Product, address: str) -> int:
    headers = {"Origin": api.url, "X-Forwarded-For": address}
    path = f"{api.url}/api/v1/session"
    return httpx.post(path, json={"identity": "analyst"}, headers=headers, trust_env=False).status_code


LIMITED = {"ONEPROTECT_RATE_LIMIT": "1/hour", "ONEPROTECT_DEMO_SIGN_IN": "true"}


def test_forwarded_address_is_ignored_by_default(product, stack):
    with another_api(product, stack, "api-without-proxy", **LIMITED) as api:
        assert [sign_in(api, f"192.0.2.{number}") for number in range(3)] == [201, 429, 429]


def test_forwarded_address_is_believed_from_a_trusted_proxy(product, stack):
    settings = {**LIMITED, "ONEPROTECT_TRUSTED_PROXIES": '["127.0.0.0/8", "198.51.100.7"]'}
    with another_api(product, stack, "api-behind-proxy", **settings) as api:
        assert [sign_in(api, address) for address in ("192.0.2.1", "192.0.2.1", "192.0.2.2")] == [201, 429, 201]
        # Only what the trusted proxies have added counts: a client can send the header, too.
        assert sign_in(api, "203.0.113.9, 192.0.2.1, 198.51.100.7") == 429
