"""Memory stays constant however large the input is."""

import io
import json
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from handlers.ingest.reading import read_input
from handlers.ingest.rows.streams import _stream
from tests.ingest.reports import sample_rows

ALERT, *_, STATS, _ = sample_rows("suricata.eve.json")
# Few alerts among long rows, so that the content is large and few rows are read.
ROWS = [ALERT, *[{**STATS, "padding": "x" * 20_000}] * 19]
BLOCK = 100
MEBIBYTE = 1024 * 1024
FRAMES: dict[str, tuple[str, Callable[[str], str], str]] = {
    "lines": ("", lambda row: row + "\n", ""),
    "array": ("[", lambda row: row + ",", "]"),
    "pretty-printed wrapper": ('{\n "Records": [', lambda row: json.dumps(json.loads(row), indent=2) + ",", "\n ]\n}"),
    "concatenated": ("", lambda row: row, ""),
}


class Generated(io.RawIOBase):
    """Content that is generated as it is read."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts
        self._left = b""
        self.size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._left = self._left or next(self._parts, b"")
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        self.size += count
        return count


@pytest.mark.parametrize("frame", FRAMES)
def test_memory_does_not_grow_with_the_input(frame: str):
    start, separated, end = FRAMES[frame]
    block = "".join(separated(json.dumps(ROWS[number % len(ROWS)])) for number in range(BLOCK)).encode()

    def parts(blocks: int) -> Iterator[bytes]:
        yield start.encode()
        for _ in range(blocks):
            yield block
        yield end.encode()

    def peak(blocks: int) -> tuple[int, int, int]:
        """Return the most memory that was in use, the size of the content and the number of its rows."""
        content = Generated(parts(blocks))
        tracemalloc.start()
        try:
            stream = _stream("file", io.BufferedReader(content), 1)
            count = sum(1 for _ in read_input(stream, "suricata", frozenset()).outcomes)
            return tracemalloc.get_traced_memory()[1], content.size, count
        finally:
            tracemalloc.stop()

    small, _, _ = peak(4)
    large, size, count = peak(40)
    assert count == 40 * BLOCK
    assert size > 70 * MEBIBYTE
    assert large < small + MEBIBYTE
    assert large < 24 * MEBIBYTE
