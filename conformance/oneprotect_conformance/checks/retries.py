"""Idempotency: a request whose response was lost can be repeated and has one effect."""

from __future__ import annotations

import json
from functools import partial
from uuid import uuid4

import httpx

from oneprotect_conformance.checks.alerts import check_counted, read_alert
from oneprotect_conformance.checks.problems import is_problem
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import World

_PARALLEL = 10
_REPEATED_HEADERS = ("Location", "ETag", "Content-Type")


def idempotency(world: World) -> None:
    """The same key and request return the first response again; the same key with another request is 422."""
    for operation in world.operations:
        if not operation.accepts("Idempotency-Key"):
            continue
        if not world.main.may(operation):
            world.skip(operation, f"the token lacks {operation.scope}")
            continue
        request = request_of(world, operation)
        if request is None:
            world.skip(operation, "the tenant has no record for its path")
            continue
        path, options = request
        key = str(uuid4())
        first = send_with(world, operation, path, options, key)
        world.expect("A valid request with an Idempotency-Key succeeds", first.is_success, first)
        fresh = "Idempotency-Replayed" not in first.headers
        world.expect("The first response to a key is not marked as a replay", fresh, first)
        _change_record(world, operation, path, first)
        for repeated in (options, _reordered(options)):
            again = send_with(world, operation, path, repeated, key)
            same = (again.status_code, again.content) == (first.status_code, first.content)
            same = same and all(again.headers.get(name) == first.headers.get(name) for name in _REPEATED_HEADERS)
            world.expect("The same key and request return the first response again", same, again)
            marked = again.headers.get("Idempotency-Replayed") == "true"
            world.expect("A replay is marked with Idempotency-Replayed: true", marked, again)
        _check_misuse(world, operation, path, options, key)


def _change_record(world: World, operation: Operation, path: str, first: httpx.Response) -> None:
    """Change the record of the first request, so that its response differs from the record's current state."""
    record = path if operation.method == "PATCH" else ""
    if operation.id in {"create_ticket", "create_ticket_from_alert"} and first.is_success:
        record = f"/tickets/{first.json()['id']}"
    update = world.contract.by_id.get("update_alert" if record.startswith("/alerts/") else "update_ticket")
    request = world.valid(update, world.main, record) if record and update and world.main.may(update) else None
    if request is not None:
        changed = world.send(world.main, "PATCH", request[0], **request[1])
        world.expect("A valid request succeeds", changed.status_code == 200, changed)


def _reordered(options: Json) -> Json:
    """Return the same request with the members of its body in reverse order, and other white space."""
    if "content" not in options:
        return options
    body = json.loads(options["content"])
    return {**options, "content": json.dumps(dict(reversed(body.items())), indent=1)}


def _check_misuse(world: World, operation: Operation, path: str, options: Json, key: str) -> None:
    if operation.body is not None:
        other = {**options, "content": json.dumps({**json.loads(options["content"]), **_changes(world, operation)})}
        response = send_with(world, operation, path, other, key)
        refused = is_problem(response, 422, "idempotency-key-reused")
        world.expect("A key reused with another body is answered 422 idempotency-key-reused", refused, response)
    for malformed in ("", "a" * 256, "caf\u00e9".encode("latin-1")):
        headers = {**options["headers"], "Idempotency-Key": malformed}
        response = world.send(world.main, operation.method, path, **{**options, "headers": headers})
        refused = response.status_code == 400
        world.expect("A key that is not 1 to 255 printable ASCII characters is answered 400", refused, response)


def concurrent(world: World) -> None:
    """Concurrent requests with one key have one effect: equal responses, or 409 while the first is in progress."""
    for operation in world.operations:
        if not operation.accepts("Idempotency-Key") or not world.main.may(operation):
            continue
        request = request_of(world, operation)
        if request is None:
            continue
        path, options = request
        key = str(uuid4())
        responses = world.together([partial(send_with, world, operation, path, options, key)] * _PARALLEL)
        successes = [response for response in responses if response.is_success]
        contents = {(response.status_code, response.content) for response in successes}
        errors = [response for response in responses if response.is_error]
        waiting = all(response.json().get("code") == "idempotency-in-progress" for response in errors)
        failure = (
            f"expected equal responses and 409, got {', '.join(str(response.status_code) for response in responses)}"
        )
        one_effect = len(contents) == 1 and waiting
        world.expect("Concurrent requests with one key have one effect", one_effect, responses[0], seen=failure)
        fresh = [response for response in successes if "Idempotency-Replayed" not in response.headers]
        failure = f"expected one response that is not a replay, got {len(fresh)}"
        promise = "Of concurrent requests with one key, one is executed and the others are replays"
        world.expect(promise, len(fresh) == 1, responses[0], seen=failure)


def natural(world: World) -> None:
    """Without a key too, an alert is recorded once, has one ticket, and the same link is created once."""
    if world.may("create_alert"):
        alert = _check_alert(world)
        if world.may("create_ticket_from_alert"):
            _check_ticket(world, alert)
    if world.may("create_link") and world.path(world.contract.by_id["create_link"]):
        _check_link(world)


def _check_alert(world: World) -> str:
    """Report an alert twice more, unchanged and with another title; return its id."""
    operation = world.contract.by_id["create_alert"]
    body = world.body(operation)
    first = world.send(world.main, "POST", operation.path, json=body)
    receipt = first.json()
    world.expect("The first report of an alert is answered 201", first.status_code == 201, first)
    world.expect("The first report of an alert has created: true", receipt.get("created") is True, first)
    before = read_alert(world, receipt["id"])
    for title, matches in ((body["title"], True), ("Another title", False)):
        again = world.send(world.main, "POST", operation.path, json={**body, "title": title})
        same = again.status_code == 200 and again.json().get("id") == receipt["id"]
        world.expect("A repeated source_alert_id is answered 200 with the same id", same, again)
        world.expect("A repeated report has created: false", again.json().get("created") is False, again)
        kept = again.json().get("content_matches") is matches
        world.expect("content_matches states whether a repeated report has the same body", kept, again)
    check_counted(world, before, receipt["id"], 2)
    for other in ({"source_alert_id": body["source_alert_id"].upper()}, {"source": f"{body['source']}-other"}):
        separate = world.send(world.main, "POST", operation.path, json={**body, **other})
        if separate.status_code == 403:  # The token names its sources.
            continue
        kept = separate.status_code == 201 and separate.json().get("id") != receipt["id"]
        promise = "An alert with another source, or another source_alert_id, is another alert"
        world.expect(promise, kept, separate, f"expected 201 and another id for another {', '.join(other)}")
    return str(receipt["id"])


def _check_ticket(world: World, alert: str) -> None:
    responses = world.together([partial(world.send, world.main, "POST", f"/alerts/{alert}/ticket")] * _PARALLEL)
    statuses = sorted(response.status_code for response in responses)
    expected = [200] * (_PARALLEL - 1) + [201]
    promise = "Of concurrent requests for the ticket of an alert, one is answered 201 and the others 200"
    world.expect(promise, statuses == expected, responses[0], seen=f"expected {expected}, got {statuses}")
    ids = {response.json().get("id") for response in responses}
    failure = f"expected one id, got {sorted(map(str, ids))}"
    world.expect("An alert has one ticket", len(ids) == 1, responses[0], seen=failure)
    if world.may("get_alert"):
        read = world.send(world.main, "GET", f"/alerts/{alert}")
        world.expect("An alert shows the ticket created from it", read.json().get("ticket_id") in ids, read)


def _check_link(world: World) -> None:
    operation = world.contract.by_id["create_link"]
    path, body = str(world.path(operation)), world.body(operation)
    first, again = (world.send(world.main, "POST", path, json=body) for _ in range(2))
    world.expect("A new link is answered 201", first.status_code == 201, first)
    same = again.status_code == 200 and again.json() == first.json()
    world.expect("The same link again is answered 200 with the existing link", same, again)
    other = world.send(world.main, "POST", path, json={**body, "relation": "blocks"})
    separate = other.status_code == 201 and other.json().get("id") != first.json().get("id")
    world.expect("The same target with another relation is a separate link", separate, other)


def request_of(world: World, operation: Operation) -> tuple[str, Json] | None:
    """Return path and options of a valid request that has not been sent before; None if there is no record for it."""
    if operation.id == "create_ticket_from_alert":
        if not world.may("create_alert"):
            return None
        alert = world.create("create_alert", world.body(world.contract.by_id["create_alert"]))
        return world.valid(operation, world.main, f"/alerts/{alert['id']}/ticket")
    if operation.id == "delete_link":
        ticket = world.ids["ticket_id"][0]
        link = world.create("create_link", world.body(world.contract.by_id["create_link"]), ticket_id=ticket)
        return world.valid(operation, world.main, f"/tickets/{ticket}/links/{link['id']}")
    return world.valid(operation, world.main)


def _changes(world: World, operation: Operation) -> Json:
    """Return members that turn a valid body into another valid one."""
    if operation.id in {"update_alert", "create_alerts"}:
        return dict(world.body(operation))
    if operation.id == "create_link":
        return {"relation": "blocks"}
    if operation.id == "create_comment":
        return {"body": f"Another comment, {uuid4()}."}
    if operation.id in {"create_asset", "create_evidence"}:
        return {"name": f"another-{uuid4()}"}
    return {"title": f"Another title, {uuid4()}"}


def send_with(world: World, operation: Operation, path: str, options: Json, key: str) -> httpx.Response:
    """Send a request of the main caller with an Idempotency-Key."""
    headers = {**options["headers"], "Idempotency-Key": key}
    return world.send(world.main, operation.method, path, **{**options, "headers": headers})
