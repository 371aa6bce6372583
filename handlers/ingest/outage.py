"""Reporting that a server is unavailable: at once, then ever more rarely, and when it is available again."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

_FIRST_SECONDS = 30.0
_LONGEST_SECONDS = 600.0


class Outage:
    """The present outage of a server, if any; ``report`` receives the messages about it."""

    def __init__(self, report: Callable[[str], None]) -> None:
        self._report = report
        self._started_at: float | None = None
        self._next_at = 0.0
        self._interval = 0.0

    def continues(self, cause: str, left: float) -> None:
        """Note that a request failed for this cause; it will be repeated for so many seconds."""
        now = time.monotonic()
        limit = "until it works" if left == math.inf else f"for up to {left:.0f} s"
        if self._started_at is None:
            self._started_at, self._interval = now, _FIRST_SECONDS
            self._report(f"{cause}; trying again {limit}")
        elif now >= self._next_at:
            self._interval = min(self._interval * 2, _LONGEST_SECONDS)
            self._report(f"{cause}, for {now - self._started_at:.0f} s now; trying again {limit}")
        else:
            return
        self._next_at = now + self._interval

    def ends(self) -> None:
        """Note that the server has accepted a request."""
        if self._started_at is not None:
            self._report(f"the server is available again after {time.monotonic() - self._started_at:.0f} s")
            self._started_at = None
