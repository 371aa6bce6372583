"""Signing in and out, and what happens to drafts when a session ends."""

from datetime import datetime
from typing import Any

import httpx
import pytest
from playwright.async_api import expect

from tests.console.conftest import OpenConsole, create_ticket, read

NAMES = {
    "admin": "Administrator Full access",
    "analyst": "Analyst Triage alerts",
    "auditor": "Auditor Read-only",
    "second-tenant-analyst": "Analyst in another tenant",
}


@pytest.mark.parametrize("identity", NAMES)
async def test_demo_identity_signs_in_and_out(open_console: OpenConsole, identity: str):
    console = await open_console(None)
    await console.open("/tickets/")
    await console.page.get_by_role("button", name=NAMES[identity]).click()
    await expect(console.page.get_by_role("heading", name="Tickets", level=1)).to_be_visible()
    assert await console.page.evaluate("document.cookie") == ""
    stored = await console.page.evaluate("({...localStorage, ...sessionStorage})")
    assert stored.keys() == {"oneprotect:signed-in"}
    assert datetime.fromisoformat(stored["oneprotect:signed-in"]), "no token, no cookie"
    await (
        console.page.get_by_role("banner")
        .get_by_role("button", name="analyst" if "analyst" in identity else identity)
        .click()
    )
    await console.page.get_by_role("button", name="Sign out").click()
    await expect(console.page.get_by_text("Sign in as")).to_be_visible()
    await console.open("/tickets/")
    await expect(console.page.get_by_text("Sign in as")).to_be_visible()
    console.log.assert_quiet()


async def test_link_is_followed_after_the_sign_in(open_console: OpenConsole, api: httpx.Client, marker: str):
    ticket = create_ticket(api, f"A link {marker}")
    console = await open_console(None)
    await console.open(f"/tickets/?id={ticket['id']}")
    await console.page.get_by_role("button", name=NAMES["analyst"]).click()
    await expect(console.page.get_by_role("heading", name=f"A link {marker}")).to_be_visible()
    console.log.assert_quiet()


async def test_another_tenant_sees_nothing(open_console: OpenConsole, api: httpx.Client, marker: str):
    ticket = create_ticket(api, f"Ours {marker}")
    console = await open_console("second-tenant-analyst")
    await console.open(f"/tickets/?q={marker}")
    await expect(console.page.get_by_role("heading", name="No tickets match these filters")).to_be_visible()
    await console.open(f"/tickets/?id={ticket['id']}")
    await expect(console.page.get_by_role("heading", name="Ticket not found")).to_be_visible()
    console.log.assert_quiet("404")


async def test_draft_survives_the_end_of_the_session(open_console: OpenConsole, api: httpx.Client, marker: str):
    ticket = create_ticket(api, f"Draft {marker}")
    console = await open_console("analyst")
    await console.open(f"/tickets/?id={ticket['id']}")
    comment = console.page.get_by_label("New comment")
    await comment.fill(f"Written before the end {marker}")
    await console.page.context.clear_cookies()
    await console.page.get_by_role("button", name="Add internal comment").click()
    dialog = console.page.get_by_role("dialog", name="Your session has ended")
    await dialog.get_by_role("button", name=NAMES["analyst"]).click()
    await expect(dialog).to_have_count(0)
    await expect(comment).to_have_value(f"Written before the end {marker}")
    await console.page.get_by_role("button", name="Add internal comment").click()
    await expect(
        console.page.get_by_role("list", name="Comments").get_by_text(f"Written before the end {marker}")
    ).to_be_visible()
    console.log.assert_quiet("401")


async def test_next_user_sees_nothing_of_the_previous_one(open_console: OpenConsole, api: httpx.Client, marker: str):
    ticket = create_ticket(api, f"Left open {marker}")
    console = await open_console("analyst")
    await console.open(f"/tickets/?id={ticket['id']}")
    await expect(console.page.get_by_role("heading", name=f"Left open {marker}")).to_be_visible()
    await console.page.context.clear_cookies()
    await console.page.get_by_label("New comment").fill("x")
    await console.page.get_by_role("button", name="Add internal comment").click()
    dialog = console.page.get_by_role("dialog", name="Your session has ended")
    await dialog.get_by_role("button", name=NAMES["second-tenant-analyst"]).click()
    await expect(console.page.get_by_role("heading", name="Ticket not found")).to_be_visible()
    await expect(console.page.get_by_text(marker)).to_have_count(0)
    console.log.assert_quiet("401", "404")


@pytest.mark.parametrize(("identity", "is_written"), [("analyst", True), ("admin", False)])
async def test_sign_in_in_another_tab_never_writes_as_another_user(
    open_console: OpenConsole, api: httpx.Client, product: Any, marker: str, identity: str, is_written: bool
):
    ticket = create_ticket(api, f"Two tabs {marker}")
    console = await open_console("analyst")
    await console.open(f"/tickets/?id={ticket['id']}")
    comment = console.page.get_by_label("New comment")
    await comment.fill(f"From the first tab {marker}")
    with product.console(identity) as other:
        await console.use_session(other.headers["Cookie"])
    await console.page.get_by_role("button", name="Add internal comment").click()
    written = console.page.get_by_role("list", name="Comments").get_by_text(f"From the first tab {marker}")
    if is_written:
        await expect(written).to_be_visible()
    else:
        await expect(console.page.get_by_role("alert").filter(has_text="csrf-failed")).to_be_visible()
        await expect(comment).to_have_value(f"From the first tab {marker}")
    items = read(api, f"/tickets/{ticket['id']}/comments")["items"]
    assert [item["author"]["display_name"] for item in items] == (["analyst"] if is_written else [])
    console.log.assert_quiet("403")
