"""The audit trail and timeline: every mutation and every denied one has an audit record, every change an entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx

from oneprotect_conformance.checks.alerts import receipts
from oneprotect_conformance.checks.lists import walk
from oneprotect_conformance.checks.spellings import has_rules
from oneprotect_conformance.checks.states import transition_table
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.specimens import differences_of
from oneprotect_conformance.world import Caller, World

# Operations whose repetition changes nothing, and those of which this is so where records are identified by a value.
_REPEATABLE = frozenset({"update_ticket", "update_alert", "delete_link", "create_ticket_from_alert"})
_IDENTIFIED = frozenset({"create_asset", "create_evidence"})


def audit(world: World) -> None:
    """A mutation leaves one audit record with actor, target and changes; a repeat that changes nothing none."""
    if not world.may("list_audit_records", "get_audit_record"):
        return
    me = world.send(world.main, "GET", "/me").json()["principal"]
    repeatable = _REPEATABLE | (_IDENTIFIED if has_rules(world) else frozenset())
    for operation in world.operations:
        path = _changeable_path(world, operation)
        if not operation.is_mutation or not world.main.may(operation):
            continue
        if path is None:
            world.skip(operation, "the tenant has no record for its path")
            continue
        body = world.body(operation)
        old, response = _mutate(world, operation, path, body)
        world.expect("A valid request succeeds", response.is_success, response)
        record = _audit_record(world, response)
        if record is not None:
            created = receipts(response)[0] if response.content else {}
            target = created.get("id", path.rpartition("/")[2])
            expected: Json = {"operation_id": operation.id, "outcome": "allowed", "reason": None, "actor": me}
            expected["target"] = {"type": _target_type(operation), "id": target}
            expected["request_id"] = response.headers.get("X-Request-Id")
            _compare(world, record, expected)
            _compare_changes(world, operation, record, old, body or {})
        if operation.id in repeatable:
            _, again = _mutate(world, operation, path, body)
            rows = _audit_records(world, again.headers.get("X-Request-Id", ""))
            failure = f"expected no record of {operation.label} sent again, got {len(rows)}"
            world.expect("A mutation that changes nothing leaves no audit record", not rows, _last(world), seen=failure)
    page = world.send(world.main, "GET", "/audit-records", params={"limit": 100})
    named = {row["operation_id"] for row in page.json()["items"]}
    reads = sorted(item.id for item in world.operations if item.id in named and not item.is_mutation)
    failure = f"expected records of mutations only, got records of {', '.join(reads)}"
    world.expect("The audit trail has no record of a read", not reads, page, seen=failure)


def denied(world: World) -> None:
    """A denied mutation leaves one audit record with the reason, and the response names it."""
    if not world.may("list_audit_records", "get_audit_record"):
        return
    actors = {caller.name: _principal(world, caller) for caller in (world.main, world.auditor) if caller is not None}
    for caller, operation, path, body in _denied_mutations(world):
        _, response = _mutate(world, operation, path, body, caller)
        problem = response.json() if response.is_error else {}
        has_id = "audit_id" in problem
        world.expect("The response to a denied mutation contains audit_id", has_id, response)
        if not has_id:
            continue
        read = world.send(world.main, "GET", f"/audit-records/{problem['audit_id']}")
        world.expect("The audit record that audit_id names can be read", read.status_code == 200, read)
        if read.status_code == 200:
            reason: Json = {
                "operation_id": operation.id,
                "outcome": "denied",
                "reason": problem.get("code"),
                "changes": [],
                "actor": actors[caller.name],
                **_denied_target(operation, path),
            }
            _compare(world, read.json(), {**reason, "request_id": problem.get("request_id")})
            rows = [row["id"] for row in _audit_records(world, problem.get("request_id", ""))]
            failure = f"expected {problem['audit_id']} only, got {rows}"
            only = rows == [problem["audit_id"]]
            world.expect("A denied mutation leaves one audit record", only, _last(world), seen=failure)


def _principal(world: World, caller: Caller) -> Json:
    return dict(world.send(caller, "GET", "/me").json()["principal"])


def _target_type(operation: Operation) -> str:
    """Return the type of the record that a mutation creates, changes or deletes."""
    return operation.id.removesuffix("_from_alert").rpartition("_")[2].removesuffix("s")


def _denied_target(operation: Operation, path: str) -> Json:
    """Return the target of a denied change or deletion, and null of a creation that names no record; else nothing."""
    if operation.method != "POST":
        return {"target": {"type": _target_type(operation), "id": path.rpartition("/")[2]}}
    return {} if operation.ids else {"target": None}


def timeline(world: World) -> None:
    """Each change of a ticket has one timeline entry, which describes it and names its audit record."""
    needed = ("create_ticket", "update_ticket", "create_comment", "create_link", "delete_link", "list_timeline")
    if not world.may(*needed):
        return
    me = world.send(world.main, "GET", "/me").json()["principal"]["id"]
    ticket = world.new_ticket()
    path = f"/tickets/{ticket['id']}"
    update = world.contract.by_id["update_ticket"]
    for body in ({"title": "Conformance, renamed"}, {"assignee_id": me}, {"status": "in_progress"}):
        _mutate(world, update, path, body)
    comment = world.create("create_comment", {"body": "Conformance."}, ticket_id=ticket["id"])
    link = world.create("create_link", world.body(world.contract.by_id["create_link"]), ticket_id=ticket["id"])
    world.send(world.main, "DELETE", f"{path}/links/{link['id']}")
    expected: dict[str, Json] = {
        "created": {"ticket_version": 1},
        "updated": {"ticket_version": 2, "changes": [{"field": "title", "after": "Conformance, renamed"}]},
        "assigned": {"ticket_version": 3, "from": None, "to": me},
        "status_changed": {"ticket_version": 4, "from": "new", "to": "in_progress"},
        "comment_added": {"ticket_version": 4, "comment_id": comment["id"], "visibility": comment["visibility"]},
        "linked": {"link": {"id": link["id"]}},
        "unlinked": {"link": {"id": link["id"]}},
    }
    entries = [row for row in walk(world, world.main, f"{path}/timeline", {"limit": 100}) if row["actor"]["id"] == me]
    for kind, members in expected.items():
        matching = [row for row in entries if row["kind"] == kind]
        failure = f"expected one entry of kind {kind}, got {len(matching)}"
        world.expect("Each change of a ticket has one timeline entry", len(matching) == 1, _last(world), seen=failure)
        for row in matching[:1]:
            differences = "; ".join(differences_of(members, row))
            promise = f"A timeline entry of kind {kind} describes the change"
            world.expect(promise, not differences, _last(world), seen=differences)
    if world.may("get_audit_record"):
        for row in entries:
            read = world.send(world.main, "GET", f"/audit-records/{row['audit_id']}")
            world.expect("The audit record of a timeline entry can be read", read.status_code == 200, read)


def _changeable_path(world: World, operation: Operation) -> str | None:
    """Return the path of a record that the mutation will change: a new one where it can be changed only once."""
    if not operation.is_mutation or not world.main.may(operation):
        return None
    if operation.id == "create_ticket_from_alert":
        if not world.may("create_alert"):
            return None
        alert = world.create("create_alert", world.body(world.contract.by_id["create_alert"]))
        return world.path(operation, alert_id=alert["id"])
    ticket = next(iter(world.ids.get("ticket_id", ())), None)
    if operation.id == "delete_link" and ticket and world.may("create_link"):
        link = world.create("create_link", world.body(world.contract.by_id["create_link"]), ticket_id=ticket)
        return world.path(operation, link_id=link["id"])
    return world.path(operation)


def _mutate(
    world: World, operation: Operation, path: str, body: Any, caller: Caller | None = None
) -> tuple[Json, httpx.Response]:
    """Send a mutation with the current ETag; return the record before it, if it was read, and the response."""
    options: Json = {} if body is None else {"json": body}
    old: Json = {}
    if operation.accepts("If-Match"):
        before = world.send(world.main, "GET", path)
        old = before.json()
        options["headers"] = {"If-Match": before.headers.get("ETag", '"1"')}
    return old, world.send(caller or world.main, operation.method, path, **options)


def _audit_records(world: World, request_id: str) -> list[Json]:
    page = world.send(world.main, "GET", "/audit-records", params={"request_id": request_id})
    return list(page.json()["items"])


def _audit_record(world: World, response: httpx.Response) -> Json | None:
    """Return the audit record of a mutation; None if it does not have exactly one."""
    rows = _audit_records(world, response.headers.get("X-Request-Id", ""))
    failure = f"expected one record of {world.contract.label(response.request)}, got {len(rows)}"
    world.expect("A mutation leaves one audit record", len(rows) == 1, _last(world), seen=failure)
    if len(rows) != 1:
        return None
    read = world.send(world.main, "GET", f"/audit-records/{rows[0]['id']}")
    world.expect("An audit record reads as in its list", read.json() == rows[0], read)
    return rows[0]


def _compare(world: World, record: Json, expected: Json) -> None:
    differences = "; ".join(differences_of(expected, record))
    promise = "An audit record has the actor, operation, target, outcome and request of its mutation"
    world.expect(promise, not differences, _last(world), seen=differences)


def _compare_changes(world: World, operation: Operation, record: Json, old: Json, body: Json) -> None:
    """Compare the changes of an audit record with what was sent: for a PATCH, each member before and after."""
    changes = {change["field"]: change for change in record["changes"]}
    if operation.method != "PATCH":
        earlier = [f"{name}: {change['before']}" for name, change in changes.items() if change["before"] is not None]
        kept = not earlier or operation.method != "POST"
        failure = f"expected null before the creation, got {'; '.join(earlier)}"
        world.expect("The audit record of a creation has no values from before", kept, _last(world), seen=failure)
        if operation.method == "POST":
            after = {name: change["after"] for name, change in changes.items() if name in body}
            differences = "; ".join(differences_of({name: body[name] for name in after}, after))
            promise = "The audit record of a creation has the values that were sent"
            world.expect(promise, not differences, _last(world), seen=differences)
        return
    expected = {name: {"before": old[name], "after": value} for name, value in body.items() if old[name] != value}
    differences = "; ".join(differences_of(expected, {**dict.fromkeys(expected), **changes}))
    promise = "An audit record has each changed member before and after"
    world.expect(promise, not differences, _last(world), seen=differences)


def _denied_mutations(world: World) -> Iterator[tuple[Caller, Operation, str, Any]]:
    """Yield mutations that are denied: without their scope, of unknown records, with invalid statuses and ids."""
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
    table = transition_table(world)
    allowed = {transition["to"] for transition in table.get("new", ())}
    update, link, create = (world.contract.by_id[name] for name in ("update_ticket", "create_link", "create_ticket"))
    yield from ((world.main, update, path, {"status": end}) for end in table if end not in allowed | {"new"})
    yield world.main, update, path, {"assignee_id": str(uuid4())}
    yield world.main, create, create.path, {"title": "Conformance", "assignee_id": str(uuid4())}
    yield world.main, link, f"{path}/links", {"target_type": "asset", "target": {"id": str(uuid4())}}


def _last(world: World) -> httpx.Response:
    """Return the last response, which shows the record or list that a promise is about."""
    if world.last is None:
        raise LookupError("no request has been sent yet")
    return world.last
