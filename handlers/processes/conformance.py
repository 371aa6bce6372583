"""`oneprotect conformance`: the judge from outside, with a progress bar and an exit status."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from handlers.conformance.run import Outcome, Tokens

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
    only: Annotated[
        list[str] | None, typer.Option(help="Make this check alone; repeatable. A wrong name lists them all.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Of the made-up requests; the same gives the same.")] = 1,
) -> None:
    """Judge a server by the contract that it serves: every operation, with made-up requests and what a spec cannot say.

    Use a tenant that is there for it: tickets, alerts and records are made in it and stay. What the tokens' scopes do
    not hold is judged by its refusal. The exit status is 0 where every promise is kept, 1 where one is broken, and 2
    where nothing could be judged.
    """
    if any(importlib.util.find_spec(name) is None for name in _NEEDED):
        _refuse("this needs the extra `conformance`: python3 -m pip install '.[conformance]' in a checkout")
    from handlers.conformance.run import CHECKS, FUZZING, Tokens  # noqa: PLC0415 - its libraries come with an extra

    names = [*(name for name, _, _ in CHECKS), FUZZING]
    for name in only or ():
        if name not in names:
            _refuse(f"there is no check {name!r}; there are: {', '.join(names)}")
    if report is not None:
        try:
            report.mkdir(parents=True, exist_ok=True)
            (report / "junit.xml").touch()
        except OSError as error:
            _refuse(f"--report {report} cannot be written: {error.strerror}")
    second = _read(second_tenant_token_file) if second_tenant_token_file else None
    auditor = _read(auditor_token_file) if auditor_token_file else None
    outcome = _judge(url, Tokens(_read(token_file), second, auditor), quick=quick, seed=seed, only=only or [])
    raise typer.Exit(_tell(outcome, report, counts=not quick))


def _judge(url: str, tokens: Tokens, *, quick: bool, seed: int, only: list[str]) -> Outcome:
    from handlers.conformance.run import CHECKS, UnusableServerError, judge  # noqa: PLC0415

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=_stderr, transient=True, disable=not _stderr.is_terminal) as progress:
        bar = progress.add_task("reading the contract", total=len(only) + 1 if only else len(CHECKS) + 2)
        said: set[str] = set()

        def advance(what: str) -> None:
            head, _, operation = what.partition(": ")
            if head not in said and not _stderr.is_terminal:
                _stderr.print(head, markup=False)
            said.add(head)
            if operation:
                # How many requests will be made up is not known before.
                progress.tasks[bar].total = None
            progress.update(bar, description=what, advance=1)

        try:
            return judge(url, tokens, quick=quick, seed=seed, advance=advance, only=only)
        except UnusableServerError as error:
            progress.stop()
            _refuse(str(error))


def _tell(outcome: Outcome, report: Path | None, *, counts: bool) -> int:
    """Print what was found and write the report; give the exit status."""
    from handlers.conformance import report as paper  # noqa: PLC0415
    from handlers.conformance.fuzzing import as_rows  # noqa: PLC0415

    failures = outcome.findings.failures
    for check, failure in failures[:_SHOWN]:
        _screen.print("\n".join(paper.lines(check, failure)) + "\n", markup=False)
    if len(failures) > _SHOWN:
        _screen.print(
            f"… and {len(failures) - _SHOWN} more: they are all in the report (--report DIR).\n", markup=False
        )
    for row in as_rows(outcome.counts) if counts else ():
        line = f"{row['operation']:50} {row['requests']:6} made up, {row['accepted']:4} distinct and accepted"
        _screen.print(line, markup=False)
    for path in paper.write(outcome, report) if report else ():
        _screen.print(f"wrote {path}", markup=False)
    for name, why in outcome.left_out.items():
        _screen.print(f"not judged: {name} ({why})", markup=False)
    looked = f"{outcome.findings.held:,} promises looked at, {outcome.counts.requests.total():,} requests made up"
    kept = "0 broken: the server is what its contract says" if outcome.whole else "0 broken of what was looked at"
    verdict = f"{len(failures)} broken" if failures else kept
    roles = ", ".join(outcome.roles)
    _screen.print(f"{looked}, {outcome.seconds:.0f} s as {roles}, seed {outcome.seed}: {verdict}", markup=False)
    return 1 if failures else 0


def _read(path: Path) -> str:
    try:
        token = path.read_text("utf-8").strip()
    except (OSError, ValueError) as error:
        _refuse(f"{path} cannot be read: {error}")
    if not token or any(sign.isspace() for sign in token):
        _refuse(f"{path} must hold one token and nothing else")
    return token


def _refuse(message: str) -> NoReturn:
    _stderr.print(f"oneprotect: {message}", style="red", markup=False)
    raise typer.Exit(2)
