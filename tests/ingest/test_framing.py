"""Rows of every framing and compression."""

import bz2
import gzip
import io
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.ingest.reading import AUTO, Outcome, Rejected, read_input
from handlers.ingest.rows import splitting
from handlers.ingest.rows.streams import UnreadableInputError, open_stream
from tests.ingest.framings import FRAMINGS, ROW, ROWS, as_array, expected, lines, outputs, rejected
from tests.ingest.reports import outcomes

COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    "none": lambda data: data,
    "gzip": gzip.compress,
    "gzip, several members": lambda data: b"".join(gzip.compress(part, mtime=0) for part in halves(data)),
    "bzip2": bz2.compress,
    "bzip2, several streams": lambda data: b"".join(bz2.compress(part) for part in halves(data)),
    "zstd": lambda data: zstandard.ZstdCompressor().compress(data),
    "zstd, several frames": lambda data: b"".join(zstandard.ZstdCompressor().compress(part) for part in halves(data)),
    "zstd, skippable frame": lambda data: (
        b"\x50\x2a\x4d\x18\x04\x00\x00\x00abcd" + zstandard.ZstdCompressor().compress(data)
    ),
}


def surrogates_as_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def halves(data: bytes) -> tuple[bytes, bytes]:
    return data[: len(data) // 2], data[len(data) // 2 :]


def read_file(path: Path, format_name: str = AUTO) -> list[Outcome]:
    with open_stream(path) as stream:
        return list(read_input(stream, format_name, frozenset()).outcomes)


@pytest.mark.parametrize("framing_name", FRAMINGS)
@pytest.mark.parametrize("buffer", [1, 7, 100, 256 * 1024])
def test_rows_of_every_framing_are_read(framing_name: str, buffer: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(splitting, "_CHUNK", buffer)
    read = outcomes(FRAMINGS[framing_name](ROWS))
    assert outputs(read) == expected(*range(5))
    assert rejected(read) == []


@pytest.mark.parametrize("framing_name", FRAMINGS)
def test_one_row_of_every_framing_is_read(framing_name: str):
    assert outputs(outcomes(FRAMINGS[framing_name](ROWS[:1]))) == expected(0)


@pytest.mark.parametrize("compression", COMPRESSIONS)
@pytest.mark.parametrize("framing_name", ["lines", "array", "wrapped, pretty-printed"])
def test_compressed_files_are_read(compression: str, framing_name: str, tmp_path: Path):
    path = tmp_path / "file"
    path.write_bytes(COMPRESSIONS[compression](FRAMINGS[framing_name](ROWS).encode()))
    assert outputs(read_file(path)) == expected(*range(5))


@pytest.mark.parametrize("compression", [name for name in COMPRESSIONS if name != "none"])
def test_cut_off_compressed_file_is_reported_after_its_rows(compression: str, tmp_path: Path):
    path = tmp_path / "file"
    rows = [{**ROW, "output": f"row {number}", "noise": os.urandom(500).hex()} for number in range(200)]
    path.write_bytes(COMPRESSIONS[compression](lines(rows).encode())[:-1000])
    read = []

    def read_all() -> None:
        with open_stream(path) as stream:
            read.extend(outcome for outcome in read_input(stream, "falco", frozenset()).outcomes)

    with pytest.raises(UnreadableInputError, match="damaged or incomplete"):
        read_all()


def test_rows_are_numbered_by_line_or_by_value():
    content = "\n\n" + lines(ROWS[:1]) + "\n{\n" + lines(ROWS[1:2])
    assert [outcome.number for outcome in outcomes(content)] == [3, 5, 6]
    assert [outcome.number for outcome in outcomes(as_array(ROWS, 2))] == [1, 2, 3, 4, 5]
    wrapped = lines([{"events": ROWS[:2]}, {"events": ROWS[2:]}])
    assert [outcome.number for outcome in outcomes(wrapped)] == [1, 1, 2, 2, 2]


def test_pipe_that_pauses_is_not_waited_for(tmp_path: Path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    may_end = threading.Event()

    def write() -> None:
        with path.open("w") as pipe:
            pipe.write(lines(ROWS[:2]))
            pipe.flush()
            assert may_end.wait(30)
            pipe.write(lines(ROWS[2:]))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with open_stream(path) as stream:
            assert (stream.size, stream.position) == (None, 0)
            read = read_input(stream, AUTO, frozenset()).outcomes
            first = [next(read), next(read)]
            may_end.set()
            assert outputs([*first, *read]) == expected(*range(5))
    finally:
        may_end.set()
        writer.join()


def test_position_grows_to_the_size_of_the_file(tmp_path: Path):
    path = tmp_path / "file"
    path.write_bytes(gzip.compress(lines(ROWS).encode(), mtime=0))
    with open_stream(path) as stream:
        list(read_input(stream, AUTO, frozenset()).outcomes)
        assert stream.position == stream.size == path.stat().st_size


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


class Trickle(io.RawIOBase):
    """A stream that has a few bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data = io.BytesIO(data)
        self._size = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._data.read(self._size)
        buffer[: len(data)] = data
        return len(data)


@settings(deadline=None)
@given(st.lists(VALUES, max_size=5), st.integers(1, 60), st.sampled_from([None, 0, 1, 4]))
def test_any_values_survive_splitting(values: list[Any], size: int, indent: int | None):
    rows = [{"value": value} for value in values]
    for content in (json.dumps(rows, indent=indent), "".join(json.dumps(row, indent=indent) for row in rows)):
        read = splitting.value_rows(io.BufferedReader(Trickle(content.encode(), size)))
        assert [row.document for row in read] == rows


@settings(deadline=None)
@given(st.binary(max_size=300) | st.text('[]{}",:0a \n\x00\u2028é\ud800', max_size=200).map(surrogates_as_bytes))
def test_any_bytes_are_rows_or_one_message(content: bytes):
    try:
        read = outcomes(content)
    except UnreadableInputError:
        return
    assert all(isinstance(outcome, Rejected) for outcome in read)
