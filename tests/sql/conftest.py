"""Databases of a test's own, beside the run's."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from handlers.database.migrate import migrate
from tests.databases import Urls, made_beside


@pytest.fixture
async def empty(database: Any) -> AsyncIterator[Urls]:
    """An empty database for one test."""
    async with made_beside(database) as urls:
        yield urls


@pytest.fixture(scope="module")
async def migrated(database: Any) -> AsyncIterator[Urls]:
    """A migrated database for the tests of one file, whose events no relay publishes."""
    async with made_beside(database) as urls:
        await migrate(urls.migration)
        yield urls
