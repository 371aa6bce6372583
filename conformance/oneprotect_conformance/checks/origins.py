"""Tickets and what they come from: the ticket of an alert, and the assets that a ticket takes from its links."""

from __future__ import annotations

from uuid import uuid4

import httpx

from oneprotect_conformance.checks.spellings import has_rules
from oneprotect_conformance.contract import Json
from oneprotect_conformance.world import World

_NEEDED = ("create_alert", "get_alert", "create_ticket_from_alert", "get_ticket", "update_ticket", "list_links")
_RESOLVED: Json = {"status": "resolved", "resolution": {"reason": "other"}}


def origins(world: World) -> None:
    """A ticket and its alert do not change each other, and the ticket has the assets that are linked to it."""
    if world.may(*_NEEDED):
        _check_alert(world)
    if has_rules(world) and world.may("create_ticket", "get_ticket", "create_asset", "create_link", "delete_link"):
        _check_assets(world)


def _check_alert(world: World) -> None:
    alert = world.create("create_alert", world.body(world.contract.by_id["create_alert"]))["id"]
    ticket = world.create("create_ticket_from_alert", {"priority": "p2"}, alert_id=alert)
    path = f"/tickets/{ticket['id']}"
    other = {"title": "Conformance, another title", "priority": "p1", "tags": ["other"]}
    again = world.send(world.main, "POST", f"/alerts/{alert}/ticket", json=other)
    read = world.send(world.main, "GET", path)
    kept = again.status_code == 200 and again.json() == read.json() == ticket
    world.expect("A repeated request for the ticket of an alert ignores its body", kept, again)
    links = world.send(world.main, "GET", f"{path}/links", params={"limit": 100})
    linked = [row["id"] for row in links.json()["items"] if row["target_type"] == "alert"]
    failure = f"expected no link to the alert, got {linked}"
    world.expect("The creation of a ticket from an alert creates no link", not linked, links, failure)
    before = world.send(world.main, "GET", f"/alerts/{alert}")
    tag = read.headers.get("ETag", "")
    changed = world.send(world.main, "PATCH", path, json=_RESOLVED, headers={"If-Match": tag})
    world.expect("A valid request succeeds", changed.status_code == 200, changed)
    after = world.send(world.main, "GET", f"/alerts/{alert}")
    same = (after.content, after.headers.get("ETag")) == (before.content, before.headers.get("ETag"))
    world.expect("A change of a ticket's status does not change its alert", same, after)


def _check_assets(world: World) -> None:
    """Link an asset to a ticket and unlink it; the ticket has the asset meanwhile, and its version stays."""
    ticket = world.new_ticket()
    value = f"origin-{uuid4().hex[:12]}.example.com"
    asset = world.create("create_asset", {"type": "hostname", "value": value})
    body = {"target_type": "asset", "target": {"id": asset["id"]}}
    link = world.create("create_link", body, ticket_id=ticket["id"])
    path = f"/tickets/{ticket['id']}"
    _expect_assets(world, world.send(world.main, "GET", path), ticket, [value])
    deleted = world.send(world.main, "DELETE", f"{path}/links/{link['id']}")
    world.expect("A valid request succeeds", deleted.status_code == 204, deleted)
    _expect_assets(world, world.send(world.main, "GET", path), ticket, [])


def _expect_assets(world: World, read: httpx.Response, ticket: Json, values: list[str]) -> None:
    document = read.json()
    seen = [asset["value"] for asset in document.get("assets", ())]
    promise = "A ticket has the assets that are linked to it, as long as they are"
    world.expect(promise, seen == values, read, f"expected {values}, got {seen}")
    unchanged = document.get("version") == ticket["version"]
    world.expect("A link changes no version of its ticket", unchanged, read)
