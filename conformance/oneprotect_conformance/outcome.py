"""The outcome of a run: verdict, exit status, and what was not checked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from oneprotect_conformance.findings import Findings
from oneprotect_conformance.fuzz_findings import Counts


@dataclass
class Outcome:
    """The outcome of a run.

    `skipped` has for each check that could check nothing the reason, `cut` for each check that ran out of time how far
    it came. `stopped` is the reason why the run did not finish. `complete` says that no check was left out by choice.
    `judged` are those of the `checks` of the run that have judged something.
    """

    server: str
    roles: list[str]
    seed: int
    findings: Findings
    quick: bool
    complete: bool
    seconds: float = 0.0
    counts: Counts = field(default_factory=Counts)
    checks: list[str] = field(default_factory=list)
    judged: set[str] = field(default_factory=set)
    skipped: dict[str, str] = field(default_factory=dict)
    cut: dict[str, str] = field(default_factory=dict)
    stopped: str | None = None

    @property
    def status(self) -> int:
        """The exit status: 1 if there are violations, 2 if nothing was checked or the run did not finish, else 0."""
        if self.findings.violations:
            return 1
        return 0 if self.judged and self.stopped is None else 2

    @property
    def verdict(self) -> str:
        """The result in one line, which claims no more than was checked."""
        violations = self.findings.violations
        if violations:
            times = sum(violation.times for violation in violations)
            operations = {operation for violation in violations for operation in violation.operations}
            count = f"{len(violations)} violation{'s' * (len(violations) > 1)}"
            count += f" in {len(operations)} operations" * (len(operations) > 1)
            return count + f", {times:,} occurrences" * (times > len(violations))
        if self.status:
            return "the run did not finish" if self.judged else "nothing was checked"
        if self.quick and self.complete:
            return "no violation in a quick run, which is not a proof"
        if not self.complete or self.skipped or self.cut:
            return "no violation in what was checked"
        return "no violation: the server conforms to its contract"

    @property
    def summary(self) -> str:
        """The extent of the run: checks, assertions, requests, time, roles and seed."""
        extent = f"{len(self.judged)} of {len(self.checks)} checks judged, {self.findings.assertions:,} assertions"
        extent += f", {self.counts.requests.total():,} generated requests"
        roles = ", ".join(self.roles) or "an unidentified caller"
        return f"{extent}, {self.seconds:.0f} s as {roles}, seed {self.seed}"

    @property
    def gaps(self) -> list[str]:
        """What was not checked: whole checks, the rest of a check, or operations within one; each reason once."""
        lines: dict[tuple[str, str], list[str]] = {}
        for name, reason in (self.skipped | self.cut).items():
            extent = "not fully checked" if name in self.judged else "not checked"
            lines.setdefault((extent + ": {}", reason), []).append(name)
        for name in dict.fromkeys(case.check for case in self.findings.cases.values()):
            reasons = self.findings.skipped_by(name)
            if reasons and name not in self.skipped:
                count = sum(map(len, reasons.values()))
                extent = f"not checked in {{}}: {count} operation{'s' * (count > 1)}"
                lines.setdefault((extent, abridged(reasons)), []).append(name)
        return [f"{extent.format(', '.join(names))} ({reason})" for (extent, reason), names in lines.items()]


def abridged(reasons: Collection[str]) -> str:
    """Return up to two reasons in full; of more, the first and the number of the others."""
    first, others = [*reasons][:1], [*reasons][1:]
    return f"{first[0]}, and {len(others)} more reasons" if len(others) > 1 else "; ".join([*first, *others])
