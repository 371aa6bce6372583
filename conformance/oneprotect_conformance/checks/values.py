"""Stored values: what a POST sends is stored as sent, and what it omits has the default that the contract states."""

from __future__ import annotations

from collections.abc import Iterator

import httpx

from oneprotect_conformance.checks.lists import walk
from oneprotect_conformance.checks.records import CREATED, newest_first
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.specimens import (
    LEFT_OUT,
    Text,
    branches,
    differences_of,
    full,
    long_text,
    members,
    short_text,
    unusual_text,
)
from oneprotect_conformance.world import World

# The defaults that the contract states in descriptions.
_DEFAULTS: dict[str, Json] = {
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
    """Every member of a POST is in its response, in the record and in its list as it was sent."""
    for text in (long_text, unusual_text):
        for operation in _creating(world):
            for schema in branches(world.contract, operation.body or {}):
                _check_stored(world, operation, schema, text)


def _check_stored(world: World, operation: Operation, schema: Json, text: Text) -> None:
    known = known_ids(world, schema)
    body = full(world.contract, schema, text, known)
    if text is not long_text and body == full(world.contract, schema, text, known):
        return  # It has no text, and was sent before.
    ids = _new_parent(world, operation)
    if ids is None or body is LEFT_OUT:
        world.skip(operation, "the tenant has no record for its path or body")
        return
    response = _post(world, operation, body, ids)
    if response.status_code == 201:
        _compare(world, operation, response, body, "Every member of a POST is stored as sent")


def defaults(world: World) -> None:
    """Every omitted member has its default; a ticket created from an alert has the values of the alert."""
    for operation in _creating(world):
        ids = _new_parent(world, operation)
        schema = branches(world.contract, operation.body or {})[-1]
        body = full(world.contract, schema, short_text, known_ids(world, schema), least=True)
        if ids is None or body is LEFT_OUT:
            continue
        expected = dict(_DEFAULTS.get(operation.id, {}))
        alert = None
        if operation.id == _FROM_ALERT and world.may("get_alert"):
            alert = world.send(world.main, "GET", f"/alerts/{ids['alert_id']}").json()
            expected |= {name: alert[name] for name in ("title", "description", "severity")}
            expected["source"] = {"kind": "alert", "alert_id": alert["id"]}
        response = _post(world, operation, body, ids)
        if response.status_code == 201:
            promise = "Every omitted member has the default that the contract states"
            _compare(world, operation, response, {**expected, **body}, promise)
        if alert is not None and response.is_success:
            _check_alert(world, alert, response.json()["id"])


def known_ids(world: World, schema: Json) -> Json:
    """Return by member name the ids of existing records that a body of this schema can refer to.

    `activity` is `create`, because a report can close an existing alert only.
    """
    properties = schema.get("properties", {})
    kind = world.contract.resolve(properties.get("target_type", {})).get("const")
    ids = {"id": next(iter(world.ids.get(f"{kind}_id", ())), LEFT_OUT)}
    if "assignee_id" in properties and world.may("update_ticket"):
        ids["assignee_id"] = world.send(world.main, "GET", "/me").json()["principal"]["id"]
    return {**ids, "activity": "create"} if "activity" in properties else ids


def _creating(world: World) -> Iterator[Operation]:
    for name in CREATED:
        operation = world.contract.by_id.get(name)
        if operation is not None and world.main.may(operation):
            yield operation


def _new_parent(world: World, operation: Operation) -> dict[str, str] | None:
    """Create the record that an operation's path names and return its id; None if the token may not."""
    if "alert_id" in operation.ids:
        if not world.may("create_alert"):
            return None
        alert = {**world.body(world.contract.by_id["create_alert"]), "severity": "low", "description": "Of the alert."}
        return {"alert_id": world.create("create_alert", alert)["id"]}
    if "ticket_id" in operation.ids:
        return {"ticket_id": world.new_ticket()["id"]} if world.may("create_ticket") else None
    return {}


def _post(world: World, operation: Operation, body: Json, ids: dict[str, str]) -> httpx.Response:
    response = world.send(world.main, "POST", str(world.path(operation, **ids)), json=body)
    world.expect("A valid POST is answered 201", response.status_code == 201, response)
    return response


def _compare(world: World, operation: Operation, response: httpx.Response, expected: Json, promise: str) -> None:
    """Compare the response to a POST, the record and its row in the list with the expected members."""
    getter, lister = CREATED[operation.id]
    created = response.json()
    _compare_members(world, promise, response, created, visible(world, expected, response_schema(operation, "201")))
    read, listed = world.contract.by_id.get(getter or ""), world.contract.by_id[lister]
    ids = {"ticket_id": created.get("ticket_id", created["id"])}
    if read is not None and world.main.may(read):
        ids[read.ids[-1]] = created["id"]
        record = world.send(world.main, "GET", str(world.path(read, **ids)))
        world.expect("A created record can be read", record.status_code == 200, record)
        _compare_members(world, promise, record, record.json(), visible(world, expected, response_schema(read)))
    if world.main.may(listed):
        query = {"limit": 5, **newest_first(listed)} if newest_first(listed) else {"limit": 100}
        where, sought = str(world.path(listed, **ids)), {created["id"]}
        rows = walk(world, world.main, where, query, at_most=query["limit"], sought=sought)
        row = next((row for row in rows if row["id"] == created["id"]), None)
        page = world.last or response
        failure = f"expected a row {created['id']}; there is none"
        world.expect("A created record is in its list", row is not None, page, seen=failure)
        if row is not None:
            _compare_members(world, promise, page, row, visible(world, expected, row_schema(world, listed)))


def response_schema(operation: Operation, status: str = "200") -> Json:
    """Return the schema of an operation's response with this status."""
    content: Json = operation.responses.get(status, {}).get("content", {})
    return dict(next((kind.get("schema", {}) for kind in content.values()), {}))


def row_schema(world: World, listed: Operation) -> Json:
    """Return the schema of a list's rows."""
    return dict(world.contract.resolve(members(world.contract, response_schema(listed))["items"])["items"])


def visible(world: World, expected: Json, schema: Json) -> Json:
    """Return the expected members that a document of this schema can have."""
    return {name: expected[name] for name in expected.keys() & members(world.contract, schema).keys()}


def _compare_members(world: World, promise: str, response: httpx.Response, document: Json, expected: Json) -> None:
    differences = "; ".join(differences_of(expected, {**dict.fromkeys(expected), **document}))
    world.expect(promise, not differences, response, seen=differences)


def _check_alert(world: World, alert: Json, ticket: str) -> None:
    read = world.send(world.main, "GET", f"/alerts/{alert['id']}")
    failure = f"expected ticket_id {ticket}, got {read.json().get('ticket_id')}"
    promise = "An alert shows the ticket created from it"
    world.expect(promise, read.json().get("ticket_id") == ticket, read, seen=failure)
    version = read.json().get("version", 0)
    failure = f"expected a version after {alert['version']}, got {version}"
    world.expect(
        "An alert's version increases when its ticket is created", version > alert["version"], read, seen=failure
    )
