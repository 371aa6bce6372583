"""`python -m codegen.sdk` writes `generated/sdk/` from `generated/openapi.json`; `--check` names what differs.

The first run installs the Node tools of `codegen/npm/package-lock.json`.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from codegen.drift import drifted, present, report, write
from codegen.generate import GENERATED, SDKS
from codegen.sdk.node import NodeError
from codegen.sdk.python import GenerationError, python_sdk
from codegen.sdk.typescript import typescript_sdk

ROOT = Path(__file__).resolve().parents[2]


def sdks(root: Path) -> dict[Path, str]:
    """Give path (below ``root``) and text of every file of the SDKs.

    Raises `GenerationError` if a generator leaves something out, `NodeError` if a tool of Node fails.
    """
    document = json.loads((root / GENERATED / "openapi.json").read_text(encoding="utf-8"))
    files = {SDKS / "python" / path: text for path, text in python_sdk(document).items()}
    files |= {SDKS / "typescript" / path: text for path, text in typescript_sdk(document).items()}
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    files |= {SDKS / name / "LICENSE": licence for name in ("python", "typescript")}
    return dict(sorted(files.items()))


def main() -> int:
    """Write or check; give the exit status: 1 for drift, 2 for a generator that failed or left something out."""
    parser = argparse.ArgumentParser(prog="python -m codegen.sdk", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail and name the files that differ")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project, this one by default")
    arguments = parser.parse_args()
    try:
        texts = sdks(arguments.root)
    except (GenerationError, NodeError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    there = present(arguments.root, SDKS)
    if arguments.check:
        return report(drifted(arguments.root, there, texts, "python -m codegen.sdk"))
    return write(arguments.root, there, texts)


if __name__ == "__main__":
    raise SystemExit(main())
