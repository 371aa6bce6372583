"""A running product for the tests, one for each worker: Postgres, NATS, and the processes that `oneprotect` starts."""

import asyncio
import os
import secrets
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest

from handlers.database.migrate import migrate
from handlers.local.servers import EmbeddedServers, embedded_servers, grant_roles
from handlers.local.supervision import Child
from handlers.runtime.identity import actors, keys, tokens

pytest_plugins = ["tests.exchanges", "tests.stream", "tests.deliveries"]
ISSUER, AUDIENCE = "urn:oneprotect:local", "oneprotect-ticketing"


@dataclass(frozen=True)
class Database:
    """The URLs of the migrated database, by login."""

    app: str
    migration: str
    background: str
    superuser: str


@dataclass(frozen=True)
class Product:
    """The running product, and clients for it."""

    home: Path
    url: str
    database: Database
    nats_url: str
    api: Child
    relay: Child
    worker: Child

    def token(
        self, role: str | list[str], tenant: str, subject: str | None = None, sources: list[str] | None = None
    ) -> str:
        roles = [role] if isinstance(role, str) else role
        return tokens.sign_token(
            keys.signing_key(self.home),
            issuer=ISSUER,
            audience=AUDIENCE,
            tenant=tenant,
            subject=subject or "-".join(roles),
            roles=roles,
            lifetime=timedelta(hours=1),
            sources=sources,
        )

    def client(self, role: str | list[str], tenant: str, subject: str | None = None) -> httpx.Client:
        return httpx.Client(
            base_url=self.url + "/api/v1",
            headers={"Authorization": f"Bearer {self.token(role, tenant, subject)}"},
            timeout=30,
            trust_env=False,
        )

    def console(self, identity: str | None = None, *, at: str | None = None) -> httpx.Client:
        """Return a client that sends what the console sends: signed in as a demo identity, or not yet signed in.

        Each client has a local address of its own, so that they do not share a rate limit.
        """
        address = f"127.{secrets.randbelow(255)}.{secrets.randbelow(255)}.{secrets.randbelow(253) + 2}"
        client = httpx.Client(
            base_url=(at or self.url) + "/api/v1",
            headers={"Origin": at or self.url},
            timeout=30,
            transport=httpx.HTTPTransport(local_address=address),
        )
        if identity is not None:
            session = httpx.post(
                f"{self.url}/api/v1/session", json={"identity": identity}, headers={"Origin": self.url}, trust_env=False
            )
            assert session.status_code == 201, session.text
            client.headers["Cookie"] = session.headers["Set-Cookie"].partition(";")[0]
            client.headers["X-CSRF-Token"] = session.json()["csrf_token"]
        return client


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_ready(url: str) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            if httpx.get(url + "/readyz", trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.05)
    raise TimeoutError(f"{url} did not become ready")


@pytest.fixture(scope="session")
def home() -> Iterator[Path]:
    """A state folder below one that other accounts can traverse, unlike pytest's own (see tests/local/conftest.py)."""
    with tempfile.TemporaryDirectory(prefix="oneprotect-test-") as name:
        Path(name).chmod(0o711)
        yield Path(name) / "home"


@pytest.fixture(scope="session")
def stack(home: Path) -> Iterator[EmbeddedServers]:
    """Embedded Postgres with a migrated database, and embedded NATS."""
    with running_stack(home) as running:
        yield running


@contextmanager
def running_stack(home: Path) -> Iterator[EmbeddedServers]:
    """Run embedded Postgres with a migrated database, and embedded NATS, until the block ends."""
    with embedded_servers(home) as running:
        assert running.postgres is not None
        asyncio.run(migrate(running.postgres.migration))
        grant_roles(running)
        yield running


@pytest.fixture(scope="session")
def database(stack: EmbeddedServers) -> Database:
    assert stack.postgres is not None
    urls = stack.postgres
    return Database(urls.app, urls.migration, urls.background, urls.superuser)


@pytest.fixture(scope="session")
def product(stack: EmbeddedServers) -> Iterator[Product]:
    """API, relay and worker on the embedded servers."""
    with running_product(stack, ONEPROTECT_ACK_WAIT_SECONDS="5") as running:
        yield running


@contextmanager
def running_product(stack: EmbeddedServers, **settings: str) -> Iterator[Product]:
    """Run API, relay and worker on the embedded servers until the block ends."""
    assert stack.postgres is not None
    assert stack.nats is not None
    urls = stack.postgres
    port = free_port()
    environment = {
        **os.environ,
        "ONEPROTECT_PORT": str(port),
        "ONEPROTECT_PROVISION_TENANTS": "true",
        "ONEPROTECT_DEMO_SIGN_IN": "true",
        "PYTHONPATH": os.fspath(Path(__file__).parent.parent),
        **settings,
    }
    children = [
        stack.child(name, [sys.executable, "-m", "handlers.cli", name], environment)
        for name in ("api", "relay", "worker")
    ]
    for child in children:
        child.output = stack.home / f"{child.name}.log"
    try:
        for child in children:
            child.start()
        url = f"http://127.0.0.1:{port}"
        await_ready(url)
        database = Database(urls.app, urls.migration, urls.background, urls.superuser)
        yield Product(stack.home, url, database, stack.nats.url, *children)
    finally:
        for child in reversed(children):
            child.stop()


@pytest.fixture
def tenant() -> str:
    """The name of a new tenant."""
    return f"t-{uuid4().hex[:16]}"


@pytest.fixture
def tenant_id(tenant: str) -> UUID:
    return actors.tenant_id_of(tenant)


@pytest.fixture
def analyst(product: Product, tenant: str) -> Iterator[httpx.Client]:
    with product.client("analyst", tenant) as client:
        yield client


@pytest.fixture
def admin(product: Product, tenant: str) -> Iterator[httpx.Client]:
    with product.client("admin", tenant) as client:
        yield client


@pytest.fixture
def ingest(product: Product, tenant: str) -> Iterator[httpx.Client]:
    with product.client("ingest", tenant) as client:
        yield client


@pytest.fixture
def eventually() -> Callable[..., None]:
    """Return a function that waits until a condition holds, for at most 60 s."""

    def wait(condition: Callable[[], bool], pause: float = 0.05) -> None:
        end = time.monotonic() + 60
        while not condition():
            assert time.monotonic() < end, "the condition did not hold within 60 s"
            time.sleep(pause)

    return wait
