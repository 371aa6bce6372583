"""Databases for single tests and single files."""

from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from handlers.database.migrate import migrate
from tests.databases import Urls, temporary_database


@pytest.fixture
async def empty(database: Any) -> AsyncIterator[Urls]:
    """An empty database for one test."""
    async with temporary_database(database) as urls:
        yield urls


@pytest.fixture(scope="module")
async def migrated(database: Any) -> AsyncIterator[Urls]:
    """A migrated database for the tests of one file; no relay publishes its events."""
    async with temporary_database(database) as urls:
        await migrate(urls.migration)
        yield urls


@pytest.fixture(scope="module")
async def owner(database: Any) -> AsyncIterator[asyncpg.Connection]:
    """A connection of the role that owns the tables."""
    connection = await asyncpg.connect(database.migration)
    yield connection
    await connection.close()
