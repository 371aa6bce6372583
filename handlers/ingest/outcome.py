"""How an ingest went: what became of every row."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from handlers.ingest.reading import Rejected
from handlers.runtime.errors import OperatorError

MAX_LISTED = 20
_MAX_KINDS = 12


@dataclass
class Summary:
    """Counts by what became of the rows, and the first rejected rows; all of them go to ``rejects`` where it is set.

    ``unanswered`` is the number of alerts in requests that the server has not answered yet.
    """

    created: int = 0
    present: int = 0
    present_after_retry: int = 0
    rejected: int = 0
    unanswered: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    listed: list[tuple[str, Rejected]] = field(default_factory=list)
    rejects: IO[str] | None = None

    def add_rejected(self, name: str, row: Rejected) -> None:
        """Count a rejected row of an input, and list or write it. Raises `OperatorError` if it cannot be written."""
        self.rejected += 1
        if len(self.listed) < MAX_LISTED:
            self.listed.append((name, row))
        if self.rejects is not None:
            entry = {"file": name, "row": row.number, "pointer": row.pointer, "reason": row.reason}
            try:
                self.rejects.write(json.dumps(entry) + "\n")
            except OSError as error:
                raise OperatorError(f"{self.rejects.name} cannot be written: {error.strerror}.") from None

    @property
    def total(self) -> int:
        """How many rows have been dealt with."""
        return self.created + self.present + self.rejected + self.skipped.total()

    def notes(self) -> Iterator[str]:
        """Yield a line for each rejected row that is listed, and for what else the counts do not say."""
        for name, row in self.listed:
            place = f" at {row.pointer}" if row.pointer else ""
            # A row must not be able to control the terminal.
            yield _printable(f"{name}: row {row.number} rejected{place}: {row.reason}")
        if self.rejected > len(self.listed):
            where = "" if self.rejects is not None else "; --rejects FILE lists all of them"
            yield f"{self.rejected - len(self.listed):,} more rows rejected{where}"
        if self.present_after_retry:
            yield (
                f"{self.present_after_retry:,} alerts were already present when a request was repeated: its first "
                "attempt, which got no answer, may have created them"
            )
        if self.unanswered:
            yield (
                f"{self.unanswered:,} alerts were sent without an answer: run the same command again, which creates "
                "only those that are missing"
            )

    def __str__(self) -> str:
        """Return the counts as one line."""
        kinds = [f"{_printable(kind)} {count:,}" for kind, count in self.skipped.most_common(_MAX_KINDS)]
        if len(self.skipped) > _MAX_KINDS:
            kinds.append(f"{len(self.skipped) - _MAX_KINDS} other types")
        skipped = f"{self.skipped.total():,} skipped" + (f" ({', '.join(kinds)})" if kinds else "")
        return f"{self.created:,} created, {self.present:,} already present, {skipped}, {self.rejected:,} rejected"


def _printable(text: str) -> str:
    """Replace control characters by their escape sequences."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
