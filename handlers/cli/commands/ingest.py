"""`oneprotect ingest`: reports alerts from files, from standard input, or from a log that is being written."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import IO, Annotated, Any

import httpx
import typer
import uvloop

from handlers.cli.commands.token import Tenant, local_token
from handlers.cli.progress import Display
from handlers.cli.settings import read_settings, running_settings
from handlers.ingest.adapters import FORMATS
from handlers.ingest.followed import followed_outcomes
from handlers.ingest.outcome import Summary
from handlers.ingest.pauses import with_pauses
from handlers.ingest.reading import AUTO, read_input
from handlers.ingest.rows.following import Follower
from handlers.ingest.rows.streams import STANDARD_INPUT, Stream, UnreadableInputError, open_stream
from handlers.ingest.running import in_thread, send_alerts
from handlers.ingest.sending import RETRY_SECONDS, Sender
from handlers.runtime.errors import OperatorError

app = typer.Typer(rich_markup_mode=None)
_TOKEN_LIFETIME = timedelta(hours=1)
_REQUEST_SECONDS = 60.0
_MAX_PORT = 65_535


@app.command()
def ingest(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FORMAT] [FILE]...",
            help=f"Format of the alerts ({', '.join(sorted(FORMATS))}; by default it is recognized), then files, or - "
            "for standard input.",
            show_default=False,
        ),
    ] = None,
    *,
    include: Annotated[
        list[str] | None,
        typer.Option(
            "--include",
            help="Also report rows of this kind: anomaly or drop of suricata; pass of ocsf, asff, sarif; repeatable.",
        ),
    ] = None,
    follow: Annotated[
        bool, typer.Option("--follow", help="Wait for what is appended to the file, through rotations, until Ctrl-C.")
    ] = False,
    rejects: Annotated[
        Path | None,
        typer.Option("--rejects", dir_okay=False, help="Write all rejected rows to this file, as JSON lines."),
    ] = None,
    tenant: Tenant = "demo",
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
        float, typer.Option("--retry-for", min=0, help="Seconds to keep trying while the server is unavailable.")
    ] = RETRY_SECONDS,
) -> None:
    """Report alerts from files.

    Reads JSON lines, arrays and concatenated JSON, also compressed with gzip, bzip2 or zstd. Rows that are not alerts
    are skipped and counted. Safe to repeat: alerts that are already present are not created again. If rows are
    rejected, the reasons are printed, the other rows are sent all the same, and the exit status is 1. Needs a running
    server, such as that of `oneprotect up`.

    Example: oneprotect ingest suricata eve.json
    """
    format_name, paths = _arguments(inputs or [], follow=follow)
    address, summary, stop = _address(url), Summary(), threading.Event()

    def token() -> str:
        if token_file is not None:
            return _read_token(token_file)
        return local_token(["ingest"], tenant, "ingest", _TOKEN_LIFETIME)

    async def send() -> None:
        async with httpx.AsyncClient(base_url=f"{address}/api/v1/", timeout=_REQUEST_SECONDS) as client:
            sender = Sender(client, first_token, renew=token, report=display.say, retry_seconds=retry_for)
            if follow:
                follower = Follower(paths[0], read_settings().home, f"{address} {token_file or tenant}", display.say)
                await _follow(job, sender, follower, stop)
            else:
                await _send_files(job, sender)

    first_token = token()
    with _opened(rejects) as summary.rejects, Display() as display:
        job = _Job(format_name, paths, frozenset(include or ()), summary, display)
        received = _run(send(), display, stop if follow else None)
    for line in summary.notes():
        typer.echo(line, err=True)
    typer.echo(str(summary))
    if received is not None and not follow:
        raise typer.Exit(128 + received)
    if summary.rejected or display.has_failures:
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
    for path in job.paths:
        try:
            with open_stream(path) as stream:
                await _send_stream(job, sender, stream)
        except UnreadableInputError as error:
            job.display.fail(error)


async def _send_stream(job: _Job, sender: Sender, stream: Stream) -> None:
    job.display.start(stream.name, stream.size)
    read = await in_thread(lambda: read_input(stream, job.format_name, job.include))
    if job.format_name == AUTO:
        typer.echo(f"{stream.name}: recognized as {read.format.title}")
    outcomes = read.outcomes if stream.size is not None else with_pauses(read.outcomes)
    await send_alerts(stream.name, outcomes, sender, job.summary, advance=lambda: job.display.advance(stream.position))


async def _follow(job: _Job, sender: Sender, follower: Follower, stop: threading.Event) -> None:
    """Send the alerts of a log as they are written, until ``stop`` is set."""
    name = job.paths[0].name
    job.display.start(name, None)
    outcomes = followed_outcomes(
        follower,
        name,
        job.format_name,
        job.include,
        recognized=lambda format_: job.display.say(f"{name}: {format_.title}"),
        is_stopped=stop.is_set,
    )
    await send_alerts(name, outcomes, sender, job.summary, done=follower.done)


def _run(work: Coroutine[Any, Any, None], display: Display, stop: threading.Event | None) -> int | None:
    """Run ``work`` and return the signal that ended it, if any. With ``stop``, the first signal only sets that."""
    received: list[int] = []

    async def watched() -> None:
        task = asyncio.ensure_future(work)

        def end(number: int) -> None:
            received.append(number)
            if stop is None or stop.is_set():
                task.cancel()
            else:
                stop.set()

        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, end, number)
        try:
            await task
        except asyncio.CancelledError:
            if not received:
                raise
        except OperatorError as error:
            display.fail(error)

    uvloop.run(watched())
    return received[0] if received else None


def _arguments(inputs: list[str], *, follow: bool) -> tuple[str, list[Path]]:
    """Return the name of the format and the files; without files it is standard input, unless that is a terminal."""
    has_format = bool(inputs) and inputs[0] in {*FORMATS, AUTO}
    name, paths = (inputs[0], inputs[1:]) if has_format else (AUTO, inputs)
    if follow and (len(paths) != 1 or paths[0] == str(STANDARD_INPUT)):
        raise typer.BadParameter("--follow needs exactly one file, which may not exist yet.")
    if paths and not has_format and not follow and paths[0] != str(STANDARD_INPUT) and not Path(paths[0]).exists():
        raise typer.BadParameter(f"{paths[0]} is neither a file nor a format ({', '.join(sorted(FORMATS))}).")
    if not paths and sys.stdin.isatty():
        raise typer.BadParameter("name a file, or - for standard input.")
    return name, [Path(path) for path in paths] or [STANDARD_INPUT]


@contextmanager
def _opened(path: Path | None) -> Iterator[IO[str] | None]:
    if path is None:
        yield None
        return
    file = path.open("w", encoding="utf-8", buffering=1)
    try:
        yield file
    finally:
        with suppress(OSError):  # each line is written at once, so that a failure has been reported
            file.close()


def _read_token(path: Path) -> str:
    words = path.read_text(errors="replace").split()
    if len(words) != 1 or not words[0].isascii():
        raise OperatorError(f"{path} does not contain a token: write one token to it, and nothing else.")
    return words[0]


def _address(url: str | None) -> str:
    """Return the server's address: the one provided, or ONEPROTECT_PORT, or that of the `up` that runs in this home."""
    if url is None:
        settings = read_settings()
        port = settings.port
        if "port" not in settings.model_fields_set:
            port = int(running_settings(settings.home).get("port", port))
        return f"http://127.0.0.1:{port}"
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL:
        address = httpx.URL()
    if address.scheme not in {"http", "https"} or not address.host or (address.port or 0) > _MAX_PORT:
        raise OperatorError(f"--url {url} is not the address of a server: write it as http://host:port.")
    return url.rstrip("/").removesuffix("/api/v1")
