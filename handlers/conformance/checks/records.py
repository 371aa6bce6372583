"""What was made is there, what was deleted is gone, and the trail says so."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx

from handlers.conformance.checks.lists import walk
from handlers.conformance.contract import Json, Operation
from handlers.conformance.world import World

# How what a POST makes is read again, where its answer's Location is not all there is to know.
_MADE = {
    "create_ticket": ("get_ticket", "list_tickets"),
    "create_ticket_from_alert": ("get_ticket", "list_tickets"),
    "create_alert": ("get_alert", "list_alerts"),
    "create_asset": ("get_asset", "list_assets"),
    "create_evidence": ("get_evidence", "list_evidence"),
    "create_link": ("get_link", "list_links"),
    "create_comment": (None, "list_comments"),
}


def made(world: World) -> None:
    """What a POST has made is read under its Location and id, and is in its list."""
    for name, (getter, lister) in _MADE.items():
        operation = world.contract.by_id.get(name)
        if operation is None or not world.main.may(operation):
            continue
        for _ in range(3):
            _one(world, operation, getter, lister)


def _one(world: World, operation: Operation, getter: str | None, lister: str) -> None:
    if operation.id == "create_ticket_from_alert" and not world.may("create_alert"):
        return
    alert = _alert(world) if operation.id == "create_ticket_from_alert" else None
    path = world.path(operation, **({"alert_id": alert} if alert else {}))
    if path is None:
        world.leave_out(operation, "the tenant has nothing that it could be about")
        return
    response = world.send(world.main, "POST", path, json=world.body(operation))
    world.hold("a valid request is 201", response.status_code == 201, response)
    body = response.json()
    location = response.headers.get("Location")
    if operation.gives(201, "Location"):
        world.hold("201 says in Location where it is", bool(location), response)
    ids = {f"{operation.id.removeprefix('create_').removesuffix('_from_alert')}_id": body["id"]}
    read = world.contract.by_id.get(getter or "")
    if read is not None and world.main.may(read):
        url = read.path.format(**{**{key: found[0] for key, found in world.ids.items() if found}, **ids})
        answer = world.send(world.main, "GET", url)
        world.hold("what was made can be read", answer.status_code == 200, answer)
        if operation.id != "create_alert":
            world.hold("what was made reads as it was answered", answer.json() == body, answer)
        if location:
            _follow(world, response, location, answer.content)
    listed = world.contract.by_id[lister]
    if world.main.may(listed):
        place = world.path(listed)
        answer = world.send(world.main, "GET", str(place), params={"limit": 100, **_newest(listed)})
        rows = {row["id"]: row for row in answer.json()["items"]}
        world.hold("what was made is in its list", body["id"] in rows, answer, seen=f"{body['id']} is missing")


def _follow(world: World, response: httpx.Response, location: str, content: bytes) -> None:
    """Read what Location names, on this server alone: no token goes to another."""
    # A server behind a prefix does not know of it; its paths begin where it does.
    below = location.startswith("/") and not location.startswith("//")
    whole = world.contract.root + location if below else str(response.request.url.join(location))
    try:
        address = world.address(whole)
    except (ValueError, httpx.InvalidURL) as error:
        world.hold("Location leads to this server", False, response, seen=str(error))
        return
    there = world.send(world.main, "GET", address)
    world.hold("Location leads to what was made", there.content == content, there)


def kept(world: World) -> None:
    """All that this run has made, by now often changed and asked for, is still there, alone and in its list."""
    for getter, lister in sorted({(getter, lister) for getter, lister in _MADE.values() if getter is not None}):
        read, listed = world.contract.by_id.get(getter), world.contract.by_id.get(lister)
        if read is None or listed is None or not (world.main.may(read) and world.main.may(listed)):
            continue
        name = read.ids[-1]
        mine = world.ids.get(name, [])
        for made_id in mine:
            answer = world.send(world.main, "GET", str(world.path(read, **{name: made_id})))
            world.hold("what was made is still there", answer.status_code == 200, answer)
        if mine and not world.quick:
            there = {row["id"] for row in walk(world, world.main, str(world.path(listed)), {"limit": 100})}
            answer = world.send(world.main, "GET", str(world.path(listed)))
            missing = [made_id for made_id in mine if made_id not in there]
            world.hold("what was made is still in its list", not missing, answer, seen=f"missing: {missing[:3]}")


def deleted(world: World) -> None:
    """What was deleted is gone from its path and list, and deleting it again is no error."""
    operation = world.contract.by_id.get("delete_link")
    if operation is None or not world.may("delete_link", "create_link", "get_link", "list_links"):
        return
    for _ in range(2):
        ticket = world.ids["ticket_id"][0]
        link = world.made("create_link", world.body(world.contract.by_id["create_link"]), ticket_id=ticket)
        path = f"/tickets/{ticket}/links/{link['id']}"
        for _again in range(2):
            answer = world.send(world.main, "DELETE", path)
            world.hold("a deletion is 204, also again", answer.status_code == 204, answer)
        gone = world.send(world.main, "GET", path)
        world.hold("what was deleted is 404", gone.status_code == 404, gone)
        listed = world.send(world.main, "GET", f"/tickets/{ticket}/links", params={"limit": 100})
        ids = {row["id"] for row in listed.json()["items"]}
        world.hold("what was deleted is not in its list", link["id"] not in ids, listed)


def transitions(world: World) -> None:
    """A status moves as the contract's table says, and in no other way; a resolution comes with `resolved`."""
    schema = world.contract.document["components"]["schemas"].get("TicketStatus", {})
    table: dict[str, list[Json]] = schema.get("x-transitions", {})
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
    for status in _way(table, start):
        answer = _patch(world, path, status)
        world.hold("a move of the contract's table is 200", answer.status_code == 200, answer)
    before = world.send(world.main, "GET", path)
    answer = _patch(world, path, end)
    if end in allowed:
        needs = allowed[end]
        if needs and needs not in world.main.permissions:
            world.hold("a move without its scope is 403", answer.status_code == 403, answer)
        else:
            moved = answer.status_code == 200 and answer.json().get("status") == end
            world.hold("a move of the contract's table is 200", moved, answer)
            cleared = answer.json().get("resolution") is None or end in {"resolved", "closed"}
            world.hold("a reopening clears the resolution", cleared, answer)
        return
    world.hold("a move that the contract's table has not is 409", answer.status_code == 409, answer)
    if answer.json().get("code") == "invalid-transition":
        told = (answer.json().get("current"), set(answer.json().get("allowed", ())))
        world.hold("409 invalid-transition tells the moves of the table", told == (start, set(allowed)), answer)
    after = world.send(world.main, "GET", path)
    world.hold("a refused move changes nothing", after.content == before.content, after)


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


def audit(world: World) -> None:
    """A mutation leaves one record, a denied one its own, a repeat none."""
    if not world.may("create_ticket", "update_ticket", "list_audit_records"):
        return
    ticket = world.new_ticket()
    _recorded(world, ticket["id"], "create_ticket", 1)
    path = f"/tickets/{ticket['id']}"
    for _ in range(2):
        tag = world.send(world.main, "GET", path).headers.get("ETag", "")
        world.send(world.main, "PATCH", path, json={"title": "Conformance, audited"}, headers={"If-Match": tag})
    _recorded(world, ticket["id"], "update_ticket", 1)
    for method, wrong in (("PATCH", f"/tickets/{uuid4()}"), ("POST", f"/tickets/{uuid4()}/comments")):
        body: dict[str, Any] = {"title": "x"} if method == "PATCH" else {"body": "x"}
        answer = world.send(
            world.main, method, wrong, json=body, headers={"If-Match": '"1"'} if method == "PATCH" else {}
        )
        record = answer.json().get("audit_id")
        world.hold("a denied mutation names its audit record", record is not None, answer)
        there = world.send(world.main, "GET", f"/audit-records/{record}")
        kept = there.status_code == 200 and there.json().get("outcome") == "denied"
        world.hold("a denied mutation's record can be read", kept, there)


def _recorded(world: World, target: str, operation_id: str, times: int) -> None:
    given = {"target_id": target, "operation_id": operation_id}
    answer = world.send(world.main, "GET", "/audit-records", params=given)
    rows = answer.json()["items"]
    world.hold("a mutation leaves one audit record, a repeat none", len(rows) == times, answer)
    world.hold("the record of a mutation is allowed", all(row["outcome"] == "allowed" for row in rows), answer)


def _alert(world: World) -> str:
    return str(world.made("create_alert", world.body(world.contract.by_id["create_alert"]))["id"])


def _newest(operation: Operation) -> Json:
    keys = operation.query.get("sort", {}).get("schema", {}).get("enum", ())
    return {"sort": "-created_at"} if "-created_at" in keys else {}


def _way(table: dict[str, list[Json]], end: str) -> list[str]:
    """Give the shortest way from `new` to a status."""
    ways: list[list[str]] = [["new"]]
    for way in ways:
        if way[-1] == end:
            return way[1:]
        ways += [[*way, move["to"]] for move in table[way[-1]] if move["to"] not in way]
    raise LookupError(f"the contract's table never comes to {end}")


def _patch(world: World, path: str, status: str) -> Any:
    body: Json = {"status": status}
    if status == "resolved":
        body["resolution"] = {"reason": "other", "note": "Conformance."}
    tag = world.send(world.main, "GET", path).headers.get("ETag", "")
    return world.send(world.main, "PATCH", path, json=body, headers={"If-Match": tag})
