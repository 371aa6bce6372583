"""ETag and conditional requests (RFC 9110 §13): unchanged records are 304, and no change overwrites another."""

from __future__ import annotations

from functools import partial

import httpx

from oneprotect_conformance.contract import Operation
from oneprotect_conformance.world import World

_PARALLEL = 8


def etags(world: World) -> None:
    """If-None-Match with the current ETag is answered 304, with another 200."""
    for caller in (world.main, world.auditor):
        for operation in world.operations:
            path = world.path(operation)
            if caller is None or not caller.may(operation) or not operation.declares_header(200, "ETag"):
                continue
            if operation.method != "GET" or path is None:
                continue
            first = world.send(caller, "GET", path)
            tag = first.headers.get("ETag", "")
            is_strong = tag.startswith('"') and len(tag) > 2
            world.expect("A response that declares an ETag has a strong one", is_strong, first)
            again = world.send(caller, "GET", path)
            same = (again.headers.get("ETag"), again.content) == (tag, first.content)
            world.expect("An unchanged record reads the same, with the same ETag", same, again)
            for condition, status in (
                (tag, 304),
                (f'"other", {tag}', 304),
                ("*", 304),
                (f"W/{tag}", 304),
                ('"other"', 200),
            ):
                response = world.send(caller, "GET", path, headers={"If-None-Match": condition})
                kept = response.status_code == status and (status == 200 or not response.content)
                which = "the current" if status == 304 else "another"
                world.expect(f"If-None-Match with {which} ETag is answered {status}", kept, response)


def preconditions(world: World) -> None:
    """A PATCH needs an If-Match with one strong, current ETag: 428 without, 400 if malformed, 412 if stale."""
    for operation in world.operations:
        path = world.path(operation)
        if operation.method != "PATCH" or path is None or not world.main.may(operation):
            continue
        before = world.send(world.main, "GET", path)
        tag = before.headers.get("ETag", "")
        body = world.body(operation)
        malformed = ("*", f"W/{tag}", f'{tag}, "x"', tag.strip('"'))
        cases = [({}, 428), *(({"If-Match": condition}, 400) for condition in malformed)]
        for headers, status in [*cases, ({"If-Match": '"never"'}, 412), ({"If-Match": '"0"'}, 412)]:
            response = world.send(world.main, "PATCH", path, json=body, headers=headers)
            which = "A PATCH without" if not headers else "A stale" if status == 412 else "A malformed"
            world.expect(f"{which} If-Match is answered {status}", response.status_code == status, response)
            if status == 412:
                current = response.headers.get("ETag") == tag
                seen = f"expected {tag}, got {response.headers.get('ETag')}"
                world.expect("A 412 response has the current ETag", current, response, seen=seen)
        after = world.send(world.main, "GET", path)
        world.expect("A refused PATCH changes nothing", after.content == before.content, after)


def changes(world: World) -> None:
    """A PATCH changes the ETag if it changes something visible, and only the members that it names."""
    for operation in world.operations:
        path = world.path(operation)
        if operation.method != "PATCH" or path is None or not world.main.may(operation):
            continue
        before = world.send(world.main, "GET", path)
        tag = {"If-Match": before.headers.get("ETag", "")}
        empty = world.send(world.main, "PATCH", path, json={}, headers=tag)
        kept = empty.status_code == 200 and empty.headers.get("ETag") == tag["If-Match"]
        world.expect("A PATCH with an empty object is answered 200 with the same ETag", kept, empty)
        body = world.body(operation)
        changed = world.send(world.main, "PATCH", path, json=body, headers=tag)
        has_new_tag = changed.status_code == 200 and changed.headers.get("ETag") != tag["If-Match"]
        world.expect("A PATCH that changes something changes the ETag", has_new_tag, changed)
        _check_members(world, before, changed, body)
        after = world.send(world.main, "GET", path)
        same = (after.content, after.headers.get("ETag")) == (changed.content, changed.headers.get("ETag"))
        world.expect("A PATCH returns what a GET returns afterwards", same, after)
        stale = world.send(world.main, "PATCH", path, json=world.body(operation), headers=tag)
        world.expect("A stale If-Match is answered 412", stale.status_code == 412, stale)
        current = {"If-Match": after.headers.get("ETag", "")}
        repeated = world.send(world.main, "PATCH", path, json=body, headers=current)
        kept = repeated.status_code == 200 and repeated.headers.get("ETag") == current["If-Match"]
        world.expect("A PATCH that changes nothing is answered 200 with the same ETag", kept, repeated)
        _check_null(world, operation, path)


def conflicts(world: World) -> None:
    """Of concurrent PATCHes from one version, one succeeds, the others are 412, and a GET returns its result."""
    for operation in world.operations:
        path = world.path(operation)
        if operation.method != "PATCH" or path is None or not world.main.may(operation):
            continue
        for _ in range(2 if world.quick else 10):
            tag = world.send(world.main, "GET", path).headers.get("ETag", "")
            headers = {"If-Match": tag}
            responses = world.together(
                [
                    partial(world.send, world.main, "PATCH", path, json=world.body(operation), headers=headers)
                    for _ in range(_PARALLEL)
                ]
            )
            statuses = sorted(response.status_code for response in responses)
            expected = [200] + [412] * (_PARALLEL - 1)
            success = next((response for response in responses if response.status_code == 200), responses[0])
            promise = "Of concurrent PATCHes from one version, one is answered 200 and the others 412"
            world.expect(promise, statuses == expected, success, seen=f"expected {expected}, got {statuses}")
            after = world.send(world.main, "GET", path)
            same = after.content == success.content
            world.expect("After concurrent PATCHes, a GET returns the result of the one that succeeded", same, after)


def _check_members(world: World, before: httpx.Response, changed: httpx.Response, body: dict[str, object]) -> None:
    if not (before.is_success and changed.is_success):
        return
    old, new = before.json(), changed.json()
    others = {name for name in old if old[name] != new.get(name)} - body.keys() - {"version", "updated_at"}
    seen = f"expected a change of {', '.join(body)} only; these changed too: {', '.join(sorted(others))}"
    world.expect("A PATCH changes only the members that it names", not others, changed, seen=seen)
    applied = all(new.get(name) == value for name, value in body.items())
    world.expect("A PATCH sets the members that it names", applied, changed)


def _check_null(world: World, operation: Operation, path: str) -> None:
    """Null clears the assignee of a ticket; a PATCH without the member leaves it."""
    me = world.send(world.main, "GET", "/me").json()["principal"]["id"]
    if operation.id != "update_ticket":
        return
    tag = world.send(world.main, "GET", path).headers.get("ETag", "")
    assigned = world.send(world.main, "PATCH", path, json={"assignee_id": me}, headers={"If-Match": tag})
    world.expect("A caller who may change tickets can be their assignee", assigned.status_code == 200, assigned)
    for body, expected in ((world.body(operation), me), ({"assignee_id": None}, None)):
        tag = world.send(world.main, "GET", path).headers.get("ETag", "")
        response = world.send(world.main, "PATCH", path, json=body, headers={"If-Match": tag})
        assignee = response.json().get("assignee_id")
        promise = (
            "A PATCH with null clears the member" if expected is None else "A PATCH leaves absent members as they are"
        )
        world.expect(promise, assignee == expected, response, seen=f"expected assignee_id {expected}, got {assignee}")
