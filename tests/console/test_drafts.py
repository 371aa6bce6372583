"""What was written stays until it is saved or dropped, whatever the server, the others or the user do meanwhile."""

from collections.abc import Callable
from typing import Any

import httpx
from playwright.async_api import Route, expect

from tests.console.conftest import Desk, changed, new_ticket, read
from tests.console.test_states import UNAVAILABLE


async def unavailable(route: Route) -> None:
    """Answer what changes something with 503."""
    if route.request.method == "GET":
        await route.fallback()
    else:
        await route.fulfill(status=503, json=UNAVAILABLE, content_type="application/problem+json")


async def lose(route: Route) -> None:
    """Let the server do it, and lose its answer."""
    if route.request.method == "GET":
        await route.fallback()
    else:
        await route.fetch()
        await route.abort("connectionreset")


async def test_what_was_done_and_not_told_is_done_once_however_often_it_is_pressed(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    ticket = new_ticket(program, f"Untold {mark}")
    desk: Desk = await sit_down("analyst")
    page = desk.page
    await desk.open(f"/tickets/?id={ticket['id']}")
    await page.route("**/comments", lose)
    await page.get_by_label("New comment").fill(f"Once {mark}")
    await page.get_by_role("button", name="Comment internally").click()
    error = page.get_by_role("alert").filter(has_text="The server cannot be reached")
    await expect(error).to_be_visible()
    await page.unroute("**/comments")
    await error.get_by_role("button", name="Try again").click()
    await expect(page.get_by_label("New comment")).to_have_value("")
    comments = page.get_by_role("list", name="Comments")
    await expect(comments.get_by_text(f"Once {mark}")).to_have_count(1)
    # The same words, meant a second time, are a second comment.
    await page.get_by_label("New comment").fill(f"Once {mark}")
    await page.get_by_role("button", name="Comment internally").click()
    await expect(comments.get_by_text(f"Once {mark}")).to_have_count(2)
    assert len(read(program, f"/tickets/{ticket['id']}/comments")["items"]) == 2


async def test_a_ticket_that_was_made_and_not_told_is_one(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    desk: Desk = await sit_down("analyst")
    page = desk.page
    await desk.open(f"/tickets/?q={mark}")
    await page.route("**/api/v1/tickets", lose)
    await page.get_by_role("button", name="New ticket").click()
    dialog = page.get_by_role("dialog", name="New ticket")
    await dialog.get_by_role("textbox", name="Title").fill(f"Made {mark}")
    await dialog.get_by_role("button", name="Create ticket").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("The server cannot be reached")
    await page.unroute("**/api/v1/tickets")
    await dialog.get_by_role("button", name="Create ticket").click()
    await expect(page.get_by_role("heading", name=f"Made {mark}")).to_be_visible()
    assert len(read(program, "/tickets", q=mark)["items"]) == 1


async def test_a_resolution_stays_until_the_server_has_it(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    ticket = new_ticket(program, f"Resolution {mark}")
    desk: Desk = await sit_down("analyst")
    page = desk.page
    await desk.open(f"/tickets/?id={ticket['id']}")
    await page.get_by_role("combobox", name="Status").click()
    await page.get_by_role("option", name="Resolved").click()
    dialog = page.get_by_role("dialog", name=f"Resolve #{ticket['number']}")
    await dialog.get_by_role("combobox", name="Reason").click()
    await page.get_by_role("option", name="Benign positive").click()
    await dialog.get_by_role("textbox", name="Note").fill("A long note.")
    await page.route(f"**/tickets/{ticket['id']}", unavailable)
    await dialog.get_by_role("button", name="Resolve").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("The server cannot do this now.")
    await expect(dialog.get_by_role("textbox", name="Note")).to_have_value("A long note.")
    await page.unroute(f"**/tickets/{ticket['id']}")
    await dialog.get_by_role("button", name="Try again").click()
    await expect(dialog).to_have_count(0)
    now = read(program, f"/tickets/{ticket['id']}")
    assert (now["status"], now["resolution"]["note"]) == ("resolved", "A long note.")
    desk.seen.assert_quiet("503")


async def test_a_resolution_does_not_cover_another_that_came_meanwhile(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    ticket = new_ticket(program, f"Resolved twice {mark}")
    desk: Desk = await sit_down("analyst")
    page = desk.page
    await page.clock.install()
    await desk.open(f"/tickets/?id={ticket['id']}")
    await page.get_by_role("combobox", name="Status").click()
    await page.get_by_role("option", name="Resolved").click()
    dialog = page.get_by_role("dialog", name=f"Resolve #{ticket['number']}")
    await dialog.get_by_role("combobox", name="Reason").click()
    await page.get_by_role("option", name="Other").click()
    changed(
        program, f"/tickets/{ticket['id']}", status="resolved", resolution={"reason": "duplicate", "note": "Theirs."}
    )
    # The page has seen what the others did before the press.
    await page.clock.run_for(16_000)
    await expect(page.get_by_label("Fields").get_by_text("Theirs.")).to_be_visible()
    await dialog.get_by_role("button", name="Resolve").click()
    await expect(dialog.get_by_role("row", name="Resolution")).to_contain_text("Theirs.")
    assert read(program, f"/tickets/{ticket['id']}")["resolution"]["reason"] == "duplicate"
    await dialog.get_by_role("button", name="Keep the server's").click()
    await expect(dialog).to_have_count(0)
    desk.seen.assert_quiet("412")


async def test_tags_stay_while_others_work_and_are_saved_without_enter(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    ticket = new_ticket(program, f"Tagged {mark}", tags=["first"])
    desk: Desk = await sit_down("analyst")
    page = desk.page
    await page.clock.install()
    await desk.open(f"/tickets/?id={ticket['id']}")
    tags = page.get_by_label("Fields").get_by_role("combobox", name="Tags")
    await tags.fill("second")
    await desk.press("Enter")
    await tags.fill("third")
    changed(program, f"/tickets/{ticket['id']}", priority="p1")
    await page.clock.run_for(16_000)
    await expect(page.get_by_role("combobox", name="Priority")).to_have_value("P1")
    await expect(tags).to_have_value("third")
    async with page.expect_response(lambda answer: answer.request.method == "PATCH") as saved:
        await page.get_by_role("heading", name=f"Tagged {mark}").click()
    assert (await saved.value).status == 200
    assert read(program, f"/tickets/{ticket['id']}")["tags"] == ["first", "second", "third"]
    async with page.expect_response(lambda answer: answer.request.method == "PATCH") as saved:
        await page.get_by_label("Fields").get_by_text("second", exact=True).locator("..").locator("button").click()
    assert (await saved.value).status == 200
    assert read(program, f"/tickets/{ticket['id']}")["tags"] == ["first", "third"]
    desk.seen.assert_quiet()


async def test_what_is_being_written_waits_for_its_writer(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    ticket = new_ticket(program, f"Waiting {mark}", description="As it was.")
    desk: Desk = await sit_down("analyst")
    page = desk.page
    await desk.open(f"/tickets/?q={mark}")
    await page.get_by_role("link", name=f"Waiting {mark}").click()
    await page.get_by_label("New comment").fill("Half a comment")
    await page.get_by_text("Auditors see it", exact=True).click()
    await page.get_by_role("button", name="Edit the description").click()
    await page.get_by_role("textbox", name="The description").fill("Half a description")
    await page.go_back()
    await expect(page.get_by_role("link", name=f"Waiting {mark}")).to_be_focused()
    await desk.press("c")
    await page.get_by_role("dialog").get_by_role("textbox", name="Title").fill("Half a title")
    await desk.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)

    await page.get_by_role("link", name=f"Waiting {mark}").click()
    await expect(page.get_by_label("New comment")).to_have_value("Half a comment")
    await expect(page.get_by_role("button", name="Comment for auditors too")).to_be_visible()
    await expect(page.get_by_role("textbox", name="The description")).to_have_value("Half a description")
    await page.get_by_role("button", name="Save").click()
    await page.get_by_role("button", name="Comment for auditors too").click()
    await expect(page.get_by_role("list", name="Comments").get_by_text("Half a comment")).to_be_visible()
    await expect(page.get_by_role("button", name="Comment internally")).to_be_visible()
    assert read(program, f"/tickets/{ticket['id']}")["description"] == "Half a description"
    await page.go_back()
    await page.get_by_role("button", name="New ticket").click()
    dialog = page.get_by_role("dialog", name="New ticket")
    await expect(dialog.get_by_role("textbox", name="Title")).to_have_value("Half a title")
    await dialog.get_by_role("button", name="Clear").click()
    await expect(dialog.get_by_role("textbox", name="Title")).to_have_value("")
    desk.seen.assert_quiet()


async def test_the_browser_asks_before_it_drops_a_draft(sit_down: Callable[..., Any], program: httpx.Client, mark: str):
    ticket = new_ticket(program, f"Asked {mark}")
    desk: Desk = await sit_down("analyst")
    page = desk.page
    asked: list[str] = []

    async def answer(dialog: Any) -> None:
        asked.append(dialog.type)
        await dialog.accept()

    page.on("dialog", answer)
    await desk.open(f"/tickets/?id={ticket['id']}")
    await page.get_by_label("New comment").fill("Half")
    await page.reload()
    await expect(page.get_by_role("heading", name=f"Asked {mark}")).to_be_visible()
    assert asked == ["beforeunload"]
    await page.reload()
    await expect(page.get_by_role("heading", name=f"Asked {mark}")).to_be_visible()
    assert asked == ["beforeunload"]
