"""Linking a ticket: by an analyst, or by the worker that found a related one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel

from generated import events, models
from generated.problems import TicketClosed, UnknownTarget
from generated.queries import links
from generated.queries.links import LinkRow
from generated.queries.tickets import TicketRow
from handlers import redaction
from handlers.changes import audit, outbox, timeline
from handlers.rules import policies, views
from handlers.rules.change import Change
from handlers.runtime.context import Context
from handlers.runtime.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a link points to: a record by ``id``, or a place elsewhere by ``url``."""

    type: str
    id: UUID | None = None
    url: str | None = None
    label: str | None = None

    @property
    def told(self) -> dict[str, str | None]:
        """Give the target as a link shows it."""
        return {"url": self.url, "label": self.label} if self.id is None else {"id": str(self.id)}


@dataclass(frozen=True, slots=True)
class Linked:
    """A link, and whether it was made just now."""

    link: models.Link
    is_new: bool


async def link_ticket(
    context: Context, ticket: TicketRow, relation: str, target: Target
) -> Linked | UnknownTarget | TicketClosed:
    """Link the ticket, whose row the caller has locked, unless the same link is there already."""
    found = await links.find_link(
        context.connection,
        ticket_id=ticket.id,
        target_type=target.type,
        relation=relation,
        target_id=target.id,
        url=target.url,
    )
    if found is not None:
        return Linked(views.link(await _read(context, ticket.id, found)), is_new=False)
    if ticket.status == policies.CLOSED:
        return views.ticket_closed()
    if target.id is not None and not await links.target_exists(
        context.connection, target_type=target.type, target_id=target.id
    ):
        return UnknownTarget(detail=f"There is no such {target.type.replace('_', ' ')} in your tenant.")
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
        **redaction.redacted_columns("Link", {"target_type": target.type, "target": target.told}),
        created_by=context.actor.principal_id,
        now=context.now,
    )
    row = await _read(context, ticket.id, link_id)
    await _tell(context, ticket, row, "linked", events.TicketLinked)
    return Linked(views.link(row), is_new=True)


async def unlink_ticket(context: Context, ticket: TicketRow, link: LinkRow) -> None:
    """Take away a link of the ticket, whose row the caller has locked; the row stays, for who asks again."""
    await links.unlink(context.connection, link_id=link.id, now=context.now)
    await _tell(context, ticket, link, "unlinked", events.TicketUnlinked)


async def _read(context: Context, ticket_id: UUID, link_id: UUID) -> LinkRow:
    return await links.get_own_link(context.connection, ticket_id=ticket_id, link_id=link_id)


async def _tell(context: Context, ticket: TicketRow, row: LinkRow, kind: str, event: type[BaseModel]) -> None:
    """Write audit record, timeline entry and event; what the link points to decides whether an auditor sees them."""
    document = views.plain(views.link(row))
    told = {name: document[name] for name in ("ticket_id", "target_type", "relation", "target")}
    made = kind == "linked"
    changes = [Change(name, None if made else value, value if made else None) for name, value in told.items()]
    audit_id = await audit.record(context, "link", row.id, changes, auditor_hidden=row.auditor_hidden)
    await timeline.add(
        context,
        ticket.id,
        kind=kind,
        ticket_version=ticket.version,
        audit_id=audit_id,
        data={"link": document},
        auditor_hidden=row.auditor_hidden,
    )
    await outbox.emit(
        context,
        event,
        kind,
        ticket.id,
        ticket_version=ticket.version,
        audit_id=audit_id,
        data={"ticket_id": ticket.id, "number": ticket.number, "link": document},
    )
