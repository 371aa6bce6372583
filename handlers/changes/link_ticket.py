"""Linking a ticket, for an analyst or for the worker that correlates tickets."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from generated import models
from generated.problems import LinkConflict, TicketClosed, UnknownTarget
from generated.queries import links
from generated.queries.links import LinkRow
from generated.queries.tickets import TicketRow
from handlers import redaction
from handlers.changes.locks import Locked, RowTime, next_time
from handlers.changes.record import TicketEvent, record_ticket_change
from handlers.changes.renew_copies import renew_copies
from handlers.redaction import Known
from handlers.rules import indicators, policies, refusals, views
from handlers.rules.change import Change, created
from handlers.runtime.context import Context
from handlers.runtime.ids import new_id

# A link of this relation exists once between two tickets; one of the others in one direction only.
SYMMETRIC = "related"
ONE_WAY = ("blocks", "duplicates")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTarget:
    """The target of a link: a record by ``id``, or an external URL."""

    type: str
    id: UUID | None = None
    url: str | None = None
    label: str | None = None

    @property
    def url_identity(self) -> bytes | None:
        """The same for all spellings of the URL."""
        return None if self.url is None else indicators.identity(indicators.canonical("url", self.url))

    @property
    def ticket_ids(self) -> list[UUID]:
        """The id of the target if that is a ticket, which must then be locked, too."""
        return [self.id] if self.type == "ticket" and self.id is not None else []

    @property
    def document(self) -> dict[str, str | None]:
        """The target as a link shows it, as JSON."""
        return {"url": self.url, "label": self.label} if self.id is None else {"id": str(self.id)}


@dataclass(frozen=True, slots=True)
class Linked:
    """A link, and whether this call created it."""

    link: models.Link
    is_new: bool


async def link_ticket(
    context: Context, locked: Locked[TicketRow], relation: str, target: LinkTarget
) -> Linked | UnknownTarget | TicketClosed | LinkConflict:
    """Link a ticket, or return the link that exists already; a ticket that it is linked to is locked, too."""
    ticket = locked.row
    existing = await links.find_link(
        context.connection,
        ticket_id=ticket.id,
        target_type=target.type,
        relation=relation,
        target_id=target.id,
        url_identity=target.url_identity,
    )
    opposite = await _find_opposite_link(context, ticket.id, relation, target)
    if existing is None and relation == SYMMETRIC:
        existing = opposite
    if existing is not None:
        return await _repeat(context, locked, existing, target.label)
    if ticket.status == policies.CLOSED:
        return refusals.ticket_closed()
    if opposite is not None:
        return LinkConflict(
            detail=f"The target already {relation} this ticket. Remove that link first, or use another relation.",
            link_id=str(opposite),
        )
    return await _create(context, locked, relation, target)


async def _find_opposite_link(context: Context, ticket_id: UUID, relation: str, target: LinkTarget) -> UUID | None:
    if target.type != "ticket" or target.id is None or relation not in {SYMMETRIC, *ONE_WAY}:
        return None
    return await links.find_opposite_link(
        context.connection, ticket_id=ticket_id, relation=relation, target_id=target.id
    )


async def _repeat(
    context: Context, locked: Locked[TicketRow], link_id: UUID, label: str | None
) -> Linked | TicketClosed:
    """Return the existing link, with the new label if the repetition has one."""
    before = await _get_link(context, locked.row.id, link_id)
    if label is None or label == before.label:
        return Linked(views.link(before), is_new=False)
    if locked.row.status == policies.CLOSED:
        return refusals.ticket_closed()
    row, now = replace(before, label=label), next_time(locked)
    old, new = (_recorded_fields(version) for version in (before, row))
    shown = {name: new[name] for name in ("target_type", "target")}
    await links.set_link_label(
        context.connection, link_id=link_id, label=label, **redaction.redacted_columns("Link", shown, locked.known)
    )
    changes = [Change("target", old["target"], new["target"])]
    await _record(context, row, "linked", changes, [locked], at=now)
    return Linked(views.link(row), is_new=False)


async def _create(
    context: Context, locked: Locked[TicketRow], relation: str, target: LinkTarget
) -> Linked | UnknownTarget:
    target_time = None
    if target.id is not None:
        target_time = await links.get_target_time(context.connection, target_type=target.type, target_id=target.id)
        if target_time is None:
            kind = target.type.replace("_", " ")
            return UnknownTarget(detail=f"There is no {kind} with this id in your tenant. Check target.id.")
    link_id, now = new_id(), next_time(locked, after=target_time)
    await links.insert_link(
        context.connection,
        id=link_id,
        ticket_id=locked.row.id,
        target_type=target.type,
        relation=relation,
        target_id=target.id,
        url=target.url,
        url_identity=target.url_identity,
        label=target.label,
        **redaction.redacted_columns("Link", {"target_type": target.type, "target": target.document}, locked.known),
        created_by=context.actor.principal_id,
        now=now,
    )
    await renew_copies(context, locked, target.type)
    row = await _get_link(context, locked.row.id, link_id)
    await _record(context, row, "linked", created(_recorded_fields(row)), [locked], at=now)
    return Linked(views.link(row), is_new=True)


async def unlink_tickets(context: Context, locked: Collection[Locked[TicketRow]], link: LinkRow) -> None:
    """Remove a link, given the ticket or both tickets that it links; the row stays, so that a repeat is recognised.

    The removal is recorded on each ticket, once in the audit trail.
    """
    now = next_time(*locked)
    await links.unlink(context.connection, link_id=link.id, now=now)
    changes = [Change(name, value, None) for name, value in _recorded_fields(link).items()]
    await _record(context, link, "unlinked", changes, locked, at=now)


async def _get_link(context: Context, ticket_id: UUID, link_id: UUID) -> LinkRow:
    return await links.get_existing_link(context.connection, ticket_id=ticket_id, link_id=link_id)


def _recorded_fields(row: LinkRow) -> dict[str, Any]:
    document = views.json_value(views.link(row))
    return {name: document[name] for name in ("ticket_id", "target_type", "relation", "target")}


async def _record(
    context: Context,
    row: LinkRow,
    kind: str,
    changes: list[Change],
    locked: Collection[Locked[TicketRow]],
    *,
    at: RowTime,
) -> None:
    """Record the change of the link on the tickets; it is hidden from auditors if the link's target is."""
    events = []
    for ticket in locked:
        direction = "outbound" if ticket.row.id == row.ticket_id else "inbound"
        document = views.json_value(views.link(replace(row, direction=direction)))
        events.append(TicketEvent(ticket.row, kind=kind, entry={"link": document}, data={"link": document}))
    await record_ticket_change(
        context,
        "link",
        row.id,
        changes,
        at=at,
        known=Known.union(ticket.known for ticket in locked),
        events=events,
        auditor_hidden=row.auditor_hidden,
    )
