"""Wrong and unreachable addresses: every command reports them in one line, or waits, and shows no traceback."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest

from handlers.cli.commands import events, processes, up
from handlers.local.servers import EmbeddedServers
from tests.bench.eve import rows
from tests.cli.conftest import Result
from tests.product import Database, free_port

POSTGRES = {
    "unreachable host": "postgresql://owner:secret@unreachable.invalid/oneprotect",
    "wrong port": "postgresql://owner:secret@127.0.0.1:1/oneprotect",
    "wrong scheme": "http://owner:secret@127.0.0.1/oneprotect",
    "no scheme": "127.0.0.1:5432/oneprotect",
    "port that is not a number": "postgresql://owner:secret@127.0.0.1:port/oneprotect",
    "unclosed bracket": "postgresql://owner:secret@[::1/oneprotect",
    "host that is not a name": "postgresql://owner:secret@a..b/oneprotect",
    "invalid option": "postgresql://owner:secret@127.0.0.1:1/oneprotect?sslmode=unknown",
    "missing socket": "postgresql://owner:secret@/oneprotect?host=/nowhere",
}
NATS = {
    "unreachable host": "nats://oneprotect:secret@unreachable.invalid",
    "wrong port": "nats://oneprotect:secret@127.0.0.1:1",
    "wrong scheme": "http://oneprotect:secret@127.0.0.1:4222",
    "no scheme": "127.0.0.1:4222",
    "port that is not a number": "nats://oneprotect:secret@127.0.0.1:port",
    "unclosed bracket": "nats://oneprotect:secret@[::1",
    "host that is not a name": "nats://oneprotect:secret@a..b",
    "several hosts": "nats://oneprotect:secret@127.0.0.1:1,nats://oneprotect:secret@127.0.0.1:2",
}
HTTP = {
    "unreachable host": "http://unreachable.invalid",
    "wrong port": "http://127.0.0.1:1",
    "wrong scheme": "ftp://127.0.0.1",
    "no scheme": "127.0.0.1:8080",
    "port that is not a number": "http://127.0.0.1:port",
    "unclosed bracket": "http://[::1",
    "host that is not a name": "http://a..b",
    "no host": "http://",
}
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop relay and worker, which wait for an unavailable server, after a moment; build nothing in `up`."""

    def run_briefly(work: Coroutine[Any, Any, Any]) -> None:
        async def limited() -> None:
            with suppress(TimeoutError):
                await asyncio.wait_for(work, 0.2)

        asyncio.run(limited())

    monkeypatch.setattr(processes, "run_until_signal", run_briefly)
    monkeypatch.setattr(events, "_CONNECT_SECONDS", 0.5)
    monkeypatch.setattr(up, "stop_with_parent", lambda: None)
    monkeypatch.setattr(up, "build_in_background", lambda _: nullcontext(None))


def assert_reported(result: Result, *names: str) -> None:
    """Assert that the error is one line that names the settings to check, and not the password."""
    assert (result.status, result.output, result.error.count("\n")) == (1, "", 1), result
    assert result.error.startswith("oneprotect: ")
    assert any(name in result.error for name in names)
    assert "secret" not in result.error


@pytest.fixture(params=[*POSTGRES, "wrong password", "unknown database"])
def postgres_url(request: pytest.FixtureRequest, database: Database) -> str:
    """A URL at which the database cannot be used."""
    if request.param == "wrong password":
        return database.migration.replace("owner:", "owner:secret", 1)
    if request.param == "unknown database":
        return database.migration.replace("/oneprotect?", "/unknown?", 1)
    return POSTGRES[request.param]


@pytest.fixture(params=[*NATS, "wrong password"])
def nats_url(request: pytest.FixtureRequest, stack: EmbeddedServers) -> str:
    """A URL at which NATS cannot be used."""
    if request.param == "wrong password":
        assert stack.nats is not None
        return stack.nats.url.replace("oneprotect:", "oneprotect:secret", 1)
    return NATS[request.param]


@pytest.mark.parametrize("command", ["migrate", "tenant add acme", "redact", "api", "up"])
def test_command_reports_a_database_that_it_cannot_use(oneprotect: Run, postgres_url: str, command: str):
    names = ("DATABASE_URL", "MIGRATION_DATABASE_URL", "BACKGROUND_DATABASE_URL")
    addresses = dict.fromkeys(names, postgres_url)
    result = oneprotect(*command.split(), **addresses, NATS_URL="nats://127.0.0.1:1", PORT=str(free_port()))
    assert_reported(result, *(f"ONEPROTECT_{name}" for name in names))


@pytest.mark.parametrize("command", ["relay", "worker"])
def test_process_reports_an_invalid_database_url_or_waits(
    oneprotect: Run, stack: EmbeddedServers, postgres_url: str, command: str
):
    assert stack.nats is not None
    addresses = dict.fromkeys(("DATABASE_URL", "BACKGROUND_DATABASE_URL"), postgres_url)
    result = oneprotect(command, **addresses, NATS_URL=stack.nats.url)
    if result.status != 0:
        assert_reported(result, "ONEPROTECT_DATABASE_URL", "ONEPROTECT_BACKGROUND_DATABASE_URL")


def test_events_reports_a_nats_that_it_cannot_use(oneprotect: Run, nats_url: str):
    assert_reported(oneprotect("events", NATS_URL=nats_url), "ONEPROTECT_NATS_URL")


@pytest.mark.parametrize("command", ["relay", "worker"])
def test_process_reports_an_invalid_nats_url_or_waits(oneprotect: Run, database: Database, nats_url: str, command: str):
    addresses = {"DATABASE_URL": database.app, "BACKGROUND_DATABASE_URL": database.background}
    result = oneprotect(command, **addresses, NATS_URL=nats_url)
    if result.status != 0:
        assert_reported(result, "ONEPROTECT_NATS_URL")


@pytest.mark.parametrize("url", HTTP.values(), ids=HTTP)
def test_ingest_reports_a_server_that_it_cannot_use(oneprotect: Run, tmp_path: Path, url: str):
    file = tmp_path / "eve.json"
    file.write_text(json.dumps(next(rows(1.0))))
    result = oneprotect("ingest", "suricata", str(file), "--url", url, "--retry-for", "0.1")
    assert result.status == 1
    assert result.output in {"", "0 created, 0 already present, 0 skipped, 0 rejected\n"}
    (failure,) = [line for line in result.error.splitlines() if line.startswith("oneprotect: ")]
    assert "--url" in failure
