"""People are faster than the network: what they do before an answer comes is neither lost nor done twice."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, Route, expect

from tests.console.conftest import Desk, new_alert, new_ticket, read
from tests.console.test_states import UNAVAILABLE


class Held:
    """Holds back the answers of what changes something until they are let go; with ``refuse`` they are 503."""

    def __init__(self, *, refuse: bool = False) -> None:
        self.go = asyncio.Event()
        self.refuse = refuse

    async def __call__(self, route: Route) -> None:
        if route.request.method == "GET":
            await route.fallback()
            return
        answer = None if self.refuse else await route.fetch()
        await self.go.wait()
        if answer is None:
            await route.fulfill(status=503, json=UNAVAILABLE, content_type="application/problem+json")
        else:
            await route.fulfill(response=answer)


async def at_ticket(sit_down: Callable[..., Any], program: httpx.Client, mark: str, **members: Any) -> tuple[Desk, str]:
    ticket = new_ticket(program, f"Hurried {mark}", **members)
    desk: Desk = await sit_down("analyst")
    await desk.open(f"/tickets/?q={mark}")
    await desk.page.get_by_role("link", name=f"Hurried {mark}").click()
    await expect(desk.page.get_by_role("heading", name=f"Hurried {mark}")).to_be_visible()
    return desk, f"/tickets/{ticket['id']}"


async def choose(page: Page, field: str, option: str) -> None:
    await page.get_by_role("combobox", name=field).click()
    await page.get_by_role("option", name=option, exact=True).click()


async def test_what_is_written_while_a_comment_is_on_its_way_is_the_next_one(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    desk, path = await at_ticket(sit_down, program, mark)
    held = Held()
    await desk.page.route("**/comments", held)
    await desk.page.get_by_label("New comment").fill("First.")
    await desk.press("Control+Enter")
    await desk.page.get_by_label("New comment").press_sequentially(" And then.")
    held.go.set()
    await expect(desk.page.get_by_role("list", name="Comments").get_by_text("First.")).to_be_visible()
    await expect(desk.page.get_by_label("New comment")).to_have_value("And then.")
    assert [comment["body"] for comment in read(program, f"{path}/comments")["items"]] == ["First."]


async def test_what_is_written_while_a_description_is_on_its_way_stays_open(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    desk, path = await at_ticket(sit_down, program, mark)
    held = Held()
    await desk.page.route(f"**{path}", held)
    await desk.page.get_by_role("button", name="Edit the description").click()
    text = desk.page.get_by_role("textbox", name="The description")
    await text.fill("One")
    await desk.press("Control+Enter")
    await text.press_sequentially(" two")
    held.go.set()
    await expect(desk.page.get_by_role("button", name="Save")).to_be_enabled()
    await expect(text).to_have_value("One two")
    await desk.page.unroute(f"**{path}")
    await desk.page.get_by_role("button", name="Save").click()
    await expect(text).to_have_count(0)
    assert read(program, path)["description"] == "One two"


async def test_who_leaves_before_the_answer_has_commented_once(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    desk, path = await at_ticket(sit_down, program, mark)
    held = Held()
    await desk.page.route("**/comments", held)
    await desk.page.get_by_label("New comment").fill("Once.")
    await desk.press("Control+Enter", "Escape", "Escape")
    await expect(desk.page.get_by_role("link", name=f"Hurried {mark}")).to_be_visible()
    async with desk.page.expect_response("**/comments"):
        held.go.set()
    await desk.page.get_by_role("link", name=f"Hurried {mark}").click()
    await expect(desk.page.get_by_role("list", name="Comments").get_by_text("Once.")).to_be_visible()
    await expect(desk.page.get_by_label("New comment")).to_have_value("")
    assert len(read(program, f"{path}/comments")["items"]) == 1


async def test_who_closes_the_dialog_before_the_answer_has_made_one_ticket(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    desk: Desk = await sit_down("analyst")
    page = desk.page
    await desk.open(f"/tickets/?q={mark}")
    await page.get_by_role("button", name="New ticket").click()
    title = page.get_by_role("dialog", name="New ticket").get_by_role("textbox", name="Title")
    await title.fill(f"Closed early {mark}")
    assert read(program, "/tickets", q=mark)["items"] == []
    held = Held()
    await page.route("**/api/v1/tickets", held)
    await page.get_by_role("button", name="Create ticket").click()
    await desk.press("Escape")
    async with page.expect_response(lambda answer: answer.request.method == "POST"):
        held.go.set()
    await expect(page.get_by_role("link", name=f"Closed early {mark}")).to_have_count(1)
    await page.get_by_role("button", name="New ticket").click()
    await expect(title).to_have_value("")


async def test_two_choices_in_a_row_are_no_conflict_with_oneself(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    desk, path = await at_ticket(sit_down, program, mark)
    held = Held()
    await desk.page.route(f"**{path}", held)
    await choose(desk.page, "Priority", "P4")
    await choose(desk.page, "Severity", "Critical")
    held.go.set()
    await expect(desk.page.get_by_role("combobox", name="Severity")).to_have_value("Critical")
    await expect(desk.page.get_by_role("combobox", name="Priority")).to_have_value("P4")
    now = read(program, path)
    assert (now["priority"], now["severity"]) == ("p4", "critical")
    desk.seen.assert_quiet()


async def test_two_decisions_of_triage_in_a_row_are_no_conflict_with_oneself(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    alert = new_alert(program, f"Hurried {mark}")
    desk: Desk = await sit_down("analyst")
    await desk.open(f"/alerts/?q={mark}&id={alert['id']}")
    held = Held()
    await desk.page.route("**/api/v1/alerts/*", held)
    panel = desk.page.get_by_role("region", name="The chosen alert")
    for field, option in (("Status", "In progress"), ("Verdict", "Duplicate")):
        await panel.get_by_role("combobox", name=field).click()
        await desk.page.get_by_role("option", name=option).click()
    held.go.set()
    await expect(panel.get_by_role("combobox", name="Verdict")).to_have_value("Duplicate")
    now = read(program, f"/alerts/{alert['id']}")
    assert (now["status"], now["verdict"]) == ("in_progress", "duplicate")
    desk.seen.assert_quiet()


@pytest.mark.parametrize("leave", ["back", "next"])
async def test_what_failed_after_one_has_gone_on_is_told(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str, leave: str
):
    held = Held(refuse=True)
    if leave == "back":
        desk, path = await at_ticket(sit_down, program, mark)
        await desk.page.route(f"**{path}", held)
        await choose(desk.page, "Priority", "P1")
        await desk.page.go_back()
    else:
        alert = new_alert(program, f"First {mark}")
        new_alert(program, f"Second {mark}", detected_at="2026-01-01T03:04:05Z")
        desk = await sit_down("analyst")
        await desk.open(f"/alerts/?q={mark}&id={alert['id']}")
        await desk.page.route("**/api/v1/alerts/*", held)
        await choose(desk.page, "Verdict", "Duplicate")
        await desk.press("Tab", "j")
        await desk.page.get_by_role("button", name="Next alert").click()
        await expect(desk.page.get_by_role("heading", name=f"Second {mark}")).to_be_visible()
    held.go.set()
    notice = desk.page.get_by_role("region", name="Not saved")
    await expect(notice).to_contain_text("The server cannot do this now.")
    await expect(notice.get_by_role("link", name="look at it")).to_be_visible()
    await notice.get_by_role("button", name="Dismiss").click()
    await expect(notice).to_have_count(0)
    desk.seen.assert_quiet("503")


async def test_a_failed_choice_is_told_until_it_is_tried_again(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    desk, path = await at_ticket(sit_down, program, mark)
    held = Held(refuse=True)
    held.go.set()
    await desk.page.route(f"**{path}", held)
    await choose(desk.page, "Priority", "P1")
    error = desk.page.get_by_label("Fields").get_by_role("alert")
    await expect(error).to_be_visible()
    await desk.page.unroute(f"**{path}")
    await choose(desk.page, "Severity", "Critical")
    await expect(desk.page.get_by_role("combobox", name="Severity")).to_have_value("Critical")
    await expect(error).to_be_visible()
    await error.get_by_role("button", name="Try again").click()
    await expect(desk.page.get_by_role("combobox", name="Priority")).to_have_value("P1")
    await expect(error).to_have_count(0)
    assert read(program, path)["priority"] == "p1"
    desk.seen.assert_quiet("503")


async def test_tags_that_were_not_saved_are_when_one_comes_back(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    desk, path = await at_ticket(sit_down, program, mark, tags=["one"])
    held = Held(refuse=True)
    held.go.set()
    await desk.page.route(f"**{path}", held)
    await desk.page.get_by_label("Fields").get_by_role("combobox", name="Tags").fill("two")
    await desk.press("Enter")
    await desk.page.go_back()
    await expect(desk.page.get_by_role("link", name=f"Hurried {mark}")).to_be_visible()
    await desk.page.unroute(f"**{path}")
    async with desk.page.expect_response(lambda answer: answer.request.method == "PATCH") as saved:
        await desk.page.get_by_role("link", name=f"Hurried {mark}").click()
    assert (await saved.value).status == 200
    assert read(program, path)["tags"] == ["one", "two"]


async def test_who_types_fast_assigns_whom_was_typed(sit_down: Callable[..., Any], program: httpx.Client, mark: str):
    desk, path = await at_ticket(sit_down, program, mark)
    await desk.press("a")
    await expect(desk.page.get_by_role("option", name="analyst you")).to_be_visible()
    await desk.page.keyboard.type("admin")
    await desk.press("ArrowDown", "Enter")
    await expect(desk.page.get_by_role("dialog")).to_have_count(0)
    assert read(program, path)["assignee_id"] == read(program, "/me")["principal"]["id"]
    desk.seen.assert_quiet()
