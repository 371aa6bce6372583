"""Following a log in bounded memory: long lines, unfinished lines, blank lines, and files beside the log."""

import json
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.ingest.followed import followed_outcomes
from handlers.ingest.reading import Alert, Outcome, Rejected
from handlers.ingest.rows import following, framing, growing
from handlers.ingest.rows.following import Follower
from handlers.ingest.rows.growing import GrowingFile
from tests.ingest.reports import sample_rows

ROW = json.dumps(sample_rows("suricata.eve.json")[0]).encode()
MEBIBYTE = 1024 * 1024
LIMIT = 100_000
LONG = b'{"x": "' + b"x" * 3 * LIMIT


class Run:
    """One run of the command: `read` returns the outcomes until there is nothing new, and remembers them."""

    def __init__(self, log: Path, state: Path) -> None:
        self.follower = Follower(log, state, "http://127.0.0.1 demo", lambda _: None)
        self._outcomes = followed_outcomes(
            self.follower, log.name, "suricata", frozenset(), recognized=lambda _: None, is_stopped=lambda: False
        )

    def read(self, idle: int = 60) -> list[Outcome]:
        """Return the outcomes before this many signs of nothing new, of which a long line has several."""
        outcomes: list[Outcome] = []
        while idle:
            if (outcome := next(self._outcomes)) is None:
                idle -= 1
            else:
                outcomes.append(outcome)
        if outcomes:
            self.follower.done(outcomes[-1].number)
        return outcomes


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "_POLL_SECONDS", 0.001)
    monkeypatch.setattr(following, "_GRACE_SECONDS", 0.01)


@pytest.fixture
def limited(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (framing, growing):
        monkeypatch.setattr(module, "MAX_ROW", LIMIT)
    monkeypatch.setattr(growing, "_PIECE", LIMIT // 10)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    (tmp_path / "logs").mkdir()
    return tmp_path / "logs" / "eve.json"


def append(log: Path, content: bytes) -> None:
    with log.open("ab") as file:
        file.write(content)


def kinds(outcomes: list[Outcome]) -> list[str]:
    return [row.reason if isinstance(row, Rejected) else type(row).__name__ for row in outcomes]


TOO_LONG = f"longer than {LIMIT:,} bytes"


@pytest.mark.usefixtures("limited")
def test_line_above_the_limit_is_one_rejected_row(log: Path, tmp_path: Path):
    append(log, ROW + b"\n" + LONG + b'"}\n' + ROW + b"\n")
    outcomes = Run(log, tmp_path).read()
    assert kinds(outcomes) == ["Alert", TOO_LONG, "Alert"]
    assert [row.number for row in outcomes] == [1, 2, 3]
    assert isinstance(outcomes[1], Rejected)
    assert outcomes[1].text.startswith('{"x": "xxx')


@pytest.mark.usefixtures("limited")
@pytest.mark.parametrize("size", [LIMIT - 1, LIMIT, LIMIT + 1])
def test_limit_is_that_of_other_inputs(log: Path, tmp_path: Path, size: int):
    row = ROW.replace(b"{", b"{" + b" " * (size - len(ROW) - 1), 1) + b"\n"
    assert len(row) == size
    append(log, row)
    with log.open("rb") as file:
        expected = [row.error or "Alert" for row in framing.line_rows(file)]
    assert kinds(Run(log, tmp_path).read()) == expected == (["Alert"] if size <= LIMIT else [TOO_LONG])


@pytest.mark.usefixtures("limited")
def test_restart_within_a_long_line_yields_no_fragment(log: Path, tmp_path: Path):
    append(log, ROW + b"\n" + LONG)
    assert kinds(Run(log, tmp_path).read()) == ["Alert"]
    append(log, LONG)
    second = Run(log, tmp_path)
    assert second.read() == []
    append(log, b'"}\n' + ROW + b"\n")
    assert kinds(second.read()) == [TOO_LONG, "Alert"]
    append(log, ROW + b"\n")
    assert kinds(Run(log, tmp_path).read()) == ["Alert"]


@pytest.mark.usefixtures("limited")
def test_long_line_that_ends_with_a_rotated_file_is_one_rejected_row(log: Path, tmp_path: Path):
    append(log, ROW + b"\n" + LONG)
    first = Run(log, tmp_path)
    assert kinds(first.read()) == ["Alert"]
    log.rename(log.with_name("eve.json.1"))
    append(log, ROW + b"\n")
    assert kinds(first.read()) == [TOO_LONG, "Alert"]


@pytest.mark.usefixtures("limited")
@pytest.mark.parametrize("start", [LONG, b'{"x": '])
def test_unfinished_line_that_is_overwritten_is_read_again(log: Path, tmp_path: Path, start: bytes):
    append(log, start)
    run = Run(log, tmp_path)
    assert run.read() == []
    os.truncate(log, 0)
    append(log, (ROW + b"\n") * (len(start) // len(ROW) + 2))
    assert set(kinds(run.read())) == {"Alert"}


@pytest.mark.usefixtures("limited")
def test_hole_of_a_writer_that_does_not_append_is_skipped(log: Path, tmp_path: Path):
    append(log, ROW + b"\n")
    os.truncate(log, len(ROW) + 1 + 5 * LIMIT)
    append(log, ROW + b"\n")
    assert kinds(Run(log, tmp_path).read()) == ["Alert", "Alert"]


@pytest.mark.usefixtures("limited")
def test_log_whose_first_line_is_too_long_is_continued(log: Path, tmp_path: Path):
    append(log, LONG + b"\n" + ROW + b"\n")
    assert kinds(Run(log, tmp_path).read()) == [TOO_LONG, "Alert"]
    append(log, ROW + b"\n")
    assert kinds(Run(log, tmp_path).read()) == ["Alert"]


def test_unfinished_line_is_read_once(log: Path):
    append(log, b"x" * MEBIBYTE)
    read: list[int] = []

    def counted(pieces: Iterator[bytes | None]) -> list[bytes | None]:
        result = list(pieces)
        read.append(file.tell())
        return result

    with log.open("rb") as file:
        lines = GrowingFile(file)
        for _ in range(3):
            assert [line for line in counted(lines.lines()) if line] == []
        append(log, b"y\n")
        assert [line for line in counted(lines.lines()) if line] == [b"x" * MEBIBYTE + b"y\n"]
    assert read == [MEBIBYTE] * 3 + [MEBIBYTE + 2]


def test_memory_does_not_grow_with_a_line(log: Path, tmp_path: Path):
    with log.open("wb") as file:
        for _ in range(100):
            file.write(b"x" * MEBIBYTE)
    tracemalloc.start()
    try:
        run = Run(log, tmp_path)
        assert run.read(idle=200) == []
        append(log, b"\n" + ROW + b"\n")
        assert kinds(run.read()) == ["longer than 16,777,216 bytes", "Alert"]
        assert tracemalloc.get_traced_memory()[1] < 48 * MEBIBYTE
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_blank_lines(log: Path, tmp_path: Path):
    append(log, ROW + b"\n" * 50_000)
    tracemalloc.start()
    try:
        run = Run(log, tmp_path)
        assert kinds(run.read()) == ["Alert"]
        assert tracemalloc.get_traced_memory()[1] < 2 * MEBIBYTE
    finally:
        tracemalloc.stop()
    append(log, ROW + b"\n")
    assert [row.number for row in Run(log, tmp_path).read() if isinstance(row, Alert)] == [1]


ROTATED = (
    *("eve.json.1", "eve.json.12", "eve.json-20260102", "eve.json-2026010213", "eve.json-20260102-1767312000"),
    *("eve.json.2026-01-02", "eve.json.20260102.1", "eve.1.json", "eve-20260102.json", "eve-2026-01-02.json"),
    *("eve.2026-01-02-13-00-00.json", "eve-2026-01-02-13:00.json", "eve-2026-01-02_13.00.00.json"),
    *("eve-2026-01-02T13-00-00.000.json", "eve.json.20260102T130000Z", "eve-001.json"),
)
UNRELATED = (
    *("eve-anything.json", "eve.stats.json", "eve-2nd.json", "eve-1-host.json", "eve-.json", "eve..json"),
    *("eve.json.bak", "eve.json.old", "eve.json-copy", "eve.json.1.gz", "eve.json.1.tmp", "eve.json.swp", "eve.json~"),
    *("eve2.json", "eve.jsonl", "evexjson.1", "other.json.1", "eve-1.jsonl"),
)


@pytest.mark.parametrize("name", [*ROTATED, *UNRELATED])
def test_only_names_with_a_number_or_a_time_are_rotated_files(name: str, log: Path, tmp_path: Path):
    append(log, ROW + b"\n")
    assert kinds(Run(log, tmp_path).read()) == ["Alert"]
    log.rename(log.with_name("eve.json.0"))
    for path in (log.with_name(name), log):  # with different starts, since the same start is that of a copy
        append(path, ROW.replace(b"{", b'{"file": "' + path.name.encode() + b'", ', 1) + b"\n")
    assert kinds(Run(log, tmp_path).read()) == ["Alert"] * (2 if name in ROTATED else 1)
