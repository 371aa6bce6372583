"""Runs where the client is installed that openapi-generator's generator `python` writes."""

import json
import os
from datetime import datetime

from generated_client import ApiClient, ApiException, Configuration
from generated_client.api import AlertsApi, CommentsApi, LinksApi, TicketsApi, TimelineApi
from generated_client.models import (
    AlertAsset,
    AlertCreate,
    AssetType,
    CommentCreate,
    ExternalReferenceLink,
    ExternalReferenceLinkCreate,
    ExternalTargetCreate,
    LinkCreate,
    ListTicketsSort,
    ListTimelineSort,
    RecordTarget,
    Severity,
    TicketCreate,
    TicketFromAlert,
    TicketLink,
    TicketLinkCreate,
    TicketPriority,
    TicketStatus,
    TicketUpdate,
    UpdatedEntry,
)
from steps import step

client = ApiClient(Configuration(host=os.environ["API"], access_token=os.environ["TOKEN"]))
tickets = TicketsApi(client)
existing = []
created = []


@step("list")
def _():
    page = tickets.list_tickets(status=[TicketStatus.NEW, TicketStatus.TRIAGED], sort=ListTicketsSort.NUMBER)
    assert [ticket.number for ticket in page.items] == [1, 2, 3, 4]


@step("page")
def _():
    cursor = None
    while cursor is not None or not existing:
        page = tickets.list_tickets(limit=2, sort=ListTicketsSort.NUMBER, cursor=cursor)
        existing.extend(page.items)
        cursor = page.next_cursor
    assert [ticket.number for ticket in existing] == [1, 2, 3, 4, 5]


@step("create")
def _():
    answer = tickets.create_ticket_with_http_info(TicketCreate(title="Printer on fire", tags=["a", "b"]))
    created.append(answer)
    assert (answer.data.title, answer.data.priority) == ("Printer on fire", TicketPriority.P3)
    assert answer.data.assignee_id is None


def ticket_id():
    return created[0].data.id


def change(priority):
    return tickets.update_ticket(ticket_id(), created[0].headers["etag"], TicketUpdate(priority=priority))


@step("patch")
def _():
    changed = change(TicketPriority.P1)
    assert (changed.priority, changed.tags) == (TicketPriority.P1, ["a", "b"])


@step("stale")
def _():
    problem = None
    try:
        change(TicketPriority.P4)
    except ApiException as error:
        problem = (error.status, json.loads(error.body)["code"])
    assert problem == (412, "version-mismatch")


@step("comment")
def _():
    comment = CommentsApi(client).create_comment(ticket_id(), CommentCreate(body="Seen before."))
    assert (comment.body, comment.visibility) == ("Seen before.", "internal")


@step("link")
def _():
    links = LinksApi(client)
    target, url = existing[0].id, "https://example.com/SEC-17"
    record = TicketLinkCreate(target_type="ticket", target=RecordTarget(id=target))
    external = ExternalReferenceLinkCreate(target_type="external_reference", target=ExternalTargetCreate(url=url))
    for link in (record, external):
        links.create_link(ticket_id(), LinkCreate(link))
    kinds = {type(link.actual_instance): link.actual_instance for link in links.list_links(ticket_id()).items}
    assert len(kinds) == 2
    assert (kinds[TicketLink].target.id, kinds[ExternalReferenceLink].target.url) == (target, url)


@step("timeline")
def _():
    page = TimelineApi(client).list_timeline(ticket_id(), sort=ListTimelineSort.OCCURRED_AT)
    entries = [entry.actual_instance for entry in page.items]
    assert [entry.kind for entry in entries] == ["created", "updated", "comment_added", "linked", "linked"]
    (updated,) = (entry for entry in entries if isinstance(entry, UpdatedEntry))
    (changed,) = updated.changes
    assert (changed.var_field, changed.before, changed.after) == ("priority", "p3", "p1")


@step("alert")
def _():
    report = AlertCreate(
        source="suricata",
        source_alert_id="1",
        title="SSH scan",
        severity=Severity.LOW,
        detected_at=datetime.fromisoformat("2026-01-02T03:04:05+00:00"),
        assets=[AlertAsset(type=AssetType.IP_ADDRESS, value="192.0.2.7")],
    )
    receipt = AlertsApi(client).create_alert(report)
    body = TicketFromAlert(priority=TicketPriority.P2)
    first, second = (
        tickets.create_ticket_from_alert_with_http_info(receipt.id, ticket_from_alert=body) for _ in range(2)
    )
    assert (first.status_code, first.data.priority) == (201, TicketPriority.P2)
    assert (second.status_code, second.data.id) == (200, first.data.id)


@step("replay")
def _():
    body = TicketCreate(title="Once")
    first, second = (tickets.create_ticket(body, idempotency_key="0f9d6c1e-replay") for _ in range(2))
    assert first.id == second.id
