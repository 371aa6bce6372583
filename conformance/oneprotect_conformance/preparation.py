"""Creates the records of the main caller's tenant that the checks refer to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from oneprotect_conformance.world import World

_REPORTS = 12  # of each of two alerts
_RECORDS = 60  # of each kind that a full run creates
# For each path parameter the operation that creates such a record, and the list that has some.
_KINDS = {
    "ticket_id": ("create_ticket", "list_tickets"),
    "alert_id": ("create_alert", "list_alerts"),
    "asset_id": ("create_asset", "list_assets"),
    "evidence_id": ("create_evidence", "list_evidence"),
    "link_id": ("create_link", "list_links"),
    "delivery_record_id": (None, "list_delivery_records"),
    "audit_record_id": (None, "list_audit_records"),
}


def _create_kind(world: World, *, name: str, creator: str | None, lister: str) -> None:
    number = 2 if world.quick else _RECORDS
    create, listed = world.contract.by_id.get(creator or ""), world.contract.by_id.get(lister)
    if create is not None and world.main.may(create) and world.path(create):
        for _ in range(number):
            world.ids.setdefault(name, []).append(world.create(create.id, world.body(create))["id"])
    elif listed is not None and world.main.may(listed) and world.path(listed):
        rows = world.send(world.main, "GET", str(world.path(listed)), params={"limit": number}).json()["items"]
        world.ids[name] = [row["id"] for row in rows]


def _create_comments(world: World) -> None:
    if world.ids.get("ticket_id") and world.may("create_comment"):
        for visibility in ("internal", "auditor_visible"):
            body = {"body": f"A comment with the visibility {visibility}.", "visibility": visibility}
            world.create("create_comment", body, ticket_id=world.ids["ticket_id"][0])


def _create_reports(world: World) -> None:
    """Report two new alerts several times each, and put them first, so that lists below an alert have rows."""
    if "list_alert_reports" not in world.contract.by_id or not world.may("create_alert"):
        return
    for _ in range(2):
        body = world.body(world.contract.by_id["create_alert"])
        world.ids.setdefault("alert_id", []).insert(0, world.create("create_alert", body)["id"])
        for number in range(2 if world.quick else _REPORTS):
            world.create("create_alert", {**body, "title": f"Conformance, update {number}", "activity": "update"})


STEPS: tuple[Callable[[World], None], ...] = (
    *(partial(_create_kind, name=name, creator=creator, lister=lister) for name, (creator, lister) in _KINDS.items()),
    _create_comments,
    _create_reports,
)
