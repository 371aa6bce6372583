"""A real Chromium, and pages in it that reach only the server under test."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserType, Page, Request, Route

SYSTEM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run"),
)


def executable(chromium: BrowserType) -> str:
    """Return $ONEPROTECT_BROWSER, or else Playwright's Chromium, or else the system's."""
    own = chromium.executable_path
    candidates = (
        os.environ.get("ONEPROTECT_BROWSER"),
        own if Path(own).exists() else None,
        *map(shutil.which, SYSTEM),
    )
    path = next(filter(None, candidates), None)
    if path is None:
        pytest.fail(
            "No Chromium is installed: run `apt-get install chromium` or `playwright install chromium`, or set "
            "ONEPROTECT_BROWSER to one."
        )
    return path


@dataclass
class Watched:
    """A page with the requests and errors that `assert_quiet` does not expect."""

    page: Page
    origin: str
    blocked: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    async def begin(self) -> None:
        await self.page.context.route("**/*", self._let_through)
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
        # Pages cancel requests that they no longer need, for example when the user navigates.
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(f"{request.failure} {request.url}")

    async def _let_through(self, route: Route, request: Request) -> None:
        if request.url.startswith(self.origin + "/"):
            await route.continue_()
        else:
            self.blocked.append(request.url)
            await route.abort()

    def assert_quiet(self, *expected: str) -> None:
        """Assert that no other server was called and nothing failed, except for responses with these statuses.

        The browser reports those as errors, too.
        """
        failed = [entry for entry in self.failed if not entry.startswith(expected or ("-",))]
        errors = [entry for entry in self.errors if not any(f"status of {status}" in entry for status in expected)]
        assert (self.blocked, failed, errors) == ([], [], [])


@asynccontextmanager
async def watched(browser: Browser, origin: str, scheme: str = "light") -> AsyncIterator[Watched]:
    """Open a page in a new browser context, in a light or dark color scheme."""
    context = await browser.new_context(
        color_scheme=scheme, viewport={"width": 1360, "height": 900}, reduced_motion="reduce"
    )
    try:
        page = Watched(await context.new_page(), origin)
        await page.begin()
        yield page
    finally:
        await context.close()
