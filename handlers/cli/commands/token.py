"""`oneprotect token`: tokens signed with the local key."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from handlers.cli.inputs import require_number
from handlers.cli.settings import read_settings
from handlers.runtime.errors import OperatorError
from handlers.runtime.identity import keys, tokens

app = typer.Typer(rich_markup_mode=None)
Tenant = Annotated[str, typer.Option("--tenant", help="Name of the tenant.")]


@app.command()
def token(
    role: Annotated[list[str], typer.Option("--role", help="admin, analyst, auditor or ingest; repeatable.")],
    tenant: Tenant = "demo",
    subject: Annotated[
        str | None, typer.Option("--subject", help="Name of the user or program; by default that of the role.")
    ] = None,
    hours: Annotated[
        float,
        typer.Option("--hours", min=0.001, max=8760, callback=require_number, help="Hours until the token expires."),
    ] = 12,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", help="Limit the token to reporting alerts of this source; repeatable."),
    ] = None,
) -> None:
    """Print a token signed with the local key.

    The key is in ONEPROTECT_HOME, by default .oneprotect, where `oneprotect up` or `oneprotect api` has created it.
    Servers with the same ONEPROTECT_HOME accept the token.

    Example: oneprotect token --role analyst --tenant demo
    """
    typer.echo(local_token(role, tenant, subject or "-".join(role), timedelta(hours=hours), source))


def local_token(
    roles: list[str],
    tenant: str,
    subject: str,
    lifetime: timedelta,
    sources: list[str] | None = None,
    *,
    otherwise: str = "",
) -> str:
    """Return a token signed with the local key.

    Raises `OperatorError`, which also offers what to do ``otherwise``, if there is no key: a new one would be one that
    no server knows.
    """
    settings = read_settings()
    if not keys.has_signing_key(settings.home):
        raise OperatorError(
            f"{settings.home.absolute()} has no signing key, since no server has been started with it: run this "
            "command in the folder where `oneprotect up` was started, or set ONEPROTECT_HOME"
            f"{f', or {otherwise}' if otherwise else ''}."
        )
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
