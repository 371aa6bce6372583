"""What a run has found, and what may be said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from handlers.conformance.findings import Findings
from handlers.conformance.fuzzing import Counts


@dataclass
class Outcome:
    """What a run has found.

    ``left_out`` says of a check why it held nothing, ``cut`` what time has left of it, ``stopped`` why the run did not
    come to its end.
    """

    server: str
    roles: list[str]
    seed: int
    findings: Findings
    quick: bool
    whole: bool
    seconds: float = 0.0
    counts: Counts = field(default_factory=Counts)
    judged: int = 0
    left_out: dict[str, str] = field(default_factory=dict)
    cut: dict[str, str] = field(default_factory=dict)
    stopped: str | None = None

    @property
    def status(self) -> int:
        """The exit status: 1 where something is broken, 2 where the run judged nothing or did not end, else 0."""
        if self.findings.broken:
            return 1
        return 0 if self.judged and self.stopped is None else 2

    @property
    def verdict(self) -> str:
        """What was found, in a few words that promise no more than was looked at."""
        broken = self.findings.broken
        if broken:
            times = sum(one.times for one in broken)
            return f"{len(broken)} broken" + f", {times:,} times" * (times > len(broken))
        if self.status:
            return "not judged to the end" if self.judged else "nothing was judged"
        if self.quick and self.whole:
            return "0 broken in a quick look, which is no proof"
        if not self.whole or self.left_out or self.cut:
            return "0 broken of what was looked at"
        return "0 broken: the server is what its contract says"

    @property
    def looked(self) -> str:
        """How much was looked at, as whom."""
        seen = f"{self.findings.held:,} promises looked at, {self.counts.requests.total():,} requests made up"
        return f"{seen}, {self.seconds:.0f} s as {', '.join(self.roles) or 'nobody yet'}, seed {self.seed}"

    @property
    def gaps(self) -> Iterator[str]:
        """What was not judged, a line for each check: not at all, not to its end, or without some operations."""
        for name, why in self.left_out.items():
            yield f"not judged: {name} ({why})"
        for name, why in self.cut.items():
            yield f"{'not judged to the end' if self.findings.held_by(name) else 'not judged'}: {name} ({why})"
        for name in dict.fromkeys(case.check for case in self.findings.cases.values()):
            reasons = self.findings.left_out_by(name)
            if reasons and name not in self.left_out:
                many = sum(map(len, reasons.values()))
                yield f"not judged in {name}: {many} operation{'s' * (many > 1)} ({'; '.join(reasons)})"
