"""The embedded default: Postgres and NATS for a machine that has neither, with all their state in one folder."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from handlers.local import nats as embedded_nats
from handlers.local import postgres as embedded_postgres
from handlers.local.state_folder import claimed, load, save
from handlers.local.supervision import Child

ADDRESSES = "addresses.json"
SECRETS = (
    "postgres_password",
    "owner_password",
    "app_password",
    "background_password",
    "nats_password",
    "nats_name",
)


@dataclass(frozen=True, slots=True)
class Database:
    """The URLs of the embedded database, one a login. `superuser` is for provisioning and tests."""

    app: str = field(repr=False)
    migration: str = field(repr=False)
    background: str = field(repr=False)
    superuser: str = field(repr=False)
    pid: int


@dataclass(frozen=True, slots=True)
class Bus:
    """The URL of the embedded NATS, with its credentials."""

    url: str = field(repr=False)
    pid: int


@dataclass(frozen=True, slots=True)
class Stack:
    """What runs: `children` are for a `Supervisor`, which restarts them; process ids are those of the first start."""

    home: Path
    database: Database | None
    bus: Bus | None
    children: tuple[Child, ...]
    lock: int

    def environment(self) -> dict[str, str]:
        """The ONEPROTECT_* settings that lead a process of ours here."""
        settings = {"ONEPROTECT_HOME": str(self.home)}
        if self.database:
            settings["ONEPROTECT_DATABASE_URL"] = self.database.app
            settings["ONEPROTECT_MIGRATION_DATABASE_URL"] = self.database.migration
            settings["ONEPROTECT_BACKGROUND_DATABASE_URL"] = self.database.background
        if self.bus:
            settings["ONEPROTECT_NATS_URL"] = self.bus.url
        return settings

    def announce(self, settings: Mapping[str, str]) -> None:
        """Tell commands in other terminals of more than what leads a process of ours here."""
        save(self.home / ADDRESSES, {**self.environment(), **settings})

    def child(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> Child:
        """A process of ours (not started yet) that is led here and keeps the folder taken as long as it lives."""
        return Child(name, command, environment={**environment, **self.environment()}, inherit=(self.lock,))


@contextmanager
def devstack(home: Path, *, postgres: bool = True, nats: bool = True) -> Iterator[Stack]:
    """Run what is asked for until the block ends; the next run on the same folder finds all data again.

    Main thread only. Raises `StackError` with a message for the operator: folder in use, no user to run Postgres as,
    a server that did not start. When this process dies, however, the kernel stops the servers.
    """
    home = home.resolve()
    with claimed(home) as lock:
        state = {name: secrets.token_hex(20) for name in SECRETS} | load(home / "state.json")
        save(home / "state.json", state)
        children: list[Child] = []
        try:
            if nats:
                children.append(embedded_nats.start(home, state, lock))
            if postgres:
                children.append(embedded_postgres.start(home, state, lock))
                embedded_postgres.await_ready(home, children[-1])
                embedded_postgres.provision(state)
            if nats:
                children[0] = embedded_nats.settle(home, children[0], state, lock)
            save(home / "state.json", state)
            stack = _stack(home, state, {child.name: child for child in children}, lock)
            save(home / ADDRESSES, stack.environment())
            yield stack
        finally:
            (home / ADDRESSES).unlink(missing_ok=True)
            for child in reversed(children):
                child.stop()


def _stack(home: Path, state: dict[str, str], children: dict[str, Child], lock: int) -> Stack:
    database = bus = None
    if "postgres" in children:
        app, migration, background, superuser = (
            embedded_postgres.url(state, login) for login in ("app", "owner", "background", "postgres")
        )
        database = Database(app, migration, background, superuser, children["postgres"].pid)
    if "nats" in children:
        bus = Bus(embedded_nats.url(state), children["nats"].pid)
    return Stack(home, database, bus, tuple(children.values()), lock)


def grant_logins(stack: Stack) -> None:
    """Give the embedded logins the roles that the first migration made; to be called after every `migrate`."""
    embedded_postgres.execute(load(stack.home / "state.json"), "postgres", embedded_postgres.GRANTS)


def addresses(home: Path) -> dict[str, str]:
    """The ONEPROTECT_* settings of what runs on this folder now, for a command in another terminal; else nothing."""
    return load(home.resolve() / ADDRESSES)
