"""The test world, and API processes with settings of their own."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from handlers.local.stack import Stack
from tests.http.world import World, build_world
from tests.product import Product, await_ready, free_port


@pytest.fixture(scope="module")
def world(product: Product) -> Iterator[World]:
    """A tenant with two objects of every kind, shared by the tests of a file."""
    built = build_world(product, "w")
    yield built
    built.close()


API = [sys.executable, "-m", "handlers.cli", "api"]
# The same process, except that it waits 1 s for a body instead of 30.
IMPATIENT_API = """
import runpy, sys
from generated.runtime import parsing
parsing.BODY_SECONDS = 1
sys.argv[1:] = ["api"]
runpy.run_module("handlers.cli", run_name="__main__")
"""


@contextmanager
def another_api(
    product: Product, stack: Stack, name: str, command: Sequence[str] = API, **settings: str
) -> Iterator[Product]:
    """Run another API process with other settings on the same servers, and yield the product that it serves."""
    port = free_port()
    environment = {
        **os.environ,
        "ONEPROTECT_PORT": str(port),
        "ONEPROTECT_PROVISION_TENANTS": "true",
        "PYTHONPATH": os.fspath(Path(__file__).parent.parent.parent),
        **settings,
    }
    child = stack.child(name, command, environment)
    child.output = stack.home / f"{name}.log"
    child.start()
    url = f"http://127.0.0.1:{port}"
    try:
        await_ready(url)
        yield Product(product.home, url, product.database, product.nats_url, child, product.relay, product.worker)
    finally:
        child.stop()


@pytest.fixture(scope="session")
def strict(product: Product, stack: Stack) -> Iterator[Product]:
    """An API with low limits: one request an hour, 0.2 s for a statement, 1 s for a body."""
    limits = {"ONEPROTECT_RATE_LIMIT": "1/hour", "ONEPROTECT_STATEMENT_TIMEOUT_MS": "200"}
    command = [sys.executable, "-c", IMPATIENT_API]
    with another_api(product, stack, "strict-api", command, ONEPROTECT_DEMO_SIGN_IN="true", **limits) as running:
        yield running


@pytest.fixture(scope="session")
def without_demo(product: Product, stack: Stack) -> Iterator[Product]:
    """An API as it is deployed: without the demo identities, and with another key for its sessions."""
    with another_api(product, stack, "api-without-demo", ONEPROTECT_SESSION_KEY="k" * 32) as running:
        yield running
