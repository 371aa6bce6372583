"""Rows of every framing and compression, and of files that are broken somewhere."""

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

from handlers.ingest.reading import AUTO, Alert, Outcome, Rejected, read_input
from handlers.ingest.rows import framing, splitting
from handlers.ingest.rows.streams import UnreadableInputError, open_stream
from tests.ingest.reports import outcomes, sample_rows

ROW = sample_rows("falco.json")[0]
ROWS = [{**ROW, "output": f"row {number}"} for number in range(5)]


def lines(rows: list[Any]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def as_array(rows: list[Any], indent: int | None) -> str:
    return json.dumps(rows, indent=indent)


FRAMINGS: dict[str, Callable[[list[Any]], str]] = {
    "lines": lines,
    "lines without the last end": lambda rows: lines(rows).rstrip("\n"),
    "CRLF": lambda rows: lines(rows).replace("\n", "\r\n"),
    "blank lines": lambda rows: "\n\n" + lines(rows).replace("\n", "\n \t\n\r\n"),
    "byte order mark": lambda rows: "\ufeff" + lines(rows),
    "byte order marks of joined files": lambda rows: "".join("\ufeff" + lines([row]) for row in rows),
    "record separators": lambda rows: "".join("\x1e" + lines([row]) for row in rows),
    "NUL bytes of a crash": lambda rows: "\x00\x00\x00" + lines(rows) + "\x00" * 100,
    "lines that end with a comma": lambda rows: lines(rows).replace("\n", ",\n"),
    "array": lambda rows: as_array(rows, None),
    "array, pretty-printed": lambda rows: as_array(rows, 2),
    "array, one item a line": lambda rows: "[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n",
    "arrays, one a line": lambda rows: as_array(rows[:2], None) + "\n" + as_array(rows[2:], None) + "\n",
    "arrays, pretty-printed": lambda rows: as_array(rows[:2], 4) + "\n" + as_array(rows[2:], 4),
    "concatenated": lambda rows: "".join(map(json.dumps, rows)),
    "concatenated on lines": lambda rows: (
        "".join(map(json.dumps, rows[:2])) + "\n" + "".join(map(json.dumps, rows[2:]))
    ),
    "pretty-printed": lambda rows: "\n".join(json.dumps(row, indent=2) for row in rows),
    "pretty-printed with tabs": lambda rows: "".join(json.dumps(row, indent="\t") for row in rows),
    "wrapped": lambda rows: json.dumps({"Findings": rows}),
    "wrapped, with other members": lambda rows: json.dumps({"n": 1.5, "s": 'a"]', "Events": rows, "x": [{"y": "]}"}]}),
    "wrapped, pretty-printed": lambda rows: json.dumps({"version": None, "Records": rows, "token": "a"}, indent=2),
    "wrapped, repeatedly": lambda rows: json.dumps({"alerts": rows[:2]}) + json.dumps({"alerts": rows[2:]}, indent=1),
    "wrapped, one wrapper a line": lambda rows: lines([{"events": rows[:2]}, {"events": rows[2:]}]),
}
COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    "none": lambda data: data,
    "gzip": gzip.compress,
    "gzip, several members": lambda data: b"".join(gzip.compress(part) for part in halves(data)),
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


def outputs(read: list[Outcome]) -> list[str]:
    return [outcome.body["description"] for outcome in read if isinstance(outcome, Alert)]


def expected(*numbers: int) -> list[str]:
    return [f"row {number}" for number in numbers]


def rejected(read: list[Outcome]) -> list[Rejected]:
    return [outcome for outcome in read if isinstance(outcome, Rejected)]


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


# What breaks a row, and how many of the rows after it are lost. A bracket that is never closed hides at most one row.
BREAKS = {
    "bad token": lambda text: text.replace('"priority": "Warning"', '"priority": Warning'),
    "missing quote": lambda text: text.replace('"row 2"', '"row 2'),
    "missing brace": lambda text: text.removesuffix("}"),
    "NaN": lambda text: text.replace('"proc.tty": 0', '"proc.tty": NaN'),
    "infinity": lambda text: text.replace('"proc.tty": 0', '"proc.tty": -Infinity'),
    "control character": lambda text: text.replace("row 2", "row\x012"),
    "trailing comma": lambda text: text.removesuffix("}") + ",}",
    "cut in the middle": lambda text: text[:300],
    "cut in a string": lambda text: text[: text.index("Warning") + 3],
    "unclosed nesting": lambda text: text.replace('"output_fields": {', '"output_fields": {"x": [{'),
}


@pytest.mark.parametrize("cause", BREAKS)
def test_broken_line_costs_that_row_alone(cause: str):
    texts = [json.dumps(row) for row in ROWS]
    texts[2] = BREAKS[cause](texts[2])
    read = outcomes("\n".join(texts))
    assert outputs(read) == expected(0, 1, 3, 4)
    (row,) = rejected(read)
    assert (row.number, row.pointer) == (3, "")
    assert row.reason.startswith("not JSON")


@pytest.mark.parametrize("buffer", [7, 256 * 1024])
@pytest.mark.parametrize("cause", BREAKS)
@pytest.mark.parametrize(
    "frame",
    [
        lambda texts: "[\n" + ",\n".join(texts) + "\n]",
        lambda texts: "[\n  " + ",\n  ".join(texts) + "\n]",
        lambda texts: '{\n "Findings": [\n  ' + ",\n  ".join(texts) + '\n ],\n "NextToken": "x"\n}',
        lambda texts: "\n".join(json.dumps(json.loads(text), indent=2) if is_json(text) else text for text in texts),
    ],
    ids=["array, one item a line", "indented array", "wrapper", "pretty-printed"],
)
def test_broken_value_on_a_line_of_its_own_costs_that_row_alone(
    frame: Callable[[list[str]], str], cause: str, buffer: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(splitting, "_CHUNK", buffer)
    texts = [json.dumps(row) for row in ROWS]
    texts[2] = BREAKS[cause](texts[2])
    read = outcomes(frame(texts))
    assert outputs(read) == expected(0, 1, 3, 4)
    assert [row.number for row in rejected(read)] == [3]


def is_json(text: str) -> bool:
    try:
        framing.DECODER.decode(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("cause", ["bad token", "NaN", "infinity", "control character", "trailing comma"])
@pytest.mark.parametrize(
    "frame",
    [
        lambda texts: "[" + ",".join(texts) + "]",
        "".join,
        lambda texts: '{"Findings":[' + ", ".join(texts) + '],"x":1}',
    ],
    ids=["array", "concatenated", "wrapper"],
)
def test_broken_value_with_its_brackets_costs_that_row_alone(frame: Callable[[list[str]], str], cause: str):
    texts = [json.dumps(row) for row in ROWS]
    texts[2] = BREAKS[cause](texts[2])
    read = outcomes(frame(texts))
    assert outputs(read) == expected(0, 1, 3, 4)
    assert len(rejected(read)) == 1


@pytest.mark.parametrize("framing_name", ["lines", "array", "array, pretty-printed", "concatenated", "wrapped"])
@pytest.mark.parametrize("cut", [1, 30, 400])
def test_truncated_last_row_is_rejected_and_the_others_are_read(framing_name: str, cut: int):
    content = FRAMINGS[framing_name](ROWS).rstrip("]}\n ")
    read = outcomes(content[:-cut])
    assert outputs(read)[:4] == expected(0, 1, 2, 3)
    assert [row.reason.partition(" (")[0] for row in rejected(read)] == ["the input ends within the row"]


def test_first_row_may_be_broken():
    content = 'ent": "x"}\n' + lines(ROWS)
    read = outcomes(content)
    assert outputs(read) == expected(*range(5))
    assert [row.number for row in rejected(read)] == [1]


def test_rows_are_numbered_by_line_or_by_value():
    content = "\n\n" + lines(ROWS[:1]) + "\n{\n" + lines(ROWS[1:2])
    assert [outcome.number for outcome in outcomes(content)] == [3, 5, 6]
    assert [outcome.number for outcome in outcomes(as_array(ROWS, 2))] == [1, 2, 3, 4, 5]
    wrapped = lines([{"events": ROWS[:2]}, {"events": ROWS[2:]}])
    assert [outcome.number for outcome in outcomes(wrapped)] == [1, 1, 2, 2, 2]


@pytest.mark.parametrize("value", ["5", "-1.5e3", '"text"', "null", "true", "[]", "[[1]]"])
@pytest.mark.parametrize("framing_name", ["lines", "array", "concatenated"])
def test_value_that_is_no_object_is_rejected(value: str, framing_name: str):
    rows = [*ROWS[:2], json.loads(value), *ROWS[2:]]
    read = outcomes(FRAMINGS[framing_name](rows))
    assert outputs(read) == expected(*range(5))
    assert len(rejected(read)) == (0 if value == "[]" else 1)


@pytest.mark.parametrize("framing_name", ["lines", "array", "array, one item a line", "wrapped"])
def test_row_above_the_limit_is_rejected_and_not_kept(framing_name: str, monkeypatch: pytest.MonkeyPatch):
    for module in (framing, splitting):
        monkeypatch.setattr(module, "MAX_ROW", 100_000)
    monkeypatch.setattr(splitting, "_CHUNK", 10_000)
    giant = {**ROW, "output": '\\"}]{[' * 100_000}
    read = outcomes(FRAMINGS[framing_name]([*ROWS[:2], giant, *ROWS[2:]]), "falco")
    assert outputs(read) == expected(*range(5))
    assert ["longer than 100,000" in row.reason for row in rejected(read)] == [True]


def test_row_that_fits_in_memory_but_not_in_an_alert_is_rejected():
    read = outcomes(lines([*ROWS[:2], {**ROW, "output": "x" * 300_000}, *ROWS[2:]]))
    assert outputs(read) == expected(*range(5))
    assert [row.pointer for row in rejected(read)] == ["/output"]


@pytest.mark.parametrize("framing_name", ["lines", "array, pretty-printed"])
def test_bytes_that_are_not_utf8_are_rejected_where_they_are(framing_name: str):
    content = FRAMINGS[framing_name](ROWS).encode().replace(b"row 2", b"row \xff2")
    read = outcomes(content)
    assert outputs(read) == expected(0, 1, 3, 4)
    (row,) = rejected(read)
    assert (row.number, row.pointer) == (3, "/output")
    assert "not UTF-8" in row.reason


def test_depth_is_limited_without_recursion():
    deep = '{"rule": "x", "priority": "y", "output": "z", "a": ' + "[" * 100_000 + "]" * 100_000 + "}"
    for content in (lines(ROWS[:2]) + deep + "\n" + lines(ROWS[2:]), f"[{deep},{lines(ROWS[:1])}]"):
        read = outcomes(content)
        assert [row.reason for row in rejected(read)] == ["nested too deeply"]
        assert outputs(read) in (expected(*range(5)), expected(0))


def test_integer_that_python_does_not_read_is_rejected():
    content = lines(ROWS[:1]) + '{"a": ' + "9" * 5000 + "}\n" + lines(ROWS[1:])
    read = outcomes(content)
    assert outputs(read) == expected(*range(5))
    assert len(rejected(read)) == 1


def test_last_of_duplicate_members_is_kept():
    content = '{"rule": "a", "priority": "Error", "output": "row 0", "time": 1, "time": "2026-03-01T11:00:00Z"}\n'
    assert outputs(outcomes(content)) == expected(0)


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
    path.write_bytes(gzip.compress(lines(ROWS).encode()))
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
