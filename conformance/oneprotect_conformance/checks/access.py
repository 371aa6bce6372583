"""Who is let in: no token, a wrong one, a token without the scope, an auditor."""

from __future__ import annotations

import base64

import httpx

from oneprotect_conformance.contract import Operation
from oneprotect_conformance.world import Caller, World

_PUBLIC = "create_session"  # the sign-in itself


def authentication(world: World) -> None:
    """Without a valid token there is nothing: 401, whatever is asked."""
    token = world.main.client.headers["Authorization"].removeprefix("Bearer ")
    forged, unsigned = _forged(token), _unsigned(token)
    # A report must not hold what is a token but for one sign.
    world.findings.secrets.update({forged: "FORGED_TOKEN", unsigned: "UNSIGNED_TOKEN"})
    made_up = {forged: "$FORGED_TOKEN is the token with one sign changed", unsigned: "$UNSIGNED_TOKEN has `alg: none`"}
    for operation in world.contract.operations:
        if operation.id == _PUBLIC:
            continue
        request = world.valid(operation, world.main) or (world.unknown_path(operation), {"headers": {}})
        path, options = request
        headers = options.pop("headers")
        for credential in (
            None,
            "Bearer nonsense",
            "Bearer",
            f"Basic {token}",
            f"Bearer {forged}",
            f"Bearer {unsigned}",
        ):
            given = {**headers, **({} if credential is None else {"Authorization": credential})}
            answer = world.send(world.nobody, operation.method, path, headers=given, **options)
            what = "no token" if credential is None else "a wrong token"
            kept = _is(answer, 401, "unauthenticated")
            seen = made_up.get((credential or "").removeprefix("Bearer "), "")
            world.hold(f"{what} is 401 unauthenticated", kept, answer, world.nobody, seen)


def permission(world: World) -> None:
    """What the token's scopes do not hold is 403, before anything else is looked at; a denied mutation is recorded."""
    for operation in world.operations:
        callers = [caller for caller in (world.main, world.auditor) if caller and not caller.may(operation)]
        for caller in callers:
            _refused(world, operation, caller)
        if not callers:
            world.leave_out(
                operation, "no given token lacks its scope; judge again with one of a smaller role as --token-file"
            )


def auditor(world: World) -> None:
    """An auditor reads: no operation that changes something succeeds."""
    if world.auditor is None:
        return
    for operation in world.operations:
        if operation.is_mutation:
            _refused(world, operation, world.auditor)


def _refused(world: World, operation: Operation, caller: Caller) -> None:
    found = world.path(operation) or world.unknown_path(operation)
    for path, content in ((found, b"{"), (world.unknown_path(operation) if operation.ids else found, b"{}")):
        body = {"content": content, "headers": {"Content-Type": "application/json"}} if operation.body else {}
        _denied(world, operation, caller, world.send(caller, operation.method, path, **body))
    # What is refused for its body, too, does not show that the scope was looked at.
    request = world.valid(operation, world.main) if operation.is_mutation else None
    if request is None:
        return
    path, options = request
    before = world.send(world.main, "GET", path) if operation.ids and world.reads(operation) else None
    _denied(world, operation, caller, world.send(caller, operation.method, path, **options))
    if before is not None:
        after = world.send(world.main, "GET", path)
        world.hold("what a missing scope refuses changes nothing", after.content == before.content, after)


def _denied(world: World, operation: Operation, caller: Caller, answer: httpx.Response) -> None:
    world.hold("a missing scope is 403 forbidden", _is(answer, 403, "forbidden"), answer, caller)
    if operation.is_mutation and answer.status_code == 403:
        world.hold("a denied mutation names its audit record", "audit_id" in answer.json(), answer, caller)


def _is(answer: httpx.Response, status: int, code: str) -> bool:
    return answer.status_code == status and answer.json().get("code") == code


def _unsigned(token: str) -> str:
    """Say what the token says, under the algorithm `none` (RFC 8725 §2.1)."""
    head = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').rstrip(b"=").decode()
    return f"{head}.{token.split('.')[1] if '.' in token else ''}."


def _forged(token: str) -> str:
    """Change what the token says, and leave its signature."""
    head, _, rest = token.partition(".")
    payload, _, signature = rest.partition(".")
    if not payload:
        return token[::-1]
    middle = len(payload) // 2
    other = "A" if payload[middle] != "A" else "B"
    return f"{head}.{payload[:middle]}{other}{payload[middle + 1 :]}.{signature}"
