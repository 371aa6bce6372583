"""Links between two tickets: visible from both, and deleted from both, whichever ticket the DELETE names."""

from __future__ import annotations

import httpx

from oneprotect_conformance.contract import Json
from oneprotect_conformance.world import World

_NEEDED = ("create_ticket", "create_link", "delete_link", "get_link", "list_links")


def both_ways(world: World) -> None:
    """A link is outbound on its own ticket, inbound on its target, and can be deleted from either."""
    if not world.contract.by_id.keys() >= set(_NEEDED) or not world.may(*_NEEDED):
        return
    source, target = (str(world.new_ticket()["id"]) for _ in range(2))
    for deleted_from in (source, target):
        body: Json = {"target_type": "ticket", "relation": "related", "target": {"id": target}}
        link = world.create("create_link", body, ticket_id=source)
        for ticket, direction, other in ((source, "outbound", "inbound"), (target, "inbound", "outbound")):
            _check_read(world, ticket, link, direction)
            for query in _queries(direction):
                response, rows = _listed(world, ticket, query)
                promise = f"A link is listed as {direction} on {_ticket(direction)}"
                shown = rows.get(link["id"], {}).get("direction")
                seen = f"expected {link['id']} as {direction}, got {shown or 'no such row'}"
                world.expect(promise, shown == direction, response, seen=seen)
            response, rows = _listed(world, ticket, {"direction": other})
            promise = f"A link is not listed as {other} on {_ticket(direction)}"
            world.expect(promise, link["id"] not in rows, response)
        deleted = world.send(world.main, "DELETE", f"/tickets/{deleted_from}/links/{link['id']}")
        world.expect("A link can be deleted from either ticket: 204", deleted.status_code == 204, deleted)
        for ticket, direction in ((source, "outbound"), (target, "inbound")):
            response = world.send(world.main, "GET", f"/tickets/{ticket}/links/{link['id']}")
            world.expect("A deleted link is answered 404 on both tickets", response.status_code == 404, response)
            for query in _queries(direction):
                response, rows = _listed(world, ticket, query)
                promise = "A deleted link is in neither ticket's list, whatever the filter"
                world.expect(promise, link["id"] not in rows, response)


def _check_read(world: World, ticket: str, link: Json, direction: str) -> None:
    response = world.send(world.main, "GET", f"/tickets/{ticket}/links/{link['id']}")
    same = response.status_code == 200 and response.json() == {**link, "direction": direction}
    world.expect(f"A link reads as {direction} on {_ticket(direction)}", same, response)


def _ticket(direction: str) -> str:
    return "the ticket that it was created on" if direction == "outbound" else "the ticket that it points to"


def _queries(direction: str) -> tuple[Json, ...]:
    return {}, {"direction": direction}, {"target_type": "ticket"}


def _listed(world: World, ticket: str, query: Json) -> tuple[httpx.Response, dict[str, Json]]:
    response = world.send(world.main, "GET", f"/tickets/{ticket}/links", params={"limit": 100, **query})
    return response, {row["id"]: row for row in response.json()["items"]}
