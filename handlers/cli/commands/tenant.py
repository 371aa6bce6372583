"""`oneprotect tenant`: the tenants of a database."""

from __future__ import annotations

from typing import Annotated

import typer

from handlers.cli.failures import Service
from handlers.cli.settings import read_settings, required_or_running
from handlers.cli.signals import run_until_signal
from handlers.database.tenants import add_tenant
from handlers.runtime import db

app = typer.Typer(rich_markup_mode=None)
tenant = typer.Typer(rich_markup_mode=None, help="Manage tenants.", no_args_is_help=True)
app.add_typer(tenant, name="tenant")
SERVICE = Service("Postgres", db.FAILURES, "ONEPROTECT_MIGRATION_DATABASE_URL")


@tenant.command()
def add(name: Annotated[str, typer.Argument(help="1 to 63 lowercase letters, digits and inner hyphens.")]) -> None:
    """Add a tenant and print its id.

    The API accepts tokens only for tenants that exist. Safe to repeat. Needs ONEPROTECT_MIGRATION_DATABASE_URL, the
    owner's login, or a running `oneprotect up`, which also adds the tenant of every valid token by itself.

    Example: oneprotect tenant add acme
    """
    run_until_signal(_add(required_or_running(read_settings(), "migration_database_url"), name))


async def _add(owner_url: str, name: str) -> None:
    typer.echo(await add_tenant(owner_url, name))
