"""A ticket's page: everything can be changed where it stands, and what was done can be seen."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.async_api import Locator, expect

from generated.models import TicketStatus
from generated.transitions import TRANSITIONS
from tests.console.conftest import Desk, changed, new_alert, new_ticket, read
from tests.deliveries import delivered, publisher

WORDS = {"in_progress": "In progress", "on_hold": "On hold"}


def shown(status: TicketStatus) -> str:
    return WORDS.get(status.value, status.value.capitalize())


@pytest.fixture
def ticket(program: httpx.Client, mark: str) -> dict[str, Any]:
    return new_ticket(program, f"Ticket {mark}", description="As it was.")


@pytest.fixture
async def desk(analyst_desk: Desk, ticket: dict[str, Any]) -> Desk:
    await analyst_desk.open(f"/tickets/?id={ticket['id']}")
    await expect(analyst_desk.page.get_by_role("heading", name=ticket["title"])).to_be_visible()
    return analyst_desk


async def choose(desk: Desk, field: Locator, option: str) -> None:
    await field.click()
    await desk.page.get_by_role("option", name=option, exact=True).click()


def fields(desk: Desk) -> Locator:
    return desk.page.get_by_role("complementary", name="Fields")


async def test_the_title_is_edited_where_it_stands(
    desk: Desk, program: httpx.Client, ticket: dict[str, Any], mark: str
):
    await desk.page.get_by_role("button", name="Edit the title").click()
    field = desk.page.get_by_role("textbox", name="The title")
    await expect(field).to_be_focused()
    await field.fill(f"Another title {mark}")
    await desk.press("Enter")
    await expect(desk.page.get_by_role("heading", name=f"Another title {mark}")).to_be_visible()
    await expect(desk.page.get_by_role("button", name="Edit the title")).to_be_focused()
    assert read(program, f"/tickets/{ticket['id']}")["title"] == f"Another title {mark}"
    await expect(desk.page).to_have_title(f"#{ticket['number']} Another title {mark} · OneProtect Ticketing")


async def test_the_description_is_edited_where_it_stands(desk: Desk, program: httpx.Client, ticket: dict[str, Any]):
    await desk.page.get_by_role("button", name="Edit the description").click()
    field = desk.page.get_by_role("textbox", name="The description")
    await field.fill("One line\n<b>another</b>")
    await desk.press("Control+Enter")
    await expect(desk.page.get_by_role("region", name="Description").get_by_text("<b>another</b>")).to_be_visible()
    assert read(program, f"/tickets/{ticket['id']}")["description"] == "One line\n<b>another</b>"
    await desk.page.get_by_role("button", name="Edit the description").click()
    await desk.press("Escape")
    await expect(field).to_have_count(0)


def lead_to(program: httpx.Client, path: str, status: TicketStatus) -> None:
    """Bring a new ticket into a status."""
    steps = {"closed": ["resolved", "closed"], "on_hold": ["triaged", "on_hold"]}.get(status.value, [status.value])
    for step in steps if status is not TicketStatus.new else []:
        changed(program, path, status=step, **({"resolution": {"reason": "other"}} if step == "resolved" else {}))


@pytest.mark.parametrize("identity", ["analyst", "admin"])
@pytest.mark.parametrize("status", list(TicketStatus))
async def test_the_moves_are_those_of_the_contract(
    sit_down: Callable[..., Any], program: httpx.Client, ticket: dict[str, Any], status: TicketStatus, identity: str
):
    lead_to(program, f"/tickets/{ticket['id']}", status)
    desk = await sit_down(identity)
    await desk.open(f"/tickets/?id={ticket['id']}")
    moves = [shown(move.to) for move in TRANSITIONS[status] if identity == "admin" or move.needs is None]
    field = fields(desk).get_by_role("combobox", name="Status")
    if moves:
        await field.click()
        await expect(desk.page.get_by_role("option")).to_have_text([shown(status), *moves])
    else:
        await expect(fields(desk).get_by_text(shown(status), exact=True)).to_be_visible()
        await expect(field).to_have_count(0)
    desk.seen.assert_quiet()


async def test_resolving_asks_why_and_reopening_forgets_it(desk: Desk, program: httpx.Client, ticket: dict[str, Any]):
    status = fields(desk).get_by_role("combobox", name="Status")
    await choose(desk, status, "Resolved")
    dialog = desk.page.get_by_role("dialog", name=f"Resolve #{ticket['number']}")
    await expect(dialog.get_by_role("button", name="Resolve")).to_be_disabled()
    await choose(desk, dialog.get_by_role("combobox", name="Reason"), "False positive")
    await dialog.get_by_label("Note").fill("A scanner of our own.")
    await dialog.get_by_role("button", name="Resolve").click()
    await expect(fields(desk).get_by_text("A scanner of our own.")).to_be_visible()
    now = read(program, f"/tickets/{ticket['id']}")
    assert (now["status"], now["resolution"]) == (
        "resolved",
        {"reason": "false_positive", "note": "A scanner of our own."},
    )
    await choose(desk, status, "In progress")
    await expect(fields(desk).get_by_text("A scanner of our own.")).to_have_count(0)
    assert read(program, f"/tickets/{ticket['id']}")["resolution"] is None


async def test_priority_severity_assignee_and_tags(desk: Desk, program: httpx.Client, ticket: dict[str, Any]):
    me = read(program, "/me")["principal"]["id"]
    await choose(desk, fields(desk).get_by_role("combobox", name="Priority"), "P1")
    await expect(fields(desk).get_by_role("combobox", name="Priority")).to_have_value("P1")
    await choose(desk, fields(desk).get_by_role("combobox", name="Severity"), "Critical")
    await expect(fields(desk).get_by_role("combobox", name="Severity")).to_have_value("Critical")
    assignee = fields(desk).get_by_role("combobox", name="Assignee")
    await assignee.fill("adm")
    await desk.page.get_by_role("option", name="admin", exact=True).click()
    await expect(assignee).to_have_value("admin")
    tags = fields(desk).get_by_role("combobox", name="Tags")
    await tags.fill("phish")
    await desk.press("Enter")
    await tags.fill("mail")
    await desk.press("Enter")
    async with desk.page.expect_response(lambda answer: answer.request.method == "PATCH"):
        await desk.press("Tab")
    now = read(program, f"/tickets/{ticket['id']}")
    assert (now["priority"], now["severity"], now["assignee_id"], now["tags"]) == (
        "p1",
        "critical",
        me,
        ["phish", "mail"],
    )
    await assignee.click()
    await desk.page.get_by_role("option", name="Nobody").click()
    await expect(assignee).to_have_value("Nobody")


async def test_a_comment_is_internal_unless_its_writer_says_otherwise(
    desk: Desk, program: httpx.Client, ticket: dict[str, Any]
):
    comments = desk.page.get_by_role("list", name="Comments").get_by_role("listitem")
    await desk.page.get_by_label("New comment").fill("Among us.")
    await desk.page.get_by_role("button", name="Comment internally").click()
    await expect(comments.filter(has_text="Among us.").get_by_text("Internal", exact=True)).to_be_visible()
    await desk.page.get_by_label("New comment").fill("For them, too.")
    await desk.page.get_by_text("Auditors see it", exact=True).click()
    await desk.page.get_by_role("button", name="Comment for auditors too").click()
    visible = comments.filter(has_text="For them, too.")
    await expect(visible.get_by_text("Auditors see this")).to_be_visible()
    ours = comments.filter(has_text="Among us.")
    colours = [await one.evaluate("element => getComputedStyle(element).backgroundColor") for one in (ours, visible)]
    assert colours[0] != colours[1]
    # The next one is internal again.
    await expect(desk.page.get_by_role("button", name="Comment internally")).to_be_visible()
    items = read(program, f"/tickets/{ticket['id']}/comments", sort="created_at")["items"]
    assert [(item["body"], item["visibility"]) for item in items] == [
        ("Among us.", "internal"),
        ("For them, too.", "auditor_visible"),
    ]


@pytest.fixture
def targets(program: httpx.Client, ticket: dict[str, Any], mark: str, product: Any) -> None:
    """Something of every kind that is found by the mark."""
    new_alert(program, f"Alert {mark}")
    new_ticket(program, f"Other {mark}")
    for path, body in (
        ("/assets", {"type": "hostname", "value": f"host-{mark}"}),
        ("/evidence", {"name": f"{mark}.pcap", "sha256": "a" * 64}),
    ):
        assert program.post(path, json=body).status_code == 201
    delivered(publisher(product.nats_url))(program, ticket["id"], status="failed", target=f"tracker-{mark}")


async def test_a_target_of_every_kind_is_searched_for_and_linked(
    targets: None, desk: Desk, program: httpx.Client, ticket: dict[str, Any], mark: str
):
    del targets
    record = read(program, "/audit-records", limit=1)["items"][0]["id"]
    wanted = {
        "Ticket": (f"Other {mark}", f"Other {mark}"),
        "Alert": (f"Alert {mark}", f"Alert {mark}"),
        "Asset": (mark, f"host-{mark}"),
        "Evidence": (mark, f"{mark}.pcap"),
        "Delivery record": (f"tracker-{mark}", f"tracker-{mark}"),
        "Audit record": (record, ", allowed"),
    }
    linked = desk.page.get_by_role("list", name="Links").get_by_role("listitem")
    for number, (kind, (search, name)) in enumerate(wanted.items(), 1):
        await desk.page.get_by_role("button", name="Add a link").click()
        dialog = desk.page.get_by_role("dialog", name=f"Link #{ticket['number']}")
        await choose(desk, dialog.get_by_role("combobox", name="To"), kind)
        await choose(desk, dialog.get_by_role("combobox", name="Relation"), "Caused by")
        await dialog.get_by_role("searchbox").fill(search)
        await expect(dialog.get_by_role("list", name="Found").get_by_role("button")).to_have_count(1)
        await dialog.get_by_role("button", name=name).click()
        await expect(linked).to_have_count(number)
        await expect(linked.filter(has_text=f"{kind} ").filter(has_text=name).get_by_text("Caused by")).to_be_visible()
    kinds = {item["target_type"] for item in read(program, f"/tickets/{ticket['id']}/links")["items"]}
    assert kinds == {kind.lower().replace(" ", "_") for kind in wanted}


async def test_a_place_elsewhere_is_linked_and_unlinked(desk: Desk, program: httpx.Client, ticket: dict[str, Any]):
    await desk.page.get_by_role("button", name="Add a link").click()
    dialog = desk.page.get_by_role("dialog", name=f"Link #{ticket['number']}")
    await choose(desk, dialog.get_by_role("combobox", name="To"), "External reference")
    await dialog.get_by_label("Address").fill("https://tracker.example.com/browse/SEC-17")
    await dialog.get_by_label("What to call it").fill("SEC-17")
    await dialog.get_by_role("button", name="Add the link").click()
    link = desk.page.get_by_role("link", name="SEC-17")
    assert await link.get_attribute("href") == "https://tracker.example.com/browse/SEC-17"
    assert await link.get_attribute("rel") == "noopener noreferrer"
    await desk.page.get_by_role("button", name="Remove the link to this external reference").click()
    await expect(link).to_have_count(0)
    assert read(program, f"/tickets/{ticket['id']}/links")["items"] == []


async def test_the_timeline_tells_what_happened_and_leads_to_the_audit(
    desk: Desk, program: httpx.Client, ticket: dict[str, Any]
):
    changed(program, f"/tickets/{ticket['id']}", status="triaged")
    changed(program, f"/tickets/{ticket['id']}", priority="p1")
    await desk.page.get_by_role("tab", name="Timeline").click()
    entries = desk.page.get_by_role("list", name="Timeline").get_by_role("listitem")
    await expect(entries).to_have_count(3)
    await expect(entries.nth(0).get_by_role("row", name="Priority")).to_contain_text("p3")
    await expect(entries.nth(1)).to_contain_text("Triaged")
    await expect(entries.nth(2)).to_contain_text("Created the ticket")
    await entries.nth(1).get_by_role("link", name="Audit record").click()
    record = desk.page.get_by_role("dialog", name="Audit record")
    await expect(record.get_by_text("Update ticket")).to_be_visible()
    await expect(record.get_by_role("row", name="Status")).to_contain_text("triaged")


async def test_number_and_permalink_are_copied(desk: Desk, ticket: dict[str, Any]):
    await desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for name, expected in (
        ("Copy number", f"#{ticket['number']}"),
        ("Copy link to this ticket", f"{desk.base}/console/tickets/?id={ticket['id']}"),
    ):
        await desk.page.get_by_role("button", name=name).click()
        assert await desk.page.evaluate("navigator.clipboard.readText()") == expected


async def test_what_others_do_shows_by_itself(analyst_desk: Desk, program: httpx.Client, ticket: dict[str, Any]):
    await analyst_desk.page.clock.install()
    await analyst_desk.open(f"/tickets/?id={ticket['id']}")
    await expect(fields(analyst_desk).get_by_role("combobox", name="Priority")).to_have_value("P3")
    changed(program, f"/tickets/{ticket['id']}", priority="p1")
    await analyst_desk.page.clock.fast_forward(16_000)
    await expect(fields(analyst_desk).get_by_role("combobox", name="Priority")).to_have_value("P1")


async def test_a_ticket_that_is_not_there_says_so(analyst_desk: Desk):
    for id_ in ("019a5f3e-7c1b-7d20-9b1a-3f6f0c2d4e55", "nonsense"):
        await analyst_desk.open(f"/tickets/?id={id_}")
        await expect(analyst_desk.page.get_by_role("heading", name="There is no such ticket")).to_be_visible()
    analyst_desk.seen.assert_quiet("404", "400")
    analyst_desk.seen.failed.clear()
    analyst_desk.seen.errors.clear()


async def test_a_closed_ticket_offers_nothing_that_it_would_refuse(
    analyst_desk: Desk, program: httpx.Client, ticket: dict[str, Any]
):
    lead_to(program, f"/tickets/{ticket['id']}", TicketStatus.closed)
    await analyst_desk.open(f"/tickets/?id={ticket['id']}")
    await expect(fields(analyst_desk).get_by_text("Closed", exact=True)).to_be_visible()
    for name in ("Edit the title", "Edit the description", "Add a link", "Comment internally"):
        await expect(analyst_desk.page.get_by_role("button", name=name)).to_have_count(0)
    await expect(analyst_desk.page.get_by_label("New comment")).to_have_count(0)
    await expect(fields(analyst_desk).get_by_role("combobox")).to_have_count(0)
