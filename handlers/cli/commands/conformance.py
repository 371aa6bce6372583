"""`oneprotect conformance`: the judge from outside, with a progress bar and an exit status."""

from __future__ import annotations

import importlib.util
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from handlers.local.supervision import launcher_command

if TYPE_CHECKING:
    from oneprotect_conformance.callers import Tokens
    from oneprotect_conformance.clock import Clock
    from oneprotect_conformance.outcome import Outcome

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
        bool, typer.Option("--quick", help="A look of at most a minute; what time has cut off is said.")
    ] = False,
    only: Annotated[
        list[str] | None, typer.Option(help="Make this check alone; repeatable. A wrong name lists them all.")
    ] = None,
    seed: Annotated[
        int,
        typer.Option(
            min=0, help="Of the made-up requests: the same makes the same, of --quick as many as time allows."
        ),
    ] = 1,
) -> None:
    """Judge a server by the contract that it serves: every operation, with made-up requests and what a spec cannot say.

    Use a tenant that is there for it: tickets, alerts and records are made in it and stay. What the tokens' scopes do
    not hold is judged by its refusal. The exit status is 0 where every promise that was looked at is kept, 1 where one
    is broken, and 2 where nothing could be judged or the run did not come to its end.
    """
    began = time.monotonic()
    if any(importlib.util.find_spec(name) is None for name in _NEEDED):
        _refuse("this needs the extra `conformance`: python3 -m pip install '.[conformance]' in a checkout")
    from oneprotect_conformance import report as paper  # noqa: PLC0415 - its libraries come with an extra
    from oneprotect_conformance.callers import Tokens, UnusableServerError  # noqa: PLC0415
    from oneprotect_conformance.clock import Clock  # noqa: PLC0415
    from oneprotect_conformance.run import CHECKS, FUZZING  # noqa: PLC0415

    names = [*(name for name, _, _ in CHECKS), FUZZING]
    for name in only or ():
        if name not in names:
            _refuse(f"there is no check {name!r}; there are: {', '.join(names)}")
    if report is not None:
        try:
            paper.write_unjudged("the run has not ended", report)
        except OSError as error:
            _refuse(f"--report {report} cannot be written: {error.strerror}")
    second = _read(second_tenant_token_file) if second_tenant_token_file else None
    auditor = _read(auditor_token_file) if auditor_token_file else None
    tokens = Tokens(_read(token_file), second, auditor)
    try:
        outcome = _judge(url, tokens, Clock(quick, began), seed=seed, only=only or [])
    except UnusableServerError as error:
        if report is not None:
            paper.write_unjudged(str(error), report)
        _refuse(str(error))
    raise typer.Exit(_tell(outcome, report, counts=not quick))


def _judge(url: str, tokens: Tokens, clock: Clock, *, seed: int, only: list[str]) -> Outcome:
    from oneprotect_conformance.run import CHECKS, judge  # noqa: PLC0415

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

        with _stoppable():
            # What it starts must not go on with our tokens when we are killed.
            launched = launcher_command(signal.SIGKILL, "-")
            return judge(url, tokens, seed=seed, advance=advance, only=only, clock=clock, launcher=launched)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let a signal to end stop the run in order, so that nothing of it stays; the second one ends it at once."""
    from oneprotect_conformance.clock import StoppedError  # noqa: PLC0415

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        del frame
        signal.signal(number, signal.SIG_DFL)
        raise StoppedError(f"it was told to end ({signal.Signals(number).name})")

    ends = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    # What we were started to ignore, as nohup does, we do.
    before = {number: signal.signal(number, stop) for number in ends if signal.getsignal(number) != signal.SIG_IGN}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell(outcome: Outcome, report: Path | None, *, counts: bool) -> int:
    """Print what was found and write the report; give the exit status."""
    from oneprotect_conformance import report as paper  # noqa: PLC0415
    from oneprotect_conformance.fuzzing import as_rows  # noqa: PLC0415

    broken = outcome.findings.broken
    said = ["\n".join(paper.lines(one)) + "\n" for one in broken[:_SHOWN]]
    if len(broken) > _SHOWN:
        said += [
            *map(paper.head, broken[_SHOWN:]),
            "The requests and answers of these are in the report (--report DIR).\n",
        ]
    for row in as_rows(outcome.counts) if counts else ():
        said.append(f"{row['operation']:50} {row['requests']:6} made up, {row['accepted']:4} distinct and accepted")
    try:
        said += [f"wrote {path}" for path in paper.write(outcome, report)] if report else []
    except OSError as error:
        said.append(f"--report {report} could not be written: {error.strerror}")
    said += outcome.gaps
    if outcome.stopped:
        said.append(f"the run did not come to its end: {outcome.stopped}")
    for line in (*said, f"{outcome.looked}: {outcome.verdict}"):
        _screen.print(line, markup=False)
    return outcome.status


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


app = typer.Typer(rich_markup_mode=None)
app.command()(conformance)
