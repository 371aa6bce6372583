"""Changes by others while a user works: nothing moves under the cursor, and no change is overwritten unseen."""

import re
from typing import Any

import httpx
from playwright.async_api import expect

from tests.console.conftest import ConsolePage, OpenConsole, create_ticket, read, update
from tests.console.test_pending_requests import choose

POLL_MS = 16_000  # after this time, a page has polled again
CONFLICT = "Someone else changed this ticket"


async def open_ticket(open_console: OpenConsole, ticket: dict[str, Any]) -> ConsolePage:
    console = await open_console("analyst", fresh=True)
    await console.page.clock.install()
    await console.open(f"/tickets/?id={ticket['id']}")
    await expect(console.page.get_by_role("heading", name=ticket["title"])).to_be_visible()
    return console


async def test_open_list_keeps_its_options(open_console: OpenConsole, api: httpx.Client, marker: str):
    ticket = create_ticket(api, f"Offered {marker}")
    console = await open_ticket(open_console, ticket)
    await console.page.get_by_role("combobox", name="Status").click()
    await expect(console.page.get_by_role("option", name="Triaged")).to_be_visible()
    options = await console.page.get_by_role("option").all_inner_texts()
    update(api, f"/tickets/{ticket['id']}", status="in_progress", priority="p1")
    await console.page.clock.run_for(POLL_MS)
    await expect(console.page.get_by_role("combobox", name="Priority")).to_have_value("P1")
    assert await console.page.get_by_role("option").all_inner_texts() == options
    await console.page.get_by_role("option", name="Triaged").click()
    conflict = console.page.get_by_role("alert").filter(has_text=CONFLICT)
    await expect(conflict.get_by_role("row", name="Status")).to_contain_text("In progress")
    assert read(api, f"/tickets/{ticket['id']}")["status"] == "in_progress"
    console.log.assert_quiet("412")


async def test_assignment_does_not_overwrite_a_concurrent_one(
    open_console: OpenConsole, api: httpx.Client, product: Any, marker: str
):
    with product.client("analyst", "demo") as colleague:
        other = read(colleague, "/me")["principal"]["id"]
    ticket = create_ticket(api, f"Assigned {marker}")
    console = await open_ticket(open_console, ticket)
    await console.page.get_by_label("Ticket details").get_by_role("combobox", name="Assigned to").click()
    await console.page.keyboard.type("admin")
    await console.page.clock.run_for(500)
    update(api, f"/tickets/{ticket['id']}", assignee_id=other, priority="p1")
    await console.page.clock.run_for(POLL_MS)
    await expect(console.page.get_by_role("combobox", name="Priority")).to_have_value("P1")
    await console.page.get_by_role("option", name="admin").first.click()
    await expect(console.page.get_by_role("alert").filter(has_text=CONFLICT)).to_be_visible()
    assert read(api, f"/tickets/{ticket['id']}")["assignee_id"] == other
    console.log.assert_quiet("412")


async def test_conflict_stays_when_another_field_is_changed(open_console: OpenConsole, api: httpx.Client, marker: str):
    ticket = create_ticket(api, f"Two fields {marker}")
    console = await open_ticket(open_console, ticket)
    update(api, f"/tickets/{ticket['id']}", priority="p1")
    await choose(console.page, "Priority", "P4")
    conflict = console.page.get_by_role("alert").filter(has_text=CONFLICT)
    await expect(conflict).to_be_visible()
    await choose(console.page, "Severity", "Critical")
    await expect(console.page.get_by_role("combobox", name="Severity")).to_have_value("Critical")
    await expect(conflict).to_have_count(1)
    await conflict.get_by_role("button", name="Apply my change").click()
    await expect(conflict).to_have_count(0)
    current = read(api, f"/tickets/{ticket['id']}")
    assert (current["priority"], current["severity"]) == ("p4", "critical")
    console.log.assert_quiet("412")


async def test_comment_draft_is_kept_when_the_ticket_is_closed(
    open_console: OpenConsole, api: httpx.Client, marker: str
):
    ticket = create_ticket(api, f"Closed {marker}")
    console = await open_ticket(open_console, ticket)
    await console.page.get_by_label("New comment").fill("A detailed finding.")
    update(api, f"/tickets/{ticket['id']}", status="resolved", resolution={"reason": "other", "note": None})
    update(api, f"/tickets/{ticket['id']}", status="closed")
    await console.page.clock.run_for(POLL_MS)
    await expect(console.page.get_by_text("This ticket has been closed")).to_be_visible()
    await expect(console.page.get_by_label("New comment")).to_have_value("A detailed finding.")
    await expect(console.page.get_by_role("button", name="Add internal comment")).to_be_disabled()
    console.log.assert_quiet()


async def test_old_tickets_are_not_counted_as_new(open_console: OpenConsole, api: httpx.Client, marker: str):
    for number in range(52):
        create_ticket(api, f"Old {number} {marker}")
    console = await open_console("analyst", fresh=True)
    await console.page.clock.install()
    for order in ("created_at", "-created_at"):
        await console.open(f"/tickets/?q={marker}&sort={order}")
        await expect(console.page.locator("[data-row]")).to_have_count(50)
        async with console.page.expect_response("**/tickets?*created_from*"):
            await console.page.clock.run_for(POLL_MS)
        await expect(console.page.get_by_role("button", name=re.compile("^Show "))).to_have_count(0)
    create_ticket(api, f"New {marker}")
    await console.page.clock.run_for(POLL_MS)
    await expect(console.page.get_by_role("button", name="Show 1 new ticket")).to_be_visible()
    console.log.assert_quiet()
