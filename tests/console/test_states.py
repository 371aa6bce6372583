"""What the console shows while it waits, when there is nothing, and when something is wrong."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.async_api import Route, expect

from tests.console.conftest import Desk, new_ticket, read

UNAVAILABLE = {
    "type": "/problems/unavailable",
    "title": "Not available now",
    "status": 503,
    "detail": "The server cannot do this now.",
    "code": "unavailable",
    "request_id": "019a5f42-2c3d-7e4f-8a5b-000000000000",
}
LIST = "**/api/v1/tickets?**"
SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
    }).observe({type: 'layout-shift', buffered: true});
"""


@pytest.mark.parametrize(
    ("path", "heading"), [("/", "Overview"), ("/tickets/", "Tickets"), ("/alerts/", "Alerts"), ("/audit/", "Audit")]
)
async def test_loading_moves_nothing(analyst_desk: Desk, path: str, heading: str):
    await analyst_desk.page.add_init_script(SHIFTS)
    await analyst_desk.open(path)
    await expect(analyst_desk.page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    await analyst_desk.page.wait_for_load_state("networkidle")
    assert await analyst_desk.page.evaluate("window.shifted") <= 0.05


async def test_a_slow_answer_is_waited_for_in_rows(sit_down: Callable[..., Any]):
    desk: Desk = await sit_down("analyst")
    await desk.page.route(LIST, lambda _: None)
    await desk.open("/tickets/")
    table = desk.page.get_by_role("table", name="Tickets")
    await expect(table).to_have_attribute("aria-busy", "true")
    await expect(table.locator("tr[aria-hidden]")).to_have_count(20)


async def test_a_server_that_cannot_now_is_asked_again(sit_down: Callable[..., Any], program: httpx.Client, mark: str):
    new_ticket(program, f"Later {mark}")
    desk: Desk = await sit_down("analyst")
    await desk.page.route(
        LIST, lambda route: route.fulfill(status=503, json=UNAVAILABLE, content_type="application/problem+json")
    )
    await desk.open(f"/tickets/?q={mark}")
    error = desk.page.get_by_role("alert").filter(has_text="Not available now")
    await expect(error).to_contain_text("The server cannot do this now.")
    await expect(error).to_contain_text("request 019a5f42-2c3d-7e4f-8a5b-000000000000")
    await desk.page.unroute(LIST)
    await error.get_by_role("button", name="Try again").click()
    await expect(desk.page.get_by_role("link", name=f"Later {mark}")).to_be_visible()
    await expect(error).to_have_count(0)
    desk.seen.assert_quiet("503")


async def test_without_a_connection_it_says_so_and_comes_back(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    ticket = new_ticket(program, f"Offline {mark}")
    desk: Desk = await sit_down("analyst")
    await desk.open(f"/tickets/?id={ticket['id']}")
    comment = desk.page.get_by_label("New comment")
    await comment.fill(f"Kept {mark}")
    await desk.page.context.set_offline(True)
    await expect(desk.page.get_by_role("status").filter(has_text="You are offline")).to_be_visible()
    await desk.page.get_by_role("button", name="Comment internally").click()
    error = desk.page.get_by_role("alert").filter(has_text="The server cannot be reached")
    await expect(error).to_be_visible()
    await expect(comment).to_have_value(f"Kept {mark}")
    await desk.page.context.set_offline(False)
    await expect(desk.page.get_by_role("status").filter(has_text="You are offline")).to_have_count(0)
    await error.get_by_role("button", name="Try again").click()
    await expect(desk.page.get_by_role("list", name="Comments").get_by_text(f"Kept {mark}")).to_be_visible()


async def test_a_server_that_is_away_from_the_start(sit_down: Callable[..., Any]):
    desk: Desk = await sit_down("analyst")
    await desk.page.route("**/api/v1/session", lambda route: route.abort("connectionrefused"))
    await desk.open("/tickets/")
    error = desk.page.get_by_role("alert").filter(has_text="The server does not answer")
    await expect(error).to_be_visible()
    await desk.page.unroute("**/api/v1/session")
    await error.get_by_role("button", name="Try again").click()
    await expect(desk.page.get_by_role("heading", name="Tickets", level=1)).to_be_visible()


async def test_a_refusal_is_explained(sit_down: Callable[..., Any], program: httpx.Client, mark: str):
    ticket = new_ticket(program, f"Refused {mark}")
    desk: Desk = await sit_down("analyst")
    forbidden = {
        "type": "/problems/forbidden",
        "title": "Not allowed",
        "status": 403,
        "detail": "This operation needs tickets:write, which none of your roles has.",
        "code": "forbidden",
        "request_id": "019a5f42-2c3d-7e4f-8a5b-000000000000",
    }

    async def refuse(route: Route) -> None:
        if route.request.method == "POST":
            await route.fulfill(status=403, json=forbidden, content_type="application/problem+json")
        else:
            await route.fallback()

    await desk.page.route("**/comments*", refuse)
    await desk.open(f"/tickets/?id={ticket['id']}")
    await desk.page.get_by_label("New comment").fill("x")
    await desk.page.get_by_role("button", name="Comment internally").click()
    await expect(desk.page.get_by_role("alert").filter(has_text="which none of your roles has")).to_be_visible()
    await expect(desk.page.get_by_label("New comment")).to_have_value("x")
    desk.seen.assert_quiet("403")


async def test_a_page_that_is_not_there(sit_down: Callable[..., Any]):
    desk: Desk = await sit_down("analyst")
    await desk.open("/nothing/")
    await expect(desk.page.get_by_role("heading", name="There is no such page")).to_be_visible()
    await desk.page.get_by_role("main").get_by_role("link", name="Overview").click()
    await expect(desk.page.get_by_role("heading", name="Overview")).to_be_visible()
    desk.seen.assert_quiet("404")


async def test_the_overview_counts_and_leads_on(analyst_desk: Desk, program: httpx.Client, mark: str):
    new_ticket(program, f"Counted {mark}", severity="critical")
    await analyst_desk.open("/?days=7")
    summary = read(program, "/tickets/summary", days=7)
    critical = next(row["open"] for row in summary["by_severity"] if row["severity"] == "critical")
    number = analyst_desk.page.get_by_role("link", name=f"{critical} Critical")
    await expect(number).to_be_visible()
    await expect(
        analyst_desk.page.get_by_role("heading", name="Created against resolved, by day (UTC)")
    ).to_be_visible()
    await number.click()
    await expect(analyst_desk.page.get_by_role("link", name=f"Counted {mark}")).to_be_visible()


async def test_a_part_of_the_page_that_is_gone_is_said(sit_down: Callable[..., Any], program: httpx.Client, mark: str):
    new_ticket(program, f"Gone {mark}")
    desk: Desk = await sit_down("analyst")
    await desk.open(f"/tickets/?q={mark}")
    await expect(desk.page.get_by_role("link", name=f"Gone {mark}")).to_be_visible()
    # Another console has been installed: what this one would bring later is there no more.
    await desk.page.route("**/_next/static/**", lambda route: route.fulfill(status=404))
    await desk.press("s")
    await expect(desk.page.get_by_role("heading", name="This page could not be shown")).to_be_visible()
    await desk.page.unroute("**/_next/static/**")
    await desk.page.get_by_role("button", name="Load it anew").click()
    await expect(desk.page.get_by_role("link", name=f"Gone {mark}")).to_be_visible()
