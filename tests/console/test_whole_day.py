"""A day at the console, from a sensor's alert to the auditor's look at what became of it.

``ONEPROTECT_SCREENSHOTS`` names a folder for pictures of its stations: `tox run -e screenshots` makes README's anew.
"""

import json
import os
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from playwright.async_api import expect

from tests.console.conftest import ConsolePage, OpenConsole, create_alert, create_ticket

# Suricata EVE as its documentation describes it; the addresses are of RFC 5737.
EVE = [
    ("ET SCAN Potential SSH Scan", "198.51.100.23", 2, "high"),
    ("ET POLICY Outbound RDP to the Internet", "192.0.2.41", 3, "low"),
    ("ET MALWARE Beacon to a known command server", "192.0.2.17", 1, "critical"),
    ("GPL SNMP public access udp", "203.0.113.9", 2, "medium"),
    ("ET WEB_SERVER Possible SQL injection in URI", "198.51.100.77", 1, "high"),
]
FOLDER = os.environ.get("ONEPROTECT_SCREENSHOTS")


async def picture(console: ConsolePage, name: str) -> None:
    """Take a picture where pictures are wanted."""
    if FOLDER is not None:
        await console.page.wait_for_load_state("networkidle")
        await console.page.screenshot(path=Path(FOLDER) / f"{name}.png", animations="disabled")


@pytest.fixture
def marker() -> str:
    """A word that looks well in pictures and is in no other test's tickets."""
    return f"plant-{uuid4().hex[:4]}"


@pytest.fixture
def morning(api: httpx.Client, marker: str) -> str:
    """What a night has brought: alerts of a sensor, and tickets of yesterday."""
    for number, (title, address, level, severity) in enumerate(EVE):
        raw = {
            "timestamp": f"2026-01-02T03:0{number}:05.678901+0000",
            "event_type": "alert",
            "src_ip": address,
            "dest_ip": "192.0.2.1",
            "proto": "TCP",
            "alert": {"signature": title, "severity": level, "signature_id": 2_001_219 + number},
        }
        members = {"severity": severity, "detected_at": f"2026-01-02T03:0{number}:05Z", "raw": raw}
        assets = [{"type": "ip_address", "value": address}]
        create_alert(api, f"{title} ({marker})", description=f"Seen from {address}.", assets=assets, **members)
    for title, members in (
        ("Phishing mail to accounting", {"priority": "p1", "severity": "high", "tags": ["mail", "phishing"]}),
        ("Expired certificate on the build server", {"priority": "p4", "severity": "low", "tags": ["tls"]}),
        ("Unusual sign-in from two countries", {"priority": "p2", "severity": "medium", "tags": ["identity"]}),
        ("USB storage on a kiosk", {"priority": "p3", "severity": "informational"}),
    ):
        create_ticket(api, f"{title} ({marker})", description="Opened by the night shift.", **members)
    return marker


async def triage(console: ConsolePage, marker: str) -> None:
    page = console.page
    await console.open(f"/alerts/?q={marker}&status=new")
    rows = page.get_by_role("region", name="Alerts", exact=True).get_by_role("link")
    await expect(rows).to_have_count(len(EVE))
    await console.press("j", "j")
    panel = page.get_by_role("region", name="Selected alert")
    await expect(panel.get_by_role("heading", name="GPL SNMP public access udp")).to_be_visible()
    await console.press("j")
    await expect(panel.get_by_role("heading", name="ET MALWARE Beacon")).to_be_visible()
    await expect(panel.get_by_label("Raw event")).to_contain_text('"signature_id": 2001221')
    await picture(console, "alerts")
    await panel.get_by_role("combobox", name="Verdict").click()
    await page.get_by_role("option", name="True positive").click()
    await expect(panel.get_by_role("combobox", name="Verdict")).to_have_value("True positive")
    await page.get_by_role("heading", name="Alerts", level=1).click()
    await console.press("t")
    await panel.get_by_role("button", name="Open ticket").click()
    await expect(page.get_by_role("heading", name="ET MALWARE Beacon", level=1)).to_be_visible()


async def work(console: ConsolePage, marker: str) -> None:
    page = console.page
    fields = page.get_by_role("complementary", name="Ticket details")
    await console.press("a")
    await page.get_by_role("option", name="analyst you").click()
    await expect(fields.get_by_role("combobox", name="Assigned to")).to_have_value("analyst")
    await fields.get_by_role("combobox", name="Priority").click()
    await page.get_by_role("option", name="P1").click()
    await fields.get_by_role("combobox", name="Status").click()
    await page.get_by_role("option", name="In progress").click()
    await expect(fields.get_by_role("combobox", name="Status")).to_have_value("In progress")
    comment = page.get_by_label("New comment")
    await comment.fill("Isolated 192.0.2.17 together with eve@example.com; the proxy logs follow.")
    await page.get_by_role("button", name="Add internal comment").click()
    await expect(comment).to_have_value("")
    await page.get_by_text("Auditors see it", exact=True).click()
    await comment.fill("The host 192.0.2.17 was taken off the network within 10 minutes.")
    await page.get_by_role("button", name="Add comment visible to auditors").click()
    await expect(comment).to_have_value("")
    await page.get_by_role("button", name="Add link").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("searchbox").fill(f"Phishing {marker}")
    await dialog.get_by_role("button", name="Phishing mail to accounting").click()
    await expect(page.get_by_role("list", name="Links").get_by_role("link", name="Phishing mail")).to_be_visible()
    await picture(console, "ticket")


async def resolve_and_reopen(console: ConsolePage) -> None:
    page = console.page
    status = page.get_by_role("complementary", name="Ticket details").get_by_role("combobox", name="Status")
    await console.press("s")
    await page.get_by_role("dialog").get_by_role("button", name="Mark as resolved").click()
    await page.get_by_role("combobox", name="Reason").click()
    await page.get_by_role("option", name="True positive").click()
    await page.get_by_label("Note").fill("Cleaned and back on the network; see mail of eve@example.com.")
    await picture(console, "resolve")
    await page.get_by_role("dialog").get_by_role("button", name="Resolve").click()
    await expect(status).to_have_value("Resolved")
    await status.click()
    await page.get_by_role("option", name="In progress").click()
    await expect(status).to_have_value("In progress")
    await page.get_by_role("tab", name="Timeline").click()
    entries = page.get_by_role("list", name="Timeline").get_by_role("listitem")
    await expect(entries.filter(has_text="Cleaned and back on the network")).to_have_count(1)
    await picture(console, "timeline")


async def look_back(console: ConsolePage, ticket: str, marker: str) -> None:
    page = console.page
    await console.open(f"/tickets/?id={ticket}")
    await expect(page.get_by_role("heading", name="ET MALWARE Beacon", level=1)).to_be_visible()
    comments = page.get_by_role("list", name="Comments").get_by_role("listitem")
    await expect(comments).to_have_count(1)
    await expect(comments.get_by_title("Redacted: IP address")).to_be_visible()
    for control in ("Edit title", "Add link", "Add internal comment"):
        await expect(page.get_by_role("button", name=control)).to_have_count(0)
    await expect(page.get_by_label("New comment")).to_have_count(0)
    await picture(console, "auditor")
    await console.open(f"/audit/?target_id={ticket}")
    await expect(page.get_by_role("table", name="Audit records").locator("tbody tr").first).to_be_visible()
    await picture(console, "audit")
    body = await page.locator("body").inner_text()
    assert "eve@example.com" not in json.dumps(body)
    await console.open(f"/tickets/?q={marker}")
    await expect(page.get_by_role("table", name="Tickets").get_by_role("link").first).to_be_visible()


async def test_from_the_alert_to_the_audit(open_console: OpenConsole, morning: str):
    analyst: ConsolePage = await open_console(None)
    await analyst.open("/tickets/")
    await picture(analyst, "sign-in")
    await analyst.page.get_by_role("button", name="Analyst Triage alerts").click()
    await expect(analyst.page.get_by_role("heading", name="Tickets", level=1)).to_be_visible()
    await triage(analyst, morning)
    ticket = analyst.page.url.partition("id=")[2]
    await work(analyst, morning)
    await resolve_and_reopen(analyst)
    await analyst.open(f"/tickets/?q={morning}&sort=-priority")
    await expect(analyst.page.get_by_role("table", name="Tickets").get_by_role("link")).to_have_count(5)
    await analyst.press("j", "j")
    await picture(analyst, "tickets")
    await analyst.page.emulate_media(color_scheme="dark")
    await picture(analyst, "tickets-dark")
    await analyst.open("/")
    await expect(analyst.page.get_by_role("heading", name="Open tickets by severity")).to_be_visible()
    await picture(analyst, "overview")
    auditor: ConsolePage = await open_console("auditor")
    await look_back(auditor, ticket, morning)
    analyst.log.assert_quiet()
    auditor.log.assert_quiet()
