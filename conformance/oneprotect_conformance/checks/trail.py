"""The trail: each mutation and each denied one has its audit record, and a ticket's timeline tells what happened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx

from oneprotect_conformance.checks.lists import walk
from oneprotect_conformance.checks.states import table_of
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.specimens import differing
from oneprotect_conformance.world import Caller, World


def audit(world: World) -> None:
    """A mutation leaves one record that tells who changed what of what, and a repeat that changes nothing none."""
    if not world.may("list_audit_records", "get_audit_record"):
        return
    me = world.send(world.main, "GET", "/me").json()["principal"]
    for operation in world.operations:
        path = _about(world, operation)
        if not operation.is_mutation or not world.main.may(operation):
            continue
        if path is None:
            world.leave_out(operation, "there is nothing that it could be about")
            continue
        body = world.body(operation)
        old, answer = _sent(world, operation, path, body)
        world.hold("a valid request succeeds", answer.is_success, answer)
        record = _record(world, answer)
        if record is not None:
            made = answer.json() if answer.content else {}
            target = made.get("id", path.rpartition("/")[2])
            wanted: Json = {"operation_id": operation.id, "outcome": "allowed", "reason": None, "actor": me}
            wanted |= {"request_id": answer.headers.get("X-Request-Id"), "target": {"id": target}}
            _tells(world, record, wanted)
            _changed(world, operation, record, old, body or {})
        if operation.id in {"update_ticket", "update_alert", "delete_link", "create_ticket_from_alert"}:
            _, again = _sent(world, operation, path, body)
            rows = _records(world, again.headers.get("X-Request-Id", ""))
            seen = f"{operation.label}, sent again, has {len(rows)}"
            world.hold("what changes nothing leaves no audit record", not rows, _last(world), seen=seen)


def denied(world: World) -> None:
    """A denied mutation names its audit record, which tells why it was denied."""
    if not world.may("list_audit_records", "get_audit_record"):
        return
    for caller, operation, path, body in _denials(world):
        _, answer = _sent(world, operation, path, body, caller)
        problem = answer.json() if answer.is_error else {}
        world.hold("a denied mutation names its audit record", "audit_id" in problem, answer, caller)
        if "audit_id" not in problem:
            continue
        there = world.send(world.main, "GET", f"/audit-records/{problem['audit_id']}")
        world.hold("the audit record that a refusal names can be read", there.status_code == 200, there)
        if there.status_code == 200:
            why: Json = {
                "operation_id": operation.id,
                "outcome": "denied",
                "reason": problem.get("code"),
                "changes": [],
            }
            _tells(world, there.json(), {**why, "request_id": problem.get("request_id")})
            rows = [row["id"] for row in _records(world, problem.get("request_id", ""))]
            once = rows == [problem["audit_id"]]
            world.hold("a denied mutation leaves one audit record", once, _last(world), seen=f"{rows} are there")


def timeline(world: World) -> None:
    """All that happens to a ticket is in its timeline, once, with what it was and its audit record."""
    needed = ("create_ticket", "update_ticket", "create_comment", "create_link", "delete_link", "list_timeline")
    if not world.may(*needed):
        return
    me = world.send(world.main, "GET", "/me").json()["principal"]["id"]
    ticket = world.new_ticket()
    path = f"/tickets/{ticket['id']}"
    update = world.contract.by_id["update_ticket"]
    for body in ({"title": "Conformance, told"}, {"assignee_id": me}, {"status": "in_progress"}):
        _sent(world, update, path, body)
    comment = world.made("create_comment", {"body": "Conformance."}, ticket_id=ticket["id"])
    link = world.made("create_link", world.body(world.contract.by_id["create_link"]), ticket_id=ticket["id"])
    world.send(world.main, "DELETE", f"{path}/links/{link['id']}")
    wanted: dict[str, Json] = {
        "created": {"ticket_version": 1},
        "updated": {"ticket_version": 2, "changes": [{"field": "title", "after": "Conformance, told"}]},
        "assigned": {"ticket_version": 3, "from": None, "to": me},
        "status_changed": {"ticket_version": 4, "from": "new", "to": "in_progress"},
        "comment_added": {"ticket_version": 4, "comment_id": comment["id"], "visibility": comment["visibility"]},
        "linked": {"link": {"id": link["id"]}},
        "unlinked": {"link": {"id": link["id"]}},
    }
    entries = [row for row in walk(world, world.main, f"{path}/timeline", {"limit": 100}) if row["actor"]["id"] == me]
    for kind, members in wanted.items():
        found = [row for row in entries if row["kind"] == kind]
        seen = f"{len(found)} entries are {kind}"
        world.hold("what happened is in the timeline, once", len(found) == 1, _last(world), seen=seen)
        for row in found[:1]:
            wrong = "; ".join(differing(members, row))
            world.hold(f"an entry tells what happened ({kind})", not wrong, _last(world), seen=wrong)
    if world.may("get_audit_record"):
        for row in entries:
            there = world.send(world.main, "GET", f"/audit-records/{row['audit_id']}")
            world.hold("an entry's audit record can be read", there.status_code == 200, there)


def _about(world: World, operation: Operation) -> str | None:
    """Give the path for a mutation that changes something: of what nothing else is done with where it matters."""
    if not operation.is_mutation or not world.main.may(operation):
        return None
    if operation.id == "create_ticket_from_alert":
        if not world.may("create_alert"):
            return None
        alert = world.made("create_alert", world.body(world.contract.by_id["create_alert"]))
        return world.path(operation, alert_id=alert["id"])
    ticket = next(iter(world.ids.get("ticket_id", ())), None)
    if operation.id == "delete_link" and ticket and world.may("create_link"):
        link = world.made("create_link", world.body(world.contract.by_id["create_link"]), ticket_id=ticket)
        return world.path(operation, link_id=link["id"])
    return world.path(operation)


def _sent(
    world: World, operation: Operation, path: str, body: Any, caller: Caller | None = None
) -> tuple[Json, httpx.Response]:
    """Send a mutation under the ETag that is current; give what was there before, too."""
    options: Json = {} if body is None else {"json": body}
    old: Json = {}
    if operation.takes("If-Match"):
        before = world.send(world.main, "GET", path)
        old = before.json()
        options["headers"] = {"If-Match": before.headers.get("ETag", '"1"')}
    return old, world.send(caller or world.main, operation.method, path, **options)


def _records(world: World, request_id: str) -> list[Json]:
    page = world.send(world.main, "GET", "/audit-records", params={"request_id": request_id})
    return list(page.json()["items"])


def _record(world: World, answer: httpx.Response) -> Json | None:
    """Give the one audit record of a mutation."""
    rows = _records(world, answer.headers.get("X-Request-Id", ""))
    seen = f"{world.contract.label(answer.request)} has {len(rows)}"
    world.hold("a mutation leaves one audit record", len(rows) == 1, _last(world), seen=seen)
    if len(rows) != 1:
        return None
    there = world.send(world.main, "GET", f"/audit-records/{rows[0]['id']}")
    world.hold("an audit record reads as in its list", there.json() == rows[0], there)
    return rows[0]


def _tells(world: World, record: Json, wanted: Json) -> None:
    wrong = "; ".join(differing(wanted, record))
    world.hold("an audit record tells who did what to what, by which request", not wrong, _last(world), seen=wrong)


def _changed(world: World, operation: Operation, record: Json, old: Json, body: Json) -> None:
    """Hold the changes of a record to what was sent: each member of a PATCH with what it was and what it is."""
    told = {change["field"]: change for change in record["changes"]}
    if operation.method != "PATCH":
        new = [f"{name} was {change['before']}" for name, change in told.items() if change["before"] is not None]
        kept = not new or operation.method != "POST"
        world.hold("of what was made nothing was there before", kept, _last(world), seen="; ".join(new))
        return
    wanted = {name: {"before": old[name], "after": value} for name, value in body.items() if old[name] != value}
    wrong = "; ".join(differing(wanted, {**dict.fromkeys(wanted), **told}))
    world.hold("an audit record tells each change, before and after", not wrong, _last(world), seen=wrong)


def _denials(world: World) -> Iterator[tuple[Caller, Operation, str, Any]]:
    """Give mutations that are denied: about what never was, against the table of moves, with ids of nobody."""
    for operation in world.operations:
        if not operation.is_mutation:
            continue
        for caller in (world.main, world.auditor):
            if caller is not None and not caller.may(operation):
                yield caller, operation, world.path(operation) or world.unknown_path(operation), world.body(operation)
        if operation.ids and world.main.may(operation):
            yield world.main, operation, world.unknown_path(operation), world.body(operation)
    if not world.may("create_ticket", "update_ticket", "create_link"):
        return
    path = f"/tickets/{world.new_ticket()['id']}"
    table = table_of(world)
    moves = {move["to"] for move in table.get("new", ())}
    update, link, create = (world.contract.by_id[name] for name in ("update_ticket", "create_link", "create_ticket"))
    yield from ((world.main, update, path, {"status": end}) for end in table if end not in moves | {"new"})
    yield world.main, update, path, {"assignee_id": str(uuid4())}
    yield world.main, create, create.path, {"title": "Conformance", "assignee_id": str(uuid4())}
    yield world.main, link, f"{path}/links", {"target_type": "asset", "target": {"id": str(uuid4())}}


def _last(world: World) -> httpx.Response:
    if world.last is None:
        raise LookupError("nothing was asked yet")
    return world.last
