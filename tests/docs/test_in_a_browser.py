"""The pages as a reader has them: in a real browser, whose network ends at the server."""

import json
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from tests.browser import Watched, watched
from tests.docs.conftest import PROBLEMS

PATIENCE = 30_000  # milliseconds, on a busy machine


async def reference(visit: Watched, place: str = "") -> None:
    await visit.page.goto(f"{visit.origin}/docs{place}")
    await expect(visit.page.get_by_role("heading", name="OneProtect Ticketing")).to_be_visible(timeout=PATIENCE)


async def test_the_page_of_operations_lists_them_all_and_asks_nobody_else(visit: Watched, openapi: dict[str, Any]):
    await reference(visit)
    operations = [node for item in openapi["paths"].values() for node in item.values() if "operationId" in node]
    assert len(operations) > 20
    for operation in operations:
        link = visit.page.locator(f'a[href$="tag/{operation["tags"][0]}/{operation["operationId"]}"]')
        await expect(link.first).to_contain_text(operation["summary"], timeout=PATIENCE)
    visit.assert_quiet()


async def test_a_link_into_the_page_of_operations_leads_to_the_operation(visit: Watched):
    await reference(visit, "#tag/people/get_me")
    await expect(visit.page.get_by_role("heading", name="Get the caller")).to_be_in_viewport(timeout=PATIENCE)
    visit.assert_quiet()


async def test_a_request_is_sent_with_the_token_that_was_typed(visit: Watched, product: Any, tenant: str):
    await reference(visit, "#tag/people/get_me")
    await visit.page.get_by_placeholder("Token").first.fill(product.token("analyst", tenant, subject="reader"))
    await visit.page.get_by_role("button", name="Test Request (get /me)").click(timeout=PATIENCE)
    async with visit.page.expect_response("**/api/v1/me", timeout=PATIENCE) as sent:
        await visit.page.get_by_role("button", name="Send").first.click()
    answer = await sent.value
    assert (answer.status, json.loads(await answer.text())["tenant"]["name"]) == (200, tenant)
    dialog = visit.page.get_by_role("dialog")
    await expect(dialog.get_by_text("200 OK").first).to_be_visible(timeout=PATIENCE)
    await expect(dialog.get_by_text(tenant).first).to_be_visible(timeout=PATIENCE)
    visit.assert_quiet()


async def test_a_list_is_asked_for_without_filters_that_nobody_chose(visit: Watched, product: Any, tenant: str):
    await reference(visit, "#tag/tickets/list_tickets")
    await visit.page.get_by_placeholder("Token").first.fill(product.token("analyst", tenant, subject="reader"))
    await visit.page.get_by_role("button", name="Test Request (get /tickets)").click(timeout=PATIENCE)
    async with visit.page.expect_response("**/api/v1/tickets**", timeout=PATIENCE) as sent:
        await visit.page.get_by_role("dialog").get_by_role("button", name="Send").first.click()
    answer = await sent.value
    assert (answer.status, answer.url) == (200, f"{product.url}/api/v1/tickets?limit=50&sort=-created_at")


async def test_nothing_leads_to_a_service_elsewhere(visit: Watched):
    await reference(visit)
    links = await visit.page.eval_on_selector_all("a[href^=http]", "links => links.map(link => link.href)")
    assert {link for link in links if not link.startswith(visit.origin)} <= {"https://www.scalar.com/"}
    for words in ("Open API Client", "Open in", "Share", "Deploy", "Ask AI", "Generate MCP", "Generate SDK"):
        await expect(visit.page.get_by_text(words)).to_have_count(0)
    # In which language a request is shown may be kept, and nothing else.
    kept = await visit.page.evaluate("({...localStorage})")
    assert kept in ({}, {"scalar-reference-selected-client-v2": "shell/curl"})


@pytest.mark.parametrize("path", ["/docs/events", "/docs/problems", "/problems/version-mismatch"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_other_pages_need_no_script(browser: Browser, product: Any, path: str, scheme: str):
    async with watched(browser, product.url, scheme) as visit:
        await visit.page.goto(product.url + path)
        assert await visit.page.locator("script").count() == 0
        ground = await visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(15, 15, 15)")
        visit.assert_quiet()


async def test_every_event_stands_on_its_page_with_its_fields(visit: Watched, asyncapi: dict[str, Any]):
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
        named = set(await article.locator(".field-name").all_text_contents())
        assert set(payload["properties"]) | set(data) <= named
    visit.assert_quiet()


async def test_all_problems_are_linked_from_each_page(visit: Watched):
    wanted = {f"/problems/{entry['code']}" for entry in PROBLEMS}
    await reference(visit)
    for path in ("/docs", "/docs/events", "/docs/problems"):
        if path != "/docs":
            await visit.page.goto(visit.origin + path)
        hrefs = "links => links.map(link => link.getAttribute('href'))"
        linked = await visit.page.eval_on_selector_all('a[href^="/problems/"]', hrefs)
        assert set(linked) == wanted, path
        for other in ("/docs", "/docs/events", "/docs/problems"):
            assert await visit.page.locator(f'header a[href="{other}"]').count() >= 1
    visit.assert_quiet()
