"""Tickets: creation, changes, transitions between statuses, comments and links."""

from typing import Any

import httpx
import pytest


@pytest.fixture
def ticket(analyst: httpx.Client) -> dict[str, Any]:
    answer = analyst.post("/tickets", json={"title": "Printer on fire"})
    assert answer.status_code == 201
    return answer.json()


def patch(client: httpx.Client, ticket: dict[str, Any], version: int, **body: object) -> httpx.Response:
    return client.patch(f"/tickets/{ticket['id']}", json=body, headers={"If-Match": f'"{version}"'})


def test_ticket_requires_only_a_title(ticket: dict[str, Any]):
    assert (ticket["number"], ticket["version"], ticket["status"]) == (1, 1, "new")
    assert (ticket["priority"], ticket["severity"], ticket["assignee_id"]) == ("p3", "medium", None)
    assert (ticket["source"], ticket["tags"], ticket["resolution"]) == ({"kind": "manual", "alert_id": None}, [], None)


def test_new_ticket_with_a_status_is_rejected(analyst: httpx.Client):
    answer = analyst.post("/tickets", json={"title": "x", "status": "resolved"})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/status")


def test_patch_changes_named_members_and_raises_the_version_once(analyst: httpx.Client, ticket: dict[str, Any]):
    me = analyst.get("/me").json()
    answer = patch(
        analyst, ticket, 1, title="Printer", tags=["hw"], assignee_id=me["principal"]["id"], status="triaged"
    )
    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
    changed = answer.json()
    assert (changed["title"], changed["tags"], changed["status"]) == ("Printer", ["hw"], "triaged")
    assert changed["assignee_id"] == me["principal"]["id"]
    unassigned = patch(analyst, ticket, 2, assignee_id=None)
    assert (unassigned.json()["assignee_id"], unassigned.json()["title"]) == (None, "Printer")


@pytest.mark.parametrize("body", [{}, {"title": "Printer on fire"}, {"status": "new"}, {"assignee_id": None}])
def test_patch_without_a_change_is_200_and_leaves_no_audit_record(
    analyst: httpx.Client, ticket: dict[str, Any], body: dict[str, Any]
):
    records = len(analyst.get("/audit-records").json()["items"])
    answer = patch(analyst, ticket, 1, **body)
    assert (answer.status_code, answer.headers["etag"], answer.json()) == (200, '"1"', ticket)
    assert len(analyst.get("/audit-records").json()["items"]) == records


TRANSITIONS = {
    "new": {"triaged", "in_progress", "resolved"},
    "triaged": {"in_progress", "on_hold", "resolved"},
    "in_progress": {"on_hold", "resolved"},
    "on_hold": {"in_progress", "resolved"},
    "resolved": {"closed", "in_progress"},
    "closed": {"in_progress"},
}
# The transitions that lead from a new ticket to each status.
PATHS = {
    "new": [],
    "triaged": ["triaged"],
    "in_progress": ["in_progress"],
    "on_hold": ["in_progress", "on_hold"],
    "resolved": ["resolved"],
    "closed": ["resolved", "closed"],
}


def transition(client: httpx.Client, ticket: dict[str, Any], version: int, status: str) -> httpx.Response:
    resolution = {"resolution": {"reason": "other"}} if status == "resolved" else {}
    return patch(client, ticket, version, status=status, **resolution)


@pytest.mark.parametrize("start", TRANSITIONS)
@pytest.mark.parametrize("end", TRANSITIONS)
def test_only_transitions_of_the_table_are_allowed(admin: httpx.Client, start: str, end: str):
    ticket = admin.post("/tickets", json={"title": "x"}).json()
    version = 1
    for step in PATHS[start]:
        assert transition(admin, ticket, version, step).status_code == 200
        version += 1
    answer = transition(admin, ticket, version, end)
    if end in TRANSITIONS[start]:
        assert (answer.status_code, answer.json()["status"]) == (200, end)
    elif end == start:
        assert answer.status_code == 200
    else:
        problem = answer.json()
        assert (answer.status_code, problem["code"], problem["current"]) == (409, "invalid-transition", start)
        assert set(problem["allowed"]) == TRANSITIONS[start]
        assert problem["audit_id"]


def test_resolving_requires_a_reason_and_reopening_clears_it(admin: httpx.Client):
    ticket = admin.post("/tickets", json={"title": "x"}).json()
    assert patch(admin, ticket, 1, status="resolved").json()["code"] == "resolution-required"
    resolved = patch(admin, ticket, 1, status="resolved", resolution={"reason": "duplicate", "note": "see 3"}).json()
    assert resolved["resolution"] == {"reason": "duplicate", "note": "see 3"}
    assert resolved["resolved_at"] is not None
    reopened = patch(admin, ticket, 2, status="in_progress").json()
    assert (reopened["resolution"], reopened["resolved_at"], reopened["closed_at"]) == (None, None, None)


def test_resolution_of_an_open_ticket_is_rejected(analyst: httpx.Client, ticket: dict[str, Any]):
    answer = patch(analyst, ticket, 1, resolution={"reason": "other"})
    assert (answer.status_code, answer.json()["code"]) == (422, "validation")


def test_closed_ticket_can_only_be_reopened_and_only_by_an_admin(admin: httpx.Client, analyst: httpx.Client):
    ticket = admin.post("/tickets", json={"title": "x"}).json()
    transition(admin, ticket, 1, "resolved")
    transition(admin, ticket, 2, "closed")
    assert patch(analyst, ticket, 3, title="y").json()["code"] == "ticket-closed"
    assert analyst.post(f"/tickets/{ticket['id']}/comments", json={"body": "y"}).json()["code"] == "ticket-closed"
    denied = transition(analyst, ticket, 3, "in_progress")
    assert (denied.status_code, denied.json()["code"]) == (403, "forbidden")
    assert denied.json()["audit_id"]
    assert transition(admin, ticket, 3, "in_progress").status_code == 200


def test_unknown_assignee_and_another_tenants_user_read_the_same(
    product, analyst: httpx.Client, ticket: dict[str, Any]
):
    with product.client("ingest", "elsewhere") as other:
        stranger = other.get("/me").json()["principal"]["id"]
    unknown = "00000000-0000-4000-8000-000000000000"
    problems = [patch(analyst, ticket, 1, assignee_id=assignee).json() for assignee in (stranger, unknown)]
    assert {problem["code"] for problem in problems} == {"unknown-assignee"}
    assert problems[0]["detail"] == problems[1]["detail"]


def test_comments_are_internal_by_default_and_keep_the_version(analyst: httpx.Client, ticket: dict[str, Any]):
    path = f"/tickets/{ticket['id']}"
    internal = analyst.post(f"{path}/comments", json={"body": "Seen it."})
    assert (internal.status_code, internal.json()["visibility"]) == (201, "internal")
    visible = analyst.post(f"{path}/comments", json={"body": "Called them.", "visibility": "auditor_visible"})
    ids = [item["id"] for item in analyst.get(f"{path}/comments").json()["items"]]
    assert ids == [internal.json()["id"], visible.json()["id"]]
    assert analyst.get(path).headers["etag"] == '"1"'


def test_repeated_link_returns_the_existing_one(analyst: httpx.Client, ticket: dict[str, Any]):
    other = analyst.post("/tickets", json={"title": "Other"}).json()
    path = f"/tickets/{ticket['id']}/links"
    body = {"target_type": "ticket", "relation": "blocks", "target": {"id": other["id"]}}
    first, again = analyst.post(path, json=body), analyst.post(path, json=body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    inbound = analyst.get(f"/tickets/{other['id']}/links").json()["items"]
    assert [(link["id"], link["direction"]) for link in inbound] == [(first.json()["id"], "inbound")]


def test_external_reference_must_be_https(analyst: httpx.Client, ticket: dict[str, Any]):
    path = f"/tickets/{ticket['id']}/links"
    body = {"target_type": "external_reference", "target": {"url": "https://tracker.example.com/T-1"}}
    assert analyst.post(path, json=body).status_code == 201
    body["target"] = {"url": "http://tracker.example.com/T-1"}
    assert analyst.post(path, json=body).json()["code"] == "validation"


@pytest.mark.parametrize("kind", ["alert", "asset", "evidence", "delivery_record", "audit_record", "ticket"])
def test_link_to_an_unknown_target_is_rejected(analyst: httpx.Client, ticket: dict[str, Any], kind: str):
    body = {"target_type": kind, "relation": "related", "target": {"id": "00000000-0000-4000-8000-000000000000"}}
    answer = analyst.post(f"/tickets/{ticket['id']}/links", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown-target")
    assert answer.json()["audit_id"]


def test_link_of_a_ticket_to_itself_is_rejected(analyst: httpx.Client, ticket: dict[str, Any]):
    body = {"target_type": "ticket", "relation": "related", "target": {"id": ticket["id"]}}
    assert analyst.post(f"/tickets/{ticket['id']}/links", json=body).status_code == 422
