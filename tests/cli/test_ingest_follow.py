"""`oneprotect ingest --follow`: what it refuses, what it reports, and how it stops."""

import gzip
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import httpx
import pytest

from handlers.cli import progress
from handlers.cli.progress import Display
from handlers.ingest.outcome import Summary
from handlers.ingest.reading import Rejected
from tests.bench.eve import rows
from tests.cli.ingesting import NO_ROWS, Ingest, alerts_in, command, environment, eve, run, tenant
from tests.product import Product, await_ready

__all__ = ["eve", "run", "tenant"]
Follow = Callable[..., "Following"]


class Following:
    """A process that follows a log; its messages go to a file, so that they can be read while it runs."""

    def __init__(self, product: Product, tenant: str, messages: Path, *arguments: str) -> None:
        self._messages = messages
        with messages.open("a") as file:
            self.process = subprocess.Popen(
                command(product, tenant, "--follow", *arguments),
                env=environment(product),
                stdout=subprocess.PIPE,
                stderr=file,
                text=True,
            )

    @property
    def messages(self) -> list[str]:
        return self._messages.read_text().splitlines()

    def await_message(self, text: str) -> None:
        end = time.monotonic() + 30
        while not any(text in message for message in self.messages):
            assert time.monotonic() < end, self.messages
            time.sleep(0.05)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str, float]:
        """Send a signal and return the exit status, the output, and the seconds until the end."""
        started = time.monotonic()
        self.process.send_signal(number)
        output, _ = self.process.communicate(timeout=30)
        return self.process.returncode, output, time.monotonic() - started


@pytest.fixture
def follow(product: Product, tenant: str, tmp_path: Path) -> Iterator[Follow]:
    followings: list[Following] = []

    def start(*arguments: object) -> Following:
        messages = tmp_path / f"messages-{len(followings)}"
        followings.append(Following(product, tenant, messages, *map(str, arguments)))
        return followings[-1]

    yield start
    for following in followings:
        if following.process.poll() is None:
            following.process.kill()
        following.process.communicate()


def sent(analyst: httpx.Client) -> int:
    return len(analyst.get("/alerts", params={"limit": 100}).json()["items"])


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("eve.json.gz", b"", "is compressed, and cannot be followed"),
        ("eve.json", gzip.compress(b"{}\n"), "is compressed, and cannot be followed"),
        ("eve.json", b'[{"a": 1}, {"a": 2}]', "is a JSON array: a followed log needs one alert on each line"),
        ("eve.json", b'[\n{"a": 1},\n{"a": 2}\n]\n', "is a JSON array: a followed log needs one alert on each line"),
        ("eve.json", b'{\n "a": 1\n}\n', "is pretty-printed JSON: a followed log needs one alert on each line"),
        ("eve.json", b"PK\x03\x04", "is a ZIP archive"),
    ],
    ids=["gz by name", "gz by content", "array", "array on lines", "pretty-printed", "archive"],
)
def test_file_that_is_no_log_is_refused(run: Ingest, tmp_path: Path, name: str, content: bytes, reason: str):
    (tmp_path / name).write_bytes(content)
    result = run("--follow", str(tmp_path / name))
    assert (result.returncode, result.stdout) == (1, NO_ROWS + "\n")
    (message,) = result.stderr.splitlines()
    assert message.startswith(f"oneprotect: {name} {reason}")


def test_folder_and_pipe_are_refused(run: Ingest, tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    for path, reason in ((tmp_path, "is a folder"), (tmp_path / "pipe", "is not a regular file")):
        result = run("--follow", str(path))
        assert result.returncode == 1
        assert result.stderr.startswith(f"oneprotect: {path} {reason}")


def test_missing_file_is_waited_for(follow: Follow, eve: Path, analyst: httpx.Client, eventually: Callable[..., None]):
    log = eve.with_name("later.json")
    following = follow(log)
    following.await_message(f"waiting for {log} to appear")
    eve.rename(log)
    eventually(lambda: sent(analyst) == alerts_in(log))
    assert following.stop()[0] == 0
    assert following.messages == [f"waiting for {log} to appear", "later.json: recognized as Suricata EVE"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_stops_a_follower_during_an_outage(
    product: Product, follow: Follow, eve: Path, analyst: httpx.Client, number: signal.Signals
):
    os.kill(product.api.pid, signal.SIGKILL)
    assert product.api.process is not None
    product.api.process.wait()
    try:
        following = follow(eve)
        following.await_message("trying again until it works")
        time.sleep(3)
        status, output, seconds = following.stop(number)
    finally:
        product.api.start()
        await_ready(product.url)
    assert (status, output.splitlines()[-1][:9]) == (1, "0 created")
    assert seconds < 2.5
    assert sum("does not respond" in message for message in following.messages) == 1
    assert following.messages[-1] == (
        f"{alerts_in(eve)} alerts are not sent yet: the next `--follow` of this file to the same server sends them"
    )
    following = follow(eve)
    end = time.monotonic() + 30
    while sent(analyst) < alerts_in(eve):
        assert time.monotonic() < end
    assert following.stop(number)[0] == 0


def test_follower_gives_up_after_the_time_that_the_user_sets(follow: Follow, eve: Path):
    following = follow(eve, "--retry-for", "1", "--url", "http://127.0.0.1:1")
    assert following.process.wait(30) == 1
    assert "gave up after 1 s" in following._messages.read_text()


def test_rejected_rows_are_reported_while_following(follow: Follow, eve: Path, tmp_path: Path):
    rejects = tmp_path / "rejects.jsonl"
    for number in range(2):
        following = follow(eve, "--rejects", rejects)
        with eve.open("a") as file:
            file.write(json.dumps({**next(rows(1.0)), "timestamp": f"unknown {number}"}) + "\n")
        following.await_message("rejected at /timestamp")
        assert following.stop()[0] == 1
        assert sum("rejected at /timestamp" in message for message in following.messages) == 1
    documents = [json.loads(line)["document"] for line in rejects.read_text().splitlines()]
    assert [document["timestamp"] for document in documents] == ["unknown 0", "unknown 1"]


def test_second_follower_of_a_log_is_refused(follow: Follow, eve: Path, run: Ingest):
    following = follow(eve)
    following.await_message("recognized as")
    result = run("--follow", str(eve))
    assert (result.returncode, result.stdout) == (1, NO_ROWS + "\n")
    assert result.stderr.startswith(f"oneprotect: {eve} is already followed by another process")
    assert following.stop()[0] == 0


def test_killed_follower_continues_without_loss(
    follow: Follow, tmp_path: Path, analyst: httpx.Client, eventually: Callable[..., None]
):
    log, made = tmp_path / "eve.json", rows(1.0)
    for count in (20, 40, 60):
        following = follow(log)
        with log.open("a") as file:
            file.writelines(json.dumps(row) + "\n" for row in islice(made, 20))
        eventually(lambda count=count: sent(analyst) == count)
        following.process.kill()
        following.process.wait()
    following = follow(log)
    time.sleep(2)
    status, output, _ = following.stop()
    assert (status, output.startswith("0 created")) == (0, True)
    assert sent(analyst) == 60


def test_display_without_a_terminal_prints_counts_that_changed_once_a_minute(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    clock = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: clock[0])
    summary = Summary()
    display = Display(summary, is_followed=True)
    summary.report = display.reject
    display.start("eve.json", None)
    for second in range(300):
        clock[0] = float(second)
        summary.created = min(second, 150)
        display.advance()
    lines = capsys.readouterr().err.splitlines()
    assert [line.split()[1] for line in lines] == ["60", "120", "150"]
    assert lines[0] == "eve.json: 60 created, 0 already present, 0 skipped, 0 rejected"
    for number in range(1, 101):
        summary.add_rejected("eve.json", Rejected(number, "", "wrong"))
    assert len(capsys.readouterr().err.splitlines()) == 21
