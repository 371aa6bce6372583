"""Child processes that cannot outlive this process, are restarted when they die, and are stopped in order."""

import ctypes
import logging
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

from handlers.local.launcher import PR_SET_PDEATHSIG

log = logging.getLogger("oneprotect.processes")

LAUNCHER = Path(__file__).with_name("launcher.py")
FIRST_DELAY = 0.25  # seconds before the first restart, doubled up to MAX_DELAY
MAX_DELAY = 15.0
STABLE_AFTER = 30.0  # seconds without a failure, after which the delay is FIRST_DELAY again


def launcher_command(stop: signal.Signals, identity: str) -> list[str]:
    """Return the words to put before a command so that it receives `stop` when this process dies (`launcher.py`)."""
    return [sys.executable, "-I", "-S", str(LAUNCHER), str(os.getpid()), str(int(stop)), identity]


@dataclass
class Child:
    """One long-lived program in a session of its own. `stop` kills the session `grace` seconds after `stop_signal`.

    `inherit` are file descriptors that stay open in it (the lock of the state folder), `output` is its log file (by
    default it shares our output), `identity` is explained in `launcher.py`.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] | None = field(default=None, repr=False)
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 10.0
    inherit: tuple[int, ...] = ()
    output: Path | None = None
    identity: str = "-"
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started_at: float = field(default=0.0, init=False)

    def start(self) -> None:
        """Start the program; from the main thread only."""
        # The kernel sends the signal when the thread that started the child ends, not only the process.
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError(f"{self.name} must be started from the main thread")
        output = os.open(self.output, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600) if self.output else None
        try:
            self.process = subprocess.Popen(
                [*launcher_command(self.stop_signal, self.identity), *self.command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=self.environment,
                pass_fds=self.inherit,
                start_new_session=True,
            )
        finally:
            if output is not None:
                os.close(output)
        self.started_at = time.monotonic()

    @property
    def pid(self) -> int:
        """The process id; raise RuntimeError before the first start."""
        if self.process is None:
            raise RuntimeError(f"{self.name} has not been started")
        return self.process.pid

    def alive(self) -> bool:
        """Whether it runs now; reaps it if it has ended."""
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Send the stop signal and wait; kill its session after the grace period. Do nothing if it does not run."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(self.grace)
        except subprocess.TimeoutExpired:
            log.warning("%s did not stop within %.0f s: killing it", self.name, self.grace)
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass
class _Restart:
    delay: float = FIRST_DELAY
    due: float | None = None


def _wake(_number: int, _frame: FrameType | None) -> None:
    """Do nothing: a signal with a handler is written to the wake-up descriptor."""


class Supervisor:
    """Runs children until SIGINT or SIGTERM, and restarts those that die after a growing delay.

    Use it as `with Supervisor(children) as supervisor: supervisor.wait()`, in the main thread. Entering starts the
    children that do not run yet, in order; leaving stops all of them in reverse order, whatever signals arrive.
    """

    def __init__(self, children: Sequence[Child]) -> None:
        self._children = tuple(children)
        self._restarts = {child.name: _Restart() for child in children}

    def __enter__(self) -> Self:
        self._reader, self._writer = socket.socketpair()
        self._writer.setblocking(False)
        self._old_wakeup = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD)
        self._old_handlers = {number: signal.signal(number, _wake) for number in numbers}
        try:
            for child in self._children:
                if not child.alive():
                    child.start()
        except OSError:
            self._leave()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def _leave(self) -> None:
        for child in reversed(self._children):
            child.stop()
        for number, handler in self._old_handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._old_wakeup)
        self._reader.close()
        self._writer.close()

    def wait(self, seconds: float | None = None) -> signal.Signals | None:
        """Restart children until SIGINT or SIGTERM arrives, which is returned, or for `seconds`; then return None."""
        end = None if seconds is None else time.monotonic() + seconds
        while True:
            due = self._restart_due()
            deadlines = [moment for moment in (due, end) if moment is not None]
            timeout = max(0.0, min(deadlines) - time.monotonic()) if deadlines else None
            if select.select([self._reader], [], [], timeout)[0]:
                for number in self._reader.recv(64):
                    if number in (signal.SIGINT, signal.SIGTERM):
                        return signal.Signals(number)
            if end is not None and time.monotonic() >= end:
                return None

    def _restart_due(self) -> float | None:
        """Restart the children whose delay is over; return the time of the next restart, if any."""
        for child in self._children:
            restart = self._restarts[child.name]
            if child.alive():
                continue
            now = time.monotonic()
            if restart.due is None:
                if now - child.started_at > STABLE_AFTER:
                    restart.delay = FIRST_DELAY
                restart.due = now + restart.delay
                code = child.process.returncode if child.process else None
                log.error("%s exited with status %s: restarting in %.2f s", child.name, code, restart.delay)
                restart.delay = min(restart.delay * 2, MAX_DELAY)
            if restart.due <= now:
                restart.due = None
                child.start()
        return min((r.due for r in self._restarts.values() if r.due is not None), default=None)


def stop_with_parent() -> None:
    """Have the kernel send this process SIGINT, as Ctrl-C does, when its parent dies.

    Does nothing under `nohup`, which is meant to outlive its parent, and on systems other than Linux.
    """
    if sys.platform == "linux" and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0)
