"""The list of tickets: the address is all that there is of its state, and its rows stay where they are."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.async_api import Locator, expect

from tests.console.conftest import Desk, changed, new_ticket, read


def rows(desk: Desk) -> Locator:
    return desk.page.get_by_role("table", name="Tickets").locator("tbody tr:not([aria-hidden])")


def query(desk: Desk) -> dict[str, list[str]]:
    return parse_qs(urlsplit(desk.page.url).query)


async def titles(desk: Desk) -> list[str]:
    return await rows(desk).locator("a").all_inner_texts()


@pytest.fixture
def three(program: httpx.Client, mark: str) -> list[dict[str, Any]]:
    """Tickets that differ in all that the list is filtered by."""
    me = program.get("/me").json()["principal"]["id"]
    made = [
        new_ticket(program, f"First {mark}", priority="p1", severity="low", tags=["red", mark]),
        new_ticket(program, f"Second {mark}", priority="p2", severity="critical", assignee_id=me),
        new_ticket(program, f"Third {mark}", priority="p4", severity="high"),
    ]
    changed(program, f"/tickets/{made[2]['id']}", status="triaged")
    return made


async def test_a_row_says_what_matters(analyst_desk: Desk, three: list[dict[str, Any]], mark: str):
    await analyst_desk.open(f"/tickets/?q={mark}")
    row = rows(analyst_desk).filter(has_text=f"First {mark}")
    for shown in ("P1", "Low", f"#{three[0]['number']}", "New", "–", "red"):
        await expect(row.get_by_text(shown, exact=True)).to_be_visible()
    await expect(rows(analyst_desk).filter(has_text=f"Second {mark}").get_by_text("admin")).to_be_visible()
    link = row.get_by_role("link")
    assert await link.get_attribute("href") == f"?id={three[0]['id']}"
    moment = row.locator("time")
    await expect(moment).to_have_text("just now")
    assert await moment.get_attribute("datetime") == three[0]["created_at"]
    assert "202" in (await moment.get_attribute("title") or "")


FILTERS = [
    ("Status", "Triaged", "status", "triaged", ["Third"]),
    ("Priority", "P1", "priority", "p1", ["First"]),
    ("Severity", "Critical", "severity", "critical", ["Second"]),
    ("Assignee", "Nobody", "assignee_id", "none", ["Third", "First"]),
]


@pytest.mark.parametrize(("label", "option", "name", "value", "left"), FILTERS)
async def test_a_filter_is_in_the_address_and_nowhere_else(
    analyst_desk: Desk,
    three: list[dict[str, Any]],
    mark: str,
    label: str,
    option: str,
    name: str,
    value: str,
    left: list[str],
):
    del three
    await analyst_desk.open(f"/tickets/?q={mark}")
    await expect(rows(analyst_desk)).to_have_count(3)
    await analyst_desk.page.get_by_role("button", name=label, exact=True).click()
    await analyst_desk.page.get_by_role("checkbox", name=option).check()
    await expect(rows(analyst_desk)).to_have_count(len(left))
    expected = [f"{title} {mark}" for title in left]
    assert await titles(analyst_desk) == expected
    assert query(analyst_desk)[name] == [value]
    await analyst_desk.page.reload()
    await expect(rows(analyst_desk)).to_have_count(len(left))
    assert await titles(analyst_desk) == expected
    await analyst_desk.page.go_back()
    await expect(rows(analyst_desk)).to_have_count(3)


async def test_values_of_a_filter_add_up_and_clear_together(analyst_desk: Desk, three: list[dict[str, Any]], mark: str):
    del three
    await analyst_desk.open(f"/tickets/?q={mark}&priority=p1&priority=p2")
    await expect(rows(analyst_desk)).to_have_count(2)
    await analyst_desk.page.get_by_role("combobox", name="Tags").fill("red")
    await analyst_desk.press("Enter")
    await expect(rows(analyst_desk)).to_have_count(1)
    assert query(analyst_desk) == {"q": [mark], "priority": ["p1", "p2"], "tag": ["red"]}
    await analyst_desk.page.get_by_role("button", name="Clear filters").click()
    await expect(analyst_desk.page.get_by_role("button", name="Clear filters")).to_have_count(0)
    assert query(analyst_desk) == {}


@pytest.mark.parametrize(
    ("order", "expected"),
    [("Oldest first", "123"), ("Priority", "123"), ("Severity", "231"), ("Newest first", "321")],
)
async def test_an_order_is_in_the_address(
    analyst_desk: Desk, three: list[dict[str, Any]], mark: str, order: str, expected: str
):
    del three
    await analyst_desk.open(f"/tickets/?q={mark}&sort=-number")
    await expect(rows(analyst_desk)).to_have_count(3)
    await analyst_desk.page.get_by_role("combobox", name="Order").click()
    await analyst_desk.page.get_by_role("option", name=order).click()
    names = {"1": "First", "2": "Second", "3": "Third"}
    await expect(rows(analyst_desk).locator("a")).to_have_text([f"{names[number]} {mark}" for number in expected])


async def test_what_is_typed_is_searched_for(analyst_desk: Desk, three: list[dict[str, Any]], mark: str):
    del three
    await analyst_desk.open("/tickets/")
    await expect(analyst_desk.page.get_by_role("searchbox", name="Search tickets")).to_be_visible()
    await analyst_desk.press("/")
    await expect(analyst_desk.page.get_by_role("searchbox", name="Search tickets")).to_be_focused()
    await analyst_desk.page.keyboard.type(f"second {mark}")
    await expect(rows(analyst_desk)).to_have_count(1)
    assert query(analyst_desk)["q"] == [f"second {mark}"]
    await analyst_desk.page.keyboard.type("zzz")
    await expect(analyst_desk.page.get_by_role("heading", name="No ticket fits these filters")).to_be_visible()
    await analyst_desk.page.get_by_role("button", name="Clear the search").click()
    await expect(rows(analyst_desk).first).to_be_visible()
    assert "q" not in query(analyst_desk)


async def test_views_are_addresses(analyst_desk: Desk, three: list[dict[str, Any]], mark: str, product: Any):
    with product.client("analyst", "demo") as colleague:
        me = colleague.get("/me").json()["principal"]["id"]
        mine = new_ticket(colleague, f"Mine {mark}", assignee_id=me)
    del three
    await analyst_desk.open("/tickets/")
    await analyst_desk.page.get_by_role("navigation", name="Views").get_by_role("link", name="Mine").click()
    shown = analyst_desk.page.get_by_role("navigation", name="Views").locator("[aria-current=page]")
    await expect(shown).to_have_text("Mine")
    await expect(rows(analyst_desk).filter(has_text=f"Mine {mark}")).to_be_visible()
    await expect(rows(analyst_desk).filter(has_text=f"Second {mark}")).to_have_count(0)
    assert query(analyst_desk) == {"assignee_id": ["me"]}
    changed_title = f"Mine {mark}"
    assert mine["title"] == changed_title
    await analyst_desk.page.get_by_role("navigation", name="Views").get_by_role("link", name="Open").click()
    await expect(rows(analyst_desk).filter(has_text=f"Mine {mark}")).to_be_visible()
    assert query(analyst_desk) == {"status": ["new", "triaged", "in_progress", "on_hold"]}


async def test_the_rest_comes_page_by_page(analyst_desk: Desk, program: httpx.Client, mark: str):
    for number in range(53):
        new_ticket(program, f"{mark} {number}")
    await analyst_desk.open(f"/tickets/?q={mark}")
    await expect(rows(analyst_desk)).to_have_count(50)
    await analyst_desk.page.get_by_role("button", name="More tickets").click()
    await expect(rows(analyst_desk)).to_have_count(53)
    assert sorted(await titles(analyst_desk)) == sorted(f"{mark} {number}" for number in range(53))
    await expect(analyst_desk.page.get_by_role("button", name="More tickets")).to_have_count(0)


async def test_what_is_new_waits_to_be_asked_for(
    analyst_desk: Desk, three: list[dict[str, Any]], program: httpx.Client, mark: str
):
    del three
    await analyst_desk.page.clock.install()
    await analyst_desk.open(f"/tickets/?q={mark}")
    await expect(rows(analyst_desk)).to_have_count(3)
    before = await titles(analyst_desk)
    new_ticket(program, f"Fourth {mark}")
    new_ticket(program, "Of somebody else")
    await analyst_desk.page.clock.fast_forward(16_000)
    notice = analyst_desk.page.get_by_role("button", name="1 new, refresh")
    await expect(notice).to_be_visible()
    assert await titles(analyst_desk) == before
    await notice.click()
    await expect(rows(analyst_desk).locator("a").first).to_have_text(f"Fourth {mark}")
    await expect(notice).to_have_count(0)


async def test_a_ticket_is_made_by_hand(analyst_desk: Desk, program: httpx.Client, mark: str):
    await analyst_desk.open("/tickets/")
    await analyst_desk.page.get_by_role("button", name="New ticket").click()
    form = analyst_desk.page.get_by_role("dialog", name="New ticket")
    await form.get_by_label("Title").fill(f"By hand {mark}")
    await form.get_by_label("Description").fill("Two\nlines")
    await form.get_by_role("combobox", name="Priority").click()
    await analyst_desk.page.get_by_role("option", name="P1").click()
    await form.get_by_role("combobox", name="Tags").fill("phish")
    await analyst_desk.press("Enter")
    await form.get_by_role("button", name="Create ticket").click()
    await expect(analyst_desk.page.get_by_role("heading", name=f"By hand {mark}")).to_be_visible()
    made = read(program, f"/tickets/{query(analyst_desk)['id'][0]}")
    assert (made["priority"], made["description"], made["tags"]) == ("p1", "Two\nlines", ["phish"])
    assert made["reporter"]["display_name"] == "analyst"


async def test_a_tenant_without_tickets_says_how_to_make_one(sit_down: Callable[..., Any], built: Any):
    del built
    desk = await sit_down("second-tenant-analyst")
    await desk.open("/tickets/")
    await expect(desk.page.get_by_role("heading", name="There are no tickets yet")).to_be_visible()
    desk.seen.assert_quiet()


async def test_one_goes_to_and_fro_without_losing_the_list(analyst_desk: Desk, three: list[dict[str, Any]], mark: str):
    del three
    page = analyst_desk.page
    await analyst_desk.open(f"/tickets/?q={mark}&sort=created_at")
    for name in ("First", "Third", "Second"):
        await page.get_by_role("link", name=f"{name} {mark}").click()
        await expect(page.get_by_role("heading", name=f"{name} {mark}", level=1)).to_be_visible()
        await analyst_desk.press("Escape")
        await expect(rows(analyst_desk)).to_have_count(3)
        assert query(analyst_desk) == {"q": [mark], "sort": ["created_at"]}
    await page.get_by_role("link", name=f"First {mark}").click()
    await page.get_by_role("main").get_by_role("link", name="Tickets").click()
    await expect(page.get_by_role("heading", name="Tickets", level=1)).to_be_visible()
    await page.go_back()
    await expect(page.get_by_role("heading", name=f"First {mark}", level=1)).to_be_visible()
    await page.go_back()
    await expect(rows(analyst_desk)).to_have_count(3)


async def test_the_way_back_leads_to_the_list_as_it_was_left(analyst_desk: Desk, program: httpx.Client, mark: str):
    for number in range(60):
        new_ticket(program, f"Row {number} {mark}")
    await analyst_desk.open(f"/tickets/?q={mark}")
    page = analyst_desk.page
    await page.get_by_role("button", name="More tickets").click()
    await expect(rows(analyst_desk)).to_have_count(60)
    wanted = page.get_by_role("link", name=f"Row 5 {mark}", exact=True)
    await wanted.scroll_into_view_if_needed()
    before = await page.evaluate("window.scrollY")
    assert before > 300
    await wanted.click()
    await expect(page.get_by_role("heading", name=f"Row 5 {mark}")).to_be_visible()
    assert await page.evaluate("window.scrollY") == 0
    new_ticket(program, f"Meanwhile {mark}")
    await analyst_desk.press("Escape")
    await expect(wanted).to_be_focused()
    assert await page.evaluate("window.scrollY") == before
    await expect(rows(analyst_desk)).to_have_count(60)
    await analyst_desk.press("j")
    await expect(page.get_by_role("link", name=f"Row 4 {mark}", exact=True)).to_be_focused()
