"""Text from outside: invisible characters are marked, directions are isolated, and characters are counted."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.async_api import Locator, expect

from tests.console.conftest import ConsolePage, create_alert, create_ticket, read
from tests.console.test_accessible import assert_accessible

SPOOFED = "Invoice \u202egpj.exe"
HEBREW = "\u05d1\u05d3\u05d9\u05e7\u05d4"
# Texts whose joiners, selectors and tags are part of what a reader sees.
LEGITIMATE = (
    "\U0001f468\u200d\U0001f4bb \u2764\ufe0f \U0001f44d\U0001f3fd 1\ufe0f\u20e3",
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "\u0915\u094d\u200d\u0937",
    "caf\u00e9 \u00a0 \u3000 x\ty",
)
INVISIBLE = {
    "\u202e": ("RLO", "right-to-left override (U+202E)"),
    "\u2066": ("LRI", "left-to-right isolate (U+2066)"),
    "\u200b": ("ZWSP", "zero-width space (U+200B)"),
    "\u200d": ("ZWJ", "zero-width joiner (U+200D)"),
    "\u00ad": ("SHY", "soft hyphen (U+00AD)"),
    "\ufeff": ("BOM", "byte order mark (U+FEFF)"),
    "\u3164": ("HF", "Hangul filler (U+3164)"),
    "\u2800": ("BLANK", "blank Braille pattern (U+2800)"),
    "\u1160": ("U+1160", "invisible character (U+1160)"),
    "\x1b": ("U+001B", "invisible character (U+001B)"),
    "\u2028": ("U+2028", "invisible character (U+2028)"),
    "\U000e0041": ("U+E0041", "invisible character (U+E0041)"),
    "\ufe0f": ("U+FE0F", "invisible character (U+FE0F)"),
}
# The left edges of some characters of an element's text, in the order of the text.
EDGES = """(element, characters) => {
    const edges = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
        for (let index = 0; index < node.length; index++)
            if (characters.includes(node.data[index])) {
                const range = document.createRange();
                range.setStart(node, index);
                range.setEnd(node, index + 1);
                edges.push(range.getBoundingClientRect().left);
            }
    return edges;
}"""


def create(api: httpx.Client, path: str, body: dict[str, Any]) -> None:
    response = api.post(path, json=body)
    assert response.status_code == 201, response.text


async def edges(element: Locator, characters: str) -> list[float]:
    return list(await element.evaluate(EDGES, characters))


async def test_directional_override_is_marked_and_has_no_effect(
    console: ConsolePage, api: httpx.Client, marker: str
) -> None:
    ticket = create_ticket(api, f"{SPOOFED} {marker}", tags=[f"\u202e{marker}"], description=SPOOFED)
    await console.open(f"/tickets/?q={marker}")
    row = console.page.get_by_role("row").filter(has_text=marker)
    await expect(row.get_by_role("img", name="right-to-left override (U+202E)")).to_have_count(2)
    for path in (f"/tickets/?q={marker}", f"/tickets/?id={ticket['id']}"):
        await console.open(path)
        title = console.page.locator("bdi").filter(has_text=f"{marker}").filter(has_text="Invoice").first
        mark = title.get_by_role("img", name="right-to-left override (U+202E)")
        await expect(mark).to_be_visible()
        assert await mark.evaluate("mark => getComputedStyle(mark, '::before').content") == '"RLO"'
        found = await edges(title, "gpj")
        assert len(found) == 3
        assert found == sorted(found), "the text after the override reads backwards"
    await expect(console.page).to_have_title(
        f"#{ticket['number']} Invoice [RLO]gpj.exe {marker} · OneProtect Ticketing"
    )
    assert await console.page.locator("h1").inner_text() == f"{SPOOFED} {marker}"
    tags = console.page.get_by_role("complementary", name="Ticket details")
    await expect(tags.get_by_role("img", name="right-to-left override (U+202E)")).to_be_visible()


async def test_every_invisible_character_is_marked_with_its_name(
    console: ConsolePage, api: httpx.Client, marker: str
) -> None:
    ticket = create_ticket(api, marker, description="".join(f"a{character}b " for character in INVISIBLE))
    await console.open(f"/tickets/?id={ticket['id']}")
    description = console.page.get_by_role("region", name="Description")
    for label, name in INVISIBLE.values():
        mark = description.get_by_role("img", name=name)
        await expect(mark).to_be_visible()
        await expect(mark).to_have_attribute("data-label", label)
        await expect(mark).to_have_attribute("title", name)
        box = await mark.bounding_box()
        assert box is not None
        assert box["width"] > 8


async def test_joiners_and_selectors_that_a_script_or_an_emoji_needs_are_not_marked(
    console: ConsolePage, api: httpx.Client, marker: str
) -> None:
    ticket = create_ticket(api, marker, description="\n".join(LEGITIMATE))
    await console.open(f"/tickets/?id={ticket['id']}")
    description = console.page.get_by_role("region", name="Description")
    await expect(description).to_contain_text("caf\u00e9")
    await expect(description.locator("[data-label]")).to_have_count(0)


async def test_right_to_left_text_does_not_reorder_what_surrounds_it(
    console: ConsolePage, api: httpx.Client, marker: str
) -> None:
    ticket = create_ticket(api, f"{HEBREW} {marker}", tags=[HEBREW])
    other = create_ticket(api, f"Other {marker}")
    link = {"target_type": "ticket", "target": {"id": ticket["id"]}}
    create(api, f"/tickets/{other['id']}/links", link)
    await console.open(f"/tickets/?id={other['id']}")
    target = console.page.get_by_role("list", name="Links").get_by_role("link")
    await expect(target).to_contain_text(HEBREW)
    (word, *_), (hebrew, *_) = await edges(target, "T"), await edges(target, HEBREW[0])
    assert word < hebrew
    await console.open(f"/tickets/?id={ticket['id']}")
    title = console.page.locator("h1 bdi")
    assert await title.evaluate("title => getComputedStyle(title).unicodeBidi") == "plaintext"
    found = await edges(title, HEBREW)
    assert found == sorted(found, reverse=True)
    await console.page.get_by_role("button", name="Edit title").click()
    await expect(console.page.get_by_role("textbox", name="Title")).to_have_css("unicode-bidi", "plaintext")


async def test_texts_of_an_alert_are_marked_and_its_raw_event_is_escaped(
    console: ConsolePage, api: httpx.Client, marker: str
) -> None:
    value = f"a\u202eb\u200b{marker}"
    members: dict[str, Any] = {
        "assets": [{"type": "user", "value": value}],
        "evidence": [{"type": "log", "value": value}],
        "rule_id": value,
        "raw": {"user": value, "face": "\U0001f468\u200d\U0001f4bb"},
    }
    alert = create_alert(api, f"{SPOOFED} {marker}", description=value, **members)
    await console.open(f"/alerts/?q={marker}&id={alert['id']}")
    panel = console.page.get_by_role("region", name="Selected alert")
    # Title, rule, description, asset and evidence.
    await expect(panel.get_by_role("img", name="right-to-left override (U+202E)")).to_have_count(5)
    raw = panel.get_by_role("region", name="Raw event")
    await expect(raw).to_contain_text(f"a\\u202eb\\u200b{marker}")
    await expect(raw).to_contain_text("\U0001f468\u200d\U0001f4bb")


async def test_comments_timeline_audit_and_labels_are_marked(
    console: ConsolePage, api: httpx.Client, marker: str
) -> None:
    ticket = create_ticket(api, marker)
    path = f"/tickets/{ticket['id']}"
    create(api, f"{path}/comments", {"body": SPOOFED})
    target = {"url": f"https://example.com/{uuid4()}", "label": SPOOFED}
    create(api, f"{path}/links", {"target_type": "external_reference", "target": target})
    await console.open(f"/tickets/?id={ticket['id']}")
    mark = {"name": "right-to-left override (U+202E)"}
    await expect(console.page.get_by_role("list", name="Comments").get_by_role("img", **mark)).to_be_visible()
    await expect(console.page.get_by_role("list", name="Links").get_by_role("img", **mark)).to_be_visible()
    await console.page.get_by_role("tab", name="Timeline").click()
    await expect(console.page.get_by_role("list", name="Timeline").get_by_role("img", **mark)).to_be_visible()
    record = read(api, "/audit-records", operation_id="create_comment", limit=1)["items"][0]
    await console.open(f"/audit/?id={record['id']}")
    await expect(console.page.get_by_role("dialog").get_by_role("img", **mark)).to_be_visible()


async def test_titles_in_the_palette_are_marked(console: ConsolePage, api: httpx.Client, marker: str) -> None:
    create_ticket(api, f"{SPOOFED} {marker}")
    await console.open(f"/tickets/?q={marker}")
    await expect(console.page.get_by_role("row").filter(has_text=marker)).to_be_visible()
    await console.press("Control+k")
    await console.page.get_by_role("textbox", name="Go to").fill(marker)
    action = console.page.locator("[data-action]").filter(has_text="gpj")
    await expect(action.get_by_role("img", name="right-to-left override (U+202E)")).to_be_visible()


async def test_title_is_counted_in_characters(console: ConsolePage, api: httpx.Client, marker: str) -> None:
    ticket = create_ticket(api, marker)
    await console.open(f"/tickets/?id={ticket['id']}")
    await console.page.get_by_role("button", name="Edit title").click()
    field, save = console.page.get_by_role("textbox", name="Title"), console.page.get_by_role("button", name="Save")
    await field.fill("\U0001f994" * 161)
    await expect(console.page.get_by_text("161 of 160 characters: shorten the text")).to_be_visible()
    await expect(save).to_be_disabled()
    await field.fill("\U0001f994" * 160)
    await expect(console.page.get_by_text("160 of 160 characters")).to_be_visible()
    await save.click()
    await expect(console.page.locator("h1 bdi")).to_have_text("\U0001f994" * 160)
    assert read(api, f"/tickets/{ticket['id']}")["title"] == "\U0001f994" * 160


async def test_marks_and_counters_are_accessible(console: ConsolePage, api: httpx.Client, marker: str) -> None:
    ticket = create_ticket(api, f"{SPOOFED} {marker}", tags=["a\u00adb"], description=SPOOFED)
    await console.open(f"/tickets/?id={ticket['id']}")
    await console.page.get_by_role("button", name="Edit title").click()
    await console.page.get_by_role("textbox", name="Title").fill("x" * 161)
    await expect(console.page.get_by_text("161 of 160 characters: shorten the text")).to_be_visible()
    await assert_accessible(console)


@pytest.mark.parametrize("blank", ["  ", "\u3164", "\u200b\u2800", "\u202e"])
async def test_blank_text_cannot_be_sent(console: ConsolePage, api: httpx.Client, marker: str, blank: str) -> None:
    ticket = create_ticket(api, marker)
    await console.open(f"/tickets/?id={ticket['id']}")
    await console.page.get_by_role("textbox", name="New comment").fill(blank)
    await expect(console.page.get_by_role("button", name="Add internal comment")).to_be_disabled()
    await console.page.get_by_role("textbox", name="New comment").fill(f"{blank}x")
    await expect(console.page.get_by_role("button", name="Add internal comment")).to_be_enabled()
    await console.page.get_by_role("textbox", name="New comment").fill("")
    await console.page.get_by_role("button", name="Edit title").click()
    await console.page.get_by_role("textbox", name="Title").fill(blank)
    await expect(console.page.get_by_role("button", name="Save")).to_be_disabled()


async def test_tag_of_emoji_is_counted_in_characters(console: ConsolePage, api: httpx.Client, marker: str) -> None:
    ticket = create_ticket(api, marker)
    await console.open(f"/tickets/?id={ticket['id']}")
    field = console.page.get_by_label("Tags").first
    await field.fill("\U0001f994" * 65)
    await field.press("Enter")
    async with console.page.expect_response(lambda response: response.request.method == "PATCH"):
        await field.blur()
    await expect(console.page.get_by_text("\U0001f994" * 64, exact=True)).to_be_visible()
    assert read(api, f"/tickets/{ticket['id']}")["tags"] == ["\U0001f994" * 64]


async def test_internationalized_url_is_a_link_as_it_was_sent(
    console: ConsolePage, api: httpx.Client, marker: str
) -> None:
    ticket = create_ticket(api, marker)
    await console.open(f"/tickets/?id={ticket['id']}")
    await console.page.get_by_role("button", name="Add link").click()
    dialog = console.page.get_by_role("dialog")
    await dialog.get_by_label("Link to").first.click()
    await console.page.get_by_role("option", name="External reference").click()
    url = f"HTTPS://m\u00fcnchen.example?{marker}"
    await dialog.get_by_label("URL").fill("https://a..b/")
    await dialog.get_by_role("button", name="Add link").click()
    await expect(dialog.get_by_text("URL is invalid: the host has an empty label")).to_be_visible()
    await dialog.get_by_label("URL").fill(url)
    await dialog.get_by_role("button", name="Add link").click()
    await expect(console.page.get_by_role("list", name="Links").get_by_role("link")).to_contain_text(url)
    console.log.failed.clear()
    console.log.errors.clear()
