"""`oneprotect build`: builds the pages for browsers."""

from __future__ import annotations

from functools import partial

import typer
from rich.console import Console
from rich.status import Status

from handlers.runtime.errors import OperatorError
from handlers.sites import npm
from handlers.sites.builds import PROJECTS, Project

app = typer.Typer(rich_markup_mode=None)


@app.command()
def build() -> None:
    """Build the console and the API reference from the sources.

    Needs a checkout and, if packages have changed, the npm registry. Builds only what has changed since the last time;
    a running API serves the new build without a restart. `oneprotect up` does this by itself. For a server without the
    sources, copy the printed folders there: see docs/operations/build-pages.md.

    Example: oneprotect build
    """
    screen = Console(stderr=True, highlight=False, soft_wrap=True)
    for project in PROJECTS:
        if not project.folder.exists():
            raise OperatorError(
                f"{project.folder} does not exist: run `oneprotect build` in a checkout of the sources."
            )
        with screen.status(project.title) as status:
            output = npm.build(project.folder, project.inputs, partial(_show, status, project))
        screen.print(f"{project.title}: {output}", markup=False)


def _show(status: Status, project: Project, step: str) -> None:
    status.update(f"{project.title}: {step}")
