"""The triage queue: by keyboard, by mouse, with filters, and empty."""

from typing import Any

import httpx
import pytest
from playwright.async_api import Locator, expect

from tests.console.conftest import ConsolePage, OpenConsole, create_alert, read, update


def selected(console: ConsolePage) -> Locator:
    return console.page.get_by_role("region", name="Selected alert")


def listed(console: ConsolePage) -> Locator:
    return console.page.get_by_role("region", name="Alerts", exact=True).get_by_role("link")


@pytest.fixture
def three_alerts(api: httpx.Client, marker: str) -> list[dict[str, Any]]:
    alerts = [
        create_alert(api, f"First {marker}", detected_at="2026-01-03T00:00:00Z", severity="low"),
        create_alert(api, f"Second {marker}", detected_at="2026-01-02T00:00:00Z", source="prowler", raw=None),
        create_alert(api, f"Third {marker}", detected_at="2026-01-01T00:00:00Z"),
    ]
    update(api, f"/alerts/{alerts[1]['id']}", status="resolved", verdict="duplicate")
    assert api.post(f"/alerts/{alerts[2]['id']}/ticket").status_code == 201
    return alerts


async def test_alerts_are_triaged_by_keyboard(
    console: ConsolePage, three_alerts: list[dict[str, Any]], api: httpx.Client, marker: str
):
    await console.open(f"/alerts/?q={marker}")
    await expect(listed(console)).to_have_text([f"First {marker}", f"Second {marker}", f"Third {marker}"])
    await expect(selected(console).get_by_role("heading", name="No alert selected")).to_be_visible()
    await console.press("j")
    await expect(selected(console).get_by_role("heading", name=f"First {marker}")).to_be_visible()
    await expect(selected(console).get_by_label("Raw event")).to_contain_text('"src_ip": "192.0.2.7"')
    await expect(selected(console)).to_contain_text("192.0.2.7")
    await console.press("v")
    await console.page.get_by_role("option", name="True positive").click()
    await expect(selected(console).get_by_role("combobox", name="Verdict")).to_have_value("True positive")
    await console.page.locator("h1").click()
    await console.press("s")
    await console.page.get_by_role("option", name="In progress").click()
    await expect(selected(console).get_by_role("combobox", name="Status")).to_have_value("In progress")
    await console.page.locator("h1").click()
    await console.press("t")
    await expect(selected(console).get_by_role("button", name="Open ticket")).to_be_visible()
    alert = read(api, f"/alerts/{three_alerts[0]['id']}")
    assert (alert["status"], alert["verdict"]) == ("in_progress", "true_positive")
    first = listed(console).locator("xpath=..").nth(0)
    for label in ("In progress", "True positive", "Has ticket"):
        await expect(first.get_by_text(label, exact=True)).to_be_visible()
    await console.press("j")
    await expect(selected(console).get_by_role("heading", name=f"Second {marker}")).to_be_visible()
    await expect(selected(console).get_by_label("Raw event")).to_have_count(0)
    await console.press("k")
    await expect(selected(console).get_by_role("heading", name=f"First {marker}")).to_be_visible()
    await console.press("t")
    await expect(console.page.get_by_role("heading", name=f"First {marker}", level=1)).to_be_visible()
    ticket = read(api, f"/tickets/{alert['ticket_id']}")
    assert (ticket["title"], ticket["severity"], ticket["source"]["kind"]) == (f"First {marker}", "low", "alert")
    await console.page.get_by_role("complementary", name="Ticket details").get_by_role("link", name="Alert").click()
    await expect(selected(console).get_by_role("heading", name=f"First {marker}")).to_be_visible()


async def test_alerts_are_triaged_by_mouse(console: ConsolePage, three_alerts: list[dict[str, Any]], marker: str):
    await console.open(f"/alerts/?q={marker}")
    await listed(console).filter(has_text="Third").click()
    await expect(selected(console).get_by_role("button", name="Open ticket")).to_be_visible()
    assert f"id={three_alerts[2]['id']}" in console.page.url
    assert f"q={marker}" in console.page.url
    await listed(console).filter(has_text="First").click()
    await expect(selected(console).get_by_role("heading", name=f"First {marker}")).to_be_visible()
    await selected(console).get_by_role("button", name="Next alert").click()
    await expect(selected(console).get_by_role("heading", name=f"Second {marker}")).to_be_visible()
    await selected(console).get_by_role("button", name="Create ticket").click()
    await selected(console).get_by_role("button", name="Open ticket").click()
    await expect(console.page.get_by_role("heading", name=f"Second {marker}", level=1)).to_be_visible()


@pytest.mark.parametrize(
    ("label", "option", "expected"),
    [
        ("Status", "Resolved", ["Second"]),
        ("Severity", "Low", ["First"]),
        ("Verdict", "Duplicate", ["Second"]),
        ("Ticket", "Has ticket", ["Third"]),
        ("Ticket", "No ticket", ["First", "Second"]),
        ("Sort by", "Oldest first", ["Third", "Second", "First"]),
    ],
)
async def test_filters_and_order_survive_a_reload(
    console: ConsolePage, three_alerts: list[dict[str, Any]], marker: str, label: str, option: str, expected: list[str]
):
    del three_alerts
    await console.open(f"/alerts/?q={marker}")
    await expect(listed(console)).to_have_count(3)
    if label in {"Ticket", "Sort by"}:
        await console.page.get_by_role("combobox", name=label).click()
        await console.page.get_by_role("option", name=option).click()
    else:
        await console.page.get_by_role("button", name=label, exact=True).click()
        await console.page.get_by_role("checkbox", name=option).check()
    await expect(listed(console)).to_have_text([f"{title} {marker}" for title in expected])
    await console.page.reload()
    await expect(listed(console)).to_have_text([f"{title} {marker}" for title in expected])


async def test_empty_queue_and_no_matches_are_distinguished(open_console: OpenConsole):
    console = await open_console("second-tenant-analyst")
    await console.open("/alerts/")
    await expect(console.page.get_by_role("heading", name="No alerts yet")).to_be_visible()
    await console.open("/alerts/?status=new")
    await expect(console.page.get_by_role("heading", name="No alerts match these filters")).to_be_visible()
    await console.page.get_by_role("button", name="Clear filters").first.click()
    await expect(console.page.get_by_role("heading", name="No alerts yet")).to_be_visible()
    await console.open("/alerts/?id=019a5f3e-7c1b-7d20-9b1a-3f6f0c2d4e55")
    await expect(console.page.get_by_role("heading", name="Alert not found")).to_be_visible()
    console.log.assert_quiet("404")
