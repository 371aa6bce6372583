"""Generates the SDKs, and the console's types, in `generated/sdk/` from the documents in `generated/served/`.

The first run installs the Node tools of `codegen/npm/package-lock.json`. With --check it writes nothing, and reports
files that are out of date. With --package it builds a wheel and an npm tarball instead.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from codegen.contract.published import session_openapi
from codegen.drift import drift, existing_files, report, write
from codegen.generate import GENERATED, ROOT, SDKS
from codegen.sdk.node import NodeError
from codegen.sdk.package import PackageError, build_packages
from codegen.sdk.python import GenerationError, python_sdk
from codegen.sdk.typescript import typescript_sdk, typescript_types


def sdks(root: Path) -> dict[Path, str]:
    """Return path (below ``root``) and text of every file of the SDKs.

    Raises `GenerationError` if a generator leaves something out, `NodeError` if a Node tool fails.
    """
    served = root / GENERATED / "served"
    client, whole = (
        json.loads((served / name).read_text(encoding="utf-8")) for name in ("openapi.client.json", "openapi.json")
    )
    files = {SDKS / "python" / path: text for path, text in python_sdk(client).items()}
    files |= {SDKS / "typescript" / path: text for path, text in typescript_sdk(client).items()}
    # The console is built on the TypeScript SDK, and adds the operations of its session.
    files[SDKS / "console" / "session.d.ts"] = typescript_types(session_openapi(whole))
    license_text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    files |= {SDKS / name / "LICENSE": license_text for name in ("python", "typescript")}
    return dict(sorted(files.items()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write, check or package; return the exit status: 1 for drift, 2 if a tool fails or leaves something out."""
    parser = argparse.ArgumentParser(prog="python -m codegen.sdk", description=__doc__)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", action="store_true", help="write nothing; fail and name the files that differ")
    mode.add_argument("--package", type=Path, metavar="DIR", help="build a wheel and an npm tarball into this folder")
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout, by default this one")
    options = parser.parse_args(arguments)
    try:
        texts = sdks(options.root)
        if options.package is not None:
            sys.stdout.writelines(f"built {path}\n" for path in build_packages(texts, options.package))
            return 0
    except (GenerationError, NodeError, PackageError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    existing = existing_files(options.root, SDKS)
    if options.check:
        return report(drift(options.root, existing, texts, "python -m codegen.sdk"))
    return write(options.root, existing, texts)


if __name__ == "__main__":
    raise SystemExit(main())
