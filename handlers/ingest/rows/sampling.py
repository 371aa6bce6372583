"""Taking the first rows of an input before the others, without waiting for a slow pipe."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator
from itertools import chain

from handlers.ingest.rows.framing import Row

MAX_ROWS = 1000  # as many as show whether a product's UIDs identify its findings
MAX_CHARACTERS = 4 * 1024 * 1024
WAIT_SECONDS = 0.5


def split_sample(rows: Iterator[Row], *, is_pipe: bool) -> tuple[list[Row], Iterator[Row]]:
    """Return the first rows, and an iterator over all of them and the rest.

    Of a pipe, these are the rows that arrive within half a second of the first one. Raises what ``rows`` raises.
    """
    if is_pipe:
        background = _Background(rows)
        sample = list(background.sample())
        return sample, chain(_drained(list(sample)), background.rest(), rows)
    sample = list(_limited(rows))
    return sample, chain(_drained(list(sample)), rows)


def _limited(rows: Iterator[Row]) -> Iterator[Row]:
    characters = 0
    for count, row in enumerate(rows, start=1):
        yield row
        characters += row.size
        if count >= MAX_ROWS or characters >= MAX_CHARACTERS:
            return


def _drained(rows: list[Row]) -> Iterator[Row]:
    """Yield the rows, and keep none that has been yielded."""
    rows.reverse()
    while rows:
        yield rows.pop()


class _Background:
    """Rows that a thread reads, until it has read a sample or is asked to stop."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self._arrived: queue.SimpleQueue[Row | BaseException | None] = queue.SimpleQueue()
        self._is_over = threading.Event()
        self._has_ended = False
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        try:
            for row in _limited(self._rows):
                self._arrived.put(row)
                if self._is_over.is_set():
                    break
            self._arrived.put(None)
        except Exception as error:  # noqa: BLE001 - raised again in the thread that takes the rows
            self._arrived.put(error)

    def _next(self, timeout: float | None = None) -> Row | None:
        item = self._arrived.get(timeout=timeout)
        if isinstance(item, BaseException):
            raise item
        self._has_ended = item is None
        return item

    def sample(self) -> Iterator[Row]:
        """Yield the rows that arrive in time."""
        row = self._next()
        deadline = time.monotonic() + WAIT_SECONDS
        while row is not None:
            yield row
            try:
                row = self._next(max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                self._is_over.set()
                return

    def rest(self) -> Iterator[Row]:
        """Yield the rows that the thread reads after that, until it ends."""
        while not self._has_ended and (row := self._next()) is not None:
            yield row
