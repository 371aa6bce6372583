"""Merge patches (RFC 7396), member by member: values are set, null clears, absent members stay, `version` follows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx

from oneprotect_conformance.checks.records import newest_first
from oneprotect_conformance.checks.values import known_ids
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.specimens import LEFT_OUT, choice, differences_of, full, nullable, unusual_text
from oneprotect_conformance.world import World

# Members that change along with others.
_DERIVED = frozenset({"version", "updated_at", "status_changed_at", "resolved_at", "closed_at"})
_RESOLVING: Json = {"status": "resolved", "resolution": {"reason": "other", "note": "Conformance."}}


def member_changes(world: World) -> None:
    """Every member of a PATCH can be set, and to null if it is nullable; an object is merged member by member."""
    for operation in world.operations:
        path = _writable_path(world, operation)
        if path is None:
            continue
        properties = (operation.body or {}).get("properties", {})
        for number, (name, schema) in enumerate(properties.items()):
            for value in _new_values(world, name, schema, world.send(world.main, "GET", path).json().get(name)):
                _check_change(world, path, {name: value}, listed=number == 0 or not world.quick)
        if _RESOLVING.keys() <= properties.keys():
            _check_change(world, path, _RESOLVING)
            _check_members(world, path, "resolution", choice(world.contract, properties["resolution"]))


def _check_change(world: World, path: str, body: Json, *, listed: bool = False) -> None:
    """Send a PATCH that changes something; check its response, a GET afterwards, and the same PATCH again.

    With ``listed``, the record's row in its list is checked, too.
    """
    before = world.send(world.main, "GET", path)
    tag = before.headers.get("ETag", "")
    changed = world.send(world.main, "PATCH", path, json=body, headers={"If-Match": tag})
    world.expect("A valid PATCH is answered 200", changed.status_code == 200, changed)
    if changed.status_code != 200:
        return
    has_new_tag = changed.headers.get("ETag") != tag
    world.expect("A PATCH that changes something changes the ETag", has_new_tag, changed)
    after = world.send(world.main, "GET", path, headers={"If-None-Match": tag} if has_new_tag else {})
    world.expect("If-None-Match with a former ETag is answered 200", after.status_code == 200, after)
    if after.status_code == 200:
        _check_members_of(world, before.json(), after.json(), changed, body)
        same = (after.content, after.headers.get("ETag")) == (changed.content, changed.headers.get("ETag"))
        failure = f"expected what a GET returns: {after.text[:500]}"
        world.expect("A PATCH returns what a GET returns afterwards", same, changed, seen=failure)
        if listed:
            _check_row(world, path, after.json())
    again = {"If-Match": changed.headers.get("ETag", "")}
    repeated = world.send(world.main, "PATCH", path, json=body, headers=again)
    same = (repeated.content, repeated.headers.get("ETag")) == (changed.content, changed.headers.get("ETag"))
    world.expect("A PATCH that changes nothing returns the record as it is", same, repeated)


def _check_row(world: World, path: str, record: Json) -> None:
    """Compare a changed record with its row in the list, if that is among the newest."""
    listed = next((item for item in world.operations if item.is_list and item.path == path.rpartition("/")[0]), None)
    if listed is None or not world.main.may(listed):
        return
    page = world.send(world.main, "GET", listed.path, params={"limit": 10, **newest_first(listed)})
    for row in page.json()["items"]:
        if row["id"] == record["id"]:
            stale = sorted(name for name in row if row[name] != record.get(name))
            failure = f"the row {row['id']} differs from the record in {', '.join(stale)}"
            world.expect("The row of a record in its list shows every change at once", not stale, page, seen=failure)


def _check_members_of(world: World, old: Json, new: Json, changed: httpx.Response, body: Json) -> None:
    """Compare a record before and after a PATCH: the members that it names, all others, version and times."""
    for name, value in body.items():
        promise = "A PATCH with null clears the member" if value is None else "A PATCH sets the members that it names"
        promise = "A PATCH of an object is merged into it (RFC 7396)" if isinstance(value, dict) else promise
        for where, document in (("the response", changed.json()), ("a GET afterwards", new)):
            differences = "; ".join(differences_of(_merged(old.get(name), value), document.get(name), f"/{name}"))
            world.expect(promise, not differences, changed, seen=f"in {where}, {differences}")
    others = {name for name in old if old[name] != new.get(name)} - body.keys() - _DERIVED
    failure = f"expected a change of {', '.join(body)} only; these changed too: {', '.join(sorted(others))}"
    world.expect("A PATCH changes only the members that it names", not others, changed, seen=failure)
    version = new.get("version")
    failure = f"expected version {old['version'] + 1}, got {version}"
    promise = "A PATCH that changes something increments version by one"
    world.expect(promise, version == old["version"] + 1, changed, seen=failure)
    later = new.get("updated_at", "") > old["updated_at"]
    failure = f"expected a time after {old['updated_at']}, got {new.get('updated_at')}"
    world.expect("A PATCH that changes something advances updated_at", later, changed, seen=failure)
    if "status_changed_at" in old:
        since = new.get("status_changed_at")
        kept = (since != old["status_changed_at"]) == (new.get("status") != old["status"])
        failure = f"status went from {old['status']} to {new.get('status')}, the time from {old['status_changed_at']}"
        promise = "A PATCH changes status_changed_at if it changes the status, and only then"
        world.expect(promise, kept, changed, seen=f"{failure} to {since}")


def _check_members(world: World, path: str, name: str, schema: Json) -> None:
    """Change the members of an object one by one."""
    for inner, item in schema.get("properties", {}).items():
        current = world.send(world.main, "GET", path).json().get(name) or {}
        for value in _new_values(world, inner, item, current.get(inner)):
            _check_change(world, path, {name: {inner: value}})


def _merged(old: Any, patch: Any) -> Any:
    """Merge as RFC 7396 does, except that a cleared member is null instead of absent."""
    if not isinstance(patch, dict):
        return patch
    members = old if isinstance(old, dict) else {}
    return {**members, **{name: _merged(members.get(name), value) for name, value in patch.items()}}


def _new_values(world: World, name: str, schema: Json, current: Any) -> Iterator[Any]:
    """Yield a value that differs from the current one, then null if the member is nullable."""
    kind = choice(world.contract, schema)
    if kind.get("type") == "object":
        return  # Changed member by member, if at all.
    if "x-transitions" in kind:
        allowed = [
            transition["to"] for transition in kind["x-transitions"].get(current, ()) if "needs" not in transition
        ]
        yield from [status for status in allowed if status not in _RESOLVING.values()][:1]
        return
    others = [value for value in kind.get("enum", ()) if value != current]
    ids = known_ids(world, {"properties": {name: schema}})
    value = others[0] if others else ids.get(name, full(world.contract, schema, unusual_text, ids))
    if value is not LEFT_OUT:
        yield value
        # `strictness.null_arrays` checks null for an array, which leaves it as it is.
        if nullable(world.contract, schema) and "items" not in kind:
            yield None


def _writable_path(world: World, operation: Operation) -> str | None:
    """Return the path of a record that a PATCH may change; a new one if possible, so that nothing else uses it."""
    if operation.method != "PATCH" or operation.body is None or not world.main.may(operation):
        return None
    if operation.ids == ["ticket_id"] and world.may("create_ticket"):
        return world.path(operation, ticket_id=world.new_ticket()["id"])
    if operation.ids == ["alert_id"] and world.may("create_alert"):
        alert = world.create("create_alert", world.body(world.contract.by_id["create_alert"]))
        return world.path(operation, alert_id=alert["id"])
    return world.path(operation)
