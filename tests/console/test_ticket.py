"""The ticket page: editing in place, comments, links and the timeline."""

from typing import Any

import httpx
import pytest
from playwright.async_api import Locator, expect

from generated.models import TicketStatus
from generated.transitions import TRANSITIONS
from tests.console.conftest import ConsolePage, OpenConsole, create_alert, create_ticket, read, update
from tests.deliveries import delivered, publisher

LABELS = {"in_progress": "In progress", "on_hold": "On hold"}


def label(status: TicketStatus) -> str:
    return LABELS.get(status.value, status.value.capitalize())


@pytest.fixture
def ticket(api: httpx.Client, marker: str) -> dict[str, Any]:
    return create_ticket(api, f"Ticket {marker}", description="As it was.")


@pytest.fixture
async def console(console: ConsolePage, ticket: dict[str, Any]) -> ConsolePage:
    await console.open(f"/tickets/?id={ticket['id']}")
    await expect(console.page.get_by_role("heading", name=ticket["title"])).to_be_visible()
    return console


async def choose(console: ConsolePage, field: Locator, option: str) -> None:
    await field.click()
    await console.page.get_by_role("option", name=option, exact=True).click()


def fields(console: ConsolePage) -> Locator:
    return console.page.get_by_role("complementary", name="Ticket details")


async def test_title_is_edited_in_place(console: ConsolePage, api: httpx.Client, ticket: dict[str, Any], marker: str):
    await console.page.get_by_role("button", name="Edit title").click()
    field = console.page.get_by_role("textbox", name="Title")
    await expect(field).to_be_focused()
    await field.fill(f"Another title {marker}")
    await console.press("Enter")
    await expect(console.page.get_by_role("heading", name=f"Another title {marker}")).to_be_visible()
    await expect(console.page.get_by_role("button", name="Edit title")).to_be_focused()
    assert read(api, f"/tickets/{ticket['id']}")["title"] == f"Another title {marker}"
    await expect(console.page).to_have_title(f"#{ticket['number']} Another title {marker} · OneProtect Ticketing")


async def test_description_is_edited_in_place(console: ConsolePage, api: httpx.Client, ticket: dict[str, Any]):
    await console.page.get_by_role("button", name="Edit description").click()
    field = console.page.get_by_role("textbox", name="Description")
    await field.fill("One line\n<b>another</b>")
    await console.press("Control+Enter")
    await expect(console.page.get_by_role("region", name="Description").get_by_text("<b>another</b>")).to_be_visible()
    assert read(api, f"/tickets/{ticket['id']}")["description"] == "One line\n<b>another</b>"
    await console.page.get_by_role("button", name="Edit description").click()
    await console.press("Escape")
    await expect(field).to_have_count(0)


def set_status(api: httpx.Client, path: str, status: TicketStatus) -> None:
    """Bring a new ticket into a status by allowed transitions."""
    steps = {"closed": ["resolved", "closed"], "on_hold": ["triaged", "on_hold"]}.get(status.value, [status.value])
    for step in steps if status is not TicketStatus.new else []:
        update(api, path, status=step, **({"resolution": {"reason": "other"}} if step == "resolved" else {}))


@pytest.mark.parametrize("identity", ["analyst", "admin"])
@pytest.mark.parametrize("status", list(TicketStatus))
async def test_allowed_statuses_are_those_of_the_contract(
    open_console: OpenConsole, api: httpx.Client, ticket: dict[str, Any], status: TicketStatus, identity: str
):
    set_status(api, f"/tickets/{ticket['id']}", status)
    console = await open_console(identity)
    await console.open(f"/tickets/?id={ticket['id']}")
    allowed = [label(move.to) for move in TRANSITIONS[status] if identity == "admin" or move.needs is None]
    field = fields(console).get_by_role("combobox", name="Status")
    if allowed:
        await field.click()
        await expect(console.page.get_by_role("option")).to_have_text([label(status), *allowed])
    else:
        await expect(fields(console).get_by_text(label(status), exact=True)).to_be_visible()
        await expect(field).to_have_count(0)
    console.log.assert_quiet()


async def test_resolving_requires_a_reason_and_reopening_clears_it(
    console: ConsolePage, api: httpx.Client, ticket: dict[str, Any]
):
    status = fields(console).get_by_role("combobox", name="Status")
    await choose(console, status, "Resolved")
    dialog = console.page.get_by_role("dialog", name=f"Resolve #{ticket['number']}")
    await expect(dialog.get_by_role("button", name="Resolve", exact=True)).to_be_disabled()
    await choose(console, dialog.get_by_role("combobox", name="Reason"), "False positive")
    await dialog.get_by_label("Note").fill("A scanner of our own.")
    await dialog.get_by_role("button", name="Resolve").click()
    await expect(fields(console).get_by_text("A scanner of our own.")).to_be_visible()
    current = read(api, f"/tickets/{ticket['id']}")
    assert (current["status"], current["resolution"]) == (
        "resolved",
        {"reason": "false_positive", "note": "A scanner of our own."},
    )
    await choose(console, status, "In progress")
    await expect(fields(console).get_by_text("A scanner of our own.")).to_have_count(0)
    assert read(api, f"/tickets/{ticket['id']}")["resolution"] is None


async def test_priority_severity_assignee_and_tags_are_changed(
    console: ConsolePage, api: httpx.Client, ticket: dict[str, Any]
):
    me = read(api, "/me")["principal"]["id"]
    await choose(console, fields(console).get_by_role("combobox", name="Priority"), "P1")
    await expect(fields(console).get_by_role("combobox", name="Priority")).to_have_value("P1")
    await choose(console, fields(console).get_by_role("combobox", name="Severity"), "Critical")
    await expect(fields(console).get_by_role("combobox", name="Severity")).to_have_value("Critical")
    assignee = fields(console).get_by_role("combobox", name="Assigned to")
    await assignee.fill("adm")
    await console.page.get_by_role("option", name="admin", exact=True).click()
    await expect(assignee).to_have_value("admin")
    tags = fields(console).get_by_role("combobox", name="Tags")
    await tags.fill("phish")
    await console.press("Enter")
    await tags.fill("mail")
    await console.press("Enter")
    async with console.page.expect_response(lambda response: response.request.method == "PATCH"):
        await console.press("Tab")
    current = read(api, f"/tickets/{ticket['id']}")
    assert (current["priority"], current["severity"], current["assignee_id"], current["tags"]) == (
        "p1",
        "critical",
        me,
        ["phish", "mail"],
    )
    await assignee.click()
    await console.page.get_by_role("option", name="Unassigned").click()
    await expect(assignee).to_have_value("Unassigned")


async def test_comment_is_internal_unless_made_visible_to_auditors(
    console: ConsolePage, api: httpx.Client, ticket: dict[str, Any]
):
    comments = console.page.get_by_role("list", name="Comments").get_by_role("listitem")
    await console.page.get_by_label("New comment").fill("For the team.")
    await console.page.get_by_role("button", name="Add internal comment").click()
    await expect(comments.filter(has_text="For the team.").get_by_text("Internal", exact=True)).to_be_visible()
    await console.page.get_by_label("New comment").fill("For auditors, too.")
    await console.page.get_by_label("Comment visibility").get_by_text("Visible to auditors").click()
    await console.page.get_by_role("button", name="Add comment visible to auditors").click()
    visible = comments.filter(has_text="For auditors, too.")
    await expect(visible.get_by_text("Visible to auditors")).to_be_visible()
    ours = comments.filter(has_text="For the team.")
    colours = [await one.evaluate("element => getComputedStyle(element).backgroundColor") for one in (ours, visible)]
    assert colours[0] != colours[1]
    # The next comment is internal again.
    await expect(console.page.get_by_role("button", name="Add internal comment")).to_be_visible()
    items = read(api, f"/tickets/{ticket['id']}/comments", sort="created_at")["items"]
    assert [(item["body"], item["visibility"]) for item in items] == [
        ("For the team.", "internal"),
        ("For auditors, too.", "auditor_visible"),
    ]


@pytest.fixture
def targets(api: httpx.Client, ticket: dict[str, Any], marker: str, product: Any) -> None:
    """A record of every type that a ticket can link to, found by the marker."""
    create_alert(api, f"Alert {marker}")
    create_ticket(api, f"Other {marker}")
    for path, body in (
        ("/assets", {"type": "hostname", "value": f"host-{marker}"}),
        ("/evidence", {"name": f"{marker}.pcap", "sha256": "a" * 64}),
    ):
        assert api.post(path, json=body).status_code == 201
    delivered(publisher(product.nats_url))(api, ticket["id"], status="failed", target=f"tracker-{marker}")


async def test_records_of_every_type_are_searched_and_linked(
    targets: None, console: ConsolePage, api: httpx.Client, ticket: dict[str, Any], marker: str
):
    del targets
    record = read(api, "/audit-records", limit=1)["items"][0]["id"]
    expected = {
        "Ticket": (f"Other {marker}", f"Other {marker}"),
        "Alert": (f"Alert {marker}", f"Alert {marker}"),
        "Asset": (marker, f"host-{marker}"),
        "Evidence": (marker, f"{marker}.pcap"),
        "Delivery record": (f"tracker-{marker}", f"tracker-{marker}"),
        "Audit record": (record, ", allowed"),
    }
    linked = console.page.get_by_role("list", name="Links").get_by_role("listitem")
    for number, (kind, (search, name)) in enumerate(expected.items(), 1):
        await console.page.get_by_role("button", name="Add link").click()
        dialog = console.page.get_by_role("dialog", name=f"Add link to #{ticket['number']}")
        await choose(console, dialog.get_by_role("combobox", name="Link to"), kind)
        await choose(console, dialog.get_by_role("combobox", name="Relation"), "Caused by")
        await dialog.get_by_role("searchbox").fill(search)
        await expect(dialog.get_by_role("list", name="Search results").get_by_role("button")).to_have_count(1)
        await dialog.get_by_role("button", name=name).click()
        await expect(linked).to_have_count(number)
        await expect(linked.filter(has_text=f"{kind} ").filter(has_text=name).get_by_text("Caused by")).to_be_visible()
    kinds = {item["target_type"] for item in read(api, f"/tickets/{ticket['id']}/links")["items"]}
    assert kinds == {kind.lower().replace(" ", "_") for kind in expected}


async def test_external_url_is_linked_and_unlinked(console: ConsolePage, api: httpx.Client, ticket: dict[str, Any]):
    await console.page.get_by_role("button", name="Add link").click()
    dialog = console.page.get_by_role("dialog", name=f"Add link to #{ticket['number']}")
    await choose(console, dialog.get_by_role("combobox", name="Link to"), "External reference")
    await dialog.get_by_label("URL").fill("https://tracker.example.com/browse/SEC-17")
    await dialog.get_by_label("Label").fill("SEC-17")
    await dialog.get_by_role("button", name="Add link").click()
    link = console.page.get_by_role("link", name="SEC-17")
    assert await link.get_attribute("href") == "https://tracker.example.com/browse/SEC-17"
    assert await link.get_attribute("rel") == "noopener noreferrer"
    await console.page.get_by_role("button", name="Remove link to this external reference").click()
    await expect(link).to_have_count(0)
    assert read(api, f"/tickets/{ticket['id']}/links")["items"] == []


async def test_timeline_shows_changes_and_links_to_audit_records(
    console: ConsolePage, api: httpx.Client, ticket: dict[str, Any]
):
    update(api, f"/tickets/{ticket['id']}", status="triaged")
    update(api, f"/tickets/{ticket['id']}", priority="p1")
    await console.page.get_by_role("tab", name="Timeline").click()
    entries = console.page.get_by_role("list", name="Timeline").get_by_role("listitem")
    await expect(entries).to_have_count(3)
    await expect(entries.nth(0).get_by_role("row", name="Priority")).to_contain_text("P3")
    await expect(entries.nth(1)).to_contain_text("Triaged")
    await expect(entries.nth(2)).to_contain_text("Created the ticket")
    await entries.nth(1).get_by_role("link", name="Audit record").click()
    record = console.page.get_by_role("dialog", name="Audit record")
    await expect(record.get_by_text("Update ticket")).to_be_visible()
    await expect(record.get_by_role("row", name="Status")).to_contain_text("Triaged")


async def test_number_and_link_are_copied(open_console: OpenConsole, ticket: dict[str, Any]):
    console = await open_console("analyst", fresh=True)
    await console.open(f"/tickets/?id={ticket['id']}")
    await console.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for name, expected in (
        ("Copy ticket number", f"#{ticket['number']}"),
        ("Copy link to this ticket", f"{console.base}/console/tickets/?id={ticket['id']}"),
    ):
        await console.page.get_by_role("button", name=name).click()
        assert await console.page.evaluate("navigator.clipboard.readText()") == expected


async def test_changes_by_others_appear(open_console: OpenConsole, api: httpx.Client, ticket: dict[str, Any]):
    console = await open_console("analyst", fresh=True)
    await console.page.clock.install()
    await console.open(f"/tickets/?id={ticket['id']}")
    await expect(fields(console).get_by_role("combobox", name="Priority")).to_have_value("P3")
    update(api, f"/tickets/{ticket['id']}", priority="p1")
    await console.page.clock.fast_forward(16_000)
    await expect(fields(console).get_by_role("combobox", name="Priority")).to_have_value("P1")


async def test_unknown_ticket_is_not_found(console: ConsolePage):
    for id_ in ("019a5f3e-7c1b-7d20-9b1a-3f6f0c2d4e55", "nonsense"):
        await console.open(f"/tickets/?id={id_}")
        await expect(console.page.get_by_role("heading", name="Ticket not found")).to_be_visible()
    console.log.assert_quiet("404", "400")
    console.log.failed.clear()
    console.log.errors.clear()


async def test_closed_ticket_has_no_controls(console: ConsolePage, api: httpx.Client, ticket: dict[str, Any]):
    set_status(api, f"/tickets/{ticket['id']}", TicketStatus.closed)
    await console.open(f"/tickets/?id={ticket['id']}")
    await expect(fields(console).get_by_text("Closed", exact=True)).to_be_visible()
    for name in ("Edit title", "Edit description", "Add link", "Add internal comment"):
        await expect(console.page.get_by_role("button", name=name)).to_have_count(0)
    await expect(console.page.get_by_label("New comment")).to_have_count(0)
    await expect(fields(console).get_by_role("combobox")).to_have_count(0)
