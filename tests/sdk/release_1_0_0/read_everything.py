"""Reads every object with the SDK of 1.0.0; prints each operation whose answer has what the SDK parsed."""

import json
import os
import re
from typing import Any, Protocol

from oneprotect_ticketing_client import AuthenticatedClient
from oneprotect_ticketing_client.api.alerts import get_alert, list_alerts
from oneprotect_ticketing_client.api.audit import get_audit_record, list_audit_records
from oneprotect_ticketing_client.api.comments import list_comments
from oneprotect_ticketing_client.api.links import get_link, list_links
from oneprotect_ticketing_client.api.people import get_me, list_principals
from oneprotect_ticketing_client.api.records import (
    get_asset,
    get_delivery_record,
    get_evidence,
    list_assets,
    list_delivery_records,
    list_evidence,
)
from oneprotect_ticketing_client.api.tickets import get_ticket, get_ticket_summary, list_tickets
from oneprotect_ticketing_client.api.timeline import list_timeline


class Read(Protocol):
    """The function of an operation's module that also returns the bytes."""

    __name__: str
    sync_detailed: Any


def is_part(part: Any, whole: Any) -> bool:
    """Whether a document has all members of another one; each time is in one of the forms that RFC 3339 allows."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(is_part(value, whole.get(name)) for name, value in part.items())
    if isinstance(part, list):
        return isinstance(whole, list) and len(part) == len(whole) and all(map(is_part, part, whole))
    return comparable(part) == comparable(whole)


def comparable(value: Any) -> str:
    return re.sub(r'(\.000000)?(\+00:00|Z)"', 'Z"', json.dumps(value))


def read(operation: Read, *path: Any) -> Any:
    answer = operation.sync_detailed(*path, client=client)
    assert answer.status_code == 200, answer
    assert is_part(answer.parsed.to_dict(), json.loads(answer.content)), answer
    print(operation.__name__.rpartition(".")[2])
    return answer.parsed


with AuthenticatedClient(base_url=os.environ["API"], token=os.environ["TOKEN"]) as client:
    read(get_me)
    read(list_principals)
    read(get_ticket_summary)
    pairs: list[tuple[Read, Read]] = [
        (list_alerts, get_alert),
        (list_audit_records, get_audit_record),
        (list_assets, get_asset),
        (list_evidence, get_evidence),
        (list_delivery_records, get_delivery_record),
    ]
    for many, one in pairs:
        for record in read(many).items:
            read(one, record.id)
    for ticket in read(list_tickets).items:
        read(get_ticket, ticket.id)
        read(list_comments, ticket.id)
        read(list_timeline, ticket.id)
        for link in read(list_links, ticket.id).items:
            read(get_link, ticket.id, link.id)
