"""Supervision of child processes: restarts, stops in order, kills after the grace period, and death of the parent."""

import os
import signal
import subprocess
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest

from handlers.local.supervision import FIRST_DELAY, LAUNCHER, Child, Supervisor

SLEEP = "import time; time.sleep(600)"


def python(name: str, code: str, grace: float = 10.0) -> Child:
    return Child(name, [sys.executable, "-c", code], grace=grace)


def await_text(path: Path, text: str) -> None:
    deadline = time.monotonic() + 10
    while not path.exists() or text not in path.read_text():
        assert time.monotonic() < deadline, f"{text!r} was not written within 10 s"
        time.sleep(0.02)


def test_dead_child_is_restarted() -> None:
    child = python("sleeper", SLEEP)
    with Supervisor([child]) as supervisor:
        first = child.pid
        os.kill(first, signal.SIGKILL)
        assert supervisor.wait(1.5) is None
        assert child.alive()
        assert child.pid != first
    assert not child.alive()


def test_restart_delay_grows(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    child = python("failing", f"import sys, time; print(time.time(), file=open({str(starts)!r}, 'a')); sys.exit(3)")
    with Supervisor([child]) as supervisor:
        while not starts.exists() or len(starts.read_text().split()) < 3:
            supervisor.wait(0.1)
    moments = [float(line) for line in starts.read_text().split()]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert gaps[0] >= FIRST_DELAY
    assert gaps[1] >= FIRST_DELAY * 2


def test_children_stop_in_reverse_order(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    code = """
import signal, sys
def leave(*_):
    print("stop", sys.argv[1], file=open(sys.argv[2], "a"))
    sys.exit()
signal.signal(signal.SIGTERM, leave)
print("start", sys.argv[1], file=open(sys.argv[2], "a"))
signal.pause()
"""
    children = [Child(name, [sys.executable, "-c", code, name, str(journal)]) for name in ("first", "second")]
    with Supervisor(children):
        await_text(journal, "start first")
        await_text(journal, "start second")
    assert journal.read_text().splitlines()[2:] == ["stop second", "stop first"]


def test_child_that_ignores_the_stop_signal_is_killed(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    code = f"import signal; signal.signal(15, signal.SIG_IGN); open({str(ready)!r}, 'w').write('ready'); signal.pause()"
    child = python("stubborn", code, grace=0.2)
    child.start()
    await_text(ready, "ready")
    child.stop()
    assert child.process is not None
    assert child.process.returncode == -signal.SIGKILL


def test_signals_end_the_wait_and_handlers_are_restored() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Supervisor([python("sleeper", SLEEP)]) as supervisor:
        os.kill(os.getpid(), signal.SIGINT)
        assert supervisor.wait() is signal.SIGINT
        os.kill(os.getpid(), signal.SIGTERM)
        assert supervisor.wait() is signal.SIGTERM
    assert signal.getsignal(signal.SIGINT) is before


def test_child_can_only_be_started_from_the_main_thread() -> None:
    child, errors = python("sleeper", SLEEP), list[BaseException]()

    def start() -> None:
        with pytest.raises(RuntimeError, match="main thread") as caught:
            child.start()
        errors.append(caught.value)

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    assert len(errors) == 1
    assert child.process is None


def test_watcher_stops_an_orphan_without_help_from_the_kernel(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    orphan = (
        f"import signal, sys; f = open({str(journal)!r}, 'w', buffering=1); "
        "signal.signal(2, lambda *_: (print('stopped', file=f), sys.exit())); print('started', file=f); signal.pause()"
    )
    watcher = (
        "import os; from handlers.local.launcher import run_and_watch_parent; "
        f"run_and_watch_parent(os.getppid(), 2, [{sys.executable!r}, '-c', {orphan!r}])"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {watcher!r}])"]
    )
    await_text(journal, "started")
    parent.kill()
    parent.wait()
    await_text(journal, "stopped")


def test_command_does_not_start_if_its_parent_has_died(tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    command = [sys.executable, "-I", "-S", str(LAUNCHER), "999999999", "15", "-", "/usr/bin/env", "touch", str(marker)]
    assert subprocess.run(command, check=False).returncode == 126
    assert not marker.exists()
