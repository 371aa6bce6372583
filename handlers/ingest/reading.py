"""From an open stream to rows: its framing, its format, and what has to be known of the file before the first alert."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

from handlers.ingest.adapters import FORMATS, Format, asff, ocsf, sarif
from handlers.ingest.alert import Options, RejectedRowError, Skipped
from handlers.ingest.framing import Row, is_one_value_a_line, line_rows, value_rows
from handlers.ingest.streams import Stream, UnreadableInputError
from handlers.ingest.values import Json, member, text
from handlers.ingest.zeek_tsv import is_tsv, tsv_rows

AUTO = "auto"
_HEAD = 64 * 1024
_SAMPLE = 1000  # rows, as many as tell whether a product's uids identify


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot become an alert: where in it (RFC 6901), and why."""

    number: int
    pointer: str
    reason: str


@dataclass(frozen=True, slots=True)
class Alert:
    """A row's alert, as the request has it."""

    number: int
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that its source does not call a finding."""

    number: int
    kind: str


Outcome = Alert | SkippedRow | Rejected


@dataclass
class Input:
    """An input whose format is known; iterate over `outcomes` once."""

    format: Format
    outcomes: Iterator[Outcome]


def read_input(stream: Stream, name: str, include: frozenset[str]) -> Input:
    """Recognize the format of the input and return what becomes of its rows, which are read one by one.

    Raises `UnreadableInputError` if nothing in the input is of the format, or of any format for `auto`.
    """
    rows = _rows(stream)
    sample = list(islice(rows, _SAMPLE))
    format_ = recognize(stream.name, sample, name, include)
    options = Options(include=include, repeated_uids=_repeated_uids(format_, sample))
    return Input(format_, (outcome(format_, options, row) for row in chain(sample, rows)))


def _rows(stream: Stream) -> Iterator[Row]:
    """Yield the rows, with the wrappers of SARIF and of AWS taken off."""
    head = stream.content.peek(_HEAD)[:_HEAD]
    if is_tsv(head):
        yield from tsv_rows(stream.content)
        return
    if not head.lstrip().startswith((b"{", b"[", b"\x1e")):
        what = "is empty" if not head.strip() else "does not start with JSON: is it plain text, CSV or syslog?"
        raise UnreadableInputError(f"{stream.name} {what}")
    rows = line_rows(stream.content) if is_one_value_a_line(stream.content, head) else value_rows(stream.content)
    number = 0
    for row in rows:
        for document in unwrap(row.document) if not row.error else (None,):
            number += 1
            yield replace(row, number=number, document=document)


def unwrap(document: Json) -> Iterator[Json]:
    """Yield the documents that wrappers of SARIF, of AWS and arrays hold, or the document itself."""
    if isinstance(member(document, "runs"), list):
        yield from sarif.rows(document)
    elif asff.recognises(document):
        yield from asff.unwrap(document)
    elif isinstance(document, list):
        yield from document
    else:
        yield document


def recognize(stream_name: str, sample: list[Row], name: str, include: frozenset[str]) -> Format:
    """Return the format of this name, or for `auto` the one that most rows of the sample have.

    Raises `UnreadableInputError` if no row has it, or if it does not know what ``include`` names.
    """
    documents = [row.document for row in sample if not row.error]
    counts = Counter({format_.name: sum(map(format_.recognises, documents)) for format_ in FORMATS.values()})
    best, count = counts.most_common(1)[0]
    if name == AUTO and count == 0:
        raise UnreadableInputError(f"{stream_name} is in none of the formats {', '.join(FORMATS)}{_seen(sample)}.")
    format_ = FORMATS[best if name == AUTO else name]
    if counts[format_.name] == 0:
        hint = f": it looks like {best}, so use `oneprotect ingest {best}`" if count else _seen(sample)
        raise UnreadableInputError(f"{stream_name} has nothing that is {format_.title}{hint}.")
    if unknown := include - format_.includes:
        known = f"it knows {', '.join(sorted(format_.includes))}" if format_.includes else "it has none"
        raise UnreadableInputError(f"--include {', '.join(sorted(unknown))} is not for {format_.name}: {known}.")
    return format_


def _seen(sample: list[Row]) -> str:
    if not sample:
        return ": it has no rows"
    first = sample[0]
    if first.error:
        return f": its first row is {first.error}"
    if isinstance(first.document, dict):
        return f": its first row has the members {', '.join(sorted(first.document)[:8])}"
    return f": its first row is {type(first.document).__name__}, not an object"


def _repeated_uids(format_: Format, sample: list[Row]) -> frozenset[str]:
    """Return the uids that the sample gives to different findings: such a uid identifies none of them."""
    if format_.name != "ocsf":
        return frozenset()
    findings: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in sample:
        if uid := ocsf.finding_uid(row.document):
            findings[uid].add((text(row.document, "message"), text(row.document, "resources", 0, "uid")))
    return frozenset(uid for uid, distinct in findings.items() if len(distinct) > 1)


def outcome(format_: Format, options: Options, row: Row) -> Outcome:
    """Return what becomes of a row. Nothing that a document contains ends the run."""
    if row.error:
        return Rejected(row.number, "", row.error)
    if not isinstance(row.document, dict):
        return Rejected(row.number, "", "not a JSON object")
    try:
        adapted = format_.adapt(row.document, options)
    except RejectedRowError as error:
        return Rejected(row.number, error.pointer, str(error))
    except RecursionError:
        return Rejected(row.number, "", "nested too deeply")
    except UnicodeEncodeError:
        return Rejected(row.number, "", "contains a lone surrogate, which is not text")
    if isinstance(adapted, Skipped):
        return SkippedRow(row.number, adapted.kind)
    return Alert(row.number, adapted)
