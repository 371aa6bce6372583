"""`oneprotect ingest`: reports alerts from files, from standard input, or from a log that is being written."""

from __future__ import annotations

import asyncio
import math
import signal
import threading
from collections.abc import Coroutine
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
import uvloop

from handlers.cli.commands.token import local_token
from handlers.cli.inputs import (
    ALIASES,
    distinct_names,
    format_and_files,
    read_token,
    require_number,
    require_suitable_rejects,
    require_tenant,
    server_address,
)
from handlers.cli.progress import Display
from handlers.cli.settings import read_settings
from handlers.ingest.adapters import FORMATS
from handlers.ingest.followed import followed_outcomes
from handlers.ingest.outcome import Summary
from handlers.ingest.pauses import with_pauses
from handlers.ingest.reading import AUTO, read_input
from handlers.ingest.rejects import opened_rejects
from handlers.ingest.rows.following import Follower
from handlers.ingest.rows.streams import Stream, UnreadableInputError, open_stream
from handlers.ingest.running import in_thread, send_alerts
from handlers.ingest.sending import RETRY_SECONDS, Sender
from handlers.runtime.errors import OperatorError

app = typer.Typer(rich_markup_mode=None)
_TOKEN_LIFETIME = timedelta(hours=1)
_REQUEST_SECONDS = 60.0
_STOP_SECONDS = 1.5  # in which requests that have been sent may be answered


@app.command()
def ingest(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FORMAT] [FILE]...",
            help=f"Format of the alerts ({', '.join(sorted(FORMATS))}; also {', '.join(sorted(ALIASES))}), detected "
            "from the content if omitted, then files, or - for standard input.",
            show_default=False,
        ),
    ] = None,
    *,
    include: Annotated[
        list[str] | None,
        typer.Option(
            "--include",
            help="Also report rows of this kind: anomaly or drop of suricata; pass of ocsf, asff, sarif; suppressed of "
            "sarif; repeatable.",
        ),
    ] = None,
    follow: Annotated[
        bool,
        typer.Option(
            "--follow",
            help="Keep reading what is appended to the file, also after log rotations, until Ctrl-C. The next start "
            "continues there.",
        ),
    ] = False,
    rejects: Annotated[
        Path | None,
        typer.Option(
            "--rejects",
            dir_okay=False,
            help="Write all rejected rows to this new file, as JSON lines with reason and row. With --follow, append "
            "to it.",
        ),
    ] = None,
    named_tenant: Annotated[
        str | None, typer.Option("--tenant", help="Name of the tenant.", show_default="demo")
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", help="Server, as http://host:port; by default that of the running `up`.")
    ] = None,
    token_file: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="File with the token to use; by default a local token with role ingest."
        ),
    ] = None,
    retry_for: Annotated[
        float | None,
        typer.Option(
            "--retry-for",
            min=0,
            callback=require_number,
            help=f"Seconds to keep trying while the server is unavailable; by default {RETRY_SECONDS:.0f}, and without "
            "limit with --follow.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Report alerts from files.

    Reads JSON lines, arrays and concatenated JSON, also compressed with gzip, bzip2 or zstd. Rows that are not alerts
    are skipped and counted. Safe to repeat: alerts that are already present are not created again. If rows are
    rejected, the reasons are printed, the other rows are sent all the same, and the exit status is 1. Needs a running
    server, such as that of `oneprotect up`.

    With --follow, Ctrl-C or SIGTERM ends the run within two seconds. The exit status is then 0, or 1 if rows were
    rejected or alerts wait for the next start.

    To send rejected rows again, correct `document` in the file of --rejects, and ingest what
    `jq -c 'select(has("document")).document' FILE` prints.

    Example: oneprotect ingest suricata eve.json
    """
    if token_file is not None and named_tenant is not None:
        raise typer.BadParameter("--tenant has no effect with --token-file: the token names its tenant. Leave it out.")
    tenant = named_tenant or "demo"
    format_name, paths = format_and_files(inputs or [], follow=follow)
    require_suitable_rejects(rejects, paths, append=follow)
    address, summary, stop = server_address(url), Summary(), threading.Event()

    def token() -> str:
        if token_file is not None:
            return read_token(token_file)
        return local_token(["ingest"], tenant, "ingest", _TOKEN_LIFETIME, otherwise="use --token-file and --url")

    async def send() -> None:
        if token_file is None:
            await require_tenant(tenant)
        async with httpx.AsyncClient(base_url=f"{address}/api/v1/", timeout=_REQUEST_SECONDS) as client:
            retry_seconds = (math.inf if follow else RETRY_SECONDS) if retry_for is None else retry_for
            sender = Sender(client, first_token, renew=token, report=display.say, retry_seconds=retry_seconds)
            if follow:
                follower = Follower(paths[0], read_settings().home, f"{address} {token_file or tenant}", display.say)
                await _follow(job, sender, follower, stop)
            else:
                await _send_files(job, sender)

    first_token = token()
    with opened_rejects(rejects) as summary.rejects, Display(summary, is_followed=follow) as display:
        job = _Job(format_name, paths, frozenset(include or ()), summary, display)
        received = _run(send(), display, stop if follow else None)
    for line in [*summary.notes(), *summary.unsent_notes(is_followed=follow)]:
        display.say(line)
    display.result(str(summary))
    if received is not None and not follow:
        raise typer.Exit(128 + received)
    if summary.rejected or summary.unanswered or display.has_failures:
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class _Job:
    """What to read, and where its alerts and the messages about them go."""

    format_name: str
    paths: list[Path]
    include: frozenset[str]
    summary: Summary
    display: Display


async def _send_files(job: _Job, sender: Sender) -> None:
    """Send the alerts of all files; one that cannot be read does not affect the others."""
    for path, name in zip(job.paths, distinct_names(job.paths), strict=True):
        before = job.summary.copy()
        try:
            with ExitStack() as stack:
                # In a thread, because opening a pipe waits for its writer.
                stream = await in_thread(partial(stack.enter_context, open_stream(path, name)))
                await _send_stream(job, sender, stream)
        except UnreadableInputError as error:
            job.display.fail(error)
        if len(job.paths) > 1 and (counts := job.summary.since(before)).total:
            job.display.result(f"{name}: {counts}")


async def _send_stream(job: _Job, sender: Sender, stream: Stream) -> None:
    job.display.start(stream.name, stream.size)
    read = await in_thread(lambda: read_input(stream, job.format_name, job.include))
    if job.format_name == AUTO and read.format is not None:
        job.display.result(f"{stream.name}: recognized as {read.format.title}")
    if read.is_empty:
        job.display.result(f"{stream.name}: the input is empty: it has no rows")
        return
    outcomes = read.outcomes if stream.size is not None else with_pauses(read.outcomes)
    await send_alerts(stream.name, outcomes, sender, job.summary, advance=lambda: job.display.advance(stream.position))


async def _follow(job: _Job, sender: Sender, follower: Follower, stop: threading.Event) -> None:
    """Send the alerts of a log as they are written, until ``stop`` is set."""
    name = job.paths[0].name
    job.display.start(name, None)
    job.summary.report = job.display.reject
    outcomes = followed_outcomes(
        follower,
        name,
        job.format_name,
        job.include,
        recognized=lambda format_: job.display.say(f"{name}: recognized as {format_.title}"),
        is_stopped=stop.is_set,
    )
    with follower.memory.exclusively():
        await send_alerts(name, outcomes, sender, job.summary, advance=job.display.advance, done=follower.done)


def _run(work: Coroutine[Any, Any, None], display: Display, stop: threading.Event | None) -> int | None:
    """Run ``work`` and return the signal that ended it, if any.

    With ``stop``, the first signal sets that, so that ``work`` can end by itself for a short time.
    """
    received: list[int] = []

    async def watched() -> None:
        task = asyncio.ensure_future(work)
        loop = asyncio.get_running_loop()

        def end(number: int) -> None:
            received.append(number)
            if stop is None or stop.is_set():
                task.cancel()
            else:
                stop.set()
                loop.call_later(_STOP_SECONDS, task.cancel)

        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, end, number)
        try:
            await task
        except asyncio.CancelledError:
            if not received:
                raise
        except OperatorError as error:
            display.fail(error)

    uvloop.run(watched())
    return received[0] if received else None
