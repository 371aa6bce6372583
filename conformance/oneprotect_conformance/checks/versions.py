"""ETag and If-Match (RFC 9110 §13): what was read can be asked for again, and nobody's change is lost."""

from __future__ import annotations

from functools import partial

import httpx

from oneprotect_conformance.contract import Operation
from oneprotect_conformance.world import World

_PARALLEL = 8


def etags(world: World) -> None:
    """What is read with an ETag is 304 when it is asked for with it again, and 200 with another."""
    for caller in (world.main, world.auditor):
        for operation in world.operations:
            path = world.path(operation)
            if caller is None or not caller.may(operation) or not operation.gives(200, "ETag"):
                continue
            if operation.method != "GET" or path is None:
                continue
            first = world.send(caller, "GET", path)
            tag = first.headers.get("ETag", "")
            world.hold("a strong ETag comes with the answer", tag.startswith('"') and len(tag) > 2, first, caller)
            again = world.send(caller, "GET", path)
            same = (again.headers.get("ETag"), again.content) == (tag, first.content)
            world.hold("what did not change reads the same, under the same ETag", same, again, caller)
            for given, status in (
                (tag, 304),
                (f'"other", {tag}', 304),
                ("*", 304),
                (f"W/{tag}", 304),
                ('"other"', 200),
            ):
                answer = world.send(caller, "GET", path, headers={"If-None-Match": given})
                kept = answer.status_code == status and (status == 200 or not answer.content)
                world.hold(f"If-None-Match of {'the' if status == 304 else 'another'} ETag is {status}", kept, answer)


def preconditions(world: World) -> None:
    """A PATCH needs one strong If-Match that is current: 428 without, 400 for another form, 412 when it is stale."""
    for operation in world.operations:
        path = world.path(operation)
        if operation.method != "PATCH" or path is None or not world.main.may(operation):
            continue
        before = world.send(world.main, "GET", path)
        tag = before.headers.get("ETag", "")
        body = world.body(operation)
        cases = [({}, 428), *(({"If-Match": given}, 400) for given in ("*", f"W/{tag}", f'{tag}, "x"', tag.strip('"')))]
        for headers, status in [*cases, ({"If-Match": '"never"'}, 412), ({"If-Match": '"0"'}, 412)]:
            answer = world.send(world.main, "PATCH", path, json=body, headers=headers)
            given = "no" if not headers else "a stale" if status == 412 else "a malformed"
            world.hold(f"{given} If-Match is {status}", answer.status_code == status, answer)
            if status == 412:
                current = answer.headers.get("ETag") == tag
                world.hold("412 carries the current ETag", current, answer, seen=f"the current one is {tag}")
        after = world.send(world.main, "GET", path)
        world.hold("a refused PATCH changes nothing", after.content == before.content, after)


def changes(world: World) -> None:
    """A PATCH moves the ETag when something that the client sees moves, only then, and touches what it names only."""
    for operation in world.operations:
        path = world.path(operation)
        if operation.method != "PATCH" or path is None or not world.main.may(operation):
            continue
        before = world.send(world.main, "GET", path)
        tag = {"If-Match": before.headers.get("ETag", "")}
        empty = world.send(world.main, "PATCH", path, json={}, headers=tag)
        kept = empty.status_code == 200 and empty.headers.get("ETag") == tag["If-Match"]
        world.hold("a PATCH of nothing is 200 under the same ETag", kept, empty)
        body = world.body(operation)
        changed = world.send(world.main, "PATCH", path, json=body, headers=tag)
        moved = changed.status_code == 200 and changed.headers.get("ETag") != tag["If-Match"]
        world.hold("a PATCH that changes something moves the ETag", moved, changed)
        _only_what_it_names(world, before, changed, body)
        after = world.send(world.main, "GET", path)
        same = (after.content, after.headers.get("ETag")) == (changed.content, changed.headers.get("ETag"))
        world.hold("a PATCH answers what a GET reads after it", same, after)
        stale = world.send(world.main, "PATCH", path, json=world.body(operation), headers=tag)
        world.hold("a stale If-Match is 412", stale.status_code == 412, stale)
        again = {"If-Match": after.headers.get("ETag", "")}
        repeated = world.send(world.main, "PATCH", path, json=body, headers=again)
        kept = repeated.status_code == 200 and repeated.headers.get("ETag") == again["If-Match"]
        world.hold("a PATCH to what is there already is 200 under the same ETag", kept, repeated)
        _nullable(world, operation, path)


def conflicts(world: World) -> None:
    """Of several PATCHes from one version one wins, the others are 412, and the winner's value is what is read."""
    for operation in world.operations:
        path = world.path(operation)
        if operation.method != "PATCH" or path is None or not world.main.may(operation):
            continue
        for _ in range(2 if world.quick else 10):
            tag = world.send(world.main, "GET", path).headers.get("ETag", "")
            headers = {"If-Match": tag}
            answers = world.together(
                [
                    partial(world.send, world.main, "PATCH", path, json=world.body(operation), headers=headers)
                    for _ in range(_PARALLEL)
                ]
            )
            statuses = sorted(answer.status_code for answer in answers)
            winner = next((answer for answer in answers if answer.status_code == 200), answers[0])
            once = statuses == [200] + [412] * (_PARALLEL - 1)
            world.hold("of PATCHes from one version one is 200, the others 412", once, winner, seen=str(statuses))
            after = world.send(world.main, "GET", path)
            world.hold("the change that won is what is read", after.content == winner.content, after)


def _only_what_it_names(world: World, before: httpx.Response, changed: httpx.Response, body: dict[str, object]) -> None:
    if not (before.is_success and changed.is_success):
        return
    old, new = before.json(), changed.json()
    moved = {name for name in old if old[name] != new.get(name)} - body.keys() - {"version", "updated_at"}
    world.hold("a PATCH touches what it names only", not moved, changed, seen=f"it moved {', '.join(sorted(moved))}")
    named = all(new.get(name) == value for name, value in body.items())
    world.hold("a PATCH sets what it names", named, changed)


def _nullable(world: World, operation: Operation, path: str) -> None:
    """Null clears, absent leaves."""
    me = world.send(world.main, "GET", "/me").json()["principal"]["id"]
    if operation.id != "update_ticket":
        return
    tag = world.send(world.main, "GET", path).headers.get("ETag", "")
    set_to_me = world.send(world.main, "PATCH", path, json={"assignee_id": me}, headers={"If-Match": tag})
    world.hold("who may work tickets can be an assignee", set_to_me.status_code == 200, set_to_me)
    for body, expected in ((world.body(operation), me), ({"assignee_id": None}, None)):
        tag = world.send(world.main, "GET", path).headers.get("ETag", "")
        answer = world.send(world.main, "PATCH", path, json=body, headers={"If-Match": tag})
        kept = answer.json().get("assignee_id") == expected
        world.hold(f"{'null clears' if expected is None else 'absent leaves'} a member", kept, answer)
