"""What `oneprotect build` builds for browsers, and how `up` has it built beside its own start."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.status import Status

from handlers.local.state_folder import fresh_log, tail
from handlers.local.supervision import Child
from handlers.sites import npm as site

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Project:
    """An npm project of the sources: what it is for, its folder, and what it reads besides."""

    title: str
    folder: Path
    inputs: tuple[Path, ...] = ()


_SDK = _ROOT / "generated" / "sdk" / "typescript"
DOCS = Project("the page of operations, /docs", _ROOT / "docs" / "site")
CONSOLE = Project(
    "the console, /console",
    _ROOT / "console",
    (
        _ROOT / "generated" / "openapi.json",
        *(_SDK / name for name in ("package.json", "index.js", "index.d.ts", "schema.d.ts")),
    ),
)
PROJECTS = (DOCS, CONSOLE)


def build() -> None:
    """Build the pages for browsers from the sources, with npm: what has changed since the last time.

    `oneprotect up` runs it as well. For a server without the sources, copy the folders: see
    docs/operations/build-pages.md.
    """
    screen = Console(stderr=True, highlight=False, soft_wrap=True)
    for project in PROJECTS:
        if not project.folder.exists():
            screen.print(f"oneprotect: {project.folder} is not here: build where the sources are", style="red")
            raise SystemExit(1)
        with screen.status(project.title) as status:

            def tell(step: str, project: Project = project, status: Status = status) -> None:
                status.update(f"{project.title}: {step}")

            try:
                built = site.build(project.folder, project.inputs, tell)
            except site.SiteError as error:
                screen.print(f"oneprotect: {project.title}: {error}", style="red", markup=False)
                raise SystemExit(1) from None
        screen.print(f"{project.title}: {built}", markup=False)


@contextmanager
def built_beside(logs: Path) -> Iterator[Child | None]:
    """Run `oneprotect build` while the block runs, where there is something to build; in the main thread only."""
    if all(_is_settled(project) for project in PROJECTS):
        yield None
        return
    command = [sys.executable, "-m", "handlers.cli", "build"]
    child = Child("build", command, output=fresh_log(logs / "build.log"))
    child.start()
    try:
        yield child
    finally:
        child.stop()


def _is_settled(project: Project) -> bool:
    """Say whether there is nothing to do: it is built as it is now, or its sources are not here."""
    return not project.folder.exists() or site.is_built(project.folder, project.inputs)


def report(child: Child | None) -> str:
    """Give what `up` says of its build, with the next step where it is not done; empty where all is well."""
    if child is None or (not child.alive() and child.process is not None and child.process.returncode == 0):
        return ""
    if child.alive():
        return "The pages /console and /docs are still being built. Reload them in a moment."
    log = child.output or Path("build.log")
    return (
        f"The pages /console and /docs could not be built and answer 503; everything else works. `oneprotect build` "
        f"tries again, and no restart is needed ({log}):\n{tail(log)}"
    )
