"""A real Chromium, and pages of it that record errors and requests to other hosts than the server under test."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserType, Error, Page, Request

SYSTEM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run"),
    # Other hosts do not resolve. Intercepting requests instead would disable the HTTP cache and slow every page down.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

STOP_ASKING = "window.addEventListener('beforeunload', event => event.stopImmediatePropagation(), true)"


def executable(chromium: BrowserType) -> str:
    """Return the path of $ONEPROTECT_BROWSER, else of Playwright's browser, else of the system's."""
    own = chromium.executable_path
    candidates = (
        os.environ.get("ONEPROTECT_BROWSER"),
        own if Path(own).exists() else None,
        *map(shutil.which, SYSTEM),
    )
    path = next(filter(None, candidates), None)
    if path is None:
        pytest.fail(
            "Chromium is not installed: run `apt-get install chromium` or `playwright install chromium`, or set "
            "ONEPROTECT_BROWSER to its path."
        )
    return path


@dataclass
class Watched:
    """A page with its errors, failed requests and requests to other hosts."""

    page: Page
    origin: str
    elsewhere: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    async def begin(self) -> None:
        """Start recording."""
        self.page.on("request", self._note_other_host)
        self.page.on("requestfailed", self._note_failure)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console",
            lambda message: self.errors.append(message.text) if message.type in {"error", "warning"} else None,
        )
        self.page.on("response", lambda r: self.failed.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        await self.page.add_init_script(
            "document.addEventListener('securitypolicyviolation', "
            "event => console.error('blocked by the policy: ' + event.violatedDirective + ' ' + event.blockedURI))"
        )

    def _note_failure(self, request: Request) -> None:
        # Leaving a page or changing a filter aborts the requests in flight.
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(f"{request.failure} {request.url}")

    def _note_other_host(self, request: Request) -> None:
        if not request.url.startswith((self.origin + "/", "data:", "blob:", "about:")):
            self.elsewhere.append(request.url)

    def assert_quiet(self, *expected: str) -> None:
        """Assert that nothing went wrong but responses with the expected statuses, which browsers log as errors."""
        failed = [entry for entry in self.failed if not entry.startswith(expected or ("-",))]
        errors = [entry for entry in self.errors if not any(f"status of {status}" in entry for status in expected)]
        assert (self.elsewhere, failed, errors) == ([], [], [])


@asynccontextmanager
async def watched(browser: Browser, origin: str, scheme: str = "light") -> AsyncIterator[Watched]:
    """Open a page in a browser context of its own."""
    context = await browser.new_context(
        color_scheme=scheme, viewport={"width": 1360, "height": 900}, reduced_motion="reduce"
    )
    try:
        page = Watched(await context.new_page(), origin)
        await page.begin()
        yield page
    finally:
        # Chromium rarely hangs when it closes a page that asks before it is left, so the pages no longer ask.
        with suppress(TimeoutError):
            async with asyncio.timeout(20):
                for open_page in context.pages:
                    with suppress(Error):  # a page that is being left has no context to evaluate in
                        await open_page.evaluate(STOP_ASKING)
                await context.close()
