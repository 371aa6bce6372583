"""The rate limit of each principal, counted in memory by each API process."""

from __future__ import annotations

import math
import time
from uuid import UUID

from limits import RateLimitItem
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter


class RateLimiter:
    """Counts the requests of each principal in a sliding window."""

    def __init__(self, rate: RateLimitItem) -> None:
        self._rate = rate
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def hit(self, principal_id: UUID) -> int | None:
        """Count one request; return None if it is within the limit, else the seconds to wait for the next one."""
        key = principal_id.hex
        if self._limiter.hit(self._rate, key):
            return None
        reset_at, _ = self._limiter.get_window_stats(self._rate, key)
        return max(1, math.ceil(reset_at - time.time()))
