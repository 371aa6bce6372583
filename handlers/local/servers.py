"""Embedded Postgres and NATS for a machine that has neither, with all their state in one folder."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from handlers.local import nats_server, postgres_server
from handlers.local.state_folder import load, locked, save
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
class PostgresServer:
    """The process id of embedded Postgres, and its URL for each login; `superuser` is for provisioning and tests."""

    app: str = field(repr=False)
    migration: str = field(repr=False)
    background: str = field(repr=False)
    superuser: str = field(repr=False)
    pid: int


@dataclass(frozen=True, slots=True)
class NatsServer:
    """The process id of embedded NATS, and its URL with credentials."""

    url: str = field(repr=False)
    pid: int


@dataclass(frozen=True, slots=True)
class EmbeddedServers:
    """Running servers. Pass `children` to a `Supervisor`, which restarts them; process ids are of the first start."""

    home: Path
    postgres: PostgresServer | None
    nats: NatsServer | None
    children: tuple[Child, ...]
    lock: int

    def environment(self) -> dict[str, str]:
        """Return the ONEPROTECT_* settings with which our processes use these servers."""
        settings = {"ONEPROTECT_HOME": str(self.home)}
        if self.postgres:
            settings["ONEPROTECT_DATABASE_URL"] = self.postgres.app
            settings["ONEPROTECT_MIGRATION_DATABASE_URL"] = self.postgres.migration
            settings["ONEPROTECT_BACKGROUND_DATABASE_URL"] = self.postgres.background
        if self.nats:
            settings["ONEPROTECT_NATS_URL"] = self.nats.url
        return settings

    def save_addresses(self, settings: Mapping[str, str]) -> None:
        """Save more settings for commands in other terminals, in addition to `environment` (see `read_addresses`)."""
        save(self.home / ADDRESSES, {**self.environment(), **settings})

    def child(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> Child:
        """Return a process, not started yet, that uses these servers and, while it lives, holds the folder's lock."""
        return Child(name, command, environment={**environment, **self.environment()}, inherit=(self.lock,))


@contextmanager
def embedded_servers(home: Path, *, postgres: bool = True, nats: bool = True) -> Iterator[EmbeddedServers]:
    """Run the servers until the block ends; the data stays in ``home`` for the next run.

    In the main thread only. Raises `EmbeddedServerError` if the folder is in use, if there is no user to run Postgres
    as, or if a server does not start. The kernel stops the servers when this process dies, in whatever way.
    """
    home = home.resolve()
    with locked(home) as lock:
        state = {name: secrets.token_hex(20) for name in SECRETS} | load(home / "state.json")
        save(home / "state.json", state)
        children: list[Child] = []
        try:
            if nats:
                children.append(nats_server.start(home, state, lock))
            if postgres:
                children.append(postgres_server.start(home, state, lock))
                postgres_server.await_ready(home, children[-1])
                postgres_server.provision(state)
            if nats:
                children[0] = nats_server.await_ready(home, children[0], state, lock)
            save(home / "state.json", state)
            servers = _servers(home, state, {child.name: child for child in children}, lock)
            save(home / ADDRESSES, servers.environment())
            yield servers
        finally:
            (home / ADDRESSES).unlink(missing_ok=True)
            for child in reversed(children):
                child.stop()


def _servers(home: Path, state: dict[str, str], children: dict[str, Child], lock: int) -> EmbeddedServers:
    postgres = nats = None
    if "postgres" in children:
        app, migration, background, superuser = (
            postgres_server.url(state, login) for login in ("app", "owner", "background", "postgres")
        )
        postgres = PostgresServer(app, migration, background, superuser, children["postgres"].pid)
    if "nats" in children:
        nats = NatsServer(nats_server.url(state), children["nats"].pid)
    return EmbeddedServers(home, postgres, nats, tuple(children.values()), lock)


def grant_roles(servers: EmbeddedServers) -> None:
    """Grant the roles that the migrations create to the logins of embedded Postgres; call it after `migrate`."""
    postgres_server.execute(load(servers.home / "state.json"), "postgres", postgres_server.GRANTS)


def read_addresses(home: Path) -> dict[str, str]:
    """Return the ONEPROTECT_* settings of the servers that run on this folder now; empty if none do."""
    return load(home.resolve() / ADDRESSES)
