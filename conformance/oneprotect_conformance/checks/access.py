"""Access: requests without a valid token or without the required scope, and writes by an auditor."""

from __future__ import annotations

import base64

import httpx

from oneprotect_conformance.checks.problems import is_problem
from oneprotect_conformance.contract import Operation
from oneprotect_conformance.world import Caller, World

_PUBLIC = "create_session"  # signing in needs no token


def authentication(world: World) -> None:
    """Every operation answers 401 to a request without a valid token."""
    token = world.main.client.headers["Authorization"].removeprefix("Bearer ")
    tampered, unsigned = _tampered(token), _unsigned(token)
    # Each contains most of the real token, so no report may show it.
    world.findings.secrets.update({tampered: "FORGED_TOKEN", unsigned: "UNSIGNED_TOKEN"})
    explanations = {
        tampered: "$FORGED_TOKEN is the token with one character of its payload changed",
        unsigned: "$UNSIGNED_TOKEN is the token's payload with `alg: none` and without a signature",
    }
    for operation in world.contract.operations:
        if operation.id == _PUBLIC:
            continue
        path, options = world.valid(operation, world.main) or (world.unknown_path(operation), {"headers": {}})
        headers = options.pop("headers")
        for credential in (
            None,
            "Bearer nonsense",
            "Bearer",
            f"Basic {token}",
            f"Bearer {tampered}",
            f"Bearer {unsigned}",
        ):
            sent = {**headers, **({} if credential is None else {"Authorization": credential})}
            response = world.send(world.anonymous, operation.method, path, headers=sent, **options)
            kind = "without a token" if credential is None else "with an invalid token"
            explanation = explanations.get((credential or "").removeprefix("Bearer "), "")
            world.expect(
                f"A request {kind} is answered 401 unauthenticated",
                is_problem(response, 401, "unauthenticated"),
                response,
                explanation,
            )


def permission(world: World) -> None:
    """A missing scope is answered 403 before anything else is checked; a denied mutation is recorded."""
    for operation in world.operations:
        callers = [caller for caller in (world.main, world.auditor) if caller and not caller.may(operation)]
        for caller in callers:
            _check_denied(world, operation, caller)
        if not callers:
            world.skip(
                operation,
                "every provided token has its scope; run again with a less privileged token as --token-file",
            )


def listed(world: World) -> None:
    """Every scope that `/me` lists is granted: a request that is refused for its form is not refused for a scope."""
    for caller in (world.main, world.second, world.auditor):
        for operation in world.operations:
            if caller is None or operation.scope is None or not caller.may(operation):
                continue
            path = world.unknown_path(operation) if operation.ids else operation.path
            body = {"content": b"{", "headers": {"Content-Type": "application/json"}} if operation.body else {}
            response = world.send(caller, operation.method, path, **body)
            granted = not is_problem(response, 403, "forbidden")
            failure = f"GET /me lists {operation.scope} for {caller.option}, but it is not granted"
            world.expect("A caller has every scope that GET /me lists", granted, response, failure)


def auditor(world: World) -> None:
    """An auditor cannot change anything: every mutation is answered 403."""
    if world.auditor is None:
        return
    for operation in world.operations:
        if operation.is_mutation:
            _check_denied(world, operation, world.auditor)


def _check_denied(world: World, operation: Operation, caller: Caller) -> None:
    existing = world.path(operation) or world.unknown_path(operation)
    unknown = world.unknown_path(operation) if operation.ids else existing
    for path, content in ((existing, b"{"), (unknown, b"{}")):
        body = {"content": content, "headers": {"Content-Type": "application/json"}} if operation.body else {}
        _denied(world, operation, world.send(caller, operation.method, path, **body))
    # A request that could also be refused for its body does not prove that the scope is checked: send a valid one.
    request = world.valid(operation, world.main) if operation.is_mutation else None
    if request is None:
        return
    path, options = request
    before = world.send(world.main, "GET", path) if operation.ids and world.may_read(operation) else None
    _denied(world, operation, world.send(caller, operation.method, path, **options))
    if before is not None:
        after = world.send(world.main, "GET", path)
        unchanged = after.content == before.content
        world.expect("A request refused for a missing scope changes nothing", unchanged, after)


def _denied(world: World, operation: Operation, response: httpx.Response) -> None:
    refused = is_problem(response, 403, "forbidden")
    world.expect("A missing scope is answered 403 forbidden", refused, response)
    if operation.is_mutation and response.status_code == 403:
        has_id = "audit_id" in response.json()
        world.expect("The response to a denied mutation contains audit_id", has_id, response)


def _unsigned(token: str) -> str:
    """Return the claims of a token under the algorithm `none` (RFC 8725 §2.1)."""
    head = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').rstrip(b"=").decode()
    return f"{head}.{token.split('.')[1] if '.' in token else ''}."


def _tampered(token: str) -> str:
    """Change one character of a token's payload and keep its signature; reverse an opaque token."""
    head, _, rest = token.partition(".")
    payload, _, signature = rest.partition(".")
    if not payload:
        return token[::-1]
    middle = len(payload) // 2
    other = "A" if payload[middle] != "A" else "B"
    return f"{head}.{payload[:middle]}{other}{payload[middle + 1 :]}.{signature}"
