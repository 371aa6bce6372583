"""What was made is there, and what was deleted is gone."""

from __future__ import annotations

import httpx

from oneprotect_conformance.checks.lists import walk
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import World

# How what a POST makes is read again, where its answer's Location is not all there is to know.
MADE = {
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
    for name, (getter, lister) in MADE.items():
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
        if operation.gives(201, "ETag") and answer.status_code == 200:
            same = response.headers.get("ETag") == answer.headers.get("ETag")
            world.hold(
                "201 gives the ETag that a GET reads", same, response, seen=f"{answer.headers.get('ETag')} is read"
            )
        if location:
            _follow(world, response, location, answer.content)
    listed = world.contract.by_id[lister]
    if world.main.may(listed):
        place = world.path(listed)
        answer = world.send(world.main, "GET", str(place), params={"limit": 100, **newest(listed)})
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
    for getter, lister in sorted({(getter, lister) for getter, lister in MADE.values() if getter is not None}):
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


def _alert(world: World) -> str:
    return str(world.made("create_alert", world.body(world.contract.by_id["create_alert"]))["id"])


def newest(operation: Operation) -> Json:
    """Give the sort by which what was just made is on the first page, where the list has one."""
    keys = operation.query.get("sort", {}).get("schema", {}).get("enum", ())
    return {"sort": "-created_at"} if "-created_at" in keys else {}
