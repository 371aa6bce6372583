"""A day without a mouse."""

from collections.abc import Callable
from typing import Any

import httpx
from playwright.async_api import expect

from tests.console.conftest import Desk, new_ticket, read

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
