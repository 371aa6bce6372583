"""What others do while somebody works: nothing moves under the cursor, and nothing is overwritten unseen."""

from collections.abc import Callable
from typing import Any

import httpx
from playwright.async_api import expect

from tests.console.conftest import Desk, changed, new_ticket, read
from tests.console.test_hurry import choose

POLLED = 16_000  # milliseconds after which a page has asked again
CONFLICT = "Somebody else has changed this ticket meanwhile"


async def at(sit_down: Callable[..., Any], ticket: dict[str, Any]) -> Desk:
    desk: Desk = await sit_down("analyst")
    await desk.page.clock.install()
    await desk.open(f"/tickets/?id={ticket['id']}")
    await expect(desk.page.get_by_role("heading", name=ticket["title"])).to_be_visible()
    return desk


async def test_what_is_offered_stays_while_it_is_open(sit_down: Callable[..., Any], program: httpx.Client, mark: str):
    ticket = new_ticket(program, f"Offered {mark}")
    desk = await at(sit_down, ticket)
    await desk.page.get_by_role("combobox", name="Status").click()
    await expect(desk.page.get_by_role("option", name="Triaged")).to_be_visible()
    offered = await desk.page.get_by_role("option").all_inner_texts()
    changed(program, f"/tickets/{ticket['id']}", status="in_progress", priority="p1")
    await desk.page.clock.run_for(POLLED)
    await expect(desk.page.get_by_role("combobox", name="Priority")).to_have_value("P1")
    assert await desk.page.get_by_role("option").all_inner_texts() == offered
    await desk.page.get_by_role("option", name="Triaged").click()
    conflict = desk.page.get_by_role("alert").filter(has_text=CONFLICT)
    await expect(conflict.get_by_role("row", name="Status")).to_contain_text("In progress")
    assert read(program, f"/tickets/{ticket['id']}")["status"] == "in_progress"
    desk.seen.assert_quiet("412")


async def test_an_assignment_does_not_cover_one_that_came_meanwhile(
    sit_down: Callable[..., Any], program: httpx.Client, product: Any, mark: str
):
    with product.client("analyst", "demo") as colleague:
        other = read(colleague, "/me")["principal"]["id"]
    ticket = new_ticket(program, f"Assigned {mark}")
    desk = await at(sit_down, ticket)
    await desk.page.get_by_label("Fields").get_by_role("combobox", name="Assignee").click()
    await desk.page.keyboard.type("admin")
    await desk.page.clock.run_for(500)
    changed(program, f"/tickets/{ticket['id']}", assignee_id=other, priority="p1")
    await desk.page.clock.run_for(POLLED)
    await expect(desk.page.get_by_role("combobox", name="Priority")).to_have_value("P1")
    await desk.page.get_by_role("option", name="admin").first.click()
    await expect(desk.page.get_by_role("alert").filter(has_text=CONFLICT)).to_be_visible()
    assert read(program, f"/tickets/{ticket['id']}")["assignee_id"] == other
    desk.seen.assert_quiet("412")


async def test_a_conflict_stays_when_another_field_is_changed(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    ticket = new_ticket(program, f"Two fields {mark}")
    desk = await at(sit_down, ticket)
    changed(program, f"/tickets/{ticket['id']}", priority="p1")
    await choose(desk.page, "Priority", "P4")
    conflict = desk.page.get_by_role("alert").filter(has_text=CONFLICT)
    await expect(conflict).to_be_visible()
    await choose(desk.page, "Severity", "Critical")
    await expect(desk.page.get_by_role("combobox", name="Severity")).to_have_value("Critical")
    await expect(conflict).to_have_count(1)
    await conflict.get_by_role("button", name="Apply mine").click()
    await expect(conflict).to_have_count(0)
    now = read(program, f"/tickets/{ticket['id']}")
    assert (now["priority"], now["severity"]) == ("p4", "critical")
    desk.seen.assert_quiet("412")


async def test_a_comment_stays_when_the_ticket_is_closed(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    ticket = new_ticket(program, f"Closed {mark}")
    desk = await at(sit_down, ticket)
    await desk.page.get_by_label("New comment").fill("A long finding.")
    changed(program, f"/tickets/{ticket['id']}", status="resolved", resolution={"reason": "other", "note": None})
    changed(program, f"/tickets/{ticket['id']}", status="closed")
    await desk.page.clock.run_for(POLLED)
    await expect(desk.page.get_by_text("The ticket was closed meanwhile")).to_be_visible()
    await expect(desk.page.get_by_label("New comment")).to_have_value("A long finding.")
    await expect(desk.page.get_by_role("button", name="Comment internally")).to_be_disabled()
    desk.seen.assert_quiet()


async def test_old_tickets_are_not_counted_as_new(sit_down: Callable[..., Any], program: httpx.Client, mark: str):
    for number in range(52):
        new_ticket(program, f"Old {number} {mark}")
    desk: Desk = await sit_down("analyst")
    await desk.page.clock.install()
    for order in ("created_at", "-created_at"):
        await desk.open(f"/tickets/?q={mark}&sort={order}")
        await expect(desk.page.locator("[data-row]")).to_have_count(50)
        async with desk.page.expect_response("**/tickets?*created_from*"):
            await desk.page.clock.run_for(POLLED)
        await expect(desk.page.get_by_role("button", name="new, refresh")).to_have_count(0)
    new_ticket(program, f"New {mark}")
    await desk.page.clock.run_for(POLLED)
    await expect(desk.page.get_by_role("button", name="1 new, refresh")).to_be_visible()
    desk.seen.assert_quiet()
