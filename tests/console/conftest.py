"""People at the console: each in a browser of their own, signed in, on the running product."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
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

# A busy machine is waited for; what does not come fails all the same.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def built() -> Path:
    """The console, built from the sources as they are."""
    return site.build(CONSOLE.folder, CONSOLE.inputs)


@dataclass
class Desk:
    """Somebody at the console; ``seen`` tells what went wrong on the page."""

    seen: Watched
    base: str

    @property
    def page(self) -> Page:
        return self.seen.page

    async def open(self, path: str = "/") -> None:
        """Go to a page of the console."""
        await self.page.goto(f"{self.base}/console{path}")

    async def become(self, session: httpx.Client) -> None:
        """Take over a session's cookie, as a sign-in in another tab does."""
        name, _, value = session.headers["Cookie"].partition("=")
        cookie = {"name": name, "value": value, "url": f"{self.base}/api/v1", "httpOnly": True, "sameSite": "Strict"}
        await self.page.context.add_cookies([cookie])

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            await self.page.keyboard.press(key)


@pytest.fixture
async def sit_down(browser: Browser, product: Product, built: Path) -> AsyncIterator[Callable[..., Any]]:
    """Give what opens a browser as a demo identity, or as nobody yet."""
    del built
    async with AsyncExitStack() as stack:

        async def sit(identity: str | None) -> Desk:
            seen = await stack.enter_async_context(watched(browser, product.url))
            desk = Desk(seen, product.url)
            if identity is not None:
                with product.console(identity) as session:
                    await desk.become(session)
                await seen.page.add_init_script("localStorage.setItem('oneprotect:signed-in', '')")
            return desk

        yield sit


@pytest.fixture
async def analyst_desk(sit_down: Callable[..., Any]) -> AsyncIterator[Desk]:
    desk = await sit_down("analyst")
    yield desk
    desk.seen.assert_quiet()


@pytest.fixture
def program(product: Product) -> Any:
    """A program of the demo tenant that may do everything: what others do meanwhile."""
    with product.client("admin", "demo") as client:
        yield client


@pytest.fixture
def mark() -> str:
    """A word that is in no other test's tickets."""
    return f"mark{uuid4().hex[:10]}"


def new_ticket(program: httpx.Client, title: str, **members: Any) -> dict[str, Any]:
    answer = program.post("/tickets", json={"title": title, **members})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def new_alert(program: httpx.Client, title: str, **members: Any) -> dict[str, Any]:
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
    answer = program.post("/alerts", json=body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def changed(program: httpx.Client, path: str, **patch: Any) -> dict[str, Any]:
    """Change something as another program does."""
    answer = program.patch(path, json=patch, headers={"If-Match": program.get(path).headers["ETag"]})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def read(program: httpx.Client, path: str, **params: Any) -> Any:
    """Give what the API says, to hold against what the page shows."""
    answer = program.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()
