"""`oneprotect migrate`: applies the missing migrations."""

from __future__ import annotations

import typer

from handlers.cli.failures import Service
from handlers.cli.settings import read_settings, required
from handlers.cli.signals import run_until_signal
from handlers.database.migrate import migrate as apply_migrations
from handlers.runtime import db

app = typer.Typer(rich_markup_mode=None)
SERVICE = Service("Postgres", db.FAILURES, "ONEPROTECT_MIGRATION_DATABASE_URL")


@app.command()
def migrate() -> None:
    """Apply the missing migrations to the database.

    Needs ONEPROTECT_MIGRATION_DATABASE_URL, the owner's login. Safe to repeat, and to run from several machines at
    once. `oneprotect up` does this at every start.

    Example: ONEPROTECT_MIGRATION_DATABASE_URL=postgresql://owner:PASSWORD@host/ticketing oneprotect migrate
    """
    run_until_signal(_migrate(required(read_settings(), "migration_database_url")))


async def _migrate(owner_url: str) -> None:
    applied = await apply_migrations(owner_url)
    message = "\n".join(f"applied {name}" for name in applied) or "Nothing to do: the database is up to date."
    typer.echo(message, err=True)
