"""A rich tenant, and an API process whose limits are easily reached."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.conftest import Product, await_ready, free_port
from tests.deliveries import delivered, publisher
from tests.http.world import World


@pytest.fixture(scope="module")
def world(product: Product) -> Iterator[World]:
    """A tenant with two of everything, shared by the tests of a file."""
    made = World(product, f"w-{uuid4().hex[:12]}", delivered(publisher(product.nats_url))).build()
    yield made
    for client in made.clients.values():
        client.close()


@pytest.fixture(scope="session")
def strict(product: Product, stack) -> Iterator[Product]:
    """The same product by another API process: one request an hour, and statements of 0.2 s at most."""
    port = free_port()
    environment = {
        **os.environ,
        "ONEPROTECT_PORT": str(port),
        "ONEPROTECT_PROVISION_TENANTS": "true",
        "ONEPROTECT_RATE_LIMIT": "1/hour",
        "ONEPROTECT_STATEMENT_TIMEOUT_MS": "200",
        "PYTHONPATH": os.fspath(Path(__file__).parent.parent.parent),
    }
    child = stack.child("strict-api", [sys.executable, "-m", "handlers.processes.cli", "api"], environment)
    child.output = stack.home / "strict-api.log"
    child.start()
    url = f"http://127.0.0.1:{port}"
    try:
        await_ready(url)
        yield Product(product.home, url, product.database, product.nats_url, child, product.relay, product.worker)
    finally:
        child.stop()
