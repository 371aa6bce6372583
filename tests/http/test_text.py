"""Text in requests: at least one visible character, one line where it is shown as one, and lengths in characters."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.databases import connected
from tests.http.world import DIGESTS, World, alert_body

BLANK = {
    "spaces": "   ",
    "a tab": "\t",
    "line breaks": "\r\n\n",
    "no-break spaces": "\xa0\u2007\u202f",
    "spaces of every width": "\u2000\u2003\u200a\u3000\u1680",
    "line and paragraph separators": "\u2028\u2029",
    "control characters": "\x01\x7f\x85",
    "zero-width characters": "\u200b\u200c\u200d\u2060\ufeff",
    "directional controls": "\u202e\u2066\u2069\u061c\u200f",
    "soft hyphens": "\xad\xad",
    "Hangul fillers": "\u115f\u1160\u3164\uffa0",
    "blank Braille patterns": "\u2800 \u2800",
    "variation selectors": "\ufe0f\U000e0100",
    "tags": "\U000e0041\U000e007f",
    "musical format characters": "\U0001d173",
    "all kinds": " \u3164\u200b\u2800\U000e0020\t",
}
LINE_BREAKS = ("\n", "\r", "\t", "\x0b", "\x00", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029")
VISIBLE = {
    "an emoji with a joiner and a selector": "\U0001f468\u200d\U0001f4bb \u2764\ufe0f",
    "a directional override": "invoice\u202efdp.exe",
    "a text between spaces": "  x  ",
    "a right-to-left text": "\u05d1\u05d3\u05d9\u05e7\u05d4",
    "a combining mark": "e\u0301",
    "an unassigned character": "\U000e1000",
}


@dataclass(frozen=True)
class Field:
    """A text of a request: the request with it, its place in the body and in the response, and its rules."""

    send: Callable[[World, str], httpx.Response]
    pointer: str
    longest: int
    shown: Callable[[Any], Any] | None = None
    one_line: bool = True


def ticket(world: World) -> str:
    return str(world.create("/tickets", {"title": "x"})["id"])


def alert(world: World) -> str:
    return str(world.create("/alerts", alert_body(), "ingest")["id"])


def post(path: str, body: Callable[[str], Any], role: str = "analyst") -> Callable[[World, str], httpx.Response]:
    return lambda world, text: world.client(role).post(path, json=body(text))


def on_ticket(path: str, body: Callable[[str], Any]) -> Callable[[World, str], httpx.Response]:
    return lambda world, text: world.client("analyst").post(f"/tickets/{ticket(world)}/{path}", json=body(text))


def from_alert(name: str) -> Callable[[World, str], httpx.Response]:
    body = {"title": lambda text: {"title": text}, "tags": lambda text: {"tags": [text]}}[name]
    return lambda world, text: world.client("analyst").post(f"/alerts/{alert(world)}/ticket", json=body(text))


def patch(body: Callable[[str], Any]) -> Callable[[World, str], httpx.Response]:
    headers = {"If-Match": '"1"'}
    return lambda world, text: world.client("analyst").patch(
        f"/tickets/{ticket(world)}", json=body(text), headers=headers
    )


def report(**members: Callable[[str], Any]) -> Callable[[World, str], httpx.Response]:
    return post("/alerts", lambda text: alert_body(**{k: make(text) for k, make in members.items()}), "ingest")


def link(text: str) -> Any:
    return {"target_type": "external_reference", "target": {"url": f"https://example.com/{uuid4()}", "label": text}}


FIELDS = {
    "ticket title": Field(post("/tickets", lambda t: {"title": t}), "/title", 160, lambda r: r["title"]),
    "ticket title of a patch": Field(patch(lambda t: {"title": t}), "/title", 160, lambda r: r["title"]),
    "ticket title from an alert": Field(from_alert("title"), "/title", 160, lambda r: r["title"]),
    "ticket tag": Field(post("/tickets", lambda t: {"title": "x", "tags": ["a", t]}), "/tags/1", 64),
    "ticket tag of a patch": Field(patch(lambda t: {"tags": [t]}), "/tags/0", 64),
    "ticket tag from an alert": Field(from_alert("tags"), "/tags/0", 64),
    "comment": Field(on_ticket("comments", lambda t: {"body": t}), "/body", 10000, lambda r: r["body"], False),
    "link label": Field(on_ticket("links", link), "/target/label", 200, lambda r: r["target"]["label"]),
    "asset name": Field(
        post("/assets", lambda t: {"type": "other", "value": uuid4().hex, "name": t}), "/name", 200, lambda r: r["name"]
    ),
    "asset value": Field(
        post("/assets", lambda t: {"type": "other", "value": t}), "/value", 2048, lambda r: r["value"], False
    ),
    "evidence name": Field(
        post("/evidence", lambda t: {"name": t, "sha256": DIGESTS[0]}), "/name", 255, lambda r: r["name"]
    ),
    "alert title": Field(report(title=lambda t: t), "/title", 500),
    "alert id": Field(
        report(source_alert_id=lambda t: t), "/source_alert_id", 512, lambda r: r["source_alert_id"], False
    ),
    "alert rule": Field(report(rule_id=lambda t: t), "/rule_id", 512, None, False),
    "alert asset": Field(
        report(assets=lambda t: [{"type": "other", "value": t}]), "/assets/0/value", 2048, None, False
    ),
    "alert evidence": Field(
        report(evidence=lambda t: [{"type": "log", "value": t}]), "/evidence/0/value", 4000, None, False
    ),
}


def the_error(answer: httpx.Response) -> dict[str, str]:
    assert answer.status_code == 422, answer.text
    problem = answer.json()
    assert problem["code"] == "validation"
    (error,) = problem["errors"]
    return dict(error)


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_text_without_visible_character_is_rejected(world: World, field: Field):
    for name, text in BLANK.items():
        error = the_error(field.send(world, text))
        assert error["pointer"] == field.pointer, name
        expected = ("visible character", "one line") if field.one_line else ("visible character",)
        assert any(words in error["detail"] for words in expected), (name, error)


@pytest.mark.parametrize("field", [field for field in FIELDS.values() if field.one_line])
def test_line_break_in_a_single_line_is_rejected(world: World, field: Field):
    for control in LINE_BREAKS:
        error = the_error(field.send(world, f"first{control}second"))
        assert error["pointer"] == field.pointer
        if control != "\x00":
            assert f"U+{ord(control):04X} at position 6" in error["detail"]


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_text_with_visible_character_is_stored_as_sent(world: World, field: Field):
    for name, text in VISIBLE.items():
        answer = field.send(world, text)
        assert answer.is_success, (name, answer.text)
        if field.shown is not None:
            assert field.shown(answer.json()) == text


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_length_is_counted_in_characters(world: World, field: Field):
    unique = uuid4().hex
    text = unique + "\U0001f994" * (field.longest - len(unique))
    answer = field.send(world, text)
    assert answer.is_success, answer.text
    if field.shown is not None:
        assert field.shown(answer.json()) == text
    error = the_error(field.send(world, text + "\U0001f994"))
    assert (error["pointer"], f"at most {field.longest} characters" in error["detail"]) == (field.pointer, True)


def test_texts_of_several_lines_accept_controls(world: World):
    text = "first\nsecond\ttabbed\r\n\x1b[31mred"
    for name in ("comment", "asset value", "alert evidence", "alert asset"):
        assert FIELDS[name].send(world, text).is_success
    created = world.create("/tickets", {"title": "x", "description": f" \n{text}"})
    assert created["description"] == f" \n{text}"
    assert world.create("/tickets", {"title": "x", "description": " "})["description"] == " "


def test_item_of_a_batch_gets_the_same_error(world: World):
    items = [alert_body(title="\u3164"), alert_body(title="a\nb"), alert_body(rule_id="\u2800"), alert_body()]
    results = world.create("/alerts/batch", {"alerts": items}, "ingest")["results"]
    assert [result["status"] for result in results] == [422, 422, 422, 201]
    pointers = [error["pointer"] for result in results[:3] for error in result["errors"]]
    assert pointers == ["/title", "/title", "/rule_id"]


def test_stored_text_that_breaks_the_rules_is_readable_and_can_be_corrected(world: World):
    identifier = world.create("/tickets", {"title": "x", "tags": ["a"]})["id"]
    alert_id = alert(world)
    comment = world.create(f"/tickets/{identifier}/comments", {"body": "x", "visibility": "auditor_visible"})["id"]
    reference = world.create(f"/tickets/{identifier}/links", link("x"))["id"]
    asset = world.create("/assets", {"type": "other", "value": uuid4().hex, "name": "x"})["id"]

    blank, shown_blank = ([{"type": "other", "value": value}] for value in ("\u3164", "[blank]"))

    async def damage() -> None:
        async with connected(world.product.database.superuser) as database:
            await database.execute(
                "UPDATE tickets SET title = $2, tags = $3, redacted = redacted || $4::jsonb WHERE id = $1",
                *(identifier, "\n", ["\u3164", "a", "A"], json.dumps({"title": "\n", "tags": ["\u3164", "a", "A"]})),
            )
            await database.execute("UPDATE alerts SET title = ' ', rule_id = ' ' WHERE id = $1", alert_id)
            await database.execute("DELETE FROM alert_assets WHERE alert_id = $1 AND position > 1", alert_id)
            await database.execute("UPDATE alert_assets SET type = 'other', value = ' ' WHERE alert_id = $1", alert_id)
            await database.execute(
                "UPDATE alerts SET evidence = $2, redacted = redacted || $3::jsonb WHERE id = $1",
                *(alert_id, json.dumps(blank), json.dumps({"evidence": blank, "assets": blank})),
            )
            await database.execute("UPDATE ticket_comments SET body = ' ' WHERE id = $1", comment)
            await database.execute(
                "UPDATE ticket_links SET label = ' ', url = 'https://a..b/%zz' WHERE id = $1", reference
            )
            await database.execute("UPDATE assets SET name = ' ' WHERE id = $1", asset)

    asyncio.run(damage())
    analyst, auditor = world.client("analyst"), world.client("auditor")
    for path in (
        f"/tickets/{identifier}",
        "/tickets",
        f"/tickets/{identifier}/comments",
        f"/tickets/{identifier}/links",
        f"/alerts/{alert_id}",
        "/alerts",
        f"/assets/{asset}",
    ):
        for caller in (analyst, auditor):
            assert caller.get(path).status_code == 200, path
    for caller in (analyst, auditor):
        read = caller.get(f"/alerts/{alert_id}").json()
        assert (read["assets"], read["evidence"]) == (shown_blank, shown_blank)
    shown = analyst.get(f"/tickets/{identifier}")
    assert (shown.json()["title"], shown.json()["tags"]) == ("\n", ["\u3164", "a", "A"])
    headers = {"If-Match": shown.headers["ETag"]}
    changed = analyst.patch(f"/tickets/{identifier}", json={"priority": "p1"}, headers=headers)
    assert changed.status_code == 200, changed.text
    headers = {"If-Match": changed.headers["ETag"]}
    corrected = analyst.patch(f"/tickets/{identifier}", json={"title": "y", "tags": ["a", "A"]}, headers=headers).json()
    assert (corrected["title"], corrected["tags"]) == ("y", ["a"])


@pytest.mark.parametrize(
    ("stored", "title"), [(" \n\u200b", "sensor alert"), ("one\r\n  two", "one two"), ("one  two", "one  two")]
)
def test_ticket_of_an_older_alert_has_a_title_of_one_visible_line(world: World, stored: str, title: str):
    alert_id = alert(world)

    async def damage() -> None:
        async with connected(world.product.database.superuser) as database:
            await database.execute("UPDATE alerts SET title = $2 WHERE id = $1", alert_id, stored)

    asyncio.run(damage())
    assert world.create(f"/alerts/{alert_id}/ticket")["title"] == title
