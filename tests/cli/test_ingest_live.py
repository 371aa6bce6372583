"""`oneprotect ingest` while it is interrupted, while the server restarts, and while a log is written."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import httpx
import pytest

from tests.bench.eve import rows
from tests.cli.ingesting import alerts_in, command, environment, eve, tenant
from tests.product import Product, await_ready

__all__ = ["eve", "tenant"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_run_says_how_many_went_in(product: Product, tenant: str, eve: Path, number: signal.Signals):
    with subprocess.Popen(
        command(product, tenant, "suricata", "-"),
        env=environment(product),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(eve.read_text())
        process.stdin.flush()
        with product.client("analyst", tenant) as analyst:
            end = time.monotonic() + 20
            while not analyst.get("/alerts").json()["items"]:
                assert time.monotonic() < end
                time.sleep(0.1)
        time.sleep(0.7)
        process.send_signal(number)
        # Standard input stays open: a read that waits must not keep the process alive.
        assert process.wait(5) == 128 + number
        assert process.stdout.read().startswith(f"{alerts_in(eve)} created")


def test_server_that_restarts_loses_nothing(product: Product, tenant: str, tmp_path: Path, analyst: httpx.Client):
    file = tmp_path / "eve.json"
    file.write_text("".join(json.dumps(row) + "\n" for row in islice(rows(1.0), 8000)))
    process = subprocess.Popen(
        command(product, tenant, str(file)),
        env=environment(product),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    for _ in range(3):
        time.sleep(1)
        os.kill(product.api.pid, signal.SIGKILL)
        assert product.api.process is not None
        product.api.process.wait()
        time.sleep(0.5)
        product.api.start()
        await_ready(product.url)
    output, error = process.communicate(timeout=120)
    assert process.returncode == 0, error
    assert "trying again for up to" in error
    created, present = (int(part.split()[0].replace(",", "")) for part in output.splitlines()[-1].split(", ")[:2])
    assert created + present == 8000
    assert sum(1 for _ in every(analyst)) == 8000


def every(client: httpx.Client) -> list[str]:
    """The source ids of all alerts, over all pages."""
    ids: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = client.get("/alerts", params={"limit": 100, **cursor}).json()
        ids += [alert["source_alert_id"] for alert in page["items"]]
        if page["next_cursor"] is None:
            return ids
        cursor = {"cursor": page["next_cursor"]}


def test_followed_log_survives_rotations_and_restarts(
    product: Product, tenant: str, tmp_path: Path, analyst: httpx.Client, eventually: Callable[..., None]
):
    log = tmp_path / "eve.json"
    made = rows(1.0)

    def write(count: int) -> None:
        with log.open("a") as file:
            file.writelines(json.dumps(row) + "\n" for row in islice(made, count))

    def follow() -> subprocess.Popen[str]:
        return subprocess.Popen(
            command(product, tenant, "--follow", str(log)),
            env=environment(product),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    write(300)
    process = follow()
    eventually(lambda: len(every(analyst)) == 300)
    write(200)
    log.rename(log.with_name("eve.json.1"))
    write(200)
    os.kill(product.api.pid, signal.SIGKILL)
    assert product.api.process is not None
    product.api.process.wait()
    write(200)
    product.api.start()
    await_ready(product.url)
    eventually(lambda: len(every(analyst)) == 900)
    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert output.startswith("900 created, 0 already present") or " already present" in output
    write(100)
    log.with_name("eve.json.1").rename(log.with_name("eve.json.2"))
    log.rename(log.with_name("eve.json.1"))
    write(100)
    process = follow()
    eventually(lambda: len(every(analyst)) == 1100)
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=30)
    assert (process.returncode, output) == (0, "200 created, 0 already present, 0 skipped, 0 rejected\n")
    seen = {item["seen_count"] for item in analyst.get("/alerts", params={"limit": 100}).json()["items"]}
    assert seen == {1}


def test_followed_log_may_begin_with_a_broken_row(
    product: Product, tenant: str, eve: Path, analyst: httpx.Client, eventually: Callable[..., None]
):
    eve.write_text('": "cut off by a rotation"}\n' + eve.read_text())
    process = subprocess.Popen(
        command(product, tenant, "--follow", str(eve)),
        env=environment(product),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    eventually(lambda: len(every(analyst)) == alerts_in(eve))
    process.send_signal(signal.SIGTERM)
    output, error = process.communicate(timeout=30)
    assert process.returncode == 1
    assert output.endswith(", 1 rejected\n")
    assert "eve.json: row 1 rejected: not JSON" in error
