"""Noticing that a pipe has nothing new for now, so that what has arrived is sent."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator

from handlers.ingest.reading import Outcome

_WAIT_SECONDS = 0.25
_MAX_WAITING = 1000


def with_pauses(outcomes: Iterator[Outcome]) -> Iterator[Outcome | None]:
    """Yield the outcomes, and None whenever the next one takes longer than a quarter of a second.

    They are read in a background thread. Raises what ``outcomes`` raises.
    """
    waiting: queue.Queue[Outcome | Exception] = queue.Queue(_MAX_WAITING)

    def read() -> None:
        try:
            for outcome in outcomes:
                waiting.put(outcome)
        except Exception as error:  # noqa: BLE001 - raised again in the thread that takes the outcomes
            waiting.put(error)
        else:
            waiting.put(StopIteration())

    threading.Thread(target=read, daemon=True).start()
    while True:
        try:
            item = waiting.get(timeout=_WAIT_SECONDS)
        except queue.Empty:
            yield None
            continue
        if isinstance(item, StopIteration):
            return
        if isinstance(item, Exception):
            raise item
        yield item
