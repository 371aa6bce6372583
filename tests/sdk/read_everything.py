"""Runs where the SDK is installed: reads every object and compares what the SDK parsed with the bytes it received."""

import json
import os
import re
from typing import Any, Protocol

from oneprotect_ticketing_client import AuthenticatedClient
from oneprotect_ticketing_client.api.alerts import get_alert, list_alert_reports, list_alerts, list_related
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


def comparable(document: Any) -> str:
    """Serialize a document with each time in one of the forms that RFC 3339 allows."""
    return re.sub(r'(\.000000)?(\+00:00|Z)"', 'Z"', json.dumps(document, sort_keys=True))


def read(operation: Read, *path: Any) -> Any:
    """Call an operation, and print its name if the parsed answer is the whole answer."""
    answer = operation.sync_detailed(*path, client=client)
    assert answer.status_code == 200, answer
    parsed, received = comparable(answer.parsed.to_dict()), comparable(json.loads(answer.content))
    assert parsed == received, f"\n{parsed}\n{received}"
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
    for alert in read(list_alerts).items:
        read(list_alert_reports, alert.id)
        read(list_related, alert.id)
    for ticket in read(list_tickets).items:
        read(get_ticket, ticket.id)
        read(list_comments, ticket.id)
        read(list_timeline, ticket.id)
        for link in read(list_links, ticket.id).items:
            read(get_link, ticket.id, link.id)
