"""Start and stop of the API process: a port in use, requests in flight, and signals."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.http.conftest import API, another_api
from tests.http.wire import connect, head
from tests.product import Product

BODY = b'{"title": "in flight"}'
# The API that lets requests finish for 1 s instead of 9.
HURRIED_API = """
import runpy, sys
from handlers.api import http_server
http_server.DRAIN_SECONDS = 1
sys.argv[1:] = ["api"]
runpy.run_module("handlers.cli", run_name="__main__")
"""


@pytest.fixture
def api(product: Product, stack) -> Iterator[Product]:
    with another_api(product, stack, "stopped-api") as running:
        yield running


def create(api: Product, tenant: str) -> bytes:
    headers = [f"Authorization: Bearer {api.token('analyst', tenant)}", "Content-Type: application/json"]
    return head("POST", "/api/v1/tickets", *headers, f"Content-Length: {len(BODY)}")


def test_request_in_flight_is_finished_before_the_process_ends(api: Product, analyst, tenant: str):
    with connect(api.url) as idle, connect(api.url) as busy:
        idle.send(head("GET", "/healthz"))
        assert idle.answer().status == 200
        busy.send(create(api, tenant) + BODY[:5])
        time.sleep(0.3)
        api.api.process.send_signal(signal.SIGTERM)
        assert idle.is_closed()
        with pytest.raises(ConnectionError), connect(api.url) as late:
            late.answer()
        busy.send(BODY[5:])
        answer = busy.answer()
        assert (answer.status, json.loads(answer.body)["title"]) == (201, "in flight")
        assert busy.is_closed()
    assert api.api.process.wait(5) == 0
    assert [ticket["title"] for ticket in analyst.get("/tickets").json()["items"]] == ["in flight"]


@pytest.mark.parametrize("second", [signal.SIGINT, signal.SIGTERM])
def test_second_signal_ends_the_process_at_once(api: Product, analyst, tenant: str, second: signal.Signals):
    with connect(api.url) as busy:
        busy.send(create(api, tenant) + BODY[:5])
        time.sleep(0.3)
        api.api.process.send_signal(signal.SIGINT)
        time.sleep(0.5)
        assert api.api.process.poll() is None
        api.api.process.send_signal(second)
        assert api.api.process.wait(5) == 1
    assert analyst.get("/tickets").json()["items"] == []


def test_request_that_takes_too_long_is_cut_off(product: Product, stack, tenant: str):
    with another_api(product, stack, "hurried-api", [sys.executable, "-c", HURRIED_API]) as api:
        with connect(api.url) as busy:
            busy.send(create(api, tenant) + BODY[:5])
            time.sleep(0.3)
            api.api.process.send_signal(signal.SIGTERM)
            assert api.api.process.wait(8) == 1
        assert "requests cut off by the stop" in Path(api.api.output).read_text()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"ONEPROTECT_PORT": "{port}"}, "port {port} (Address already in use): set ONEPROTECT_PORT"),
        ({"ONEPROTECT_HOST": "192.0.2.1"}, "192.0.2.1, port 8080 (Cannot assign requested address)"),
        ({"ONEPROTECT_HOST": "no-such-host.invalid"}, "cannot listen on no-such-host.invalid"),
    ],
    ids=["port", "address", "name"],
)
def test_unusable_address_is_reported_in_one_line(product: Product, settings: dict[str, str], message: str):
    port = product.url.rpartition(":")[2]
    environment = {
        **os.environ,
        "ONEPROTECT_HOME": str(product.home),
        "ONEPROTECT_DATABASE_URL": product.database.app,
        "PYTHONPATH": os.fspath(Path(__file__).parents[2]),
        **{name: value.format(port=port) for name, value in settings.items()},
    }
    done = subprocess.run(API, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert message.format(port=port) in " ".join(done.stderr.split())
