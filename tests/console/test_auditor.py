"""The console for auditors: the same pages without controls that change anything, and visible redactions."""

import httpx
import pytest
from playwright.async_api import expect

from tests.console.conftest import ConsolePage, OpenConsole, create_alert, update


@pytest.fixture
def records(api: httpx.Client, marker: str) -> dict[str, str]:
    """A ticket created from an alert, with everything that an auditor may and may not see."""
    alert = create_alert(api, f"Scan {marker} from 192.0.2.7", description="Mail to eve@example.com")
    ticket = api.post(f"/alerts/{alert['id']}/ticket", json={"tags": [marker, "10.1.2.3"]}).json()
    for visibility in ("internal", "auditor_visible"):
        body = {"body": f"{visibility} {marker} of bob@example.com", "visibility": visibility}
        assert api.post(f"/tickets/{ticket['id']}/comments", json=body).status_code == 201
    link = {"target_type": "external_reference", "target": {"url": "https://tracker.example.com/SEC-1"}}
    assert api.post(f"/tickets/{ticket['id']}/links", json=link).status_code == 201
    update(api, f"/tickets/{ticket['id']}", description="Ask alice@example.com")
    return {"ticket": ticket["id"], "alert": alert["id"]}


@pytest.fixture
async def console(open_console: OpenConsole) -> ConsolePage:
    return await open_console("auditor")


CONTROLS = "main :is(button, input:not([type=hidden]), textarea, select, form)"
# Controls that filter, copy, open or page, and send no changes.
READ_ONLY = (
    "Search", "Status", "Priority", "Severity", "Assigned to", "Tags", "Sort by", "Outcome", "Actor", "Operation",
    "Target", "Time", "Verdict", "Ticket", "Copy", "Comments", "Load more", "Next alert", "Open ticket",
    "Back to the list", "7 days", "30 days", "90 days", "Clear", "More filters", "Remove ", "Asset", "Source",
    "Rule", "Reporter", "Number", "Detected", "Created", "Updated",
)  # fmt: skip


async def test_pages_have_no_controls_that_change_anything(
    open_console: OpenConsole, records: dict[str, str], marker: str
):
    console = await open_console("auditor", fresh=True)
    pages = [
        "/",
        f"/tickets/?q={marker}",
        f"/tickets/?id={records['ticket']}",
        f"/alerts/?q={marker}&id={records['alert']}",
        f"/alerts/?q={marker}&source=suricata",
        "/audit/",
    ]
    writes: list[str] = []
    console.page.on(
        "request", lambda request: writes.append(request.url) if request.method not in {"GET", "HEAD"} else None
    )
    for path in pages:
        await console.open(path)
        await expect(console.page.get_by_role("heading", level=1).first).to_be_visible()
        await console.page.wait_for_load_state("networkidle")
        more = console.page.get_by_role("button", name="More filters")
        if await more.count():
            await more.click()
            await expect(console.page.get_by_label("Asset", exact=True).first).to_be_visible()
        names = await console.page.locator(CONTROLS).evaluate_all(
            "all => all.map(one => one.getAttribute('aria-label') || one.labels?.[0]?.textContent || one.textContent "
            "|| one.placeholder || one.type)"
        )
        fields = await console.page.locator(
            "[role=complementary] :is(input, button, [role=combobox]), aside :is(input, button)"
        ).count()
        assert fields == 0, path
        unexpected = [name for name in names if name and not name.startswith(READ_ONLY)]
        assert unexpected in ([], ["radio"] * len(unexpected)), path
        await console.press("c", "a", "s", "p", "v")
        await expect(console.page.get_by_role("dialog")).to_have_count(0)
        await expect(console.page.get_by_role("option")).to_have_count(0)
    for label in ("New ticket", "Create ticket", "Edit title", "Add link", "Add internal comment"):
        await expect(console.page.get_by_role("button", name=label)).to_have_count(0)
    assert writes == []
    console.log.assert_quiet()


async def test_redactions_are_visible(console: ConsolePage, records: dict[str, str], marker: str):
    await console.open(f"/tickets/?id={records['ticket']}")
    heading = console.page.get_by_role("heading", level=1)
    await expect(heading).to_have_text(f"Scan {marker} from IP")
    redaction = heading.get_by_title("Redacted: IP address")
    assert "gradient" in await redaction.evaluate("element => getComputedStyle(element).backgroundImage")
    await expect(
        console.page.get_by_role("region", name="Description").get_by_title("Redacted: email address")
    ).to_be_visible()
    comments = console.page.get_by_role("list", name="Comments").get_by_role("listitem")
    await expect(comments).to_have_count(1)
    await expect(comments).to_contain_text(f"auditor_visible {marker}")
    await expect(comments.get_by_title("Redacted: email address")).to_be_visible()
    await expect(console.page.get_by_role("list", name="Links")).not_to_contain_text("tracker.example.com")
    body = await console.page.locator("body").inner_text()
    for hidden in ("192.0.2.7", "example.com", "10.1.2.3", "internal marker"):
        assert hidden not in body
    await console.page.get_by_role("tab", name="Timeline").click()
    await expect(
        console.page.get_by_role("list", name="Timeline").get_by_title("Redacted: email address").first
    ).to_be_visible()
    await console.open(f"/alerts/?id={records['alert']}")
    panel = console.page.get_by_role("region", name="Selected alert")
    await expect(panel.get_by_title("Redacted: IP address").first).to_be_visible()
    await expect(panel.get_by_label("Raw event")).to_have_count(0)
    console.log.assert_quiet()


async def test_auditor_reads_redacted_audit_records(console: ConsolePage, records: dict[str, str]):
    await console.open(f"/audit/?target_id={records['ticket']}&operation_id=update_ticket")
    await console.page.get_by_role("table", name="Audit records").get_by_role("link").first.click()
    record = console.page.get_by_role("dialog", name="Audit record")
    await expect(record.get_by_title("Redacted: email address").first).to_be_visible()
    console.log.assert_quiet()
