"""Renewing the redacted copies of a ticket's texts after a link has brought new values."""

from __future__ import annotations

from typing import Any

from generated.queries import copies as rows
from generated.queries import tickets
from generated.queries.tickets import TicketRow
from handlers import redaction
from handlers.changes.audit import redacted_changes
from handlers.changes.locks import Locked
from handlers.redaction import Known
from handlers.rules.change import Change
from handlers.runtime.context import Context

_SCHEMAS = {
    "tickets": "Ticket",
    "ticket_comments": "Comment",
    "ticket_links": "Link",
    "delivery_records": "DeliveryRecord",
    "evidence": "Evidence",
}


async def renew_copies(context: Context, ticket: Locked[TicketRow], linked: str) -> None:
    """Hide the values of a newly linked record, of the type ``linked``, in the ticket's redacted copies (ADR-0011).

    They are those of the ticket's texts, of its delivery records and of the evidence that it is linked to. Values are
    only added, so the copies are redacted further. The originals would cost ten times as much.
    """
    (facts,) = await tickets.list_ticket_facts(context.connection, ticket_ids=[ticket.row.id])
    known = Known.of(facts.assets)
    if known == ticket.known and linked != "evidence":
        return
    ticket.known = known
    version = redaction.REDACTION_VERSION
    await rows.lock_linked_evidence(context.connection, ticket_id=ticket.row.id)
    copies = await rows.list_ticket_copies(context.connection, ticket_id=ticket.row.id, redaction_version=version)
    values = known.in_existing_copies
    renewed = [(row, redacted_copy(row.kind, row.document, values)["redacted"]) for row in copies]
    changed = [
        {"kind": row.kind, "id": str(row.id), "redacted": redacted}
        for row, redacted in renewed
        if redacted != row.redacted
    ]
    if changed:
        await rows.set_ticket_copies(context.connection, copies=changed)


def redacted_copy(kind: str, document: dict[str, Any], known: Known) -> dict[str, Any]:
    """Return the columns of the redacted copy of a row that shows a text of a ticket."""
    if kind == "ticket_timeline":
        schema = f"{document['kind'].title().replace('_', '')}Entry"
        return redaction.redacted_columns(schema, document["data"], known)
    if kind == "audit_records":
        changes = [Change(c["field"], c["before"], c["after"]) for c in document["changes"]]
        return redacted_changes(document["target_type"], changes, known)
    return redaction.redacted_columns(_SCHEMAS[kind], document, known)
