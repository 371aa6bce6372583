"""Reading the lines of a file that is still written to, in constant memory and without reading anything twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO

from handlers.ingest.rows.framing import MAX_ROW

_PIECE = 1024 * 1024
_TAIL_BYTES = 1024


class GrowingFile:
    """A file and the offset behind the last line that was read from it.

    An unfinished line is continued where reading stopped. Only its first `MAX_ROW` bytes are kept.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.go_to(0)

    @property
    def inode(self) -> int:
        """The inode of the file, which stays the same when the file is renamed."""
        return os.fstat(self._file.fileno()).st_ino

    @property
    def size(self) -> int:
        """The size in bytes."""
        return os.fstat(self._file.fileno()).st_size

    @property
    def written_at(self) -> int:
        """When the file was last written to, in nanoseconds."""
        return os.fstat(self._file.fileno()).st_mtime_ns

    def start(self, size: int) -> bytes:
        """Return up to this many bytes from the start of the file."""
        return os.pread(self._file.fileno(), size, 0)

    def go_to(self, offset: int) -> None:
        """Read the line at this offset next."""
        self._file.seek(offset)
        self.offset = self._end = offset
        self._line, self._tail = bytearray(), b""

    def lines(self, *, is_complete: bool = False) -> Iterator[bytes | None]:
        """Yield the lines that follow; a last one without a line break only if the file is complete.

        Of a line above the limit, only the start is yielded (see `is_too_long`). None is yielded for each MiB of a long
        line without its end, so that the caller can stop in the middle of it.
        """
        if not self._is_unchanged():
            self.go_to(self.offset)
        while piece := self._file.readline(_PIECE):
            self._add(piece)
            if piece.endswith(b"\n"):
                yield self._take()
            elif len(piece) == _PIECE:
                yield None
        if is_complete and self._end > self.offset:
            yield self._take()

    def header(self, end: int) -> Iterator[bytes]:
        """Yield the lines at the start that begin with `#`, and go to the offset ``end``."""
        self.go_to(0)
        while self.offset < end and os.pread(self._file.fileno(), 1, self.offset) == b"#":
            line = next(filter(None, self.lines()), None)
            if line is None:
                break
            yield line
        self.go_to(end)

    def _is_unchanged(self) -> bool:
        """Whether the unfinished line is still in the file, which may have been truncated and written again."""
        return os.pread(self._file.fileno(), len(self._tail), self._end - len(self._tail)) == self._tail

    def _add(self, piece: bytes) -> None:
        self._end += len(piece)
        self._tail = (self._tail + piece[-_TAIL_BYTES:])[-_TAIL_BYTES:]
        if not self._line:
            # A writer that does not append leaves a hole of NUL before the next line when its file is truncated.
            piece = piece.lstrip(b"\x00")
        self._line += piece[: MAX_ROW - len(self._line)]

    def _take(self) -> bytes:
        line = bytes(self._line)
        self.offset, self._line, self._tail = self._end, bytearray(), b""
        return line
