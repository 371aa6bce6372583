# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""What each operation takes and gives. A handler returns one of its operation's results, or it does not type-check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, TypeVar
from uuid import UUID

from generated import models, problems
from generated.runtime.rendering import Rendered

ContextT = TypeVar("ContextT", contravariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAlertsRequest:
    """What `list_alerts` takes."""

    limit: int
    cursor: str | None
    sort: Literal["created_at", "-created_at", "detected_at", "-detected_at", "severity", "-severity"]
    status: tuple[models.AlertStatus, ...] | None
    severity: tuple[models.Severity, ...] | None
    source: tuple[str, ...] | None
    verdict: tuple[models.AlertVerdict, ...] | None
    has_ticket: bool | None
    detected_from: datetime | None
    detected_to: datetime | None
    asset: tuple[str, ...] | None
    q: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAlerts200:
    """A page of the list."""

    body: models.AlertPage

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


ListAlertsResult = ListAlerts200 | problems.InvalidCursor | problems.Forbidden


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateAlertRequest:
    """What `create_alert` takes."""

    body: models.AlertCreate


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateAlert201:
    """The alert was created."""

    body: models.AlertReceipt
    location: str

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (
            ("Content-Type", "application/json"),
            ("Location", self.location),
        )
        return Rendered(201, headers, self.body.model_dump_json(by_alias=True).encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateAlert200:
    """The alert already exists and is unchanged."""

    body: models.AlertReceipt

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


CreateAlertResult = CreateAlert201 | CreateAlert200 | problems.Forbidden | problems.Validation


@dataclass(frozen=True, slots=True, kw_only=True)
class GetAlertRequest:
    """What `get_alert` takes."""

    alert_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GetAlert200:
    """The alert."""

    body: models.Alert
    etag: str

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (
            ("Content-Type", "application/json"),
            ("ETag", self.etag),
        )
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


GetAlertResult = GetAlert200 | problems.Forbidden | problems.NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateAlertRequest:
    """What `update_alert` takes."""

    alert_id: UUID
    if_match: str
    body: models.AlertUpdate


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateAlert200:
    """The alert after the change."""

    body: models.Alert
    etag: str

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (
            ("Content-Type", "application/json"),
            ("ETag", self.etag),
        )
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


UpdateAlertResult = (
    UpdateAlert200 | problems.Forbidden | problems.NotFound | problems.VersionMismatch | problems.Validation
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTicketFromAlertRequest:
    """What `create_ticket_from_alert` takes."""

    alert_id: UUID
    body: models.TicketFromAlert | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTicketFromAlert201:
    """The ticket was created."""

    body: models.Ticket
    etag: str
    location: str

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (
            ("Content-Type", "application/json"),
            ("ETag", self.etag),
            ("Location", self.location),
        )
        return Rendered(201, headers, self.body.model_dump_json(by_alias=True).encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTicketFromAlert200:
    """The alert already has this ticket."""

    body: models.Ticket
    etag: str

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (
            ("Content-Type", "application/json"),
            ("ETag", self.etag),
        )
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


CreateTicketFromAlertResult = (
    CreateTicketFromAlert201
    | CreateTicketFromAlert200
    | problems.Forbidden
    | problems.NotFound
    | problems.Validation
    | problems.UnknownAssignee
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTicketsRequest:
    """What `list_tickets` takes."""

    limit: int
    cursor: str | None
    sort: Literal[
        "created_at",
        "-created_at",
        "updated_at",
        "-updated_at",
        "number",
        "-number",
        "priority",
        "-priority",
        "severity",
        "-severity",
    ]
    status: tuple[models.TicketStatus, ...] | None
    priority: tuple[models.TicketPriority, ...] | None
    severity: tuple[models.Severity, ...] | None
    assignee_id: tuple[str, ...] | None
    reporter_id: tuple[UUID, ...] | None
    tag: tuple[str, ...] | None
    source_kind: tuple[models.TicketSourceKind, ...] | None
    created_from: datetime | None
    created_to: datetime | None
    updated_from: datetime | None
    updated_to: datetime | None
    q: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTickets200:
    """A page of the list."""

    body: models.TicketPage

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


ListTicketsResult = ListTickets200 | problems.InvalidCursor | problems.Forbidden


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTicketRequest:
    """What `create_ticket` takes."""

    body: models.TicketCreate


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTicket201:
    """The ticket was created."""

    body: models.Ticket
    etag: str
    location: str

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (
            ("Content-Type", "application/json"),
            ("ETag", self.etag),
            ("Location", self.location),
        )
        return Rendered(201, headers, self.body.model_dump_json(by_alias=True).encode())


CreateTicketResult = CreateTicket201 | problems.Forbidden | problems.Validation | problems.UnknownAssignee


@dataclass(frozen=True, slots=True, kw_only=True)
class GetTicketSummaryRequest:
    """What `get_ticket_summary` takes."""

    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GetTicketSummary200:
    """The counts."""

    body: models.TicketSummary

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


GetTicketSummaryResult = GetTicketSummary200 | problems.Forbidden


@dataclass(frozen=True, slots=True, kw_only=True)
class GetTicketRequest:
    """What `get_ticket` takes."""

    ticket_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GetTicket200:
    """The ticket."""

    body: models.Ticket
    etag: str

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (
            ("Content-Type", "application/json"),
            ("ETag", self.etag),
        )
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


GetTicketResult = GetTicket200 | problems.Forbidden | problems.NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateTicketRequest:
    """What `update_ticket` takes."""

    ticket_id: UUID
    if_match: str
    body: models.TicketUpdate


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateTicket200:
    """The ticket after the change."""

    body: models.Ticket
    etag: str

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (
            ("Content-Type", "application/json"),
            ("ETag", self.etag),
        )
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


UpdateTicketResult = (
    UpdateTicket200
    | problems.Forbidden
    | problems.NotFound
    | problems.InvalidTransition
    | problems.TicketClosed
    | problems.VersionMismatch
    | problems.Validation
    | problems.ResolutionRequired
    | problems.UnknownAssignee
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCommentsRequest:
    """What `list_comments` takes."""

    ticket_id: UUID
    limit: int
    cursor: str | None
    sort: Literal["created_at", "-created_at"]
    visibility: models.CommentVisibility | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListComments200:
    """A page of the list."""

    body: models.CommentPage

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


ListCommentsResult = ListComments200 | problems.InvalidCursor | problems.Forbidden | problems.NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateCommentRequest:
    """What `create_comment` takes."""

    ticket_id: UUID
    body: models.CommentCreate


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateComment201:
    """The comment was added."""

    body: models.Comment

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(201, headers, self.body.model_dump_json(by_alias=True).encode())


CreateCommentResult = (
    CreateComment201 | problems.Forbidden | problems.NotFound | problems.TicketClosed | problems.Validation
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLinksRequest:
    """What `list_links` takes."""

    ticket_id: UUID
    limit: int
    cursor: str | None
    target_type: tuple[models.LinkTargetType, ...] | None
    direction: models.LinkDirection | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLinks200:
    """A page of the list."""

    body: models.LinkPage

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


ListLinksResult = ListLinks200 | problems.InvalidCursor | problems.Forbidden | problems.NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateLinkRequest:
    """What `create_link` takes."""

    ticket_id: UUID
    body: models.LinkCreate


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateLink201:
    """The link was added."""

    body: models.Link
    location: str

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (
            ("Content-Type", "application/json"),
            ("Location", self.location),
        )
        return Rendered(201, headers, self.body.model_dump_json(by_alias=True).encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateLink200:
    """The link already exists."""

    body: models.Link

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


CreateLinkResult = (
    CreateLink201
    | CreateLink200
    | problems.Forbidden
    | problems.NotFound
    | problems.TicketClosed
    | problems.Validation
    | problems.UnknownTarget
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GetLinkRequest:
    """What `get_link` takes."""

    ticket_id: UUID
    link_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GetLink200:
    """The link."""

    body: models.Link

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


GetLinkResult = GetLink200 | problems.Forbidden | problems.NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteLinkRequest:
    """What `delete_link` takes."""

    ticket_id: UUID
    link_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteLink204:
    """The link no longer exists."""

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = ()
        return Rendered(204, headers, None)


DeleteLinkResult = DeleteLink204 | problems.Forbidden | problems.NotFound | problems.TicketClosed


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTimelineRequest:
    """What `list_timeline` takes."""

    ticket_id: UUID
    limit: int
    cursor: str | None
    sort: Literal["occurred_at", "-occurred_at"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTimeline200:
    """A page of the list."""

    body: models.TimelinePage

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


ListTimelineResult = ListTimeline200 | problems.InvalidCursor | problems.Forbidden | problems.NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAssetsRequest:
    """What `list_assets` takes."""

    limit: int
    cursor: str | None
    sort: Literal["created_at", "-created_at"]
    type: tuple[models.AssetType, ...] | None
    value: tuple[str, ...] | None
    q: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAssets200:
    """A page of the list."""

    body: models.AssetPage

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


ListAssetsResult = ListAssets200 | problems.InvalidCursor | problems.Forbidden


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateAssetRequest:
    """What `create_asset` takes."""

    body: models.AssetCreate


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateAsset201:
    """The asset was created."""

    body: models.Asset
    location: str

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (
            ("Content-Type", "application/json"),
            ("Location", self.location),
        )
        return Rendered(201, headers, self.body.model_dump_json(by_alias=True).encode())


CreateAssetResult = CreateAsset201 | problems.Forbidden | problems.Validation


@dataclass(frozen=True, slots=True, kw_only=True)
class GetAssetRequest:
    """What `get_asset` takes."""

    asset_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GetAsset200:
    """The asset."""

    body: models.Asset

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


GetAssetResult = GetAsset200 | problems.Forbidden | problems.NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEvidenceRequest:
    """What `list_evidence` takes."""

    limit: int
    cursor: str | None
    sort: Literal["created_at", "-created_at"]
    sha256: str | None
    q: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEvidence200:
    """A page of the list."""

    body: models.EvidencePage

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


ListEvidenceResult = ListEvidence200 | problems.InvalidCursor | problems.Forbidden


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateEvidenceRequest:
    """What `create_evidence` takes."""

    body: models.EvidenceCreate


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateEvidence201:
    """The evidence was created."""

    body: models.Evidence
    location: str

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (
            ("Content-Type", "application/json"),
            ("Location", self.location),
        )
        return Rendered(201, headers, self.body.model_dump_json(by_alias=True).encode())


CreateEvidenceResult = CreateEvidence201 | problems.Forbidden | problems.Validation


@dataclass(frozen=True, slots=True, kw_only=True)
class GetEvidenceRequest:
    """What `get_evidence` takes."""

    evidence_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GetEvidence200:
    """The evidence."""

    body: models.Evidence

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


GetEvidenceResult = GetEvidence200 | problems.Forbidden | problems.NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDeliveryRecordsRequest:
    """What `list_delivery_records` takes."""

    limit: int
    cursor: str | None
    sort: Literal["created_at", "-created_at"]
    ticket_id: UUID | None
    status: tuple[models.DeliveryStatus, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDeliveryRecords200:
    """A page of the list."""

    body: models.DeliveryRecordPage

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


ListDeliveryRecordsResult = ListDeliveryRecords200 | problems.InvalidCursor | problems.Forbidden


@dataclass(frozen=True, slots=True, kw_only=True)
class GetDeliveryRecordRequest:
    """What `get_delivery_record` takes."""

    delivery_record_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GetDeliveryRecord200:
    """The delivery record."""

    body: models.DeliveryRecord

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


GetDeliveryRecordResult = GetDeliveryRecord200 | problems.Forbidden | problems.NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAuditRecordsRequest:
    """What `list_audit_records` takes."""

    limit: int
    cursor: str | None
    sort: Literal["occurred_at", "-occurred_at"]
    outcome: models.AuditOutcome | None
    actor_id: tuple[UUID, ...] | None
    operation_id: tuple[str, ...] | None
    target_type: tuple[models.AuditTargetType, ...] | None
    target_id: UUID | None
    occurred_from: datetime | None
    occurred_to: datetime | None
    request_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAuditRecords200:
    """A page of the list."""

    body: models.AuditRecordPage

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


ListAuditRecordsResult = ListAuditRecords200 | problems.InvalidCursor | problems.Forbidden


@dataclass(frozen=True, slots=True, kw_only=True)
class GetAuditRecordRequest:
    """What `get_audit_record` takes."""

    audit_record_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GetAuditRecord200:
    """The audit record."""

    body: models.AuditRecord

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


GetAuditRecordResult = GetAuditRecord200 | problems.Forbidden | problems.NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class GetSessionRequest:
    """What `get_session` takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GetSession200:
    """The session."""

    body: models.Session

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


GetSessionResult = GetSession200


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateSessionRequest:
    """What `create_session` takes."""

    body: models.SessionCreate


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateSession201:
    """The caller is signed in."""

    body: models.Session
    set_cookie: str

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (
            ("Content-Type", "application/json"),
            ("Set-Cookie", self.set_cookie),
        )
        return Rendered(201, headers, self.body.model_dump_json(by_alias=True).encode())


CreateSessionResult = CreateSession201 | problems.Unauthenticated | problems.Validation


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteSessionRequest:
    """What `delete_session` takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteSession204:
    """The caller is signed out."""

    set_cookie: str

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Set-Cookie", self.set_cookie),)
        return Rendered(204, headers, None)


DeleteSessionResult = DeleteSession204


@dataclass(frozen=True, slots=True, kw_only=True)
class GetMeRequest:
    """What `get_me` takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GetMe200:
    """The caller."""

    body: models.Me

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


GetMeResult = GetMe200


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPrincipalsRequest:
    """What `list_principals` takes."""

    limit: int
    cursor: str | None
    assignable: bool | None
    q: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPrincipals200:
    """A page of the list."""

    body: models.PrincipalPage

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
        headers = (("Content-Type", "application/json"),)
        return Rendered(200, headers, self.body.model_dump_json(by_alias=True).encode())


ListPrincipalsResult = ListPrincipals200 | problems.InvalidCursor | problems.Forbidden


class Operations(Protocol[ContextT]):
    """One handler per operation."""

    async def list_alerts(self, context: ContextT, request: ListAlertsRequest) -> ListAlertsResult:
        """List alerts."""

    async def create_alert(self, context: ContextT, request: CreateAlertRequest) -> CreateAlertResult:
        """Report an alert."""

    async def get_alert(self, context: ContextT, request: GetAlertRequest) -> GetAlertResult:
        """Get an alert."""

    async def update_alert(self, context: ContextT, request: UpdateAlertRequest) -> UpdateAlertResult:
        """Triage an alert."""

    async def create_ticket_from_alert(
        self, context: ContextT, request: CreateTicketFromAlertRequest
    ) -> CreateTicketFromAlertResult:
        """Create a ticket from an alert."""

    async def list_tickets(self, context: ContextT, request: ListTicketsRequest) -> ListTicketsResult:
        """List tickets."""

    async def create_ticket(self, context: ContextT, request: CreateTicketRequest) -> CreateTicketResult:
        """Create a ticket."""

    async def get_ticket_summary(self, context: ContextT, request: GetTicketSummaryRequest) -> GetTicketSummaryResult:
        """Count tickets."""

    async def get_ticket(self, context: ContextT, request: GetTicketRequest) -> GetTicketResult:
        """Get a ticket."""

    async def update_ticket(self, context: ContextT, request: UpdateTicketRequest) -> UpdateTicketResult:
        """Change a ticket."""

    async def list_comments(self, context: ContextT, request: ListCommentsRequest) -> ListCommentsResult:
        """List comments."""

    async def create_comment(self, context: ContextT, request: CreateCommentRequest) -> CreateCommentResult:
        """Add a comment."""

    async def list_links(self, context: ContextT, request: ListLinksRequest) -> ListLinksResult:
        """List links."""

    async def create_link(self, context: ContextT, request: CreateLinkRequest) -> CreateLinkResult:
        """Add a link."""

    async def get_link(self, context: ContextT, request: GetLinkRequest) -> GetLinkResult:
        """Get a link."""

    async def delete_link(self, context: ContextT, request: DeleteLinkRequest) -> DeleteLinkResult:
        """Remove a link."""

    async def list_timeline(self, context: ContextT, request: ListTimelineRequest) -> ListTimelineResult:
        """List the timeline."""

    async def list_assets(self, context: ContextT, request: ListAssetsRequest) -> ListAssetsResult:
        """List assets."""

    async def create_asset(self, context: ContextT, request: CreateAssetRequest) -> CreateAssetResult:
        """Create an asset."""

    async def get_asset(self, context: ContextT, request: GetAssetRequest) -> GetAssetResult:
        """Get an asset."""

    async def list_evidence(self, context: ContextT, request: ListEvidenceRequest) -> ListEvidenceResult:
        """List evidence."""

    async def create_evidence(self, context: ContextT, request: CreateEvidenceRequest) -> CreateEvidenceResult:
        """Create evidence."""

    async def get_evidence(self, context: ContextT, request: GetEvidenceRequest) -> GetEvidenceResult:
        """Get evidence."""

    async def list_delivery_records(
        self, context: ContextT, request: ListDeliveryRecordsRequest
    ) -> ListDeliveryRecordsResult:
        """List delivery records."""

    async def get_delivery_record(
        self, context: ContextT, request: GetDeliveryRecordRequest
    ) -> GetDeliveryRecordResult:
        """Get a delivery record."""

    async def list_audit_records(self, context: ContextT, request: ListAuditRecordsRequest) -> ListAuditRecordsResult:
        """List audit records."""

    async def get_audit_record(self, context: ContextT, request: GetAuditRecordRequest) -> GetAuditRecordResult:
        """Get an audit record."""

    async def get_session(self, context: ContextT, request: GetSessionRequest) -> GetSessionResult:
        """Get the session."""

    async def create_session(self, context: ContextT, request: CreateSessionRequest) -> CreateSessionResult:
        """Sign in."""

    async def delete_session(self, context: ContextT, request: DeleteSessionRequest) -> DeleteSessionResult:
        """Sign out."""

    async def get_me(self, context: ContextT, request: GetMeRequest) -> GetMeResult:
        """Get the caller."""

    async def list_principals(self, context: ContextT, request: ListPrincipalsRequest) -> ListPrincipalsResult:
        """List principals."""
