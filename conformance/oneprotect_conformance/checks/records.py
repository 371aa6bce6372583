"""Created records can be read and listed; deleted ones cannot."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from oneprotect_conformance.checks.lists import walk
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import World

_CLOSE = timedelta(minutes=10)
# For each POST that creates a record: the operation that reads it, if any, and the one that lists it.
CREATED = {
    "create_ticket": ("get_ticket", "list_tickets"),
    "create_ticket_from_alert": ("get_ticket", "list_tickets"),
    "create_alert": ("get_alert", "list_alerts"),
    "create_asset": ("get_asset", "list_assets"),
    "create_evidence": ("get_evidence", "list_evidence"),
    "create_link": ("get_link", "list_links"),
    "create_comment": (None, "list_comments"),
}


def created(world: World) -> None:
    """A record that a POST creates can be read by its Location and id, and is in its list."""
    operations = [
        (operation, getter, lister)
        for name, (getter, lister) in CREATED.items()
        if (operation := world.contract.by_id.get(name)) is not None and world.main.may(operation)
    ]
    # One of each kind first, in case there is no time for more.
    for _ in range(3):
        for operation, getter, lister in operations:
            _check_created(world, operation, getter, lister)


def _check_created(world: World, operation: Operation, getter: str | None, lister: str) -> None:
    if operation.id == "create_ticket_from_alert" and not world.may("create_alert"):
        return
    alert = _new_alert(world) if operation.id == "create_ticket_from_alert" else None
    path = world.path(operation, **({"alert_id": alert} if alert else {}))
    if path is None:
        world.skip(operation, "the tenant has no record for its path")
        return
    response = world.send(world.main, "POST", path, json=world.body(operation))
    world.expect("A valid POST is answered 201", response.status_code == 201, response)
    body = response.json()
    location = response.headers.get("Location")
    if operation.declares_header(201, "Location"):
        world.expect("A 201 response names the created record in Location", bool(location), response)
    ids = {f"{operation.id.removeprefix('create_').removesuffix('_from_alert')}_id": body["id"]}
    read = world.contract.by_id.get(getter or "")
    if read is not None and world.main.may(read):
        url = read.path.format(**{**{name: known[0] for name, known in world.ids.items() if known}, **ids})
        _check_read(world, operation, response, url)
    listed = world.contract.by_id[lister]
    if world.main.may(listed):
        page = world.send(world.main, "GET", str(world.path(listed)), params={"limit": 100, **newest_first(listed)})
        rows = {row["id"]: row for row in page.json()["items"]}
        failure = f"expected a row {body['id']}; there is none"
        world.expect("A created record is in its list", body["id"] in rows, page, seen=failure)


def _check_read(world: World, operation: Operation, response: httpx.Response, url: str) -> None:
    """Read a created record by its id and its Location, and compare it with the response to the POST."""
    read = world.send(world.main, "GET", url)
    world.expect("A created record can be read", read.status_code == 200, read)
    _check_time(world, read)
    if operation.id != "create_alert":
        world.expect("A created record reads as the POST returned it", read.json() == response.json(), read)
    if operation.declares_header(201, "ETag") and read.status_code == 200:
        same = response.headers.get("ETag") == read.headers.get("ETag")
        failure = f"expected {read.headers.get('ETag')}, got {response.headers.get('ETag')}"
        world.expect("A 201 response has the ETag that a GET returns", same, response, seen=failure)
    location = response.headers.get("Location")
    if location:
        _check_location(world, response, location, read.content)


def _check_time(world: World, read: httpx.Response) -> None:
    """Compare the time of a new record with the server's clock: a time of another zone differs by half an hour."""
    created = read.json().get("created_at") if read.status_code == 200 else None
    if created is not None:
        difference = abs(server_time(read) - datetime.fromisoformat(created))
        failure = f"expected a time close to {server_time(read).isoformat()}, got {created}"
        promise = "The created_at of a new record is the time of its creation, in UTC"
        world.expect(promise, difference < _CLOSE, read, seen=failure)


def server_time(response: httpx.Response) -> datetime:
    """Return the time of a response by its Date header, or by the local clock if it has none."""
    try:
        return parsedate_to_datetime(response.headers["Date"]).replace(tzinfo=UTC)
    except (KeyError, ValueError):
        return datetime.now(UTC)


def _check_location(world: World, response: httpx.Response, location: str, content: bytes) -> None:
    """Follow Location on this server only: the token is sent to no other."""
    # A server behind a proxy with a path prefix does not know the prefix: its paths start below it.
    is_path = location.startswith("/") and not location.startswith("//")
    whole = world.contract.root + location if is_path else str(response.request.url.join(location))
    try:
        address = world.address(whole)
    except (ValueError, httpx.InvalidURL) as error:
        world.expect("Location points to this server", False, response, seen=str(error))
        return
    followed = world.send(world.main, "GET", address)
    world.expect("Location points to the created record", followed.content == content, followed)


def lasting(world: World) -> None:
    """Every record that this run has created remains readable and listed after all that was done with it."""
    for getter, lister in sorted({(getter, lister) for getter, lister in CREATED.values() if getter is not None}):
        read, listed = world.contract.by_id.get(getter), world.contract.by_id.get(lister)
        if read is None or listed is None or not (world.main.may(read) and world.main.may(listed)):
            continue
        name = read.ids[-1]
        created = world.ids.get(name, [])
        for record in created:
            response = world.send(world.main, "GET", str(world.path(read, **{name: record})))
            world.expect("A created record remains readable", response.status_code == 200, response)
        if created and not world.quick:
            rows = {row["id"] for row in walk(world, world.main, str(world.path(listed)), {"limit": 100})}
            response = world.send(world.main, "GET", str(world.path(listed)))
            missing = [record for record in created if record not in rows]
            failure = f"expected {len(created)} created records; {len(missing)} are missing: {missing[:3]}"
            world.expect("A created record remains in its list", not missing, response, seen=failure)


def deleted(world: World) -> None:
    """A deleted record is 404 and in no list; deleting it again is answered like the first time."""
    operation = world.contract.by_id.get("delete_link")
    if operation is None or not world.may("delete_link", "create_link", "get_link", "list_links"):
        return
    for _ in range(2):
        ticket = world.ids["ticket_id"][0]
        link = world.create("create_link", world.body(world.contract.by_id["create_link"]), ticket_id=ticket)
        path = f"/tickets/{ticket}/links/{link['id']}"
        for _again in range(2):
            response = world.send(world.main, "DELETE", path)
            world.expect("A DELETE is answered 204, also when repeated", response.status_code == 204, response)
        read = world.send(world.main, "GET", path)
        world.expect("A deleted record is answered 404", read.status_code == 404, read)
        listed = world.send(world.main, "GET", f"/tickets/{ticket}/links", params={"limit": 100})
        ids = {row["id"] for row in listed.json()["items"]}
        world.expect("A deleted record is not in its list", link["id"] not in ids, listed)


def _new_alert(world: World) -> str:
    return str(world.create("create_alert", world.body(world.contract.by_id["create_alert"]))["id"])


def newest_first(operation: Operation) -> Json:
    """Return the sort parameter that puts a new record on the first page, if the list has one."""
    keys = operation.query.get("sort", {}).get("schema", {}).get("enum", ())
    return {"sort": "-created_at"} if "-created_at" in keys else {}
