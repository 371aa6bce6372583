"""Embedded Postgres and NATS: data is kept, state folders are isolated, and no process outlives its parent."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import nats
import pytest

from handlers.local import nats_server, postgres_server
from handlers.local.servers import EmbeddedServers, PostgresServer, embedded_servers, grant_roles, read_addresses
from handlers.local.state_folder import EmbeddedServerError

# A process that tests stop or kill: it runs the servers and a child of its own, and prints the process ids.
PROGRAM = """
import json, sys
from pathlib import Path
from handlers.local.supervision import Supervisor
from handlers.local.servers import embedded_servers
with embedded_servers(Path(sys.argv[1])) as servers:
    sleeper = servers.child("sleeper", [sys.executable, "-c", "import time; time.sleep(600)"], {})
    with Supervisor([*servers.children, sleeper]) as supervisor:
        print(json.dumps([child.pid for child in (*servers.children, sleeper)]), flush=True)
        supervisor.wait()
"""


@contextmanager
def spawned(home: Path) -> Iterator[tuple[subprocess.Popen[bytes], list[int]]]:
    with subprocess.Popen([sys.executable, "-c", PROGRAM, str(home)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.kill()


def runs(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "state=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return state.stdout.strip() not in ("", "Z")


def await_gone(pids: list[int]) -> None:
    deadline = time.monotonic() + 10
    while any(runs(pid) for pid in pids):
        assert time.monotonic() < deadline, "processes still run after 10 s"
        time.sleep(0.05)


def postgres(servers: EmbeddedServers) -> PostgresServer:
    assert servers.postgres is not None
    return servers.postgres


def sql(url: str, *statements: str) -> object:
    """Run the statements and return the value of the last one."""

    async def run() -> object:
        connection = await asyncpg.connect(url)
        try:
            for statement in statements[:-1]:
                await connection.execute(statement)
            return await connection.fetchval(statements[-1])
        finally:
            await connection.close()

    return asyncio.run(run())


def publish(servers: EmbeddedServers, text: str | None = None) -> list[str]:
    """Publish a message, if one is given, and return all messages of the stream."""
    assert servers.nats is not None
    url = servers.nats.url

    async def run() -> list[str]:
        connection = await nats.connect(url, max_reconnect_attempts=1)
        stream = connection.jetstream()
        await stream.add_stream(name="KEPT", subjects=["kept.*"])
        if text:
            await stream.publish("kept.one", text.encode())
        count = (await stream.stream_info("KEPT")).state.messages
        texts = [(await stream.get_msg("KEPT", seq)).data or b"" for seq in range(1, count + 1)]
        await connection.close()
        return [data.decode() for data in texts]

    return asyncio.run(run())


def test_restart_keeps_data_and_addresses(folder: Path) -> None:
    with embedded_servers(folder / "home") as servers:
        sql(postgres(servers).migration, "CREATE TABLE kept AS SELECT 42 AS answer", "SELECT 1")
        publish(servers, "first")
        before = servers.environment()
        assert read_addresses(folder / "home") == before
        pids = [child.pid for child in servers.children]
    await_gone(pids)
    assert read_addresses(folder / "home") == {}
    with embedded_servers(folder / "home") as servers:
        assert servers.environment() == before
        assert sql(postgres(servers).migration, "SELECT answer FROM kept") == 42
        assert publish(servers) == ["first"]


def test_cluster_is_durable_utf8_and_utc(folder: Path) -> None:
    with embedded_servers(folder, nats=False) as servers:
        url = postgres(servers).app
        shown = {
            name: sql(url, f"SHOW {name}")
            for name in ("fsync", "synchronous_commit", "full_page_writes", "timezone", "server_encoding")
        }
        assert servers.nats is None
        assert shown == {
            "fsync": "on",
            "synchronous_commit": "on",
            "full_page_writes": "on",
            "timezone": "UTC",
            "server_encoding": "UTF8",
        }
        assert sql(url, "SHOW listen_addresses") == ""
        migration = postgres(servers).migration
        assert sql(migration, "CREATE EXTENSION pg_trgm", "SELECT cardinality(show_trgm('äöü'))") == 4


def test_logins_are_unprivileged_and_get_their_roles(folder: Path) -> None:
    with embedded_servers(folder, nats=False) as servers:
        urls = postgres(servers)
        sql(urls.migration, "CREATE ROLE oneprotect_app", "CREATE ROLE oneprotect_background", "SELECT 1")
        grant_roles(servers)
        grant_roles(servers)
        for url, role in ((urls.app, "oneprotect_app"), (urls.background, "oneprotect_background")):
            assert sql(url, f"SELECT pg_has_role('{role}', 'USAGE')") is True
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                sql(url, "CREATE TABLE mine ()", "SELECT 1")
        for url in (urls.migration, urls.app, urls.background):
            assert sql(url, "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user") is False
        with pytest.raises(asyncpg.InvalidPasswordError):
            sql(urls.app.replace(":", ":x", 2).replace(":x//", "://"), "SELECT 1")


def test_state_folders_are_isolated(folder: Path) -> None:
    with embedded_servers(folder / "a") as a, embedded_servers(folder / "b") as b:
        sql(postgres(a).migration, "CREATE TABLE only_a ()", "SELECT 1")
        publish(a, "only a")
        assert sql(postgres(b).migration, "SELECT to_regclass('only_a')::text") is None
        assert publish(b) == []
        values = [{*servers.environment().values()} for servers in (a, b)]
        assert not values[0] & values[1]


def test_state_folder_in_use_is_refused(folder: Path) -> None:
    with embedded_servers(folder, postgres=False) as servers:
        refusal = f"in use by process {os.getpid()}.*ONEPROTECT_HOME"
        with pytest.raises(EmbeddedServerError, match=refusal), embedded_servers(folder, postgres=False):
            pass
        assert publish(servers) == []


def test_files_are_private(folder: Path) -> None:
    home = folder / "home"
    with embedded_servers(home):
        assert home.stat().st_mode & 0o767 == 0o700
        files = [path for path in (*home.glob("*"), home / "nats" / "server.conf") if path.is_file()]
        assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
        assert {path.stat().st_mode & 0o777 for path in home.glob("postgres/*")} == {0o700}


def test_taken_port_is_replaced(folder: Path) -> None:
    with embedded_servers(folder / "a", postgres=False):
        state = json.loads((folder / "a" / "state.json").read_text())
        (folder / "b").mkdir(mode=0o700)
        (folder / "b" / "state.json").write_text(json.dumps({"nats_port": state["nats_port"]}))
        with embedded_servers(folder / "b", postgres=False) as other:
            assert publish(other, "mine") == ["mine"]
            assert state["nats_port"] not in str(other.environment())


def test_port_taken_while_the_server_starts_is_replaced(folder: Path) -> None:
    home = folder / "b"
    home.mkdir(mode=0o700)
    with embedded_servers(folder / "a", postgres=False):
        taken = json.loads((folder / "a" / "state.json").read_text())["nats_port"]
        state = {"nats_name": "late", "nats_password": "secret"}
        lock = os.open(home / "lock", os.O_CREAT)
        child = nats_server.prepare(home, state, lock)
        configuration = home / "nats" / "server.conf"
        configuration.write_text(configuration.read_text().replace(state["nats_port"], taken))
        state["nats_port"] = taken
        child.start()
        child = nats_server.await_ready(home, child, state, lock)
        child.stop()
        os.close(lock)
    assert state["nats_port"] != taken


def test_long_path_gets_a_short_socket(folder: Path) -> None:
    home = folder / ("long-" * 15) / "with space, \"quotes\" and 'ü'"
    with embedded_servers(home) as servers:
        assert sql(postgres(servers).app, "SELECT 1") == 1
        before = servers.environment()
    with embedded_servers(home) as servers:
        assert servers.environment() == before
    Path(json.loads((home / "state.json").read_text())["socket_folder"]).rmdir()


def test_killed_parent_stops_all_and_the_next_start_works(folder: Path) -> None:
    with embedded_servers(folder) as servers:
        sql(postgres(servers).migration, "CREATE TABLE kept AS SELECT 42 AS answer", "SELECT 1")
    with spawned(folder) as (parent, pids):
        parent.kill()
    # The processes are still stopping: the start waits for them.
    with embedded_servers(folder) as servers:
        assert not any(runs(pid) for pid in pids)
        assert sql(postgres(servers).migration, "SELECT answer FROM kept") == 42
    assert "database system was shut down at" in (folder / "postgres.log").read_text()


def test_signal_stops_all(folder: Path) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        with spawned(folder) as (parent, pids):
            parent.send_signal(number)
            assert parent.wait(10) == 0
            await_gone(pids)


def test_killed_servers_restart_with_their_data(folder: Path) -> None:
    with spawned(folder) as (parent, (nats_pid, postgres_pid, sleeper)):
        url = read_addresses(folder)["ONEPROTECT_MIGRATION_DATABASE_URL"]
        sql(url, "CREATE TABLE kept AS SELECT 42 AS answer", "SELECT 1")
        for pid in (postgres_pid, nats_pid):
            os.kill(pid, signal.SIGKILL)
        assert await_answer(url) == 42
        assert runs(sleeper)
        parent.terminate()
        assert parent.wait(10) == 0


def await_answer(url: str) -> object:
    deadline = time.monotonic() + 20
    while True:
        try:
            return sql(url, "SELECT answer FROM kept")
        except (OSError, asyncpg.CannotConnectNowError, asyncpg.PostgresConnectionError):
            assert time.monotonic() < deadline, "Postgres did not restart within 20 s"
            time.sleep(0.1)


def test_stale_files_with_a_reused_process_id_are_removed(folder: Path) -> None:
    with embedded_servers(folder, nats=False) as servers:
        sql(postgres(servers).migration, "CREATE TABLE kept AS SELECT 42 AS answer", "SELECT 1")
        data = folder / "postgres" / "data"
        # The state after a crash of the machine, if another process (here ours) now has the process id.
        stale = (data / "postmaster.pid").read_text().split("\n")
        stale[0] = str(os.getppid())
        socket = Path(json.loads((folder / "state.json").read_text())["socket_folder"])
    for text in ("\n".join(stale), ""):
        (data / "postmaster.pid").write_text(text)
        (socket / postgres_server.SOCKET).touch()
        (socket / (postgres_server.SOCKET + ".lock")).write_text(text)
        (folder / "lock").write_text(str(os.getppid()))
        with embedded_servers(folder, nats=False) as servers:
            assert sql(postgres(servers).migration, "SELECT answer FROM kept") == 42


def test_interrupted_first_start_is_repeated(folder: Path) -> None:
    (folder / "postgres" / "new").mkdir(parents=True, mode=0o700)
    (folder / "postgres" / "new" / "PG_VERSION").write_text("18\n")
    with embedded_servers(folder, nats=False) as servers:
        assert sql(postgres(servers).app, "SELECT 1") == 1


def test_failed_start_reports_the_reason_and_stops_all(folder: Path) -> None:
    with embedded_servers(folder) as servers:
        pids = [child.pid for child in servers.children]
    (folder / "postgres" / "data" / "PG_VERSION").write_text("9\n")
    with (
        pytest.raises(EmbeddedServerError, match=r"(?s)not compatible.*ONEPROTECT_DATABASE_URL"),
        embedded_servers(folder),
    ):
        pass
    await_gone(pids)
    assert "Server Exiting" in (folder / "nats.log").read_text()
