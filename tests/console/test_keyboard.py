"""A day without a mouse."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.async_api import expect

from tests.console.conftest import Desk, new_alert, new_ticket, read

# What has the focus, and how it looks with and without it; a field's frame stands around it.
WHERE = """
() => {
    const one = document.activeElement;
    if (one === document.body) return null;
    const look = () => {
        const styles = [getComputedStyle(one, '::after')];
        for (let it = one, n = 0; it && n < 5; it = it.parentElement, n++) styles.push(getComputedStyle(it));
        return styles.map(style => [style.outline, style.borderColor, style.boxShadow].join()).join();
    };
    const focused = look();
    one.blur();
    const left = look();
    one.focus({focusVisible: true});
    return {name: one.tagName + (one.textContent || one.ariaLabel || one.id), focused, left};
}
"""


async def test_a_ticket_is_worked_by_keyboard_alone(sit_down: Callable[..., Any], program: httpx.Client, mark: str):
    made = [new_ticket(program, f"{name} {mark}") for name in ("Lower", "Upper")]
    desk: Desk = await sit_down(None)
    page = desk.page
    await desk.open(f"/tickets/?q={mark}")
    await expect(page.get_by_text("Sign in as")).to_be_visible()
    await desk.press("Tab", "Tab")
    await expect(page.get_by_role("button", name="Analyst Triages alerts")).to_be_focused()
    await desk.press("Enter")
    await expect(page.get_by_role("link", name=f"Upper {mark}")).to_be_visible()

    await desk.press("j")
    await expect(page.get_by_role("link", name=f"Upper {mark}")).to_be_focused()
    await desk.press("j", "j", "j")
    await expect(page.get_by_role("link", name=f"Lower {mark}")).to_be_focused()
    await desk.press("k", "j", "p")
    dialog = page.get_by_role("dialog", name=f"Change the priority of #{made[0]['number']}")
    await expect(dialog.get_by_role("button", name="P1")).to_be_focused()
    await desk.press("Enter")
    await expect(dialog).to_have_count(0)
    await expect(page.get_by_role("link", name=f"Lower {mark}")).to_be_focused()
    await desk.press("Enter")
    await expect(page.get_by_role("heading", name=f"Lower {mark}")).to_be_visible()

    await desk.press("a")
    await expect(page.get_by_role("dialog").get_by_role("combobox", name="Assignee")).to_be_focused()
    await page.keyboard.type("analyst")
    await expect(page.get_by_role("option", name="analyst you")).to_be_visible()
    await desk.press("ArrowDown", "Enter")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await desk.press("s")
    await expect(page.get_by_role("dialog").get_by_role("button", name="Triaged")).to_be_focused()
    await desk.press("Enter")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await desk.press("c")
    await expect(page.get_by_label("New comment")).to_be_focused()
    await page.keyboard.type(f"By keyboard {mark}")
    await desk.press("Control+Enter")
    await expect(page.get_by_role("list", name="Comments").get_by_text(f"By keyboard {mark}")).to_be_visible()
    await resolve_by_keyboard(desk)
    now = read(program, f"/tickets/{made[0]['id']}")
    assert (now["priority"], now["status"], now["resolution"]["note"]) == ("p1", "resolved", "Done.")
    assert now["assignee_id"] is not None
    await desk.press("Escape")
    await expect(page.get_by_role("link", name=f"Lower {mark}")).to_be_visible()
    assert f"q={mark}" in page.url
    desk.seen.assert_quiet()


async def resolve_by_keyboard(desk: Desk) -> None:
    page = desk.page
    await desk.press("Escape", "s")
    await page.get_by_role("dialog").get_by_role("button", name="Resolved").press("Enter")
    await expect(page.get_by_role("combobox", name="Reason")).to_be_focused()
    await desk.press("ArrowDown")
    await expect(page.get_by_role("option", name="True positive")).to_be_visible()
    await desk.press("Enter")
    await expect(page.get_by_role("combobox", name="Reason")).not_to_have_value("")
    await desk.press("Tab")
    await page.keyboard.type("Done.")
    await desk.press("Tab", "Enter")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_letters_in_a_field_are_letters(analyst_desk: Desk, program: httpx.Client, mark: str):
    ticket = new_ticket(program, f"Letters {mark}")
    await analyst_desk.open(f"/tickets/?id={ticket['id']}")
    await analyst_desk.page.get_by_label("New comment").click()
    await analyst_desk.page.keyboard.type("jkcasp?/")
    await expect(analyst_desk.page.get_by_label("New comment")).to_have_value("jkcasp?/")
    await expect(analyst_desk.page.get_by_role("dialog")).to_have_count(0)


async def test_the_palette_goes_anywhere(analyst_desk: Desk, program: httpx.Client, mark: str):
    ticket = new_ticket(program, f"Found {mark}")
    await analyst_desk.open("/")
    await expect(analyst_desk.page.get_by_role("heading", name="Overview")).to_be_visible()
    await analyst_desk.press("Control+k")
    search = analyst_desk.page.get_by_role("textbox", name="Go to")
    await expect(search).to_be_focused()
    await search.fill("denied")
    await analyst_desk.press("Enter")
    await expect(analyst_desk.page.get_by_role("heading", name="Audit", level=1)).to_be_visible()
    assert "outcome=denied" in analyst_desk.page.url
    await analyst_desk.press("Control+k")
    await expect(search).to_be_focused()
    await search.fill(mark)
    await expect(analyst_desk.page.get_by_role("button", name=f"#{ticket['number']} Found {mark}")).to_be_visible()
    await analyst_desk.press("Enter")
    await expect(analyst_desk.page.get_by_role("heading", name=f"Found {mark}")).to_be_visible()


async def test_the_keys_are_listed(analyst_desk: Desk):
    await analyst_desk.open("/tickets/")
    await expect(analyst_desk.page.get_by_role("heading", name="Tickets", level=1)).to_be_visible()
    await analyst_desk.press("?")
    dialog = analyst_desk.page.get_by_role("dialog", name="Keyboard shortcuts")
    for key in ("j", "k", "Enter", "c", "a", "s", "p", "/", "?", "Esc"):
        await expect(dialog.get_by_text(key, exact=True)).to_be_visible()
    await analyst_desk.press("Escape")
    await expect(dialog).to_have_count(0)


async def test_the_tab_key_reaches_everything_and_shows_where_it_is(
    analyst_desk: Desk, program: httpx.Client, mark: str
):
    new_ticket(program, f"Tabbed {mark}")
    await analyst_desk.open(f"/tickets/?q={mark}")
    await expect(analyst_desk.page.get_by_role("link", name=f"Tabbed {mark}")).to_be_visible()
    wanted = await analyst_desk.page.locator(
        ":is(a[href], button, input):not([tabindex='-1']):not([type=hidden]):visible"
    ).count()
    seen = set()
    for _ in range(wanted + 2):
        await analyst_desk.press("Tab")
        place = await analyst_desk.page.evaluate(WHERE)
        if place is not None:
            assert place["focused"] != place["left"], place["name"]
            seen.add(place["name"])
    assert len(seen) >= wanted - 1


@pytest.mark.parametrize("key", ["p", "s", "a", "?"])
async def test_escape_closes_what_lies_over_the_page_and_not_the_page(
    analyst_desk: Desk, program: httpx.Client, mark: str, key: str
):
    ticket = new_ticket(program, f"Stay {mark}")
    page = analyst_desk.page
    await analyst_desk.open(f"/tickets/?q={mark}")
    await page.get_by_role("link", name=f"Stay {mark}").click()
    await expect(page.get_by_role("heading", name=f"Stay {mark}")).to_be_visible()
    await analyst_desk.press(key)
    await expect(page.get_by_role("dialog")).to_have_count(1)
    # The keys of the page are not those of the dialog.
    await page.get_by_role("dialog").get_by_role("button", name="Close").focus()
    await analyst_desk.press("c", "p", "j")
    await expect(page.get_by_role("dialog")).to_have_count(1)
    await analyst_desk.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(page.get_by_role("heading", name=f"Stay {mark}")).to_be_visible()
    assert ticket["id"] in page.url
    await analyst_desk.press("Escape")
    await expect(page.get_by_role("link", name=f"Stay {mark}")).to_be_focused()


async def test_a_draft_that_one_keeps_keeps_the_page(sit_down: Callable[..., Any], program: httpx.Client, mark: str):
    new_ticket(program, f"Kept {mark}", description="As it was.")
    desk: Desk = await sit_down("analyst")
    desk.page.on("dialog", lambda dialog: asyncio.ensure_future(dialog.dismiss()))
    await desk.open(f"/tickets/?q={mark}")
    await desk.page.get_by_role("link", name=f"Kept {mark}").click()
    await desk.page.get_by_role("button", name="Edit the description").click()
    await desk.page.get_by_role("textbox", name="The description").fill("Half")
    await desk.page.get_by_role("button", name="Save").focus()
    await desk.press("Escape")
    await expect(desk.page.get_by_role("textbox", name="The description")).to_have_value("Half")


async def test_alerts_are_triaged_by_keyboard_alone(analyst_desk: Desk, program: httpx.Client, mark: str):
    made = [
        new_alert(program, f"Alert {number} {mark}", detected_at=f"2026-01-0{number}T00:00:00Z") for number in (1, 2)
    ]
    page = analyst_desk.page
    await analyst_desk.open(f"/alerts/?q={mark}")
    await expect(page.get_by_role("link", name=f"Alert 2 {mark}")).to_be_visible()
    for number in (2, 1):
        await analyst_desk.press("j")
        await expect(page.get_by_role("heading", name=f"Alert {number} {mark}")).to_be_visible()
        await analyst_desk.press("v")
        await expect(page.get_by_role("option", name="True positive")).to_be_visible()
        async with page.expect_response(lambda answer: answer.request.method == "PATCH"):
            await analyst_desk.press("ArrowDown", "Enter")
    await analyst_desk.press("t")
    await expect(page.get_by_role("button", name="Open ticket")).to_be_visible()
    await analyst_desk.press("t")
    await expect(page.get_by_role("heading", name=f"Alert 1 {mark}", level=1)).to_be_visible()
    for alert in made:
        assert read(program, f"/alerts/{alert['id']}")["verdict"] == "true_positive"


async def test_a_search_is_left_by_enter_and_escape_with_its_words(
    analyst_desk: Desk, program: httpx.Client, mark: str
):
    new_ticket(program, f"Searched {mark}")
    page = analyst_desk.page
    await analyst_desk.open("/tickets/")
    await expect(page.get_by_role("heading", name="Tickets", level=1)).to_be_visible()
    before = await page.evaluate("history.length")
    for leave in ("Enter", "Escape"):
        await analyst_desk.press("/")
        await page.get_by_role("searchbox", name="Search tickets").press_sequentially(mark, delay=150)
        await expect(page.locator("[data-row]")).to_have_count(1)
        await analyst_desk.press(leave, "j")
        await expect(page.get_by_role("link", name=f"Searched {mark}")).to_be_focused()
        await expect(page.get_by_role("searchbox", name="Search tickets")).to_have_value(mark)
    # Not each pause in the typing is a step back.
    assert await page.evaluate("history.length") <= before + 1


async def test_a_ticket_is_found_by_its_number_as_it_is_written(analyst_desk: Desk, program: httpx.Client, mark: str):
    ticket = new_ticket(program, f"Numbered {mark}")
    await analyst_desk.open("/tickets/")
    await expect(analyst_desk.page.get_by_role("heading", name="Tickets", level=1)).to_be_visible()
    await analyst_desk.press("Control+k")
    await analyst_desk.page.get_by_role("textbox", name="Go to").fill(f"#{ticket['number']}")
    await expect(analyst_desk.page.get_by_role("button", name=f"#{ticket['number']} Numbered")).to_be_visible()
