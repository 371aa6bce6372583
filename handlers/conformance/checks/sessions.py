"""The console's sign-in: what takes a cookie is not had by a token, and a write needs a page of this server."""

from __future__ import annotations

import httpx

from handlers.conformance.contract import Json, Operation
from handlers.conformance.world import World


def console(world: World) -> None:
    """A session begins and ends where the server has a demo sign-in; a page of another origin does nothing in it."""
    begin, end = world.contract.by_id.get("create_session"), world.contract.by_id.get("delete_session")
    if begin is None or end is None:
        return
    root = httpx.URL(world.contract.root)
    origin = {"Origin": f"{root.scheme}://{root.netloc.decode()}"}
    identities: Json = {"identity": _identities(world, begin)[0]}
    for headers in ({}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}):
        answer = world.send(world.nobody, "POST", begin.path, json=identities, headers=headers)
        _forged(world, answer)
    begun = world.send(world.nobody, "POST", begin.path, json=identities, headers=origin)
    if begun.status_code == 401:
        for operation in (item for item in world.contract.operations if not item.takes_token):
            world.leave_out(
                operation, "the server has no demo sign-in, so that nobody can sign in without its provider"
            )
        return
    world.hold("a valid request succeeds", begun.status_code == 201, begun, world.nobody)
    cookie = {"Cookie": begun.headers.get("Set-Cookie", "").partition(";")[0]}
    proof = {**origin, **cookie, "X-CSRF-Token": begun.json().get("csrf_token", "")}
    seen = world.send(world.nobody, "GET", begin.path, headers=cookie)
    world.hold("a session tells who is signed in", seen.json() == begun.json(), seen, world.nobody)
    for lost in ("Origin", "X-CSRF-Token"):
        partly = {name: value for name, value in proof.items() if name != lost}
        _forged(world, world.send(world.nobody, "DELETE", end.path, headers=partly))
    ended = world.send(world.nobody, "DELETE", end.path, headers=proof)
    world.hold("a valid request succeeds", ended.status_code == 204, ended, world.nobody)
    after = world.send(world.nobody, "GET", begin.path, headers=cookie)
    world.hold("a session that has ended is 401 unauthenticated", after.status_code == 401, after, world.nobody)


def _forged(world: World, answer: httpx.Response) -> None:
    kept = answer.status_code == 403 and answer.json().get("code") == "csrf-failed"
    world.hold("a write that no page of this server has meant is 403 csrf-failed", kept, answer, world.nobody)


def _identities(world: World, operation: Operation) -> list[str]:
    named: Json = world.contract.resolve((operation.body or {}).get("properties", {}).get("identity", {}))
    return list(named.get("enum", ["analyst"]))
