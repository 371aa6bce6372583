"""From the lines of a followed log to outcomes: its format is recognized from the first line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from handlers.ingest.adapters import FORMATS, Format
from handlers.ingest.alerts.alert import Options
from handlers.ingest.reading import AUTO, Outcome, Rejected, including, outcome, recognize, unwrap
from handlers.ingest.rows.following import Follower
from handlers.ingest.rows.framing import Row, is_too_long, parse_row, too_long_row
from handlers.ingest.rows.zeek_tsv import Header


def followed_outcomes(
    follower: Follower,
    name: str,
    format_name: str,
    include: frozenset[str],
    *,
    recognized: Callable[[Format], None],
    is_stopped: Callable[[], bool],
) -> Iterator[Outcome | None]:
    """Yield what becomes of each row, by the number of its line, and None whenever nothing is new for now.

    Ends between two lines once ``is_stopped()``. ``recognized`` is called once with the format, if it is not named.
    Raises `UnreadableInputError` if the first row that can be read is in no format, or not in the named one but in
    another.
    """
    format_ = None if format_name == AUTO else including(FORMATS[format_name], include)
    header, options, is_first = Header(), Options(include=include), True
    for line in follower.lines(is_stopped):
        rows = [] if line is None else _rows(header, *line)
        if line is not None and not rows:
            follower.has_no_rows(line[0])
        if is_first and any(not row.error for row in rows):
            is_first = False
            if format_ is None:
                format_ = recognize(name, rows, format_name, include)
                recognized(format_)
            elif any(other.recognizes(row.document) for other in FORMATS.values() for row in rows):
                recognize(name, rows, format_name, include)
        for row in rows:
            yield outcome(format_, options, row) if format_ else Rejected(row.number, "", row.error, text=row.text)
        if is_stopped():
            return
        if line is None:
            yield None


def _rows(header: Header, number: int, line: bytes) -> list[Row]:
    """Return the rows of a line: several if it wraps findings, none if it is blank or part of a header."""
    if is_too_long(line):
        return [too_long_row(number, line)]
    text = line.strip(b" \t\r\n\x1e\x00")
    if text.startswith(b"#"):
        header.read(text.decode("utf-8", "replace"))
        return []
    if not text:
        return []
    if header.fields:
        return [header.row(number, line)]
    row = parse_row(number, text)
    return [row] if row.error else [replace(row, document=document) for document in unwrap(row.document)]
