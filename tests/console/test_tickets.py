"""The list of tickets: its state is in the URL, and its rows do not move by themselves."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.async_api import Locator, expect

from tests.console.conftest import ConsolePage, OpenConsole, create_ticket, read, update


def rows(console: ConsolePage) -> Locator:
    return console.page.get_by_role("table", name="Tickets").locator("tbody tr:not([aria-hidden])")


def query(console: ConsolePage) -> dict[str, list[str]]:
    return parse_qs(urlsplit(console.page.url).query)


async def titles(console: ConsolePage) -> list[str]:
    return await rows(console).locator("a").all_inner_texts()


@pytest.fixture
def three_tickets(api: httpx.Client, marker: str) -> list[dict[str, Any]]:
    """Tickets that differ in every field that the list filters by."""
    me = api.get("/me").json()["principal"]["id"]
    tickets = [
        create_ticket(api, f"First {marker}", priority="p1", severity="low", tags=["red", marker]),
        create_ticket(api, f"Second {marker}", priority="p2", severity="critical", assignee_id=me),
        create_ticket(api, f"Third {marker}", priority="p4", severity="high"),
    ]
    update(api, f"/tickets/{tickets[2]['id']}", status="triaged")
    return tickets


async def test_row_shows_the_main_fields(console: ConsolePage, three_tickets: list[dict[str, Any]], marker: str):
    await console.open(f"/tickets/?q={marker}")
    row = rows(console).filter(has_text=f"First {marker}")
    for text in ("P1", "Low", f"#{three_tickets[0]['number']}", "New", "Unassigned", "red"):
        await expect(row.get_by_text(text, exact=True)).to_be_visible()
    await expect(rows(console).filter(has_text=f"Second {marker}").get_by_text("admin")).to_be_visible()
    link = row.get_by_role("link")
    assert await link.get_attribute("href") == f"?id={three_tickets[0]['id']}"
    created = row.locator("time")
    await expect(created).to_have_text("just now")
    assert await created.get_attribute("datetime") == three_tickets[0]["created_at"]
    assert "202" in (await created.get_attribute("title") or "")


FILTERS = [
    ("Status", "Triaged", "status", "triaged", ["Third"]),
    ("Priority", "P1", "priority", "p1", ["First"]),
    ("Severity", "Critical", "severity", "critical", ["Second"]),
    ("Assigned to", "Unassigned", "assignee_id", "none", ["Third", "First"]),
]


@pytest.mark.parametrize(("label", "option", "name", "value", "expected"), FILTERS)
async def test_filter_is_in_the_url(
    console: ConsolePage,
    three_tickets: list[dict[str, Any]],
    marker: str,
    label: str,
    option: str,
    name: str,
    value: str,
    expected: list[str],
):
    del three_tickets
    await console.open(f"/tickets/?q={marker}")
    await expect(rows(console)).to_have_count(3)
    await console.page.get_by_role("button", name=label, exact=True).click()
    await console.page.get_by_role("checkbox", name=option).check()
    await expect(rows(console)).to_have_count(len(expected))
    expected_titles = [f"{title} {marker}" for title in expected]
    assert await titles(console) == expected_titles
    assert query(console)[name] == [value]
    await console.page.reload()
    await expect(rows(console)).to_have_count(len(expected))
    assert await titles(console) == expected_titles
    await console.page.go_back()
    await expect(rows(console)).to_have_count(3)


async def test_filters_combine_and_clear_together(
    console: ConsolePage, three_tickets: list[dict[str, Any]], marker: str
):
    del three_tickets
    await console.open(f"/tickets/?q={marker}&priority=p1&priority=p2")
    await expect(rows(console)).to_have_count(2)
    await console.page.get_by_role("combobox", name="Tags").fill("red")
    await console.press("Enter")
    await expect(rows(console)).to_have_count(1)
    assert query(console) == {"q": [marker], "priority": ["p1", "p2"], "tag": ["red"]}
    await console.page.get_by_role("button", name="Clear filters").click()
    await expect(console.page.get_by_role("button", name="Clear filters")).to_have_count(0)
    assert query(console) == {}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("Oldest first", "123"),
        ("Highest priority first", "123"),
        ("Highest severity first", "231"),
        ("Newest first", "321"),
    ],
)
async def test_order_is_in_the_url(
    console: ConsolePage, three_tickets: list[dict[str, Any]], marker: str, order: str, expected: str
):
    del three_tickets
    await console.open(f"/tickets/?q={marker}&sort=-number")
    await expect(rows(console)).to_have_count(3)
    await console.page.get_by_role("combobox", name="Sort by").click()
    await console.page.get_by_role("option", name=order).click()
    names = {"1": "First", "2": "Second", "3": "Third"}
    await expect(rows(console).locator("a")).to_have_text([f"{names[number]} {marker}" for number in expected])


async def test_search_filters_while_typing(console: ConsolePage, three_tickets: list[dict[str, Any]], marker: str):
    del three_tickets
    await console.open("/tickets/")
    await expect(console.page.get_by_role("searchbox", name="Search tickets")).to_be_visible()
    await console.press("/")
    await expect(console.page.get_by_role("searchbox", name="Search tickets")).to_be_focused()
    await console.page.keyboard.type(f"second {marker}")
    await expect(rows(console)).to_have_count(1)
    assert query(console)["q"] == [f"second {marker}"]
    await console.page.keyboard.type("zzz")
    await expect(console.page.get_by_role("heading", name="No tickets match these filters")).to_be_visible()
    await console.page.get_by_role("button", name="Clear search").click()
    await expect(rows(console).first).to_be_visible()
    assert "q" not in query(console)


async def test_views_are_links(console: ConsolePage, three_tickets: list[dict[str, Any]], marker: str, product: Any):
    with product.client("analyst", "demo") as colleague:
        me = colleague.get("/me").json()["principal"]["id"]
        create_ticket(colleague, f"Mine {marker}", assignee_id=me)
    del three_tickets
    await console.open("/tickets/")
    await console.page.get_by_role("navigation", name="Views").get_by_role("link", name="Assigned to me").click()
    current_view = console.page.get_by_role("navigation", name="Views").locator("[aria-current=page]")
    await expect(current_view).to_have_text("Assigned to me")
    await expect(rows(console).filter(has_text=f"Mine {marker}")).to_be_visible()
    await expect(rows(console).filter(has_text=f"Second {marker}")).to_have_count(0)
    assert query(console) == {"assignee_id": ["me"]}
    await console.page.get_by_role("navigation", name="Views").get_by_role("link", name="Open").click()
    await expect(rows(console).filter(has_text=f"Mine {marker}")).to_be_visible()
    assert query(console) == {"status": ["new", "triaged", "in_progress", "on_hold"]}


async def test_list_loads_more_pages(console: ConsolePage, api: httpx.Client, marker: str):
    for number in range(53):
        create_ticket(api, f"{marker} {number}")
    await console.open(f"/tickets/?q={marker}")
    await expect(rows(console)).to_have_count(50)
    await console.page.get_by_role("button", name="Load more tickets").click()
    await expect(rows(console)).to_have_count(53)
    assert sorted(await titles(console)) == sorted(f"{marker} {number}" for number in range(53))
    await expect(console.page.get_by_role("button", name="Load more tickets")).to_have_count(0)


async def test_new_tickets_appear_on_request(
    open_console: OpenConsole, three_tickets: list[dict[str, Any]], api: httpx.Client, marker: str
):
    del three_tickets
    console = await open_console("analyst", fresh=True)
    await console.page.clock.install()
    await console.open(f"/tickets/?q={marker}")
    await expect(rows(console)).to_have_count(3)
    before = await titles(console)
    create_ticket(api, f"Fourth {marker}")
    create_ticket(api, "Unrelated")
    await console.page.clock.fast_forward(16_000)
    notice = console.page.get_by_role("button", name="Show 1 new ticket")
    await expect(notice).to_be_visible()
    assert await titles(console) == before
    await notice.click()
    await expect(rows(console).locator("a").first).to_have_text(f"Fourth {marker}")
    await expect(notice).to_have_count(0)


async def test_ticket_is_created_manually(console: ConsolePage, api: httpx.Client, marker: str):
    await console.open("/tickets/")
    await console.page.get_by_role("button", name="New ticket").click()
    form = console.page.get_by_role("dialog", name="New ticket")
    await form.get_by_label("Title").fill(f"Manual {marker}")
    await form.get_by_label("Description").fill("Two\nlines")
    await form.get_by_role("combobox", name="Priority").click()
    await console.page.get_by_role("option", name="P1").click()
    await form.get_by_role("combobox", name="Tags").fill("phish")
    await console.press("Enter")
    await form.get_by_role("button", name="Create ticket").click()
    await expect(console.page.get_by_role("heading", name=f"Manual {marker}")).to_be_visible()
    created = read(api, f"/tickets/{query(console)['id'][0]}")
    assert (created["priority"], created["description"], created["tags"]) == ("p1", "Two\nlines", ["phish"])
    assert created["reporter"]["display_name"] == "analyst"


async def test_empty_list_explains_how_to_create_a_ticket(open_console: OpenConsole, built: Any):
    del built
    console = await open_console("second-tenant-analyst")
    await console.open("/tickets/")
    await expect(console.page.get_by_role("heading", name="No tickets yet")).to_be_visible()
    console.log.assert_quiet()


async def test_navigation_keeps_the_list_state(console: ConsolePage, three_tickets: list[dict[str, Any]], marker: str):
    del three_tickets
    page = console.page
    await console.open(f"/tickets/?q={marker}&sort=created_at")
    for name in ("First", "Third", "Second"):
        await page.get_by_role("link", name=f"{name} {marker}").click()
        await expect(page.get_by_role("heading", name=f"{name} {marker}", level=1)).to_be_visible()
        await console.press("Escape")
        await expect(rows(console)).to_have_count(3)
        assert query(console) == {"q": [marker], "sort": ["created_at"]}
    await page.get_by_role("link", name=f"First {marker}").click()
    await page.get_by_role("main").get_by_role("link", name="Tickets").click()
    await expect(page.get_by_role("heading", name="Tickets", level=1)).to_be_visible()
    await page.go_back()
    await expect(page.get_by_role("heading", name=f"First {marker}", level=1)).to_be_visible()
    await page.go_back()
    await expect(rows(console)).to_have_count(3)


async def test_list_is_restored_when_going_back(console: ConsolePage, api: httpx.Client, marker: str):
    for number in range(60):
        create_ticket(api, f"Row {number} {marker}")
    await console.open(f"/tickets/?q={marker}")
    page = console.page
    await page.get_by_role("button", name="Load more tickets").click()
    await expect(rows(console)).to_have_count(60)
    link = page.get_by_role("link", name=f"Row 5 {marker}", exact=True)
    await link.scroll_into_view_if_needed()
    before = await page.evaluate("window.scrollY")
    assert before > 300
    await link.click()
    await expect(page.get_by_role("heading", name=f"Row 5 {marker}")).to_be_visible()
    assert await page.evaluate("window.scrollY") == 0
    create_ticket(api, f"Later {marker}")
    await console.press("Escape")
    await expect(link).to_be_focused()
    assert await page.evaluate("window.scrollY") == before
    await expect(rows(console)).to_have_count(60)
    await console.press("j")
    await expect(page.get_by_role("link", name=f"Row 4 {marker}", exact=True)).to_be_focused()
