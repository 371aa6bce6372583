"""Remembering how far a log has been dealt with, and keeping others from following it at the same time."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from handlers.runtime.errors import OperatorError


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a log: the byte offset behind a line, and what recognizes the file after a rotation.

    ``head`` is the SHA-256 of the file's first 1,024 bytes, or of fewer if the offset is lower: inodes are reused, and
    `copytruncate` of logrotate changes them. ``read_at`` is when the line was read, in nanoseconds.
    """

    inode: int
    offset: int
    head: str
    read_at: int


class Memory:
    """The position in a log for one destination, in the folder ``state``."""

    def __init__(self, log: Path, state: Path, destination: str) -> None:
        digest = hashlib.sha256(os.fsencode(log.absolute()) + b"\x00" + destination.encode()).hexdigest()[:32]
        self._path = log
        self._file = state / "ingest" / f"{digest}.json"

    @contextmanager
    def exclusively(self) -> Iterator[None]:
        """Keep other processes from following the log for the same destination.

        Raises `OperatorError` if one does, or if the position cannot be saved.
        """
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = self._file.with_suffix(".lock").open("w")
        except OSError as error:
            raise _unwritable(self._file, error) from None
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise OperatorError(
                    f"{self._path} is already followed by another process that sends its alerts to the same server and "
                    "tenant: stop that process first."
                ) from None
            yield

    def load(self) -> Position | None:
        """Return the position that was saved last, if any."""
        try:
            memory = json.loads(self._file.read_text())
            return Position(**{name: memory[name] for name in Position.__slots__})
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def save(self, position: Position) -> None:
        """Save the position. Raises `OperatorError` if that is not possible."""
        fresh = self._file.with_suffix(".new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh.write_text(json.dumps({"path": str(self._path.absolute()), **asdict(position)}) + "\n")
            fresh.replace(self._file)
        except OSError as error:
            raise _unwritable(fresh, error) from None


def _unwritable(path: Path, error: OSError) -> OperatorError:
    return OperatorError(
        f"the position in the log cannot be saved to {path} ({error.strerror}): check the folder, or set "
        "ONEPROTECT_HOME to another one."
    )
