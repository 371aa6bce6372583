"""The documentation pages in a real browser that reaches only the server."""

import json
import re
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from tests.browser import Watched, watched
from tests.docs.conftest import PROBLEMS

TIMEOUT = 30_000  # milliseconds, for a busy machine


async def open_reference(visit: Watched, anchor: str = "") -> None:
    await visit.page.goto(f"{visit.origin}/docs{anchor}")
    await expect(visit.page.get_by_role("heading", name="OneProtect Ticketing")).to_be_visible(timeout=TIMEOUT)


async def test_operations_page_lists_all_and_calls_no_other_server(visit: Watched, openapi: dict[str, Any]):
    await open_reference(visit)
    operations = [node for item in openapi["paths"].values() for node in item.values() if "operationId" in node]
    assert len(operations) > 20
    for operation in operations:
        link = visit.page.locator(f'a[href$="tag/{operation["tags"][0]}/{operation["operationId"]}"]')
        await expect(link.first).to_contain_text(operation["summary"], timeout=TIMEOUT)
    visit.assert_quiet()


async def test_link_to_an_operation_scrolls_to_it(visit: Watched):
    await open_reference(visit, "#tag/people/get_me")
    await expect(visit.page.get_by_role("heading", name="Get the caller")).to_be_in_viewport(timeout=TIMEOUT)
    visit.assert_quiet()


async def test_request_is_sent_with_the_entered_token(visit: Watched, product: Any, tenant: str):
    await open_reference(visit, "#tag/people/get_me")
    await visit.page.get_by_placeholder("Token").first.fill(product.token("analyst", tenant, subject="reader"))
    await visit.page.get_by_role("button", name="Test Request (get /me)").click(timeout=TIMEOUT)
    async with visit.page.expect_response("**/api/v1/me", timeout=TIMEOUT) as expected:
        await visit.page.get_by_role("button", name="Send").first.click()
    response = await expected.value
    assert (response.status, json.loads(await response.text())["tenant"]["name"]) == (200, tenant)
    dialog = visit.page.get_by_role("dialog")
    await expect(dialog.get_by_text("200 OK").first).to_be_visible(timeout=TIMEOUT)
    await expect(dialog.get_by_text(tenant).first).to_be_visible(timeout=TIMEOUT)
    visit.assert_quiet()


async def test_list_is_requested_without_unset_filters(visit: Watched, product: Any, tenant: str):
    await open_reference(visit, "#tag/tickets/list_tickets")
    await visit.page.get_by_placeholder("Token").first.fill(product.token("analyst", tenant, subject="reader"))
    await visit.page.get_by_role("button", name="Test Request (get /tickets)").click(timeout=TIMEOUT)
    async with visit.page.expect_response("**/api/v1/tickets**", timeout=TIMEOUT) as expected:
        await visit.page.get_by_role("dialog").get_by_role("button", name="Send").first.click()
    response = await expected.value
    assert (response.status, response.url) == (200, f"{product.url}/api/v1/tickets?limit=50&sort=-created_at")


async def test_no_link_to_an_external_service(visit: Watched):
    await open_reference(visit)
    links = await visit.page.eval_on_selector_all("a[href^=http]", "links => links.map(link => link.href)")
    assert {link for link in links if not link.startswith(visit.origin)} <= {"https://www.scalar.com/"}
    for words in ("Open API Client", "Open in", "Share", "Deploy", "Ask AI", "Generate MCP", "Generate SDK"):
        await expect(visit.page.get_by_text(re.compile(rf"^{words}\b"))).to_have_count(0)
    # Only the language of the request examples may be stored.
    stored = await visit.page.evaluate("({...localStorage})")
    assert stored in ({}, {"scalar-reference-selected-client-v2": "shell/curl"})


@pytest.mark.parametrize("path", ["/docs/events", "/docs/problems", "/problems/version-mismatch"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_other_pages_need_no_script(browser: Browser, product: Any, path: str, scheme: str):
    async with watched(browser, product.url, scheme) as visit:
        await visit.page.goto(product.url + path)
        assert await visit.page.locator("script").count() == 0
        background = await visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert background == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(15, 15, 15)")
        visit.assert_quiet()


async def test_every_event_is_documented_with_its_fields(visit: Watched, asyncapi: dict[str, Any]):
    await visit.page.goto(f"{visit.origin}/docs/events")
    messages = asyncapi["components"]["messages"]
    assert await visit.page.locator("article").count() == len(messages) == len(asyncapi["operations"])
    for operation in asyncapi["operations"].values():
        channel = asyncapi["channels"][operation["channel"]["$ref"].rpartition("/")[2]]
        message = messages[next(iter(channel["messages"].values()))["$ref"].rpartition("/")[2]]
        article = visit.page.locator(f'article[id="{message["name"]}"]')
        await expect(article).to_contain_text(channel["address"])
        payload = asyncapi["components"]["schemas"][message["payload"]["$ref"].rpartition("/")[2]]
        data = payload["properties"]["data"]["properties"]
        names = set(await article.locator(".field-name").all_text_contents())
        assert set(payload["properties"]) | set(data) <= names
    visit.assert_quiet()


async def test_all_problems_are_linked_from_each_page(visit: Watched):
    expected = {f"/problems/{entry['code']}" for entry in PROBLEMS}
    await open_reference(visit)
    for path in ("/docs", "/docs/events", "/docs/problems"):
        if path != "/docs":
            await visit.page.goto(visit.origin + path)
        hrefs = "links => links.map(link => link.getAttribute('href'))"
        linked = await visit.page.eval_on_selector_all('a[href^="/problems/"]', hrefs)
        assert set(linked) == expected, path
        for other in ("/docs", "/docs/events", "/docs/problems"):
            assert await visit.page.locator(f'header a[href="{other}"]').count() >= 1
    visit.assert_quiet()
