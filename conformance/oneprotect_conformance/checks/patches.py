"""A merge patch (RFC 7396), member by member: what it sets is set, null clears, absent stays, version tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx

from oneprotect_conformance.checks.values import known
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.specimens import LEFT_OUT, choice, differing, full, nullable, short
from oneprotect_conformance.world import World

_BY_THE_WAY = frozenset({"version", "updated_at", "status_changed_at", "resolved_at", "closed_at"})
_RESOLVING: Json = {"status": "resolved", "resolution": {"reason": "other", "note": "Conformance."}}


def each(world: World) -> None:
    """Every member that a PATCH takes is set by it, to null too, and read afterwards; what is within it is merged."""
    for operation in world.operations:
        path = _fresh(world, operation)
        if path is None:
            continue
        properties = (operation.body or {}).get("properties", {})
        for name, schema in properties.items():
            for value in _values(world, name, schema, world.send(world.main, "GET", path).json().get(name)):
                change(world, path, {name: value})
        if _RESOLVING.keys() <= properties.keys():
            change(world, path, _RESOLVING)
            _within(world, path, "resolution", choice(world.contract, properties["resolution"]))


def change(world: World, path: str, body: Json) -> None:
    """Change what a path shows; hold the answer, what is read then, and a repeat to what they owe."""
    before = world.send(world.main, "GET", path)
    tag = before.headers.get("ETag", "")
    changed = world.send(world.main, "PATCH", path, json=body, headers={"If-Match": tag})
    world.hold("a PATCH of one member is 200", changed.status_code == 200, changed)
    if changed.status_code != 200:
        return
    moved = changed.headers.get("ETag") != tag
    world.hold("a PATCH that changes something moves the ETag", moved, changed)
    after = world.send(world.main, "GET", path, headers={"If-None-Match": tag} if moved else {})
    world.hold("If-None-Match of a former ETag is 200", after.status_code == 200, after)
    if after.status_code == 200:
        _changed(world, before.json(), after.json(), changed, body)
        same = (after.content, after.headers.get("ETag")) == (changed.content, changed.headers.get("ETag"))
        world.hold("a PATCH answers what a GET reads after it", same, changed, seen=f"a GET reads {after.text[:500]}")
    again = {"If-Match": changed.headers.get("ETag", "")}
    repeated = world.send(world.main, "PATCH", path, json=body, headers=again)
    same = (repeated.content, repeated.headers.get("ETag")) == (changed.content, changed.headers.get("ETag"))
    world.hold("a PATCH to what is there already answers it as it was", same, repeated)


def _changed(world: World, old: Json, new: Json, changed: httpx.Response, body: Json) -> None:
    for name, value in body.items():
        promise = "null clears a member" if value is None else "a PATCH sets what it names"
        promise = "a PATCH is merged into the object that it names" if isinstance(value, dict) else promise
        for where, document in (("the answer", changed.json()), ("a GET after it", new)):
            wrong = "; ".join(differing(_merged(old.get(name), value), document.get(name), f"/{name}"))
            world.hold(promise, not wrong, changed, seen=f"in {where} {wrong}")
    touched = {name for name in old if old[name] != new.get(name)} - body.keys() - _BY_THE_WAY
    world.hold(
        "a PATCH touches what it names only", not touched, changed, seen=f"it moved {', '.join(sorted(touched))}"
    )
    moved = new.get("version") == old["version"] + 1
    world.hold("version moves by one when something moves", moved, changed, seen=f"from {old['version']}")
    moved = new.get("updated_at", "") > old["updated_at"]
    world.hold("updated_at moves with version", moved, changed, seen=f"it was {old['updated_at']}")
    if "status_changed_at" in old:
        moved = (new.get("status_changed_at") != old["status_changed_at"]) == (new.get("status") != old["status"])
        world.hold("status_changed_at moves with status", moved, changed, seen=f"it was {old['status_changed_at']}")


def _within(world: World, path: str, name: str, schema: Json) -> None:
    """Change what an object has within, member by member."""
    for inner, item in schema.get("properties", {}).items():
        there = world.send(world.main, "GET", path).json().get(name) or {}
        for value in _values(world, inner, item, there.get(inner)):
            change(world, path, {name: {inner: value}})


def _merged(old: Any, patch: Any) -> Any:
    """Merge as RFC 7396 does, but that what is cleared is shown as null."""
    if not isinstance(patch, dict):
        return patch
    there = old if isinstance(old, dict) else {}
    return {**there, **{name: _merged(there.get(name), value) for name, value in patch.items()}}


def _values(world: World, name: str, schema: Json, now: Any) -> Iterator[Any]:
    """Give what a member can be set to besides what it is: another value, then null where that may be."""
    kind = choice(world.contract, schema)
    if kind.get("type") == "object":
        return  # Such a member is changed from within, where it can be at all.
    if "x-transitions" in kind:
        moves = [move["to"] for move in kind["x-transitions"].get(now, ()) if "needs" not in move]
        yield from [move for move in moves if move not in _RESOLVING.values()][:1]
        return
    others = [value for value in kind.get("enum", ()) if value != now]
    ids = known(world, {"properties": {name: schema}})
    value = others[0] if others else ids.get(name, full(world.contract, schema, short, ids))
    if value is not LEFT_OUT:
        yield value
        if nullable(world.contract, schema):
            yield None


def _fresh(world: World, operation: Operation) -> str | None:
    """Give the path of what a PATCH may change, of a ticket that nobody else works on."""
    if operation.method != "PATCH" or operation.body is None or not world.main.may(operation):
        return None
    if operation.ids == ["ticket_id"] and world.may("create_ticket"):
        return world.path(operation, ticket_id=world.new_ticket()["id"])
    return world.path(operation)
