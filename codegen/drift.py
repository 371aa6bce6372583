"""Writes what was generated, or names what there is not as it would be written."""

from __future__ import annotations

import sys
from pathlib import Path


def present(root: Path, folder: Path, *, without: Path | None = None) -> set[Path]:
    """Give every file of a folder of the project as it is, relative to the project, but for those of ``without``."""
    found = {path.relative_to(root) for path in (root / folder).rglob("*") if path.is_file()}
    return {
        path
        for path in found
        if "__pycache__" not in path.parts and not (without is not None and path.is_relative_to(without))
    }


def write(root: Path, there: set[Path], texts: dict[Path, str]) -> int:
    """Write what differs and remove what is no longer generated."""
    for path in there - texts.keys():
        (root / path).unlink()
    for path, text in texts.items():
        if not (root / path).is_file() or (root / path).read_text(encoding="utf-8") != text:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
            sys.stdout.write(f"wrote {path.as_posix()}\n")
    return 0


def drifted(root: Path, there: set[Path], texts: dict[Path, str], command: str) -> list[str]:
    """Say of every file that is missing, stale or not generated what mends it, ``command`` or its removal."""
    drift = [f"{path.as_posix()} is not generated: remove it" for path in there - texts.keys()]
    for path, text in texts.items():
        if path not in there or (root / path).read_bytes() != text.encode():
            drift.append(f"{path.as_posix()} is not what the sources say: run `{command}`")
    return sorted(drift)


def report(findings: list[str]) -> int:
    """Write each finding to standard error, a line each; give the exit status, 1 if there is one."""
    for line in findings:
        sys.stderr.write(f"{line}\n")
    return 1 if findings else 0
