"""`oneprotect conformance`: the judge from outside, with a progress bar and an exit status."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

_NEEDED = ("schemathesis", "openapi_core")
_SHOWN = 20
_screen = Console(highlight=False, soft_wrap=True)
_stderr = Console(stderr=True, highlight=False, soft_wrap=True)


def conformance(  # noqa: PLR0917 - the options of a command
    url: Annotated[str, typer.Argument(help="The server, as http://host:port.")],
    token_file: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="Holds the token to judge with.")],
    second_tenant_token_file: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="A token of another tenant: it must see nothing.")
    ] = None,
    auditor_token_file: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="An auditor's token of the same tenant.")
    ] = None,
    report: Annotated[Path | None, typer.Option(file_okay=False, help="Write junit.xml and report.html here.")] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="At most a minute: fewer rows, fewer made-up requests.")
    ] = False,
    seed: Annotated[int, typer.Option(min=0, help="Of the made-up requests; the same gives the same.")] = 1,
) -> None:
    """Judge a server by the contract that it serves: every operation, with made-up requests and what a spec cannot say.

    Use a tenant that is there for it: tickets, alerts and records are made in it and stay. What the tokens' scopes do
    not hold is judged by its refusal. The exit status is 0 where every promise is kept, 1 where one is broken, and 2
    where nothing could be judged.
    """
    raise typer.Exit(
        _run(url, (token_file, second_tenant_token_file, auditor_token_file), report, quick=quick, seed=seed)
    )


def _run(url: str, files: tuple[Path, Path | None, Path | None], report: Path | None, *, quick: bool, seed: int) -> int:
    if any(importlib.util.find_spec(name) is None for name in _NEEDED):
        return _refuse("this needs `pip install 'oneprotect-ticketing[conformance]'`")
    from handlers.conformance import report as paper  # noqa: PLC0415 - its libraries come with an extra
    from handlers.conformance.fuzzing import as_rows  # noqa: PLC0415
    from handlers.conformance.run import CHECKS, Tokens, UnusableServerError, judge  # noqa: PLC0415

    try:
        main, second, auditor = files
        tokens = Tokens(_read(main), _read(second) if second else None, _read(auditor) if auditor else None)
    except (OSError, ValueError) as error:
        return _refuse(str(error))
    columns = TextColumn("{task.description:32.32}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=_stderr, transient=True) as progress:
        task = progress.add_task("reading the contract", total=len(CHECKS) + 2)

        def advance(what: str) -> None:
            known = progress.tasks[task].total or 0
            more = progress.tasks[task].completed + 1 > known
            progress.update(task, description=what, advance=1, total=known + 1 if more else known)

        try:
            outcome = judge(url, tokens, quick=quick, seed=seed, advance=advance)
        except UnusableServerError as error:
            progress.stop()
            return _refuse(str(error))
    failures = outcome.findings.failures
    for check, failure in failures[:_SHOWN]:
        _screen.print("\n".join(paper.lines(check, failure)) + "\n", markup=False)
    if len(failures) > _SHOWN:
        _screen.print(
            f"… and {len(failures) - _SHOWN} more: they are all in the report (--report DIR).\n", markup=False
        )
    for path in paper.write(outcome, report) if report else ():
        _screen.print(f"wrote {path}", markup=False)
    if not quick:
        for row in as_rows(outcome.counts):
            line = f"{row['operation']:50} {row['requests']:6} made up, {row['accepted']:4} distinct and accepted"
            _screen.print(line, markup=False)
    looked = f"{outcome.findings.held:,} promises looked at, {outcome.counts.requests.total():,} requests made up"
    verdict = f"{len(failures)} broken" if failures else "0 broken: the server is what its contract says"
    _screen.print(f"{looked}, {outcome.seconds:.0f} s as {', '.join(outcome.roles)}, seed {outcome.seed}: {verdict}")
    return 1 if failures else 0


def _read(path: Path) -> str:
    token = path.read_text("utf-8").strip()
    if not token or any(sign.isspace() for sign in token):
        raise ValueError(f"{path} must hold one token and nothing else")
    return token


def _refuse(message: str) -> int:
    _stderr.print(f"oneprotect: {message}", style="red", markup=False)
    return 2
