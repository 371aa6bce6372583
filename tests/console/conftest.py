"""Pages of the console on the running product, signed in as demo identities, and records to show on them."""

from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from handlers.sites import npm as site
from handlers.sites.builds import CONSOLE
from tests.browser import Watched, watched
from tests.product import Product

# Long enough for a busy machine; an expectation that is not met still fails.
expect.set_options(timeout=20_000)
VIEWPORT = {"width": 1360, "height": 900}


@pytest.fixture(scope="session")
def built() -> Path:
    """The console, built from the current sources."""
    return site.build(CONSOLE.folder, CONSOLE.inputs)


@dataclass
class ConsolePage:
    """A page of the console; ``log`` records what went wrong on it."""

    log: Watched
    base: str

    @property
    def page(self) -> Page:
        return self.log.page

    async def open(self, path: str = "/") -> None:
        """Go to a path of the console."""
        await self.page.goto(f"{self.base}/console{path}")

    async def use_session(self, cookie: str) -> None:
        """Replace the session cookie, as a sign-in in another tab does."""
        name, _, value = cookie.partition("=")
        attributes = {"url": f"{self.base}/api/v1", "httpOnly": True, "sameSite": "Strict"}
        await self.page.context.add_cookies([{"name": name, "value": value, **attributes}])

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            await self.page.keyboard.press(key)

    async def reset(self) -> None:
        """Remove what a test leaves on a page, in its context and in its log."""
        await self.page.unroute_all(behavior="ignoreErrors")
        await self.page.goto("about:blank")
        await self.page.context.clear_cookies()
        await self.page.set_viewport_size(VIEWPORT)
        await self.page.emulate_media(color_scheme="light")
        for entries in (self.log.elsewhere, self.log.failed, self.log.errors):
            entries.clear()


OpenConsole = Callable[..., Awaitable[ConsolePage]]


@dataclass
class PagePool:
    """Pages for the tests of a run: opening one costs more than most tests, so a page serves many of them."""

    browser: Browser
    product: Product
    stack: AsyncExitStack
    idle: dict[str, list[ConsolePage]] = field(default_factory=lambda: defaultdict(list))
    cookies: dict[str, str] = field(default_factory=dict)

    @asynccontextmanager
    async def page(self, identity: str | None, *, fresh: bool) -> AsyncIterator[ConsolePage]:
        """Lend a page that is signed in as a demo identity, or signed out."""
        if identity is None or fresh:
            async with watched(self.browser, self.product.url) as log:
                console = ConsolePage(log, self.product.url)
                if identity is not None:
                    await self._sign_in(console, identity)
                yield console
            return
        if self.idle[identity]:
            console = self.idle[identity].pop()
            await console.use_session(self._cookie(identity))
        else:
            log = await self.stack.enter_async_context(watched(self.browser, self.product.url))
            console = ConsolePage(log, self.product.url)
            await self._sign_in(console, identity)
        yield console
        await console.reset()
        self.idle[identity].append(console)

    async def _sign_in(self, console: ConsolePage, identity: str) -> None:
        await console.use_session(self._cookie(identity))
        await console.page.add_init_script("localStorage.setItem('oneprotect:signed-in', '')")

    def _cookie(self, identity: str) -> str:
        if identity not in self.cookies:
            with self.product.console(identity) as session:
                self.cookies[identity] = session.headers["Cookie"]
        return self.cookies[identity]


@pytest.fixture(scope="session")
async def pages(browser: Browser, product: Product, built: Path) -> AsyncIterator[PagePool]:
    del built
    async with AsyncExitStack() as stack:
        yield PagePool(browser, product, stack)


@pytest.fixture
async def open_console(pages: PagePool) -> AsyncIterator[OpenConsole]:
    """Return a function that opens a page as a demo identity, or signed out.

    With ``fresh`` the page has a browser context of its own: for tests that install a clock, go offline, listen to
    events of the page or look at its history.
    """
    async with AsyncExitStack() as stack:

        async def open_page(identity: str | None, *, fresh: bool = False) -> ConsolePage:
            return await stack.enter_async_context(pages.page(identity, fresh=fresh))

        yield open_page


@pytest.fixture
async def console(open_console: OpenConsole) -> AsyncIterator[ConsolePage]:
    """A page of the analyst. The test fails if anything goes wrong on it."""
    page = await open_console("analyst")
    yield page
    page.log.assert_quiet()


@pytest.fixture(scope="session")
def api(product: Product) -> Iterator[httpx.Client]:
    """An API client of the demo tenant with all permissions: what others do while a user works."""
    with product.client("admin", "demo") as client:
        yield client


@pytest.fixture
def marker() -> str:
    """A word that occurs in no record of another test."""
    return f"mark{uuid4().hex[:10]}"


def create_ticket(api: httpx.Client, title: str, **members: Any) -> dict[str, Any]:
    response = api.post("/tickets", json={"title": title, **members})
    assert response.status_code == 201, response.text
    return dict(response.json())


def create_alert(api: httpx.Client, title: str, **members: Any) -> dict[str, Any]:
    body = {
        "source": "suricata",
        "source_alert_id": uuid4().hex,
        "title": title,
        "severity": "high",
        "detected_at": "2026-01-02T03:04:05Z",
        "assets": [{"type": "ip_address", "value": "192.0.2.7"}],
        "raw": {"event_type": "alert", "src_ip": "192.0.2.7", "signature": title},
        **members,
    }
    response = api.post("/alerts", json=body)
    assert response.status_code == 201, response.text
    return dict(response.json())


def create_ticket_from(api: httpx.Client, alert: dict[str, Any]) -> dict[str, Any]:
    """Create the ticket of an alert."""
    response = api.post(f"/alerts/{alert['id']}/ticket", json={})
    assert response.status_code == 201, response.text
    return dict(response.json())


def update(api: httpx.Client, path: str, **patch: Any) -> dict[str, Any]:
    """Change a record as another user does."""
    response = api.patch(path, json=patch, headers={"If-Match": api.get(path).headers["ETag"]})
    assert response.status_code == 200, response.text
    return dict(response.json())


def read(api: httpx.Client, path: str, **params: Any) -> Any:
    """Return the response of the API, to compare it with what the page shows."""
    response = api.get(path, params=params)
    assert response.status_code == 200, response.text
    return response.json()
