"""HTTP as clients really send it: offers of HTTP/2, and every media type that the contract lists."""

from __future__ import annotations

from dataclasses import replace

import httpx

from oneprotect_conformance.checks.problems import is_problem
from oneprotect_conformance.contract import Operation
from oneprotect_conformance.world import Caller, World

# What Java's HttpClient and `curl --http2` add to a request without TLS (RFC 7540 §3.2).
_OFFER = {
    "Connection": "Upgrade, HTTP2-Settings",
    "Upgrade": "h2c",
    "HTTP2-Settings": "AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA",
}
_UNKNOWN_MEMBER = b'{"no_such_member": 1}'


def upgrades(world: World) -> None:
    """A request that offers HTTP/2 is answered over HTTP/1.1, with its body; so is the next one on the connection."""
    for operation in _with_body(world):
        with httpx.Client(headers=world.main.client.headers, timeout=world.main.client.timeout) as connection:
            connection.event_hooks = world.main.client.event_hooks
            caller = replace(world.main, client=connection)
            # A lost body would be malformed, or none where it is optional.
            response = _send_unknown_member(world, operation, caller, "application/json", _OFFER)
            kept = is_problem(response, 422, "validation")
            world.expect("A request that offers HTTP/2 (Upgrade: h2c) keeps its body", kept, response)
            response = world.send(caller, "GET", "/me")
            world.expect("The request after an offer of HTTP/2 is answered", response.status_code == 200, response)


def media_types(world: World) -> None:
    """A body is accepted under each media type that the contract lists."""
    for operation in _with_body(world):
        for media_type in operation.media_types:
            response = _send_unknown_member(world, operation, world.main, media_type, {})
            accepted = is_problem(response, 422, "validation")
            world.expect("Every listed media type of a body is accepted", accepted, response)


def _with_body(world: World) -> list[Operation]:
    return [operation for operation in world.operations if operation.body is not None and world.main.may(operation)]


def _send_unknown_member(
    world: World, operation: Operation, caller: Caller, media_type: str, headers: dict[str, str]
) -> httpx.Response:
    """Send a body that is refused because of its content, whatever the record's state."""
    path = world.path(operation) or world.unknown_path(operation)
    headers = {"Content-Type": media_type, **headers}
    if operation.accepts("If-Match"):
        headers["If-Match"] = '"1"'
    return world.send(caller, operation.method, path, content=_UNKNOWN_MEMBER, headers=headers)
