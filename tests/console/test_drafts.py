"""Drafts are kept until they are saved or discarded, whatever the server, other users or the user do."""

from typing import Any

import httpx
from playwright.async_api import Route, expect

from tests.console.conftest import OpenConsole, create_ticket, read, update
from tests.console.test_states import UNAVAILABLE


async def unavailable(route: Route) -> None:
    """Return 503 for writes."""
    if route.request.method == "GET":
        await route.fallback()
    else:
        await route.fulfill(status=503, json=UNAVAILABLE, content_type="application/problem+json")


async def lose_response(route: Route) -> None:
    """Let the server apply a write, and drop its response."""
    if route.request.method == "GET":
        await route.fallback()
    else:
        await route.fetch()
        await route.abort("connectionreset")


async def test_comment_with_a_lost_response_is_added_once_however_often_it_is_retried(
    open_console: OpenConsole, api: httpx.Client, marker: str
):
    ticket = create_ticket(api, f"Untold {marker}")
    console = await open_console("analyst")
    page = console.page
    await console.open(f"/tickets/?id={ticket['id']}")
    await page.route("**/comments", lose_response)
    await page.get_by_label("New comment").fill(f"Once {marker}")
    await page.get_by_role("button", name="Add internal comment").click()
    error = page.get_by_role("alert").filter(has_text="Cannot reach the server")
    await expect(error).to_be_visible()
    await page.unroute("**/comments")
    await error.get_by_role("button", name="Try again").click()
    await expect(page.get_by_label("New comment")).to_have_value("")
    comments = page.get_by_role("list", name="Comments")
    await expect(comments.get_by_text(f"Once {marker}")).to_have_count(1)
    # The same text sent again on purpose is a second comment.
    await page.get_by_label("New comment").fill(f"Once {marker}")
    await page.get_by_role("button", name="Add internal comment").click()
    await expect(comments.get_by_text(f"Once {marker}")).to_have_count(2)
    assert len(read(api, f"/tickets/{ticket['id']}/comments")["items"]) == 2


async def test_ticket_with_a_lost_response_is_created_once(open_console: OpenConsole, api: httpx.Client, marker: str):
    console = await open_console("analyst")
    page = console.page
    await console.open(f"/tickets/?q={marker}")
    await page.route("**/api/v1/tickets", lose_response)
    await page.get_by_role("button", name="New ticket").click()
    dialog = page.get_by_role("dialog", name="New ticket")
    await dialog.get_by_role("textbox", name="Title").fill(f"Made {marker}")
    await dialog.get_by_role("button", name="Create ticket").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("Cannot reach the server")
    await page.unroute("**/api/v1/tickets")
    await dialog.get_by_role("button", name="Create ticket").click()
    await expect(page.get_by_role("heading", name=f"Made {marker}")).to_be_visible()
    assert len(read(api, "/tickets", q=marker)["items"]) == 1


async def test_resolution_is_kept_until_it_is_saved(open_console: OpenConsole, api: httpx.Client, marker: str):
    ticket = create_ticket(api, f"Resolution {marker}")
    console = await open_console("analyst")
    page = console.page
    await console.open(f"/tickets/?id={ticket['id']}")
    await page.get_by_role("combobox", name="Status").click()
    await page.get_by_role("option", name="Resolved").click()
    dialog = page.get_by_role("dialog", name=f"Resolve #{ticket['number']}")
    await dialog.get_by_role("combobox", name="Reason").click()
    await page.get_by_role("option", name="Benign positive").click()
    await dialog.get_by_role("textbox", name="Note").fill("A long note.")
    await page.route(f"**/tickets/{ticket['id']}", unavailable)
    await dialog.get_by_role("button", name="Resolve").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("The server cannot process the request now.")
    await expect(dialog.get_by_role("textbox", name="Note")).to_have_value("A long note.")
    await page.unroute(f"**/tickets/{ticket['id']}")
    await dialog.get_by_role("button", name="Try again").click()
    await expect(dialog).to_have_count(0)
    current = read(api, f"/tickets/{ticket['id']}")
    assert (current["status"], current["resolution"]["note"]) == ("resolved", "A long note.")
    console.log.assert_quiet("503")


async def test_resolution_does_not_overwrite_a_concurrent_one(
    open_console: OpenConsole, api: httpx.Client, marker: str
):
    ticket = create_ticket(api, f"Resolved twice {marker}")
    console = await open_console("analyst", fresh=True)
    page = console.page
    await page.clock.install()
    await console.open(f"/tickets/?id={ticket['id']}")
    await page.get_by_role("combobox", name="Status").click()
    await page.get_by_role("option", name="Resolved").click()
    dialog = page.get_by_role("dialog", name=f"Resolve #{ticket['number']}")
    await dialog.get_by_role("combobox", name="Reason").click()
    await page.get_by_role("option", name="Other").click()
    update(api, f"/tickets/{ticket['id']}", status="resolved", resolution={"reason": "duplicate", "note": "Theirs."})
    # The page has loaded the change by the other user before the click.
    await page.clock.run_for(16_000)
    await expect(page.get_by_label("Ticket details").get_by_text("Theirs.")).to_be_visible()
    await dialog.get_by_role("button", name="Resolve").click()
    await expect(dialog.get_by_role("row", name="Resolution")).to_contain_text("Theirs.")
    assert read(api, f"/tickets/{ticket['id']}")["resolution"]["reason"] == "duplicate"
    await dialog.get_by_role("button", name="Discard my change").click()
    await expect(dialog).to_have_count(0)
    console.log.assert_quiet("412")


async def test_tags_survive_changes_by_others_and_are_saved_without_enter(
    open_console: OpenConsole, api: httpx.Client, marker: str
):
    ticket = create_ticket(api, f"Tagged {marker}", tags=["first"])
    console = await open_console("analyst", fresh=True)
    page = console.page
    await page.clock.install()
    await console.open(f"/tickets/?id={ticket['id']}")
    tags = page.get_by_label("Ticket details").get_by_role("combobox", name="Tags")
    await tags.fill("second")
    await console.press("Enter")
    await tags.fill("third")
    update(api, f"/tickets/{ticket['id']}", priority="p1")
    await page.clock.run_for(16_000)
    await expect(page.get_by_role("combobox", name="Priority")).to_have_value("P1")
    await expect(tags).to_have_value("third")
    async with page.expect_response(lambda response: response.request.method == "PATCH") as saved:
        await page.get_by_role("heading", name=f"Tagged {marker}").click()
    assert (await saved.value).status == 200
    assert read(api, f"/tickets/{ticket['id']}")["tags"] == ["first", "second", "third"]
    async with page.expect_response(lambda response: response.request.method == "PATCH") as saved:
        await (
            page.get_by_label("Ticket details")
            .locator(".mantine-Pill-root")
            .filter(has_text="second")
            .locator("button")
            .click()
        )
    assert (await saved.value).status == 200
    assert read(api, f"/tickets/{ticket['id']}")["tags"] == ["first", "third"]
    console.log.assert_quiet()


async def test_drafts_survive_navigation(open_console: OpenConsole, api: httpx.Client, marker: str):
    ticket = create_ticket(api, f"Waiting {marker}", description="As it was.")
    console = await open_console("analyst")
    page = console.page
    await console.open(f"/tickets/?q={marker}")
    await page.get_by_role("link", name=f"Waiting {marker}").click()
    await page.get_by_label("New comment").fill("Half a comment")
    await page.get_by_label("Comment visibility").get_by_text("Visible to auditors").click()
    await page.get_by_role("button", name="Edit description").click()
    await page.get_by_role("textbox", name="Description").fill("Half a description")
    await page.go_back()
    await expect(page.get_by_role("link", name=f"Waiting {marker}")).to_be_focused()
    await console.press("c")
    await page.get_by_role("dialog").get_by_role("textbox", name="Title").fill("Half a title")
    await console.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)

    await page.get_by_role("link", name=f"Waiting {marker}").click()
    await expect(page.get_by_label("New comment")).to_have_value("Half a comment")
    await expect(page.get_by_role("button", name="Add comment visible to auditors")).to_be_visible()
    await expect(page.get_by_role("textbox", name="Description")).to_have_value("Half a description")
    await page.get_by_role("button", name="Save").click()
    await page.get_by_role("button", name="Add comment visible to auditors").click()
    await expect(page.get_by_role("list", name="Comments").get_by_text("Half a comment")).to_be_visible()
    await expect(page.get_by_role("button", name="Add internal comment")).to_be_visible()
    assert read(api, f"/tickets/{ticket['id']}")["description"] == "Half a description"
    await page.go_back()
    await page.get_by_role("button", name="New ticket").click()
    dialog = page.get_by_role("dialog", name="New ticket")
    await expect(dialog.get_by_role("textbox", name="Title")).to_have_value("Half a title")
    await dialog.get_by_role("button", name="Discard draft").click()
    await expect(dialog.get_by_role("textbox", name="Title")).to_have_value("")
    console.log.assert_quiet()


async def test_browser_asks_before_it_discards_a_draft(open_console: OpenConsole, api: httpx.Client, marker: str):
    ticket = create_ticket(api, f"Asked {marker}")
    console = await open_console("analyst", fresh=True)
    page = console.page
    dialogs: list[str] = []

    async def accept(dialog: Any) -> None:
        dialogs.append(dialog.type)
        await dialog.accept()

    page.on("dialog", accept)
    await console.open(f"/tickets/?id={ticket['id']}")
    await page.get_by_label("New comment").fill("Half")
    await page.reload()
    await expect(page.get_by_role("heading", name=f"Asked {marker}")).to_be_visible()
    assert dialogs == ["beforeunload"]
    await page.reload()
    await expect(page.get_by_role("heading", name=f"Asked {marker}")).to_be_visible()
    assert dialogs == ["beforeunload"]
