"""What a run has found, and what may be said of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from oneprotect_conformance.findings import Findings
from oneprotect_conformance.fuzzing import Counts


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
    def gaps(self) -> list[str]:
        """What was not judged: checks not at all, not to their end, or without some operations; each reason once."""
        lines: dict[tuple[str, str], list[str]] = {}
        for name, why in (self.left_out | self.cut).items():
            extent = "not judged to the end" if self.findings.held_by(name) else "not judged"
            lines.setdefault((extent + ": {}", why), []).append(name)
        for name in dict.fromkeys(case.check for case in self.findings.cases.values()):
            reasons = self.findings.left_out_by(name)
            if reasons and name not in self.left_out:
                many = sum(map(len, reasons.values()))
                extent = f"not judged in {{}}: {many} operation{'s' * (many > 1)}"
                lines.setdefault((extent, few(reasons)), []).append(name)
        return [f"{extent.format(', '.join(names))} ({why})" for (extent, why), names in lines.items()]


def few(reasons: Collection[str]) -> str:
    """Give some reasons in full and the number of the others."""
    first, others = [*reasons][:1], [*reasons][1:]
    return f"{first[0]}, and {len(others)} more reasons" if len(others) > 1 else "; ".join([*first, *others])
