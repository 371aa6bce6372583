"""Following a log: every line is yielded, in order and once, through all kinds of rotation and through restarts."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handlers.ingest.rows import following
from handlers.ingest.rows.following import Follower


class Reader:
    """Follows a log in a thread and keeps what it yields; `stop` ends it as SIGTERM does, `crash` without memory."""

    def __init__(self, log: Path, state: Path, *, remembers: bool = True) -> None:
        self.lines: list[str] = []
        self.reports: list[str] = []
        self._stopped = threading.Event()
        self._follower = Follower(log, state, "http://127.0.0.1 demo", self.reports.append)
        self._remembers = remembers
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        for line in self._follower.lines(self._stopped.is_set):
            if line is not None:
                number, text = line
                self.lines.append(text.decode().rstrip("\n"))
                if self._remembers:
                    self._follower.done(number)

    def await_lines(self, *expected: str) -> None:
        end = time.monotonic() + 10
        while len(self.lines) < len(expected) and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(0.1)
        assert self.lines == list(expected)

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "_POLL_SECONDS", 0.02)
    monkeypatch.setattr(following, "_GRACE_SECONDS", 0.3)


@pytest.fixture
def follow(tmp_path: Path) -> Iterator[Callable[..., Reader]]:
    readers: list[Reader] = []

    def start(log: Path, **options: bool) -> Reader:
        readers.append(Reader(log, tmp_path / "state", **options))
        return readers[-1]

    yield start
    for reader in readers:
        reader.stop()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    (tmp_path / "logs").mkdir()
    return tmp_path / "logs" / "eve.json"


def append(log: Path, *lines: str) -> None:
    with log.open("a") as file:
        file.write("".join(line + "\n" for line in lines))


def rename(log: Path) -> None:
    """Rotate as logrotate does by default: every older file moves on by one."""
    for number in range(8, 0, -1):
        older = log.with_name(f"{log.name}.{number}")
        if older.exists():
            older.rename(log.with_name(f"{log.name}.{number + 1}"))
    log.rename(log.with_name(f"{log.name}.1"))


def copy_and_truncate(log: Path) -> None:
    shutil.copy2(log, log.with_name(f"{log.name}-{time.time_ns()}"))
    os.truncate(log, 0)


ROTATIONS = [rename, copy_and_truncate]


def test_existing_and_new_lines_are_yielded(follow, log: Path):
    append(log, "1", "2")
    reader = follow(log)
    reader.await_lines("1", "2")
    append(log, "3")
    reader.await_lines("1", "2", "3")


def test_log_that_does_not_exist_yet_is_awaited(follow, log: Path):
    reader = follow(log)
    time.sleep(0.1)
    append(log, "1")
    reader.await_lines("1")


def test_unfinished_line_is_awaited(follow, log: Path):
    with log.open("w", buffering=1) as file:
        file.write("begin")
        file.flush()
        reader = follow(log)
        time.sleep(0.1)
        assert reader.lines == []
        file.write("ning\n")
        reader.await_lines("beginning")


@pytest.mark.parametrize("rotate", ROTATIONS)
def test_lines_survive_rotations(follow, log: Path, rotate: Callable[[Path], None]):
    append(log, "1")
    reader = follow(log)
    reader.await_lines("1")
    expected = ["1"]
    for number in range(2, 8):
        append(log, f"{number} before")
        rotate(log)
        append(log, f"{number} after")
        expected += [f"{number} before", f"{number} after"]
        reader.await_lines(*expected)


def test_lines_written_to_the_renamed_file_are_yielded(follow, log: Path):
    append(log, "1")
    reader = follow(log)
    reader.await_lines("1")
    with log.open("a", buffering=1) as file:
        rename(log)
        append(log, "3")
        file.write("2\n")
        reader.await_lines("1", "2", "3")


def test_two_rotations_at_once_lose_nothing(follow, log: Path):
    append(log, "1")
    reader = follow(log)
    reader.await_lines("1")
    append(log, "2")
    rename(log)
    append(log, "3")
    rename(log)
    append(log, "4")
    reader.await_lines("1", "2", "3", "4")


@pytest.mark.parametrize("rotate", ROTATIONS)
@pytest.mark.parametrize("rotations", [0, 1, 2, 3])
def test_restart_goes_on_where_it_stopped(follow, log: Path, rotate: Callable[[Path], None], rotations: int):
    append(log, "old")
    rename(log)
    append(log, "1", "2")
    first = follow(log)
    first.await_lines("1", "2")
    first.stop()
    missed = []
    for number in range(rotations):
        append(log, f"missed {number}")
        missed.append(f"missed {number}")
        rotate(log)
    append(log, "3")
    second = follow(log)
    second.await_lines(*missed, "3")
    assert second.reports == []


def test_crash_yields_lines_again_that_were_not_done(follow, log: Path):
    append(log, "1")
    first = follow(log)
    first.await_lines("1")
    first.stop()
    append(log, "2")
    crashed = follow(log, remembers=False)
    crashed.await_lines("2")
    crashed.stop()
    follow(log).await_lines("2")


def test_header_is_yielded_again_after_a_restart(follow, log: Path):
    append(log, "#separator \\x09", "#fields\ta\tb", "1\t2")
    first = follow(log)
    first.await_lines("#separator \\x09", "#fields\ta\tb", "1\t2")
    first.stop()
    append(log, "3\t4")
    follow(log).await_lines("#separator \\x09", "#fields\ta\tb", "3\t4")


def test_deleted_file_is_reported(follow, log: Path):
    append(log, "1")
    first = follow(log)
    first.await_lines("1")
    first.stop()
    log.unlink()
    append(log, "2")
    second = follow(log)
    second.await_lines("2")
    assert "is no longer beside" in second.reports[0]


def test_log_with_a_reused_inode_is_read_from_its_start(follow, log: Path):
    append(log, "1")
    first = follow(log)
    first.await_lines("1")
    first.stop()
    log.write_text("x\ny\n")  # the same inode, and longer than the remembered offset
    follow(log).await_lines("x", "y")


def test_compressed_and_unrelated_files_are_left_alone(follow, log: Path):
    append(log, "1")
    reader = follow(log)
    reader.await_lines("1")
    for name in ("eve.json.2.gz", "other.json", "eve.jsonl"):
        append(log.with_name(name), "no")
    append(log, "2")
    rename(log)
    append(log, "3")
    reader.await_lines("1", "2", "3")


def test_destinations_have_positions_of_their_own(log: Path, tmp_path: Path):
    append(log, "1")
    for destination in ("one", "other"):
        follower = Follower(log, tmp_path, destination, lambda _: None)
        line = next(follower.lines(lambda: False))
        assert line == (1, b"1\n")
        follower.done(1)
