"""Nothing that axe finds, on any page, in any state, in light and in dark."""

import json
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any

import httpx
import pytest
from playwright.async_api import expect

from handlers.sites.builds import CONSOLE
from tests.console.conftest import Desk, changed, new_alert, new_ticket


@cache
def axe() -> str:
    return (CONSOLE.folder / "node_modules" / "axe-core" / "axe.min.js").read_text()


async def sound(desk: Desk) -> None:
    """Hold that axe finds nothing, in light and in dark."""
    await desk.page.wait_for_load_state("networkidle")
    await desk.page.evaluate(axe())
    await desk.page.add_style_tag(content="*, ::before, ::after { transition: none !important; }")
    for scheme in ("light", "dark"):
        await desk.page.emulate_media(color_scheme=scheme)
        await expect(desk.page.locator("html")).to_have_attribute("data-mantine-color-scheme", scheme)
        found = await desk.page.evaluate("axe.run().then(result => result.violations)")
        told = [(item["id"], [node["html"][:200] for node in item["nodes"]]) for item in found]
        assert told == [], f"{desk.page.url} in {scheme}: {json.dumps(told, indent=1)}"


@pytest.fixture
def things(program: httpx.Client, mark: str) -> dict[str, str]:
    """A ticket with everything on it, and its alert."""
    alert = new_alert(program, f"Alert {mark} from 192.0.2.7")
    ticket = program.post(f"/alerts/{alert['id']}/ticket", json={"tags": ["one", "two", "three", "four"]}).json()["id"]
    for severity, status in (("critical", "triaged"), ("low", "in_progress"), ("informational", "new")):
        other = new_ticket(program, f"{severity} {mark}", severity=severity, priority="p1")["id"]
        if status != "new":
            changed(program, f"/tickets/{other}", status=status)
    for visibility in ("internal", "auditor_visible"):
        program.post(f"/tickets/{ticket}/comments", json={"body": "To eve@example.com", "visibility": visibility})
    link = {"target_type": "external_reference", "target": {"url": "https://tracker.example.com/SEC-1"}}
    program.post(f"/tickets/{ticket}/links", json=link)
    program.post(f"/tickets/{ticket}/links", json={"target_type": "alert", "target": {"id": alert["id"]}})
    changed(program, f"/tickets/{ticket}", status="resolved", resolution={"reason": "other", "note": "Done."})
    changed(program, f"/alerts/{alert['id']}", verdict="true_positive", status="suppressed")
    return {"ticket": ticket, "alert": alert["id"], "mark": mark}


PAGES = (
    "/", "/tickets/?q={mark}", "/tickets/?q=nothing-fits", "/tickets/?id={ticket}", "/alerts/?q={mark}&id={alert}",
    "/alerts/", "/audit/?outcome=allowed", "/nothing/", "/tickets/?id=019a5f3e-7c1b-7d20-9b1a-3f6f0c2d4e55",
)  # fmt: skip


@pytest.mark.parametrize("identity", ["analyst", "auditor"])
async def test_pages(sit_down: Callable[..., Any], things: dict[str, str], identity: str):
    desk: Desk = await sit_down(identity)
    for path in PAGES:
        await desk.open(path.format(**things))
        await expect(desk.page.get_by_role("heading").first).to_be_visible()
        await sound(desk)


async def pick(desk: Desk) -> None:
    await desk.page.get_by_role("button", name="Status", exact=True).click()
    await expect(desk.page.get_by_role("checkbox", name="Triaged")).to_be_visible()


async def choose(desk: Desk) -> None:
    await desk.page.get_by_role("combobox", name="Order").click()
    await expect(desk.page.get_by_role("option").first).to_be_visible()


async def who(desk: Desk) -> None:
    await desk.page.get_by_role("banner").get_by_role("button", name="analyst").click()
    await expect(desk.page.get_by_role("button", name="Sign out")).to_be_visible()


async def keys(desk: Desk) -> None:
    await desk.press("?")
    await expect(desk.page.get_by_role("dialog")).to_be_visible()


async def palette(desk: Desk) -> None:
    await desk.press("Control+k")
    await expect(desk.page.get_by_role("textbox", name="Go to")).to_be_focused()


async def new(desk: Desk) -> None:
    await desk.press("c")
    await expect(desk.page.get_by_role("dialog", name="New ticket")).to_be_visible()


async def assign(desk: Desk) -> None:
    await desk.press("a")
    await expect(desk.page.get_by_role("option", name="analyst")).to_be_visible()


async def move(desk: Desk) -> None:
    await desk.press("s")
    await desk.page.get_by_role("dialog").get_by_role("button", name="Resolved").click()
    await expect(desk.page.get_by_role("combobox", name="Reason")).to_be_visible()


async def edit(desk: Desk) -> None:
    await desk.page.get_by_role("button", name="Edit the title").click()
    await desk.page.get_by_role("button", name="Edit the description").click()
    await expect(desk.page.get_by_role("textbox", name="The description")).to_be_visible()


async def link(desk: Desk) -> None:
    await desk.page.get_by_role("button", name="Add a link").click()
    await expect(desk.page.get_by_role("list", name="Found").get_by_role("button").first).to_be_visible()


async def elsewhere(desk: Desk) -> None:
    await desk.page.get_by_role("button", name="Add a link").click()
    await desk.page.get_by_role("combobox", name="To").click()
    await desk.page.get_by_role("option", name="External reference").click()
    await expect(desk.page.get_by_label("Address")).to_be_visible()


async def timeline(desk: Desk) -> None:
    await desk.page.get_by_role("tab", name="Timeline").click()
    await expect(desk.page.get_by_role("list", name="Timeline").get_by_role("listitem").first).to_be_visible()


async def for_auditors(desk: Desk) -> None:
    await desk.page.get_by_text("Auditors see it", exact=True).click()
    await desk.page.get_by_label("New comment").fill("x")


async def record(desk: Desk) -> None:
    await desk.page.get_by_role("table").get_by_role("link").first.click()
    await expect(desk.page.get_by_role("dialog", name="Audit record").get_by_text("Outcome")).to_be_visible()


async def offline(desk: Desk) -> None:
    await desk.page.context.set_offline(True)
    await desk.page.get_by_label("New comment").fill("x")
    await desk.page.get_by_role("button", name="Comment internally").click()
    await expect(desk.page.get_by_role("alert").filter(has_text="cannot be reached")).to_be_visible()


async def ended(desk: Desk) -> None:
    await desk.page.get_by_label("New comment").fill("x")
    await desk.page.context.clear_cookies()
    await desk.press("Control+Enter")
    await expect(desk.page.get_by_role("dialog", name="Your session has ended")).to_be_visible()


async def conflict(desk: Desk) -> None:
    await desk.page.route("**/api/v1/tickets/*", stale)
    await desk.page.get_by_role("combobox", name="Priority").click()
    await desk.page.get_by_role("option", name="P1").click()
    await expect(desk.page.get_by_role("alert").filter(has_text="meanwhile")).to_be_visible()


async def stale(route: Any) -> None:
    headers = {**route.request.headers, **({"if-match": '"999"'} if route.request.method == "PATCH" else {})}
    await route.continue_(headers=headers)


OPEN = "/tickets/?q={mark}&status=triaged"
TICKET = "/tickets/?id={ticket}"
STATES: dict[str, tuple[str, Callable[[Desk], Awaitable[None]]]] = {
    "a filter": ("/tickets/?q={mark}", pick),
    "an order": ("/tickets/?q={mark}", choose),
    "the menu": ("/tickets/?q={mark}", who),
    "the keys": ("/tickets/?q={mark}", keys),
    "the palette": ("/tickets/?q={mark}", palette),
    "a new ticket": ("/tickets/?q={mark}", new),
    "an assignee": (OPEN, assign),
    "a resolution": (OPEN, move),
    "drafts": (TICKET, edit),
    "a link": (TICKET, link),
    "a place elsewhere": (TICKET, elsewhere),
    "the timeline": (TICKET, timeline),
    "a comment for auditors": (TICKET, for_auditors),
    "an audit record": ("/audit/", record),
    "no connection": (TICKET, offline),
    "the end of a session": (TICKET, ended),
    "a conflict": (TICKET, conflict),
}


@pytest.mark.parametrize("state", STATES)
async def test_states(sit_down: Callable[..., Any], things: dict[str, str], state: str):
    path, reach = STATES[state]
    desk: Desk = await sit_down("analyst")
    await desk.open(path.format(**things))
    await expect(desk.page.get_by_role("heading", level=1).first).to_be_visible()
    await expect(desk.page.locator("[data-row], h2, table a").first).to_be_visible()
    await reach(desk)
    await sound(desk)


async def test_the_sign_in(sit_down: Callable[..., Any]):
    desk: Desk = await sit_down(None)
    await desk.open("/")
    await expect(desk.page.get_by_text("Sign in as")).to_be_visible()
    await sound(desk)
