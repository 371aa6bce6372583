"""What the panel of an alert shows beyond its triage: directions, sightings, reports from the source, and relations."""

from typing import Any

import httpx
import pytest
from playwright.async_api import Locator, expect

from tests.console.conftest import ConsolePage, OpenConsole, create_alert, create_ticket, create_ticket_from
from tests.console.test_accessible import assert_accessible
from tests.product import Product


def panel(console: ConsolePage) -> Locator:
    return console.page.get_by_role("region", name="Selected alert")


def related(console: ConsolePage) -> Locator:
    return panel(console).get_by_role("list", name="Related alerts and tickets").get_by_role("listitem")


def reports(console: ConsolePage) -> Locator:
    return panel(console).get_by_role("list", name="Reports from the source").get_by_role("listitem")


@pytest.fixture
def alert(api: httpx.Client, product: Product, marker: str) -> dict[str, Any]:
    """An alert with roles that was repeated, updated and closed by its source, and with related records."""
    unique = marker[4:]
    # A rule without letters of the host, so that an auditor can see it.
    rule = str(int(unique, 16) % 10**8)
    address = f"2001:db8::{unique[:4]}:{unique[4:8]}"
    report: dict[str, Any] = {
        "source": "suricata",
        "source_alert_id": marker,
        "title": f"Beacon {marker}",
        "severity": "high",
        "detected_at": "2026-01-02T03:04:05Z",
        "rule_id": rule,
        "assets": [
            {"type": "hostname", "value": f"{marker}.example.com", "role": "source"},
            {"type": "ip_address", "value": address, "role": "destination"},
            {"type": "user", "value": f"user-{marker}", "role": "actor"},
            {"type": "file", "value": f"C:\\{marker}.exe"},
        ],
    }
    asset = {"type": "hostname", "value": f"{marker.upper()}.example.com."}
    with product.client("ingest", "demo") as sensor:
        (first,) = sensor.post("/alerts/batch", json={"alerts": [report]}).json()["results"]
        for change in (
            {},
            {"activity": "update", "severity": "critical", "description": f"Still active on {marker}.example.com"},
            {"activity": "close", "severity": "low", "title": f"Beacon ended {marker}"},
        ):
            assert sensor.post("/alerts/batch", json={"alerts": [report | change]}).status_code == 200
    same_host = create_alert(api, f"Same host {marker}", assets=[asset])
    same_rule = create_alert(api, f"Same rule {marker}", rule_id=rule, assets=[])
    ticket = create_ticket_from(api, same_host)
    create_ticket(api, f"Unrelated {marker}")
    return {"id": first["id"], "rule": rule, "address": address, "same_rule": same_rule["id"], "ticket": ticket}


async def test_assets_are_shown_in_their_direction(console: ConsolePage, alert: dict[str, Any], marker: str):
    await console.open(f"/alerts/?id={alert['id']}")
    assets = panel(console).get_by_role("list", name="Assets").get_by_role("listitem")
    await expect(assets).to_have_text(
        [
            f"Source: Hostname {marker}.example.com→Destination: IP address {alert['address']}",
            f"Actor: User user-{marker}",
            f"File C:\\{marker}.exe",
        ]
    )


async def test_sightings_and_reports_from_the_source_are_shown(
    console: ConsolePage, alert: dict[str, Any], marker: str
):
    await console.open(f"/alerts/?id={alert['id']}")
    await expect(panel(console).get_by_text("Seen 4 times")).to_be_visible()
    await expect(panel(console).get_by_text("Last seen just now")).to_be_visible()
    await expect(panel(console).get_by_role("combobox", name="Severity")).to_have_value("High")
    await expect(reports(console)).to_have_count(2)
    closed, updated = reports(console).nth(0), reports(console).nth(1)
    for text in ("Closed", "Low", "just now", f"Beacon ended {marker}"):
        await expect(closed.get_by_text(text, exact=True)).to_be_visible()
    for text in ("Updated", "Critical", "just now", f"Still active on {marker}.example.com"):
        await expect(updated.get_by_text(text, exact=True)).to_be_visible()
    # The title of the alert is not repeated.
    await expect(updated.get_by_text("Beacon")).to_have_count(0)


async def test_alert_that_was_seen_once_has_no_reports(console: ConsolePage, alert: dict[str, Any]):
    asked: list[str] = []
    console.page.on("request", lambda request: asked.append(request.url))
    await console.open(f"/alerts/?id={alert['same_rule']}")
    await expect(panel(console).get_by_text("Seen once")).to_be_visible()
    await expect(related(console)).to_have_count(1)
    await expect(panel(console).get_by_role("heading", name="Reports from the source")).to_have_count(0)
    assert not any("/reports" in url for url in asked)


async def test_related_records_are_links_with_what_is_shared(console: ConsolePage, alert: dict[str, Any], marker: str):
    page = console.page
    await console.open(f"/alerts/?q={marker}&id={alert['id']}")
    await expect(related(console).get_by_role("link")).to_have_text(
        [f"#{alert['ticket']['number']} Same host {marker}", f"Same rule {marker}", f"Same host {marker}"]
    )
    host = f"Shares hostname {marker}.example.com"
    for position, texts in enumerate((("Ticket", host), ("Alert", f"Shares rule {alert['rule']}"), ("Alert", host))):
        for text in (*texts, "High", "New", "Created just now"):
            await expect(related(console).nth(position).get_by_text(text, exact=True)).to_be_visible()
    await related(console).get_by_role("link", name=f"Same rule {marker}").press("Enter")
    await expect(panel(console).get_by_role("heading", name=f"Same rule {marker}")).to_be_visible()
    await expect(panel(console)).to_be_focused()
    assert f"q={marker}" in page.url
    await expect(related(console).get_by_role("link")).to_have_text([f"Beacon {marker}"])
    await page.go_back()
    await expect(panel(console).get_by_role("heading", name=f"Beacon {marker}")).to_be_visible()
    await related(console).get_by_role("link", name=f"#{alert['ticket']['number']}").click()
    await expect(page.get_by_role("heading", name=f"Same host {marker}", level=1)).to_be_visible()


async def test_long_lists_of_related_records_load_in_pages(console: ConsolePage, api: httpx.Client, marker: str):
    asset = {"type": "hostname", "value": f"{marker}.example.com"}
    alerts = [create_alert(api, f"Alert {number} {marker}", assets=[asset]) for number in range(13)]
    await console.open(f"/alerts/?id={alerts[0]['id']}")
    await expect(related(console)).to_have_count(10)
    await panel(console).get_by_role("button", name="Load more related records").click()
    await expect(related(console)).to_have_count(12)


async def test_many_shared_values_are_counted(console: ConsolePage, api: httpx.Client, marker: str):
    assets = [{"type": "hostname", "value": f"{marker}-{number}.example.com"} for number in range(8)]
    alerts = [create_alert(api, f"Alert {number} {marker}", assets=assets) for number in range(2)]
    await console.open(f"/alerts/?id={alerts[0]['id']}")
    await expect(related(console)).to_contain_text(", and 3 more")


async def test_alert_without_relations_says_so(console: ConsolePage, api: httpx.Client, marker: str):
    alone = create_alert(api, f"Alone {marker}", assets=[])
    await console.open(f"/alerts/?id={alone['id']}")
    await expect(panel(console).get_by_text("No other alert or ticket shares an asset or the rule.")).to_be_visible()


async def test_source_and_rule_filter_the_list(console: ConsolePage, alert: dict[str, Any], marker: str):
    await console.open(f"/alerts/?q={marker}&id={alert['id']}")
    rows = console.page.locator("[data-row]")
    await expect(rows).to_have_count(3)
    await panel(console).get_by_role("link", name=f"Rule {alert['rule']}").click()
    await expect(rows).to_have_count(2)
    await console.page.get_by_role("button", name=f"Remove filter Rule: {alert['rule']}").click()
    await expect(rows).to_have_count(3)


async def test_auditor_reads_redacted_details(open_console: OpenConsole, alert: dict[str, Any], marker: str):
    console = await open_console("auditor")
    await console.open(f"/alerts/?id={alert['id']}")
    assets = panel(console).get_by_role("list", name="Assets").get_by_role("listitem")
    await expect(assets.first).to_have_text("Source: Hostname host→Destination: IP address IP")
    await expect(assets.first.get_by_title("Redacted: host name")).to_be_visible()
    await expect(reports(console)).to_have_count(2)
    await expect(reports(console).nth(1).get_by_title("Redacted: host name")).to_be_visible()
    # What is redacted is not known to be equal, so only the rule relates.
    await expect(related(console).get_by_role("link")).to_have_text([f"Same rule {marker}"])
    await expect(related(console)).to_contain_text(f"Shares rule {alert['rule']}")
    assert f"{marker}.example.com" not in await console.page.content()
    console.log.assert_quiet()


@pytest.mark.parametrize("identity", ["analyst", "auditor"])
@pytest.mark.parametrize("width", [1360, 680, 400])
async def test_details_are_accessible_and_fit_at_every_width(
    open_console: OpenConsole, alert: dict[str, Any], identity: str, width: int
):
    console = await open_console(identity)
    await console.page.set_viewport_size({"width": width, "height": 800})
    await console.open(f"/alerts/?id={alert['id']}")
    await expect(reports(console)).to_have_count(2)
    await expect(related(console).first).to_be_visible()
    # On a narrow screen, the alert is above the list and not scrolled out of view.
    await expect(panel(console).get_by_role("heading").first).to_be_in_viewport()
    assert await console.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await assert_accessible(console)
    console.log.assert_quiet()
