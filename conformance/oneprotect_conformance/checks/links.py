"""Links between two tickets: seen from both ends, and gone from both, whichever end took them away."""

from __future__ import annotations

import httpx

from oneprotect_conformance.contract import Json
from oneprotect_conformance.world import World

_NEEDED = ("create_ticket", "create_link", "delete_link", "get_link", "list_links")


def both_ways(world: World) -> None:
    """A link to a ticket is outbound where it was made, inbound where it points to, and can be taken away from both."""
    if not world.contract.by_id.keys() >= set(_NEEDED) or not world.may(*_NEEDED):
        return
    here, there = (str(world.new_ticket()["id"]) for _ in range(2))
    for taken_from in (here, there):
        body: Json = {"target_type": "ticket", "relation": "related", "target": {"id": there}}
        link = world.made("create_link", body, ticket_id=here)
        for ticket, direction, other in ((here, "outbound", "inbound"), (there, "inbound", "outbound")):
            _seen(world, ticket, link, direction)
            for given in _lists(direction):
                listed, rows = _listed(world, ticket, given)
                promise = f"a link is listed as {direction} by the ticket {_end(direction)}"
                shown = rows.get(link["id"], {})
                world.hold(promise, shown.get("direction") == direction, listed, seen=f"{link['id']} is not so there")
            listed, rows = _listed(world, ticket, {"direction": other})
            world.hold(f"a link is not {other} for the ticket {_end(direction)}", link["id"] not in rows, listed)
        taken = world.send(world.main, "DELETE", f"/tickets/{taken_from}/links/{link['id']}")
        world.hold("a link can be taken away from either ticket: 204", taken.status_code == 204, taken)
        for ticket, direction in ((here, "outbound"), (there, "inbound")):
            gone = world.send(world.main, "GET", f"/tickets/{ticket}/links/{link['id']}")
            world.hold("what was deleted is 404, from both ends", gone.status_code == 404, gone)
            for given in _lists(direction):
                listed, rows = _listed(world, ticket, given)
                world.hold("what was deleted is in no list, of no filter", link["id"] not in rows, listed)


def _seen(world: World, ticket: str, link: Json, direction: str) -> None:
    answer = world.send(world.main, "GET", f"/tickets/{ticket}/links/{link['id']}")
    same = answer.status_code == 200 and answer.json() == {**link, "direction": direction}
    world.hold(f"a link reads as {direction} below the ticket {_end(direction)}", same, answer)


def _end(direction: str) -> str:
    return "that it was made on" if direction == "outbound" else "that it points to"


def _lists(direction: str) -> tuple[Json, ...]:
    return {}, {"direction": direction}, {"target_type": "ticket"}


def _listed(world: World, ticket: str, given: Json) -> tuple[httpx.Response, dict[str, Json]]:
    answer = world.send(world.main, "GET", f"/tickets/{ticket}/links", params={"limit": 100, **given})
    return answer, {row["id"]: row for row in answer.json()["items"]}
