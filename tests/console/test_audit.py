"""The audit log: its filters, its records, and the link to it from an error."""

import json
from typing import Any

import httpx
import pytest
from playwright.async_api import Locator, Route, expect

from tests.console.conftest import ConsolePage, OpenConsole, create_ticket, read, update


def rows(console: ConsolePage) -> Locator:
    return console.page.get_by_role("table", name="Audit records").locator("tbody tr")


@pytest.fixture
def audited_ticket(api: httpx.Client, marker: str, product: Any) -> dict[str, Any]:
    """A ticket that was created and changed, with one denied change."""
    ticket = create_ticket(api, f"Audited {marker}")
    update(api, f"/tickets/{ticket['id']}", priority="p1")
    with product.client("ingest", "demo") as sensor:
        sensor.post(f"/tickets/{ticket['id']}/comments", json={"body": "x"})
    return ticket


async def test_records_are_filtered_by_outcome_actor_operation_and_time(
    console: ConsolePage, audited_ticket: dict[str, Any]
):
    await console.open(f"/audit/?target_id={audited_ticket['id']}")
    await expect(rows(console)).to_have_count(3)
    await console.page.get_by_role("button", name="Outcome", exact=True).click()
    await console.page.get_by_role("checkbox", name="Denied").check()
    await expect(rows(console)).to_have_count(1)
    await expect(rows(console).first).to_contain_text("Forbidden")
    await expect(rows(console).first).to_contain_text("ingest")
    await console.page.get_by_role("checkbox", name="Allowed").check()
    await expect(rows(console)).to_have_count(2)
    await console.press("Escape")
    await console.page.get_by_role("button", name="Operation", exact=True).click()
    await console.page.get_by_role("checkbox", name="Update ticket").check()
    await expect(rows(console)).to_have_count(1)
    await console.press("Escape")
    await console.page.get_by_role("button", name="Actor", exact=True).click()
    await console.page.get_by_role("checkbox", name="admin", exact=True).check()
    await expect(rows(console)).to_have_count(1)
    await console.press("Escape")
    await console.page.get_by_role("combobox", name="Time").click()
    await console.page.get_by_role("option", name="Last hour").click()
    await expect(rows(console)).to_have_count(1)
    assert "occurred_from=" in console.page.url
    await console.open(f"/audit/?target_id={audited_ticket['id']}&occurred_to=2026-01-01T00:00:00Z")
    await expect(console.page.get_by_role("heading", name="No audit records match these filters")).to_be_visible()


async def test_record_shows_changes_and_links_to_its_target(console: ConsolePage, audited_ticket: dict[str, Any]):
    await console.open(f"/audit/?target_id={audited_ticket['id']}&operation_id=update_ticket")
    await rows(console).get_by_role("link").first.click()
    record = console.page.get_by_role("dialog", name="Audit record")
    await expect(record.get_by_role("row", name="Priority")).to_contain_text("P3")
    await expect(record.get_by_role("row", name="Priority")).to_contain_text("P1")
    await expect(record.get_by_text("admin")).to_be_visible()
    await record.get_by_role("link", name=f"Ticket {audited_ticket['id']}").click()
    await expect(console.page.get_by_role("heading", name=audited_ticket["title"])).to_be_visible()
    await console.page.go_back()
    await expect(record).to_be_visible()
    await console.press("Escape")
    await expect(record).to_have_count(0)
    await expect(rows(console)).to_have_count(1)


async def test_denied_change_links_to_its_audit_record(
    open_console: OpenConsole, audited_ticket: dict[str, Any], api: httpx.Client
):
    console = await open_console("analyst")
    await console.open(f"/tickets/?id={audited_ticket['id']}")

    async def request_invalid_transition(route: Route) -> None:
        # The console does not offer this transition, so the request is changed; the denial is the server's.
        await (
            route.continue_(post_data=json.dumps({"status": "closed"}))
            if route.request.method == "PATCH"
            else route.fallback()
        )

    await console.page.route("**/api/v1/tickets/*", request_invalid_transition)
    await console.page.get_by_role("combobox", name="Priority").click()
    await console.page.get_by_role("option", name="P4").click()
    error = console.page.get_by_role("alert").filter(has_text="invalid-transition")
    await error.get_by_role("link", name="View audit record").click()
    record = console.page.get_by_role("dialog", name="Audit record")
    await expect(record.get_by_text("Invalid transition")).to_be_visible()
    denied = read(api, "/audit-records", target_id=audited_ticket["id"], outcome="denied", limit=1)["items"][0]
    await expect(record.get_by_text(denied["id"])).to_be_visible()
    console.log.assert_quiet("409")


async def test_records_of_a_batch_name_their_operation_and_what_the_source_reported(
    console: ConsolePage, product: Any, marker: str
):
    alert = {
        "source": "suricata",
        "source_alert_id": marker,
        "title": f"Scan {marker}",
        "severity": "low",
        "detected_at": "2026-01-02T00:00:00Z",
    }
    with product.client("ingest", "demo") as sensor:
        for body in (alert, {**alert, "activity": "close"}):
            (result,) = sensor.post("/alerts/batch", json={"alerts": [body]}).json()["results"]
    await console.open(f"/audit/?target_id={result['id']}")
    await console.page.get_by_role("button", name="Operation", exact=True).click()
    await console.page.get_by_role("checkbox", name="Create alerts", exact=True).check()
    await console.press("Escape")
    await expect(rows(console)).to_have_count(2)
    await rows(console).get_by_role("link").first.click()
    record = console.page.get_by_role("dialog", name="Audit record")
    await expect(record.get_by_role("row", name="Report")).to_contain_text("Close")
