"""Counts: a summary that follows each ticket, and numbers that no two tickets share."""

from __future__ import annotations

import httpx

from oneprotect_conformance.checks.lists import walk
from oneprotect_conformance.checks.records import newest
from oneprotect_conformance.contract import Json
from oneprotect_conformance.specimens import differing
from oneprotect_conformance.world import World

_DONE = {"resolved", "closed"}
_SUMMARY = "get_ticket_summary"


def summary(world: World) -> None:
    """The summary has the days that were asked for, and counts each ticket when it is made and when it is resolved."""
    operation = world.contract.by_id.get(_SUMMARY)
    if operation is None or not world.main.may(operation):
        return
    days = world.contract.resolve(operation.query["days"]["schema"])
    for number in dict.fromkeys([days["minimum"], days["default"], days["maximum"]]):
        answer = _asked(world, operation.path, number)
        rows = [row["day"] for row in answer.json()["by_day"]]
        kept = len(rows) == number and sorted(set(rows)) == sorted(rows)
        world.hold("the summary has the days that were asked for, each once", kept, answer, seen=f"{len(rows)} came")
    unsaid = world.send(world.main, "GET", operation.path)
    kept = len(unsaid.json()["by_day"]) == days["default"]
    world.hold("the summary has the days of its default where none were asked for", kept, unsaid)
    _open(world, operation.path)
    if not world.may("create_ticket", "update_ticket"):
        return
    for severity in [row["severity"] for row in answer.json()["by_severity"]][:2]:
        _follows(world, operation.path, severity)


def _open(world: World, path: str) -> None:
    """Hold the count of what is rarest to the list of the open tickets, where that is one page."""
    answer = _asked(world, path, 1)
    rarest = min(answer.json()["by_severity"], key=lambda row: int(row["open"]))
    schema = world.contract.document["components"]["schemas"].get("TicketStatus", {})
    given = {
        "limit": 100,
        "severity": rarest["severity"],
        "status": [one for one in schema["enum"] if one not in _DONE],
    }
    page = world.send(world.main, "GET", "/tickets", params=given).json()
    kept = page["next_cursor"] is not None or len(page["items"]) == rarest["open"]
    seen = f"{len(page['items'])} are {rarest['severity']} and open"
    world.hold("the summary counts what the list has", kept, answer, seen=seen)


def _follows(world: World, path: str, severity: str) -> None:
    before = _asked(world, path, 30).json()
    ticket = world.new_ticket(severity=severity)
    _moved(world, _asked(world, path, 30), before, (severity, 1), (ticket["created_at"][:10], "created"))
    before = _asked(world, path, 30).json()
    tag = world.send(world.main, "GET", f"/tickets/{ticket['id']}").headers.get("ETag", "")
    body = {"status": "resolved", "resolution": {"reason": "other"}}
    resolved = world.send(world.main, "PATCH", f"/tickets/{ticket['id']}", json=body, headers={"If-Match": tag})
    if resolved.status_code == 200:
        day = (resolved.json()["resolved_at"] or "")[:10]
        _moved(world, _asked(world, path, 30), before, (severity, -1), (day, "resolved"))


def _moved(world: World, answer: httpx.Response, before: Json, one: tuple[str, int], other: tuple[str, str]) -> None:
    """Hold a summary to one before it, but for one severity and one count of one day."""
    severity, by = one
    day, count = other
    now = answer.json()
    wanted = {
        "by_severity": [
            {**row, "open": row["open"] + by * (row["severity"] == severity)} for row in before["by_severity"]
        ],
        "by_day": [{**row, count: row[count] + (row["day"] == day)} for row in before["by_day"]],
    }
    # After midnight the first day is gone and there is a new one: such a pair tells nothing.
    same_days = [row["day"] for row in now["by_day"]] == [row["day"] for row in before["by_day"]]
    wrong = "; ".join(differing(wanted, now)) if same_days else ""
    promise = f"the summary counts one ticket more as {'open' if by > 0 else 'resolved'} when one is"
    world.hold(promise, not wrong, answer, seen=wrong)


def numbers(world: World) -> None:
    """No two tickets have one number, and a new one is higher than all before it."""
    operation = world.contract.by_id["list_tickets"]
    if not world.main.may(operation):
        return
    new = [world.new_ticket()["number"] for _ in range(2)] if world.may("create_ticket") else []
    given = {"limit": 100, **newest(operation)}
    rows = [row["number"] for row in walk(world, world.main, operation.path, given)]
    last = world.send(world.main, "GET", operation.path, params={**given, "limit": 1})
    twice = sorted({number for number in rows if rows.count(number) > 1})
    world.hold("no two tickets have one number", not twice, last, seen=f"more than one has {twice[:5]}")
    kept = not new or (new[0] < new[1] and new[1] == max([*rows, new[1]]))
    world.hold("tickets are numbered upwards", kept, last, seen=f"the newest are {new}")


def _asked(world: World, path: str, days: int) -> httpx.Response:
    return world.send(world.main, "GET", path, params={"days": days})
