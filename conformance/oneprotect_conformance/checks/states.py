"""A ticket's status: how it moves, what comes with it, and what a closed ticket refuses."""

from __future__ import annotations

from typing import Any

import httpx

from oneprotect_conformance.contract import Json
from oneprotect_conformance.world import World

_ENTERED = {"resolved_at": {"resolved", "closed"}, "closed_at": {"closed"}}


def transitions(world: World) -> None:
    """A status moves as the contract's table says, and in no other way; a resolution comes with `resolved`."""
    table = table_of(world)
    if not table or not world.may("create_ticket", "update_ticket"):
        return
    for start, moves in table.items():
        allowed = {move["to"]: move.get("needs") for move in moves}
        for end in table:
            if end != start:
                _move(world, table, start, end, allowed)


def _move(world: World, table: dict[str, list[Json]], start: str, end: str, allowed: dict[str, str | None]) -> None:
    ticket = world.new_ticket()
    path = f"/tickets/{ticket['id']}"
    _go(world, table, path, start)
    before = world.send(world.main, "GET", path)
    answer = _patch(world, path, end, before.headers.get("ETag"))
    if end in allowed:
        needs = allowed[end]
        if needs and needs not in world.main.permissions:
            world.hold("a move without its scope is 403", answer.status_code == 403, answer)
        else:
            moved = answer.status_code == 200 and answer.json().get("status") == end
            world.hold("a move of the contract's table is 200", moved, answer)
            _times(world, before.json(), answer)
            cleared = answer.json().get("resolution") is None or end in {"resolved", "closed"}
            world.hold("a reopening clears the resolution", cleared, answer)
        return
    world.hold("a move that the contract's table has not is 409", answer.status_code == 409, answer)
    if answer.json().get("code") == "invalid-transition":
        told = (answer.json().get("current"), set(answer.json().get("allowed", ())))
        world.hold("409 invalid-transition tells the moves of the table", told == (start, set(allowed)), answer)
    after = world.send(world.main, "GET", path)
    world.hold("a refused move changes nothing", after.content == before.content, after)


def _go(world: World, table: dict[str, list[Json]], path: str, end: str) -> None:
    """Bring a new ticket to a status."""
    tag = None
    for status in _way(table, end):
        answer = _patch(world, path, status, tag)
        tag = answer.headers.get("ETag")
        world.hold("a move of the contract's table is 200", answer.status_code == 200, answer)


def _times(world: World, before: Json, answer: httpx.Response) -> None:
    """Hold a ticket that has moved to its times: there while it is in a status, of the move itself, gone after it."""
    after = answer.json()
    for name, statuses in _ENTERED.items():
        there = after.get(name) is not None
        promise = f"{name} is there while a ticket is {' or '.join(sorted(statuses))}"
        world.hold(promise, there == (after.get("status") in statuses), answer, seen=f"it is {after.get(name)}")
        stays = before.get(name) is None or not there or before[name] == after[name]
        world.hold(f"{name} stays what it was set to", stays, answer, seen=f"it was {before.get(name)}")
    moved = after.get("status_changed_at", "") > before["status_changed_at"]
    world.hold("status_changed_at moves with status", moved, answer, seen=f"it was {before['status_changed_at']}")


def closed(world: World) -> None:
    """A closed ticket refuses all that would change it or what belongs to it, but its reopening."""
    table = table_of(world)
    if "closed" not in table or not world.may("create_ticket", "update_ticket"):
        return
    ticket = world.new_ticket()["id"]
    about = {"ticket_id": ticket}
    if world.may("create_link"):
        about["link_id"] = world.made("create_link", world.body(world.contract.by_id["create_link"]), **about)["id"]
    path = f"/tickets/{ticket}"
    _go(world, table, path, "closed")
    before = world.send(world.main, "GET", path)
    for operation in world.operations:
        if "ticket-closed" not in operation.problems or not set(operation.ids) <= about.keys():
            continue
        request = world.valid(operation, world.main, world.path(operation, **about))
        if request is None or not world.main.may(operation):
            world.leave_out(operation, f"the token lacks {operation.scope}")
            continue
        place, options = request
        answer = world.send(world.main, operation.method, place, **options)
        refused = answer.status_code == 409 and answer.json().get("code") == "ticket-closed"
        world.hold("what a closed ticket refuses is 409 ticket-closed", refused, answer)
        after = world.send(world.main, "GET", path)
        world.hold("a closed ticket stays as it was", after.content == before.content, after)


def untouched(world: World) -> None:
    """What is said of a ticket and linked to it moves neither its ETag nor anything in it, and for no auditor."""
    if not world.may("create_ticket", "create_comment", "create_link", "delete_link"):
        return
    ticket = world.new_ticket()["id"]
    path = f"/tickets/{ticket}"
    callers = [caller for caller in (world.main, world.auditor) if caller is not None]
    before = [world.send(caller, "GET", path) for caller in callers]
    link = world.made("create_link", world.body(world.contract.by_id["create_link"]), ticket_id=ticket)
    for visibility in ("internal", "auditor_visible"):
        world.made("create_comment", {"body": "Conformance.", "visibility": visibility}, ticket_id=ticket)
    world.send(world.main, "DELETE", f"{path}/links/{link['id']}")
    for caller, old in zip(callers, before, strict=True):
        new = world.send(caller, "GET", path)
        same = (new.content, new.headers.get("ETag")) == (old.content, old.headers.get("ETag"))
        world.hold("comments and links leave a ticket's version, ETag and times", same, new, caller)


def resolutions(world: World) -> None:
    """To resolve takes a reason, and a resolution stands nowhere else."""
    if not world.may("create_ticket", "update_ticket"):
        return
    path = f"/tickets/{world.new_ticket()['id']}"
    for body, code in (({"status": "resolved"}, "resolution-required"), ({"resolution": {"reason": "other"}}, None)):
        tag = world.send(world.main, "GET", path).headers.get("ETag", "")
        answer = world.send(world.main, "PATCH", path, json=body, headers={"If-Match": tag})
        refused = answer.status_code == 422 and code in {None, answer.json().get("code")}
        world.hold("a resolution comes with `resolved`, and with nothing else", refused, answer)


def table_of(world: World) -> dict[str, list[Json]]:
    """Give the contract's table of moves; empty where it has none."""
    schema: Json = world.contract.document["components"]["schemas"].get("TicketStatus", {})
    return dict(schema.get("x-transitions", {}))


def _way(table: dict[str, list[Json]], end: str) -> list[str]:
    """Give the shortest way from `new` to a status."""
    ways: list[list[str]] = [["new"]]
    for way in ways:
        if way[-1] == end:
            return way[1:]
        ways += [[*way, move["to"]] for move in table[way[-1]] if move["to"] not in way]
    raise LookupError(f"the contract's table never comes to {end}")


def _patch(world: World, path: str, status: str, tag: str | None = None) -> Any:
    body: Json = {"status": status}
    if status == "resolved":
        body["resolution"] = {"reason": "other", "note": "Conformance."}
    tag = tag or world.send(world.main, "GET", path).headers.get("ETag", "")
    return world.send(world.main, "PATCH", path, json=body, headers={"If-Match": tag})
