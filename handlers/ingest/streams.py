"""Opening what is to be read: files, compressed files and standard input, as one stream of UTF-8 bytes."""

from __future__ import annotations

import bz2
import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import zstandard

from handlers.runtime.errors import OperatorError

STANDARD_INPUT = Path("-")
_PEEK = 4096
_UTF8_BOM = b"\xef\xbb\xbf"
_ARCHIVES = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xfd7zXZ\x00", "compressed with xz"),
    (b"\xd4\xc3\xb2\xa1", "a packet capture"),
    (b"\xa1\xb2\xc3\xd4", "a packet capture"),
    (b"\x0a\x0d\x0d\x0a", "a packet capture"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"%PDF", "a PDF"),
    (b"<", "XML or HTML"),
)


class UnreadableInputError(OperatorError):
    """The input is not what `oneprotect ingest` reads; the message names the likely cause."""


@dataclass
class Stream:
    """An open input: its bytes decompressed, and how far the file itself has been read."""

    name: str
    content: io.BufferedReader
    file: BinaryIO
    size: int | None

    @property
    def position(self) -> int:
        """How many bytes of the file have been read, compressed as they are."""
        return self.file.tell() if self.size is not None else 0


@contextmanager
def open_stream(path: Path) -> Iterator[Stream]:
    """Open a file, or standard input for `-`, and decompress gzip, bzip2 and zstd.

    Raises `UnreadableInputError` for a missing file, an archive, UTF-16, and other content that cannot hold alerts, and
    while the content is read, if it is damaged.
    """
    name = "standard input" if path == STANDARD_INPUT else path.name
    try:
        if path == STANDARD_INPUT:
            yield _stream(name, cast(BinaryIO, sys.stdin.buffer), None)
        else:
            with path.open("rb") as file:
                yield _stream(name, cast(BinaryIO, file), path.stat().st_size)
    except IsADirectoryError:
        raise UnreadableInputError(f"{path} is a folder: name the files in it.") from None
    except (FileNotFoundError, PermissionError) as error:
        raise UnreadableInputError(f"{path} cannot be read: {error.strerror}.") from None
    except (OSError, EOFError, zlib.error, zstandard.ZstdError) as error:
        raise UnreadableInputError(f"{name} is damaged or incomplete ({error}): only what precedes was read.") from None


def _stream(name: str, file: BinaryIO, size: int | None) -> Stream:
    raw = file if isinstance(file, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, file))
    content = _decompressed(raw)
    head = content.peek(_PEEK)[:_PEEK]
    if head.startswith(_UTF8_BOM):
        content.read(len(_UTF8_BOM))
    elif cause := _cause(head):
        raise UnreadableInputError(f"{name} {cause}.")
    return Stream(name, content, cast(BinaryIO, raw), size)


def _decompressed(raw: io.BufferedReader) -> io.BufferedReader:
    head = raw.peek(_PEEK)[:6]
    if head.startswith(b"\x1f\x8b"):
        return io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=raw)))
    if head.startswith(b"BZh"):
        return io.BufferedReader(cast(io.RawIOBase, bz2.BZ2File(raw)))
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        # Several frames in one file are what rotating loggers write.
        reader = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
        return io.BufferedReader(cast(io.RawIOBase, reader))
    return raw


def _cause(head: bytes) -> str:
    """Return why this content cannot hold alerts, or an empty string."""
    for magic, what in _ARCHIVES:
        if head.startswith(magic):
            return f"is {what}: extract or export the alerts as JSON first"
    if head[257:262] == b"ustar":
        return "is a tar archive: extract the files in it first"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or (len(head) >= 4 and 0 in head[:4]):
        return "is UTF-16 or binary: convert it first, for example with `iconv -f UTF-16 -t UTF-8`"
    if b"\x00" in head:
        return "is binary, not text"
    return ""
