"""Lists, creates, changes, comments on and links tickets with the SDK of 1.0.0; prints what the API returned."""

import os
from datetime import UTC, datetime
from typing import Any

from oneprotect_ticketing_client import AuthenticatedClient
from oneprotect_ticketing_client.api.comments import create_comment, list_comments
from oneprotect_ticketing_client.api.links import create_link, delete_link, list_links
from oneprotect_ticketing_client.api.tickets import create_ticket, get_ticket, list_tickets, update_ticket
from oneprotect_ticketing_client.api.timeline import list_timeline
from oneprotect_ticketing_client.models import (
    CommentCreate,
    CommentVisibility,
    ConflictProblem,
    LinkRelation,
    ListTicketsSort,
    RecordTarget,
    TicketCreate,
    TicketLinkCreate,
    TicketPriority,
    TicketStatus,
    TicketUpdate,
    VersionMismatchProblem,
)


def body(parsed: Any) -> Any:
    assert parsed is not None
    return parsed


with AuthenticatedClient(base_url=os.environ["API"], token=os.environ["TOKEN"]) as client:
    created = [
        create_ticket.sync_detailed(client=client, body=TicketCreate(title=title, tags=["day"]), idempotency_key=title)
        for title in ("One", "Two", "Two")
    ]
    print(*["Idempotency-Replayed" in answer.headers for answer in created])
    (one, etag), (two, _), _ = [(body(answer.parsed), answer.headers["ETag"]) for answer in created]

    update = TicketUpdate(priority=TicketPriority.P1, status=TicketStatus.IN_PROGRESS)
    changed = body(update_ticket.sync(one.id, client=client, body=update, if_match=etag))
    print(changed.version, changed.priority, changed.status, *changed.tags)
    stale = update_ticket.sync(one.id, client=client, body=TicketUpdate(tags=[]), if_match=etag)
    print(stale.code if isinstance(stale, VersionMismatchProblem) else stale)
    answer = get_ticket.sync_detailed(one.id, client=client)
    jump = TicketUpdate(status=TicketStatus.NEW)
    refused = update_ticket.sync(one.id, client=client, body=jump, if_match=answer.headers["ETag"])
    assert isinstance(refused, ConflictProblem), refused
    print(refused.code, refused.current, *refused.allowed or [])

    comment = CommentCreate(body="On it", visibility=CommentVisibility.AUDITOR_VISIBLE)
    print(body(create_comment.sync(one.id, client=client, body=comment)).body)
    print(*[item.body for item in body(list_comments.sync(one.id, client=client)).items])

    target = TicketLinkCreate("ticket", RecordTarget(two.id), LinkRelation.BLOCKS)
    link = body(create_link.sync(one.id, client=client, body=target))
    for item in body(list_links.sync(two.id, client=client)).items:
        print(item.target_type, item.direction)
    print(delete_link.sync_detailed(one.id, link.id, client=client).status_code.value)

    page = body(list_tickets.sync(client=client, limit=1, tag=["day"], sort=ListTicketsSort.CREATED_AT))
    rest = list_tickets.sync(
        client=client, limit=1, tag=["day"], sort=ListTicketsSort.CREATED_AT, cursor=body(page.next_cursor)
    )
    print(*[ticket.title for ticket in (*page.items, *body(rest).items)])
    recent = list_tickets.sync(client=client, created_from=datetime(2026, 1, 1, tzinfo=UTC), status=[TicketStatus.NEW])
    print(*[ticket.title for ticket in body(recent).items])
    print(*[entry.kind for entry in body(list_timeline.sync(one.id, client=client)).items])
