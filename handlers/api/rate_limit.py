"""How many requests a principal may send to one API process."""

from __future__ import annotations

import math
import time
from uuid import UUID

from limits import RateLimitItem
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter


class RateLimiter:
    """Counts the requests of each principal over a sliding window."""

    def __init__(self, rate: RateLimitItem) -> None:
        self._rate = rate
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def take(self, principal_id: UUID) -> int | None:
        """Take one request; None if it may go on, else the whole seconds after which one may."""
        key = principal_id.hex
        if self._limiter.hit(self._rate, key):
            return None
        reset_at, _ = self._limiter.get_window_stats(self._rate, key)
        return max(1, math.ceil(reset_at - time.time()))
