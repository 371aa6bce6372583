"""The command `oneprotect-conformance`: progress on stderr, findings on stdout, and an exit status for CI."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from oneprotect_conformance import report as reports
from oneprotect_conformance.callers import Tokens, UnusableServerError
from oneprotect_conformance.clock import Clock, StoppedError
from oneprotect_conformance.configuration import SHIPPED
from oneprotect_conformance.fuzz_findings import as_rows
from oneprotect_conformance.outcome import Outcome
from oneprotect_conformance.run import CHECKS, FUZZING, check_server

_SHOWN = 20  # violations printed in full; the report has them all
_stdout = Console(highlight=False, soft_wrap=True)
_stderr = Console(stderr=True, highlight=False, soft_wrap=True)

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


def main() -> None:
    """Run the command under its own name."""
    app(prog_name="oneprotect-conformance")


def _write_config(path: Path | None) -> None:
    """Write the configuration for schemathesis and exit, before any other option is required."""
    if path is None:
        return
    try:
        path.write_bytes(SHIPPED.read_bytes())
    except OSError as error:
        _fail(f"cannot write --write-config {path}: {error.strerror}")
    _stdout.print(f"wrote {path}", markup=False)
    raise typer.Exit


@app.command()
def conformance(  # noqa: PLR0917 - the options of a command
    url: Annotated[str, typer.Argument(metavar="URL", help="The server, as http://host:port.")],
    token_file: Annotated[
        Path, typer.Option(exists=True, dir_okay=False, help="File with the token to run the checks with.")
    ],
    second_tenant_token_file: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="File with a token of another tenant, to check isolation."),
    ] = None,
    auditor_token_file: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="File with an auditor's token of the same tenant."),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(file_okay=False, help="Write junit.xml and report.html to this folder.")
    ] = None,
    quick: Annotated[
        bool,
        typer.Option("--quick", help="Finish within a minute; the result lists what there was no time for."),
    ] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(help="Run only this check; repeatable. An unknown name prints the list of checks."),
    ] = None,
    seed: Annotated[
        int,
        typer.Option(
            min=0,
            help="Seed of the generated requests. A full run repeats them exactly, a quick one as far as time allows.",
        ),
    ] = 1,
    write_config: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False,
            is_eager=True,
            callback=_write_config,
            help="Only write a schemathesis.toml for runs of schemathesis alone; needs no URL.",
        ),
    ] = None,
) -> None:
    """Check a running server against the contract it serves.

    Generates requests for every operation, validates every exchange, and tests what OpenAPI cannot express. Use a
    tenant reserved for this: the tickets, alerts and other records that a run creates stay. Operations outside the
    token's scopes are checked for being denied.

    Exit status: 0 if no violation was found, 1 if there are violations, 2 if nothing could be checked or the run did
    not finish.
    """
    del write_config
    began = time.monotonic()
    names = [*(name for name, _, _ in CHECKS), FUZZING]
    for name in only or ():
        if name not in names:
            _fail(f"--only {name!r} is not a check: use one of {', '.join(names)}")
    if report is not None:
        try:
            reports.write_without_result("the run has not finished", report)
        except OSError as error:
            _fail(f"cannot write --report {report}: {error.strerror}")
    second = _read_token(second_tenant_token_file) if second_tenant_token_file else None
    auditor = _read_token(auditor_token_file) if auditor_token_file else None
    tokens = Tokens(_read_token(token_file), second, auditor)
    try:
        outcome = _run(url, tokens, Clock(quick, began), seed=seed, only=only or [])
    except UnusableServerError as error:
        if report is not None:
            reports.write_without_result(str(error), report)
        _fail(str(error))
    raise typer.Exit(_print_outcome(outcome, report, counts=not quick))


def _run(url: str, tokens: Tokens, clock: Clock, *, seed: int, only: list[str]) -> Outcome:
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=_stderr, transient=True, disable=not _stderr.is_terminal) as progress:
        bar = progress.add_task("reading the contract", total=len(only) + 1 if only else len(CHECKS) + 2)
        printed: set[str] = set()

        def advance(step: str) -> None:
            name, _, operation = step.partition(": ")
            if name not in printed and not _stderr.is_terminal:
                _stderr.print(name, markup=False)
            printed.add(name)
            if operation:
                # The number of generated requests is not known in advance.
                progress.tasks[bar].total = None
            progress.update(bar, description=step, advance=1)

        with _stopped_by_signals():
            return check_server(url, tokens, seed=seed, advance=advance, only=only, clock=clock)


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Turn the first SIGINT, SIGTERM or SIGHUP into StoppedError, so that the run cleans up and reports.

    A second signal ends the process at once.
    """

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        del frame
        signal.signal(number, signal.SIG_DFL)
        raise StoppedError(f"it was stopped by {signal.Signals(number).name}")

    # Keep ignoring signals ignored at startup (nohup).
    handled = [
        number
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        if signal.getsignal(number) != signal.SIG_IGN
    ]
    before = {number: signal.signal(number, stop) for number in handled}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _print_outcome(outcome: Outcome, report: Path | None, *, counts: bool) -> int:
    """Print the findings and write the report; return the exit status."""
    violations = outcome.findings.violations
    lines = ["\n".join(reports.lines(violation)) + "\n" for violation in violations[:_SHOWN]]
    if len(violations) > _SHOWN:
        lines += [
            *map(reports.head, violations[_SHOWN:]),
            "The requests and responses of these are in the report (--report DIR).\n",
        ]
    for row in as_rows(outcome.counts) if counts else ():
        lines.append(f"{row['operation']:50} {row['requests']:6} generated, {row['accepted']:4} distinct and accepted")
    try:
        lines += [f"wrote {path}" for path in reports.write(outcome, report)] if report else []
    except OSError as error:
        lines.append(f"cannot write --report {report}: {error.strerror}")
    lines += outcome.gaps
    if outcome.stopped:
        lines.append(f"the run did not finish: {outcome.stopped}")
    for line in (*lines, f"{outcome.summary}: {outcome.verdict}"):
        _stdout.print(line, markup=False)
    return outcome.status


def _read_token(path: Path) -> str:
    try:
        token = path.read_text("utf-8").strip()
    except (OSError, ValueError) as error:
        _fail(f"cannot read {path}: {error}")
    if not token or any(character.isspace() for character in token):
        _fail(f"{path} must contain exactly one token and nothing else")
    return token


def _fail(message: str) -> NoReturn:
    _stderr.print(f"error: {message}", style="red", markup=False)
    raise typer.Exit(2)
