"""Releases the contract, and compares it with the last release.

`python -m codegen.contract.release` stores the current strict bundles in `specs/released/<version>/`. These are the
contract that clients use, and never change. Later states of the spec need a higher version, and a new major version if
they break clients; `python -m codegen --check` enforces both, except for the corrections in `specs/corrections.yaml`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from codegen.contract.breaking import compare
from codegen.contract.breaking_schemas import Finding
from codegen.contract.corrections import FILE, corrections, uncorrected
from codegen.errors import SpecError
from codegen.generate import GENERATED, RELEASED, ROOT, generate

BUNDLES = ("openapi.json", "asyncapi.json")
MAX_DIFFERENCES = 5
_VERSION = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")
_SPECS = "info.version in specs/openapi.yaml and specs/asyncapi.yaml"


def main(arguments: Sequence[str] | None = None) -> int:
    """Release the contract and return the exit status: 1 if the release is refused, 2 for an error in the sources."""
    parser = argparse.ArgumentParser(prog="python -m codegen.contract.release", description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout, by default this one")
    root = parser.parse_args(arguments).root
    try:
        texts = generate(root)
    except SpecError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    errors = compare_with_release(root, texts) or _refuse_existing(root, texts)
    for line in errors:
        sys.stderr.write(f"{line}\n")
    return 1 if errors else _write(root, texts)


def compare_with_release(root: Path, texts: dict[Path, str]) -> list[str]:
    """Return why the bundles among ``texts`` cannot follow the last release, and what to do; empty if they can."""
    bundles = _bundles(texts)
    version = version_of(texts)
    if any(bundle["info"]["version"] != version for bundle in bundles.values()):
        return [f"the contract has one version: set {_SPECS} to the same value"]
    if not _VERSION.fullmatch(version):
        return [f"info.version {version} is not MAJOR.MINOR.PATCH in numbers"]
    last = last_release(root)
    if last is None or _parts(version)[0] > _parts(last)[0]:
        return []
    if _parts(version) < _parts(last):
        return [f"info.version {version} is older than the released {last}: raise it"]
    released = {name: json.loads((root / RELEASED / last / name).read_text(encoding="utf-8")) for name in BUNDLES}
    findings = _findings(released, bundles, texts)
    # A correction is part of the version that follows the release.
    breaking = uncorrected(findings, [] if version == last else corrections(root, last))
    if breaking:
        return [*breaking, _advice_on_breaks(len(breaking), last)]
    return _differences(released, bundles, last) if version == last else []


def _findings(released: dict[str, Any], bundles: dict[str, Any], texts: dict[Path, str]) -> list[Finding]:
    """Compare a release with the strict contract, and with the served documents, which clients are generated from."""
    served = {name: texts.get(GENERATED / "served" / name) for name in BUNDLES}
    documents = [(name, bundles[name]) for name in BUNDLES]
    documents += [(name, json.loads(text)) for name, text in served.items() if text is not None]
    findings = [finding for name, document in documents for finding in compare(released[name], document)]
    return list(dict.fromkeys(findings))


def last_release(root: Path) -> str | None:
    """Return the newest version below `specs/released/`, or None."""
    versions = [path.name for path in (root / RELEASED).glob("*") if _VERSION.fullmatch(path.name)]
    return max(versions, key=_parts, default=None)


def version_of(texts: dict[Path, str]) -> str:
    """Return the version of the contract among ``texts``."""
    return str(_bundles(texts)["openapi.json"]["info"]["version"])


def _bundles(texts: dict[Path, str]) -> dict[str, Any]:
    return {name: json.loads(texts[GENERATED / name]) for name in BUNDLES}


def _parts(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _advice_on_breaks(count: int, last: str) -> str:
    return (
        f"{count} breaking since {last}: revert them, or raise {_SPECS} to {_parts(last)[0] + 1}.0.0, or list "
        f"corrections of faults in {FILE.as_posix()} (CONTRIBUTING.md, Releases of the contract)"
    )


def _differences(released: dict[str, Any], bundles: dict[str, Any], last: str) -> list[str]:
    """Name the first differences between two states of one version; a released version may not differ at all."""
    pointers = [f"{name} {pointer}" for name in BUNDLES for pointer in _changed(released[name], bundles[name], "")]
    if not pointers:
        return []
    major, minor, patch = _parts(last)
    advice = (
        f"{len(pointers)} different from the released {last} under the same version: raise {_SPECS}, to "
        f"{major}.{minor}.{patch + 1} for wording or {major}.{minor + 1}.0 for additions"
    )
    return [*(f"DIFFERS  {pointer}" for pointer in pointers[:MAX_DIFFERENCES]), advice]


def _changed(old: Any, new: Any, pointer: str) -> Iterator[str]:
    """Yield the JSON pointer (RFC 6901) of every value that differs."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in sorted(old.keys() | new.keys()):
            step = name.replace("~", "~0").replace("/", "~1")
            yield from _changed(old.get(name), new.get(name), f"{pointer}/{step}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _changed(before, after, f"{pointer}/{index}")
    elif old != new:
        yield pointer


def _refuse_existing(root: Path, texts: dict[Path, str]) -> list[str]:
    folder = RELEASED / version_of(texts)
    if not (root / folder).exists():
        return []
    return [f"{folder.as_posix()} exists, and releases never change: raise {_SPECS}"]


def _write(root: Path, texts: dict[Path, str]) -> int:
    folder = RELEASED / version_of(texts)
    (root / folder).mkdir(parents=True)
    for name in BUNDLES:
        (root / folder / name).write_text(texts[GENERATED / name], encoding="utf-8")
        sys.stdout.write(f"wrote {(folder / name).as_posix()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
