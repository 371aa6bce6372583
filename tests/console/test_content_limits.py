"""Long content, narrow windows and incomplete URLs."""

import asyncio
from typing import Any

import httpx
import pytest
from playwright.async_api import expect

from tests.console.conftest import ConsolePage, create_alert, create_ticket

LONG = "x" * 150
OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture
def long(api: httpx.Client, marker: str) -> tuple[str, str]:
    """The ids of a ticket and an alert with the longest words that the API accepts."""
    ticket = create_ticket(api, f"{LONG[:120]} {marker}", description=LONG * 10, tags=["y" * 62, "z" * 64, "w", "v"])
    path = f"/tickets/{ticket['id']}"
    link = {"target_type": "external_reference", "target": {"url": "https://tracker.example.com/" + "p" * 1900}}
    assert api.post(f"{path}/links", json=link).status_code == 201
    assert api.post(f"{path}/comments", json={"body": LONG * 10}).status_code == 201
    alert = create_alert(api, f"{LONG[:120]} {marker}", source="s" * 64, description=LONG * 10)
    return ticket["id"], alert["id"]


def create_ticket_from(api: httpx.Client, alert: str) -> str:
    return str(api.post(f"/alerts/{alert}/ticket").json()["id"])


async def test_long_content_fits_into_every_window_width(console: ConsolePage, long: tuple[str, str], marker: str):
    for path in (
        "/",
        f"/tickets/?q={marker}",
        f"/tickets/?id={long[0]}",
        f"/alerts/?q={marker}&id={long[1]}",
        "/audit/",
    ):
        await console.page.set_viewport_size({"width": 320, "height": 800})
        await console.open(path)
        await expect(console.page.get_by_role("heading", level=1).first).to_be_visible()
        await console.page.wait_for_load_state("networkidle")
        for width in (320, 400, 680, 1360):
            await console.page.set_viewport_size({"width": width, "height": 800})
            await assert_fits(console)


async def assert_fits(console: ConsolePage) -> None:
    """Assert that the page does not scroll sideways, for which charts may need a moment after a change of the width."""
    overflow = 0
    for _ in range(50):
        overflow = int(await console.page.evaluate(OVERFLOW))
        if overflow <= 0:
            return
        # The content security policy forbids what Playwright does to wait in the page.
        await asyncio.sleep(0.1)
    pytest.fail(f"{console.page.url} is {overflow} pixels too wide for {console.page.viewport_size}")


async def test_long_raw_event_is_truncated_until_expanded(console: ConsolePage, api: httpx.Client, marker: str):
    deep: Any = [0] * 5000
    for _ in range(50):
        deep = [deep]
    alert = create_alert(api, f"Deep {marker}", raw={"deep": deep, "last": "the end"})
    await console.open(f"/alerts/?id={alert['id']}")
    event = console.page.get_by_role("region", name="Raw event")
    await expect(event).to_contain_text('"deep"')
    await expect(event).not_to_contain_text("the end")
    await console.page.get_by_role("button", name="Show all").click()
    await expect(event).to_contain_text("the end")


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/tickets/?id=summary", "Ticket not found"),
        ("/tickets/?id=%00", "Ticket not found"),
        ("/alerts/?id=..%2Fme", "Alert not found"),
        ("/audit/?id=checkpoint", "Audit record not found"),
    ],
)
async def test_incomplete_url_shows_not_found_without_a_request(console: ConsolePage, path: str, heading: str):
    await console.open(path)
    await expect(console.page.get_by_role("heading", name=heading)).to_be_visible()


async def test_filter_by_an_unknown_user_stays_when_another_is_added(console: ConsolePage, api: httpx.Client):
    del api
    unknown = "0" * 8 + "-0000-5000-8000-" + "0" * 12
    await console.open(f"/tickets/?assignee_id={unknown}")
    await console.page.get_by_role("button", name="Assigned to: Unknown user").click()
    await expect(console.page.get_by_role("checkbox", name="Unknown user")).to_be_checked()
    await console.page.get_by_role("checkbox", name="Unassigned").check()
    await expect(console.page.get_by_role("button", name="Assigned to: Unassigned, Unknown user")).to_be_visible()
    assert f"assignee_id={unknown}" in console.page.url


async def test_ticket_shows_its_source_alert(console: ConsolePage, api: httpx.Client, marker: str):
    alert = create_alert(api, f"Source {marker}")
    ticket = create_ticket_from(api, alert["id"])
    await console.open(f"/tickets/?id={ticket}")
    region = console.page.get_by_role("region", name="Source alert")
    await expect(region.get_by_role("link", name=f"Source {marker}")).to_be_visible()
    await expect(region.get_by_role("list", name="Alert assets")).to_contain_text("192.0.2.7")
