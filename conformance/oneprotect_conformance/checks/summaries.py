"""Counts: the ticket summary follows every ticket, and ticket numbers are unique and increasing."""

from __future__ import annotations

from datetime import timedelta

import httpx

from oneprotect_conformance.checks.lists import walk
from oneprotect_conformance.checks.records import newest_first, server_time
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.specimens import differences_of
from oneprotect_conformance.world import Caller, World

_NOT_OPEN = {"resolved", "closed"}
_SUMMARY = "get_ticket_summary"


def summary(world: World) -> None:
    """The summary has the requested days, and counts each ticket when it is created and when it is resolved."""
    operation = world.contract.by_id.get(_SUMMARY)
    if operation is None or not world.main.may(operation):
        return
    days = world.contract.resolve(operation.query["days"]["schema"])
    for number in dict.fromkeys([days["minimum"], days["default"], days["maximum"]]):
        response = _request(world, operation.path, number)
        _check_days(world, response, number)
    default = world.send(world.main, "GET", operation.path)
    kept = len(default.json()["by_day"]) == days["default"]
    world.expect("The summary has the default number of days if `days` is absent", kept, default)
    _check_open(world, operation.path)
    if not world.may("create_ticket", "update_ticket"):
        return
    for severity in [row["severity"] for row in response.json()["by_severity"]][:2]:
        _check_counting(world, operation.path, severity)


def _check_days(world: World, response: httpx.Response, number: int) -> None:
    """Check that the days are consecutive, end today, and are as many as requested."""
    rows = [row["day"] for row in response.json()["by_day"]]
    kept = len(rows) == number and sorted(set(rows)) == sorted(rows)
    failure = f"expected {number} days, got {len(rows)}, of which {len(set(rows))} differ"
    world.expect("The summary has each of the requested days once", kept, response, seen=failure)
    # A request may be answered just before or after midnight.
    last = [(server_time(response) + timedelta(minutes=minutes)).date() for minutes in (-1, 1)]
    windows = [[(end - timedelta(days=ago)).isoformat() for ago in reversed(range(number))] for end in last]
    failure = f"expected the days from {windows[0][0]} to {windows[0][-1]}, got those from {rows[0]} to {rows[-1]}"
    promise = "The days of the summary are consecutive, oldest first, and include today"
    world.expect(promise, rows in windows, response, seen=failure)
    severities = [row["severity"] for row in response.json()["by_severity"]]
    schema = world.contract.document["components"]["schemas"]["Severity"]
    every = sorted(severities) == sorted(world.contract.resolve(schema).get("enum", severities))
    world.expect("The summary has each severity once", every, response)


def _check_open(world: World, path: str) -> None:
    """Compare the lowest open count with the list of those tickets, if that is a single page."""
    response = _request(world, path, 1)
    rarest = min(response.json()["by_severity"], key=lambda row: int(row["open"]))
    schema = world.contract.document["components"]["schemas"].get("TicketStatus", {})
    query = {
        "limit": 100,
        "severity": rarest["severity"],
        "status": [status for status in schema["enum"] if status not in _NOT_OPEN],
    }
    page = world.send(world.main, "GET", "/tickets", params=query).json()
    kept = page["next_cursor"] is not None or len(page["items"]) == rarest["open"]
    failure = f"expected {len(page['items'])} open tickets of severity {rarest['severity']}, got {rarest['open']}"
    world.expect("The summary counts the open tickets that the list returns", kept, response, seen=failure)


def _check_counting(world: World, path: str, severity: str) -> None:
    """Create a ticket and resolve it; after each step compare the summary with the one before."""
    before = _request(world, path, 30).json()
    ticket = world.new_ticket(severity=severity)
    _compare(world, _request(world, path, 30), before, (severity, 1), (ticket["created_at"][:10], "created"))
    before = _request(world, path, 30).json()
    tag = world.send(world.main, "GET", f"/tickets/{ticket['id']}").headers.get("ETag", "")
    body = {"status": "resolved", "resolution": {"reason": "other"}}
    resolved = world.send(world.main, "PATCH", f"/tickets/{ticket['id']}", json=body, headers={"If-Match": tag})
    if resolved.status_code == 200:
        day = (resolved.json()["resolved_at"] or "")[:10]
        _compare(world, _request(world, path, 30), before, (severity, -1), (day, "resolved"))
        _check_reopened(world, path, f"/tickets/{ticket['id']}", resolved.headers.get("ETag", ""), day)


def _check_reopened(world: World, path: str, ticket: str, tag: str, day: str) -> None:
    """Reopen a resolved ticket, which then no longer counts as resolved."""
    before = _request(world, path, 30).json()
    body = {"status": "in_progress"}
    reopened = world.send(world.main, "PATCH", ticket, json=body, headers={"If-Match": tag})
    after = _request(world, path, 30)
    counts = [{row["day"]: row["resolved"] for row in summary["by_day"]} for summary in (before, after.json())]
    if reopened.status_code == 200 and day in counts[0] and day in counts[1]:
        kept = counts[1][day] == counts[0][day] - 1
        failure = f"expected {counts[0][day] - 1} resolved on {day}, got {counts[1][day]}"
        world.expect("A ticket that was reopened does not count as resolved", kept, after, seen=failure)


def _compare(
    world: World, response: httpx.Response, before: Json, opened: tuple[str, int], counted: tuple[str, str]
) -> None:
    """Compare two summaries that may differ in the open count of one severity and in one count of one day."""
    severity, difference = opened
    day, count = counted
    after = response.json()
    expected = {
        "by_severity": [
            {**row, "open": row["open"] + difference * (row["severity"] == severity)} for row in before["by_severity"]
        ],
        "by_day": [{**row, count: row[count] + (row["day"] == day)} for row in before["by_day"]],
    }
    # At midnight the window of days moves on, and the two summaries cannot be compared.
    same_days = [row["day"] for row in after["by_day"]] == [row["day"] for row in before["by_day"]]
    differences = "; ".join(differences_of(expected, after)) if same_days else ""
    promise = f"The summary counts a {'new ticket as open' if difference > 0 else 'resolved ticket as resolved'}"
    world.expect(promise, not differences, response, seen=differences)


def numbers(world: World) -> None:
    """No two tickets have the same number, none is missing, and a new ticket has the highest."""
    operation = world.contract.by_id["list_tickets"]
    if not world.main.may(operation):
        return
    new = [world.new_ticket()["number"] for _ in range(2)] if world.may("create_ticket") else []
    query = {"limit": 100, **newest_first(operation)}
    rows = [row["number"] for row in walk(world, world.main, operation.path, query)]
    response = world.send(world.main, "GET", operation.path, params={**query, "limit": 1})
    duplicates = sorted({number for number in rows if rows.count(number) > 1})
    failure = f"more than one ticket has the number {', '.join(map(str, duplicates[:5]))}"
    world.expect("No two tickets have the same number", not duplicates, response, seen=failure)
    kept = not new or (new[0] < new[1] and new[1] == max([*rows, new[1]]))
    failure = f"expected two new tickets to have the highest numbers, in order; they have {new}"
    world.expect("A new ticket has a higher number than every earlier ticket", kept, response, seen=failure)
    for caller in (world.main, world.auditor, world.second):
        if caller is not None and caller.may(operation):
            _check_gaps(world, caller, operation)


def _check_gaps(world: World, caller: Caller, operation: Operation) -> None:
    """Read the tickets by number, highest first: each number follows, down to 1."""
    keys = world.contract.resolve(operation.query.get("sort", {}).get("schema", {})).get("enum", ())
    if "-number" not in keys:
        return
    rows = [row["number"] for row in walk(world, caller, operation.path, {"limit": 100, "sort": "-number"})]
    response = world.last
    if response is None or not rows:
        return
    lowest = 1 if response.json()["next_cursor"] is None else rows[-1]
    missing = sorted(set(range(lowest, rows[0] + 1)) - set(rows))
    failure = f"expected every number from {lowest} to {rows[0]}; {len(missing)} are missing: {missing[:5]}"
    world.expect("The list of tickets has every number from 1 to the highest", not missing, response, seen=failure)


def _request(world: World, path: str, days: int) -> httpx.Response:
    return world.send(world.main, "GET", path, params={"days": days})
