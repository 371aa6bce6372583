"""`python -m codegen` writes `generated/`; `--check` names what is not as it would be written, or breaks clients."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from codegen.generate import GENERATED, generate
from codegen.refusal import SpecError
from codegen.release import against_release

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Write or check; give the exit status: 1 for drift or a broken release, 2 for a source that does not fit."""
    parser = argparse.ArgumentParser(prog="python -m codegen", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail and name what differs, or breaks")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project, this one by default")
    arguments = parser.parse_args()
    try:
        texts = generate(arguments.root)
    except SpecError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return check(arguments.root, texts) if arguments.check else write(arguments.root, texts)


def present(root: Path) -> set[Path]:
    """Give every file of `generated/` as it is."""
    return {
        path.relative_to(root)
        for path in (root / GENERATED).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def write(root: Path, texts: dict[Path, str]) -> int:
    """Write what differs and remove what is no longer generated."""
    for path in present(root) - texts.keys():
        (root / path).unlink()
    for path, text in texts.items():
        if not (root / path).is_file() or (root / path).read_text(encoding="utf-8") != text:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
            sys.stdout.write(f"wrote {path.as_posix()}\n")
    return 0


def check(root: Path, texts: dict[Path, str]) -> int:
    """Name every file that is missing, stale or not generated at all, and all that the last release forbids."""
    there = present(root)
    drift = [f"{path.as_posix()} is not generated: remove it" for path in there - texts.keys()]
    for path, text in texts.items():
        if path not in there or (root / path).read_bytes() != text.encode():
            drift.append(f"{path.as_posix()} is not what the sources say: run `python -m codegen`")
    found = sorted(drift) + against_release(root, texts)
    for line in found:
        sys.stderr.write(f"{line}\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
