"""The judge ends: in its time, when it is told to, and what it has started with it."""

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from oneprotect_conformance import callers, clock, fuzzing
from oneprotect_conformance.callers import Tokens, UnusableServerError
from oneprotect_conformance.clock import Clock
from oneprotect_conformance.run import judge

from conformance.tests.bad_servers import TOKEN, dripping, good, serving
from conformance.tests.judging import command, environment, judged, on_paper, told_by
from conformance.tests.planted import Answered, Asked, Bug, Forward, planted


def test_a_contract_that_drips_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(callers, "_FETCH", 0.3)
    with dripping() as url, pytest.raises(UnusableServerError, match="did not come to its end"):
        judge(url, Tokens(TOKEN), seed=1, advance=lambda _: None, clock=Clock(quick=False))


def test_a_quick_run_of_a_slow_server_ends_in_time_and_says_what_it_cut(monkeypatch):
    monkeypatch.setattr(clock, "OWN_CHECKS", 1.0)

    def answer(asked: Asked) -> Answered:
        if asked.path.startswith("/things"):
            time.sleep(3)
        return good(asked)

    began = time.monotonic()
    found = judged(answer, "unknown records", "methods", "authentication")
    assert time.monotonic() - began < 4
    assert found.cut.keys() == {"unknown records", "methods", "authentication"}
    assert found.verdict != "0 broken: the server is what its contract says"
    assert any(line.startswith("not judged") for line in found.gaps)


@pytest.mark.proofs
def test_a_whole_quick_run_ends_within_a_minute_on_a_slow_machine(product, tenant: str, tmp_path: Path):
    (tmp_path / "token").write_text(product.token("admin", tenant))

    def answer(asked: Asked, forward: Forward, _: object) -> Answered:
        time.sleep(0.1)
        return forward(asked)

    with planted(Bug("a slow machine", "", "", [], answer), product.url) as url:
        began = time.monotonic()
        done = subprocess.run(
            command(tmp_path, url, "--quick"), capture_output=True, text=True, check=False, env=environment()
        )
        took = time.monotonic() - began
    assert done.returncode == 0, done.stdout
    assert took < 60
    assert "in a quick look, which is no proof" in done.stdout
    assert "not judged to the end: filters" in done.stdout


def test_the_last_check_of_a_quick_run_has_time_however_slow_the_others_are():
    now = Clock(quick=True)
    for to_come in range(40, 0, -1):
        given = now.share(to_come, 40)
        assert given > 0.4
        now.began -= given
    assert now.spent < clock.OWN_CHECKS + 0.1


def test_what_was_not_reached_is_never_called_kept(monkeypatch):
    monkeypatch.setattr(clock, "OWN_CHECKS", 0.5)

    def answer(asked: Asked) -> Answered:
        if asked.path == "/me":
            time.sleep(0.6)
        return good(asked)

    found = judged(answer, "unknown records")
    assert found.status == 2


def test_a_run_that_is_told_to_end_leaves_a_report_and_nothing_else(tmp_path: Path):
    reached = threading.Event()

    def answer(asked: Asked) -> Answered:
        if "schemathesis" in (asked.header("User-Agent") or ""):
            reached.set()
            time.sleep(0.2)
        return good(asked)

    (tmp_path / "tmp").mkdir()
    with serving(answer) as url:
        process = subprocess.Popen(
            command(tmp_path, url, "--only", "fuzzing"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment(TMPDIR=str(tmp_path / "tmp")),
        )
        assert reached.wait(30)
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=10)
    assert process.returncode in {1, 2}, said
    assert "it was told to end (SIGTERM)" in said
    assert list((tmp_path / "tmp").iterdir()) == []
    assert on_paper(tmp_path).attrib["errors"] == "1"


@pytest.mark.proofs
@pytest.mark.skipif(sys.platform != "linux", reason="other kernels do not tell a child of its parent's death")
def test_what_it_starts_does_not_outlive_it(tmp_path: Path):
    reached = threading.Event()
    last = [0.0]

    def answer(asked: Asked) -> Answered:
        if "schemathesis" in (asked.header("User-Agent") or ""):
            reached.set()
            last[0] = time.monotonic()
        return good(asked)

    with serving(answer) as url:
        process = subprocess.Popen(command(tmp_path, url, "--only", "fuzzing"), env=environment(TMPDIR=str(tmp_path)))
        assert reached.wait(30)
        process.kill()
        process.wait()
        ended = time.monotonic()
        time.sleep(2)
    assert last[0] < ended + 0.5
    assert [path for path in tmp_path.rglob("*.json") if TOKEN in path.read_text()] == []


def test_fuzzing_that_was_killed_is_no_broken_promise():
    found = judged(good, fuzzing.__name__.rpartition(".")[2], launcher=["/bin/sh", "-c", "kill -9 $$"])
    assert told_by(found) == []
    assert found.status == 2
    assert "schemathesis ended with the status -9" in (found.stopped or "")
