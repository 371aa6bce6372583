"""Odd content and narrow windows: nothing sticks out, nothing freezes, and an address that is not whole says so."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.async_api import expect

from tests.console.conftest import Desk, new_alert, new_ticket

LONG = "x" * 150
OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture
def odd(program: httpx.Client, mark: str) -> tuple[str, str]:
    """A ticket and an alert of the longest words that there can be; gives their ids."""
    ticket = new_ticket(program, f"{LONG[:120]} {mark}", description=LONG * 10, tags=["y" * 62, "z" * 64, "w", "v"])
    path = f"/tickets/{ticket['id']}"
    link = {"target_type": "external_reference", "target": {"url": "https://tracker.example.com/" + "p" * 1900}}
    assert program.post(f"{path}/links", json=link).status_code == 201
    assert program.post(f"{path}/comments", json={"body": LONG * 10}).status_code == 201
    alert = new_alert(program, f"{LONG[:120]} {mark}", source="s" * 64, description=LONG * 10)
    return ticket["id"], alert["id"]


def ticket_of(program: httpx.Client, alert: str) -> str:
    return str(program.post(f"/alerts/{alert}/ticket").json()["id"])


@pytest.mark.parametrize("width", [1360, 680, 400, 320])
async def test_nothing_sticks_out(sit_down: Callable[..., Any], odd: tuple[str, str], mark: str, width: int):
    desk: Desk = await sit_down("analyst")
    await desk.page.set_viewport_size({"width": width, "height": 800})
    for path in (
        "/",
        f"/tickets/?q={mark}",
        f"/tickets/?id={odd[0]}",
        f"/alerts/?q={mark}&id={odd[1]}",
        "/audit/",
    ):
        await desk.open(path)
        await expect(desk.page.get_by_role("heading", level=1).first).to_be_visible()
        await desk.page.wait_for_load_state("networkidle")
        assert await desk.page.evaluate(OVERFLOW) <= 0, path
    desk.seen.assert_quiet()


async def test_a_long_document_is_shown_in_part_until_all_is_asked_for(
    analyst_desk: Desk, program: httpx.Client, mark: str
):
    deep: Any = [0] * 5000
    for _ in range(50):
        deep = [deep]
    alert = new_alert(program, f"Deep {mark}", raw={"deep": deep, "last": "the end"})
    await analyst_desk.open(f"/alerts/?id={alert['id']}")
    document = analyst_desk.page.get_by_role("region", name="Original document")
    await expect(document).to_contain_text('"deep"')
    await expect(document).not_to_contain_text("the end")
    await analyst_desk.page.get_by_role("button", name="Show all of it").click()
    await expect(document).to_contain_text("the end")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/tickets/?id=summary", "There is no such ticket"),
        ("/tickets/?id=%00", "There is no such ticket"),
        ("/alerts/?id=..%2Fme", "There is no such alert"),
        ("/audit/?id=checkpoint", "There is no such audit record"),
    ],
)
async def test_an_address_that_is_not_whole_says_so_and_asks_for_nothing(analyst_desk: Desk, path: str, said: str):
    await analyst_desk.open(path)
    await expect(analyst_desk.page.get_by_role("heading", name=said)).to_be_visible()


async def test_a_filter_by_somebody_unknown_stays_when_another_is_added(analyst_desk: Desk, program: httpx.Client):
    del program
    somebody = "0" * 8 + "-0000-5000-8000-" + "0" * 12
    await analyst_desk.open(f"/tickets/?assignee_id={somebody}")
    await analyst_desk.page.get_by_role("button", name="Assignee: Somebody").click()
    await expect(analyst_desk.page.get_by_role("checkbox", name="Somebody")).to_be_checked()
    await analyst_desk.page.get_by_role("checkbox", name="Nobody").check()
    await expect(analyst_desk.page.get_by_role("button", name="Assignee: Nobody, Somebody")).to_be_visible()
    assert f"assignee_id={somebody}" in analyst_desk.page.url


async def test_a_ticket_tells_of_its_alert(analyst_desk: Desk, program: httpx.Client, mark: str):
    alert = new_alert(program, f"Told {mark}")
    ticket = ticket_of(program, alert["id"])
    await analyst_desk.open(f"/tickets/?id={ticket}")
    region = analyst_desk.page.get_by_role("region", name="Alert")
    await expect(region.get_by_role("link", name=f"Told {mark}")).to_be_visible()
    await expect(region.get_by_role("list", name="Assets of the alert")).to_contain_text("192.0.2.7")
