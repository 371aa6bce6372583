"""How an ingest went: what became of every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from handlers.ingest.reading import Rejected
from handlers.ingest.rejects import Rejects

MAX_LISTED = 20
_MAX_KINDS = 12


@dataclass
class Counts:
    """Counts of rows by what became of them."""

    created: int = 0
    present: int = 0
    rejected: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """How many rows have been dealt with."""
        return self.created + self.present + self.rejected + self.skipped.total()

    def copy(self) -> Counts:
        """Return the present counts."""
        return Counts(self.created, self.present, self.rejected, self.skipped.copy())

    def since(self, earlier: Counts) -> Counts:
        """Return what has been added to earlier counts."""
        return Counts(
            self.created - earlier.created,
            self.present - earlier.present,
            self.rejected - earlier.rejected,
            self.skipped - earlier.skipped,
        )

    def __str__(self) -> str:
        """Return the counts as one line."""
        kinds = [f"{printable(kind)} {count:,}" for kind, count in self.skipped.most_common(_MAX_KINDS)]
        if len(self.skipped) > _MAX_KINDS:
            kinds.append(f"{len(self.skipped) - _MAX_KINDS} other types")
        skipped = f"{self.skipped.total():,} skipped" + (f" ({', '.join(kinds)})" if kinds else "")
        return f"{self.created:,} created, {self.present:,} already present, {skipped}, {self.rejected:,} rejected"


@dataclass
class Summary(Counts):
    """Counts by what became of the rows, and the first rejected rows; all of them go to ``rejects`` where it is set.

    ``reports`` is how many of the alerts that were present have a report of an update or a closure. ``unanswered`` is
    the number of alerts that were read and that the server has not answered yet, and ``unknown`` how many of these it
    may have received. With ``report``, rejected rows are reported at once and not listed at the end.
    """

    present_after_retry: int = 0
    reports: int = 0
    unanswered: int = 0
    unknown: int = 0
    listed: list[str] = field(default_factory=list)
    rejects: Rejects | None = None
    report: Callable[[str], None] | None = None

    def add_rejected(self, name: str, row: Rejected) -> None:
        """Count a rejected row of an input, and list or write it. Raises `OperatorError` if it cannot be written."""
        self.rejected += 1
        place = f" at {row.pointer}" if row.pointer else ""
        # A row must not be able to control the terminal.
        message = printable(f"{name}: row {row.number} rejected{place}: {row.reason}")
        if self.report is not None:
            self.report(message)
        elif len(self.listed) < MAX_LISTED:
            self.listed.append(message)
        if self.rejects is not None:
            self.rejects.write(name, row)

    def notes(self) -> Iterator[str]:
        """Yield a line for each rejected row that is listed, and for what else the counts do not say."""
        yield from self.listed
        if self.report is None and self.rejected > len(self.listed):
            where = "" if self.rejects is not None else "; --rejects FILE lists all of them"
            more = self.rejected - len(self.listed)
            yield f"{more:,} more {'row' if more == 1 else 'rows'} rejected{where}"
        if self.reports:
            yield f"{self.reports:,} of those already present: updates or closures of existing alerts"
        if self.present_after_retry:
            yield (
                f"{self.present_after_retry:,} alerts were already present when a request was repeated: its first "
                "attempt, which got no answer, may have created them"
            )

    def unsent_notes(self, *, is_followed: bool) -> Iterator[str]:
        """Yield a line for alerts that may not have been received, and for those that were not."""
        next_run = (
            "the next `--follow` of this file to the same server sends them"
            if is_followed
            else "run the same command again, which creates only those that are missing"
        )
        if self.unknown:
            again = " again" if is_followed else ""
            yield f"{self.unknown:,} alerts were sent without an answer: {next_run}{again}"
        if unsent := self.unanswered - self.unknown:
            what = "are not sent yet" if is_followed else "that were read were not sent"
            yield f"{unsent:,} alerts {what}: {next_run}"


def printable(text: str) -> str:
    """Replace control characters by their escape sequences."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
