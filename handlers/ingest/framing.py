"""Splitting text into JSON values, whatever separates them, without holding more than one of them.

Handles one value a line, arrays, values that follow each other, pretty-printed or not, and an object that wraps an
array. A value that is not JSON costs that value alone; streaming parsers end at the first error.
"""

from __future__ import annotations

import json
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NoReturn

from handlers.ingest.values import Json

MAX_VALUE = 64 * 1024 * 1024
_CHUNK = 256 * 1024
_SEPARATORS = re.compile(r"[\s,\x1e\]}]*")
_WRAPPER = re.compile(r'"(?:findings|records|events|alerts)"\s*:\s*\[', re.IGNORECASE)
_WRAPPER_WITHIN = 64 * 1024
_NEXT_VALUE = re.compile(r"\n\s*[\[{]|}\s*,?\s*\{")


@dataclass(frozen=True, slots=True)
class Row:
    """One value of the input: its number from 1, and the document, or why there is none."""

    number: int
    document: Json
    error: str = ""


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def parse_row(number: int, text: str | bytes) -> Row:
    """Read one JSON value (RFC 8259, so without NaN and infinity); a row that cannot be read says why."""
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8")
        return Row(number, json.loads(text, parse_constant=_refuse_constant))
    except UnicodeDecodeError as error:
        return Row(number, None, f"not UTF-8: byte {error.start} of the row cannot be decoded")
    except RecursionError:
        return Row(number, None, "nested too deeply")
    except ValueError as error:
        return Row(number, None, f"not JSON: {str(error)[:200]}")


def is_one_value_a_line(stream: BinaryIO, head: bytes) -> bool:
    """Whether the first line, which ``head`` must hold whole, is a JSON value of its own that is not a wrapper."""
    del stream
    line, newline, _ = head.lstrip().partition(b"\n")
    if not newline or line.lstrip().startswith(b"["):
        return False
    return not parse_row(1, line).error and _WRAPPER.search(line[:_WRAPPER_WITHIN].decode("utf-8", "replace")) is None


def line_rows(stream: BinaryIO) -> Iterator[Row]:
    """Yield a row per line that is not blank; a line of more than 64 MiB is refused and skipped."""
    number = 0
    while line := stream.readline(MAX_VALUE):
        is_cut = len(line) == MAX_VALUE and not line.endswith(b"\n")
        while is_cut and (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
            pass
        if text := line.strip(b" \t\r\n\x1e\x00"):
            number += 1
            yield Row(number, None, f"longer than {MAX_VALUE} bytes") if is_cut else parse_row(number, text)


class _Text:
    """The part of a stream's text that has not been split yet."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self.buffer = ""
        self.at_end = False

    def read(self, size: int) -> None:
        """Add text from the stream, or note its end."""
        data = self._stream.read(size)
        self.buffer += self._decoder.decode(data, final=not data)
        self.at_end = not data

    def skip(self, count: int) -> None:
        """Drop what has been split."""
        self.buffer = self.buffer[count:]


def value_rows(stream: BinaryIO) -> Iterator[Row]:
    """Yield a row per value; of an array, and of an object that wraps an array of findings, a row per item."""
    text, number = _Text(stream), 0
    text.read(_WRAPPER_WITHIN)
    wrapper = _WRAPPER.search(text.buffer) if text.buffer.lstrip().startswith("{") else None
    if wrapper is not None and text.buffer.count("{", 0, wrapper.start()) <= 2:
        text.skip(wrapper.end())
    elif text.buffer.lstrip().startswith("["):
        text.skip(text.buffer.index("[") + 1)
    while True:
        while _skip_separators(text) and not text.at_end:
            text.read(_CHUNK)
        if not text.buffer:
            return
        number += 1
        yield _next_row(text, number)


def _skip_separators(text: _Text) -> bool:
    """Drop what stands between values; whether more has to be read to know."""
    match = _SEPARATORS.match(text.buffer)
    text.skip(match.end() if match is not None else 0)
    return not text.buffer


def _next_row(text: _Text, number: int) -> Row:
    """Read the value at the start of the text, and as much of the stream as it takes."""
    decoder = json.JSONDecoder()
    size = _CHUNK
    while True:
        try:
            _, end = decoder.raw_decode(text.buffer)
        except RecursionError:
            return _skip_value(text, number, 1, "nested too deeply")
        except json.JSONDecodeError as error:
            may_go_on = error.pos >= len(text.buffer) - 8 or error.msg.startswith("Unterminated string")
            if text.at_end or not may_go_on or len(text.buffer) > MAX_VALUE:
                reason = "cut off at the end of the input" if text.at_end and may_go_on else error.msg
                return _skip_value(text, number, error.pos, f"not JSON: {reason}")
            text.read(size)
            size *= 2
            continue
        if end == len(text.buffer) and not text.at_end:  # a number may go on
            text.read(_CHUNK)
            continue
        row = parse_row(number, text.buffer[:end])
        text.skip(end)
        return row


def _skip_value(text: _Text, number: int, position: int, reason: str) -> Row:
    """Go on at what looks like the start of the next value; drop everything where nothing does."""
    text.skip(position)
    while (match := _NEXT_VALUE.search(text.buffer)) is None and not text.at_end:
        text.skip(max(0, len(text.buffer) - 100))
        text.read(_CHUNK)
    text.skip(len(text.buffer) if match is None else match.end() - 1)
    return Row(number, None, reason)
