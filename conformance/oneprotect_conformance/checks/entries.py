"""Timeline entries in detail: a PATCH of several members has an entry of each kind, with all values."""

from __future__ import annotations

from uuid import uuid4

import httpx

from oneprotect_conformance.checks.lists import walk
from oneprotect_conformance.contract import Json
from oneprotect_conformance.specimens import differences_of
from oneprotect_conformance.world import World

_NEEDED = ("create_ticket", "update_ticket", "list_timeline")
_RESOLUTION = {"reason": "false_positive", "note": "Conformance."}


def entries(world: World) -> None:
    """Change a ticket in several ways at once, resolve it and reopen it; read its timeline."""
    if not world.may(*_NEEDED):
        return
    me = world.send(world.main, "GET", "/me").json()["principal"]
    title = f"Conformance {uuid4().hex[:8]}"
    ticket = world.new_ticket(title=title, priority="p3", tags=["first"])
    path = f"/tickets/{ticket['id']}"
    changes: list[tuple[Json, dict[str, Json]]] = [
        (
            {
                "title": f"{title}, renamed",
                "priority": "p1",
                "tags": ["second"],
                "assignee_id": me["id"],
                "status": "triaged",
            },
            {
                "updated": {
                    "title": (title, f"{title}, renamed"),
                    "priority": ("p3", "p1"),
                    "tags": (["first"], ["second"]),
                },
                "assigned": {"from": None, "to": me["id"]},
                "status_changed": {"from": "new", "to": "triaged", "resolution": None},
            },
        ),
        (
            {"assignee_id": None, "status": "resolved", "resolution": _RESOLUTION},
            {
                "assigned": {"from": me["id"], "to": None},
                "status_changed": {"from": "triaged", "to": "resolved", "resolution": _RESOLUTION},
            },
        ),
        (
            {"status": "in_progress"},
            {"status_changed": {"from": "resolved", "to": "in_progress", "resolution": _RESOLUTION}},
        ),
    ]
    responses = [_patch(world, path, body) for body, _ in changes]
    rows = list(walk(world, world.main, f"{path}/timeline", {"limit": 100}))
    timeline = world.last
    if timeline is None:
        return
    for number, (_, expected) in enumerate(changes):
        _check_change(world, timeline, [row for row in rows if row["ticket_version"] == number + 2], expected)
    _check_requests(world, rows, responses)


def _patch(world: World, path: str, body: Json) -> httpx.Response:
    tag = world.send(world.main, "GET", path).headers.get("ETag", "")
    response = world.send(world.main, "PATCH", path, json=body, headers={"If-Match": tag})
    world.expect("A valid request succeeds", response.status_code == 200, response)
    return response


def _check_change(world: World, timeline: httpx.Response, rows: list[Json], expected: dict[str, Json]) -> None:
    """Compare the entries of one version with what is expected of each kind."""
    kinds = sorted(row["kind"] for row in rows)
    failure = f"expected the kinds {sorted(expected)}, got {kinds}"
    promise = "A PATCH has one timeline entry of each kind of change"
    world.expect(promise, kinds == sorted(expected), timeline, failure)
    audits = {row["audit_id"] for row in rows}
    world.expect("The timeline entries of a PATCH name the same audit record", len(audits) <= 1, timeline)
    for row in rows:
        seen = row
        if row["kind"] == "updated":
            seen = {change["field"]: (change["before"], change["after"]) for change in row["changes"]}
        members = expected.get(row["kind"], {})
        differences = "; ".join(differences_of(members, {**dict.fromkeys(members), **seen}))
        promise = "A timeline entry has the values before and after the change"
        world.expect(promise, not differences, timeline, f"in the entry of kind {row['kind']}, {differences}")


def _check_requests(world: World, rows: list[Json], responses: list[httpx.Response]) -> None:
    """Compare the audit records of the entries with the requests that caused them."""
    if not world.may("get_audit_record"):
        return
    for number, response in enumerate(responses):
        audit = next((row["audit_id"] for row in rows if row["ticket_version"] == number + 2), None)
        if audit is None:
            continue
        read = world.send(world.main, "GET", f"/audit-records/{audit}")
        seen = read.json().get("request_id") if read.status_code == 200 else None
        expected = response.headers.get("X-Request-Id")
        promise = "The audit record of a timeline entry is that of the request which caused it"
        world.expect(promise, seen == expected, read, f"expected {expected}, got {seen}")
