"""The audit trail: found by outcome, actor, operation and time, and from the error that it tells of."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.async_api import Locator, Route, expect

from tests.console.conftest import Desk, changed, new_ticket, read


def rows(desk: Desk) -> Locator:
    return desk.page.get_by_role("table", name="Audit records").locator("tbody tr")


@pytest.fixture
def trail(program: httpx.Client, mark: str, product: Any) -> dict[str, Any]:
    """A ticket that was made and changed, and a change of it that was denied."""
    ticket = new_ticket(program, f"Audited {mark}")
    changed(program, f"/tickets/{ticket['id']}", priority="p1")
    with product.client("ingest", "demo") as sensor:
        sensor.post(f"/tickets/{ticket['id']}/comments", json={"body": "x"})
    return ticket


async def test_records_are_narrowed_by_outcome_actor_operation_and_time(analyst_desk: Desk, trail: dict[str, Any]):
    desk = analyst_desk
    await desk.open(f"/audit/?target_id={trail['id']}")
    await expect(rows(desk)).to_have_count(3)
    await desk.page.get_by_role("button", name="Outcome", exact=True).click()
    await desk.page.get_by_role("checkbox", name="Denied").check()
    await expect(rows(desk)).to_have_count(1)
    await expect(rows(desk).first).to_contain_text("forbidden")
    await expect(rows(desk).first).to_contain_text("ingest")
    await desk.page.get_by_role("checkbox", name="Allowed").check()
    await expect(rows(desk)).to_have_count(2)
    await desk.press("Escape")
    await desk.page.get_by_role("button", name="Operation", exact=True).click()
    await desk.page.get_by_role("checkbox", name="Update ticket").check()
    await expect(rows(desk)).to_have_count(1)
    await desk.press("Escape")
    await desk.page.get_by_role("button", name="Actor", exact=True).click()
    await desk.page.get_by_role("checkbox", name="admin", exact=True).check()
    await expect(rows(desk)).to_have_count(1)
    await desk.press("Escape")
    await desk.page.get_by_role("combobox", name="Time").click()
    await desk.page.get_by_role("option", name="Last hour").click()
    await expect(rows(desk)).to_have_count(1)
    assert "occurred_from=" in desk.page.url
    await desk.open(f"/audit/?target_id={trail['id']}&occurred_to=2026-01-01T00:00:00Z")
    await expect(desk.page.get_by_role("heading", name="No audit record fits")).to_be_visible()


async def test_a_record_is_shown_whole(analyst_desk: Desk, trail: dict[str, Any]):
    desk = analyst_desk
    await desk.open(f"/audit/?target_id={trail['id']}&operation_id=update_ticket")
    await rows(desk).get_by_role("link").first.click()
    record = desk.page.get_by_role("dialog", name="Audit record")
    await expect(record.get_by_role("row", name="Priority")).to_contain_text("p3")
    await expect(record.get_by_role("row", name="Priority")).to_contain_text("p1")
    await expect(record.get_by_text("admin")).to_be_visible()
    await record.get_by_role("link", name=f"Ticket {trail['id']}").click()
    await expect(desk.page.get_by_role("heading", name=trail["title"])).to_be_visible()
    await desk.page.go_back()
    await expect(record).to_be_visible()
    await desk.press("Escape")
    await expect(record).to_have_count(0)
    await expect(rows(desk)).to_have_count(1)


async def test_an_error_leads_to_its_record(sit_down: Callable[..., Any], trail: dict[str, Any], program: httpx.Client):
    desk = await sit_down("analyst")
    await desk.open(f"/tickets/?id={trail['id']}")

    async def ask_for_too_much(route: Route) -> None:
        # The console offers no such move; the server's refusal is a real one.
        await (
            route.continue_(post_data=json.dumps({"status": "closed"}))
            if route.request.method == "PATCH"
            else route.fallback()
        )

    await desk.page.route("**/api/v1/tickets/*", ask_for_too_much)
    await desk.page.get_by_role("combobox", name="Priority").click()
    await desk.page.get_by_role("option", name="P4").click()
    error = desk.page.get_by_role("alert").filter(has_text="invalid-transition")
    await error.get_by_role("link", name="Audit record of this denial").click()
    record = desk.page.get_by_role("dialog", name="Audit record")
    await expect(record.get_by_text("invalid-transition")).to_be_visible()
    denied = read(program, "/audit-records", target_id=trail["id"], outcome="denied", limit=1)["items"][0]
    await expect(record.get_by_text(denied["id"])).to_be_visible()
    desk.seen.assert_quiet("409")
