"""Users act before a response arrives: what they do is neither lost nor applied twice."""

import asyncio
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, Route, expect

from tests.console.conftest import ConsolePage, OpenConsole, create_alert, create_ticket, read
from tests.console.test_states import UNAVAILABLE


class Delay:
    """A route that delays the responses to writes until they are released; with ``fail`` they are 503."""

    def __init__(self, *, fail: bool = False) -> None:
        self.released = asyncio.Event()
        self.fail = fail

    async def __call__(self, route: Route) -> None:
        if route.request.method == "GET":
            await route.fallback()
            return
        response = None if self.fail else await route.fetch()
        await self.released.wait()
        if response is None:
            await route.fulfill(status=503, json=UNAVAILABLE, content_type="application/problem+json")
        else:
            await route.fulfill(response=response)


async def open_ticket(
    open_console: OpenConsole, api: httpx.Client, marker: str, **members: Any
) -> tuple[ConsolePage, str]:
    ticket = create_ticket(api, f"Quick {marker}", **members)
    console = await open_console("analyst")
    await console.open(f"/tickets/?q={marker}")
    await console.page.get_by_role("link", name=f"Quick {marker}").click()
    await expect(console.page.get_by_role("heading", name=f"Quick {marker}")).to_be_visible()
    return console, f"/tickets/{ticket['id']}"


async def choose(page: Page, field: str, option: str) -> None:
    await page.get_by_role("combobox", name=field).click()
    await page.get_by_role("option", name=option, exact=True).click()


async def test_text_written_while_a_comment_is_sent_starts_the_next_comment(
    open_console: OpenConsole, api: httpx.Client, marker: str
):
    console, path = await open_ticket(open_console, api, marker)
    delay = Delay()
    await console.page.route("**/comments", delay)
    await console.page.get_by_label("New comment").fill("First.")
    await console.press("Control+Enter")
    await console.page.get_by_label("New comment").press_sequentially(" And then.")
    delay.released.set()
    await expect(console.page.get_by_role("list", name="Comments").get_by_text("First.")).to_be_visible()
    await expect(console.page.get_by_label("New comment")).to_have_value("And then.")
    assert [comment["body"] for comment in read(api, f"{path}/comments")["items"]] == ["First."]


async def test_text_written_while_a_description_is_saved_remains_a_draft(
    open_console: OpenConsole, api: httpx.Client, marker: str
):
    console, path = await open_ticket(open_console, api, marker)
    delay = Delay()
    await console.page.route(f"**{path}", delay)
    await console.page.get_by_role("button", name="Edit description").click()
    text = console.page.get_by_role("textbox", name="Description")
    await text.fill("One")
    await console.press("Control+Enter")
    await text.press_sequentially(" two")
    delay.released.set()
    await expect(console.page.get_by_role("button", name="Save")).to_be_enabled()
    await expect(text).to_have_value("One two")
    await console.page.unroute(f"**{path}")
    await console.page.get_by_role("button", name="Save").click()
    await expect(text).to_have_count(0)
    assert read(api, path)["description"] == "One two"


async def test_comment_is_added_once_when_the_user_leaves_before_the_response(
    open_console: OpenConsole, api: httpx.Client, marker: str
):
    console, path = await open_ticket(open_console, api, marker)
    delay = Delay()
    await console.page.route("**/comments", delay)
    await console.page.get_by_label("New comment").fill("Only once.")
    await console.press("Control+Enter", "Escape", "Escape")
    await expect(console.page.get_by_role("link", name=f"Quick {marker}")).to_be_visible()
    async with console.page.expect_response("**/comments"):
        delay.released.set()
    await console.page.get_by_role("link", name=f"Quick {marker}").click()
    await expect(console.page.get_by_role("list", name="Comments").get_by_text("Only once.")).to_be_visible()
    await expect(console.page.get_by_label("New comment")).to_have_value("")
    assert len(read(api, f"{path}/comments")["items"]) == 1


async def test_ticket_is_created_once_when_the_dialog_is_closed_before_the_response(
    open_console: OpenConsole, api: httpx.Client, marker: str
):
    console = await open_console("analyst")
    page = console.page
    await console.open(f"/tickets/?q={marker}")
    await page.get_by_role("button", name="New ticket").click()
    title = page.get_by_role("dialog", name="New ticket").get_by_role("textbox", name="Title")
    await title.fill(f"Closed early {marker}")
    assert read(api, "/tickets", q=marker)["items"] == []
    delay = Delay()
    await page.route("**/api/v1/tickets", delay)
    await page.get_by_role("button", name="Create ticket").click()
    await console.press("Escape")
    async with page.expect_response(lambda response: response.request.method == "POST"):
        delay.released.set()
    await expect(page.get_by_role("link", name=f"Closed early {marker}")).to_have_count(1)
    await page.get_by_role("button", name="New ticket").click()
    await expect(title).to_have_value("")


async def test_two_quick_field_changes_do_not_conflict(open_console: OpenConsole, api: httpx.Client, marker: str):
    console, path = await open_ticket(open_console, api, marker)
    delay = Delay()
    await console.page.route(f"**{path}", delay)
    await choose(console.page, "Priority", "P4")
    await choose(console.page, "Severity", "Critical")
    delay.released.set()
    await expect(console.page.get_by_role("combobox", name="Severity")).to_have_value("Critical")
    await expect(console.page.get_by_role("combobox", name="Priority")).to_have_value("P4")
    current = read(api, path)
    assert (current["priority"], current["severity"]) == ("p4", "critical")
    console.log.assert_quiet()


async def test_two_quick_triage_changes_do_not_conflict(open_console: OpenConsole, api: httpx.Client, marker: str):
    alert = create_alert(api, f"Quick {marker}")
    console = await open_console("analyst")
    await console.open(f"/alerts/?q={marker}&id={alert['id']}")
    delay = Delay()
    await console.page.route("**/api/v1/alerts/*", delay)
    panel = console.page.get_by_role("region", name="Selected alert")
    for field, option in (("Status", "In progress"), ("Verdict", "Duplicate")):
        await panel.get_by_role("combobox", name=field).click()
        await console.page.get_by_role("option", name=option).click()
    delay.released.set()
    await expect(panel.get_by_role("combobox", name="Verdict")).to_have_value("Duplicate")
    current = read(api, f"/alerts/{alert['id']}")
    assert (current["status"], current["verdict"]) == ("in_progress", "duplicate")
    console.log.assert_quiet()


@pytest.mark.parametrize("leave", ["back", "next"])
async def test_failure_is_shown_after_the_user_has_left_the_page(
    open_console: OpenConsole, api: httpx.Client, marker: str, leave: str
):
    delay = Delay(fail=True)
    if leave == "back":
        console, path = await open_ticket(open_console, api, marker)
        await console.page.route(f"**{path}", delay)
        await choose(console.page, "Priority", "P1")
        await console.page.go_back()
    else:
        alert = create_alert(api, f"First {marker}")
        create_alert(api, f"Second {marker}", detected_at="2026-01-01T03:04:05Z")
        console = await open_console("analyst")
        await console.open(f"/alerts/?q={marker}&id={alert['id']}")
        await console.page.route("**/api/v1/alerts/*", delay)
        await choose(console.page, "Verdict", "Duplicate")
        await console.press("Tab", "j")
        await console.page.get_by_role("button", name="Next alert").click()
        await expect(console.page.get_by_role("heading", name=f"Second {marker}")).to_be_visible()
    delay.released.set()
    notice = console.page.get_by_role("region", name="Not saved")
    await expect(notice).to_contain_text("The server cannot process the request now.")
    await expect(notice.get_by_role("link", name="view")).to_be_visible()
    await notice.get_by_role("button", name="Dismiss").click()
    await expect(notice).to_have_count(0)
    console.log.assert_quiet("503")


async def test_failed_field_change_stays_visible_until_it_is_retried(
    open_console: OpenConsole, api: httpx.Client, marker: str
):
    console, path = await open_ticket(open_console, api, marker)
    delay = Delay(fail=True)
    delay.released.set()
    await console.page.route(f"**{path}", delay)
    await choose(console.page, "Priority", "P1")
    error = console.page.get_by_label("Ticket details").get_by_role("alert")
    await expect(error).to_be_visible()
    await console.page.unroute(f"**{path}")
    await choose(console.page, "Severity", "Critical")
    await expect(console.page.get_by_role("combobox", name="Severity")).to_have_value("Critical")
    await expect(error).to_be_visible()
    await error.get_by_role("button", name="Try again").click()
    await expect(console.page.get_by_role("combobox", name="Priority")).to_have_value("P1")
    await expect(error).to_have_count(0)
    assert read(api, path)["priority"] == "p1"
    console.log.assert_quiet("503")


async def test_unsaved_tags_are_saved_when_the_user_comes_back(
    open_console: OpenConsole, api: httpx.Client, marker: str
):
    console, path = await open_ticket(open_console, api, marker, tags=["one"])
    delay = Delay(fail=True)
    delay.released.set()
    await console.page.route(f"**{path}", delay)
    await console.page.get_by_label("Ticket details").get_by_role("combobox", name="Tags").fill("two")
    await console.press("Enter")
    await console.page.go_back()
    await expect(console.page.get_by_role("link", name=f"Quick {marker}")).to_be_visible()
    await console.page.unroute(f"**{path}")
    async with console.page.expect_response(lambda response: response.request.method == "PATCH") as saved:
        await console.page.get_by_role("link", name=f"Quick {marker}").click()
    assert (await saved.value).status == 200
    assert read(api, path)["tags"] == ["one", "two"]


async def test_fast_typing_assigns_the_typed_user(open_console: OpenConsole, api: httpx.Client, marker: str):
    console, path = await open_ticket(open_console, api, marker)
    await console.press("a")
    await expect(console.page.get_by_role("option", name="analyst you")).to_be_visible()
    await console.page.keyboard.type("admin")
    await console.press("ArrowDown", "Enter")
    await expect(console.page.get_by_role("dialog")).to_have_count(0)
    assert read(api, path)["assignee_id"] == read(api, "/me")["principal"]["id"]
    console.log.assert_quiet()
