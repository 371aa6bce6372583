"""How an ingest went: what became of every row."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import IO

from handlers.ingest.reading import Rejected

MAX_LISTED = 20


@dataclass
class Summary:
    """Counts by what became of the rows, and the first rejected rows; all of them go to ``rejects`` where it is set."""

    created: int = 0
    present: int = 0
    present_after_retry: int = 0
    rejected: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    listed: list[tuple[str, Rejected]] = field(default_factory=list)
    rejects: IO[str] | None = None

    def add_rejected(self, name: str, row: Rejected) -> None:
        """Count a rejected row of an input, and list or write it."""
        self.rejected += 1
        if len(self.listed) < MAX_LISTED:
            self.listed.append((name, row))
        if self.rejects is not None:
            entry = {"file": name, "row": row.number, "pointer": row.pointer, "reason": row.reason}
            self.rejects.write(json.dumps(entry, ensure_ascii=False) + "\n")

    @property
    def total(self) -> int:
        """How many rows have been dealt with."""
        return self.created + self.present + self.rejected + self.skipped.total()

    def __str__(self) -> str:
        """Return the counts as one line."""
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in self.skipped.most_common())
        skipped = f"{self.skipped.total():,} skipped" + (f" ({kinds})" if kinds else "")
        return f"{self.created:,} created, {self.present:,} already present, {skipped}, {self.rejected:,} rejected"
