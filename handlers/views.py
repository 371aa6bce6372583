"""What a row looks like on the wire. Pure: rows in, generated models out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from generated import models
from generated.problems import NotFound, VersionMismatch
from generated.queries.alerts import AlertRow
from generated.queries.audit import AuditRecordRow
from generated.queries.comments import CommentRow
from generated.queries.links import LinkRow
from generated.queries.tenancy import PrincipalRow
from generated.queries.tickets import TicketRow
from handlers.runtime.context import etag


def not_found(kind: str) -> NotFound:
    """Say that there is no such thing, alike for another tenant's and for what never was."""
    return NotFound(detail=f"There is no such {kind} in your tenant.")


def stale(kind: str, version: int) -> VersionMismatch:
    """Say that somebody else has changed the thing since the caller read it."""
    return VersionMismatch(
        detail=f"The {kind} has changed since you read it: read it again and repeat your change on that.",
        etag=etag(version),
    )


def actor(actor_id: UUID, kind: str, display_name: str) -> models.Actor:
    """Show who acted."""
    return models.Actor(id=actor_id, kind=models.ActorKind(kind), display_name=display_name)


def ticket(row: TicketRow) -> models.Ticket:
    """Show a ticket."""
    resolution = None
    if row.resolution_reason is not None:
        resolution = models.Resolution(
            reason=models.ResolutionReason(row.resolution_reason), note=row.resolution_note
        )
    return models.Ticket(
        id=row.id,
        number=row.number,
        tenant_id=row.tenant_id,
        version=row.version,
        title=row.title,
        description=row.description,
        status=models.TicketStatus(row.status),
        priority=models.TicketPriority(row.priority),
        severity=models.Severity(row.severity),
        assignee_id=row.assignee_id,
        tags=row.tags,
        resolution=resolution,
        source=models.TicketSource(kind=models.TicketSourceKind(row.source_kind), alert_id=row.source_alert_id),
        reporter=actor(row.reporter_id, row.reporter_kind, row.reporter_name),
        created_at=row.created_at,
        updated_at=row.updated_at,
        status_changed_at=row.status_changed_at,
        resolved_at=row.resolved_at,
        closed_at=row.closed_at,
    )


def comment(row: CommentRow) -> models.Comment:
    """Show a comment."""
    return models.Comment(
        id=row.id,
        ticket_id=row.ticket_id,
        author=actor(row.author_id, row.author_kind, row.author_name),
        body=row.body,
        visibility=models.CommentVisibility(row.visibility),
        created_at=row.created_at,
    )


def plain(model: Any) -> Any:
    """Give the JSON values of a model, for audit, timeline and events."""
    return model.model_dump(mode="json")
