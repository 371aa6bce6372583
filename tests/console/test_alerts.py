"""Triage: the next alert is a key away, and a ticket another."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.async_api import Locator, expect

from tests.console.conftest import Desk, changed, new_alert, read


def panel(desk: Desk) -> Locator:
    return desk.page.get_by_role("region", name="The chosen alert")


def listed(desk: Desk) -> Locator:
    return desk.page.get_by_role("region", name="Alerts", exact=True).get_by_role("link")


@pytest.fixture
def three(program: httpx.Client, mark: str) -> list[dict[str, Any]]:
    made = [
        new_alert(program, f"First {mark}", detected_at="2026-01-03T00:00:00Z", severity="low"),
        new_alert(program, f"Second {mark}", detected_at="2026-01-02T00:00:00Z", source="prowler", raw=None),
        new_alert(program, f"Third {mark}", detected_at="2026-01-01T00:00:00Z"),
    ]
    changed(program, f"/alerts/{made[1]['id']}", status="resolved", verdict="duplicate")
    assert program.post(f"/alerts/{made[2]['id']}/ticket").status_code == 201
    return made


async def test_a_queue_is_worked_off_by_keyboard(
    analyst_desk: Desk, three: list[dict[str, Any]], program: httpx.Client, mark: str
):
    desk = analyst_desk
    await desk.open(f"/alerts/?q={mark}")
    await expect(listed(desk)).to_have_text([f"First {mark}", f"Second {mark}", f"Third {mark}"])
    await expect(panel(desk).get_by_role("heading", name="No alert is chosen")).to_be_visible()
    await desk.press("j")
    await expect(panel(desk).get_by_role("heading", name=f"First {mark}")).to_be_visible()
    await expect(panel(desk).get_by_label("Original document")).to_contain_text('"src_ip": "192.0.2.7"')
    await expect(panel(desk)).to_contain_text("192.0.2.7")
    await desk.press("v")
    await desk.page.get_by_role("option", name="True positive").click()
    await expect(panel(desk).get_by_role("combobox", name="Verdict")).to_have_value("True positive")
    await desk.page.locator("h1").click()
    await desk.press("s")
    await desk.page.get_by_role("option", name="In progress").click()
    await expect(panel(desk).get_by_role("combobox", name="Status")).to_have_value("In progress")
    await desk.page.locator("h1").click()
    await desk.press("t")
    await expect(panel(desk).get_by_role("button", name="Open ticket")).to_be_visible()
    now = read(program, f"/alerts/{three[0]['id']}")
    assert (now["status"], now["verdict"]) == ("in_progress", "true_positive")
    first = listed(desk).locator("xpath=..").nth(0)
    for word in ("In progress", "True positive", "Ticket"):
        await expect(first.get_by_text(word, exact=True)).to_be_visible()
    await desk.press("j")
    await expect(panel(desk).get_by_role("heading", name=f"Second {mark}")).to_be_visible()
    await expect(panel(desk).get_by_label("Original document")).to_have_count(0)
    await desk.press("k")
    await expect(panel(desk).get_by_role("heading", name=f"First {mark}")).to_be_visible()
    await desk.press("t")
    await expect(desk.page.get_by_role("heading", name=f"First {mark}", level=1)).to_be_visible()
    ticket = read(program, f"/tickets/{now['ticket_id']}")
    assert (ticket["title"], ticket["severity"], ticket["source"]["kind"]) == (f"First {mark}", "low", "alert")
    await desk.page.get_by_role("complementary", name="Fields").get_by_role("link", name="Alert").click()
    await expect(panel(desk).get_by_role("heading", name=f"First {mark}")).to_be_visible()


async def test_by_mouse_it_is_the_same(analyst_desk: Desk, three: list[dict[str, Any]], mark: str):
    desk = analyst_desk
    await desk.open(f"/alerts/?q={mark}")
    await listed(desk).filter(has_text="Third").click()
    await expect(panel(desk).get_by_role("button", name="Open ticket")).to_be_visible()
    assert f"id={three[2]['id']}" in desk.page.url
    assert f"q={mark}" in desk.page.url
    await listed(desk).filter(has_text="First").click()
    await expect(panel(desk).get_by_role("heading", name=f"First {mark}")).to_be_visible()
    await panel(desk).get_by_role("button", name="Next alert").click()
    await expect(panel(desk).get_by_role("heading", name=f"Second {mark}")).to_be_visible()
    await panel(desk).get_by_role("button", name="Create ticket").click()
    await panel(desk).get_by_role("button", name="Open ticket").click()
    await expect(desk.page.get_by_role("heading", name=f"Second {mark}", level=1)).to_be_visible()


@pytest.mark.parametrize(
    ("label", "option", "left"),
    [
        ("Status", "Resolved", ["Second"]),
        ("Severity", "Low", ["First"]),
        ("Verdict", "Duplicate", ["Second"]),
        ("Ticket", "With a ticket", ["Third"]),
        ("Ticket", "Without a ticket", ["First", "Second"]),
        ("Order", "Oldest first", ["Third", "Second", "First"]),
    ],
)
async def test_the_queue_is_narrowed(
    analyst_desk: Desk, three: list[dict[str, Any]], mark: str, label: str, option: str, left: list[str]
):
    del three
    desk = analyst_desk
    await desk.open(f"/alerts/?q={mark}")
    await expect(listed(desk)).to_have_count(3)
    if label in {"Ticket", "Order"}:
        await desk.page.get_by_role("combobox", name=label).click()
        await desk.page.get_by_role("option", name=option).click()
    else:
        await desk.page.get_by_role("button", name=label, exact=True).click()
        await desk.page.get_by_role("checkbox", name=option).check()
    await expect(listed(desk)).to_have_text([f"{title} {mark}" for title in left])
    await desk.page.reload()
    await expect(listed(desk)).to_have_text([f"{title} {mark}" for title in left])


async def test_nothing_and_no_match_are_told_apart(sit_down: Callable[..., Any]):
    desk = await sit_down("second-tenant-analyst")
    await desk.open("/alerts/")
    await expect(desk.page.get_by_role("heading", name="There are no alerts yet")).to_be_visible()
    await desk.open("/alerts/?status=new")
    await expect(desk.page.get_by_role("heading", name="No alert fits these filters")).to_be_visible()
    await desk.page.get_by_role("button", name="Clear filters").first.click()
    await expect(desk.page.get_by_role("heading", name="There are no alerts yet")).to_be_visible()
    await desk.open("/alerts/?id=019a5f3e-7c1b-7d20-9b1a-3f6f0c2d4e55")
    await expect(desk.page.get_by_role("heading", name="There is no such alert")).to_be_visible()
    desk.seen.assert_quiet("404")
