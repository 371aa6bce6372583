"""The status of a ticket: its transitions, what comes with them, and what a closed ticket refuses."""

from __future__ import annotations

from typing import Any

import httpx

from oneprotect_conformance.checks.problems import is_problem
from oneprotect_conformance.contract import Json
from oneprotect_conformance.world import World

# The statuses in which a time is set.
_TIMES = {"resolved_at": {"resolved", "closed"}, "closed_at": {"closed"}}


def transitions(world: World) -> None:
    """A status changes as x-transitions of the contract allows, and in no other way."""
    table = transition_table(world)
    if not table or not world.may("create_ticket", "update_ticket"):
        return
    for start, listed in table.items():
        allowed = {transition["to"]: transition.get("needs") for transition in listed}
        for end in table:
            if end != start:
                _check_transition(world, table, start, end, allowed)


def _check_transition(
    world: World, table: dict[str, list[Json]], start: str, end: str, allowed: dict[str, str | None]
) -> None:
    ticket = world.new_ticket()
    path = f"/tickets/{ticket['id']}"
    bring_to(world, table, path, start)
    before = world.send(world.main, "GET", path)
    response = _patch(world, path, end, before.headers.get("ETag"))
    if end in allowed:
        scope = allowed[end]
        if scope and scope not in world.main.permissions:
            world.expect("A transition without its scope is answered 403", response.status_code == 403, response)
        else:
            done = response.status_code == 200 and response.json().get("status") == end
            world.expect("A transition in x-transitions is answered 200", done, response)
            _check_times(world, before.json(), response)
            cleared = response.json().get("resolution") is None or end in {"resolved", "closed"}
            world.expect("Reopening a ticket clears its resolution", cleared, response)
            kept = response.json().get("resolution") is not None or end not in {"resolved", "closed"}
            world.expect("A resolved or closed ticket has its resolution", kept, response)
        return
    world.expect("A transition that is not in x-transitions is answered 409", response.status_code == 409, response)
    if response.json().get("code") == "invalid-transition":
        named = (response.json().get("current"), set(response.json().get("allowed", ())))
        promise = "409 invalid-transition names the current status and the allowed transitions"
        failure = f"expected {start} and {', '.join(sorted(allowed))}"
        world.expect(promise, named == (start, set(allowed)), response, seen=failure)
    after = world.send(world.main, "GET", path)
    world.expect("A refused transition changes nothing", after.content == before.content, after)


def bring_to(world: World, table: dict[str, list[Json]], path: str, end: str) -> None:
    """Bring a new ticket to a status by the shortest sequence of transitions."""
    tag = None
    for status in _route(table, end):
        response = _patch(world, path, status, tag)
        tag = response.headers.get("ETag")
        world.expect("A transition in x-transitions is answered 200", response.status_code == 200, response)


def _check_times(world: World, before: Json, response: httpx.Response) -> None:
    """Check the times of a ticket after a transition: set while in a status, kept meanwhile, absent otherwise."""
    after = response.json()
    for name, statuses in _TIMES.items():
        is_set = after.get(name) is not None
        promise = f"{name} is set while a ticket is {' or '.join(sorted(statuses))}, and only then"
        failure = f"{name} is {after.get(name)} and the status {after.get('status')}"
        world.expect(promise, is_set == (after.get("status") in statuses), response, seen=failure)
        unchanged = before.get(name) is None or not is_set or before[name] == after[name]
        failure = f"expected {before.get(name)}, got {after.get(name)}"
        world.expect(f"{name} keeps its value while it is set", unchanged, response, seen=failure)
    later = after.get("status_changed_at", "") > before["status_changed_at"]
    failure = f"expected a time after {before['status_changed_at']}, got {after.get('status_changed_at')}"
    world.expect("A transition advances status_changed_at", later, response, seen=failure)


def closed(world: World) -> None:
    """A closed ticket refuses every write to it and to what belongs to it, except for its reopening."""
    table = transition_table(world)
    if "closed" not in table or not world.may("create_ticket", "update_ticket"):
        return
    ids = closed_ticket(world, table)
    path = f"/tickets/{ids['ticket_id']}"
    before = world.send(world.main, "GET", path)
    for operation in world.operations:
        if "ticket-closed" not in operation.problems or not set(operation.ids) <= ids.keys():
            continue
        request = world.valid(operation, world.main, world.path(operation, **ids))
        if request is None or not world.main.may(operation):
            world.skip(operation, f"the token lacks {operation.scope}")
            continue
        where, options = request
        response = world.send(world.main, operation.method, where, **options)
        refused = is_problem(response, 409, "ticket-closed")
        world.expect("A write to a closed ticket is answered 409 ticket-closed", refused, response)
        after = world.send(world.main, "GET", path)
        world.expect("A write to a closed ticket changes nothing", after.content == before.content, after)


def closed_ticket(world: World, table: dict[str, list[Json]]) -> dict[str, str]:
    """Create a ticket with a link, if the token may link, and close it; return the ids by their names in paths."""
    ticket = str(world.new_ticket()["id"])
    ids = {"ticket_id": ticket}
    if world.may("create_link"):
        body = world.body(world.contract.by_id["create_link"])
        ids["link_id"] = world.create("create_link", body, ticket_id=ticket)["id"]
    bring_to(world, table, f"/tickets/{ticket}", "closed")
    return ids


def unchanged(world: World) -> None:
    """Comments and links change neither the ETag nor any member of their ticket, for no caller."""
    if not world.may("create_ticket", "create_comment", "create_link", "delete_link"):
        return
    ticket = world.new_ticket()["id"]
    path = f"/tickets/{ticket}"
    callers = [caller for caller in (world.main, world.auditor) if caller is not None]
    before = [world.send(caller, "GET", path) for caller in callers]
    link = world.create("create_link", world.body(world.contract.by_id["create_link"]), ticket_id=ticket)
    for visibility in ("internal", "auditor_visible"):
        world.create("create_comment", {"body": "Conformance.", "visibility": visibility}, ticket_id=ticket)
    world.send(world.main, "DELETE", f"{path}/links/{link['id']}")
    for caller, old in zip(callers, before, strict=True):
        new = world.send(caller, "GET", path)
        same = (new.content, new.headers.get("ETag")) == (old.content, old.headers.get("ETag"))
        world.expect("Comments and links leave a ticket's version, ETag and times unchanged", same, new)


def resolutions(world: World) -> None:
    """The status `resolved` requires a resolution, and a ticket that is not resolved cannot have one."""
    if not world.may("create_ticket", "update_ticket"):
        return
    path = f"/tickets/{world.new_ticket()['id']}"
    for body, code in (({"status": "resolved"}, "resolution-required"), ({"resolution": {"reason": "other"}}, None)):
        tag = world.send(world.main, "GET", path).headers.get("ETag", "")
        response = world.send(world.main, "PATCH", path, json=body, headers={"If-Match": tag})
        refused = response.status_code == 422 and code in {None, response.json().get("code")}
        promise = "A resolution of a ticket that is not resolved is answered 422"
        promise = promise if code is None else f"The status resolved without a resolution is answered 422 {code}"
        world.expect(promise, refused, response)


def transition_table(world: World) -> dict[str, list[Json]]:
    """Return x-transitions of the contract; empty if it has none."""
    schema: Json = world.contract.document["components"]["schemas"].get("TicketStatus", {})
    return dict(schema.get("x-transitions", {}))


def _route(table: dict[str, list[Json]], end: str) -> list[str]:
    """Return the statuses on the shortest route from `new` to ``end``. Raises LookupError if there is none."""
    routes: list[list[str]] = [["new"]]
    for route in routes:
        if route[-1] == end:
            return route[1:]
        routes += [[*route, after["to"]] for after in table[route[-1]] if after["to"] not in route]
    raise LookupError(f"no sequence of x-transitions leads to {end}")


def _patch(world: World, path: str, status: str, tag: str | None = None) -> Any:
    body: Json = {"status": status}
    if status == "resolved":
        body["resolution"] = {"reason": "other", "note": "Conformance."}
    tag = tag or world.send(world.main, "GET", path).headers.get("ETag", "")
    return world.send(world.main, "PATCH", path, json=body, headers={"If-Match": tag})
