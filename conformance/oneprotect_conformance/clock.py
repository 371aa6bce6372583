"""How long a run may take: a quick one ends within a minute, whatever the server does, and no check takes for ever."""

from __future__ import annotations

import math
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import NoReturn

OWN_CHECKS, FUZZING = 38.0, 50.0  # seconds of a quick run that are over when these have to end
MOST = 10.0  # seconds that one check of a quick run may take at most
_LONGEST = 600.0  # seconds of a check, or of schemathesis beyond its last answer, in a whole run
_GRACE = 0.5  # seconds after which what does not look at the clock is told


class LateError(BaseException):
    """The time of what is at work is over. No Exception: nothing that mends errors on the way takes it for one."""


class StoppedError(BaseException):
    """The run cannot go on; the message says why. What was found until then stays."""


@dataclass
class Clock:
    """The time of a run; ``until`` is when what is at work has to end."""

    quick: bool = False
    began: float = field(default_factory=time.monotonic)
    until: float = math.inf

    @property
    def spent(self) -> float:
        """The seconds since the run began."""
        return time.monotonic() - self.began

    def look(self, ahead: float = 0.0) -> None:
        """Raise LateError where what is at work is late, or will be after so many seconds."""
        if time.monotonic() + ahead >= self.until:
            raise LateError

    def share(self, to_come: int, total: int) -> float:
        """Give the seconds that the next check may take, where so many of all are to come with it; 0 for none.

        Half of a quick run's time is divided evenly, so that the last check has some; the rest is for who needs it.
        """
        if not self.quick:
            return _LONGEST
        even = OWN_CHECKS / 2 / total
        return max(0.0, min(MOST, OWN_CHECKS - self.spent - even * (to_come - 1)))

    def for_fuzzing(self) -> float:
        """Give the seconds that are left for fuzzing."""
        return max(0.0, FUZZING - self.spent) if self.quick else math.inf

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Let something take so many seconds; LateError comes after them, also where it waits for an answer."""
        before, self.until = self.until, time.monotonic() + seconds
        # Signals come to the main thread alone.
        alarm = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
        handler = signal.signal(signal.SIGALRM, _late) if alarm else None
        try:
            if alarm:
                signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)
            yield
        finally:
            if alarm:
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, handler or signal.SIG_DFL)
            self.until = before


def _late(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    raise LateError
