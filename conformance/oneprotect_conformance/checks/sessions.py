"""The console's sign-in: what takes a cookie is not had by a token, and a write needs a page of this server."""

from __future__ import annotations

import httpx

from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import World


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
    _kept_from_scripts(world, begun)
    cookie = {"Cookie": begun.headers.get("Set-Cookie", "").partition(";")[0]}
    proof = {**origin, **cookie, "X-CSRF-Token": begun.json().get("csrf_token", "")}
    seen = world.send(world.nobody, "GET", begin.path, headers=cookie)
    world.hold("a session tells who is signed in", seen.json() == begun.json(), seen, world.nobody)
    for lost in ("Origin", "X-CSRF-Token"):
        partly = {name: value for name, value in proof.items() if name != lost}
        _forged(world, world.send(world.nobody, "DELETE", end.path, headers=partly))
    _writes(world, cookie, proof)
    ended = world.send(world.nobody, "DELETE", end.path, headers=proof)
    world.hold("a valid request succeeds", ended.status_code == 204, ended, world.nobody)
    after = world.send(world.nobody, "GET", begin.path, headers=cookie)
    world.hold("a session that has ended is 401 unauthenticated", after.status_code == 401, after, world.nobody)


def _kept_from_scripts(world: World, begun: httpx.Response) -> None:
    """Hold the cookie to what keeps it from scripts, from other sites and from other paths (RFC 6265)."""
    given = {word.strip().lower() for word in begun.headers.get("Set-Cookie", "").split(";")[1:]}
    for attribute, promise in (
        ("HttpOnly", "no script can read the session's cookie: HttpOnly"),
        ("SameSite=Strict", "no other site sends the session's cookie: SameSite=Strict"),
        (f"Path={world.contract.base}", "the session's cookie goes to the operations alone: Path"),
    ):
        world.hold(promise, attribute.lower() in given, begun, world.nobody)


def _writes(world: World, cookie: Json, proof: Json) -> None:
    """Try every write of the session with no, a wrong or a stranger's proof; its requests would else succeed."""
    for operation in world.contract.operations:
        if not _needs_proof(world, operation):
            continue
        path, options = world.valid(operation, world.main) or (world.unknown_path(operation), {})
        headers = options.pop("headers", {})
        for proven in (
            {**proof, "X-CSRF-Token": ""},
            {**proof, "X-CSRF-Token": proof["X-CSRF-Token"][::-1]},
            {**proof, "Origin": "https://elsewhere.example"},
            cookie,
        ):
            given = {name: value for name, value in {**headers, **proven}.items() if value}
            _forged(world, world.send(world.nobody, operation.method, path, headers=given, **options))


def _needs_proof(world: World, operation: Operation) -> bool:
    node = world.contract.document["paths"][operation.path][operation.method.lower()]
    return any("csrfToken" in requirement for requirement in node.get("security", ()))


def _forged(world: World, answer: httpx.Response) -> None:
    kept = answer.status_code == 403 and answer.json().get("code") == "csrf-failed"
    world.hold("a write that no page of this server has meant is 403 csrf-failed", kept, answer, world.nobody)


def _identities(world: World, operation: Operation) -> list[str]:
    named: Json = world.contract.resolve((operation.body or {}).get("properties", {}).get("identity", {}))
    return list(named.get("enum", ["analyst"]))
