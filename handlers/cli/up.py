"""`oneprotect up`: the whole product on one machine, from nothing to ready."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import time
from pathlib import Path

import httpx
from rich.console import Console

from handlers.database.migrate import MigrationError, migrate
from handlers.database.redact import redact
from handlers.database.tenants import add_tenant
from handlers.local.stack import Stack, addresses, devstack, grant_logins
from handlers.local.state_folder import StackError, fresh_log, tail
from handlers.local.supervision import Child, Supervisor, stop_with_parent
from handlers.runtime import db, telemetry
from handlers.runtime.settings import Settings
from handlers.sites.builds import built_beside, report

DEMO_TENANT = "demo"
FAILURES: tuple[type[BaseException], ...] = (MigrationError, *db.FAILURES)
_READY_SECONDS = 30.0
_BUILD_SECONDS = 75.0  # after which `up` is ready without it
_HOSTS = '["127.0.0.1", "localhost", "::1"]'
_screen = Console(highlight=False, soft_wrap=True)


def run_up(settings: Settings) -> int:
    """Run the product until Ctrl-C; give the exit status. Must be called in the main thread."""
    telemetry.configure_log()
    stop_with_parent()
    for name, other in (("database_url", "background_database_url"), ("database_url", "migration_database_url")):
        if getattr(settings, name) is not None and getattr(settings, other) is None:
            return _refuse(f"with ONEPROTECT_{name.upper()}, set ONEPROTECT_{other.upper()} too (see README)")
    if not _is_free(settings.port):
        there = running_addresses(settings.home).get("port")
        if there is not None:
            return _refuse(f"it runs already, on port {there}: set ONEPROTECT_HOME and ONEPROTECT_PORT for another one")
        return _refuse(f"port {settings.port} is taken: set ONEPROTECT_PORT to a free one")
    try:
        with devstack(settings.home, postgres=settings.database_url is None, nats=settings.nats_url is None) as stack:
            return _run(settings, stack)
    except StackError as error:
        return _refuse(str(error))
    except FAILURES as error:
        return _refuse(f"the database cannot be brought up to date: {error}")


def running_addresses(home: Path) -> dict[str, str]:
    """Give the addresses of what `up` runs in this home, by name of setting; empty where nothing runs."""
    return {name.removeprefix("ONEPROTECT_").lower(): value for name, value in addresses(home).items()}


def _run(settings: Settings, stack: Stack) -> int:
    logs = stack.home / "logs"
    logs.mkdir(exist_ok=True, mode=0o700)
    with built_beside(logs) as building:
        _bring_up_to_date(settings, stack)
        return _serve(settings, stack, logs, building)


def _bring_up_to_date(settings: Settings, stack: Stack) -> None:
    owner_url = stack.database.migration if stack.database else str(settings.migration_database_url)
    with _screen.status("Bringing the database up to date"):
        asyncio.run(migrate(owner_url))
        if stack.database is not None:
            grant_logins(stack)
        asyncio.run(add_tenant(owner_url, DEMO_TENANT))
        background_url = stack.database.background if stack.database else str(settings.background_database_url)
        asyncio.run(redact(owner_url, background_url, lambda _: None))


def _serve(settings: Settings, stack: Stack, logs: Path, building: Child | None) -> int:
    environment = {
        **os.environ,
        "ONEPROTECT_HOST": "127.0.0.1",
        "ONEPROTECT_ALLOWED_HOSTS": _HOSTS,
        "ONEPROTECT_PROVISION_TENANTS": "true",
        "ONEPROTECT_DEMO_SIGN_IN": "true",
        "ONEPROTECT_INSECURE_COOKIES": "true",
    }
    ours = [stack.child(name, _command(name), environment) for name in ("api", "relay", "worker")]
    for child in ours:
        child.output = fresh_log(logs / f"{child.name}.log")
    with Supervisor([*stack.children, *ours]) as supervisor:
        stopped: signal.Signals | None = None
        with _screen.status("Waiting for the API"):
            end = time.monotonic() + _READY_SECONDS
            while not _is_ready(settings.port) and stopped is None:
                if time.monotonic() > end:
                    return _refuse(f"the API did not become ready:\n{tail(logs / 'api.log')}")
                stopped = supervisor.wait(0.05)
        if building is not None:
            with _screen.status("Building the console"):
                end = time.monotonic() + _BUILD_SECONDS
                while building.alive() and time.monotonic() < end and stopped is None:
                    stopped = supervisor.wait(0.05)
        if stopped is None:
            stack.announce({"ONEPROTECT_PORT": str(settings.port)})
            _say_ready(settings, stack)
            if undone := report(building):
                _screen.print(f"\n{undone}", style="yellow", markup=False)
            supervisor.wait()
        _screen.print("Stopping; the data stays.")
    return 0


def _command(name: str) -> list[str]:
    script = Path(sys.executable).with_name("oneprotect")
    return [sys.executable, *([str(script)] if script.exists() else ["-m", "handlers.cli"]), name]


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


def _say_ready(settings: Settings, stack: Stack) -> None:
    base = f"http://127.0.0.1:{settings.port}"
    script = Path(sys.executable).with_name("oneprotect")
    command = os.path.relpath(script) if script.exists() else "oneprotect"
    _screen.print(
        f"""
OneProtect Ticketing is ready.

  Console   {base}/console/
  API       {base}/api/v1
  Docs      {base}/docs
  Contract  {base}/openapi.json and {base}/asyncapi.json
  Token     {command} token --role analyst        (roles: admin, analyst, auditor, ingest; tenant: {DEMO_TENANT})
  Alerts    {command} ingest suricata FILE
  Events    {command} events
  State     {stack.home} (logs in {stack.home / "logs"})

Ctrl-C stops everything; the next start finds its data again.""",
        markup=False,
    )


def _refuse(message: str) -> int:
    Console(stderr=True).print(f"oneprotect: {message}", style="red", markup=False, highlight=False, soft_wrap=True)
    return 1
