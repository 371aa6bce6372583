"""Two people at one ticket: nobody's work is lost, and nobody overwrites what they have not seen."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.async_api import expect

from tests.console.conftest import Desk, changed, new_alert, new_ticket, read


@pytest.fixture
async def two(sit_down: Callable[..., Any], program: httpx.Client, mark: str) -> tuple[Desk, Desk, str]:
    """Two browsers at the same ticket, and its path."""
    ticket = new_ticket(program, f"Shared {mark}", description="As it was.")
    desks = [await sit_down("analyst"), await sit_down("admin")]
    for desk in desks:
        # The clock stands still, so that what others do does not show by itself meanwhile.
        await desk.page.clock.install()
        await desk.open(f"/tickets/?id={ticket['id']}")
        await expect(desk.page.get_by_role("heading", name=f"Shared {mark}")).to_be_visible()
    return desks[0], desks[1], f"/tickets/{ticket['id']}"


async def describe(desk: Desk, text: str) -> None:
    await desk.page.get_by_role("button", name="Edit the description").click()
    await desk.page.get_by_role("textbox", name="The description").fill(text)


async def test_a_draft_stays_and_one_press_reapplies_it(two: tuple[Desk, Desk, str], program: httpx.Client):
    mine, theirs, path = two
    await describe(mine, "What I have found out,\nat length.")
    await describe(theirs, "What they have found out.")
    await theirs.page.get_by_role("button", name="Save").click()
    await expect(theirs.page.get_by_text("What they have found out.")).to_be_visible()
    await mine.page.get_by_role("button", name="Save").click()
    conflict = mine.page.get_by_role("alert").filter(has_text="Somebody else has changed this ticket meanwhile")
    row = conflict.get_by_role("row", name="Description")
    await expect(row.get_by_role("cell").nth(0)).to_have_text("What I have found out,\nat length.")
    await expect(row.get_by_role("cell").nth(1)).to_have_text("What they have found out.")
    await expect(mine.page.get_by_role("textbox", name="The description")).to_have_value(
        "What I have found out,\nat length."
    )
    assert read(program, path)["description"] == "What they have found out."
    await conflict.get_by_role("button", name="Apply mine").click()
    await expect(conflict).to_have_count(0)
    assert read(program, path)["description"] == "What I have found out,\nat length."
    mine.seen.assert_quiet("412")
    theirs.seen.assert_quiet()


async def test_theirs_can_be_kept(two: tuple[Desk, Desk, str], program: httpx.Client):
    mine, _, path = two
    await describe(mine, "Mine.")
    changed(program, path, description="Theirs.")
    await mine.page.get_by_role("button", name="Save").click()
    await mine.page.get_by_role("button", name="Keep the server's").click()
    await expect(mine.page.get_by_role("region", name="Description").get_by_text("Theirs.")).to_be_visible()
    assert read(program, path)["description"] == "Theirs."
    mine.seen.assert_quiet("412")


async def test_a_second_conflict_is_one_again(two: tuple[Desk, Desk, str], program: httpx.Client):
    mine, _, path = two
    await describe(mine, "Mine.")
    changed(program, path, description="Theirs.")
    await mine.page.get_by_role("button", name="Save").click()
    await expect(mine.page.get_by_role("alert").get_by_text("Theirs.")).to_be_visible()
    changed(program, path, description="Theirs, again.")
    await mine.page.get_by_role("button", name="Apply mine").click()
    await expect(mine.page.get_by_role("alert").get_by_text("Theirs, again.")).to_be_visible()
    await mine.page.get_by_role("button", name="Apply mine").click()
    await expect(mine.page.get_by_role("button", name="Apply mine")).to_have_count(0)
    assert read(program, path)["description"] == "Mine."
    mine.seen.assert_quiet("412")


async def test_a_choice_in_the_fields_is_compared_too(two: tuple[Desk, Desk, str], program: httpx.Client):
    mine, _, path = two
    changed(program, path, priority="p1", status="in_progress")
    await mine.page.get_by_role("combobox", name="Priority").click()
    await mine.page.get_by_role("option", name="P4").click()
    conflict = mine.page.get_by_role("alert").filter(has_text="Somebody else has changed this ticket meanwhile")
    await expect(conflict.get_by_role("row", name="Priority")).to_contain_text("P1")
    await conflict.get_by_role("button", name="Apply mine").click()
    await expect(mine.page.get_by_role("combobox", name="Priority")).to_have_value("P4")
    now = read(program, path)
    assert (now["priority"], now["status"]) == ("p4", "in_progress")
    mine.seen.assert_quiet("412")


async def test_a_change_of_the_list_is_compared_too(sit_down: Callable[..., Any], program: httpx.Client, mark: str):
    ticket = new_ticket(program, f"Listed {mark}")
    desk = await sit_down("analyst")
    await desk.open(f"/tickets/?q={mark}")
    await expect(desk.page.get_by_role("link", name=f"Listed {mark}")).to_be_visible()
    changed(program, f"/tickets/{ticket['id']}", priority="p1")
    await desk.press("p")
    await desk.page.get_by_role("dialog").get_by_role("button", name="P4").click()
    await expect(desk.page.get_by_role("dialog").get_by_role("row", name="Priority")).to_contain_text("P1")
    await desk.page.get_by_role("button", name="Apply mine").click()
    await expect(desk.page.get_by_role("dialog")).to_have_count(0)
    assert read(program, f"/tickets/{ticket['id']}")["priority"] == "p4"
    desk.seen.assert_quiet("412")


async def test_triage_is_compared_too(sit_down: Callable[..., Any], program: httpx.Client, mark: str):
    alert = new_alert(program, f"Alert {mark}")
    desk = await sit_down("analyst")
    await desk.open(f"/alerts/?q={mark}&id={alert['id']}")
    panel = desk.page.get_by_role("region", name="The chosen alert")
    await expect(panel.get_by_role("heading", name=f"Alert {mark}")).to_be_visible()
    changed(program, f"/alerts/{alert['id']}", verdict="true_positive")
    await panel.get_by_role("combobox", name="Verdict").click()
    await desk.page.get_by_role("option", name="Duplicate").click()
    await expect(
        panel.get_by_text("Yours: verdict duplicate. On the server now: verdict true positive.")
    ).to_be_visible()
    await panel.get_by_role("button", name="Apply mine").click()
    await expect(panel.get_by_role("combobox", name="Verdict")).to_have_value("Duplicate")
    assert read(program, f"/alerts/{alert['id']}")["verdict"] == "duplicate"
    desk.seen.assert_quiet("412")


async def test_an_answer_that_was_lost_is_asked_for_again_and_counts_once(
    sit_down: Callable[..., Any], program: httpx.Client, mark: str
):
    ticket = new_ticket(program, f"Lost {mark}")
    desk = await sit_down("analyst")
    await desk.open(f"/tickets/?id={ticket['id']}")
    lost = 0

    async def lose_the_first(route: Any) -> None:
        nonlocal lost
        lost += 1
        if lost == 1:
            await route.fetch()
            await route.abort("connectionreset")
        else:
            await route.fallback()

    await desk.page.route(
        "**/comments", lambda route: lose_the_first(route) if route.request.method == "POST" else route.fallback()
    )
    await desk.page.get_by_label("New comment").fill(f"Once {mark}")
    await desk.page.get_by_role("button", name="Comment internally").click()
    await expect(desk.page.get_by_role("list", name="Comments").get_by_text(f"Once {mark}")).to_have_count(1)
    assert lost == 2
    assert len(read(program, f"/tickets/{ticket['id']}/comments")["items"]) == 1
