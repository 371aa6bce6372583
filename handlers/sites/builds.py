"""The two npm projects that are built for browsers, and their build in the background of `oneprotect up`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from handlers.local.state_folder import rotate_log, tail
from handlers.local.supervision import Child
from handlers.sites import npm

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Project:
    """An npm project of the sources: its title in messages, its folder, and the files outside it that it reads."""

    title: str
    folder: Path
    inputs: tuple[Path, ...] = ()


_SDKS = _ROOT / "generated" / "sdk"
DOCS = Project("API reference (/docs)", _ROOT / "docs" / "site")
CONSOLE = Project(
    "console (/console)",
    _ROOT / "console",
    (
        _ROOT / "generated" / "openapi.json",
        _SDKS / "console" / "session.d.ts",
        *(_SDKS / "typescript" / name for name in ("package.json", "index.js", "ticketing.js")),
        *(_SDKS / "typescript" / name for name in ("index.d.ts", "schema.d.ts", "ticketing.d.ts")),
    ),
)
PROJECTS = (DOCS, CONSOLE)


@contextmanager
def build_in_background(logs: Path) -> Iterator[Child | None]:
    """Run `oneprotect build` while the block runs, unless there is nothing to build; in the main thread only."""
    if all(_is_up_to_date(project) for project in PROJECTS):
        yield None
        return
    command = [sys.executable, "-m", "handlers.cli", "build"]
    child = Child("build", command, output=rotate_log(logs / "build.log"))
    child.start()
    try:
        yield child
    finally:
        child.stop()


def _is_up_to_date(project: Project) -> bool:
    """Whether there is nothing to build: the build is current, or the sources are not on this machine."""
    return not project.folder.exists() or npm.is_built(project.folder, project.inputs)


def build_notice(child: Child | None) -> str:
    """Return what `up` prints about its build, with the next step; empty if the build has succeeded."""
    if child is None or (not child.alive() and child.process is not None and child.process.returncode == 0):
        return ""
    if child.alive():
        return "The pages /console and /docs are still being built. Reload them in a moment."
    log = child.output or Path("build.log")
    return (
        "The pages /console and /docs could not be built and return 503; everything else works. Run `oneprotect build` "
        f"to try again; no restart is needed. The log is {log}:\n{tail(log)}"
    )
