"""Sessions of the console: the cookie's attributes, and the protection of writes against forgery (CSRF)."""

from __future__ import annotations

import httpx

from oneprotect_conformance.checks.problems import is_problem
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import World


def console(world: World) -> None:
    """With a demo sign-in, a session can begin and end, and no page of another origin can write in it."""
    sign_in, sign_out = world.contract.by_id.get("create_session"), world.contract.by_id.get("delete_session")
    if sign_in is None or sign_out is None:
        return
    root = httpx.URL(world.contract.root)
    origin = {"Origin": f"{root.scheme}://{root.netloc.decode()}"}
    identity: Json = {"identity": _identities(world, sign_in)[0]}
    for headers in ({}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}):
        _check_forgery(world, world.send(world.anonymous, "POST", sign_in.path, json=identity, headers=headers))
    session = world.send(world.anonymous, "POST", sign_in.path, json=identity, headers=origin)
    if session.status_code == 401:
        for operation in (item for item in world.contract.operations if not item.accepts_token):
            world.skip(operation, "the server has no demo sign-in, and its identity provider is out of reach")
        return
    world.expect("A valid request succeeds", session.status_code == 201, session)
    _check_cookie(world, session)
    cookie = {"Cookie": session.headers.get("Set-Cookie", "").partition(";")[0]}
    proof = {**origin, **cookie, "X-CSRF-Token": session.json().get("csrf_token", "")}
    read = world.send(world.anonymous, "GET", sign_in.path, headers=cookie)
    world.expect("A session reads as the sign-in returned it", read.json() == session.json(), read)
    for omitted in ("Origin", "X-CSRF-Token"):
        incomplete = {name: value for name, value in proof.items() if name != omitted}
        _check_forgery(world, world.send(world.anonymous, "DELETE", sign_out.path, headers=incomplete))
    _check_writes(world, cookie, proof)
    closed = world.send(world.anonymous, "DELETE", sign_out.path, headers=proof)
    world.expect("A valid request succeeds", closed.status_code == 204, closed)
    after = world.send(world.anonymous, "GET", sign_in.path, headers=cookie)
    promise = "The cookie of a session that has ended is answered 401 unauthenticated"
    world.expect(promise, after.status_code == 401, after)


def _check_cookie(world: World, session: httpx.Response) -> None:
    """Check the attributes that keep the cookie from scripts, other sites and other paths (RFC 6265)."""
    attributes = {word.strip().lower() for word in session.headers.get("Set-Cookie", "").split(";")[1:]}
    for attribute, promise in (
        ("HttpOnly", "The session cookie is HttpOnly: no script can read it"),
        ("SameSite=Strict", "The session cookie is SameSite=Strict: no other site can send it"),
        (f"Path={world.contract.base}", "The Path of the session cookie is that of the operations"),
    ):
        seen = f"expected {attribute}, got {session.headers.get('Set-Cookie', '').partition(';')[2].strip() or 'none'}"
        world.expect(promise, attribute.lower() in attributes, session, seen)


def _check_writes(world: World, cookie: Json, proof: Json) -> None:
    """Try every write of the session, valid otherwise, without a proof of its origin or with a wrong one."""
    for operation in world.contract.operations:
        if not _needs_csrf_token(world, operation):
            continue
        path, options = world.valid(operation, world.main) or (world.unknown_path(operation), {})
        headers = options.pop("headers", {})
        for credentials in (
            {**proof, "X-CSRF-Token": ""},
            {**proof, "X-CSRF-Token": proof["X-CSRF-Token"][::-1]},
            {**proof, "Origin": "https://elsewhere.example"},
            cookie,
        ):
            sent = {name: value for name, value in {**headers, **credentials}.items() if value}
            _check_forgery(world, world.send(world.anonymous, operation.method, path, headers=sent, **options))


def _needs_csrf_token(world: World, operation: Operation) -> bool:
    node = world.contract.document["paths"][operation.path][operation.method.lower()]
    return any("csrfToken" in requirement for requirement in node.get("security", ()))


def _check_forgery(world: World, response: httpx.Response) -> None:
    refused = is_problem(response, 403, "csrf-failed")
    promise = "A write without a valid Origin and X-CSRF-Token is answered 403 csrf-failed"
    world.expect(promise, refused, response)


def _identities(world: World, operation: Operation) -> list[str]:
    schema: Json = world.contract.resolve((operation.body or {}).get("properties", {}).get("identity", {}))
    return list(schema.get("enum", ["analyst"]))
