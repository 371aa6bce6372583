"""Child processes that never outlive us: in a session of their own, restarted when they die, stopped in order."""

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

from handlers.local.launch import PR_SET_PDEATHSIG

log = logging.getLogger("oneprotect.processes")

LAUNCH = Path(__file__).with_name("launch.py")
FIRST_DELAY = 0.25  # seconds before the first restart, doubled up to LAST_DELAY
LAST_DELAY = 15.0
SETTLED = 30.0  # seconds of life after which the delay starts over


def launcher(stop: signal.Signals, identity: str) -> list[str]:
    """The words that go before a command so that it gets `stop` when this process dies (see `launch.py`)."""
    return [sys.executable, "-I", "-S", str(LAUNCH), str(os.getpid()), str(int(stop)), identity]


@dataclass
class Child:
    """One long-lived program. `stop` asks it to end, after `grace` seconds its whole session is killed.

    `inherit` are file descriptors that it keeps open (the lock of the state folder), `output` is a log file
    (ours is shared when there is none), `identity` is explained in `launch.py`.
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
        # The kernel takes the death of the thread that spawned for the death of the parent.
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError(f"{self.name} must be started from the main thread")
        output = os.open(self.output, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600) if self.output else None
        try:
            self.process = subprocess.Popen(
                [*launcher(self.stop_signal, self.identity), *self.command],
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
        """The process id; raises RuntimeError before the first start."""
        if self.process is None:
            raise RuntimeError(f"{self.name} has not been started")
        return self.process.pid

    def alive(self) -> bool:
        """Whether it runs now (a finished one is reaped)."""
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Ask it to end and wait; kill its session after the grace. Nothing happens when it does not run."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(self.grace)
        except subprocess.TimeoutExpired:
            log.warning("%s did not stop within %.0f s and is killed", self.name, self.grace)
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass
class _Restart:
    delay: float = FIRST_DELAY
    due: float | None = None


def _wake(_number: int, _frame: FrameType | None) -> None:
    """Do nothing: the handler is there so that the signal is written to the wake-up descriptor."""


class Supervisor:
    """Runs children until SIGINT or SIGTERM; one that dies is started again after a growing delay.

    `with Supervisor(children) as supervisor: supervisor.wait()`, in the main thread. Entering starts those that do
    not run yet in the given order, leaving stops all in the reverse order; a second Ctrl-C changes nothing.
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
        """Tend the children until SIGINT or SIGTERM comes (returned), or the seconds are over (None)."""
        end = None if seconds is None else time.monotonic() + seconds
        while True:
            due = self._tend()
            deadlines = [moment for moment in (due, end) if moment is not None]
            timeout = max(0.0, min(deadlines) - time.monotonic()) if deadlines else None
            if select.select([self._reader], [], [], timeout)[0]:
                for number in self._reader.recv(64):
                    if number in (signal.SIGINT, signal.SIGTERM):
                        return signal.Signals(number)
            if end is not None and time.monotonic() >= end:
                return None

    def _tend(self) -> float | None:
        """Start again what is due; the moment of the next restart, if one waits."""
        for child in self._children:
            restart = self._restarts[child.name]
            if child.alive():
                continue
            now = time.monotonic()
            if restart.due is None:
                if now - child.started_at > SETTLED:
                    restart.delay = FIRST_DELAY
                restart.due = now + restart.delay
                code = child.process.returncode if child.process else None
                log.error("%s ended with %s, starts again in %.2f s", child.name, code, restart.delay)
                restart.delay = min(restart.delay * 2, LAST_DELAY)
            if restart.due <= now:
                restart.due = None
                child.start()
        return min((r.due for r in self._restarts.values() if r.due is not None), default=None)


def stop_with_parent() -> None:
    """Have the kernel send this process SIGINT when its parent dies, as after Ctrl-C.

    Not under `nohup`, whose point is to stay, and not where the kernel makes no such promise.
    """
    if sys.platform == "linux" and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0)
