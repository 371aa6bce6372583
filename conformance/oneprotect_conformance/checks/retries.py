"""Idempotency: a lost answer can be asked for again, and nothing happens twice."""

from __future__ import annotations

import json
from functools import partial
from uuid import uuid4

import httpx

from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import World

_PARALLEL = 10
_ANSWER = ("Location", "ETag", "Content-Type")


def idempotency(world: World) -> None:
    """The same key with the same request gives the first answer again; with another request it is 422."""
    for operation in world.operations:
        if not operation.takes("Idempotency-Key"):
            continue
        if not world.main.may(operation):
            world.leave_out(operation, f"the token lacks {operation.scope}")
            continue
        request = request_of(world, operation)
        if request is None:
            world.leave_out(operation, "the tenant has nothing that it could be about")
            continue
        path, options = request
        key = str(uuid4())
        first = send_with(world, operation, path, options, key)
        world.hold("a valid request with a key succeeds", first.is_success, first)
        world.hold("the first answer is no replay", "Idempotency-Replayed" not in first.headers, first)
        for _ in range(2):
            again = send_with(world, operation, path, options, key)
            same = (again.status_code, again.content) == (first.status_code, first.content)
            same = same and all(again.headers.get(name) == first.headers.get(name) for name in _ANSWER)
            world.hold("the same key gives the first answer again", same, again)
            said = again.headers.get("Idempotency-Replayed") == "true"
            world.hold("a replay says Idempotency-Replayed: true", said, again)
        _misused(world, operation, path, options, key)


def _misused(world: World, operation: Operation, path: str, options: Json, key: str) -> None:
    if operation.body is not None:
        other = {**options, "content": json.dumps({**json.loads(options["content"]), **_another(world, operation)})}
        answer = send_with(world, operation, path, other, key)
        refused = answer.status_code == 422 and answer.json().get("code") == "idempotency-key-reused"
        world.hold("the same key with another body is 422 idempotency-key-reused", refused, answer)
    for wrong in ("", "a" * 256, "caf\u00e9".encode("latin-1")):
        headers = {**options["headers"], "Idempotency-Key": wrong}
        answer = world.send(world.main, operation.method, path, **{**options, "headers": headers})
        world.hold("a key that is not 1 to 255 printable ASCII characters is 400", answer.status_code == 400, answer)


def at_once(world: World) -> None:
    """One key many times at once has one effect: equal answers, or 409 while the first is at work."""
    for operation in world.operations:
        if not operation.takes("Idempotency-Key") or not world.main.may(operation):
            continue
        request = request_of(world, operation)
        if request is None:
            continue
        path, options = request
        key = str(uuid4())
        answers = world.together([partial(send_with, world, operation, path, options, key)] * _PARALLEL)
        done = [answer for answer in answers if answer.is_success]
        contents = {(answer.status_code, answer.content) for answer in done}
        waiting = all(answer.json().get("code") == "idempotency-in-progress" for answer in answers if answer.is_error)
        seen = ", ".join(str(answer.status_code) for answer in answers)
        world.hold("one key at once has one effect", len(contents) == 1 and waiting, answers[0], seen=seen)
        fresh = [answer for answer in done if "Idempotency-Replayed" not in answer.headers]
        world.hold("one answer is the first, the others are replays", len(fresh) == 1, answers[0], seen=seen)


def natural(world: World) -> None:
    """An alert makes one ticket, a source's alert is taken once and a link made once, however often it is asked."""
    if world.may("create_alert"):
        alert = _taken_once(world)
        if world.may("create_ticket_from_alert"):
            _one_ticket(world, alert)
    if world.may("create_link") and world.path(world.contract.by_id["create_link"]):
        _one_link(world)


def _taken_once(world: World) -> str:
    """Report an alert again, as it was and otherwise; give its id."""
    operation = world.contract.by_id["create_alert"]
    body = world.body(operation)
    first = world.send(world.main, "POST", operation.path, json=body)
    told = first.json()
    world.hold("a source's alert is 201 at first", first.status_code == 201, first)
    world.hold("the first report of an alert has made it", told.get("created") is True, first)
    before = _read(world, "get_alert", f"/alerts/{told['id']}")
    for title, matches in ((body["title"], True), ("Another title", False)):
        again = world.send(world.main, "POST", operation.path, json={**body, "title": title})
        same = again.status_code == 200 and again.json().get("id") == told["id"]
        world.hold("the same source_alert_id again is 200 with the same id", same, again)
        world.hold("a repeated report has made nothing", again.json().get("created") is False, again)
        kept = again.json().get("content_matches") is matches
        world.hold("content_matches tells whether a repeat brought the same body", kept, again)
    after = _read(world, "get_alert", f"/alerts/{told['id']}")
    if before is not None and after is not None:
        world.hold("a repeated report leaves the alert as it was", after.content == before.content, after)
    return str(told["id"])


def _one_ticket(world: World, alert: str) -> None:
    answers = world.together([partial(world.send, world.main, "POST", f"/alerts/{alert}/ticket")] * _PARALLEL)
    statuses = sorted(answer.status_code for answer in answers)
    once = statuses == [200] * (_PARALLEL - 1) + [201]
    world.hold("of many at once one is 201 and the others 200", once, answers[0], seen=str(statuses))
    ids = {answer.json().get("id") for answer in answers}
    world.hold("an alert has one ticket", len(ids) == 1, answers[0], seen=f"ids {sorted(map(str, ids))}")
    shown = _read(world, "get_alert", f"/alerts/{alert}")
    if shown is not None:
        world.hold("an alert shows the ticket that was made of it", shown.json().get("ticket_id") in ids, shown)


def _one_link(world: World) -> None:
    operation = world.contract.by_id["create_link"]
    path, body = str(world.path(operation)), world.body(operation)
    first, again = (world.send(world.main, "POST", path, json=body) for _ in range(2))
    world.hold("a new link is 201", first.status_code == 201, first)
    same = again.status_code == 200 and again.json() == first.json()
    world.hold("the same link again is 200 with the link that is there", same, again)
    other = world.send(world.main, "POST", path, json={**body, "relation": "blocks"})
    apart = other.status_code == 201 and other.json().get("id") != first.json().get("id")
    world.hold("a link of another relation is another link", apart, other)


def _read(world: World, getter: str, path: str) -> httpx.Response | None:
    """Read a record again, where the token may."""
    return world.send(world.main, "GET", path) if world.may(getter) else None


def request_of(world: World, operation: Operation) -> tuple[str, Json] | None:
    """Give a valid request that was not sent before."""
    if operation.id == "create_ticket_from_alert":
        if not world.may("create_alert"):
            return None
        alert = world.made("create_alert", world.body(world.contract.by_id["create_alert"]))
        return world.valid(operation, world.main, f"/alerts/{alert['id']}/ticket")
    if operation.id == "delete_link":
        ticket = world.ids["ticket_id"][0]
        link = world.made("create_link", world.body(world.contract.by_id["create_link"]), ticket_id=ticket)
        return world.valid(operation, world.main, f"/tickets/{ticket}/links/{link['id']}")
    return world.valid(operation, world.main)


def _another(world: World, operation: Operation) -> Json:
    """Give members that make a body another one."""
    if operation.id == "update_alert":
        return dict(world.body(operation))
    if operation.id == "create_link":
        return {"relation": "blocks"}
    if operation.id == "create_comment":
        return {"body": f"Another comment, {uuid4()}."}
    if operation.id in {"create_asset", "create_evidence"}:
        return {"name": f"another-{uuid4()}"}
    return {"title": f"Another title, {uuid4()}"}


def send_with(world: World, operation: Operation, path: str, options: Json, key: str) -> httpx.Response:
    """Send a request of the main caller with a key."""
    headers = {**options["headers"], "Idempotency-Key": key}
    return world.send(world.main, operation.method, path, **{**options, "headers": headers})
