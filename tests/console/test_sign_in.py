"""Who may look at the console, and what becomes of the work when a session ends."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import httpx
import pytest
from playwright.async_api import expect

from tests.console.conftest import new_ticket, read

NAMES = {
    "admin": "Admin Runs the tenant",
    "analyst": "Analyst Triages alerts",
    "auditor": "Auditor Reads",
    "second-tenant-analyst": "Analyst of another tenant",
}


@pytest.mark.parametrize("identity", NAMES)
async def test_each_demo_identity_signs_in_and_out(sit_down: Callable[..., Any], identity: str):
    desk = await sit_down(None)
    await desk.open("/tickets/")
    await desk.page.get_by_role("button", name=NAMES[identity]).click()
    await expect(desk.page.get_by_role("heading", name="Tickets", level=1)).to_be_visible()
    assert await desk.page.evaluate("document.cookie") == ""
    kept = await desk.page.evaluate("({...localStorage, ...sessionStorage})")
    assert kept.keys() == {"oneprotect:signed-in"}
    assert datetime.fromisoformat(kept["oneprotect:signed-in"]), "no token, no cookie"
    await (
        desk.page.get_by_role("banner")
        .get_by_role("button", name="analyst" if "analyst" in identity else identity)
        .click()
    )
    await desk.page.get_by_role("button", name="Sign out").click()
    await expect(desk.page.get_by_text("Sign in as")).to_be_visible()
    await desk.open("/tickets/")
    await expect(desk.page.get_by_text("Sign in as")).to_be_visible()
    desk.seen.assert_quiet()


async def test_a_link_into_the_console_waits_for_the_sign_in(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    ticket = new_ticket(program, f"A link {mark}")
    desk = await sit_down(None)
    await desk.open(f"/tickets/?id={ticket['id']}")
    await desk.page.get_by_role("button", name=NAMES["analyst"]).click()
    await expect(desk.page.get_by_role("heading", name=f"A link {mark}")).to_be_visible()
    desk.seen.assert_quiet()


async def test_another_tenant_sees_nothing(sit_down: Callable[..., Any], program: httpx.Client, mark: str):
    ticket = new_ticket(program, f"Ours {mark}")
    desk = await sit_down("second-tenant-analyst")
    await desk.open(f"/tickets/?q={mark}")
    await expect(desk.page.get_by_role("heading", name="No ticket fits these filters")).to_be_visible()
    await desk.open(f"/tickets/?id={ticket['id']}")
    await expect(desk.page.get_by_role("heading", name="There is no such ticket")).to_be_visible()
    desk.seen.assert_quiet("404")


async def test_a_session_that_ends_takes_no_draft_with_it(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    ticket = new_ticket(program, f"Draft {mark}")
    desk = await sit_down("analyst")
    await desk.open(f"/tickets/?id={ticket['id']}")
    comment = desk.page.get_by_label("New comment")
    await comment.fill(f"Written before the end {mark}")
    await desk.page.context.clear_cookies()
    await desk.page.get_by_role("button", name="Comment internally").click()
    dialog = desk.page.get_by_role("dialog", name="Your session has ended")
    await dialog.get_by_role("button", name=NAMES["analyst"]).click()
    await expect(dialog).to_have_count(0)
    await expect(comment).to_have_value(f"Written before the end {mark}")
    await desk.page.get_by_role("button", name="Comment internally").click()
    await expect(
        desk.page.get_by_role("list", name="Comments").get_by_text(f"Written before the end {mark}")
    ).to_be_visible()
    desk.seen.assert_quiet("401")


async def test_whoever_comes_next_starts_with_nothing(sit_down: Callable[..., Any], program: httpx.Client, mark: str):
    ticket = new_ticket(program, f"Left open {mark}")
    desk = await sit_down("analyst")
    await desk.open(f"/tickets/?id={ticket['id']}")
    await expect(desk.page.get_by_role("heading", name=f"Left open {mark}")).to_be_visible()
    await desk.page.context.clear_cookies()
    await desk.page.get_by_label("New comment").fill("x")
    await desk.page.get_by_role("button", name="Comment internally").click()
    dialog = desk.page.get_by_role("dialog", name="Your session has ended")
    await dialog.get_by_role("button", name=NAMES["second-tenant-analyst"]).click()
    await expect(desk.page.get_by_role("heading", name="There is no such ticket")).to_be_visible()
    await expect(desk.page.get_by_text(mark)).to_have_count(0)
    desk.seen.assert_quiet("401", "404")


@pytest.mark.parametrize(("identity", "is_written"), [("analyst", True), ("admin", False)])
async def test_a_sign_in_in_another_tab_writes_nothing_in_another_name(
    sit_down: Callable[..., Any], program: httpx.Client, product: Any, mark: str, identity: str, is_written: bool
):
    ticket = new_ticket(program, f"Two tabs {mark}")
    desk = await sit_down("analyst")
    await desk.open(f"/tickets/?id={ticket['id']}")
    comment = desk.page.get_by_label("New comment")
    await comment.fill(f"From the first tab {mark}")
    with product.console(identity) as other:
        await desk.become(other)
    await desk.page.get_by_role("button", name="Comment internally").click()
    written = desk.page.get_by_role("list", name="Comments").get_by_text(f"From the first tab {mark}")
    if is_written:
        await expect(written).to_be_visible()
    else:
        await expect(desk.page.get_by_role("alert").filter(has_text="csrf-failed")).to_be_visible()
        await expect(comment).to_have_value(f"From the first tab {mark}")
    items = read(program, f"/tickets/{ticket['id']}/comments")["items"]
    assert [item["author"]["display_name"] for item in items] == (["analyst"] if is_written else [])
    desk.seen.assert_quiet("403")
