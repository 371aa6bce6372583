"""`oneprotect redact`: brings redacted copies up to date, with a counter."""

from __future__ import annotations

import typer
from rich.console import Console

from handlers.cli.failures import Service
from handlers.cli.settings import read_settings, required_or_running
from handlers.cli.signals import run_until_signal
from handlers.database.redact import redact as redact_outdated
from handlers.runtime import db

app = typer.Typer(rich_markup_mode=None)
SERVICE = Service("Postgres", db.FAILURES, "ONEPROTECT_MIGRATION_DATABASE_URL and ONEPROTECT_BACKGROUND_DATABASE_URL")


@app.command()
def redact() -> None:
    """Bring the redacted copies of all rows up to date.

    Run it after `oneprotect migrate` in a release with new redaction rules: until then, auditors do not see the rows
    that older rules redacted. Safe to repeat and to interrupt. Needs ONEPROTECT_MIGRATION_DATABASE_URL, the owner's
    login, and ONEPROTECT_BACKGROUND_DATABASE_URL, the background login, or a running `oneprotect up`, which also does
    this at every start.

    Example: oneprotect redact
    """
    settings = read_settings()
    owner_url = required_or_running(settings, "migration_database_url")
    run_until_signal(_redact(owner_url, required_or_running(settings, "background_database_url")))


async def _redact(owner_url: str, background_url: str) -> None:
    screen = Console(stderr=True)
    with screen.status("Redacting") as status:
        count = await redact_outdated(owner_url, background_url, lambda done: status.update(f"Redacting: {done} rows"))
    screen.print(f"redacted {count} rows" if count else "Nothing to do: all redacted copies are up to date.")
