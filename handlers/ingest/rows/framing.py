"""Rows of an input, and those of an input that has one JSON value a line."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, NoReturn

from handlers.ingest.alerts.values import Json

MAX_ROW = 16 * 1024 * 1024  # many times what an alert may have, since a row may wrap several findings
MAX_TEXT = 64 * 1024  # characters of a row that cannot be read, which are kept for the user
_CHUNK = 256 * 1024
_GAP = re.compile("[\\s,\\x00\\x1e]*")
_MAX_TOKEN = 24  # characters of a number, a literal or an escape
_INCOMPLETE = re.compile(r"[-+.\w\\]*\s*")
CUT = "the input ends within the row"
_LINE_ENDS = b" \t\r\n\x00\x1e"  # NUL as file systems leave it after a crash, and the separator of RFC 7464


@dataclass(frozen=True, slots=True)
class Row:
    """One value of the input and its length in characters; without a document, ``error`` is why there is none.

    ``number`` counts from 1: lines if each value has its own line, and values otherwise. ``text`` is the text of a row
    that cannot be read, up to one character more than `MAX_TEXT`.
    """

    number: int
    document: Json
    error: str = ""
    size: int = 0
    text: str = field(default="", compare=False)


def unreadable_row(number: int, error: str, text: str | bytes) -> Row:
    """Return the row of a value that cannot be read, with the start of its text."""
    start = text[: MAX_TEXT + 1]
    if isinstance(start, bytes):
        start = start.decode("utf-8", "surrogateescape")
    return Row(number, None, error, size=len(start), text=start)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def parse_row(number: int, text: str | bytes) -> Row:
    """Read one JSON value (RFC 8259, so without NaN and infinity); a row that cannot be read has the reason.

    Bytes that are not UTF-8 become lone surrogates, which are rejected where they are in the document.
    """
    if isinstance(text, bytes):
        text = text.decode("utf-8", "surrogateescape")
    try:
        return Row(number, DECODER.decode(text), size=len(text))
    except ValueError as error:
        return unreadable_row(number, reason_of(error, 0), text)
    except RecursionError:
        return unreadable_row(number, "nested too deeply", text)


def reason_of(error: ValueError, start: int) -> str:
    """Return why a value that starts at this position is not JSON."""
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg.removesuffix(' at')} at character {error.pos - start + 1}"
    return f"not JSON: {str(error)[:200]}"


def is_cut(text: str, error: ValueError) -> bool:
    """Whether the error comes from the end of the text, as it does if the rest is missing."""
    if not isinstance(error, json.JSONDecodeError):
        return False
    is_near_end = error.pos >= len(text) - _MAX_TOKEN
    is_token = is_near_end and _INCOMPLETE.fullmatch(text, error.pos) is not None
    return is_token or error.msg.startswith("Unterminated string")


def _reason_at_end(text: str) -> str:
    """Return why the last value of an input is not JSON."""
    try:
        DECODER.decode(text)
    except ValueError as error:
        reason = reason_of(error, 0)
        return f"{CUT} ({reason})" if is_cut(text, error) else reason
    except RecursionError:
        return "nested too deeply"
    return ""


def is_one_value_a_line(head: bytes) -> bool:
    """Whether each line is a JSON value of its own, judged by the start of the input.

    The first line decides if it is a complete object. Otherwise it may be a broken row, so half of the lines decide.
    """
    *lines, _ = head.split(b"\n")
    rows = [parse_row(0, text) for line in lines[:50] if (text := _bare(line))]
    if rows and isinstance(rows[0].document, dict):
        return True
    return sum(isinstance(row.document, dict) for row in rows) * 2 >= max(len(rows), 2)


def line_rows(stream: BinaryIO) -> Iterator[Row]:
    """Yield the rows of lines that are not blank, numbered by line; a line above the limit is rejected and skipped."""
    number = 0
    while line := stream.readline(MAX_ROW):
        number += 1
        if not is_too_long(line):
            yield from values_of_line(number, line)
            continue
        while (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
            pass
        yield too_long_row(number, line)


def is_too_long(line: bytes) -> bool:
    """Whether this is the start of a line above the limit, of which `MAX_ROW` bytes have been read."""
    return len(line) >= MAX_ROW and not line.endswith(b"\n")


def too_long_row(number: int, line: bytes) -> Row:
    """Return the row of a line above the limit that starts like this."""
    return unreadable_row(number, f"longer than {MAX_ROW:,} bytes", line)


def values_of_line(number: int, line: bytes) -> Iterator[Row]:
    """Yield the row of a line: none if it is blank, and several if values follow each other on it."""
    text = _bare(line)
    if not text:
        return
    row = parse_row(number, text)
    if row.error.startswith("not JSON: Extra data"):
        yield from _adjacent_values(number, text.decode("utf-8", "surrogateescape"))
    elif row.error and not line.endswith(b"\n"):
        yield unreadable_row(number, _reason_at_end(text.decode("utf-8", "surrogateescape")), text)
    else:
        yield row


def _bare(line: bytes) -> bytes:
    return line.strip(_LINE_ENDS).removeprefix(BOM_UTF8).strip(_LINE_ENDS)


def _adjacent_values(number: int, text: str) -> Iterator[Row]:
    position = 0
    while position < len(text):
        try:
            document, end = DECODER.raw_decode(text, position)
        except ValueError as error:
            yield unreadable_row(number, reason_of(error, position), text[position:])
            return
        yield Row(number, document, size=end - position)
        gap = _GAP.match(text, end)
        position = end if gap is None else gap.end()
