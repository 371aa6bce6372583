"""`oneprotect ingest` against a running product: formats, files, standard input, rejected rows and tokens."""

import bz2
import gzip
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import httpx
import pytest
import zstandard

from tests.bench.eve import rows
from tests.product import Product, await_ready

Ingest = Callable[..., subprocess.CompletedProcess[str]]
NO_ROWS = "0 created, 0 already present, 0 skipped, 0 rejected"


def command(product: Product, tenant: str, *arguments: str) -> list[str]:
    return [
        *(sys.executable, "-m", "handlers.cli", "ingest", "--url", product.url, "--tenant", tenant),
        *arguments,
    ]


def environment(product: Product) -> dict[str, str]:
    return {**os.environ, "ONEPROTECT_HOME": str(product.home), "COLUMNS": "200", "NO_PROXY": "*"}


@pytest.fixture
def run(product: Product, tenant: str) -> Ingest:
    """Runs the command and returns its status and output."""

    def ingest(*arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(product, tenant, *arguments),
            env=environment(product),
            input=text,
            stdin=None if text is not None else subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    return ingest


def counts(result: subprocess.CompletedProcess[str]) -> str:
    return result.stdout.splitlines()[-1]


@pytest.fixture
def eve(tmp_path: Path) -> Path:
    """60 rows, of which about half are alerts."""
    file = tmp_path / "eve.json"
    file.write_text("".join(json.dumps(row) + "\n" for row in islice(rows(0.5), 60)))
    return file


def alerts_in(eve: Path) -> int:
    return sum('"event_type": "alert"' in line for line in eve.read_text().splitlines())


def test_second_run_creates_nothing(run: Ingest, eve: Path, analyst: httpx.Client):
    first, second = run("suricata", str(eve)), run("suricata", str(eve))
    number = alerts_in(eve)
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout.startswith(f"{number} created, 0 already present, {60 - number} skipped (")
    assert second.stdout.startswith(f"0 created, {number} already present, {60 - number} skipped (")
    items = analyst.get("/alerts", params={"limit": 100}).json()["items"]
    assert [alert["seen_count"] for alert in items] == [2] * number


def test_format_is_recognized_and_named(run: Ingest, eve: Path):
    result = run(str(eve))
    assert result.stdout.splitlines()[0] == "eve.json: recognized as Suricata EVE"


def test_rows_are_included_on_request(run: Ingest, tmp_path: Path):
    file = tmp_path / "eve.json"
    anomaly = {"timestamp": "2026-01-02T03:04:05+0000", "event_type": "anomaly", "anomaly": {"type": "decode"}}
    file.write_text(json.dumps(anomaly))
    assert counts(run("suricata", str(file))) == "0 created, 0 already present, 1 skipped (anomaly 1), 0 rejected"
    assert counts(run("suricata", str(file), "--include", "anomaly")).startswith("1 created")
    wrong = run("suricata", str(file), "--include", "pass")
    assert (wrong.returncode, wrong.stdout) == (1, NO_ROWS + "\n")
    assert (
        "--include pass is not for Suricata EVE" in wrong.stderr or "--include pass is not for suricata" in wrong.stderr
    )


def test_several_files_and_compressed_ones_are_read(run: Ingest, eve: Path, tmp_path: Path):
    content = eve.read_bytes()
    (tmp_path / "a.gz").write_bytes(gzip.compress(content))
    (tmp_path / "b.bz2").write_bytes(bz2.compress(content))
    (tmp_path / "c.zst").write_bytes(zstandard.compress(content))
    result = run(*(str(tmp_path / name) for name in ("a.gz", "b.bz2", "c.zst")))
    number = alerts_in(eve)
    assert counts(result).startswith(f"{number} created, {2 * number} already present, {180 - 3 * number} skipped")


def test_standard_input_is_read(run: Ingest, eve: Path):
    number = alerts_in(eve)
    assert counts(run("suricata", "-", text=eve.read_text())).startswith(f"{number} created")
    assert counts(run(text=eve.read_text())).startswith(f"0 created, {number} already present")


def test_rejected_rows_are_listed_and_written(run: Ingest, tmp_path: Path):
    file, rejects = tmp_path / "eve.json", tmp_path / "rejects.jsonl"
    (good,) = islice(rows(1.0), 1)
    bad = [{**good, "timestamp": number} for number in range(25)]
    file.write_text("\n".join(map(json.dumps, [good, *bad])) + "\n{\n")
    result = run("suricata", str(file), "--rejects", str(rejects))
    assert (result.returncode, counts(result)) == (1, "1 created, 0 already present, 0 skipped, 26 rejected")
    assert "eve.json: row 2 rejected at /timestamp: the time cannot be read" in result.stderr
    assert "6 more rows rejected" in result.stderr
    written = [json.loads(line) for line in rejects.read_text().splitlines()]
    assert [(entry["file"], entry["row"]) for entry in written] == [("eve.json", number) for number in range(2, 28)]
    assert (written[0]["pointer"], written[-1]["reason"][:8]) == ("/timestamp", "not JSON")


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "is empty"),
        (b"Jan  1 00:00:00 host sshd: failed\n", "is syslog, not JSON"),
        ('{"event_type": "alert"}'.encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04", "ZIP archive"),
        (b'{"a": 1}\n' * 100, "is in none of the formats"),
        (gzip.compress(os.urandom(5000))[:2000], ""),
    ],
)
def test_unreadable_file_is_one_message(run: Ingest, tmp_path: Path, eve: Path, content: bytes, cause: str):
    file = tmp_path / "file"
    file.write_bytes(content)
    result = run(str(file))
    assert (result.returncode, result.stdout) == (1, NO_ROWS + "\n")
    failures = [line for line in result.stderr.splitlines() if line.startswith("oneprotect: ")]
    assert len(failures) == 1
    assert cause in failures[0]
    both = run(str(file), str(eve))
    assert both.returncode == 1
    assert counts(both).startswith(f"{alerts_in(eve)} created")


def test_cut_off_file_is_read_up_to_its_end(run: Ingest, eve: Path, tmp_path: Path):
    file = tmp_path / "eve.json.gz"
    file.write_bytes(gzip.compress(eve.read_bytes() * 50)[:-40])
    result = run(str(file))
    assert result.returncode == 1
    assert "eve.json.gz is damaged or incomplete" in result.stderr
    assert counts(result).startswith(f"{alerts_in(eve)} created")


@pytest.mark.parametrize("name", ["missing.json", "folder"])
def test_what_is_not_a_file_is_named(run: Ingest, tmp_path: Path, name: str):
    (tmp_path / "folder").mkdir()
    result = run("suricata", str(tmp_path / name))
    assert result.returncode == 1
    assert str(tmp_path / name) in result.stderr


def test_unknown_format_lists_the_known_ones(run: Ingest, eve: Path):
    result = run("suricta", str(eve))
    assert result.returncode == 2
    assert "suricta is neither a file nor a format (asff, falco, ocsf, sarif, suricata, wazuh, zeek)" in result.stderr


def test_full_disk_ends_the_run_with_one_message_and_the_counts(run: Ingest, tmp_path: Path):
    file = tmp_path / "eve.json"
    file.write_text(json.dumps(next(rows(1.0))) + "\n{\n")
    result = run("suricata", str(file), "--rejects", "/dev/full")
    assert (result.returncode, counts(result)) == (1, "1 created, 0 already present, 0 skipped, 1 rejected")
    assert "oneprotect: /dev/full cannot be written: No space left on device." in result.stderr
    assert "Traceback" not in result.stderr


def test_closed_standard_input_is_empty(product: Product, tenant: str, eve: Path):
    words = shlex.join(command(product, tenant))
    for arguments, output in ((["-"], NO_ROWS), ([str(eve)], f"{alerts_in(eve)} created")):
        result = subprocess.run(
            ["/bin/sh", "-c", f"{words} suricata {shlex.join(arguments)} <&-"],
            env=environment(product),
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.stdout.startswith(output), result.stderr
        assert result.returncode == (1 if output == NO_ROWS else 0)


def test_token_file_is_read_again_when_its_token_is_refused(product: Product, tenant: str, eve: Path, tmp_path: Path):
    token = tmp_path / "token"
    token.write_text("expired.expired.expired")
    process = subprocess.Popen(
        command(product, tenant, "suricata", "-", "--token-file", str(token)),
        env=environment(product),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    time.sleep(1.5)
    token.write_text(product.token("ingest", tenant))
    output, _ = process.communicate(eve.read_text())
    assert output.startswith(f"{alerts_in(eve)} created")


@pytest.mark.parametrize("role", ["auditor", None])
def test_token_without_permission_is_reported(run: Ingest, product: Product, tenant: str, eve: Path, role: str | None):
    token = eve.with_name("token")
    token.write_text(product.token(role, tenant) if role else "no.such.token")
    result = run("suricata", str(eve), "--token-file", str(token))
    assert (result.returncode, result.stdout) == (1, NO_ROWS + "\n")
    assert "accepts no alerts with this token (40" in result.stderr
    assert "Traceback" not in result.stderr


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


def test_follow_needs_one_file(run: Ingest, eve: Path):
    for files in ([], ["-"], [str(eve), str(eve)]):
        result = run("--follow", *files)
        assert result.returncode == 2
        assert "--follow needs exactly one file" in result.stderr
