"""`python -m codegen.contract.release` keeps today's bundles as a release, which those that follow may not break.

A release is the contract that clients hold: `specs/released/<version>/`, never changed. `python -m codegen --check`
holds every later state of the spec to the last one, until the major version is raised.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

from codegen.contract.breaking import compare
from codegen.errors import SpecError
from codegen.generate import GENERATED, RELEASED, generate

ROOT = Path(__file__).resolve().parents[2]
BUNDLES = ("openapi.json", "asyncapi.json")
_VERSION = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")


def main() -> int:
    """Write the release; give the exit status: 1 where it is refused, 2 for a source that does not fit."""
    parser = argparse.ArgumentParser(prog="python -m codegen.contract.release", description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, default=ROOT, help="the project, this one by default")
    root = parser.parse_args().root
    try:
        texts = generate(root)
    except SpecError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    refusals = against_release(root, texts) or _already_there(root, texts)
    for line in refusals:
        sys.stderr.write(f"{line}\n")
    return 1 if refusals else _write(root, texts)


def against_release(root: Path, texts: dict[Path, str]) -> list[str]:
    """Say why the bundles among ``texts`` cannot follow the last release, and what to do; nothing where they can."""
    documents = {name: json.loads(texts[GENERATED / name]) for name in BUNDLES}
    version = version_of(texts)
    if any(document["info"]["version"] != version for document in documents.values()):
        return ["the contract has one version: give specs/openapi.yaml and specs/asyncapi.yaml the same info.version"]
    if not _VERSION.fullmatch(version):
        return [f"info.version {version} is not MAJOR.MINOR.PATCH of numbers"]
    last = last_release(root)
    if last is None or _parts(version)[0] > _parts(last)[0]:
        return []
    if _parts(version) < _parts(last):
        return [f"info.version {version} is older than the released {last}: raise it"]
    released = {name: json.loads((root / RELEASED / last / name).read_text(encoding="utf-8")) for name in BUNDLES}
    found = [finding for name in BUNDLES for finding in compare(released[name], documents[name])]
    breaks = [str(finding) for finding in found if finding.breaks]
    return [*breaks, _advice(len(breaks), last)] if breaks else []


def last_release(root: Path) -> str | None:
    """Give the newest version below `specs/released/`; None where there is none yet."""
    versions = [path.name for path in (root / RELEASED).glob("*") if _VERSION.fullmatch(path.name)]
    return max(versions, key=_parts, default=None)


def version_of(texts: dict[Path, str]) -> str:
    """Give the version of the contract among ``texts``."""
    return str(json.loads(texts[GENERATED / "openapi.json"])["info"]["version"])


def _parts(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _advice(count: int, last: str) -> str:
    return (
        f"{count} breaking since {last}: take them back, or raise info.version in specs/openapi.yaml and "
        f"specs/asyncapi.yaml to {_parts(last)[0] + 1}.0.0 (CONTRIBUTING.md, Releases of the contract)"
    )


def _already_there(root: Path, texts: dict[Path, str]) -> list[str]:
    folder = RELEASED / version_of(texts)
    if not (root / folder).exists():
        return []
    return [f"{folder.as_posix()} is there already, and a release is never changed: raise info.version"]


def _write(root: Path, texts: dict[Path, str]) -> int:
    folder = RELEASED / version_of(texts)
    (root / folder).mkdir(parents=True)
    for name in BUNDLES:
        (root / folder / name).write_text(texts[GENERATED / name], encoding="utf-8")
        sys.stdout.write(f"wrote {(folder / name).as_posix()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
