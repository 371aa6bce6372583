"""Compares the generated files with those on disk: writes the differences, or reports them."""

from __future__ import annotations

import sys
from pathlib import Path


def existing_files(root: Path, folder: Path, *, without: Path | None = None) -> set[Path]:
    """Return every file in a folder of the checkout, relative to it, except for those below ``without``."""
    files = {path.relative_to(root) for path in (root / folder).rglob("*") if path.is_file()}
    return {
        path
        for path in files
        if "__pycache__" not in path.parts and not (without is not None and path.is_relative_to(without))
    }


def write(root: Path, existing: set[Path], texts: dict[Path, str]) -> int:
    """Write files that differ, and remove those that are no longer generated; return the exit status, 0."""
    for path in existing - texts.keys():
        (root / path).unlink()
    for path, text in texts.items():
        if not (root / path).is_file() or (root / path).read_text(encoding="utf-8") != text:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
            sys.stdout.write(f"wrote {path.as_posix()}\n")
    return 0


def drift(root: Path, existing: set[Path], texts: dict[Path, str], command: str) -> list[str]:
    """Return a line for every file that is missing, outdated or not generated, with the ``command`` that fixes it."""
    lines = [f"{path.as_posix()} is not generated: remove it" for path in existing - texts.keys()]
    for path, text in texts.items():
        if path not in existing or (root / path).read_bytes() != text.encode():
            lines.append(f"{path.as_posix()} is out of date: run `{command}`")
    return sorted(lines)


def report(errors: list[str]) -> int:
    """Write each line to standard error; return the exit status, 1 if there is one."""
    for line in errors:
        sys.stderr.write(f"{line}\n")
    return 1 if errors else 0
