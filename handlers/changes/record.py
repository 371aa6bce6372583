"""Recording a mutation: one call writes its audit record, timeline entries and events, in its own transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any, Protocol
from uuid import UUID

from handlers.changes import audit, outbox, timeline
from handlers.changes.audit import Mutation
from handlers.changes.locks import RowTime
from handlers.redaction import Known
from handlers.rules.change import Change
from handlers.runtime.context import Context


class VersionedTicket(Protocol):
    """A ticket that an event belongs to, as it is after the change."""

    @property
    def id(self) -> UUID:
        """The id of the ticket."""

    @property
    def number(self) -> int:
        """The number of the ticket in its tenant."""

    @property
    def version(self) -> int:
        """The version of the ticket after the change."""


@dataclass(frozen=True, slots=True)
class TicketEvent:
    """Something that happened to a ticket: it becomes a timeline entry and a lifecycle event of the same kind.

    ``entry`` and ``data`` hold the members that this kind adds to those of every entry and every event.
    """

    ticket: VersionedTicket
    _: KW_ONLY
    kind: str
    entry: dict[str, Any]
    data: dict[str, Any]


async def record_change(
    context: Context, target_type: str, target_id: UUID, changes: list[Change], *, at: RowTime, known: Known
) -> None:
    """Record the change of a record that is not part of a ticket: an alert, an asset, evidence or a delivery."""
    await audit.record_mutation(context, target_type, target_id, changes, at=at, known=known, auditor_hidden=False)


async def record_changes(context: Context, target_type: str, mutations: Sequence[Mutation]) -> None:
    """Record several mutations of records of one type, each with an audit record of its own."""
    await audit.record_mutations(context, target_type, mutations)


async def record_ticket_change(
    context: Context,
    target_type: str,
    target_id: UUID,
    changes: list[Change],
    *,
    at: RowTime,
    known: Known,
    events: Sequence[TicketEvent],
    auditor_hidden: bool = False,
) -> None:
    """Record a change of a ticket, or of a comment or link of it, once in the audit trail.

    Each of ``events`` becomes a timeline entry and a lifecycle event. The caller holds the locks of their tickets.
    ``known`` are the typed values that no text of the ticket may show to auditors.
    Auditors do not see what is ``auditor_hidden``.
    """
    audit_id = await audit.record_mutation(
        context, target_type, target_id, changes, at=at, known=known, auditor_hidden=auditor_hidden
    )
    for event in events:
        await timeline.add_entry(
            context,
            event.ticket.id,
            at=at,
            kind=event.kind,
            ticket_version=event.ticket.version,
            audit_id=audit_id,
            data=event.entry,
            known=known,
            auditor_hidden=auditor_hidden,
        )
        await outbox.add_event(
            context,
            event.ticket.id,
            at=at,
            kind=event.kind,
            ticket_version=event.ticket.version,
            audit_id=audit_id,
            data={"ticket_id": event.ticket.id, "number": event.ticket.number, **event.data},
        )
