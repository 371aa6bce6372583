"""The browser of the tests of pages."""

from typing import Any

import pytest
from playwright.async_api import BrowserType

from tests.browser import FLAGS, executable


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type: BrowserType) -> dict[str, Any]:
    """Tell pytest-playwright which browser to start; only a conftest overrides that plugin's own fixture."""
    return {"executable_path": executable(browser_type), "args": list(FLAGS)}
