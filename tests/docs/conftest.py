"""Fixtures for tests of the documentation pages."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.async_api import Browser

from handlers.sites import npm
from handlers.sites.builds import DOCS
from tests.browser import Watched, watched

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def built() -> Path:
    """The script of /docs, built from the current sources."""
    return npm.build(DOCS.folder)


@pytest.fixture
async def visit(browser: Browser, product: Any, built: Path) -> AsyncIterator[Watched]:
    """A page of a browser that reaches only the product."""
    del built
    async with watched(browser, product.url) as page:
        yield page


@pytest.fixture(scope="session")
def openapi() -> dict[str, Any]:
    return json.loads((ROOT / "generated" / "served" / "openapi.json").read_text())


@pytest.fixture(scope="session")
def asyncapi() -> dict[str, Any]:
    return json.loads((ROOT / "generated" / "asyncapi.json").read_text())


PROBLEMS = yaml.safe_load((ROOT / "specs" / "problems.yaml").read_text())
