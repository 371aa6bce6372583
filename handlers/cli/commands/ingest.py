"""`oneprotect ingest`: reports alerts from a file, with a progress bar and an exit status."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import httpx
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from handlers.cli.commands.token import Tenant, local_token
from handlers.cli.failures import Service
from handlers.cli.settings import read_settings, running_settings
from handlers.ingest.client import Outcome
from handlers.ingest.client import ingest as send_alerts
from handlers.runtime.errors import OperatorError

app = typer.Typer(rich_markup_mode=None)
SERVICE = Service("The API", (httpx.HTTPError,), "--url or ONEPROTECT_PORT")


class Form(StrEnum):
    """The formats that `oneprotect ingest` reads."""

    suricata = "suricata"
    ocsf = "ocsf"


@app.command()
def ingest(
    form: Annotated[Form, typer.Argument(help="Format of the rows: Suricata EVE or OCSF findings.")],
    file: Annotated[
        Path,
        typer.Argument(
            exists=True, dir_okay=False, readable=True, help="File with one JSON document per line, or one JSON array."
        ),
    ],
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
) -> None:
    """Report the rows of a file as alerts.

    Safe to repeat: alerts that are already present are not created again. If rows are rejected, the reasons are
    printed, the other rows are sent all the same, and the exit status is 1. Needs a running server, such as that of
    `oneprotect up`.

    Example: oneprotect ingest suricata eve.json
    """
    address = _address(url)
    token = _read_token(token_file) if token_file else local_token(["ingest"], tenant, "ingest", timedelta(hours=1))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task(file.name, total=None)

        def advance(done: int, total: int) -> None:
            progress.update(bar, completed=done, total=total)

        outcome = asyncio.run(send_alerts(file, form=form.value, url=address, token=token, advance=advance))
    _report(outcome, form, file)


def _read_token(path: Path) -> str:
    words = path.read_text(errors="replace").split()
    if len(words) != 1 or not words[0].isascii():
        raise OperatorError(f"{path} does not contain a token: write one token to it, and nothing else.")
    return words[0]


def _report(outcome: Outcome, form: Form, file: Path) -> None:
    """Print how many rows were accepted, and exit with 1 if some were rejected."""
    for row, reason in outcome.rejected:
        typer.echo(f"row {row} rejected: {reason}", err=True)
    counts = outcome.counts
    typer.echo(f"{counts['created']} created, {counts['present']} already present, {counts['rejected']} rejected")
    if len(outcome.rejected) == counts.total():
        typer.echo(f"{file.name} contains no {form.value} row: check the format, and that it is not empty.", err=True)
    if outcome.rejected:
        raise typer.Exit(1)


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
    if address.scheme not in {"http", "https"} or not address.host:
        raise OperatorError(f"--url {url} is not the address of a server: write it as http://host:port.")
    return url.rstrip("/").removesuffix("/api/v1")
