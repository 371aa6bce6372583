"""The console is usable with the keyboard alone."""

import asyncio

import httpx
import pytest
from playwright.async_api import expect

from tests.console.conftest import ConsolePage, OpenConsole, create_alert, create_ticket, create_ticket_from, read

# The focused element, and its styles with and without the focus; a field shows the focus on an element around it.
FOCUS = """
() => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const appearance = () => {
        const styles = [getComputedStyle(element, '::after')];
        for (let node = element, depth = 0; node && depth < 5; node = node.parentElement, depth++)
            styles.push(getComputedStyle(node));
        return styles.map(style => [style.outline, style.borderColor, style.boxShadow].join()).join();
    };
    const focused = appearance();
    element.blur();
    const blurred = appearance();
    element.focus({focusVisible: true});
    return {name: element.tagName + (element.textContent || element.ariaLabel || element.id), focused, blurred};
}
"""


async def test_ticket_is_worked_on_by_keyboard(open_console: OpenConsole, api: httpx.Client, marker: str):
    tickets = [create_ticket(api, f"{name} {marker}") for name in ("Lower", "Upper")]
    console = await open_console(None)
    page = console.page
    await console.open(f"/tickets/?q={marker}")
    await expect(page.get_by_text("Sign in as")).to_be_visible()
    await console.press("Tab", "Tab")
    await expect(page.get_by_role("button", name="Analyst Triage alerts")).to_be_focused()
    await console.press("Enter")
    await expect(page.get_by_role("link", name=f"Upper {marker}")).to_be_visible()

    await console.press("j")
    await expect(page.get_by_role("link", name=f"Upper {marker}")).to_be_focused()
    await console.press("j", "j", "j")
    await expect(page.get_by_role("link", name=f"Lower {marker}")).to_be_focused()
    await console.press("k", "j", "p")
    dialog = page.get_by_role("dialog", name=f"Change priority of #{tickets[0]['number']}")
    await expect(dialog.get_by_role("button", name="P1")).to_be_focused()
    await console.press("Enter")
    await expect(dialog).to_have_count(0)
    await expect(page.get_by_role("link", name=f"Lower {marker}")).to_be_focused()
    await console.press("Enter")
    await expect(page.get_by_role("heading", name=f"Lower {marker}")).to_be_visible()

    await console.press("a")
    await expect(page.get_by_role("dialog").get_by_role("combobox", name="Assigned to")).to_be_focused()
    await page.keyboard.type("analyst")
    await expect(page.get_by_role("option", name="analyst you")).to_be_visible()
    await console.press("ArrowDown", "Enter")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await console.press("s")
    await expect(page.get_by_role("dialog").get_by_role("button", name="Mark as triaged")).to_be_focused()
    await console.press("Enter")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await console.press("c")
    await expect(page.get_by_label("New comment")).to_be_focused()
    await page.keyboard.type(f"By keyboard {marker}")
    await console.press("Control+Enter")
    await expect(page.get_by_role("list", name="Comments").get_by_text(f"By keyboard {marker}")).to_be_visible()
    await resolve_by_keyboard(console)
    current = read(api, f"/tickets/{tickets[0]['id']}")
    assert (current["priority"], current["status"], current["resolution"]["note"]) == ("p1", "resolved", "Done.")
    assert current["assignee_id"] is not None
    await console.press("Escape")
    await expect(page.get_by_role("link", name=f"Lower {marker}")).to_be_visible()
    assert f"q={marker}" in page.url
    console.log.assert_quiet()


async def resolve_by_keyboard(console: ConsolePage) -> None:
    page = console.page
    await console.press("Escape", "s")
    await page.get_by_role("dialog").get_by_role("button", name="Mark as resolved").press("Enter")
    await expect(page.get_by_role("combobox", name="Reason")).to_be_focused()
    await console.press("ArrowDown")
    await expect(page.get_by_role("option", name="True positive")).to_be_visible()
    await console.press("Enter")
    await expect(page.get_by_role("combobox", name="Reason")).not_to_have_value("")
    await console.press("Tab")
    await page.keyboard.type("Done.")
    await console.press("Tab", "Enter")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_shortcuts_are_inactive_in_text_fields(console: ConsolePage, api: httpx.Client, marker: str):
    ticket = create_ticket(api, f"Letters {marker}")
    await console.open(f"/tickets/?id={ticket['id']}")
    await console.page.get_by_label("New comment").click()
    await console.page.keyboard.type("jkcasp?/")
    await expect(console.page.get_by_label("New comment")).to_have_value("jkcasp?/")
    await expect(console.page.get_by_role("dialog")).to_have_count(0)


async def test_palette_opens_pages_views_and_tickets(console: ConsolePage, api: httpx.Client, marker: str):
    ticket = create_ticket(api, f"Found {marker}")
    await console.open("/")
    await expect(console.page.get_by_role("heading", name="Overview")).to_be_visible()
    await console.press("Control+k")
    search = console.page.get_by_role("textbox", name="Go to")
    await expect(search).to_be_focused()
    await search.fill("denied")
    await console.press("Enter")
    await expect(console.page.get_by_role("heading", name="Audit log", level=1)).to_be_visible()
    assert "outcome=denied" in console.page.url
    await console.press("Control+k")
    await expect(search).to_be_focused()
    await search.fill(marker)
    await expect(console.page.get_by_role("button", name=f"#{ticket['number']} Found {marker}")).to_be_visible()
    await console.press("Enter")
    await expect(console.page.get_by_role("heading", name=f"Found {marker}")).to_be_visible()


async def test_shortcuts_are_listed(console: ConsolePage):
    await console.open("/tickets/")
    await expect(console.page.get_by_role("heading", name="Tickets", level=1)).to_be_visible()
    await console.press("?")
    dialog = console.page.get_by_role("dialog", name="Keyboard shortcuts")
    for key in ("j", "k", "Enter", "c", "a", "s", "p", "/", "?", "Esc"):
        await expect(dialog.get_by_text(key, exact=True)).to_be_visible()
    await console.press("Escape")
    await expect(dialog).to_have_count(0)


async def test_tab_reaches_every_control_and_shows_the_focus(console: ConsolePage, api: httpx.Client, marker: str):
    create_ticket(api, f"Tabbed {marker}")
    await console.open(f"/tickets/?q={marker}")
    await expect(console.page.get_by_role("link", name=f"Tabbed {marker}")).to_be_visible()
    expected = await console.page.locator(
        ":is(a[href], button, input):not([tabindex='-1']):not([type=hidden]):visible"
    ).count()
    reached = set()
    for _ in range(expected + 2):
        await console.press("Tab")
        element = await console.page.evaluate(FOCUS)
        if element is not None:
            assert element["focused"] != element["blurred"], element["name"]
            reached.add(element["name"])
    assert len(reached) >= expected - 1


@pytest.mark.parametrize("key", ["p", "s", "a", "?"])
async def test_escape_closes_the_dialog_and_then_the_page(
    console: ConsolePage, api: httpx.Client, marker: str, key: str
):
    ticket = create_ticket(api, f"Stay {marker}")
    page = console.page
    await console.open(f"/tickets/?q={marker}")
    await page.get_by_role("link", name=f"Stay {marker}").click()
    await expect(page.get_by_role("heading", name=f"Stay {marker}")).to_be_visible()
    await console.press(key)
    await expect(page.get_by_role("dialog")).to_have_count(1)
    # Shortcuts of the page are inactive in the dialog.
    await page.get_by_role("dialog").get_by_role("button", name="Close").focus()
    await console.press("c", "p", "j")
    await expect(page.get_by_role("dialog")).to_have_count(1)
    await console.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(page.get_by_role("heading", name=f"Stay {marker}")).to_be_visible()
    assert ticket["id"] in page.url
    await console.press("Escape")
    await expect(page.get_by_role("link", name=f"Stay {marker}")).to_be_focused()


async def test_escape_keeps_a_draft_that_the_user_wants_to_keep(
    open_console: OpenConsole, api: httpx.Client, marker: str
):
    create_ticket(api, f"Kept {marker}", description="As it was.")
    console = await open_console("analyst", fresh=True)
    console.page.on("dialog", lambda dialog: asyncio.ensure_future(dialog.dismiss()))
    await console.open(f"/tickets/?q={marker}")
    await console.page.get_by_role("link", name=f"Kept {marker}").click()
    await console.page.get_by_role("button", name="Edit description").click()
    await console.page.get_by_role("textbox", name="Description").fill("Half")
    await console.page.get_by_role("button", name="Save").focus()
    await console.press("Escape")
    await expect(console.page.get_by_role("textbox", name="Description")).to_have_value("Half")


async def test_alerts_are_triaged_by_keyboard(console: ConsolePage, api: httpx.Client, marker: str):
    alerts = [
        create_alert(api, f"Alert {number} {marker}", detected_at=f"2026-01-0{number}T00:00:00Z") for number in (1, 2)
    ]
    page = console.page
    await console.open(f"/alerts/?q={marker}")
    await expect(page.get_by_role("link", name=f"Alert 2 {marker}")).to_be_visible()
    for number in (2, 1):
        await console.press("j")
        await expect(page.get_by_role("heading", name=f"Alert {number} {marker}")).to_be_visible()
        await console.press("v")
        await expect(page.get_by_role("option", name="True positive")).to_be_visible()
        async with page.expect_response(lambda response: response.request.method == "PATCH"):
            await console.press("ArrowDown", "Enter")
    await console.press("t")
    await expect(page.get_by_role("button", name="Open ticket")).to_be_visible()
    await console.press("t")
    await expect(page.get_by_role("heading", name=f"Alert 1 {marker}", level=1)).to_be_visible()
    for alert in alerts:
        assert read(api, f"/alerts/{alert['id']}")["verdict"] == "true_positive"


async def test_enter_and_escape_leave_the_search_and_keep_its_text(
    open_console: OpenConsole, api: httpx.Client, marker: str
):
    create_ticket(api, f"Searched {marker}")
    console = await open_console("analyst", fresh=True)
    page = console.page
    await console.open("/tickets/")
    await expect(page.get_by_role("heading", name="Tickets", level=1)).to_be_visible()
    before = await page.evaluate("history.length")
    for leave in ("Enter", "Escape"):
        await console.press("/")
        search = page.get_by_role("searchbox", name="Search tickets")
        await search.press_sequentially(marker[:3], delay=150)
        await search.press_sequentially(marker[3:])
        await expect(page.locator("[data-row]")).to_have_count(1)
        await console.press(leave, "j")
        await expect(page.get_by_role("link", name=f"Searched {marker}")).to_be_focused()
        await expect(page.get_by_role("searchbox", name="Search tickets")).to_have_value(marker)
    # A pause in typing adds no history entry.
    assert await page.evaluate("history.length") <= before + 1


async def test_palette_finds_a_ticket_by_its_number(console: ConsolePage, api: httpx.Client, marker: str):
    ticket = create_ticket(api, f"Numbered {marker}")
    create_ticket(api, f"Mentions {marker}", description=f"See {ticket['number']}, #{ticket['number']}.")
    await console.open("/tickets/")
    await expect(console.page.get_by_role("heading", name="Tickets", level=1)).to_be_visible()
    await console.press("Control+k")
    for text in (f"#{ticket['number']}", str(ticket["number"])):
        await console.page.get_by_role("textbox", name="Go to").fill(text)
        first = console.page.locator("[data-action]").first
        await expect(first).to_have_text(f"#{ticket['number']} Numbered {marker}")
        await expect(console.page.locator("[data-action]").filter(has_text=f"Mentions {marker}")).to_have_count(1)
    await console.press("Enter")
    await expect(console.page.get_by_role("heading", name=f"Numbered {marker}")).to_be_visible()


async def test_palette_finds_tickets_and_alerts_by_asset_and_words(
    console: ConsolePage, api: httpx.Client, marker: str
):
    asset = {"type": "hostname", "value": f"{marker}.example.com"}
    alert = create_alert(api, "Beacon observed", source=f"src{marker}", assets=[asset])
    ticket = create_ticket_from(api, alert)
    await console.open("/")
    await expect(console.page.get_by_role("heading", name="Overview")).to_be_visible()
    await console.press("Control+k")
    search = console.page.get_by_role("textbox", name="Go to")
    actions = console.page.locator("[data-action]")
    await search.fill(f"{marker}.EXAMPLE.com.")
    await expect(actions).to_have_text([f"#{ticket['number']} Beacon observed", f"Beacon observed (src{marker})"])
    await search.fill(f"observed src{marker}")
    await expect(actions).to_have_text([f"Beacon observed (src{marker})"])
    await console.press("Enter")
    panel = console.page.get_by_role("region", name="Selected alert")
    await expect(panel.get_by_role("heading", name="Beacon observed")).to_be_visible()
    assert f"id={alert['id']}" in console.page.url


async def test_palette_says_that_nothing_matches_or_the_search_failed(console: ConsolePage, marker: str):
    await console.open("/")
    await expect(console.page.get_by_role("heading", name="Overview")).to_be_visible()
    await console.press("Control+k")
    search = console.page.get_by_role("textbox", name="Go to")
    await search.fill(f"nothing{marker}")
    await expect(console.page.get_by_text("No matches")).to_be_visible()
    await search.fill(marker + "x" * 300)
    await expect(console.page.get_by_text("No matches")).to_be_visible()
    unavailable = {"title": "Unavailable", "status": 400, "code": "invalid-parameter", "detail": "No."}
    await console.page.route("**/api/v1/alerts?*", lambda route: route.fulfill(status=400, json=unavailable))
    await search.fill(f"other{marker}")
    await expect(console.page.get_by_text("The search failed. Try again.")).to_be_visible()
    console.log.assert_quiet("400")
    console.log.failed.clear()
    console.log.errors.clear()
