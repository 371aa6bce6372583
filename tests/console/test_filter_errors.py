"""Values of filters that the API would reject are explained next to their fields."""

import re
from urllib.parse import quote

import httpx
import pytest
from playwright.async_api import expect

from tests.console.conftest import ConsolePage, create_alert, create_ticket_from
from tests.console.filters import PATHS, field, open_more, query, removals, rows

INVALID = [
    ("tickets", "number", "twelve", "Number", "Enter a ticket number, such as 12."),
    ("tickets", "created_from", "yesterday", "Created from", "Enter a date and time between 1970 and 2999."),
    ("tickets", "updated_to", "0002-01-01T00:00:00.000Z", "Updated before", "Enter a date and time between"),
    ("tickets", "reporter_id", "someone", "Reporter", "not the ID of a user"),
    ("tickets", "asset", "x" * 2049, "Asset", "Use at most 20 assets, each with at most 2,048 characters."),
    ("alerts", "detected_to", "2026-13-01T00:00:00Z", "Detected before", "Enter a date and time between"),
    ("alerts", "source", "x" * 65, "Source", "Use at most 20 sources, each with at most 64 characters."),
    ("alerts", "rule_id", "x" * 2049, "Rule", "Use at most 20 rules, each with at most 2,048 characters."),
]


@pytest.mark.parametrize(("page", "name", "value", "label", "reason"), INVALID)
async def test_rejected_value_has_its_reason_next_to_it(
    console: ConsolePage, api: httpx.Client, page: str, name: str, value: str, label: str, reason: str
):
    # The list without the filter has a row, whatever ran before.
    create_ticket_from(api, create_alert(api, "Listed"))
    await console.open(f"{PATHS[page]}?{name}={quote(value)}")
    values = console.page.get_by_role("list", name="Active filters")
    await expect(values.get_by_role("alert")).to_contain_text(reason)
    # The text of the API names its parameters and patterns.
    await expect(console.page.get_by_text("query parameter")).to_have_count(0)
    await open_more(console)
    await expect(field(console, label)).to_have_attribute("aria-invalid", "true")
    await expect(console.page.get_by_role("search").get_by_text(reason)).to_be_visible()
    await console.page.get_by_role("button", name="Clear filters").click()
    await expect(console.page.get_by_role("search").get_by_text(reason)).to_have_count(0)
    await expect(rows(console).first).to_be_visible()
    console.log.assert_quiet("400")
    console.log.failed.clear()
    console.log.errors.clear()


@pytest.mark.parametrize(
    "value", ["10.0.0.0/33", "10.0.0/8", "300.0.0.0/8", "2001:db8::/129", "10.0.0.0/x", "10.0.0.0/"]
)
async def test_malformed_network_is_explained(console: ConsolePage, value: str):
    await console.open("/alerts/")
    await open_more(console)
    await field(console, "Asset").fill(value)
    await console.press("Enter")
    explanation = f"“{value}” is not a network such as 10.0.0.0/8."
    await expect(console.page.get_by_role("search").get_by_text(explanation)).to_be_visible()
    await expect(console.page).to_have_url(re.compile("[?&]asset="))
    await console.page.reload()
    await expect(console.page.get_by_role("list", name="Active filters").get_by_text(explanation)).to_be_visible()


@pytest.mark.parametrize(
    "value",
    ["10.0.0.0/8", "10.1.2.3/0", "2001:db8::/32", "::ffff:10.0.0.0/104", "/etc/passwd", "https://a.example/b", "a/b"],
)
async def test_networks_and_other_values_with_a_slash_are_not_questioned(console: ConsolePage, value: str):
    await console.open(f"/alerts/?asset={quote(value)}")
    await expect(removals(console)).to_have_text([f"Asset:\xa0{value}"])
    await expect(console.page.get_by_text("is not a network")).to_have_count(0)


async def test_incomplete_time_is_explained(console: ConsolePage):
    await console.open("/alerts/")
    await open_more(console)
    await field(console, "Detected from").focus()
    await console.page.keyboard.type("01")
    await field(console, "Asset").focus()
    await expect(console.page.get_by_text("Enter a date and a time.")).to_be_visible()
    assert query(console) == {}
