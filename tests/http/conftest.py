"""A rich tenant, and an API process whose limits are easily reached."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from handlers.local.servers import EmbeddedServers
from tests.deliveries import delivered, publisher
from tests.http.world import World
from tests.product import Product, await_ready, free_port


@pytest.fixture(scope="module")
def world(product: Product) -> Iterator[World]:
    """A tenant with two of everything, shared by the tests of a file."""
    made = World(product, f"w-{uuid4().hex[:12]}", delivered(publisher(product.nats_url))).build()
    yield made
    for client in made.clients.values():
        client.close()


@contextmanager
def another_api(product: Product, stack: EmbeddedServers, name: str, **settings: str) -> Iterator[Product]:
    """The same product by another API process with settings of its own."""
    port = free_port()
    environment = {
        **os.environ,
        "ONEPROTECT_PORT": str(port),
        "ONEPROTECT_PROVISION_TENANTS": "true",
        "PYTHONPATH": os.fspath(Path(__file__).parent.parent.parent),
        **settings,
    }
    child = stack.child(name, [sys.executable, "-m", "handlers.cli", "api"], environment)
    child.output = stack.home / f"{name}.log"
    child.start()
    url = f"http://127.0.0.1:{port}"
    try:
        await_ready(url)
        yield Product(product.home, url, product.database, product.nats_url, child, product.relay, product.worker)
    finally:
        child.stop()


@pytest.fixture(scope="session")
def strict(product: Product, stack: EmbeddedServers) -> Iterator[Product]:
    """One request an hour, and statements of 0.2 s at most."""
    limits = {"ONEPROTECT_RATE_LIMIT": "1/hour", "ONEPROTECT_STATEMENT_TIMEOUT_MS": "200"}
    with another_api(product, stack, "strict-api", ONEPROTECT_DEMO_SIGN_IN="true", **limits) as running:
        yield running


@pytest.fixture(scope="session")
def without_demo(product: Product, stack: EmbeddedServers) -> Iterator[Product]:
    """As a deployment is: nobody is let in without an identity provider, and another secret vouches for sessions."""
    with another_api(product, stack, "api-without-demo", ONEPROTECT_SESSION_KEY="k" * 32) as running:
        yield running
