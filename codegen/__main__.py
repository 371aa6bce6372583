"""`python -m codegen` writes `generated/`; `--check` names what is not as it would be written, or breaks clients.

The SDKs in `generated/sdk/` are the business of `python -m codegen.sdk`, which needs Node.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from codegen.contract.release import against_release
from codegen.drift import drifted, present, report, write
from codegen.errors import SpecError
from codegen.generate import GENERATED, SDKS, generate

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
    there = present(arguments.root, GENERATED, without=SDKS)
    if not arguments.check:
        return write(arguments.root, there, texts)
    drift = drifted(arguments.root, there, texts, "python -m codegen")
    return report(drift + against_release(arguments.root, texts))


if __name__ == "__main__":
    raise SystemExit(main())
