"""A real Chromium, found or asked for, and a page of it that reaches nothing but the server under test."""

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
    """$ONEPROTECT_BROWSER, else Playwright's own, else the system's."""
    own = chromium.executable_path
    candidates = (
        os.environ.get("ONEPROTECT_BROWSER"),
        own if Path(own).exists() else None,
        *map(shutil.which, SYSTEM),
    )
    found = next(filter(None, candidates), None)
    if found is None:
        pytest.fail(
            "There is no Chromium: `apt-get install chromium`, or `playwright install chromium`, or name one in "
            "ONEPROTECT_BROWSER."
        )
    return found


@dataclass
class Watched:
    """A page, and what went wrong or elsewhere on it."""

    page: Page
    origin: str
    elsewhere: list[str] = field(default_factory=list)
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
            "event => console.error('refused by the policy: ' + event.violatedDirective + ' ' + event.blockedURI))"
        )

    def _note_failure(self, request: Request) -> None:
        # A page that is left, or a filter that moves on, takes its questions back.
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(f"{request.failure} {request.url}")

    async def _let_through(self, route: Route, request: Request) -> None:
        if request.url.startswith(self.origin + "/"):
            await route.continue_()
        else:
            self.elsewhere.append(request.url)
            await route.abort()

    def assert_quiet(self, *expected: str) -> None:
        """Hold that nothing went wrong but answers of these statuses, which the browser itself reports as errors."""
        failed = [entry for entry in self.failed if not entry.startswith(expected or ("-",))]
        errors = [entry for entry in self.errors if not any(f"status of {status}" in entry for status in expected)]
        assert (self.elsewhere, failed, errors) == ([], [], [])


@asynccontextmanager
async def watched(browser: Browser, origin: str, scheme: str = "light") -> AsyncIterator[Watched]:
    context = await browser.new_context(
        color_scheme=scheme, viewport={"width": 1360, "height": 900}, reduced_motion="reduce"
    )
    try:
        page = Watched(await context.new_page(), origin)
        await page.begin()
        yield page
    finally:
        await context.close()
