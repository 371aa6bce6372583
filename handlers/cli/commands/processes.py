"""`oneprotect api`, `relay` and `worker`: the processes of the product, for a Postgres and NATS of your own."""

from __future__ import annotations

import typer

from handlers.api.start import run_api
from handlers.background import relay as relay_process
from handlers.background import worker as worker_process
from handlers.cli.settings import read_settings, required
from handlers.cli.signals import run_until_signal

app = typer.Typer(rich_markup_mode=None)


@app.command()
def api() -> None:
    """Serve the HTTP API.

    Needs ONEPROTECT_DATABASE_URL, the application's login. Listens on ONEPROTECT_HOST and ONEPROTECT_PORT, by default
    127.0.0.1:8080.

    Example: ONEPROTECT_DATABASE_URL=postgresql://app:PASSWORD@host/ticketing oneprotect api
    """
    run_api(read_settings())


@app.command()
def relay() -> None:
    """Publish events from the outbox to NATS.

    Needs ONEPROTECT_BACKGROUND_DATABASE_URL, the background login, and ONEPROTECT_NATS_URL. Waits while Postgres or
    NATS is unavailable. Several can run: one is active, the others stand by.

    Example: ONEPROTECT_BACKGROUND_DATABASE_URL=… ONEPROTECT_NATS_URL=nats://host:4222 oneprotect relay
    """
    settings = read_settings()
    run_until_signal(relay_process.run(required(settings, "background_database_url"), required(settings, "nats_url")))


@app.command()
def worker() -> None:
    """Consume events from NATS.

    Correlates new tickets and records deliveries. Needs ONEPROTECT_DATABASE_URL, the application's login, and
    ONEPROTECT_NATS_URL. Waits while Postgres or NATS is unavailable. Several can run and share the work.

    Example: ONEPROTECT_DATABASE_URL=… ONEPROTECT_NATS_URL=nats://host:4222 oneprotect worker
    """
    settings = read_settings()
    run_until_signal(worker_process.run(required(settings, "database_url"), required(settings, "nats_url"), settings))
