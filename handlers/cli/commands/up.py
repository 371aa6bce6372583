"""`oneprotect up`: runs the whole product on one machine."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import httpx
import typer
from rich.console import Console

from handlers.cli.failures import Service
from handlers.cli.settings import read_settings, running_settings
from handlers.database.migrate import migrate
from handlers.database.redact import redact
from handlers.database.tenants import add_tenant
from handlers.local.servers import EmbeddedServers, embedded_servers, grant_roles
from handlers.local.state_folder import rotate_log, tail
from handlers.local.supervision import Child, Supervisor, stop_with_parent
from handlers.runtime import db, telemetry
from handlers.runtime.errors import StartRefusedError
from handlers.runtime.settings import Settings
from handlers.sites.builds import build_in_background, build_notice

app = typer.Typer(rich_markup_mode=None)
SERVICE = Service("Postgres", db.FAILURES, "ONEPROTECT_MIGRATION_DATABASE_URL and ONEPROTECT_BACKGROUND_DATABASE_URL")
DEMO_TENANT = "demo"
_API_SECONDS = 30.0  # after which the start has failed
_BUILD_SECONDS = 75.0  # after which `up` is ready without the build, which goes on
_HOSTS = '["127.0.0.1", "localhost", "::1"]'
_screen = Console(highlight=False, soft_wrap=True)


@app.command()
def up(
    port: Annotated[
        int | None, typer.Option(help="Port of the API; by default $ONEPROTECT_PORT, or else 8080.")
    ] = None,
) -> None:
    """Start the whole product on this machine.

    Starts Postgres, NATS, the API with the console, the relay and the worker, applies the migrations, and adds the
    tenant `demo`. Needs nothing else; set ONEPROTECT_DATABASE_URL or ONEPROTECT_NATS_URL to use servers of your own
    instead of the embedded ones. Ctrl-C stops everything. The data stays in .oneprotect, or in $ONEPROTECT_HOME, for
    the next start.

    Example: oneprotect up --port 8081
    """
    if port is not None:
        os.environ["ONEPROTECT_PORT"] = str(port)
    settings = read_settings()
    telemetry.configure_log()
    stop_with_parent()
    _check(settings)
    own_postgres, own_nats = settings.database_url is not None, settings.nats_url is not None
    with embedded_servers(settings.home, postgres=not own_postgres, nats=not own_nats) as servers:
        _run(settings, servers)


def _check(settings: Settings) -> None:
    for name in ("background_database_url", "migration_database_url"):
        if settings.database_url is not None and getattr(settings, name) is None:
            raise StartRefusedError(
                f"ONEPROTECT_DATABASE_URL is set, but ONEPROTECT_{name.upper()} is not: set it, too (see README)."
            )
    if not _is_free(settings.port):
        running_port = running_settings(settings.home).get("port")
        if running_port is None:
            raise StartRefusedError(f"Port {settings.port} is in use: set ONEPROTECT_PORT to a free one.")
        raise StartRefusedError(
            f"`oneprotect up` is already running on port {running_port}: to run another one, set ONEPROTECT_HOME and "
            "ONEPROTECT_PORT."
        )


def _run(settings: Settings, servers: EmbeddedServers) -> None:
    logs = servers.home / "logs"
    logs.mkdir(exist_ok=True, mode=0o700)
    with build_in_background(logs) as building:
        with _screen.status("Bringing the database up to date"):
            _prepare_database(settings, servers)
        ours = [_process(name, servers, logs) for name in ("api", "relay", "worker")]
        with Supervisor([*servers.children, *ours]) as supervisor:
            _supervise(settings, servers, supervisor, building)
            _screen.print("Stopping. The data stays.")


def _prepare_database(settings: Settings, servers: EmbeddedServers) -> None:
    """Migrate, add the demo tenant and update redacted copies, as the owner."""
    owner_url = servers.postgres.migration if servers.postgres else str(settings.migration_database_url)
    background_url = servers.postgres.background if servers.postgres else str(settings.background_database_url)
    asyncio.run(migrate(owner_url))
    if servers.postgres is not None:
        grant_roles(servers)
    asyncio.run(add_tenant(owner_url, DEMO_TENANT))
    asyncio.run(redact(owner_url, background_url, lambda _: None))


def _process(name: str, servers: EmbeddedServers, logs: Path) -> Child:
    environment = {
        **os.environ,
        "ONEPROTECT_HOST": "127.0.0.1",
        "ONEPROTECT_ALLOWED_HOSTS": _HOSTS,
        "ONEPROTECT_PROVISION_TENANTS": "true",
        "ONEPROTECT_DEMO_SIGN_IN": "true",
        "ONEPROTECT_INSECURE_COOKIES": "true",
    }
    script = Path(sys.executable).with_name("oneprotect")
    words = [str(script)] if script.exists() else ["-m", "handlers.cli"]
    child = servers.child(name, [sys.executable, *words, name], environment)
    child.output = rotate_log(logs / f"{name}.log")
    return child


def _supervise(settings: Settings, servers: EmbeddedServers, supervisor: Supervisor, building: Child | None) -> None:
    """Wait for the API and the build, print the ready message, and return at SIGINT or SIGTERM."""
    with _screen.status("Waiting for the API"):
        stopped = _wait_until(lambda: _is_ready(settings.port), _API_SECONDS, supervisor)
    if stopped is None and not _is_ready(settings.port):
        log = servers.home / "logs" / "api.log"
        raise StartRefusedError(
            f"The API did not become ready within {_API_SECONDS:.0f} s. Its log is {log}:\n{tail(log)}"
        )
    if stopped is None and building is not None:
        with _screen.status("Building the console"):
            stopped = _wait_until(lambda: not building.alive(), _BUILD_SECONDS, supervisor)
    if stopped is None:
        servers.save_addresses({"ONEPROTECT_PORT": str(settings.port)})
        _screen.print(_ready_message(settings, servers), markup=False)
        if notice := build_notice(building):
            _screen.print(f"\n{notice}", style="yellow", markup=False)
        supervisor.wait()


def _wait_until(is_done: Callable[[], bool], seconds: float, supervisor: Supervisor) -> signal.Signals | None:
    """Supervise until ``is_done()`` or the seconds are over; return the signal if one arrives meanwhile."""
    end = time.monotonic() + seconds
    while not is_done() and time.monotonic() < end:
        if (stopped := supervisor.wait(0.05)) is not None:
            return stopped
    return None


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _is_ready(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=5, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def _ready_message(settings: Settings, servers: EmbeddedServers) -> str:
    base = f"http://127.0.0.1:{settings.port}"
    script = Path(sys.executable).with_name("oneprotect")
    command = os.path.relpath(script) if script.exists() else "oneprotect"
    return f"""
OneProtect Ticketing is ready.

  Console   {base}/console/
  API       {base}/api/v1
  Docs      {base}/docs
  Contract  {base}/openapi.json and {base}/asyncapi.json
  Token     {command} token --role analyst        (roles: admin, analyst, auditor, ingest; tenant: {DEMO_TENANT})
  Alerts    {command} ingest FILE
  Events    {command} events
  State     {servers.home} (logs in {servers.home / "logs"})

Press Ctrl-C to stop everything. The data stays for the next start."""
