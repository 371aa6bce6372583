"""Opening what is to be read: files, compressed files and standard input, as one stream of UTF-8 bytes."""

from __future__ import annotations

import bz2
import gzip
import io
import os
import stat
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import zstandard

from handlers.ingest.rows.unreadable import binary_cause
from handlers.runtime.errors import OperatorError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STANDARD_INPUT = Path("-")
_STANDARD_INPUT_FD = 0
_HEAD = 64 * 1024
_LONG_HEAD = 1024 * 1024
_ZSTD_INPUT = 1024  # bytes at a time, since each may stand for 32 KiB
_ZSTD = b"\x28\xb5\x2f\xfd"
_ZSTD_SKIPPABLE = b"\x2a\x4d\x18"  # after a byte from 0x50 to 0x5f

_DAMAGE = (OSError, EOFError, zlib.error, zstandard.ZstdError)


class UnreadableInputError(OperatorError):
    """The input is not what `oneprotect ingest` reads; the message names the likely cause."""


@dataclass
class Stream:
    """An open input: its bytes decompressed, and how far the file itself has been read.

    ``head`` is the start of the content: the first line, if that has at most 1 MiB, and mostly more. ``size`` is that
    of the file, or None for a pipe.
    """

    name: str
    content: io.BufferedReader
    head: bytes
    file: io.BufferedReader
    size: int | None
    damage: UntilDamage

    @property
    def position(self) -> int:
        """How many bytes of the file have been read, compressed as they are."""
        return self.file.raw.tell() if self.size is not None else 0


@contextmanager
def open_stream(path: Path, name: str = "") -> Iterator[Stream]:
    """Open a file, or standard input for `-`, and decompress gzip, bzip2 and zstd.

    Messages call it by ``name``, by default that of the file without its folder.

    Raises `UnreadableInputError` for a missing file, an archive, UTF-16, and other content that cannot hold alerts, and
    while the content is read, if it is damaged.
    """
    is_standard_input = path == STANDARD_INPUT
    name = "standard input" if is_standard_input else name or path.name
    try:
        raw = io.FileIO(_STANDARD_INPUT_FD if is_standard_input else path, closefd=not is_standard_input)
        status = os.fstat(raw.fileno())
    except OSError as error:
        raise UnreadableInputError(unopened(path, error)) from None
    is_regular = stat.S_ISREG(status.st_mode)
    try:
        stream = _stream(name, io.BufferedReader(raw), status.st_size if is_regular else None)
        yield stream
        if stream.damage.error is not None:
            raise stream.damage.error
        # Closing would wait for a thread that reads, so a pipe is only closed at its end, and `sys.stdin`, which Python
        # closes when it ends, is not used.
        raw.close()
    except _DAMAGE as error:
        raise UnreadableInputError(
            f"{name} is damaged or incomplete ({error}): the rows before the damage were read."
        ) from None
    finally:
        if is_regular and not is_standard_input:
            raw.close()


def unopened(path: Path, error: OSError) -> str:
    """Return why a file could not be opened."""
    if isinstance(error, IsADirectoryError):
        return f"{path} is a folder: name the files in it."
    return f"{path} cannot be read: {error.strerror}."


def _stream(name: str, file: io.BufferedReader, size: int | None) -> Stream:
    magic = file.read(8)
    damage = UntilDamage(_decompressed(io.BufferedReader(_Prefixed(magic, file)), magic))
    content = io.BufferedReader(damage, _HEAD)
    head = content.read(_HEAD) if size is not None else _first_line(content, _HEAD)
    if b"\n" not in head:
        head += _first_line(content, _LONG_HEAD - len(head))
    if damage.error is not None and not head:
        raise damage.error
    if cause := binary_cause(head):
        raise UnreadableInputError(f"{name} {cause}.")
    head = head.removeprefix(BOM_UTF8)
    return Stream(name, io.BufferedReader(_Prefixed(head, content), _HEAD), head, file, size, damage)


def _first_line(file: _Readable, size: int) -> bytes:
    """Read as much as arrives with the rest of the first line, so that a slow pipe is not waited for."""
    start = b""
    while len(start) < size and b"\n" not in start and (data := file.read1(size - len(start))):
        start += data
    return start


def _decompressed(file: io.BufferedReader, magic: bytes) -> _Readable:
    if magic.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=file)
    if magic.startswith(b"BZh"):
        return bz2.BZ2File(file)
    if magic.startswith(_ZSTD) or (magic[1:4] == _ZSTD_SKIPPABLE and 0x50 <= magic[0] <= 0x5F):
        return io.BufferedReader(_Zstandard(file), _HEAD)
    return file


class _Readable(Protocol):
    def read1(self, size: int = -1, /) -> bytes:
        """Read what is available without waiting for more."""


class UntilDamage(io.RawIOBase):
    """A stream that ends where the content is damaged, so that the rows before are read; ``error`` says how."""

    def __init__(self, content: _Readable) -> None:
        self._content = content
        self.error: Exception | None = None

    def readable(self) -> bool:
        """Whether the stream can be read: always."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read what is available without waiting for more; nothing once the content is damaged."""
        view = memoryview(buffer)
        try:
            data = b"" if self.error is not None else self._content.read1(len(view))
        except _DAMAGE as error:
            self.error = error
            return 0
        view[: len(data)] = data
        return len(data)


class _Prefixed(io.RawIOBase):
    """A stream whose start has been read already."""

    def __init__(self, start: bytes, rest: _Readable) -> None:
        self._start = start
        self._rest = rest

    def readable(self) -> bool:
        """Whether the stream can be read: always."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read what is available without waiting for more, as `readinto1` may do although it has read something."""
        view = memoryview(buffer)
        data = self._start[: len(view)] or self._rest.read1(len(view))
        self._start = self._start[len(data) :]
        view[: len(data)] = data
        return len(data)


class _Zstandard(io.RawIOBase):
    """The content of a zstd file of any number of frames; zstandard's own reader takes a cut frame for a whole one."""

    def __init__(self, file: io.BufferedReader) -> None:
        self._file = file
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._data = b""
        self._input = b""

    def readable(self) -> bool:
        """Whether the stream can be read: always."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read decompressed data; raise EOFError if the last frame is incomplete."""
        while not self._data:
            self._input = self._input or self._file.read1(_ZSTD_INPUT)
            if not self._input:
                if self._frame is not None:
                    raise EOFError("the last zstd frame is incomplete")
                return 0
            if self._frame is None:
                self._frame = zstandard.ZstdDecompressor().decompressobj()
            self._data = self._frame.decompress(self._input)
            self._input = self._frame.unused_data
            if self._frame.eof:
                self._frame = None
        view = memoryview(buffer)
        count = min(len(view), len(self._data))
        view[:count] = self._data[:count]
        self._data = self._data[count:]
        return count
