"""Two users at one ticket: no work is lost, and no one overwrites a change that they have not seen."""

from typing import Any

import httpx
import pytest
from playwright.async_api import expect

from tests.console.conftest import ConsolePage, OpenConsole, create_alert, create_ticket, read, update


@pytest.fixture
async def two_users(open_console: OpenConsole, api: httpx.Client, marker: str) -> tuple[ConsolePage, ConsolePage, str]:
    """Two users at the same ticket, and the path of the ticket."""
    ticket = create_ticket(api, f"Shared {marker}", description="As it was.")
    consoles = [await open_console("analyst", fresh=True), await open_console("admin", fresh=True)]
    for console in consoles:
        # With the clock stopped, the pages do not poll for changes by others.
        await console.page.clock.install()
        await console.open(f"/tickets/?id={ticket['id']}")
        await expect(console.page.get_by_role("heading", name=f"Shared {marker}")).to_be_visible()
    return consoles[0], consoles[1], f"/tickets/{ticket['id']}"


async def describe(console: ConsolePage, text: str) -> None:
    await console.page.get_by_role("button", name="Edit description").click()
    await console.page.get_by_role("textbox", name="Description").fill(text)


async def test_draft_survives_a_conflict_and_is_applied(
    two_users: tuple[ConsolePage, ConsolePage, str], api: httpx.Client
):
    mine, theirs, path = two_users
    await describe(mine, "My findings,\nin detail.")
    await describe(theirs, "Their findings.")
    await theirs.page.get_by_role("button", name="Save").click()
    await expect(theirs.page.get_by_text("Their findings.")).to_be_visible()
    await mine.page.get_by_role("button", name="Save").click()
    conflict = mine.page.get_by_role("alert").filter(has_text="Someone else changed this ticket")
    row = conflict.get_by_role("row", name="Description")
    await expect(row.get_by_role("cell").nth(0)).to_have_text("My findings,\nin detail.")
    await expect(row.get_by_role("cell").nth(1)).to_have_text("Their findings.")
    await expect(mine.page.get_by_role("textbox", name="Description")).to_have_value("My findings,\nin detail.")
    assert read(api, path)["description"] == "Their findings."
    await conflict.get_by_role("button", name="Apply my change").click()
    await expect(conflict).to_have_count(0)
    assert read(api, path)["description"] == "My findings,\nin detail."
    mine.log.assert_quiet("412")
    theirs.log.assert_quiet()


async def test_draft_can_be_discarded_in_a_conflict(two_users: tuple[ConsolePage, ConsolePage, str], api: httpx.Client):
    mine, _, path = two_users
    await describe(mine, "Mine.")
    update(api, path, description="Theirs.")
    await mine.page.get_by_role("button", name="Save").click()
    await mine.page.get_by_role("button", name="Discard my change").click()
    await expect(mine.page.get_by_role("region", name="Description").get_by_text("Theirs.")).to_be_visible()
    assert read(api, path)["description"] == "Theirs."
    mine.log.assert_quiet("412")


async def test_second_conflict_is_shown_again(two_users: tuple[ConsolePage, ConsolePage, str], api: httpx.Client):
    mine, _, path = two_users
    await describe(mine, "Mine.")
    update(api, path, description="Theirs.")
    await mine.page.get_by_role("button", name="Save").click()
    await expect(mine.page.get_by_role("alert").get_by_text("Theirs.")).to_be_visible()
    update(api, path, description="Theirs, again.")
    await mine.page.get_by_role("button", name="Apply my change").click()
    await expect(mine.page.get_by_role("alert").get_by_text("Theirs, again.")).to_be_visible()
    await mine.page.get_by_role("button", name="Apply my change").click()
    await expect(mine.page.get_by_role("button", name="Apply my change")).to_have_count(0)
    assert read(api, path)["description"] == "Mine."
    mine.log.assert_quiet("412")


async def test_field_change_shows_a_conflict(two_users: tuple[ConsolePage, ConsolePage, str], api: httpx.Client):
    mine, _, path = two_users
    update(api, path, priority="p1", status="in_progress")
    await mine.page.get_by_role("combobox", name="Priority").click()
    await mine.page.get_by_role("option", name="P4").click()
    conflict = mine.page.get_by_role("alert").filter(has_text="Someone else changed this ticket")
    await expect(conflict.get_by_role("row", name="Priority")).to_contain_text("P1")
    await conflict.get_by_role("button", name="Apply my change").click()
    await expect(mine.page.get_by_role("combobox", name="Priority")).to_have_value("P4")
    ticket = read(api, path)
    assert (ticket["priority"], ticket["status"]) == ("p4", "in_progress")
    mine.log.assert_quiet("412")


async def test_change_in_the_list_shows_a_conflict(open_console: OpenConsole, api: httpx.Client, marker: str):
    ticket = create_ticket(api, f"Listed {marker}")
    console = await open_console("analyst")
    await console.open(f"/tickets/?q={marker}")
    await expect(console.page.get_by_role("link", name=f"Listed {marker}")).to_be_visible()
    update(api, f"/tickets/{ticket['id']}", priority="p1")
    await console.press("p")
    await console.page.get_by_role("dialog").get_by_role("button", name="P4").click()
    await expect(console.page.get_by_role("dialog").get_by_role("row", name="Priority")).to_contain_text("P1")
    await console.page.get_by_role("button", name="Apply my change").click()
    await expect(console.page.get_by_role("dialog")).to_have_count(0)
    assert read(api, f"/tickets/{ticket['id']}")["priority"] == "p4"
    console.log.assert_quiet("412")


async def test_triage_shows_a_conflict(open_console: OpenConsole, api: httpx.Client, marker: str):
    alert = create_alert(api, f"Alert {marker}")
    console = await open_console("analyst")
    await console.open(f"/alerts/?q={marker}&id={alert['id']}")
    panel = console.page.get_by_role("region", name="Selected alert")
    await expect(panel.get_by_role("heading", name=f"Alert {marker}")).to_be_visible()
    update(api, f"/alerts/{alert['id']}", verdict="true_positive")
    await panel.get_by_role("combobox", name="Verdict").click()
    await console.page.get_by_role("option", name="Duplicate").click()
    await expect(
        panel.get_by_text("Verdict: your change is “Duplicate”, the current value is “True positive”.")
    ).to_be_visible()
    await panel.get_by_role("button", name="Apply my change").click()
    await expect(panel.get_by_role("combobox", name="Verdict")).to_have_value("Duplicate")
    assert read(api, f"/alerts/{alert['id']}")["verdict"] == "duplicate"
    console.log.assert_quiet("412")


async def test_comment_is_sent_again_after_a_lost_response_and_added_once(
    open_console: OpenConsole, api: httpx.Client, marker: str
):
    ticket = create_ticket(api, f"Lost {marker}")
    console = await open_console("analyst")
    await console.open(f"/tickets/?id={ticket['id']}")
    requests = 0

    async def lose_first_response(route: Any) -> None:
        nonlocal requests
        requests += 1
        if requests == 1:
            await route.fetch()
            await route.abort("connectionreset")
        else:
            await route.fallback()

    await console.page.route(
        "**/comments", lambda route: lose_first_response(route) if route.request.method == "POST" else route.fallback()
    )
    await console.page.get_by_label("New comment").fill(f"Once {marker}")
    await console.page.get_by_role("button", name="Add internal comment").click()
    await expect(console.page.get_by_role("list", name="Comments").get_by_text(f"Once {marker}")).to_have_count(1)
    assert requests == 2
    assert len(read(api, f"/tickets/{ticket['id']}/comments")["items"]) == 1
