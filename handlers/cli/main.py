"""The command line `oneprotect`: every process of the product, and what works with it from a shell."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from handlers.cli.conformance import PASS_ON, conformance
from handlers.runtime.errors import OperatorError
from handlers.runtime.settings import Settings
from handlers.sites.builds import build

if TYPE_CHECKING:
    from handlers.ingest.client import Outcome

app = typer.Typer(
    name="oneprotect",
    help="OneProtect Ticketing: the tenant-scoped, audited ticket runtime of OneProtect.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
tenant_app = typer.Typer(help="Tenants: who may have tickets here.", no_args_is_help=True)
app.add_typer(tenant_app, name="tenant")
app.command()(build)
app.command(context_settings=PASS_ON)(conformance)
_stderr, _HOUR = Console(stderr=True), timedelta(hours=1)

Tenant = Annotated[str, typer.Option("--tenant", help="Name of the tenant.")]
Url = Annotated[str | None, typer.Option("--url", help="The server, as http://host:port; the running `up` by default.")]


class Form(StrEnum):
    """What `oneprotect ingest` reads."""

    suricata = "suricata"
    ocsf = "ocsf"


def main() -> None:
    """Run the command line; a wrong setting or a missing service ends in one line that says what to do."""
    try:
        app()
    except OperatorError as error:
        _fail(str(error))
    except ValidationError as error:
        wrong = "; ".join(f"ONEPROTECT_{'.'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors())
        _fail(f"a setting is wrong: {wrong}")


def _fail(message: str) -> NoReturn:
    _stderr.print(f"oneprotect: {message}", style="red", markup=False, highlight=False, soft_wrap=True)
    raise SystemExit(1)


def _run(work: Coroutine[Any, Any, Any]) -> None:
    """Run until done, SIGINT or SIGTERM."""
    from handlers.cli.running import run_until_signal  # noqa: PLC0415 - keeps --help fast
    from handlers.runtime.errors import StartRefusedError  # noqa: PLC0415 - keeps --help fast

    try:
        run_until_signal(work)
    except StartRefusedError as error:
        _fail(str(error))


@app.command()
def up(
    port: Annotated[int | None, typer.Option(help="Port of the API; $ONEPROTECT_PORT or 8080 by default.")] = None,
) -> None:
    """Start the whole product on this machine: Postgres, NATS, migrations, API, relay, worker, a demo tenant.

    State lies in .oneprotect or $ONEPROTECT_HOME. ONEPROTECT_DATABASE_URL and ONEPROTECT_NATS_URL replace the embedded
    servers. Ctrl-C stops everything; the next start finds its data again.
    """
    from handlers.cli.up import run_up  # noqa: PLC0415 - keeps --help fast

    if port is not None:
        os.environ["ONEPROTECT_PORT"] = str(port)
    raise SystemExit(run_up(Settings()))


@app.command()
def api() -> None:
    """Serve the HTTP API. Needs ONEPROTECT_DATABASE_URL."""
    from handlers.api.start import run_api  # noqa: PLC0415 - keeps --help fast

    run_api(Settings())


@app.command()
def relay() -> None:
    """Publish events from the outbox. Needs ONEPROTECT_BACKGROUND_DATABASE_URL and ONEPROTECT_NATS_URL."""
    from handlers.background.relay import run  # noqa: PLC0415 - keeps --help fast

    settings = Settings()
    _run(run(_needed(settings, "background_database_url"), _needed(settings, "nats_url")))


@app.command()
def worker() -> None:
    """Take events in: correlate new tickets. Needs ONEPROTECT_DATABASE_URL and ONEPROTECT_NATS_URL."""
    from handlers.background.worker import run  # noqa: PLC0415 - keeps --help fast

    settings = Settings()
    _run(run(_needed(settings, "database_url"), _needed(settings, "nats_url"), settings))


@app.command()
def migrate() -> None:
    """Bring the database up to date. Needs ONEPROTECT_MIGRATION_DATABASE_URL, the owner's login."""
    from handlers.database.migrate import migrate as run  # noqa: PLC0415 - keeps --help fast

    async def work() -> None:
        applied = await run(_needed(Settings(), "migration_database_url"))
        _stderr.print("\n".join(f"applied {name}" for name in applied) or "nothing to do: the database is up to date")

    _run(work())


@app.command()
def redact() -> None:
    """Redact anew what older rules have redacted, so that auditors see it. Safe to repeat; migrate comes first.

    Needs ONEPROTECT_MIGRATION_DATABASE_URL and ONEPROTECT_BACKGROUND_DATABASE_URL, or a running `up`.
    """
    from handlers.database.redact import redact as run  # noqa: PLC0415 - keeps --help fast

    async def work() -> None:
        settings = Settings()
        owner, background = _local(settings, "migration_database_url"), _local(settings, "background_database_url")
        with _stderr.status("redacting") as status:
            done = await run(owner, background, lambda count: status.update(f"redacting: {count} rows"))
        _stderr.print(f"redacted {done} rows" if done else "nothing to do: every row is redacted by the rules of today")

    _run(work())


@tenant_app.command("add")
def tenant_add(name: Annotated[str, typer.Argument(help="1 to 63 lower-case letters, digits, inner hyphens.")]) -> None:
    """Provision a tenant, so that tokens that name it are accepted. Safe to repeat; prints the tenant's id.

    Needs ONEPROTECT_MIGRATION_DATABASE_URL, the owner's login, or a running `up`, where tenants come by themselves.
    """
    from handlers.database.tenants import add_tenant  # noqa: PLC0415 - keeps --help fast

    async def work() -> None:
        try:
            typer.echo(await add_tenant(_local(Settings(), "migration_database_url"), name))
        except ValueError as error:
            _fail(str(error))

    _run(work())


@app.command()
def token(
    role: Annotated[list[str], typer.Option("--role", help="admin, analyst, auditor or ingest; repeatable.")],
    tenant: Tenant = "demo",
    subject: Annotated[str | None, typer.Option("--subject", help="Who; the role's name by default.")] = None,
    hours: Annotated[float, typer.Option("--hours", min=0.001, max=8760, help="How long it is valid.")] = 12,
    source: Annotated[list[str] | None, typer.Option("--source", help="Limit ingest to a source; repeatable.")] = None,
) -> None:
    """Print a token signed with the local key, and nothing else."""
    typer.echo(_local_token(role, tenant, subject or "-".join(role), timedelta(hours=hours), source))


def _local_token(
    roles: list[str], tenant: str, subject: str, lifetime: timedelta, sources: list[str] | None = None
) -> str:
    from handlers.runtime.identity import keys, tokens  # noqa: PLC0415 - keeps --help fast

    settings = Settings()
    if not keys.has_signing_key(settings.home):
        _stderr.print(
            f"made a new signing key in {settings.home.absolute()}; a server with another ONEPROTECT_HOME does not "
            "accept this token",
            soft_wrap=True,
        )
    try:
        return tokens.sign_token(
            keys.signing_key(settings.home),
            issuer=settings.token_issuer,
            audience=settings.token_audience,
            tenant=tenant,
            subject=subject,
            roles=roles,
            lifetime=lifetime,
            sources=sources,
        )
    except ValueError as error:
        _fail(str(error))


@app.command()
def ingest(
    form: Annotated[Form, typer.Argument(help="What the file holds.")],
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    tenant: Tenant = "demo",
    url: Url = None,
    token_file: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Token to use; a local one of the role ingest by default."),
    ] = None,
) -> None:
    """Send a file's rows as alerts, one JSON document a line or one JSON array. Safe to repeat.

    A row that the server refuses is named and the rest goes on; the exit status is then 1.
    """
    import httpx  # noqa: PLC0415 - keeps --help fast

    from handlers.ingest.client import NotAdmittedError  # noqa: PLC0415
    from handlers.ingest.client import ingest as run  # noqa: PLC0415

    given = token_file.read_text().strip() if token_file else None
    bearer = given or _local_token(["ingest"], tenant, "ingest", timedelta(hours=1))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=_stderr) as progress:
        bar, address = progress.add_task(file.name, total=None), _server(url)
        try:
            outcome = asyncio.run(
                run(
                    file,
                    form=form.value,
                    url=address,
                    token=bearer,
                    advance=lambda done, of: progress.update(bar, completed=done, total=of),
                )
            )
        except* httpx.HTTPError as group:
            _fail(
                f"{address} did not answer ({type(group.exceptions[0]).__name__}): is `oneprotect up` running there? "
                "ONEPROTECT_PORT or --url names another place"
            )
        except* NotAdmittedError as refusals:
            _fail(f"{address} takes no alert with this token: {refusals.exceptions[0]}")
    _tell(outcome, form, file)


def _tell(outcome: Outcome, form: Form, file: Path) -> None:
    """Say how a file went in, and end with the status for that."""
    for row, reason in outcome.refused:
        _stderr.print(f"row {row} refused: {reason}", markup=False, highlight=False, soft_wrap=True)
    counts = outcome.counts
    typer.echo(f"{counts['created']} created, {counts['already there']} already there, {counts['refused']} refused")
    if len(outcome.refused) == counts.total():
        _stderr.print(f"{file.name} has no row that is {form.value}: is it something else, or empty?", soft_wrap=True)
    if outcome.refused:
        raise typer.Exit(1)


@app.command()
def events(
    from_start: Annotated[bool, typer.Option("--from-start", help="Begin with the oldest event kept.")] = False,
) -> None:
    """Print lifecycle events as they come, one JSON document a line, until Ctrl-C."""
    from handlers.cli.events import print_events  # noqa: PLC0415 - keeps --help fast

    _run(print_events(_local(Settings(), "nats_url"), from_start=from_start))


def _needed(settings: Settings, name: str) -> str:
    if (value := getattr(settings, name)) is None:
        _fail(f"set ONEPROTECT_{name.upper()}; `oneprotect up` starts everything without it")
    return str(value)


def _local(settings: Settings, name: str) -> str:
    """Give the address that is set, else the one of the product that `up` runs in the same home."""
    from handlers.cli.up import running_addresses  # noqa: PLC0415 - keeps --help fast

    value = getattr(settings, name) or running_addresses(settings.home).get(name)
    if value is None:
        _fail(f"nothing runs in {settings.home}: start `oneprotect up`, or set ONEPROTECT_{name.upper()}")
    return str(value)


def _server(given: str | None) -> str:
    """Give the server that is meant: the one given, else the port that is set, else that of `up` in this home."""
    from handlers.cli.up import running_addresses  # noqa: PLC0415 - keeps --help fast

    if given is None:
        settings = Settings()
        is_set = "port" in settings.model_fields_set
        port = settings.port if is_set else running_addresses(settings.home).get("port", settings.port)
        return f"http://127.0.0.1:{port}"
    if not given.startswith(("http://", "https://")):
        _fail(f"--url {given} is no address of a server: write it as http://host:port")
    return given.rstrip("/").removesuffix("/api/v1")


if __name__ == "__main__":
    main()
