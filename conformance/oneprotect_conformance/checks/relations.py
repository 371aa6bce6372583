"""Relations between two tickets: none exists twice or both ways, and the removal of one is recorded on both tickets."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import httpx

from oneprotect_conformance.checks.lists import walk
from oneprotect_conformance.checks.problems import is_problem
from oneprotect_conformance.contract import Json
from oneprotect_conformance.world import World

_ONE_WAY = ("blocks", "duplicates")
_ROUNDS, _QUICK_ROUNDS = 10, 2
_NEEDED = ("create_ticket", "create_link", "delete_link", "get_link", "list_links", "list_timeline")


def has_rules(world: World) -> bool:
    """Whether the contract has rules for the order of changes and links: that of version 1.0 has none."""
    create = world.contract.by_id.get("create_link")
    return create is not None and "link-conflict" in create.problems


def relations(world: World) -> None:
    """`related` exists once for two tickets, `blocks` and `duplicates` in one direction; either ticket can unlink."""
    if not has_rules(world) or not world.may(*_NEEDED):
        return
    source, target = _tickets(world)
    for relation in ("related", *_ONE_WAY):
        link = _link(world, source, relation, target)
        world.expect("A valid request succeeds", link.status_code == 201, link)
        opposite = _link(world, target, relation, source)
        if relation in _ONE_WAY:
            refused = is_problem(opposite, 409, "link-conflict") and opposite.json().get("link_id") == link.json()["id"]
            world.expect(f"`{relation}` both ways is answered 409, with the id of the existing link", refused, opposite)
        else:
            same = opposite.status_code == 200 and opposite.json() == {**link.json(), "direction": "inbound"}
            world.expect("`related` from the other ticket returns the existing link", same, opposite)
        _check_removal(world, (source, target), link.json())
    for number in range(_QUICK_ROUNDS if world.quick else _ROUNDS):
        _check_race(world, ("related", *_ONE_WAY)[number % 3])


def _check_removal(world: World, tickets: tuple[str, str], link: Json) -> None:
    """Remove a link from the ticket that it points to; both timelines have it."""
    world.send(world.main, "DELETE", f"/tickets/{tickets[1]}/links/{link['id']}")
    for ticket, direction in zip(tickets, ("outbound", "inbound"), strict=True):
        entries = list(walk(world, world.main, f"/tickets/{ticket}/timeline", {"limit": 100}))
        shown = [row for row in entries if row["kind"] == "unlinked" and row["link"]["id"] == link["id"]]
        kept = [row["link"] for row in shown] == [{**link, "direction": direction}]
        promise = f"The removal of a link is in the timeline of the ticket where it was {direction}"
        failure = f"expected one entry of kind unlinked for {link['id']}, got {len(shown)}"
        if world.last is not None:
            world.expect(promise, kept, world.last, seen=failure)


def _check_race(world: World, relation: str) -> None:
    """Send two opposite links at once; one of them exists afterwards."""
    source, target = _tickets(world)
    ends = ((source, target), (target, source))
    responses = world.together([partial(_link, world, one, relation, other) for one, other in ends])
    listed = world.send(world.main, "GET", f"/tickets/{source}/links")
    statuses = sorted(response.status_code for response in responses)
    once = statuses == [201, 409 if relation in _ONE_WAY else 200][:: 1 if relation in _ONE_WAY else -1]
    failure = f"the responses have the status {statuses}, and {len(listed.json()['items'])} links exist"
    once = once and len(listed.json()["items"]) == 1
    world.expect("Of two opposite links that are sent at once, one is created", once, listed, seen=failure)


def labels(world: World) -> None:
    """A link that is created again with another label gets this label; without one it keeps its label."""
    if not has_rules(world) or not world.may(*_NEEDED):
        return
    ticket, _ = _tickets(world)
    target = {"url": f"https://tracker.example.com/browse/{uuid4()}"}
    first, second = f"One {uuid4().hex[:8]}", f"Two {uuid4().hex[:8]}"
    for label, expected in ((first, first), (None, first), (second, second)):
        body: Json = {"target_type": "external_reference", "target": {**target, **({"label": label} if label else {})}}
        link = world.create("create_link", body, ticket_id=ticket)
        read = world.send(world.main, "GET", f"/tickets/{ticket}/links/{link['id']}")
        shown = read.json().get("target", {}).get("label") if read.status_code == 200 else None
        world.expect("A link has the label that it was last created with", shown == expected, read)


def _tickets(world: World) -> tuple[str, str]:
    return str(world.new_ticket()["id"]), str(world.new_ticket()["id"])


def _link(world: World, ticket: str, relation: str, target: str) -> httpx.Response:
    body: Json = {"target_type": "ticket", "relation": relation, "target": {"id": target}}
    return world.send(world.main, "POST", f"/tickets/{ticket}/links", json=body)
