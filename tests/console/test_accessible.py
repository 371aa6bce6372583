"""axe finds no accessibility violation on any page, in any state, in the light and the dark theme."""

import json
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.async_api import expect

from handlers.sites.builds import CONSOLE
from tests.console.conftest import ConsolePage, OpenConsole, create_alert, create_ticket, update

# The themes differ in colours only, so these rules are the only ones whose result the dark theme can change.
COLOUR_RULES = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


# A control that is fading in has less contrast. Skeletons and spinners are animated without end.
IS_SETTLED = """() => document.getAnimations().every(
    animation => animation.playState !== 'running' || animation.effect.getComputedTiming().iterations === Infinity)"""


@cache
def axe() -> str:
    return (CONSOLE.folder / "node_modules" / "axe-core" / "axe.min.js").read_text()


async def assert_accessible(console: ConsolePage) -> None:
    """Run all rules of axe in the light theme, and those about colours in the dark theme."""
    page = console.page
    await page.evaluate(axe())
    await page.add_style_tag(content="*, ::before, ::after { transition: none !important; }")
    await page.wait_for_function(IS_SETTLED)
    options: dict[str, Any]
    for theme, options in (("light", {}), ("dark", COLOUR_RULES)):
        await page.emulate_media(color_scheme=theme)
        await expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", theme)
        violations = await page.evaluate("options => axe.run(options).then(result => result.violations)", options)
        summary = [(item["id"], [node["html"][:200] for node in item["nodes"]]) for item in violations]
        assert summary == [], f"{page.url} in {theme}: {json.dumps(summary, indent=1)}"


@pytest.fixture(scope="module")
def records(api: httpx.Client) -> dict[str, str]:
    """The ids of a ticket that shows everything a ticket can show, and of its alert."""
    marker = f"mark{uuid4().hex[:10]}"
    alert = create_alert(api, f"Alert {marker} from 192.0.2.7")
    ticket = api.post(f"/alerts/{alert['id']}/ticket", json={"tags": ["one", "two", "three", "four"]}).json()["id"]
    for severity, status in (("critical", "triaged"), ("low", "in_progress"), ("informational", "new")):
        other = create_ticket(api, f"{severity} {marker}", severity=severity, priority="p1")["id"]
        if status != "new":
            update(api, f"/tickets/{other}", status=status)
    for visibility in ("internal", "auditor_visible"):
        api.post(f"/tickets/{ticket}/comments", json={"body": "To eve@example.com", "visibility": visibility})
    link = {"target_type": "external_reference", "target": {"url": "https://tracker.example.com/SEC-1"}}
    api.post(f"/tickets/{ticket}/links", json=link)
    api.post(f"/tickets/{ticket}/links", json={"target_type": "alert", "target": {"id": alert["id"]}})
    update(api, f"/tickets/{ticket}", status="resolved", resolution={"reason": "other", "note": "Done."})
    update(api, f"/alerts/{alert['id']}", verdict="true_positive", status="suppressed")
    return {"ticket": ticket, "alert": alert["id"], "marker": marker}


LIST, OPEN, TICKET, AUDIT = (
    "/tickets/?q={marker}",
    "/tickets/?q={marker}&status=triaged",
    "/tickets/?id={ticket}",
    "/audit/",
)
PAGES = (
    "/", LIST, "/tickets/?q=nothing-matches", TICKET, "/alerts/?q={marker}&id={alert}", "/alerts/",
    "/audit/?outcome=allowed", "/nothing/", "/tickets/?id=019a5f3e-7c1b-7d20-9b1a-3f6f0c2d4e55",
)  # fmt: skip


@pytest.mark.parametrize("identity", ["analyst", "auditor"])
async def test_pages(open_console: OpenConsole, records: dict[str, str], identity: str):
    console = await open_console(identity)
    for path in PAGES:
        await console.open(path.format(**records))
        await expect(console.page.get_by_role("heading").first).to_be_visible()
        await console.page.wait_for_load_state("networkidle")
        await assert_accessible(console)


async def open_filter(console: ConsolePage) -> None:
    await console.page.get_by_role("button", name="Status", exact=True).click()
    await expect(console.page.get_by_role("checkbox", name="Triaged")).to_be_visible()


async def find_in_palette(console: ConsolePage) -> None:
    await open_palette(console)
    await console.page.get_by_role("textbox", name="Go to").fill("192.0.2.7")
    await expect(console.page.locator("[data-action]").filter(has_text="(suricata)").first).to_be_visible()


async def open_order(console: ConsolePage) -> None:
    await console.page.get_by_role("combobox", name="Sort by").click()
    await expect(console.page.get_by_role("option").first).to_be_visible()


async def open_user_menu(console: ConsolePage) -> None:
    await console.page.get_by_role("banner").get_by_role("button", name="analyst").click()
    await expect(console.page.get_by_role("button", name="Sign out")).to_be_visible()


async def open_shortcuts(console: ConsolePage) -> None:
    await console.press("?")
    await expect(console.page.get_by_role("dialog")).to_be_visible()


async def open_palette(console: ConsolePage) -> None:
    await console.press("Control+k")
    await expect(console.page.get_by_role("textbox", name="Go to")).to_be_focused()


async def open_new_ticket(console: ConsolePage) -> None:
    await console.press("c")
    await expect(console.page.get_by_role("dialog", name="New ticket")).to_be_visible()


async def open_assignment(console: ConsolePage) -> None:
    await console.press("a")
    await expect(console.page.get_by_role("option", name="analyst")).to_be_visible()


async def open_resolution(console: ConsolePage) -> None:
    await console.press("s")
    await console.page.get_by_role("dialog").get_by_role("button", name="Mark as resolved").click()
    await expect(console.page.get_by_role("combobox", name="Reason")).to_be_visible()


async def edit_texts(console: ConsolePage) -> None:
    await console.page.get_by_role("button", name="Edit title").click()
    await console.page.get_by_role("button", name="Edit description").click()
    await expect(console.page.get_by_role("textbox", name="Description")).to_be_visible()


async def search_link_target(console: ConsolePage) -> None:
    await console.page.get_by_role("button", name="Add link").click()
    await expect(console.page.get_by_role("list", name="Search results").get_by_role("button").first).to_be_visible()


async def enter_external_url(console: ConsolePage) -> None:
    await console.page.get_by_role("button", name="Add link").click()
    await console.page.get_by_role("combobox", name="Link to").click()
    await console.page.get_by_role("option", name="External reference").click()
    await expect(console.page.get_by_label("URL")).to_be_visible()


async def open_timeline(console: ConsolePage) -> None:
    await console.page.get_by_role("tab", name="Timeline").click()
    await expect(console.page.get_by_role("list", name="Timeline").get_by_role("listitem").first).to_be_visible()


async def write_comment_for_auditors(console: ConsolePage) -> None:
    await console.page.get_by_label("Comment visibility").get_by_text("Visible to auditors").click()
    await console.page.get_by_label("New comment").fill("x")


async def open_audit_record(console: ConsolePage) -> None:
    await console.page.get_by_role("table").get_by_role("link").first.click()
    await expect(console.page.get_by_role("dialog", name="Audit record").get_by_text("Outcome")).to_be_visible()


async def go_offline(console: ConsolePage) -> None:
    await console.page.context.set_offline(True)
    await console.page.get_by_label("New comment").fill("x")
    await console.page.get_by_role("button", name="Add internal comment").click()
    await expect(console.page.get_by_role("alert").filter(has_text="Cannot reach the server")).to_be_visible()


async def lose_session(console: ConsolePage) -> None:
    await console.page.get_by_label("New comment").fill("x")
    await console.page.context.clear_cookies()
    await console.press("Control+Enter")
    await expect(console.page.get_by_role("dialog", name="Your session has ended")).to_be_visible()


async def cause_conflict(console: ConsolePage) -> None:
    await console.page.route("**/api/v1/tickets/*", send_stale_etag)
    await console.page.get_by_role("combobox", name="Priority").click()
    await console.page.get_by_role("option", name="P1").click()
    await expect(console.page.get_by_role("alert").filter(has_text="Someone else changed this ticket")).to_be_visible()


async def send_stale_etag(route: Any) -> None:
    headers = {**route.request.headers, **({"if-match": '"999"'} if route.request.method == "PATCH" else {})}
    await route.continue_(headers=headers)


STATES: dict[str, tuple[str, Callable[[ConsolePage], Awaitable[None]]]] = {
    "a filter": (LIST, open_filter),
    "the sort order": (LIST, open_order),
    "the user menu": (LIST, open_user_menu),
    "the shortcuts": (LIST, open_shortcuts),
    "the palette": (LIST, open_palette),
    "results in the palette": (LIST, find_in_palette),
    "a new ticket": (LIST, open_new_ticket),
    "an assignment": (OPEN, open_assignment),
    "a resolution": (OPEN, open_resolution),
    "text drafts": (TICKET, edit_texts),
    "a link to a record": (TICKET, search_link_target),
    "a link to an external URL": (TICKET, enter_external_url),
    "the timeline": (TICKET, open_timeline),
    "a comment for auditors": (TICKET, write_comment_for_auditors),
    "an audit record": (AUDIT, open_audit_record),
    "no connection": (TICKET, go_offline),
    "an ended session": (TICKET, lose_session),
    "a conflict": (TICKET, cause_conflict),
}
# What a page shows once everything on it is loaded.
LOADED = {
    LIST: ["[data-row]"],
    OPEN: ["[data-row]"],
    TICKET: ["ul[aria-label=Comments] li", "ul[aria-label=Links] li", "ul[aria-label='Alert assets']"],
    AUDIT: ["table a"],
}


@pytest.mark.parametrize("state", STATES)
async def test_states(open_console: OpenConsole, records: dict[str, str], state: str):
    path, reach = STATES[state]
    console = await open_console("analyst", fresh=reach is go_offline)
    await console.open(path.format(**records))
    for selector in LOADED[path]:
        await expect(console.page.locator(selector).first).to_be_visible()
    await reach(console)
    await assert_accessible(console)


async def test_sign_in(open_console: OpenConsole):
    console = await open_console(None)
    await console.open("/")
    await expect(console.page.get_by_text("Sign in as")).to_be_visible()
    await assert_accessible(console)
