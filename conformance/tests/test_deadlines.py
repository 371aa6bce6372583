"""A run ends: within its time, on a signal, and together with the process that it has started."""

import os
import signal
import subprocess
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from oneprotect_conformance import callers, clock, fuzzing
from oneprotect_conformance.callers import Tokens, UnusableServerError
from oneprotect_conformance.clock import Clock
from oneprotect_conformance.run import FUZZING, check_server

from conformance.tests.bad_servers import TOKEN, conforming, serving, trickling
from conformance.tests.planted import Bug, Forward, Request, Response, planted
from conformance.tests.running import checked, environment, junit, reporting, violations


def test_trickling_contract_is_abandoned(monkeypatch):
    monkeypatch.setattr(callers, "_FETCH", 0.3)
    with trickling() as url, pytest.raises(UnusableServerError, match="was not delivered within"):
        check_server(url, Tokens(TOKEN), seed=1, advance=lambda _: None, clock=Clock(quick=False))


def test_quick_run_of_slow_server_ends_in_time_and_lists_what_was_cut(monkeypatch):
    monkeypatch.setattr(clock, "OWN_CHECKS", 1.0)
    monkeypatch.setattr(clock, "LAST_CHANCE", 0.0)

    def answer(request: Request) -> Response:
        if request.path.startswith("/things"):
            time.sleep(3)
        return conforming(request)

    began = time.monotonic()
    outcome = checked(answer, "unknown records", "methods", "authentication")
    assert time.monotonic() - began < 4
    assert outcome.cut.keys() >= {"unknown records", "methods", "authentication"}
    assert "conforms" not in outcome.verdict
    assert any(line.startswith("not checked") for line in outcome.gaps)


@pytest.mark.proofs
def test_complete_quick_run_of_slow_server_ends_within_a_minute(product, tenant: str, tmp_path: Path):
    (tmp_path / "token").write_text(product.token("admin", tenant))

    def answer(request: Request, forward: Forward, _: object) -> Response:
        time.sleep(0.1)
        return forward(request)

    with planted(Bug("a slow server", "", "", [], answer), product.url) as url:
        began = time.monotonic()
        done = subprocess.run(
            reporting(tmp_path, url, "--quick"), capture_output=True, text=True, check=False, env=environment()
        )
        seconds = time.monotonic() - began
    assert done.returncode == 0, done.stdout
    assert seconds < 60
    assert "in a quick run, which is not a proof" in done.stdout
    assert "not fully checked: " in done.stdout, done.stdout


def test_check_that_judged_nothing_in_time_runs_once_more(monkeypatch):
    monkeypatch.setattr(clock, "OWN_CHECKS", 1.0)
    requests = Counter[str]()

    def answer(request: Request) -> Response:
        if request.path.startswith("/things"):
            requests["slow"] += 1
            time.sleep(3 if requests["slow"] == 1 else 0)
        return conforming(request)

    outcome = checked(answer, "unknown records", "methods")
    assert requests["slow"] > 1
    assert outcome.judged == {"unknown records", "methods"}
    assert outcome.summary.startswith("2 of 2 checks judged, ")


def test_last_check_of_quick_run_has_time_left():
    now = Clock(quick=True)
    for remaining in range(40, 0, -1):
        seconds = now.share(remaining, 40)
        assert seconds > 0.4
        now.began -= seconds
    assert now.spent < clock.OWN_CHECKS + 0.1


def test_only_check_of_quick_run_has_all_the_time():
    assert Clock(quick=True).share(1, 1) > clock.OWN_CHECKS - 1


def test_run_that_reached_no_check_does_not_pass(monkeypatch):
    monkeypatch.setattr(clock, "OWN_CHECKS", 0.5)
    monkeypatch.setattr(clock, "LAST_CHANCE", 0.0)

    def answer(request: Request) -> Response:
        if request.path == "/me":
            time.sleep(0.6)
        return conforming(request)

    assert checked(answer, "unknown records").status == 2


def test_terminated_run_leaves_a_report_and_no_files(tmp_path: Path):
    fuzzed = threading.Event()

    def answer(request: Request) -> Response:
        if "schemathesis" in (request.header("User-Agent") or ""):
            fuzzed.set()
            time.sleep(0.2)
        return conforming(request)

    (tmp_path / "tmp").mkdir()
    with serving(answer) as url:
        process = subprocess.Popen(
            reporting(tmp_path, url, "--only", FUZZING),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment(TMPDIR=str(tmp_path / "tmp")),
        )
        assert fuzzed.wait(30)
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=10)
    assert process.returncode in {1, 2}, output
    assert "it was stopped by SIGTERM" in output
    assert list((tmp_path / "tmp").iterdir()) == []
    assert junit(tmp_path).attrib["errors"] == "1"


@pytest.mark.proofs
@pytest.mark.skipif(os.name != "posix", reason="elsewhere a process does not see that its parent has ended")
def test_schemathesis_ends_when_the_run_is_killed(tmp_path: Path):
    fuzzed = threading.Event()
    last = [0.0]

    def answer(request: Request) -> Response:
        if "schemathesis" in (request.header("User-Agent") or ""):
            fuzzed.set()
            last[0] = time.monotonic()
        return conforming(request)

    with serving(answer) as url:
        process = subprocess.Popen(reporting(tmp_path, url, "--only", FUZZING), env=environment(TMPDIR=str(tmp_path)))
        assert fuzzed.wait(30)
        process.kill()
        process.wait()
        ended = time.monotonic()
        time.sleep(2)
    assert last[0] < ended + 0.5
    assert [path for path in tmp_path.rglob("*.json") if TOKEN in path.read_text()] == []


def test_killed_schemathesis_is_not_a_violation(monkeypatch):
    monkeypatch.setattr(fuzzing, "_command", lambda *_: ["/bin/sh", "-c", "kill -9 $$"])
    outcome = checked(conforming, FUZZING)
    assert violations(outcome) == []
    assert outcome.status == 2
    assert "schemathesis exited with status -9" in (outcome.stopped or "")
