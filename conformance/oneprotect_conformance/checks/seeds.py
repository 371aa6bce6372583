"""Test records full of what an auditor must not see: addresses, host names, secrets and an internal comment."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from oneprotect_conformance.checks.records import CREATED
from oneprotect_conformance.checks.values import known_ids
from oneprotect_conformance.contract import Json
from oneprotect_conformance.specimens import branches, full
from oneprotect_conformance.world import World

MARK = "Wombat"
_BARE_HOST = "a host without a domain"


def _markers() -> dict[str, str]:
    return {
        "an e-mail address": f"u{uuid4().hex[:6]}@mail.example.org",
        "an IP address": f"203.0.113.{secrets.randbelow(200) + 20}",
        "a host name": f"h{uuid4().hex[:6]}.internal.example.org",
        "a token": f"ghp_{uuid4().hex}{uuid4().hex[:4]}",
        _BARE_HOST: f"wombat-{uuid4().hex[:8]}",
    }


@dataclass
class Seeds:
    """The records to search for.

    ``markers`` has the secrets in their texts by kind, ``ids`` the records by the name of their id in paths,
    ``listed`` one record by the operationId of its list; ``hidden`` records do not exist for an auditor, nor do
    the audit ``records`` about them.
    """

    markers: dict[str, str] = field(default_factory=_markers)
    ids: dict[str, str] = field(default_factory=dict)
    listed: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    records: set[str] = field(default_factory=set)

    def text(self, longest: int) -> str:
        """Return a text of at most ``longest`` characters with as many of the secrets as fit."""
        text = MARK
        for kind, marker in self.markers.items():
            if kind != _BARE_HOST and len(text) + 1 + len(marker) <= longest:
                text += f" {marker}"
        return text if text != MARK else uuid4().hex[:longest]

    def secret_members(self, operation_id: str) -> Json:
        """Return members whose whole value is secret because of the type that is stated beside it."""
        host, address = ({"type": "hostname", "value": self.markers[_BARE_HOST]}, self.markers["an IP address"])
        assets = [host, {"type": "ip_address", "value": address}, {"type": "other", "value": self.text(200)}]
        return {"create_asset": dict[str, Any](host), "create_alert": {"assets": assets}}.get(operation_id, {})


def create_seeds(world: World) -> Seeds:
    """Create a record of each kind whose texts are full of secrets, and an internal comment."""
    seeds = Seeds()
    text = seeds.text
    for name in CREATED:
        operation = world.contract.by_id.get(name)
        if operation is None or not world.main.may(operation) or set(operation.ids) - seeds.ids.keys():
            continue
        schema = branches(world.contract, operation.body or {})[-1]
        url = f"https://{seeds.markers['a host name']}/browse/{uuid4()}"
        known = {**known_ids(world, schema), "url": url}
        body = {**full(world.contract, schema, text, known), **seeds.secret_members(name)}
        kind = name.removeprefix("create_").removesuffix("_from_alert")
        seeds.ids[f"{kind}_id"] = seeds.listed[CREATED[name][1]] = world.create(name, body, None, **seeds.ids)["id"]
        if name == "create_alert" and "list_alert_reports" in world.contract.by_id:
            _create_report(world, seeds, body)
    ticket = seeds.ids.get("ticket_id")
    if ticket is None:
        return seeds
    if world.may("create_comment"):
        body = {"body": text(1000), "visibility": "internal"}
        seeds.hidden.add(world.create("create_comment", body, ticket_id=ticket)["id"])
    if world.may("update_ticket"):
        tag = world.send(world.main, "GET", f"/tickets/{ticket}").headers.get("ETag", "")
        body = {"description": "", "status": "resolved", "resolution": {"reason": "other", "note": text(1000)}}
        world.send(world.main, "PATCH", f"/tickets/{ticket}", json=body, headers={"If-Match": tag})
    if world.may("list_audit_records"):
        for target in (ticket, *seeds.hidden):
            page = world.send(world.main, "GET", "/audit-records", params={"target_id": target})
            records = [row["id"] for row in page.json()["items"]]
            if target == ticket:
                seeds.ids["audit_record_id"] = seeds.listed["list_audit_records"] = records[0]
            else:
                seeds.records |= set(records)
    return seeds


def _create_report(world: World, seeds: Seeds, alert: Json) -> None:
    """Report the alert of the seeds again as closed, with the same texts."""
    world.create("create_alert", {**alert, "activity": "close"})
    listed = world.contract.by_id["list_alert_reports"]
    if world.main.may(listed):
        page = world.send(world.main, "GET", str(world.path(listed, **seeds.ids)))
        seeds.listed[listed.id] = page.json()["items"][0]["id"]
