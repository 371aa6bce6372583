"""Following a log as `tail -F` does, through rotations, from where the last run stopped."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_POLL_SECONDS = 0.25
_GRACE_SECONDS = 2.0  # a writer goes on in the rotated file until it has noticed


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a log: the file by its inode, and the byte offset behind the last line that is done."""

    inode: int
    offset: int


class Follower:
    """Yields the lines of a log for ever, and remembers which of them are done.

    ``state`` is the folder that keeps the position. A file that was rotated away while nobody followed is found by its
    inode beside the log and read to its end first. Lines may come twice after a crash, and never not at all, except
    where a rotated file is gone or compressed before it was read: ``report`` says so.
    """

    def __init__(self, path: Path, state: Path, report: Callable[[str], None]) -> None:
        self._path = path
        self._report = report
        digest = hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:32]
        self._memory = state / "ingest" / f"{digest}.json"
        self._pending: deque[tuple[int, Position]] = deque()
        self._number = 0
        self._known: set[int] = set()

    def lines(self, is_stopped: Callable[[], bool]) -> Iterator[tuple[int, bytes] | None]:
        """Yield the number and text of each line, and None whenever there is nothing new for now."""
        start = self._load()
        self._known = {entry.stat().st_ino for entry in self._siblings()}
        if start is not None:
            self._known.discard(start.inode)
            yield from self._rest_of_rotated(start)
        while not is_stopped():
            try:
                file = self._path.open("rb")
            except FileNotFoundError:
                yield None
                time.sleep(_POLL_SECONDS)
                continue
            with file:
                inode = os.fstat(file.fileno()).st_ino
                if start is not None and start.inode == inode and start.offset <= os.fstat(file.fileno()).st_size:
                    file.seek(start.offset)
                start = None
                self._known.add(inode)
                yield from self._until_rotated(file, inode, is_stopped)
            yield from self._missed()

    def done(self, number: int) -> None:
        """Remember that all lines up to this number have been dealt with."""
        position = None
        while self._pending and self._pending[0][0] <= number:
            position = self._pending.popleft()[1]
        if position is not None:
            self._save(position)

    def _until_rotated(
        self, file: BinaryIO, inode: int, is_stopped: Callable[[], bool]
    ) -> Iterator[tuple[int, bytes] | None]:
        rotated_at: float | None = None
        while not is_stopped():
            found = yield from self._read_lines(file, inode)
            if found:
                rotated_at = None if rotated_at is None else time.monotonic()
                continue
            if os.fstat(file.fileno()).st_size < file.tell():
                self._report(f"{self._path} was truncated; reading from its start")
                file.seek(0)
                self._known |= {entry.stat().st_ino for entry in self._siblings()}
                continue
            if rotated_at is None and self._inode() not in {inode, None}:
                rotated_at = time.monotonic()
            if rotated_at is not None and time.monotonic() - rotated_at > _GRACE_SECONDS:
                return
            yield None
            time.sleep(_POLL_SECONDS)

    def _read_lines(self, file: BinaryIO, inode: int) -> Generator[tuple[int, bytes], None, bool]:
        found = False
        while True:
            offset = file.tell()
            line = file.readline()
            if not line.endswith(b"\n"):
                file.seek(offset)  # the rest of the line has not been written yet
                return found
            found = True
            self._number += 1
            self._pending.append((self._number, Position(inode, file.tell())))
            yield self._number, line

    def _rest_of_rotated(self, start: Position) -> Iterator[tuple[int, bytes]]:
        if self._inode() == start.inode:
            return
        for entry in self._siblings():
            if entry.stat().st_ino == start.inode:
                with entry.open("rb") as file:
                    file.seek(start.offset)
                    yield from self._read_lines(file, start.inode)
                self._known.add(start.inode)
                yield from self._missed()
                return
        self._report(
            f"the file that was followed is no longer beside {self._path}: ingest the rotated file by hand, what is in "
            "already is not created twice"
        )

    def _missed(self) -> Iterator[tuple[int, bytes]]:
        """Read rotated files that have appeared since: two rotations may happen between two looks."""
        current = self._inode()
        fresh = [entry for entry in self._siblings() if entry.stat().st_ino not in {current, *self._known}]
        for entry in sorted(fresh, key=lambda entry: entry.stat().st_mtime_ns):
            with entry.open("rb") as file:
                inode = os.fstat(file.fileno()).st_ino
                self._known.add(inode)
                yield from self._read_lines(file, inode)

    def _siblings(self) -> list[Path]:
        """List the log and its rotated files, as `name.1`, `name-20260102` and `name.1.log` that are not compressed."""
        prefixes = (f"{self._path.name}.", f"{self._path.name}-", f"{self._path.stem}-", f"{self._path.stem}.")
        return [
            entry
            for entry in self._path.parent.iterdir()
            if entry.is_file()
            and (entry == self._path or entry.name.startswith(prefixes))
            and entry.suffix not in {".gz", ".bz2", ".zst", ".xz"}
        ]

    def _inode(self) -> int | None:
        try:
            return self._path.stat().st_ino
        except FileNotFoundError:
            return None

    def _load(self) -> Position | None:
        try:
            memory = json.loads(self._memory.read_text())
            return Position(int(memory["inode"]), int(memory["offset"]))
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def _save(self, position: Position) -> None:
        self._memory.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self._memory.with_suffix(".new")
        content = {"path": str(self._path.absolute()), "inode": position.inode, "offset": position.offset}
        fresh.write_text(json.dumps(content) + "\n")
        fresh.replace(self._memory)
