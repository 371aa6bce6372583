"""Following a log as `tail -F` does, across rotations, from where the last run stopped."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from handlers.ingest.rows.growing import GrowingFile
from handlers.ingest.rows.positions import Memory, Position
from handlers.ingest.rows.streams import UnreadableInputError, unopened
from handlers.ingest.rows.unfollowable import unfollowable_cause

_POLL_SECONDS = 0.25
_GRACE_SECONDS = 2.0  # a writer goes on in the rotated file until it has noticed the rotation
_HEAD_BYTES = 1024
_CHECKED_BYTES = 64 * 1024
_STAMP = r"[.-]\d+(?:[-._:T+]\d+)*Z?"  # a number or a time, as logrotate, Suricata and Zeek append it
Line = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file beside the log, as its folder listed it."""

    path: Path
    inode: int
    written_at: int

    def open(self) -> BinaryIO | None:
        """Open the file; None if it has been renamed since."""
        try:
            file = self.path.open("rb")
        except FileNotFoundError:
            return None
        if os.fstat(file.fileno()).st_ino == self.inode:
            return file
        file.close()
        return None


class Follower:
    """Yields the lines of a log as they are written, and remembers which of them are done.

    ``state`` is the folder that keeps the position, for each log and ``destination``. Files that were rotated since
    are found beside the log and read first. After a crash, lines may be yielded twice. Lines are missing only if a
    rotated file was deleted or compressed before it was read, which ``report`` then says.
    """

    def __init__(self, path: Path, state: Path, destination: str, report: Callable[[str], None]) -> None:
        self._path = path
        self._report = report
        self.memory = Memory(path, state, destination)
        self._pending: deque[tuple[int, Position]] = deque()
        self._lock = threading.Lock()
        self._number = 0
        self._last: Position | None = None
        name, stem, suffix = map(re.escape, (path.name, path.stem, path.suffix))
        self._rotated_name = re.compile(f"{name}{_STAMP}|{stem}{_STAMP}{suffix}", re.ASCII)
        self._closed: set[int] = set()  # rotated files that may not be read, by inode

    def lines(self, is_stopped: Callable[[], bool]) -> Iterator[Line | None]:
        """Yield the number and text of each line, and None whenever there is no complete line for now.

        Of a line above the limit, the text is only the start, for which `is_too_long` is true.

        Lines that start with `#`, such as the header of a Zeek log, are yielded again when a file is continued. Raises
        `UnreadableInputError` if the log cannot be opened, or is no log with a row on each line.
        """
        self._last = self.memory.load()
        start = 0 if self._last is None else (yield from self._catch_up(self._last))
        is_awaited = False
        while not is_stopped():
            file = self._open()
            if file is None:
                if not is_awaited:
                    self._report(f"waiting for {self._path} to appear")
                    is_awaited = True
                yield None
                time.sleep(_POLL_SECONDS)
                continue
            with file:
                is_awaited = False
                log = GrowingFile(file)
                yield from self._header_before(log, start)
                start = 0
                yield from self._until_rotated(log, is_stopped)
                written_at = log.written_at
            if not is_stopped():
                yield from self._rotated_since(written_at)

    def _open(self) -> BinaryIO | None:
        """Open the log; None if it does not exist."""
        try:
            # A pipe would be waited for until it has a writer.
            if self._path.exists() and not self._path.is_file() and not self._path.is_dir():
                raise UnreadableInputError(
                    f"{self._path} is not a regular file, so it cannot be followed: read it without --follow, which "
                    "reads a pipe until its end."
                )
            file = self._path.open("rb")
        except FileNotFoundError:
            return None
        except OSError as error:
            raise UnreadableInputError(unopened(self._path, error)) from None
        head = b"" if self._last else os.pread(file.fileno(), _CHECKED_BYTES, 0)
        if cause := unfollowable_cause(self._path, head):
            file.close()
            raise UnreadableInputError(f"{self._path.name} {cause}.")
        return file

    def _open_rotated(self, entry: _Entry) -> BinaryIO | None:
        """Open a file beside the log; None if it has been renamed since, or may not be read."""
        try:
            return entry.open()
        except PermissionError:
            self._closed.add(entry.inode)
            self._report(f"{entry.path} cannot be read (Permission denied): the alerts in it are missing")
            return None

    def has_no_rows(self, number: int) -> None:
        """Say that this line, the last one, has no rows, so that its position is kept with that of the line before."""
        with self._lock:
            if len(self._pending) > 1 and self._pending[-1][0] == number:
                _, position = self._pending.pop()
                self._pending[-1] = (self._pending[-1][0], position)

    def done(self, number: int) -> None:
        """Remember that all lines up to this number have been dealt with; may be called by another thread."""
        position = None
        with self._lock:
            while self._pending and self._pending[0][0] <= number:
                position = self._pending.popleft()[1]
        if position is not None:
            self.memory.save(position)

    def _catch_up(self, last: Position) -> Generator[Line | None, None, int]:
        """Yield what rotated files contain since ``last``, and return the offset at which the log goes on."""
        for entry in sorted(self._entries(), key=lambda entry: entry.inode != last.inode):
            file = self._open_rotated(entry)
            if file is None:
                continue
            with file:
                rotated = GrowingFile(file)
                if not _has_head(rotated, last):
                    continue
                if entry.path == self._path:
                    return last.offset
                yield from self._header_before(rotated, last.offset)
                yield from self._read_lines(rotated, is_complete=True)
            yield from self._rotated_since(entry.written_at)
            return 0
        self._report(
            f"the file that was read last is no longer beside {self._path}: ingest it from where it is now, which "
            "creates only the alerts that are missing"
        )
        yield from self._rotated_since(last.read_at)
        return 0

    def _until_rotated(self, log: GrowingFile, is_stopped: Callable[[], bool]) -> Iterator[Line | None]:
        rotated_at: float | None = None
        while not is_stopped():
            if self._is_truncated(log):
                self._report(f"{self._path} was truncated; reading it from its start")
                yield from self._rotated_since(0 if self._last is None else self._last.read_at)
                log.go_to(0)
            if (yield from self._read_lines(log)):
                rotated_at = None if rotated_at is None else time.monotonic()
                continue
            if rotated_at is None and self._inode() not in {log.inode, None}:
                rotated_at = time.monotonic()
            if rotated_at is not None and time.monotonic() - rotated_at > _GRACE_SECONDS:
                yield from self._read_lines(log, is_complete=True)
                return
            yield None
            time.sleep(_POLL_SECONDS)

    def _is_truncated(self, log: GrowingFile) -> bool:
        """Whether the file has lost what was read of it, also if it has grown again."""
        if self._last is None or self._last.inode != log.inode or log.offset < self._last.offset:
            return False
        return not _has_head(log, self._last)

    def _read_lines(self, file: GrowingFile, *, is_complete: bool = False) -> Generator[Line | None, None, bool]:
        """Yield the lines that follow; a last one without a line break only if the file is complete."""
        inode, head, offset, has_lines = file.inode, "", file.offset, False
        for line in file.lines(is_complete=is_complete):
            if line is None:
                yield None
                continue
            has_lines = True
            if offset < _HEAD_BYTES or not head:
                head = _head(file, file.offset)
            offset = file.offset
            self._number += 1
            # The position is never inside a line, so that a restart reads, or skips, the line from its start.
            self._last = Position(inode, offset, head, time.time_ns())
            self._pending.append((self._number, self._last))
            yield self._number, line
        return has_lines

    def _header_before(self, file: GrowingFile, offset: int) -> Iterator[Line]:
        """Yield the header of the file again, and go to the offset."""
        for line in file.header(offset):
            yield self._number, line

    def _rotated_since(self, written_at: int) -> Iterator[Line | None]:
        """Yield the lines of rotated files that were written to later than the file that was read last.

        A copy of that file, as `copytruncate` makes it, is read from where reading stopped.
        """
        last = self._last
        read = set() if last is None else {last.inode}
        # Listed again for each file, because another rotation may rename them at any time.
        while entry := min(
            (e for e in self._entries() if e.written_at >= written_at and e.inode not in {self._inode(), *read}),
            key=lambda entry: entry.written_at,
            default=None,
        ):
            file = self._open_rotated(entry)
            if file is not None:
                with file:
                    read.add(entry.inode)
                    rotated = GrowingFile(file)
                    if last is not None and _has_head(rotated, last):
                        rotated.go_to(last.offset)
                    yield from self._read_lines(rotated, is_complete=True)

    def _entries(self) -> Iterator[_Entry]:
        """Yield the log and its rotated files, such as `eve.json.1`, `eve.json-20260102` and `eve-2026-01-02.json`."""
        try:
            paths = list(self._path.parent.iterdir())
        except OSError:
            return
        for path in paths:
            try:
                status = path.stat()
            except OSError:
                continue
            is_file = stat.S_ISREG(status.st_mode) and status.st_ino not in self._closed
            if is_file and (path == self._path or self._rotated_name.fullmatch(path.name)):
                yield _Entry(path, status.st_ino, status.st_mtime_ns)

    def _inode(self) -> int | None:
        try:
            return self._path.stat().st_ino
        except FileNotFoundError:
            return None


def _head(file: GrowingFile, offset: int) -> str:
    return hashlib.sha256(file.start(min(offset, _HEAD_BYTES))).hexdigest()


def _has_head(file: GrowingFile, position: Position) -> bool:
    return file.size >= position.offset and _head(file, position.offset) == position.head
