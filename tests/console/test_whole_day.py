"""A working day at the console, from an alert to the audit of the ticket that it became.

If ``ONEPROTECT_SCREENSHOTS`` names a folder, the test writes pictures into it: `tox run -e screenshots` updates those
of the documentation.
"""

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from playwright.async_api import expect

from tests.console import scenario
from tests.console.conftest import ConsolePage, OpenConsole, read
from tests.product import Product

FOLDER = os.environ.get("ONEPROTECT_SCREENSHOTS")
ALERTS = "/alerts/?" + urlencode({"source": scenario.SOURCES}, doseq=True)
TICKETS = f"/tickets/?sort=-priority&tag={scenario.TAG}"


async def take_picture(console: ConsolePage, name: str, *, width: int = 1360, height: int) -> None:
    """Take a picture of the page if pictures are wanted, in a window that its content fills."""
    if FOLDER is not None:
        await console.page.set_viewport_size({"width": width, "height": height})
        await console.page.wait_for_load_state("networkidle")
        await console.page.screenshot(path=Path(FOLDER) / f"{name}.png", animations="disabled")


@pytest.fixture
def colleagues(product: Product) -> Iterator[list[httpx.Client]]:
    """API clients of the other analysts of the team."""
    with ExitStack() as stack:
        yield [stack.enter_context(product.client("analyst", "demo", name)) for name in scenario.COLLEAGUES]


@pytest.fixture
async def shift(api: httpx.Client, colleagues: list[httpx.Client], product: Product) -> None:
    """The alerts and tickets at the start of a shift; for pictures, also those of the days before."""
    scenario.report_alerts(api)
    if FOLDER is not None:
        await scenario.backdate(product.database.superuser, scenario.resolve_tickets(colleagues, days=30))
    ages = scenario.open_tickets(colleagues)
    if FOLDER is not None:
        await scenario.backdate(product.database.superuser, ages)


async def triage(console: ConsolePage) -> None:
    page = console.page
    await console.open(ALERTS)
    rows = page.get_by_role("region", name="Alerts", exact=True).get_by_role("link")
    await expect(rows).to_have_count(len(scenario.ALERTS))
    panel = page.get_by_role("region", name="Selected alert")
    await console.press("j")
    await expect(panel.get_by_role("heading", name="ET SCAN Potential SSH Scan")).to_be_visible()
    await console.press("j")
    await expect(panel.get_by_role("heading", name=scenario.INCIDENT)).to_be_visible()
    await expect(panel.get_by_label("Raw event")).to_contain_text('"signature_id": 2033713')
    await take_picture(console, "alerts", height=810)
    await panel.get_by_role("combobox", name="Verdict").click()
    await page.get_by_role("option", name="True positive").click()
    await expect(panel.get_by_role("combobox", name="Verdict")).to_have_value("True positive")
    await page.get_by_role("heading", name="Alerts", level=1).click()
    await console.press("s")
    await page.get_by_role("option", name="In progress").click()
    await expect(panel.get_by_role("combobox", name="Status")).to_have_value("In progress")
    await page.get_by_role("heading", name="Alerts", level=1).click()
    await console.press("t")
    await panel.get_by_role("button", name="Open ticket").click()
    await expect(page.get_by_role("heading", name=scenario.INCIDENT, level=1)).to_be_visible()


async def work_on_ticket(console: ConsolePage, colleague: httpx.Client, ticket: str, product: Product) -> None:
    page = console.page
    details = page.get_by_role("complementary", name="Ticket details")
    await console.press("a")
    await page.get_by_role("option", name="analyst you").click()
    await expect(details.get_by_role("combobox", name="Assigned to")).to_have_value("analyst")
    await details.get_by_role("combobox", name="Priority").click()
    await page.get_by_role("option", name="P1").click()
    await details.get_by_role("combobox", name="Status").click()
    await page.get_by_role("option", name="In progress").click()
    await expect(details.get_by_role("combobox", name="Status")).to_have_value("In progress")
    for tag in ("malware", scenario.TAG):
        await details.get_by_role("combobox", name="Tags").fill(tag)
        await console.press("Enter")
    async with page.expect_response(lambda response: response.request.method == "PATCH"):
        await page.get_by_role("heading", name="Links").click()
    comment = page.get_by_label("New comment")
    await comment.fill("Isolated fin-ws-017 (192.0.2.17). m.fischer@example.com opened the attachment at 08:52.")
    await page.get_by_role("button", name="Add internal comment").click()
    await expect(comment).to_have_value("")
    scenario.join_work(product, colleague, ticket)
    await page.get_by_label("Comment visibility").get_by_text("Visible to auditors").click()
    await comment.fill("The host 192.0.2.17 was taken off the network within 10 minutes.")
    await page.get_by_role("button", name="Add comment visible to auditors").click()
    await expect(comment).to_have_value("")
    await page.get_by_role("button", name="Add link").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("combobox", name="Relation").click()
    await page.get_by_role("option", name="Caused by").click()
    await dialog.get_by_role("searchbox").fill(scenario.PHISHING)
    await dialog.get_by_role("button", name=scenario.PHISHING).click()
    await expect(page.get_by_role("list", name="Links").get_by_role("link", name=scenario.PHISHING)).to_be_visible()


async def resolve_and_reopen(console: ConsolePage) -> None:
    page = console.page
    status = page.get_by_role("complementary", name="Ticket details").get_by_role("combobox", name="Status")
    await console.press("s")
    await page.get_by_role("dialog").get_by_role("button", name="Mark as resolved").click()
    await page.get_by_role("combobox", name="Reason").click()
    await page.get_by_role("option", name="True positive").click()
    await page.get_by_label("Note").fill("Host reimaged and back on the network. Credentials of m.fischer were reset.")
    await take_picture(console, "resolve", height=800)
    await page.get_by_role("dialog").get_by_role("button", name="Resolve as true positive").click()
    await expect(status).to_have_value("Resolved")
    await status.click()
    await page.get_by_role("option", name="In progress").click()
    await expect(status).to_have_value("In progress")
    await page.get_by_role("tab", name="Timeline").click()
    entries = page.get_by_role("list", name="Timeline").get_by_role("listitem")
    await expect(entries.filter(has_text="Host reimaged and back on the network")).to_have_count(1)


async def audit(console: ConsolePage, ticket: str) -> None:
    page = console.page
    await console.open(f"/tickets/?id={ticket}")
    await expect(page.get_by_role("heading", name=scenario.INCIDENT, level=1)).to_be_visible()
    comments = page.get_by_role("list", name="Comments").get_by_role("listitem")
    await expect(comments).to_have_count(1)
    await expect(comments.get_by_title("Redacted: IP address")).to_be_visible()
    for control in ("Edit title", "Add link", "Add internal comment"):
        await expect(page.get_by_role("button", name=control)).to_have_count(0)
    await expect(page.get_by_label("New comment")).to_have_count(0)
    await take_picture(console, "auditor", height=520)
    await console.open(f"/audit/?target_id={ticket}")
    await expect(page.get_by_role("table", name="Audit records").locator("tbody tr").first).to_be_visible()
    await take_picture(console, "audit", height=500)
    body = await page.locator("body").inner_text()
    assert "m.fischer@example.com" not in json.dumps(body)
    await console.open(TICKETS)
    await expect(page.get_by_role("table", name="Tickets").get_by_role("link").first).to_be_visible()


async def test_from_the_alert_to_the_audit(
    open_console: OpenConsole, shift: None, api: httpx.Client, colleagues: list[httpx.Client], product: Product
):
    del shift
    analyst = await open_console(None)
    await analyst.open("/tickets/")
    await take_picture(analyst, "sign-in", height=460)
    await analyst.page.get_by_role("button", name="Analyst Triage alerts").click()
    await expect(analyst.page.get_by_role("heading", name="Tickets", level=1)).to_be_visible()
    await triage(analyst)
    ticket = analyst.page.url.partition("id=")[2]
    await work_on_ticket(analyst, colleagues[0], ticket, product)
    if FOLDER is not None:
        await scenario.stretch(product.database.superuser, ticket, minutes=41)
    await analyst.page.reload()
    await expect(analyst.page.get_by_role("list", name="Links").get_by_role("link").first).to_be_visible()
    await take_picture(analyst, "ticket", height=800)
    await resolve_and_reopen(analyst)
    await take_picture(analyst, "timeline", height=1000)
    await analyst.open(TICKETS)
    await expect(analyst.page.get_by_role("table", name="Tickets").get_by_role("link")).to_have_count(
        len(scenario.TICKETS) + 1
    )
    await analyst.press("j", "j")
    await take_picture(analyst, "tickets", height=550)
    await analyst.page.emulate_media(color_scheme="dark")
    await take_picture(analyst, "tickets-dark", height=550)
    await analyst.page.emulate_media(color_scheme="light")
    await analyst.open("/")
    await expect(analyst.page.get_by_role("heading", name="Open tickets by severity")).to_be_visible()
    await take_picture(analyst, "overview", width=1030, height=770)
    auditor = await open_console("auditor")
    await audit(auditor, ticket)
    assert read(api, f"/tickets/{ticket}")["status"] == "in_progress"
    analyst.log.assert_quiet()
    auditor.log.assert_quiet()
