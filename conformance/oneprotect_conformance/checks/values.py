"""What is sent is what is stored: the fullest body that a schema allows, and the least that it takes."""

from __future__ import annotations

from collections.abc import Iterator

import httpx

from oneprotect_conformance.checks.records import MADE, newest
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.specimens import LEFT_OUT, branches, differing, full, members, plain, short
from oneprotect_conformance.world import World

# What the contract says in words of what is absent.
_ABSENT: dict[str, Json] = {
    "create_ticket": {
        "description": "",
        "status": "new",
        "priority": "p3",
        "severity": "medium",
        "assignee_id": None,
        "tags": [],
        "resolution": None,
    },
    "create_ticket_from_alert": {"status": "new", "priority": "p3", "assignee_id": None, "tags": []},
    "create_alert": {"description": "", "rule_id": None, "assets": [], "evidence": [], "raw": None, "ticket_id": None},
    "create_comment": {"visibility": "internal"},
    "create_link": {"relation": "related"},
    "create_asset": {"name": None},
    "create_evidence": {"media_type": None, "size_bytes": None, "description": "", "collected_at": None},
}
_FROM_ALERT = "create_ticket_from_alert"


def stored(world: World) -> None:
    """All that a POST takes is there afterwards: in its answer, under its id and in its list."""
    for operation in _makers(world):
        given = _about(world, operation)
        for schema in branches(world.contract, operation.body or {}):
            body = full(world.contract, schema, plain, known(world, schema))
            if given is None or body is LEFT_OUT:
                world.leave_out(operation, "there is nothing that it could be about")
                continue
            answer = _posted(world, operation, body, given)
            if answer.status_code == 201:
                _compare(world, operation, answer, body, "what is sent is what is stored")


def absent(world: World) -> None:
    """What a body leaves out is as the contract says; of a ticket that is made of an alert it is the alert's."""
    for operation in _makers(world):
        given = _about(world, operation)
        schema = branches(world.contract, operation.body or {})[-1]
        body = full(world.contract, schema, short, known(world, schema), least=True)
        if given is None or body is LEFT_OUT:
            continue
        wanted = dict(_ABSENT.get(operation.id, {}))
        alert = None
        if operation.id == _FROM_ALERT and world.may("get_alert"):
            alert = world.send(world.main, "GET", f"/alerts/{given['alert_id']}").json()
            wanted |= {name: alert[name] for name in ("title", "description", "severity")}
            wanted["source"] = {"kind": "alert", "alert_id": alert["id"]}
        answer = _posted(world, operation, body, given)
        if answer.status_code == 201:
            _compare(world, operation, answer, {**wanted, **body}, "what is absent is as the contract says")
        if alert is not None and answer.is_success:
            _told(world, alert, answer.json()["id"])


def known(world: World, schema: Json) -> Json:
    """Give by their names the ids that a body of this schema can have."""
    properties = schema.get("properties", {})
    kind = world.contract.resolve(properties.get("target_type", {})).get("const")
    found = {"id": next(iter(world.ids.get(f"{kind}_id", ())), LEFT_OUT)}
    if "assignee_id" in properties and world.may("update_ticket"):
        found["assignee_id"] = world.send(world.main, "GET", "/me").json()["principal"]["id"]
    return found


def _makers(world: World) -> Iterator[Operation]:
    for name in MADE:
        operation = world.contract.by_id.get(name)
        if operation is not None and world.main.may(operation):
            yield operation


def _about(world: World, operation: Operation) -> dict[str, str] | None:
    """Give the ids for an operation's path, of what nothing was done with; None where there is nothing."""
    if "alert_id" in operation.ids:
        if not world.may("create_alert"):
            return None
        alert = {**world.body(world.contract.by_id["create_alert"]), "severity": "low", "description": "Of the alert."}
        return {"alert_id": world.made("create_alert", alert)["id"]}
    if "ticket_id" in operation.ids:
        return {"ticket_id": world.new_ticket()["id"]} if world.may("create_ticket") else None
    return {}


def _posted(world: World, operation: Operation, body: Json, given: dict[str, str]) -> httpx.Response:
    answer = world.send(world.main, "POST", str(world.path(operation, **given)), json=body)
    world.hold("a valid request is 201", answer.status_code == 201, answer)
    return answer


def _compare(world: World, operation: Operation, answer: httpx.Response, wanted: Json, promise: str) -> None:
    """Hold an answer, and then what is read by id and in the list, to what is wanted of it."""
    getter, lister = MADE[operation.id]
    made = answer.json()
    _hold(world, promise, answer, made, shown(world, wanted, answered(operation, "201")))
    read, listed = world.contract.by_id.get(getter or ""), world.contract.by_id[lister]
    ids = {"ticket_id": made.get("ticket_id", made["id"])}
    if read is not None and world.main.may(read):
        ids[read.ids[-1]] = made["id"]
        there = world.send(world.main, "GET", str(world.path(read, **ids)))
        world.hold("what was made can be read", there.status_code == 200, there)
        _hold(world, promise, there, there.json(), shown(world, wanted, answered(read)))
    if world.main.may(listed):
        given = {"limit": 5, **newest(listed)} if newest(listed) else {"limit": 100}
        page = world.send(world.main, "GET", str(world.path(listed, **ids)), params=given)
        row = next((row for row in page.json()["items"] if row["id"] == made["id"]), None)
        world.hold("what was made is in its list", row is not None, page, seen=f"{made['id']} is missing")
        if row is not None:
            _hold(world, promise, page, row, shown(world, wanted, row_of(world, listed)))


def answered(operation: Operation, status: str = "200") -> Json:
    """Give the schema of an operation's answer."""
    content: Json = operation.responses.get(status, {}).get("content", {})
    return dict(next((kind.get("schema", {}) for kind in content.values()), {}))


def row_of(world: World, listed: Operation) -> Json:
    """Give the schema of a list's rows."""
    return dict(world.contract.resolve(members(world.contract, answered(listed))["items"])["items"])


def shown(world: World, wanted: Json, schema: Json) -> Json:
    """Give of what is wanted what a document of this schema can show."""
    return {name: wanted[name] for name in wanted.keys() & members(world.contract, schema).keys()}


def _hold(world: World, promise: str, answer: httpx.Response, read: Json, wanted: Json) -> None:
    seen = "; ".join(differing(wanted, {**dict.fromkeys(wanted), **read}))
    world.hold(promise, not seen, answer, seen=seen)


def _told(world: World, alert: Json, ticket: str) -> None:
    seen = world.send(world.main, "GET", f"/alerts/{alert['id']}")
    world.hold("an alert tells the ticket that was made of it", seen.json().get("ticket_id") == ticket, seen)
    moved = seen.json().get("version", 0) > alert["version"]
    world.hold("an alert's version moves when its ticket appears", moved, seen)
