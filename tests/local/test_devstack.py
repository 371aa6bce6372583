"""The embedded default: data survive, homes do not meet, and nothing outlives its parent."""

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

from handlers.local import nats as embedded_nats
from handlers.local import postgres as embedded_postgres
from handlers.local.stack import Database, Stack, addresses, devstack, grant_logins
from handlers.local.state_folder import StackError

# What a process does that is killed: the stack, one child of ours, and the process ids on a line.
PROGRAM = """
import json, sys
from pathlib import Path
from handlers.local.supervision import Supervisor
from handlers.local.stack import devstack
with devstack(Path(sys.argv[1])) as stack:
    sleeper = stack.child("sleeper", [sys.executable, "-c", "import time; time.sleep(600)"], {})
    with Supervisor([*stack.children, sleeper]) as supervisor:
        print(json.dumps([child.pid for child in (*stack.children, sleeper)]), flush=True)
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
        assert time.monotonic() < deadline, "processes outlived their parent"
        time.sleep(0.05)


def database(stack: Stack) -> Database:
    assert stack.database is not None
    return stack.database


def sql(url: str, *statements: str) -> object:
    """Run the statements; the value of the last one."""

    async def run() -> object:
        connection = await asyncpg.connect(url)
        try:
            for statement in statements[:-1]:
                await connection.execute(statement)
            return await connection.fetchval(statements[-1])
        finally:
            await connection.close()

    return asyncio.run(run())


def publish(stack: Stack, text: str | None = None) -> list[str]:
    """Publish one message if there is one to publish, and read the whole stream."""
    assert stack.bus is not None
    url = stack.bus.url

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


def test_a_restart_finds_data_and_addresses_again(folder: Path) -> None:
    with devstack(folder / "home") as stack:
        sql(database(stack).migration, "CREATE TABLE kept AS SELECT 42 AS answer", "SELECT 1")
        publish(stack, "first")
        before = stack.environment()
        assert addresses(folder / "home") == before
        pids = [child.pid for child in stack.children]
    await_gone(pids)
    assert addresses(folder / "home") == {}
    with devstack(folder / "home") as stack:
        assert stack.environment() == before
        assert sql(database(stack).migration, "SELECT answer FROM kept") == 42
        assert publish(stack) == ["first"]


def test_the_cluster_is_durable_utf8_and_utc(folder: Path) -> None:
    with devstack(folder, nats=False) as stack:
        url = database(stack).app
        shown = {
            name: sql(url, f"SHOW {name}")
            for name in ("fsync", "synchronous_commit", "full_page_writes", "timezone", "server_encoding")
        }
        assert stack.bus is None
        assert shown == {
            "fsync": "on",
            "synchronous_commit": "on",
            "full_page_writes": "on",
            "timezone": "UTC",
            "server_encoding": "UTF8",
        }
        assert sql(url, "SHOW listen_addresses") == ""
        migration = database(stack).migration
        assert sql(migration, "CREATE EXTENSION pg_trgm", "SELECT cardinality(show_trgm('äöü'))") == 4


def test_logins_are_bound_and_get_their_roles(folder: Path) -> None:
    with devstack(folder, nats=False) as stack:
        urls = database(stack)
        sql(urls.migration, "CREATE ROLE oneprotect_app", "CREATE ROLE oneprotect_background", "SELECT 1")
        grant_logins(stack)
        grant_logins(stack)
        for url, role in ((urls.app, "oneprotect_app"), (urls.background, "oneprotect_background")):
            assert sql(url, f"SELECT pg_has_role('{role}', 'USAGE')") is True
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                sql(url, "CREATE TABLE mine ()", "SELECT 1")
        for url in (urls.migration, urls.app, urls.background):
            assert sql(url, "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user") is False
        with pytest.raises(asyncpg.InvalidPasswordError):
            sql(urls.app.replace(":", ":x", 2).replace(":x//", "://"), "SELECT 1")


def test_two_homes_do_not_meet(folder: Path) -> None:
    with devstack(folder / "a") as a, devstack(folder / "b") as b:
        sql(database(a).migration, "CREATE TABLE only_a ()", "SELECT 1")
        publish(a, "only a")
        assert sql(database(b).migration, "SELECT to_regclass('only_a')::text") is None
        assert publish(b) == []
        values = [{*stack.environment().values()} for stack in (a, b)]
        assert not values[0] & values[1]


def test_a_home_in_use_is_refused(folder: Path) -> None:
    with devstack(folder, postgres=False) as stack:
        refusal = f"in use by process {os.getpid()}.*ONEPROTECT_HOME"
        with pytest.raises(StackError, match=refusal), devstack(folder, postgres=False):
            pass
        assert publish(stack) == []


def test_everything_in_the_home_is_private(folder: Path) -> None:
    home = folder / "home"
    with devstack(home):
        assert home.stat().st_mode & 0o767 == 0o700
        files = [path for path in (*home.glob("*"), home / "nats" / "server.conf") if path.is_file()]
        assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
        assert {path.stat().st_mode & 0o777 for path in home.glob("postgres/*")} == {0o700}


def test_a_taken_port_is_replaced(folder: Path) -> None:
    with devstack(folder / "a", postgres=False):
        state = json.loads((folder / "a" / "state.json").read_text())
        (folder / "b").mkdir(mode=0o700)
        (folder / "b" / "state.json").write_text(json.dumps({"nats_port": state["nats_port"]}))
        with devstack(folder / "b", postgres=False) as other:
            assert publish(other, "mine") == ["mine"]
            assert state["nats_port"] not in str(other.environment())


def test_a_port_that_is_lost_while_the_server_starts_is_replaced(folder: Path) -> None:
    home = folder / "b"
    home.mkdir(mode=0o700)
    with devstack(folder / "a", postgres=False):
        taken = json.loads((folder / "a" / "state.json").read_text())["nats_port"]
        state = {"nats_name": "late", "nats_password": "secret"}
        lock = os.open(home / "lock", os.O_CREAT)
        child = embedded_nats.prepare(home, state, lock)
        configuration = home / "nats" / "server.conf"
        configuration.write_text(configuration.read_text().replace(state["nats_port"], taken))
        state["nats_port"] = taken
        child.start()
        child = embedded_nats.settle(home, child, state, lock)
        child.stop()
        os.close(lock)
    assert state["nats_port"] != taken


def test_a_long_path_gets_a_short_socket(folder: Path) -> None:
    home = folder / ("long-" * 15) / "with space, \"quotes\" and 'ü'"
    with devstack(home) as stack:
        assert sql(database(stack).app, "SELECT 1") == 1
        before = stack.environment()
    with devstack(home) as stack:
        assert stack.environment() == before
    Path(json.loads((home / "state.json").read_text())["socket_folder"]).rmdir()


def test_a_killed_parent_takes_all_with_it_and_the_next_start_works(folder: Path) -> None:
    with devstack(folder) as stack:
        sql(database(stack).migration, "CREATE TABLE kept AS SELECT 42 AS answer", "SELECT 1")
    with spawned(folder) as (parent, pids):
        parent.kill()
    # At once, while they are still stopping: the start waits for them.
    with devstack(folder) as stack:
        assert not any(runs(pid) for pid in pids)
        assert sql(database(stack).migration, "SELECT answer FROM kept") == 42
    assert "database system was shut down at" in (folder / "postgres.log").read_text()


def test_an_interrupt_stops_all(folder: Path) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        with spawned(folder) as (parent, pids):
            parent.send_signal(number)
            assert parent.wait(10) == 0
            await_gone(pids)


def test_killed_servers_come_back_with_their_data(folder: Path) -> None:
    with spawned(folder) as (parent, (nats_pid, postgres_pid, sleeper)):
        url = addresses(folder)["ONEPROTECT_MIGRATION_DATABASE_URL"]
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
            assert time.monotonic() < deadline, "Postgres did not come back"
            time.sleep(0.1)


def test_stale_files_with_a_reused_process_id_are_seen_through(folder: Path) -> None:
    with devstack(folder, nats=False) as stack:
        sql(database(stack).migration, "CREATE TABLE kept AS SELECT 42 AS answer", "SELECT 1")
        data = folder / "postgres" / "data"
        # As a crash of the whole machine leaves it: the process id now belongs to someone who lives (us).
        stale = (data / "postmaster.pid").read_text().split("\n")
        stale[0] = str(os.getppid())
        socket = Path(json.loads((folder / "state.json").read_text())["socket_folder"])
    for text in ("\n".join(stale), ""):
        (data / "postmaster.pid").write_text(text)
        (socket / embedded_postgres.SOCKET).touch()
        (socket / (embedded_postgres.SOCKET + ".lock")).write_text(text)
        (folder / "lock").write_text(str(os.getppid()))
        with devstack(folder, nats=False) as stack:
            assert sql(database(stack).migration, "SELECT answer FROM kept") == 42


def test_an_interrupted_first_start_is_begun_again(folder: Path) -> None:
    (folder / "postgres" / "new").mkdir(parents=True, mode=0o700)
    (folder / "postgres" / "new" / "PG_VERSION").write_text("18\n")
    with devstack(folder, nats=False) as stack:
        assert sql(database(stack).app, "SELECT 1") == 1


def test_a_start_that_fails_says_why_and_leaves_nothing(folder: Path) -> None:
    with devstack(folder) as stack:
        pids = [child.pid for child in stack.children]
    (folder / "postgres" / "data" / "PG_VERSION").write_text("9\n")
    with pytest.raises(StackError, match=r"(?s)not compatible.*ONEPROTECT_DATABASE_URL"), devstack(folder):
        pass
    await_gone(pids)
    assert "Server Exiting" in (folder / "nats.log").read_text()
