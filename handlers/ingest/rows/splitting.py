"""Splitting text into JSON values, whatever separates them, without holding more than one of them.

Handles arrays, values that follow each other, pretty-printed or not, and objects that wrap an array. A value that is
not JSON costs that value alone; streaming parsers end at the first error.
"""

from __future__ import annotations

import io
import json
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from enum import Enum, auto

from handlers.ingest.rows.framing import CUT, DECODER, MAX_ROW, MAX_TEXT, Row, is_cut, reason_of, unreadable_row

WRAPPERS = ("findings", "records", "events", "alerts")
MAX_LOG = 64 * 1024 * 1024  # of a SARIF log, whose results cannot be read without the rest of it
_CHUNK = 256 * 1024
_EAGER = 1024 * 1024  # up to this length, an incomplete value is tried again whenever there is more of it
_WITHIN = 64 * 1024  # where the name of a field that says what the value is has to appear
_SEPARATORS = re.compile("[\\s,\\x00\\x1e\\ufeff]*")
_STRUCTURE = re.compile(r'\\.|["{}\[\]]', re.DOTALL)
_AFTER_VALUE = re.compile(r"\s*,?\s*(?:[\[\]{}]|\Z)")
_ADJACENT = re.compile(r"}\s*,?\s*(?=\{)")
_SCALAR = r'(?:"(?:[^"\\]|\\.)*"|[-+.\w]+)'
_NAME = r'"(?:[^"\\]|\\.)*"'
_WRAPPER = re.compile(
    rf'\{{\s*(?:{_NAME}\s*:\s*{_SCALAR}\s*,\s*){{0,20}}"(?:{"|".join(WRAPPERS)})"\s*:\s*\[', re.IGNORECASE
)
_RUNS = re.compile(r'"runs"\s*:\s*\[')


class _Inside(Enum):
    NOTHING = auto()
    ARRAY = auto()
    WRAPPER = auto()


def value_rows(stream: io.BufferedReader) -> Iterator[Row]:
    """Yield a row per value; of an array, and of an object that wraps an array of findings, a row per item."""
    text, number, inside = _Text(stream), 0, _Inside.NOTHING
    while text.has_more():
        char = text.buffer[text.position]
        if char == "[" and inside is _Inside.NOTHING:
            text.position, inside = text.position + 1, _Inside.ARRAY
        elif char == "]":
            text.position += 1
            if inside is _Inside.WRAPPER:
                text.skip_to_end(levels=1)
            inside = _Inside.NOTHING
        elif inside is _Inside.NOTHING and text.is_incomplete_wrapper():
            inside = _Inside.WRAPPER
        else:
            number += 1
            yield text.take_row(number)


class _Text:
    """What has been read of a stream and not split yet: the part of ``buffer`` from ``position`` on."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._decoder = getincrementaldecoder("utf-8")("surrogateescape")
        self.buffer = ""
        self.position = 0
        self._skipped: str | None = None  # the start of a value that is being skipped, up to `_skipped_from`
        self._skipped_from = 0
        self._gap = "\n"  # what separates the value here from the one before

    def _read(self) -> bool:
        """Add text from the stream and drop what has been split; False at the end of the stream."""
        data = self._stream.read1(_CHUNK)
        added = self._decoder.decode(data, final=not data)
        if self._skipped is not None:
            self._skipped, self._skipped_from = self._skipped_text(), 0
        self.buffer = self.buffer[self.position :] + added
        self.position = 0
        return bool(data)

    @property
    def _length(self) -> int:
        return len(self.buffer) - self.position

    def has_more(self) -> bool:
        """Go to the next value or bracket; False if nothing but separators is left."""
        gap = "" if self.position or self.buffer else "\n"
        while True:
            match = _SEPARATORS.match(self.buffer, self.position)
            if match is not None:
                gap = (gap + match[0])[-1000:]
                self.position = match.end()
            if self._length:
                self._gap = gap
                return True
            if not self._read():
                return False

    def is_incomplete_wrapper(self) -> bool:
        """Step into the object here if it wraps an array of findings and does not decode as a whole."""
        while True:
            try:
                DECODER.raw_decode(self.buffer, self.position)
            except (ValueError, RecursionError):
                if match := _WRAPPER.match(self.buffer, self.position):
                    self.position = match.end()
                    return True
            else:
                return False
            if self._length >= _WITHIN or not self._read():
                return False

    def take_row(self, number: int) -> Row:
        """Read the value that starts here, and as much of the stream as it takes."""
        while True:
            try:
                document, end = DECODER.raw_decode(self.buffer, self.position)
            except RecursionError:
                return self._skip_value(number, self.position, "nested too deeply")
            except json.JSONDecodeError as error:
                if not is_cut(self.buffer, error):
                    return self._skip_value(number, error.pos, reason_of(error, self.position))
                limit = MAX_LOG if _RUNS.search(self.buffer, self.position, self.position + _WITHIN) else MAX_ROW
                if self._length > limit:
                    self._skipped, self._skipped_from = "", self.position
                    self.skip_to_end()
                    return self._skipped_row(number, f"longer than {limit:,} characters")
                if not self._read_more():
                    reason = f"{CUT} ({reason_of(error, self.position)})"
                    return self._skip_value(number, error.pos, reason)
            except ValueError as error:
                return self._skip_value(number, self.position, reason_of(error, self.position))
            else:
                if end == len(self.buffer) and self.buffer[end - 1] not in '}]"' and self._read():
                    continue  # a number may go on
                row = Row(number, document, size=end - self.position)
                self.position = end
                return row

    def _read_more(self) -> bool:
        """Add as much text as makes another attempt worthwhile."""
        goal = self._length + 1 if self._length < _EAGER else self._length * 3 // 2
        has_grown = False
        while self._length < goal and self._read():
            has_grown = True
        return has_grown

    def _skip_value(self, number: int, error_at: int, reason: str) -> Row:
        """Go on at what looks like the start of the next value; drop everything if nothing does."""
        _, newline, indent = self._gap.rpartition("\n")
        self._skipped, self._skipped_from = "", self.position
        if newline and not indent.strip(" \t"):
            # The value starts a line, so the next one starts a line at the same indentation or less.
            self._go_to(re.compile(rf"\n[ \t]{{0,{len(indent)}}}(?=[\[\]{{])"), self.position + 1)
        elif not self._skip_balanced():
            self._go_to(_ADJACENT, error_at)
        return self._skipped_row(number, reason)

    def _skipped_text(self) -> str:
        return ((self._skipped or "") + self.buffer[self._skipped_from : self.position])[: MAX_TEXT + 1]

    def _skipped_row(self, number: int, reason: str) -> Row:
        text, self._skipped = self._skipped_text(), None
        return unreadable_row(number, reason, text.rstrip())

    def _go_to(self, pattern: re.Pattern[str], start: int) -> None:
        self.position = start
        while (match := pattern.search(self.buffer, self.position)) is None:
            self.position = max(self.position, len(self.buffer) - 2000)
            if not self._read():
                self.position = len(self.buffer)
                return
        self.position = match.end()

    def _skip_balanced(self) -> bool:
        """Skip to the bracket that closes the first one here, unless what follows cannot follow a value."""
        while self._length < _EAGER and self._read():
            pass
        depth, is_string = 0, False
        for match in _STRUCTURE.finditer(self.buffer, self.position):
            depth, is_string = _structure(match[0], depth, is_string=is_string)
            if depth == 0 and not is_string:
                if _AFTER_VALUE.match(self.buffer, match.end()) is None:
                    return False
                self.position = match.end()
                return True
        return False

    def skip_to_end(self, levels: int = 0) -> None:
        """Skip to the end of the value here, or of the object that is open by this many levels, dropping it."""
        depth, is_string = levels, False
        while True:
            for match in _STRUCTURE.finditer(self.buffer, self.position):
                depth, is_string = _structure(match[0], depth, is_string=is_string)
                if depth == 0 and not is_string:
                    self.position = match.end()
                    return
            # A backslash at the end may be the first half of an escape.
            self.position = len(self.buffer) - (len(self.buffer) - len(self.buffer.rstrip("\\"))) % 2
            if not self._read():
                self.position = len(self.buffer)
                return


def _structure(mark: str, depth: int, *, is_string: bool) -> tuple[int, bool]:
    """Return the depth and whether a string is open, after a bracket, a quotation mark or an escape."""
    if mark == '"':
        return depth, not is_string
    if is_string or mark[0] == "\\":
        return depth, is_string
    return depth + (1 if mark in "[{" else -1), is_string
