"""Times: those of a ticket follow the order of its changes, and all parts of a change have the same time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

import httpx

from oneprotect_conformance.checks.lists import walk
from oneprotect_conformance.checks.relations import has_rules
from oneprotect_conformance.checks.states import bring_to, transition_table
from oneprotect_conformance.contract import Json
from oneprotect_conformance.world import World

_ROUNDS, _QUICK_ROUNDS = 20, 3
_NEEDED = ("create_ticket", "update_ticket", "create_comment", "create_link", "list_timeline", "list_comments")
_FIELD_CHANGES = {"created", "updated", "assigned", "status_changed"}  # the entries that begin a version


def times(world: World) -> None:
    """Change tickets by several requests at once, then close them, and compare all times."""
    table = transition_table(world)
    if not has_rules(world) or "closed" not in table or not world.may(*_NEEDED):
        return
    for _ in range(_QUICK_ROUNDS if world.quick else _ROUNDS):
        path = f"/tickets/{world.new_ticket()['id']}"
        link = world.body(world.contract.by_id["create_link"])
        etag = world.send(world.main, "GET", path).headers.get("ETag", "")
        send = partial(world.send, world.main)
        world.together(
            [
                partial(send, "POST", f"{path}/comments", json={"body": "Conformance."}),
                partial(send, "PATCH", path, json={"title": "Conformance, renamed"}, headers={"If-Match": etag}),
                partial(send, "POST", f"{path}/links", json=link),
                partial(send, "POST", f"{path}/comments", json={"body": "Conformance."}),
            ]
        )
        bring_to(world, table, path, "closed")
        _check_times(world, path)


def _check_times(world: World, path: str) -> None:
    entries = list(walk(world, world.main, f"{path}/timeline", {"limit": 100}))
    timeline = world.last
    if timeline is None or not entries:
        return
    failure = "; ".join(_contradictions(entries))
    world.expect("The times of a timeline follow the versions of its ticket", not failure, timeline, seen=failure)
    ticket = world.send(world.main, "GET", path)
    changed = [row for row in entries if row["kind"] in _FIELD_CHANGES]
    expected: Json = {"created_at": entries[0]["occurred_at"], "updated_at": changed[-1]["occurred_at"]}
    expected["closed_at"] = next(row["occurred_at"] for row in reversed(changed) if row.get("to") == "closed")
    _compare(world, "The times of a ticket are those of its timeline", ticket, expected)
    written = {row["comment_id"]: row["occurred_at"] for row in entries if row["kind"] == "comment_added"}
    for comment in walk(world, world.main, f"{path}/comments", {"limit": 100}):
        same = comment["created_at"] == written.get(comment["id"]) and comment["created_at"] < expected["closed_at"]
        failure = f"it was created at {comment['created_at']}, and its entry is of {written.get(comment['id'])}"
        if world.last is not None:
            world.expect("A comment has the time of its timeline entry", same, world.last, seen=failure)
    for entry in entries if world.may("get_audit_record") else ():
        record = world.send(world.main, "GET", f"/audit-records/{entry['audit_id']}")
        promise = "An audit record has the time of its timeline entries"
        _compare(world, promise, record, {"occurred_at": entry["occurred_at"]})


def _contradictions(entries: list[Json]) -> Iterator[str]:
    """Yield where the order of times differs from the order of changes; entries of one change have the same time."""
    for before, after in pairwise(entries):
        pair = f"{before['kind']} at {before['occurred_at']} and {after['kind']} at {after['occurred_at']}"
        same_time = before["occurred_at"] == after["occurred_at"]
        if same_time != (before["audit_id"] == after["audit_id"]):
            yield f"{pair} are{'' if same_time else ' not'} one change"
        step = after["ticket_version"] - before["ticket_version"]
        if step < 0 or (step > 0 and after["kind"] not in _FIELD_CHANGES):
            yield f"{pair} have the versions {before['ticket_version']} and {after['ticket_version']}"


def _compare(world: World, promise: str, response: httpx.Response, expected: Json) -> None:
    read = response.json() if response.status_code == 200 else {}
    seen = {name: read.get(name) for name in expected}
    world.expect(promise, seen == expected, response, seen=f"expected {expected}, got {seen}")
