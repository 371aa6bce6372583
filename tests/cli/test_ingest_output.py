"""What `oneprotect ingest` prints and writes: counts per file, empty inputs, rejected rows, and closed outputs."""

import json
import os
import pty
import select
import shlex
import signal
import subprocess
import sys
import threading
import time
from itertools import islice
from pathlib import Path

import httpx
import pytest

from tests.bench.eve import rows
from tests.cli.ingesting import NO_ROWS, Ingest, alerts_in, command, environment, eve, run, tenant
from tests.product import Product

__all__ = ["eve", "run", "tenant"]


def shell(product: Product, tenant: str, arguments: str, redirection: str) -> subprocess.CompletedProcess[str]:
    """Run the command with a redirection of its outputs."""
    return subprocess.run(
        ["/bin/bash", "-c", f"set -o pipefail; {shlex.join(command(product, tenant))} {arguments} {redirection}"],
        env=environment(product),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("content", ["", " \n", "[]", '{"Findings": []}', '{"version": "2.1.0", "runs": []}'])
@pytest.mark.parametrize("format_name", [None, "sarif"])
def test_empty_input_is_a_success(run: Ingest, tmp_path: Path, content: str, format_name: str | None):
    file = tmp_path / "scan.json"
    file.write_text(content)
    words = [] if format_name is None else [format_name]
    for result in (run(*words, str(file)), run(*words, text=content)):
        assert (result.returncode, result.stderr) == (0, "")
        *_, empty, counts = result.stdout.splitlines()
        assert empty.endswith(": the input is empty: it has no rows")
        assert counts == NO_ROWS


def test_each_of_several_files_has_a_line_of_counts(run: Ingest, eve: Path, tmp_path: Path):
    number = alerts_in(eve)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "eve.json").write_text(eve.read_text())
    result = run("suricata", *(str(tmp_path / folder / "eve.json") for folder in ("a", "b")), str(tmp_path / "no.json"))
    first, second, total = result.stdout.splitlines()
    assert first.startswith(f"{tmp_path}/a/eve.json: {number} created, 0 already present, {60 - number} skipped (")
    assert second.startswith(f"{tmp_path}/b/eve.json: 0 created, {number} already present, {60 - number} skipped (")
    assert total.startswith(f"{number} created, {number} already present, {120 - 2 * number} skipped (")
    assert result.stderr == f"oneprotect: {tmp_path}/no.json cannot be read: No such file or directory.\n"


def test_nothing_but_messages_is_written_to_a_file(product: Product, tenant: str, eve: Path, tmp_path: Path):
    bad = tmp_path / "bad.json"
    bad.write_text("{\n" + eve.read_text())
    result = subprocess.run(
        command(product, tenant, str(eve), str(bad)),
        env={**environment(product), "FORCE_COLOR": "1"},
        capture_output=True,
        check=False,
    )
    assert b"\x1b" not in result.stdout + result.stderr
    assert b"\r" not in result.stderr
    assert [line[:14] for line in result.stderr.decode().splitlines()] == ["bad.json: row "]


def test_results_are_not_redirected_to_a_terminal_on_standard_error(
    product: Product, tenant: str, eve: Path, tmp_path: Path
):
    controller, terminal = pty.openpty()
    with (tmp_path / "out").open("w") as out:
        process = subprocess.Popen(
            command(product, tenant, str(eve)), env=environment(product), stdout=out, stderr=terminal
        )
    os.close(terminal)
    shown = b""
    while select.select([controller], [], [], 60)[0]:
        try:
            shown += os.read(controller, 65536)
        except OSError:
            break
    os.close(controller)
    assert process.wait(30) == 0
    assert b"eve.json" in shown
    assert (tmp_path / "out").read_text().startswith("eve.json: recognized as Suricata EVE\n")


@pytest.mark.parametrize("redirection", ["| head -1", "2>&1 | head -1", ">&- 2>&-", "2>&-"])
def test_closed_output_does_not_keep_alerts_from_being_sent(
    product: Product, tenant: str, eve: Path, tmp_path: Path, analyst: httpx.Client, redirection: str
):
    empty, bad = tmp_path / "empty.json", tmp_path / "bad.json"
    empty.touch()
    bad.write_text("{\n")
    result = shell(product, tenant, shlex.join(map(str, [*[empty] * 20, eve, bad, eve])), redirection)
    assert "Traceback" not in result.stdout + result.stderr
    assert "Exception ignored" not in result.stderr
    items = analyst.get("/alerts", params={"limit": 100}).json()["items"]
    assert [item["seen_count"] for item in items] == [2] * alerts_in(eve)


def test_full_standard_output_is_reported(product: Product, tenant: str, eve: Path, analyst: httpx.Client):
    result = shell(product, tenant, shlex.quote(str(eve)), "> /dev/full")
    assert result.returncode == 1
    assert result.stderr == "oneprotect: standard output cannot be written: No space left on device.\n"
    assert len(analyst.get("/alerts", params={"limit": 100}).json()["items"]) == alerts_in(eve)


def test_rejects_do_not_overwrite_inputs_or_earlier_rejects(run: Ingest, eve: Path, tmp_path: Path):
    content, other, link = eve.read_text(), tmp_path / "other.jsonl", tmp_path / "link.json"
    other.write_text("{}\n")
    link.symlink_to(eve)
    for file, reason in ((eve, "is an input"), (link, "is an input"), (other, "already exists"), ("-", "needs a file")):
        result = run("suricata", str(eve), "--rejects", str(file))
        assert (result.returncode, result.stdout) == (2, "")
        assert reason in " ".join(result.stderr.replace("│", " ").split())
    assert (eve.read_text(), other.read_text()) == (content, "{}\n")
    other.write_text("")
    assert run("suricata", str(eve), "--rejects", str(other)).returncode == 0


def test_rejected_rows_can_be_corrected_and_sent_again(run: Ingest, tmp_path: Path):
    file, rejects, corrected = tmp_path / "eve.json", tmp_path / "rejects.jsonl", tmp_path / "corrected.json"
    good = list(islice(rows(1.0), 3))
    bad = [{**good[0], "timestamp": "today"}, {**good[1], "extra": "x" * 300_000}]
    file.write_text("\n".join(map(json.dumps, [*bad, good[2]])) + '\n{"a": \n')
    assert run("suricata", str(file), "--rejects", str(rejects)).stdout.startswith("1 created")
    entries = [json.loads(line) for line in rejects.read_text().splitlines()]
    documents = [entry["document"] for entry in entries if "document" in entry]
    assert documents == bad
    assert entries[2]["text"] == '{"a":'
    documents[0]["timestamp"] = good[0]["timestamp"]
    del documents[1]["extra"]
    corrected.write_text("\n".join(map(json.dumps, documents)))
    assert run("suricata", str(corrected)).stdout == "2 created, 0 already present, 0 skipped, 0 rejected\n"


def catches(pid: int, number: signal.Signals) -> bool:
    """Whether a process has a handler for the signal, which Python by itself has for SIGINT only."""
    (mask,) = (line.split()[1] for line in Path(f"/proc/{pid}/status").read_text().splitlines() if "SigCgt" in line)
    return bool(int(mask, 16) >> (number - 1) & 1)


@pytest.mark.parametrize("words", [["-"], ["pipe"]])
def test_waiting_for_input_can_be_interrupted(product: Product, tenant: str, tmp_path: Path, words: list[str]):
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(
        command(product, tenant, *words),
        env={**environment(product), "PYTHONPATH": str(Path(__file__).parents[2])},
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        end = time.monotonic() + 30
        while not catches(process.pid, signal.SIGTERM):
            assert time.monotonic() < end
            time.sleep(0.05)
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == 128 + signal.SIGINT
        assert process.stdout is not None
        assert process.stdout.read() == NO_ROWS + "\n"


def test_named_pipe_is_read(run: Ingest, eve: Path, tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=lambda: (tmp_path / "pipe").write_text(eve.read_text()))
    writer.start()
    result = run("suricata", str(tmp_path / "pipe"))
    writer.join(10)
    assert result.stdout.startswith(f"{alerts_in(eve)} created")


def test_misspelled_tenant_is_refused_and_not_created(product: Product, eve: Path, tenant: str):
    for _ in range(2):
        result = subprocess.run(
            [sys.executable, "-m", "handlers.cli", "ingest", str(eve), "--url", product.url, "--tenant", f"{tenant}x"],
            env=environment(product),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (result.returncode, result.stdout) == (1, NO_ROWS + "\n")
        assert f"oneprotect: there is no tenant {tenant}x (the tenants are: " in result.stderr
        assert f"`oneprotect tenant add {tenant}x`" in result.stderr
