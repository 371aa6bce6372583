"""Generates the server's code and the bundles in `generated/` from `specs/` and `sql/queries/`.

With --check it writes nothing, and reports generated files that are out of date and changes of the contract that need
another version. `python -m codegen.sdk` writes the SDKs in `generated/sdk/`, which takes Node.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from codegen.contract.release import compare_with_release
from codegen.drift import drift, existing_files, report, write
from codegen.errors import SpecError
from codegen.generate import GENERATED, ROOT, SDKS, generate


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check; return the exit status: 1 if the check fails, 2 for an error in the sources."""
    parser = argparse.ArgumentParser(prog="python -m codegen", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail and name what is wrong")
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout, by default this one")
    options = parser.parse_args(arguments)
    try:
        texts = generate(options.root)
    except SpecError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    existing = existing_files(options.root, GENERATED, without=SDKS)
    if not options.check:
        return write(options.root, existing, texts)
    lines = drift(options.root, existing, texts, "python -m codegen")
    return report(lines + compare_with_release(options.root, texts))


if __name__ == "__main__":
    raise SystemExit(main())
