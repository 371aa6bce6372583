"""How the tests use the filters of a list."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.async_api import Locator, expect

from tests.console.conftest import ConsolePage

PATHS = {"tickets": "/tickets/", "alerts": "/alerts/"}


def rows(console: ConsolePage) -> Locator:
    return console.page.locator("[data-row]")


def field(console: ConsolePage, label: str) -> Locator:
    return console.page.get_by_role("search").get_by_label(label, exact=True).first


def query(console: ConsolePage) -> dict[str, list[str]]:
    return parse_qs(urlsplit(console.page.url).query)


async def open_more(console: ConsolePage) -> None:
    await console.page.get_by_role("button", name=re.compile("^More filters")).click()
    await expect(field(console, "Asset")).to_be_visible()


def removals(console: ConsolePage) -> Locator:
    return console.page.get_by_role("list", name="Active filters").get_by_role("button")


async def assert_fits(console: ConsolePage) -> None:
    """Assert that the page does not scroll sideways, and that no control is outside of it."""
    overflow = await console.page.evaluate(
        """() => [...document.querySelectorAll('search, search :is(button, input, [class*=Pill-root])')]
            .filter(element => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 1)
            .map(element => element.outerHTML.slice(0, 200))"""
    )
    assert overflow == []
    assert await console.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
