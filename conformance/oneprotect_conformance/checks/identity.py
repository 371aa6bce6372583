"""Identity of records: assets, evidence and links that are created again in another spelling are the existing ones."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx

from oneprotect_conformance.checks.indicators import check_filter, check_search
from oneprotect_conformance.checks.spellings import Case, cases, has_rules
from oneprotect_conformance.contract import Json
from oneprotect_conformance.world import World

_QUICK_LINKED = 3  # assets that a quick run links to a ticket
_SAME = "A record that is created again in another spelling is answered 200 with the existing record"
_OTHER = "A record with another value is answered 201"


def equal_records(world: World) -> None:
    """Create each record again in other spellings, then one that resembles it."""
    if not has_rules(world):
        return
    if world.may("create_asset"):
        _check_assets(world)
    if world.may("create_evidence"):
        _check_evidence(world)
    if world.may("create_ticket", "create_link"):
        _check_links(world)


def _check_assets(world: World) -> None:
    for number, case in enumerate(cases(quick=world.quick)):
        first = _create(world, "/assets", {**case.asset(case.spellings[0]), "name": "First"})
        if first is None:
            continue
        shown = first["value"] == case.spellings[0]
        if world.last is not None:
            world.expect("A value is returned as it was sent", shown, world.last)
        for value in case.spellings if not world.quick else case.spellings[-1:]:
            _repeat(world, "/assets", {**case.asset(value), "name": "Second"}, first)
        other = _create(world, "/assets", case.asset(case.other))
        if other is not None and (not world.quick or number < _QUICK_LINKED):
            _check_lists(world, case, first["id"], other["id"])


def _check_lists(world: World, case: Case, asset: str, other: str) -> None:
    """Select an asset, and a ticket that is linked to it, by other spellings."""
    if world.may("list_assets"):
        check_filter(world, "/assets", case, same={asset}, others={other})
        check_search(world, "/assets", case, {asset})
    if world.may("create_ticket", "create_link", "list_tickets"):
        tickets = [str(world.new_ticket()["id"]) for _ in range(2)]
        for ticket, target in zip(tickets, (asset, other), strict=True):
            world.create("create_link", {"target_type": "asset", "target": {"id": target}}, ticket_id=ticket)
        check_filter(world, "/tickets", case, same={tickets[0]}, others={tickets[1]})
        check_search(world, "/tickets", case, {tickets[0]})


def _check_evidence(world: World) -> None:
    digest = uuid4().hex + uuid4().hex
    body = {"name": f"{uuid4().hex}.pcap", "sha256": digest, "description": "First."}
    first = _create(world, "/evidence", body)
    if first is not None:
        _repeat(world, "/evidence", {**body, "description": "Second."}, first)
        _repeat(world, "/evidence", {**body, "sha256": digest.upper()}, first)
        _create(world, "/evidence", {**body, "name": f"{uuid4().hex}.pcap"})
        _create(world, "/evidence", {**body, "sha256": digest[::-1]})


def _check_links(world: World) -> None:
    path = f"/tickets/{world.new_ticket()['id']}/links"
    for case in cases(quick=world.quick):
        urls = [url for url in (*case.spellings, case.other) if url.lower().startswith("https://")]
        if len(urls) <= len(case.spellings):
            continue
        first = _create(world, path, _link(urls[0]))
        for url in urls[:-1] if first is not None else ():
            _repeat(world, path, _link(url), first)
        _create(world, path, _link(urls[-1]))


def _link(url: str) -> Json:
    return {"target_type": "external_reference", "target": {"url": url}}


def _create(world: World, path: str, body: Json) -> Json | None:
    """Create a record that does not exist; None if the server takes it for an existing one."""
    response = world.send(world.main, "POST", path, json=body)
    world.expect(_OTHER, response.status_code == 201, response)
    return dict(response.json()) if response.status_code == 201 else None


def _repeat(world: World, path: str, body: Json, existing: Any) -> httpx.Response:
    response = world.send(world.main, "POST", path, json=body)
    same = response.status_code == 200 and response.json() == existing
    failure = f"expected 200 with {existing['id']}, got {response.status_code} with {response.json().get('id')}"
    world.expect(_SAME, same, response, failure)
    return response
