"""`oneprotect ingest` against a running product: formats, files, standard input, rejected rows and tokens."""

import bz2
import gzip
import json
import shlex
import subprocess
import time
from itertools import islice
from pathlib import Path

import httpx
import pytest
import zstandard

from tests.bench.eve import rows
from tests.cli.ingesting import NO_ROWS, Ingest, alerts_in, command, environment, eve, run, tenant
from tests.ingest.reports import SAMPLES
from tests.product import Product

__all__ = ["eve", "run", "tenant"]
EMPTY = f"standard input: the input is empty: it has no rows\n{NO_ROWS}\n"


def counts(result: subprocess.CompletedProcess[str]) -> str:
    return result.stdout.splitlines()[-1]


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
    (tmp_path / "a.gz").write_bytes(gzip.compress(content, mtime=0))
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
    assert [entry.get("document") for entry in written] == [*bad, None]
    assert written[-1]["text"] == "{"


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"Jan  1 00:00:00 host sshd: failed\n", "is syslog, not JSON"),
        ('{"event_type": "alert"}'.encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04", "ZIP archive"),
        (b'{"a": 1}\n' * 100, "is in none of the formats"),
        (gzip.compress(bytes(range(256)) * 20, mtime=0)[:200], ""),
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
    file.write_bytes(gzip.compress(eve.read_bytes() * 50, mtime=0)[:-40])
    result = run(str(file))
    assert result.returncode == 1
    assert "eve.json.gz is damaged or incomplete" in result.stderr
    assert counts(result).startswith(f"{alerts_in(eve)} created")


@pytest.mark.parametrize("name", ["missing.json", "folder", "eve.json/inside"])
@pytest.mark.parametrize("place", ["alone", "after a format", "before another file", "after another file"])
def test_file_that_cannot_be_read_is_named(run: Ingest, eve: Path, tmp_path: Path, name: str, place: str):
    (tmp_path / "folder").mkdir()
    path = str(tmp_path / name)
    arguments = {
        "alone": [path],
        "after a format": ["suricata", path],
        "before another file": [path, str(eve)],
        "after another file": [str(eve), path],
    }[place]
    result = run(*arguments)
    reason = {
        "missing.json": "cannot be read: No such file or directory.",
        "folder": "is a folder: name the files in it.",
        "eve.json/inside": "cannot be read: Not a directory.",
    }[name]
    assert (result.returncode, result.stderr) == (1, f"oneprotect: {path} {reason}\n")
    assert counts(result).startswith(f"{alerts_in(eve) if 'another' in place else 0} created")


@pytest.mark.parametrize(("words", "hint"), [(["suricta"], "Did you mean suricata?"), (["qradar", "eve.json"], "")])
def test_unknown_format_lists_the_known_ones(run: Ingest, words: list[str], hint: str):
    result = run(*words)
    assert result.returncode == 2
    message = " ".join(result.stderr.replace("│", " ").split())
    assert f"{words[0]} is neither a file nor a format" in message
    assert "(asff, falco, ocsf, sarif, suricata, wazuh, zeek)" in message
    assert hint in message


@pytest.mark.parametrize(("alias", "sample"), [("guardduty", "guardduty.json"), ("securityhub", "asff.json")])
def test_format_has_other_usual_names(run: Ingest, alias: str, sample: str):
    result = run(alias, str(SAMPLES / sample))
    assert result.returncode == 0, result.stderr
    assert not result.stdout.startswith("0 created")


def test_full_disk_ends_the_run_with_one_message_and_the_counts(run: Ingest, tmp_path: Path):
    file = tmp_path / "eve.json"
    file.write_text(json.dumps(next(rows(1.0))) + "\n{\n")
    result = run("suricata", str(file), "--rejects", "/dev/full")
    assert (result.returncode, counts(result)) == (1, "1 created, 0 already present, 0 skipped, 1 rejected")
    assert "oneprotect: /dev/full cannot be written: No space left on device." in result.stderr
    assert "Traceback" not in result.stderr


def test_closed_standard_input_is_empty(product: Product, tenant: str, eve: Path):
    words = shlex.join(command(product, tenant))
    for arguments, output in ((["-"], EMPTY), ([str(eve)], f"{alerts_in(eve)} created")):
        result = subprocess.run(
            ["/bin/sh", "-c", f"{words} suricata {shlex.join(arguments)} <&-"],
            env=environment(product),
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.stdout.startswith(output), result.stderr
        assert result.returncode == 0


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


def test_tenant_next_to_a_token_is_refused(run: Ingest, eve: Path):
    result = run("suricata", str(eve), "--token-file", str(eve), "--tenant", "other")
    assert result.returncode == 2
    assert "the token names its tenant" in " ".join(result.stderr.split())


def test_follow_needs_one_file(run: Ingest, eve: Path):
    for files in ([], ["-"], [str(eve), str(eve)]):
        result = run("--follow", *files)
        assert result.returncode == 2
        assert "--follow needs exactly one file" in result.stderr
