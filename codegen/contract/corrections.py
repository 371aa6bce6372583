"""Reads `specs/corrections.yaml`: breaking differences from the last release that are accepted as corrections.

Each names the decision record that says why what it changes was a fault, and why clients are expected to be unaffected.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from codegen.contract.breaking_schemas import Finding
from codegen.contract.load import Specs

FILE = Path("specs/corrections.yaml")


@dataclass(frozen=True, slots=True)
class Correction:
    """An accepted change of one keyword at one place, as the comparison names it."""

    since: str
    where: str
    keyword: str
    decision: str

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is this change."""
        return finding.where == self.where and finding.what.startswith(f"{self.keyword} was ")

    def line(self, finding: Finding) -> str:
        """Name the change with its decision record, as reports show it."""
        return f"FIXES   {finding.where}: {finding.what} ({self.decision})"


def corrections(root: Path, since: str) -> list[Correction]:
    """Return the corrections since a release; none without the file."""
    if not (root / FILE).is_file():
        return []
    entries = Specs(root).named(FILE.name).content or []
    return [
        Correction(str(entry["since"]), str(place), str(entry["keyword"]), str(entry["decision"]))
        for entry in entries
        if str(entry["since"]) == since
        for place in entry["places"]
    ]


def uncorrected(findings: Iterable[Finding], accepted: list[Correction]) -> list[str]:
    """Return a line for each breaking finding that is not accepted, and for each correction without a finding."""
    breaking = [finding for finding in findings if finding.breaks]
    lines = [str(finding) for finding in breaking if not any(one.covers(finding) for one in accepted)]
    unused = [one for one in accepted if not any(one.covers(finding) for finding in breaking)]
    name = FILE.as_posix()
    return lines + [f"UNUSED  {one.where}: {name} lists {one.keyword}, which breaks nothing" for one in unused]
