"""The file of rejected rows, from which they can be corrected and sent again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from handlers.ingest.alerts.values import Json
from handlers.ingest.reading import Rejected
from handlers.ingest.rows.framing import MAX_TEXT
from handlers.ingest.rows.streams import STANDARD_INPUT
from handlers.runtime.errors import OperatorError

MAX_DOCUMENT = 1024 * 1024  # characters; four times what an alert may have
_SARIF_ROW = frozenset({"run", "result", "pointer", "identity"})


class UnsuitableRejectsError(OperatorError):
    """The rejected rows cannot be written to this file without losing data."""


class Rejects:
    """Writes each rejected row as a line of JSON with its file, number, pointer and reason, and the row itself."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, name: str, row: Rejected) -> None:
        """Write a rejected row of an input. Raises `OperatorError` if it cannot be written."""
        entry = {"file": name, "row": row.number, "pointer": row.pointer, "reason": row.reason, **_content(row)}
        try:
            self._file.write(json.dumps(entry) + "\n")
        except OSError as error:
            raise OperatorError(f"{self._file.name} cannot be written: {error.strerror}.") from None


def _content(row: Rejected) -> dict[str, Any]:
    """Return the row as `document`; as `text`, which may be cut, if it is not JSON or is too long."""
    text = row.text
    if row.document is not None or not row.text:
        document = _document(row.document)
        with suppress(ValueError, RecursionError):
            text = json.dumps(document)
            if len(text) <= MAX_DOCUMENT:
                return {"document": document}
    return {"text": text[:MAX_TEXT], **({"is_cut": True} if len(text) > MAX_TEXT else {})}


def size_of(row: Rejected) -> int:
    """Return about how many characters the content of a rejected row has."""
    try:
        return len(row.text) or len(json.dumps(row.document))
    except (ValueError, RecursionError):
        return MAX_DOCUMENT


def _document(row: Json) -> Json:
    """Return the row in a form that can be ingested: a SARIF result as a log of its own."""
    if isinstance(row, dict) and row.keys() >= _SARIF_ROW and isinstance(row["run"], dict):
        return {"version": "2.1.0", "runs": [{**row["run"], "results": [row["result"]]}]}
    return row


def check_rejects(path: Path, inputs: Sequence[Path], *, append: bool) -> None:
    """Raise `UnsuitableRejectsError` if writing to the file would change an input or lose what it contains."""
    if path == STANDARD_INPUT:
        raise UnsuitableRejectsError("--rejects needs a file, since standard output has the counts.")
    with suppress(FileNotFoundError):
        status = path.stat()
        for file in inputs:
            with suppress(OSError):
                if os.path.samestat(status, os.fstat(0) if file == STANDARD_INPUT else file.stat()):
                    raise UnsuitableRejectsError(f"--rejects {path} is an input: choose another file.")
        if status.st_size and not append:
            raise UnsuitableRejectsError(f"--rejects {path} already exists: choose another name, or remove it first.")


@contextmanager
def opened_rejects(path: Path | None) -> Iterator[Rejects | None]:
    """Open the file to add rows to it; None without a path."""
    if path is None:
        yield None
        return
    file = path.open("a", encoding="utf-8", buffering=1)
    try:
        yield Rejects(file)
    finally:
        with suppress(OSError):  # each line is written at once, so that a failure has been reported
            file.close()
