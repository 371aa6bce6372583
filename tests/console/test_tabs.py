"""Several tabs, and the way back: nothing of one user is left for the next."""

from collections.abc import Callable
from typing import Any

import httpx
from playwright.async_api import Browser, BrowserType, expect

from tests.browser import FLAGS, executable
from tests.console.conftest import Desk, new_ticket


async def sign_out(desk: Desk, page: Any) -> None:
    await page.goto(f"{desk.base}/console/")
    await page.get_by_role("banner").get_by_role("button", name="analyst").click()
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_text("Sign in as")).to_be_visible()


async def signed_in(desk: Desk, path: str) -> None:
    """Sign in on the page itself, which then knows of it as a user's does."""
    await desk.open(path)
    await desk.page.get_by_role("button", name="Analyst Triages alerts").click()


async def test_a_sign_out_in_another_tab_takes_the_page_away(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    new_ticket(program, f"Left {mark}")
    desk: Desk = await sit_down(None)
    await signed_in(desk, f"/tickets/?q={mark}")
    await expect(desk.page.get_by_role("link", name=f"Left {mark}")).to_be_visible()
    await sign_out(desk, await desk.page.context.new_page())
    await expect(desk.page.get_by_text("Sign in as")).to_be_visible()
    await expect(desk.page.get_by_text(mark)).to_have_count(0)


async def test_a_draft_is_kept_from_who_signs_in_in_another_tab(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    ticket = new_ticket(program, f"Mine {mark}")
    desk: Desk = await sit_down(None)
    await signed_in(desk, f"/tickets/?id={ticket['id']}")
    await desk.page.get_by_label("New comment").fill("Half a comment")
    other = await desk.page.context.new_page()
    await sign_out(desk, other)
    await other.get_by_role("button", name="Auditor").click()
    dialog = desk.page.get_by_role("dialog", name="Somebody else has signed in")
    await expect(dialog).to_contain_text("What analyst has begun to write here is kept")
    await dialog.get_by_role("button", name="Analyst Triages alerts").click()
    await expect(dialog).to_have_count(0)
    await expect(desk.page.get_by_label("New comment")).to_have_value("Half a comment")
    await expect(desk.page.get_by_role("banner")).to_contain_text("analyst")


async def test_a_dialog_does_not_lie_over_the_sign_in(sit_down: Callable[..., Any], program: httpx.Client, mark: str):
    ticket = new_ticket(program, f"Over {mark}")
    desk: Desk = await sit_down("analyst")
    page = desk.page
    await desk.open(f"/tickets/?id={ticket['id']}")
    await page.get_by_role("combobox", name="Status").click()
    await page.get_by_role("option", name="Resolved").click()
    await page.get_by_role("textbox", name="Note").fill("A long note")
    await page.get_by_role("combobox", name="Reason").click()
    await page.get_by_role("option", name="Other").click()
    await page.context.clear_cookies()
    await page.get_by_role("button", name="Resolve", exact=True).click()
    sign_in = page.get_by_role("dialog", name="Your session has ended")
    await sign_in.get_by_role("button", name="Analyst Triages alerts").click()
    await expect(sign_in).to_have_count(0)
    await expect(page.get_by_role("textbox", name="Note")).to_have_value("A long note")
    # Escape closes it; what was written is there again.
    await desk.press("Escape")
    await page.get_by_role("combobox", name="Status").click()
    await page.get_by_role("option", name="Resolved").click()
    await expect(page.get_by_role("textbox", name="Note")).to_have_value("A long note")
    desk.seen.assert_quiet("401")


async def test_the_way_back_after_a_sign_out_shows_nothing(
    browser: Browser, browser_type: BrowserType, sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    del browser
    ticket = new_ticket(program, f"Behind {mark}")
    desk: Desk = await sit_down(None)
    # A browser that keeps pages whole for the way back, as users' do.
    keeping = await browser_type.launch(
        executable_path=executable(browser_type), args=FLAGS, ignore_default_args=["--disable-back-forward-cache"]
    )
    try:
        page = await keeping.new_page()
        await page.goto(f"{desk.base}/console/tickets/?id={ticket['id']}")
        await page.get_by_role("button", name="Analyst Triages alerts").click()
        await expect(page.get_by_role("heading", name=f"Behind {mark}")).to_be_visible()
        await page.get_by_role("banner").get_by_role("button", name="analyst").click()
        await page.get_by_role("button", name="Sign out").click()
        await expect(page.get_by_text("Sign in as")).to_be_visible()
        await page.go_back()
        await expect(page.get_by_text("Sign in as")).to_be_visible()
        assert mark not in await page.content()
    finally:
        await keeping.close()
