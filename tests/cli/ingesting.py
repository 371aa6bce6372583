"""Running `oneprotect ingest` against a running product."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from uuid import uuid4

import pytest

from handlers.database.tenants import add_tenant
from tests.bench.eve import rows
from tests.product import Product

Ingest = Callable[..., subprocess.CompletedProcess[str]]
NO_ROWS = "0 created, 0 already present, 0 skipped, 0 rejected"


def command(product: Product, tenant: str, *arguments: str) -> list[str]:
    identity = [] if "--token-file" in arguments else ["--tenant", tenant]
    return [sys.executable, "-m", "handlers.cli", "ingest", "--url", product.url, *identity, *arguments]


def environment(product: Product) -> dict[str, str]:
    return {**os.environ, "ONEPROTECT_HOME": str(product.home), "COLUMNS": "200", "NO_PROXY": "*"}


@pytest.fixture
def tenant(product: Product) -> str:
    """The name of a new tenant that exists."""
    name = f"t-{uuid4().hex[:16]}"
    asyncio.run(add_tenant(product.database.migration, name))
    return name


@pytest.fixture
def run(product: Product, tenant: str) -> Ingest:
    """Runs the command and returns its status and output."""

    def ingest(*arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(product, tenant, *arguments),
            env=environment(product),
            input=text,
            stdin=None if text is not None else subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    return ingest


@pytest.fixture
def eve(tmp_path: Path) -> Path:
    """60 rows, of which about half are alerts."""
    file = tmp_path / "eve.json"
    file.write_text("".join(json.dumps(row) + "\n" for row in islice(rows(0.5), 60)))
    return file


def alerts_in(eve: Path) -> int:
    return sum('"event_type": "alert"' in line for line in eve.read_text().splitlines())
