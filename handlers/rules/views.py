"""How rows are represented on the wire. Pure: rows in, generated models out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import BaseModel

from generated import models
from generated.queries.alerts import AlertReportRow, AlertRow
from generated.queries.audit import AuditRecordRow
from generated.queries.comments import CommentRow
from generated.queries.links import LinkRow
from generated.queries.people import PrincipalRow
from generated.queries.records import AssetRow, DeliveryRecordRow, EvidenceRow
from generated.queries.related import RelatedRow
from generated.queries.tickets import TicketRow
from generated.queries.timeline import TimelineRow
from generated.runtime.text import is_blank
from handlers.runtime.identity.actors import Actor


def actor(actor_id: UUID, kind: str, display_name: str) -> models.Actor:
    """Return the reference to an actor that records and entries carry."""
    return models.Actor(id=actor_id, kind=models.ActorKind(kind), display_name=display_name)


def current_actor(caller: Actor) -> models.Actor:
    """Return the reference to the actor of the current operation."""
    return actor(caller.principal_id, caller.kind, caller.display_name)


def me(caller: Actor) -> models.Me:
    """Return the caller as its credentials describe it."""
    return models.Me(
        tenant=models.Tenant(id=caller.tenant_id, name=caller.tenant),
        principal=current_actor(caller),
        subject=caller.subject,
        roles=[models.RoleName(role) for role in caller.roles],
        permissions=[models.ScopeName(scope) for scope in sorted(caller.scopes)],
    )


def ticket(row: TicketRow) -> models.Ticket:
    """Return a ticket."""
    resolution = None
    if row.resolution_reason is not None:
        resolution = models.Resolution(reason=models.ResolutionReason(row.resolution_reason), note=row.resolution_note)
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
        assets=[models.AlertAsset.model_validate(asset) for asset in row.assets],
        reporter=actor(row.reporter_id, row.reporter_kind, row.reporter_name),
        created_at=row.created_at,
        updated_at=row.updated_at,
        status_changed_at=row.status_changed_at,
        resolved_at=row.resolved_at,
        closed_at=row.closed_at,
    )


def alert_summary(row: AlertRow) -> models.AlertSummary:
    """Return an alert without its original document."""
    return models.AlertSummary(
        id=row.id,
        source=row.source,
        source_alert_id=row.source_alert_id,
        title=row.title,
        description=row.description,
        severity=models.Severity(row.severity),
        status=models.AlertStatus(row.status),
        verdict=None if row.verdict is None else models.AlertVerdict(row.verdict),
        rule_id=row.rule_id,
        detected_at=row.detected_at,
        assets=[models.AlertAsset.model_validate(_with_visible_value(asset)) for asset in row.assets],
        evidence=[models.AlertEvidence.model_validate(_with_visible_value(item)) for item in row.evidence],
        ticket_id=row.ticket_id,
        last_seen_at=row.last_seen_at,
        seen_count=row.seen_count,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def related_record(row: RelatedRow, shared: list[models.SharedValue]) -> models.RelatedRecord:
    """Return what shares something with an alert."""
    return models.RelatedRecord(
        type=models.RelatedType(row.type),
        id=row.id,
        number=row.number,
        title=row.title,
        severity=models.Severity(row.severity),
        status=models.RelatedStatus(row.status),
        shared=shared,
        created_at=row.created_at,
    )


def _with_visible_value(stored: dict[str, str]) -> dict[str, str]:
    """Return an asset or observation; a blank value, from before version 1.1.0, is shown as `[blank]`."""
    return {**stored, "value": "[blank]"} if is_blank(stored["value"]) else stored


def alert_report(row: AlertReportRow) -> models.AlertReport:
    """Return a report of an alert."""
    return models.AlertReport(
        id=row.id,
        activity=models.AlertReportActivity(row.activity),
        title=row.title,
        description=row.description,
        severity=models.Severity(row.severity),
        detected_at=row.detected_at,
        created_at=row.created_at,
    )


def alert(row: AlertRow, raw: Any) -> models.Alert:
    """Return an alert with its original document; pass MISSING to leave the document out."""
    summary = alert_summary(row)
    return models.Alert(raw=raw, **{name: getattr(summary, name) for name in models.AlertSummary.model_fields})


def comment(row: CommentRow) -> models.Comment:
    """Return a comment."""
    return models.Comment(
        id=row.id,
        ticket_id=row.ticket_id,
        author=actor(row.author_id, row.author_kind, row.author_name),
        body=row.body,
        visibility=models.CommentVisibility(row.visibility),
        created_at=row.created_at,
    )


def link(row: LinkRow) -> models.Link:
    """Return a link."""
    external = {"url": row.url, "label": row.label}
    return models.Link.model_validate(
        {
            "id": row.id,
            "ticket_id": row.ticket_id,
            "target_type": row.target_type,
            "relation": row.relation,
            "target": external if row.target_id is None else {"id": row.target_id},
            "direction": row.direction,
            "created_by": actor(row.creator_id, row.creator_kind, row.creator_name),
            "created_at": row.created_at,
        }
    )


def asset(row: AssetRow) -> models.Asset:
    """Return an asset."""
    return models.Asset(
        id=row.id,
        type=models.AssetType(row.type),
        value=row.value,
        name=row.name,
        created_by=actor(row.creator_id, row.creator_kind, row.creator_name),
        created_at=row.created_at,
    )


def evidence(row: EvidenceRow) -> models.Evidence:
    """Return the metadata of evidence."""
    return models.Evidence(
        id=row.id,
        name=row.name,
        media_type=row.media_type,
        size_bytes=row.size_bytes,
        sha256=row.sha256.hex(),
        description=row.description,
        collected_at=row.collected_at,
        created_by=actor(row.creator_id, row.creator_kind, row.creator_name),
        created_at=row.created_at,
    )


def delivery_record(row: DeliveryRecordRow) -> models.DeliveryRecord:
    """Return a delivery record."""
    return models.DeliveryRecord(
        id=row.id,
        ticket_id=row.ticket_id,
        source=row.source,
        target=row.target,
        status=models.DeliveryStatus(row.status),
        detail=row.detail,
        occurred_at=row.occurred_at,
        created_at=row.created_at,
    )


def timeline_entry(row: TimelineRow) -> models.TimelineEntry:
    """Return an entry of a ticket's timeline."""
    return models.TimelineEntry.model_validate(
        {
            **row.data,
            "id": row.id,
            "kind": row.kind,
            "actor": actor(row.actor_id, row.actor_kind, row.actor_name),
            "occurred_at": row.occurred_at,
            "ticket_version": row.ticket_version,
            "audit_id": row.audit_id,
        }
    )


def audit_record(row: AuditRecordRow) -> models.AuditRecord:
    """Return an audit record."""
    target = None
    if row.target_type is not None and row.target_id is not None:
        target = models.AuditTarget(type=models.AuditTargetType(row.target_type), id=row.target_id)
    return models.AuditRecord(
        id=row.id,
        occurred_at=row.occurred_at,
        outcome=models.AuditOutcome(row.outcome),
        operation_id=row.operation_id,
        reason=row.reason,
        actor=actor(row.actor_id, row.actor_kind, row.actor_name),
        target=target,
        changes=[models.FieldChange.model_validate(change) for change in row.changes],
        request_id=row.request_id,
    )


def principal(row: PrincipalRow) -> models.Principal:
    """Return a principal."""
    return models.Principal(
        id=row.id,
        kind=models.ActorKind(row.kind),
        display_name=row.display_name,
        roles=[models.RoleName(role) for role in row.roles],
        assignable=row.assignable,
        last_seen_at=row.last_seen_at,
    )


def json_value(value: Any) -> Any:
    """Return a model or the value of a model's field as JSON, for audit records and timeline entries."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True)
    return str(value) if isinstance(value, UUID) else value
