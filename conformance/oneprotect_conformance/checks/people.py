"""People: the caller is who `/me` says, and is the author, reporter or creator of what the caller writes."""

from __future__ import annotations

from typing import Any

import httpx

from oneprotect_conformance.checks.lists import walk
from oneprotect_conformance.contract import Json
from oneprotect_conformance.world import Caller, World

_ASSIGNABLE = "tickets:write"  # the scope that an assignee needs
_MOST = 2000  # principals that are read


def people(world: World) -> None:
    """Whatever the main caller creates names this caller and tenant; the list of principals has them and no others."""
    identity = world.send(world.main, "GET", "/me").json()
    me: Json = identity["principal"]
    if world.may("create_ticket", "get_ticket"):
        _check_created(world, me, identity["tenant"]["id"])
    if world.may("list_principals"):
        _check_principal(world, world.main)
    second = world.second
    listed = world.contract.by_id.get("list_principals")
    if second is not None and listed is not None and second.may(listed):
        _check_principal(world, second)
        rows = list(walk(world, second, listed.path, {"limit": 100}, at_most=_MOST))
        response = world.last
        if response is not None:
            foreign = me["id"] not in [row["id"] for row in rows]
            world.expect("A list contains no principal of another tenant", foreign, response)


def _check_created(world: World, me: Json, tenant: str) -> None:
    created = world.send(world.main, "POST", "/tickets", json={"title": "Conformance, who reports"})
    ticket = created.json()
    path = f"/tickets/{ticket['id']}"
    read = world.send(world.main, "GET", path)
    for response in (created, read):
        _expect(world, "The reporter of a ticket is the caller who created it", response, "reporter", me)
        _expect(world, "The tenant of a ticket is the tenant of GET /me", response, "tenant_id", tenant)
    if world.may("create_comment", "list_comments"):
        written = world.send(world.main, "POST", f"{path}/comments", json={"body": "Conformance, who writes."})
        _expect(world, "The author of a comment is the caller", written, "author", me)
        _expect_row(world, f"{path}/comments", written.json()["id"], "author", me)
    if world.may("create_link", "list_links", "get_link"):
        body = world.body(world.contract.by_id["create_link"])
        linked = world.send(world.main, "POST", f"{path}/links", json=body)
        _expect(world, "The creator of a link is the caller", linked, "created_by", me)
        _expect_row(world, f"{path}/links", linked.json()["id"], "created_by", me)
    if world.may("list_timeline"):
        for entry in walk(world, world.main, f"{path}/timeline", {"limit": 100}):
            kept = entry["actor"] == me
            failure = f"expected {me}, got {entry['actor']} in the entry of kind {entry['kind']}"
            if world.last is not None:
                world.expect("The actor of a timeline entry is the caller", kept, world.last, failure)
    if world.may("create_alert", "create_ticket_from_alert"):
        alert = world.create("create_alert", world.body(world.contract.by_id["create_alert"]))["id"]
        created = world.send(world.main, "POST", f"/alerts/{alert}/ticket")
        _expect(world, "The reporter of a ticket is the caller who created it", created, "reporter", me)


def _check_principal(world: World, caller: Caller) -> None:
    """Compare a caller's own row in the list of principals with `/me`."""
    identity = world.send(caller, "GET", "/me").json()
    me = identity["principal"]
    listed = walk(world, caller, "/principals", {"limit": 100}, at_most=_MOST)
    rows = [row for row in listed if row["id"] == me["id"]]
    response = world.last
    if response is None:
        return
    failure = f"expected one row {me['id']}, got {len(rows)}"
    world.expect("The list of principals has the caller once", len(rows) == 1, response, failure)
    for row in rows:
        expected = {**me, "roles": identity["roles"], "assignable": _ASSIGNABLE in identity["permissions"]}
        seen = {name: row.get(name) for name in expected}
        failure = f"expected {expected}, got {seen}"
        world.expect("The caller's row among the principals agrees with GET /me", seen == expected, response, failure)


def _expect(world: World, promise: str, response: httpx.Response, name: str, expected: Any) -> None:
    document = response.json() if response.is_success else {}
    seen = document.get(name)
    world.expect(promise, seen == expected, response, f"expected {expected}, got {seen}")


def _expect_row(world: World, path: str, record: str, name: str, expected: Any) -> None:
    response = world.send(world.main, "GET", path, params={"limit": 100})
    seen = [row.get(name) for row in response.json()["items"] if row["id"] == record]
    promise = f"The member {name} of a row is the caller who created it"
    world.expect(promise, seen == [expected], response, f"expected {expected}, got {seen}")
