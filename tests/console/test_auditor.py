"""An auditor at the console: the same pages, not one control that changes anything, and gaps that look like gaps."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.async_api import expect

from tests.console.conftest import Desk, changed, new_alert


@pytest.fixture
def seen(program: httpx.Client, mark: str) -> dict[str, str]:
    """A ticket of an alert, with all that an auditor may and may not see."""
    alert = new_alert(program, f"Scan {mark} from 192.0.2.7", description="Mail to eve@example.com")
    ticket = program.post(f"/alerts/{alert['id']}/ticket", json={"tags": [mark, "10.1.2.3"]}).json()
    for visibility in ("internal", "auditor_visible"):
        body = {"body": f"{visibility} {mark} of bob@example.com", "visibility": visibility}
        assert program.post(f"/tickets/{ticket['id']}/comments", json=body).status_code == 201
    link = {"target_type": "external_reference", "target": {"url": "https://tracker.example.com/SEC-1"}}
    assert program.post(f"/tickets/{ticket['id']}/links", json=link).status_code == 201
    changed(program, f"/tickets/{ticket['id']}", description="Ask alice@example.com")
    return {"ticket": ticket["id"], "alert": alert["id"]}


@pytest.fixture
async def desk(sit_down: Callable[..., Any]) -> Desk:
    return await sit_down("auditor")


CONTROLS = "main :is(button, input:not([type=hidden]), textarea, select, form)"
# What an auditor may press: it narrows, copies, opens or goes on, and sends nothing.
HARMLESS = (
    "Search", "Status", "Priority", "Severity", "Assignee", "Tags", "Order", "Outcome", "Actor", "Operation", "Target",
    "Time", "Verdict", "Ticket", "Copy", "Comments", "More", "Next alert", "Open ticket", "Back to the list",
    "7 days", "30 days", "90 days", "Clear",
)  # fmt: skip


async def test_no_page_has_a_control_that_changes_anything(desk: Desk, seen: dict[str, str], mark: str):
    pages = [
        "/",
        f"/tickets/?q={mark}",
        f"/tickets/?id={seen['ticket']}",
        f"/alerts/?q={mark}&id={seen['alert']}",
        "/audit/",
    ]
    written: list[str] = []
    desk.page.on(
        "request", lambda request: written.append(request.url) if request.method not in {"GET", "HEAD"} else None
    )
    for path in pages:
        await desk.open(path)
        await expect(desk.page.get_by_role("heading", level=1).first).to_be_visible()
        await desk.page.wait_for_load_state("networkidle")
        names = await desk.page.locator(CONTROLS).evaluate_all(
            "all => all.map(one => one.getAttribute('aria-label') || one.labels?.[0]?.textContent || one.textContent "
            "|| one.placeholder || one.type)"
        )
        fields = await desk.page.locator(
            "[role=complementary] :is(input, button, [role=combobox]), aside :is(input, button)"
        ).count()
        assert fields == 0, path
        odd = [name for name in names if name and not name.startswith(HARMLESS)]
        assert odd in ([], ["radio"] * len(odd)), path
        await desk.press("c", "a", "s", "p", "v")
        await expect(desk.page.get_by_role("dialog")).to_have_count(0)
        await expect(desk.page.get_by_role("option")).to_have_count(0)
    for word in ("New ticket", "Create ticket", "Edit the title", "Add a link", "Comment internally"):
        await expect(desk.page.get_by_role("button", name=word)).to_have_count(0)
    assert written == []
    desk.seen.assert_quiet()


async def test_what_is_redacted_looks_redacted(desk: Desk, seen: dict[str, str], mark: str):
    await desk.open(f"/tickets/?id={seen['ticket']}")
    heading = desk.page.get_by_role("heading", level=1)
    await expect(heading).to_have_text(f"Scan {mark} from ip")
    gap = heading.get_by_title("Redacted: ip")
    assert "gradient" in await gap.evaluate("element => getComputedStyle(element).backgroundImage")
    await expect(desk.page.get_by_role("region", name="Description").get_by_title("Redacted: email")).to_be_visible()
    comments = desk.page.get_by_role("list", name="Comments").get_by_role("listitem")
    await expect(comments).to_have_count(1)
    await expect(comments).to_contain_text(f"auditor_visible {mark}")
    await expect(comments.get_by_title("Redacted: email")).to_be_visible()
    await expect(desk.page.get_by_role("list", name="Links")).not_to_contain_text("tracker.example.com")
    body = await desk.page.locator("body").inner_text()
    for hidden in ("192.0.2.7", "example.com", "10.1.2.3", "internal mark"):
        assert hidden not in body
    await desk.page.get_by_role("tab", name="Timeline").click()
    await expect(desk.page.get_by_role("list", name="Timeline").get_by_title("Redacted: email").first).to_be_visible()
    await desk.open(f"/alerts/?id={seen['alert']}")
    panel = desk.page.get_by_role("region", name="The chosen alert")
    await expect(panel.get_by_title("Redacted: ip").first).to_be_visible()
    await expect(panel.get_by_label("Original document")).to_have_count(0)
    desk.seen.assert_quiet()


async def test_the_trail_is_there_for_auditors_too(desk: Desk, seen: dict[str, str]):
    await desk.open(f"/audit/?target_id={seen['ticket']}&operation_id=update_ticket")
    await desk.page.get_by_role("table", name="Audit records").get_by_role("link").first.click()
    record = desk.page.get_by_role("dialog", name="Audit record")
    await expect(record.get_by_title("Redacted: email").first).to_be_visible()
    desk.seen.assert_quiet()
