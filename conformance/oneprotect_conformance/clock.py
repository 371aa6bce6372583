"""Time limits: a quick run ends within a minute, whatever the server does, and no check runs forever."""

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

OWN_CHECKS, FUZZING = 38.0, 50.0  # seconds after the start of a quick run at which these have to end
LAST_CHANCE = 4.0  # seconds after that in which checks that have not judged anything run again
MOST = 10.0  # seconds that one of many checks of a quick run may take
_EVENLY = 0.75  # part of the time of the own checks that is divided evenly
NO_TIME = "the quick run had no time left for it"
_LONGEST = 600.0  # seconds that one check of a full run may take
_GRACE = 0.5  # seconds after a deadline at which code that does not look at the clock is interrupted


class LateError(BaseException):
    """A deadline has passed. Not an Exception, so that no error handling on the way swallows it."""


class StoppedError(BaseException):
    """The run cannot go on; the message says why. What was found until then is still reported."""


@dataclass
class Clock:
    """The time of a run; ``until`` is the deadline of the current step."""

    quick: bool = False
    began: float = field(default_factory=time.monotonic)
    until: float = math.inf

    @property
    def spent(self) -> float:
        """The seconds since the run began."""
        return time.monotonic() - self.began

    def look(self, ahead: float = 0.0) -> None:
        """Raise LateError if the deadline has passed, or will have passed after so many seconds."""
        if time.monotonic() + ahead >= self.until:
            raise LateError

    def share(self, remaining: int, total: int) -> float:
        """Return the seconds that the next check may take; ``remaining`` of ``total`` checks include it. 0 for none.

        Most of a quick run's time is divided evenly, so that the last check has some; the rest, and what others leave,
        goes to the checks that need it first.
        """
        if not self.quick:
            return _LONGEST
        even = OWN_CHECKS * _EVENLY / total
        most = max(MOST, OWN_CHECKS / total)
        return max(0.0, min(most, OWN_CHECKS - self.spent - even * (remaining - 1)))

    def last_share(self, remaining: int) -> float:
        """Return the seconds for one of so many ``remaining`` checks that had too little time to judge anything."""
        return max(0.0, (OWN_CHECKS + LAST_CHANCE - self.spent) / remaining) if self.quick else _LONGEST

    def for_fuzzing(self) -> float:
        """Return the seconds that are left for fuzzing."""
        return max(0.0, FUZZING - self.spent) if self.quick else math.inf

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Limit a step to so many seconds: afterwards LateError is raised, also while it waits for a response."""
        before, self.until = self.until, time.monotonic() + seconds
        # Only the main thread receives signals.
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
