"""Several tabs and the back button: nothing of one user is left for the next."""

from typing import Any

import httpx
from playwright.async_api import Browser, BrowserType, expect

from tests.browser import FLAGS, executable
from tests.console.conftest import ConsolePage, OpenConsole, create_ticket


async def sign_out(console: ConsolePage, page: Any) -> None:
    await page.goto(f"{console.base}/console/")
    await page.get_by_role("banner").get_by_role("button", name="analyst").click()
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_text("Sign in as")).to_be_visible()


async def sign_in(console: ConsolePage, path: str) -> None:
    """Sign in through the page, so that its storage is as with a real user."""
    await console.open(path)
    await console.page.get_by_role("button", name="Analyst Triage alerts").click()


async def test_sign_out_in_another_tab_clears_the_page(open_console: OpenConsole, api: httpx.Client, marker: str):
    create_ticket(api, f"Left {marker}")
    console = await open_console(None)
    await sign_in(console, f"/tickets/?q={marker}")
    await expect(console.page.get_by_role("link", name=f"Left {marker}")).to_be_visible()
    await sign_out(console, await console.page.context.new_page())
    await expect(console.page.get_by_text("Sign in as")).to_be_visible()
    await expect(console.page.get_by_text(marker)).to_have_count(0)


async def test_draft_is_hidden_from_the_user_of_another_tab(open_console: OpenConsole, api: httpx.Client, marker: str):
    ticket = create_ticket(api, f"Mine {marker}")
    console = await open_console(None)
    await sign_in(console, f"/tickets/?id={ticket['id']}")
    await console.page.get_by_label("New comment").fill("Half a comment")
    other = await console.page.context.new_page()
    await sign_out(console, other)
    await other.get_by_role("button", name="Auditor").click()
    dialog = console.page.get_by_role("dialog", name="A different user has signed in")
    await expect(dialog).to_contain_text("Unsaved work by analyst is kept")
    await dialog.get_by_role("button", name="Analyst Triage alerts").click()
    await expect(dialog).to_have_count(0)
    await expect(console.page.get_by_label("New comment")).to_have_value("Half a comment")
    await expect(console.page.get_by_role("banner")).to_contain_text("analyst")


async def test_sign_in_covers_an_open_dialog(open_console: OpenConsole, api: httpx.Client, marker: str):
    ticket = create_ticket(api, f"Over {marker}")
    console = await open_console("analyst")
    page = console.page
    await console.open(f"/tickets/?id={ticket['id']}")
    await page.get_by_role("combobox", name="Status").click()
    await page.get_by_role("option", name="Resolved").click()
    await page.get_by_role("textbox", name="Note").fill("A long note")
    await page.get_by_role("combobox", name="Reason").click()
    await page.get_by_role("option", name="Other").click()
    await page.context.clear_cookies()
    await page.get_by_role("button", name="Resolve", exact=True).click()
    sign_in = page.get_by_role("dialog", name="Your session has ended")
    await sign_in.get_by_role("button", name="Analyst Triage alerts").click()
    await expect(sign_in).to_have_count(0)
    await expect(page.get_by_role("textbox", name="Note")).to_have_value("A long note")
    # Escape closes the dialog; its draft is kept.
    await console.press("Escape")
    await page.get_by_role("combobox", name="Status").click()
    await page.get_by_role("option", name="Resolved").click()
    await expect(page.get_by_role("textbox", name="Note")).to_have_value("A long note")
    console.log.assert_quiet("401")


async def test_back_button_after_a_sign_out_shows_nothing(
    browser: Browser, browser_type: BrowserType, open_console: OpenConsole, api: httpx.Client, marker: str
):
    del browser
    ticket = create_ticket(api, f"Behind {marker}")
    console = await open_console(None)
    # Playwright disables the back/forward cache by default.
    browser_with_cache = await browser_type.launch(
        executable_path=executable(browser_type), args=FLAGS, ignore_default_args=["--disable-back-forward-cache"]
    )
    try:
        page = await browser_with_cache.new_page()
        await page.goto(f"{console.base}/console/tickets/?id={ticket['id']}")
        await page.get_by_role("button", name="Analyst Triage alerts").click()
        await expect(page.get_by_role("heading", name=f"Behind {marker}")).to_be_visible()
        await page.get_by_role("banner").get_by_role("button", name="analyst").click()
        await page.get_by_role("button", name="Sign out").click()
        await expect(page.get_by_text("Sign in as")).to_be_visible()
        await page.go_back()
        await expect(page.get_by_text("Sign in as")).to_be_visible()
        assert marker not in await page.content()
    finally:
        await browser_with_cache.close()
