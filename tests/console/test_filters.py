"""The filters that are shown on request: they are in the URL, can be removed one by one, and explain what is wrong."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from playwright.async_api import expect

from tests.console.conftest import ConsolePage, OpenConsole, create_alert, create_ticket, create_ticket_from, read
from tests.console.filters import PATHS, assert_fits, field, open_more, query, removals, rows
from tests.console.test_accessible import assert_accessible
from tests.product import Product

CONTRACT = Path(__file__).parents[2] / "generated" / "openapi.json"


@pytest.fixture
def records(api: httpx.Client, product: Product, marker: str) -> dict[str, Any]:
    """Alerts and tickets of which every filter selects exactly one."""
    alerts = [
        create_alert(
            api,
            f"First {marker}",
            source=f"src{marker}",
            rule_id=f"rule,{marker}",
            detected_at="2026-01-03T00:00:00Z",
            assets=[{"type": "hostname", "value": f"{marker}.example.com"}],
        ),
        create_alert(
            api,
            f"Second {marker}",
            detected_at="2026-01-01T00:00:00Z",
            assets=[{"type": "ip_address", "value": "198.18.7.9"}],
        ),
    ]
    ticket = create_ticket_from(api, alerts[0])
    with product.client("analyst", "demo", f"reporter {marker}") as reporter:
        other = create_ticket(reporter, f"Second {marker}")
        reporter_id = reporter.get("/me").json()["principal"]["id"]
    return {"alerts": alerts, "ticket": ticket, "other": other, "reporter": reporter_id}


def contract_filters(path: str) -> set[str]:
    contract = json.loads(CONTRACT.read_text())
    parameters = contract["paths"][path]["get"]["parameters"]
    components = contract["components"]["parameters"]
    names = {components[p["$ref"].rpartition("/")[2]]["name"] if "$ref" in p else p["name"] for p in parameters}
    return names - {"limit", "cursor", "sort"}


LABELS = {
    "tickets": {
        "q": "Search tickets", "status": "Status", "priority": "Priority", "severity": "Severity",
        "assignee_id": "Assigned to", "tag": "Tags", "asset": "Asset", "reporter_id": "Reporter",
        "source_kind": "Source", "number": "Number", "created_from": "Created from", "created_to": "Created before",
        "updated_from": "Updated from", "updated_to": "Updated before",
    },
    "alerts": {
        "q": "Search alerts", "status": "Status", "severity": "Severity", "verdict": "Verdict",
        "has_ticket": "Ticket", "asset": "Asset", "source": "Source", "rule_id": "Rule",
        "detected_from": "Detected from", "detected_to": "Detected before",
    },
}  # fmt: skip


@pytest.mark.parametrize("page", PATHS)
async def test_every_filter_of_the_contract_is_offered(console: ConsolePage, page: str):
    assert contract_filters(f"/{page}") == set(LABELS[page])
    await console.open(PATHS[page])
    await open_more(console)
    filters = console.page.get_by_role("search", name="Filters")
    for label in LABELS[page].values():
        control = filters.get_by_label(label, exact=True).or_(filters.get_by_role("button", name=label, exact=True))
        await expect(control.first).to_be_visible()


TYPED = [
    ("tickets", "Asset", "asset", "{marker}.EXAMPLE.com.", "First"),
    ("tickets", "Asset", "asset", "{marker}*", "First"),
    ("tickets", "Number", "number", "#{number}", "First"),
    ("alerts", "Asset", "asset", "198.18.0.0/16", "Second"),
    ("alerts", "Asset", "asset", "{marker}*", "First"),
    ("alerts", "Source", "source", "src{marker}", "First"),
    ("alerts", "Rule", "rule_id", "rule,{marker}", "First"),
]


@pytest.mark.parametrize(("page", "label", "name", "text", "expected"), TYPED)
async def test_text_filter_is_in_the_url_and_can_be_removed(
    console: ConsolePage,
    records: dict[str, Any],
    marker: str,
    page: str,
    label: str,
    name: str,
    text: str,
    expected: str,
):
    text = text.format(marker=marker, number=records["ticket"]["number"])
    await console.open(f"{PATHS[page]}?q={marker}")
    await expect(rows(console)).to_have_count(2)
    await open_more(console)
    await field(console, label).fill(text)
    await console.press("Enter")
    await expect(rows(console)).to_have_text([f"{expected} {marker}"])
    assert query(console) == {"q": [marker], name: [text.removeprefix("#")]}
    await console.page.reload()
    await expect(rows(console)).to_have_text([f"{expected} {marker}"])
    await removals(console).get_by_text(text.removeprefix("#")).click()
    await expect(rows(console)).to_have_count(2)
    assert query(console) == {"q": [marker]}
    await expect(console.page.get_by_role("button", name="More filters", exact=True)).to_be_focused()
    await console.page.go_back()
    await expect(rows(console)).to_have_text([f"{expected} {marker}"])


@pytest.mark.parametrize(
    ("label", "option", "expected"),
    [
        ("Source", "From an alert", "First"),
        ("Source", "Created manually", "Second"),
        ("Reporter", "reporter {marker}", "Second"),
    ],
)
async def test_choice_is_made_and_removed_by_keyboard(
    console: ConsolePage, records: dict[str, Any], marker: str, label: str, option: str, expected: str
):
    option = option.format(marker=marker)
    await console.open(f"/tickets/?q={marker}")
    await expect(rows(console)).to_have_count(2)
    await console.page.get_by_role("button", name="More filters").focus()
    await console.press("Enter")
    await field(console, label).focus()
    await console.page.keyboard.type(option)
    await expect(console.page.get_by_role("option", name=option)).to_be_visible()
    await console.press("ArrowDown", "Enter")
    await expect(rows(console)).to_have_text([f"{expected} {marker}"])
    if label == "Reporter":
        assert query(console)["reporter_id"] == [records["reporter"]]
    await console.press("Escape")
    await console.page.reload()
    remove = console.page.get_by_role("button", name=f"Remove filter {label}: {option}")
    await expect(remove).to_be_visible()
    await remove.press("Enter")
    await expect(rows(console)).to_have_count(2)


async def test_times_are_local_in_the_field_and_utc_in_the_url(
    console: ConsolePage, records: dict[str, Any], marker: str
):
    del records
    await console.open(f"/alerts/?q={marker}")
    await expect(rows(console)).to_have_count(2)
    await open_more(console)
    await field(console, "Detected from").fill("2026-01-02T00:00")
    await field(console, "Asset").focus()
    await expect(rows(console)).to_have_text([f"First {marker}"])
    (sent,) = query(console)["detected_from"]
    expected = await console.page.evaluate("new Date('2026-01-02T00:00').toISOString()")
    assert sent == expected
    assert datetime.fromisoformat(sent).tzinfo is not None
    await field(console, "Detected before").fill("2026-01-02T12:00")
    await console.press("Enter")
    await expect(console.page.get_by_role("heading", name="No alerts match these filters")).to_be_visible()
    await console.page.get_by_role("button", name="Clear Detected from").click()
    await expect(rows(console)).to_have_text([f"Second {marker}"])
    await console.page.reload()
    await expect(rows(console)).to_have_text([f"Second {marker}"])
    await expect(removals(console)).to_have_text(["Detected before:\xa02 Jan 2026, 12:00"])
    await open_more(console)
    await expect(field(console, "Detected before")).to_have_value("2026-01-02T12:00")


@pytest.mark.parametrize(("field_name", "label"), [("created", "Created"), ("updated", "Updated")])
async def test_tickets_are_filtered_by_time(
    console: ConsolePage, records: dict[str, Any], marker: str, field_name: str, label: str
):
    second = records["other"][f"{field_name}_at"]
    await console.open(f"/tickets/?q={marker}&{field_name}_from={quote(second)}")
    await expect(rows(console)).to_have_text([f"Second {marker}"])
    await expect(removals(console)).to_have_text([re.compile(f"^{label} from")])
    await console.open(f"/tickets/?q={marker}&{field_name}_to={quote(second)}")
    await expect(rows(console)).to_have_text([f"First {marker}"])
    await expect(removals(console)).to_have_text([re.compile(f"^{label} before")])


async def test_pasted_lines_become_one_asset_each(console: ConsolePage, records: dict[str, Any], marker: str):
    del records
    await console.open(f"/alerts/?q={marker}")
    await open_more(console)
    await field(console, "Asset").focus()
    await console.page.evaluate(
        """text => {
            const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', text);
            const paste = new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true});
            document.activeElement.dispatchEvent(paste);
        }""",
        f"198.18.7.9\n{marker}.example.com\n",
    )
    await expect(console.page.get_by_role("button", name="More filters (2)")).to_be_visible()
    assert query(console)["asset"] == ["198.18.7.9", f"{marker}.example.com"]
    await expect(rows(console)).to_have_count(2)


async def test_sources_and_rules_of_the_list_are_suggested(console: ConsolePage, records: dict[str, Any], marker: str):
    del records
    await console.open(f"/alerts/?q={marker}")
    await expect(rows(console)).to_have_count(2)
    await open_more(console)
    await field(console, "Source").click()
    await expect(console.page.get_by_role("option")).to_have_text([f"src{marker}", "suricata"])
    await console.page.get_by_role("option", name=f"src{marker}").click()
    await expect(rows(console)).to_have_text([f"First {marker}"])


@pytest.mark.parametrize(("label", "field_name"), [("Assigned to", "assignee_id"), ("Reporter", "reporter_id")])
async def test_user_who_left_is_offered_while_they_hold_tickets(
    console: ConsolePage, api: httpx.Client, product: Product, marker: str, label: str, field_name: str
):
    names = [f"{word} {marker}" for word in ("Left", "Idle")]
    ids = []
    for name in names:
        with product.client("analyst", "demo", name) as former:
            ids.append(former.get("/me").json()["principal"]["id"])
            if name == names[0]:
                create_ticket(former, f"Held {marker}", assignee_id=ids[0])
        with product.client("auditor", "demo", name) as former:
            former.get("/me")
    principals = read(api, "/principals", q=marker)["items"]
    assert [principal["assignable"] for principal in principals] == [False, False]
    await console.open(f"/tickets/?q={marker}")
    await expect(rows(console)).to_have_count(1)
    if label == "Assigned to":
        await console.page.get_by_role("button", name=label, exact=True).click()
        choice = console.page.get_by_role("checkbox", name=names[0])
        await expect(choice).to_be_visible()
        await expect(console.page.get_by_role("checkbox", name=names[1])).to_have_count(0)
        await choice.check()
    else:
        await open_more(console)
        await field(console, label).click()
        choice = console.page.get_by_role("option", name=names[0])
        await expect(choice).to_be_visible()
        await expect(console.page.get_by_role("option", name=names[1])).to_have_count(0)
        await choice.click()
    await expect(rows(console)).to_have_text([f"Held {marker}"])
    assert query(console)[field_name] == [ids[0]]
    await console.page.reload()
    await expect(console.page.get_by_role("search").get_by_text(names[0]).first).to_be_visible()


async def test_search_for_a_number_shows_no_false_new_tickets(
    open_console: OpenConsole, api: httpx.Client, marker: str
):
    old = create_ticket(api, f"Old {marker}")
    newer = create_ticket(api, f"Mentions #{old['number']} {marker}")
    console = await open_console("analyst", fresh=True)
    await console.page.clock.install()
    await console.open(f"/tickets/?q=%23{old['number']}")
    await expect(rows(console).first).to_have_text(f"Old {marker}")
    await expect(rows(console).filter(has_text=newer["title"])).to_have_count(1)
    async with console.page.expect_response(lambda response: "created_from=" in response.url):
        await console.page.clock.fast_forward(16_000)
    await expect(
        console.page.get_by_role("button", name="new ticket", exact=False).filter(has_text="Show")
    ).to_have_count(0)


@pytest.mark.parametrize("page", PATHS)
@pytest.mark.parametrize("width", [1360, 680, 400])
async def test_filters_are_accessible_and_fit_at_every_width(
    console: ConsolePage, records: dict[str, Any], marker: str, page: str, width: int
):
    del records
    time = "created_from" if page == "tickets" else "detected_from"
    await console.page.set_viewport_size({"width": width, "height": 800})
    filters = f"asset=10.0.0.0/99&asset={'long' * 30}.example.com&{time}=2026-01-01T00:00:00Z"
    await console.open(f"{PATHS[page]}?{filters}")
    await expect(removals(console)).to_have_count(3)
    await assert_fits(console)
    await assert_accessible(console)
    await console.page.emulate_media(color_scheme="light")
    await open_more(console)
    await assert_fits(console)
    await assert_accessible(console)
    await field(console, "Source").click()
    await console.open(f"{PATHS[page]}?q={marker}&{time}=x")
    await expect(console.page.get_by_role("main").get_by_role("alert").first).to_be_visible()
    await assert_accessible(console)
    await open_more(console)
    await assert_accessible(console)
    console.log.assert_quiet("400")
    console.log.failed.clear()
    console.log.errors.clear()
