"""From an open stream to outcomes: the rows, their format, and what each row becomes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from handlers.ingest.adapters import FORMATS, Format, asff, sarif
from handlers.ingest.alerts.alert import Options, RejectedRowError, Skipped
from handlers.ingest.alerts.values import Json, member, one_line, text
from handlers.ingest.rows.framing import Row, is_one_value_a_line, line_rows, parse_row
from handlers.ingest.rows.sampling import split_sample
from handlers.ingest.rows.splitting import WRAPPERS, value_rows
from handlers.ingest.rows.streams import Stream, UnreadableInputError
from handlers.ingest.rows.unreadable import kind_of, text_cause
from handlers.ingest.rows.zeek_tsv import is_tsv, tsv_rows

AUTO = "auto"
_MAX_KIND = 64


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot become an alert: where in it (RFC 6901), and why.

    ``document`` is the row, or None if it is not JSON; ``text`` is then the start of its text.
    """

    number: int
    pointer: str
    reason: str
    document: Json = field(default=None, compare=False, repr=False)
    text: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Alert:
    """A row's alert, as the request has it, and the row itself."""

    number: int
    body: dict[str, Any]
    document: Json = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that its source does not call a finding."""

    number: int
    kind: str


Outcome = Alert | SkippedRow | Rejected


@dataclass
class Input:
    """An input and its format, which is None if nothing shows it; iterate over `outcomes` once."""

    format: Format | None
    outcomes: Iterator[Outcome]
    is_empty: bool = False


def read_input(stream: Stream, name: str, include: frozenset[str]) -> Input:
    """Recognize the format of the input and return what becomes of its rows, which are read one by one.

    Raises `UnreadableInputError` if there are rows, but none has the format, or any format for `auto`.
    """
    sample, rows = split_sample(_rows(stream), is_pipe=stream.size is None)
    if not sample:
        known = FORMATS.get(name) or _format_without_rows(stream.head)
        return Input(including(known, include) if known else None, iter(()), is_empty=True)
    format_ = recognize(stream.name, sample, name, include)
    options = Options(include=include)
    options = replace(options, repeated_ids=_repeated_ids([outcome(format_, options, row) for row in sample]))
    return Input(format_, (outcome(format_, options, row) for row in rows))


def _format_without_rows(head: bytes) -> Format | None:
    """Return the format of a report without findings, if it shows."""
    if is_tsv(head):
        return FORMATS["zeek"]
    return FORMATS["sarif"] if sarif.recognizes(parse_row(1, head).document) else None


def _rows(stream: Stream) -> Iterator[Row]:
    """Yield the rows, without what wraps them."""
    if is_tsv(stream.head):
        yield from tsv_rows(stream.content)
        return
    if is_one_value_a_line(stream.head):
        for row in line_rows(stream.content):
            yield from unwrapped(row)
        return
    start = stream.head.strip(b" \t\r\n\x00\x1e\xef\xbb\xbf")
    if start and not start.startswith((b"{", b"[")):
        raise UnreadableInputError(f"{stream.name} {text_cause(stream.head)}.")
    number = 0
    for value in value_rows(stream.content):
        for row in unwrapped(value):
            number += 1
            yield replace(row, number=number)


def unwrapped(row: Row) -> Iterator[Row]:
    """Yield the rows of what a row wraps, all with its number, or the row itself."""
    if row.error:
        yield row
        return
    for document in unwrap(row.document):
        yield row if document is row.document else replace(row, document=document, size=0)


def unwrap(document: Json) -> Iterator[Json]:
    """Yield the documents in an array, a SARIF log, an export or an API's response, or the document itself."""
    if isinstance(document, list):
        yield from document
    elif sarif.recognizes(document):
        yield from sarif.rows(document)
    elif asff.recognizes(document):
        yield from asff.unwrap(document)
    elif isinstance(hits := member(document, "hits", "hits"), list):
        yield from hits
    elif (items := _wrapped_items(document)) is not None:
        yield from items
    else:
        yield document


def _wrapped_items(document: Json) -> list[Json] | None:
    """Return the array that a document of no format wraps under a name such as `Records`."""
    if not isinstance(document, dict) or any(format_.recognizes(document) for format_ in FORMATS.values()):
        return None
    arrays = (value for name, value in document.items() if name.lower() in WRAPPERS and isinstance(value, list))
    return next(arrays, None)


def recognize(stream_name: str, sample: list[Row], name: str, include: frozenset[str]) -> Format:
    """Return the format of this name, or for `auto` the one that most rows of the sample have.

    Raises `UnreadableInputError` if no row has it, or if it does not know what ``include`` names.
    """
    documents = [row.document for row in sample if not row.error]
    counts = Counter({format_.name: sum(map(format_.recognizes, documents)) for format_ in FORMATS.values()})
    best, count = counts.most_common(1)[0]
    if name == AUTO and count == 0:
        raise UnreadableInputError(f"{stream_name} is in none of the formats {', '.join(FORMATS)}{_seen(sample)}.")
    format_ = FORMATS[best if name == AUTO else name]
    if counts[format_.name] == 0:
        hint = f": it looks like {best}, so use `oneprotect ingest {best}`" if count else _seen(sample)
        raise UnreadableInputError(f"{stream_name} has no rows in the format {format_.name} ({format_.title}){hint}.")
    return including(format_, include)


def including(format_: Format, include: frozenset[str]) -> Format:
    """Return the format. Raises `UnreadableInputError` if it does not know what ``include`` names."""
    if unknown := include - format_.includes:
        known = f"use {' or '.join(sorted(format_.includes))}" if format_.includes else "it has no such option"
        raise UnreadableInputError(f"--include {', '.join(sorted(unknown))} is not for {format_.name}: {known}.")
    return format_


def _seen(sample: list[Row]) -> str:
    first = sample[0]
    if first.error:
        return f": its first row cannot be read ({first.error})"
    if first.document == {}:
        return ": its first row is an object without fields"
    if isinstance(first.document, dict):
        return f": its first row has the fields {one_line(text(', '.join(sorted(first.document)[:8])))[:200]}"
    return f": its first row is {kind_of(first.document)}, not an object"


def _repeated_ids(outcomes: list[Outcome]) -> frozenset[str]:
    """Return the ids that the input gives to different findings: such an id identifies none of them.

    Findings differ in their rule or in their targets. If all alerts have the same id, a different text is enough.
    Reports of updates and closures are left out, since they may describe the same finding in other words.
    """
    bodies = [outcome.body for outcome in outcomes if isinstance(outcome, Alert) and "activity" not in outcome.body]
    subjects: dict[str, set[str]] = defaultdict(set)
    wordings: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for body in bodies:
        targets = sorted(asset["value"] for asset in body["assets"] if asset.get("role") == "target")
        subjects[body["source_alert_id"]].add(repr([body["rule_id"] or body["title"], targets]))
        wordings[body["source_alert_id"]].add((body["title"], body["description"]))
    is_constant = len(wordings) == 1
    return frozenset(
        alert_id
        for alert_id in subjects
        if len(subjects[alert_id]) > 1 or (is_constant and len(wordings[alert_id]) > 1)
    )


def outcome(format_: Format, options: Options, row: Row) -> Outcome:
    """Return what becomes of a row. Nothing that a document contains ends the run."""
    if row.error:
        return Rejected(row.number, "", row.error, text=row.text)
    if not isinstance(row.document, dict):
        return Rejected(row.number, "", f"{kind_of(row.document)}, not a JSON object", row.document)
    try:
        adapted = format_.adapt(row.document, options)
    except RejectedRowError as error:
        return Rejected(row.number, error.pointer, str(error), row.document)
    if isinstance(adapted, Skipped):
        return SkippedRow(row.number, one_line(adapted.kind)[:_MAX_KIND])
    return Alert(row.number, adapted, row.document)
