"""Loading, empty and error states."""

import httpx
import pytest
from playwright.async_api import Route, expect

from tests.console.conftest import ConsolePage, OpenConsole, create_ticket, read

UNAVAILABLE = {
    "type": "/problems/unavailable",
    "title": "Temporarily unavailable",
    "status": 503,
    "detail": "The server cannot process the request now.",
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
    ("path", "heading"), [("/", "Overview"), ("/tickets/", "Tickets"), ("/alerts/", "Alerts"), ("/audit/", "Audit log")]
)
async def test_loading_shifts_no_layout(open_console: OpenConsole, path: str, heading: str):
    console = await open_console("analyst", fresh=True)
    await console.page.add_init_script(SHIFTS)
    await console.open(path)
    await expect(console.page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    await console.page.wait_for_load_state("networkidle")
    assert await console.page.evaluate("window.shifted") <= 0.05


async def test_loading_list_shows_placeholder_rows(open_console: OpenConsole):
    console = await open_console("analyst")
    await console.page.route(LIST, lambda _: None)
    await console.open("/tickets/")
    table = console.page.get_by_role("table", name="Tickets")
    await expect(table).to_have_attribute("aria-busy", "true")
    await expect(table.locator("tr[aria-hidden]")).to_have_count(20)


async def test_unavailable_server_can_be_retried(open_console: OpenConsole, api: httpx.Client, marker: str):
    create_ticket(api, f"Later {marker}")
    console = await open_console("analyst")
    await console.page.route(
        LIST, lambda route: route.fulfill(status=503, json=UNAVAILABLE, content_type="application/problem+json")
    )
    await console.open(f"/tickets/?q={marker}")
    error = console.page.get_by_role("alert").filter(has_text="Temporarily unavailable")
    await expect(error).to_contain_text("The server cannot process the request now.")
    await expect(error).to_contain_text("request ID 019a5f42-2c3d-7e4f-8a5b-000000000000")
    await console.page.unroute(LIST)
    await error.get_by_role("button", name="Try again").click()
    await expect(console.page.get_by_role("link", name=f"Later {marker}")).to_be_visible()
    await expect(error).to_have_count(0)
    console.log.assert_quiet("503")


async def test_offline_page_keeps_the_draft_and_recovers(open_console: OpenConsole, api: httpx.Client, marker: str):
    ticket = create_ticket(api, f"Offline {marker}")
    console = await open_console("analyst", fresh=True)
    await console.open(f"/tickets/?id={ticket['id']}")
    comment = console.page.get_by_label("New comment")
    await comment.fill(f"Kept {marker}")
    await console.page.context.set_offline(True)
    await expect(console.page.get_by_role("status").filter(has_text="You are offline")).to_be_visible()
    await console.page.get_by_role("button", name="Add internal comment").click()
    error = console.page.get_by_role("alert").filter(has_text="Cannot reach the server")
    await expect(error).to_be_visible()
    await expect(comment).to_have_value(f"Kept {marker}")
    await console.page.context.set_offline(False)
    await expect(console.page.get_by_role("status").filter(has_text="You are offline")).to_have_count(0)
    await error.get_by_role("button", name="Try again").click()
    await expect(console.page.get_by_role("list", name="Comments").get_by_text(f"Kept {marker}")).to_be_visible()


async def test_unreachable_server_can_be_retried(open_console: OpenConsole):
    console = await open_console("analyst")
    await console.page.route("**/api/v1/session", lambda route: route.abort("connectionrefused"))
    await console.open("/tickets/")
    error = console.page.get_by_role("alert").filter(has_text="The server is not responding")
    await expect(error).to_be_visible()
    await console.page.unroute("**/api/v1/session")
    await error.get_by_role("button", name="Try again").click()
    await expect(console.page.get_by_role("heading", name="Tickets", level=1)).to_be_visible()


async def test_forbidden_change_shows_the_reason(open_console: OpenConsole, api: httpx.Client, marker: str):
    ticket = create_ticket(api, f"Refused {marker}")
    console = await open_console("analyst")
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

    await console.page.route("**/comments*", refuse)
    await console.open(f"/tickets/?id={ticket['id']}")
    await console.page.get_by_label("New comment").fill("x")
    await console.page.get_by_role("button", name="Add internal comment").click()
    await expect(console.page.get_by_role("alert").filter(has_text="which none of your roles has")).to_be_visible()
    await expect(console.page.get_by_label("New comment")).to_have_value("x")
    console.log.assert_quiet("403")


async def test_unknown_page_links_to_the_overview(open_console: OpenConsole):
    console = await open_console("analyst")
    await console.open("/nothing/")
    await expect(console.page.get_by_role("heading", name="Page not found")).to_be_visible()
    await console.page.get_by_role("main").get_by_role("link", name="Overview").click()
    await expect(console.page.get_by_role("heading", name="Overview")).to_be_visible()
    console.log.assert_quiet("404")


async def test_overview_counts_link_to_tickets(console: ConsolePage, api: httpx.Client, marker: str):
    create_ticket(api, f"Counted {marker}", severity="critical")
    await console.open("/?days=7")
    summary = read(api, "/tickets/summary", days=7)
    critical = next(row["open"] for row in summary["by_severity"] if row["severity"] == "critical")
    number = console.page.get_by_role("link", name=f"{critical} Critical")
    await expect(number).to_be_visible()
    await expect(console.page.get_by_role("heading", name="Tickets created and resolved per day (UTC)")).to_be_visible()
    await number.click()
    await expect(console.page.get_by_role("link", name=f"Counted {marker}")).to_be_visible()


async def test_missing_script_of_an_old_build_offers_a_reload(
    open_console: OpenConsole, api: httpx.Client, marker: str
):
    create_ticket(api, f"Gone {marker}")
    console = await open_console("analyst", fresh=True)
    await console.open(f"/tickets/?q={marker}")
    await expect(console.page.get_by_role("link", name=f"Gone {marker}")).to_be_visible()
    # A newer console has been deployed: the scripts that this one loads on demand no longer exist.
    await console.page.route("**/_next/static/**", lambda route: route.fulfill(status=404))
    await console.press("s")
    await expect(console.page.get_by_role("heading", name="This page could not be displayed")).to_be_visible()
    await console.page.unroute("**/_next/static/**")
    await console.page.get_by_role("button", name="Reload page").click()
    await expect(console.page.get_by_role("link", name=f"Gone {marker}")).to_be_visible()
