"""Linking a ticket, for an analyst or for the worker that correlates tickets."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from generated import models
from generated.problems import TicketClosed, UnknownTarget
from generated.queries import links
from generated.queries.links import LinkRow
from generated.queries.tickets import TicketRow
from handlers import redaction
from handlers.changes.record import TicketEvent, record_ticket_change
from handlers.rules import policies, refusals, views
from handlers.rules.change import Change
from handlers.runtime.context import Context
from handlers.runtime.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTarget:
    """The target of a link: a record by ``id``, or an external URL."""

    type: str
    id: UUID | None = None
    url: str | None = None
    label: str | None = None

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
    context: Context, ticket: TicketRow, relation: str, target: LinkTarget
) -> Linked | UnknownTarget | TicketClosed:
    """Link the ticket, whose row the caller has locked, or return the link that exists already."""
    existing = await links.find_link(
        context.connection,
        ticket_id=ticket.id,
        target_type=target.type,
        relation=relation,
        target_id=target.id,
        url=target.url,
    )
    if existing is not None:
        return Linked(views.link(await _get_link(context, ticket.id, existing)), is_new=False)
    if ticket.status == policies.CLOSED:
        return refusals.ticket_closed()
    if target.id is not None and not await links.target_exists(
        context.connection, target_type=target.type, target_id=target.id
    ):
        kind = target.type.replace("_", " ")
        return UnknownTarget(detail=f"There is no {kind} with this id in your tenant. Check target.id.")
    link_id = new_id()
    await links.insert_link(
        context.connection,
        id=link_id,
        ticket_id=ticket.id,
        target_type=target.type,
        relation=relation,
        target_id=target.id,
        url=target.url,
        label=target.label,
        **redaction.redacted_columns("Link", {"target_type": target.type, "target": target.document}),
        created_by=context.actor.principal_id,
        now=context.now,
    )
    row = await _get_link(context, ticket.id, link_id)
    await _record(context, ticket, row, "linked")
    return Linked(views.link(row), is_new=True)


async def unlink_ticket(context: Context, ticket: TicketRow, link: LinkRow) -> None:
    """Remove a link of the ticket, whose row the caller has locked; the row stays, so that a repeat is recognised."""
    await links.unlink(context.connection, link_id=link.id, now=context.now)
    await _record(context, ticket, link, "unlinked")


async def _get_link(context: Context, ticket_id: UUID, link_id: UUID) -> LinkRow:
    return await links.get_own_link(context.connection, ticket_id=ticket_id, link_id=link_id)


async def _record(context: Context, ticket: TicketRow, row: LinkRow, kind: str) -> None:
    """Record the change of the link; it is hidden from auditors if the link's target is."""
    document = views.json_value(views.link(row))
    fields = {name: document[name] for name in ("ticket_id", "target_type", "relation", "target")}
    is_new = kind == "linked"
    changes = [Change(name, None if is_new else value, value if is_new else None) for name, value in fields.items()]
    event = TicketEvent(kind=kind, entry={"link": document}, data={"link": document})
    await record_ticket_change(
        context, ticket, "link", row.id, changes, events=[event], auditor_hidden=row.auditor_hidden
    )
