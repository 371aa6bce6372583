# Generated from specs/schemas by `python -m codegen`. Do not edit.
"""The schemas of the contract."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import MISSING, BaseModel, ConfigDict, Field, RootModel, StrictBool

from generated.scalars import Count, Integer, Tags, Timestamp, TimestampInput, Uuid


class ActorKind(StrEnum):
    """
    A principal, or the runtime itself.
    """

    user = "user"
    system = "system"


class AlertReceipt(BaseModel):
    """What became of a report; it shows no state of the alert."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    source: Annotated[str, Field(max_length=64, min_length=1, pattern="^[a-z0-9][a-z0-9._-]*$")]
    """The tool that reported it."""
    source_alert_id: Annotated[str, Field(max_length=256)]
    created: StrictBool
    """False where the alert was there already."""
    content_matches: StrictBool
    """False where a repeat brought another body; the stored alert is as it was."""


class AlertStatus(StrEnum):
    """
    Where triage of the alert stands. It moves by triage alone, never with a ticket.
    """

    new = "new"
    in_progress = "in_progress"
    suppressed = "suppressed"
    resolved = "resolved"


class AlertVerdict(StrEnum):
    """
    What triage found.
    """

    true_positive = "true_positive"
    benign_positive = "benign_positive"
    false_positive = "false_positive"
    duplicate = "duplicate"
    undetermined = "undetermined"


class AssetType(StrEnum):
    """
    What kind of thing an asset is.
    """

    ip_address = "ip_address"
    hostname = "hostname"
    url = "url"
    user = "user"
    file = "file"
    process = "process"
    container = "container"
    cloud_resource = "cloud_resource"
    service = "service"
    other = "other"


class AuditOutcome(StrEnum):
    """
    Whether the mutation took place.
    """

    allowed = "allowed"
    denied = "denied"


class AuditTargetType(StrEnum):
    """
    What kind of thing a mutation was about.
    """

    alert = "alert"
    ticket = "ticket"
    comment = "comment"
    link = "link"
    asset = "asset"
    evidence = "evidence"
    delivery_record = "delivery_record"


class CommentVisibility(StrEnum):
    """
    An internal comment does not exist for an auditor.
    """

    internal = "internal"
    auditor_visible = "auditor_visible"


class DayCount(BaseModel):
    """How many tickets were made and resolved on a day, in UTC."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    day: Annotated[str, Field(max_length=10)]
    created: Count
    resolved: Count


class DeliveryStatus(StrEnum):
    """
    What an outbound integration says of a delivery.
    """

    requested = "requested"
    delivered = "delivered"
    failed = "failed"


class DemoIdentity(StrEnum):
    """
    Somebody to be in `oneprotect up`; the first three are of the tenant `demo`, the last is of the tenant `second`.
    """

    admin = "admin"
    analyst = "analyst"
    auditor = "auditor"
    second_tenant_analyst = "second-tenant-analyst"


class EvidenceCreate(BaseModel):
    """New evidence."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    name: Annotated[str, Field(max_length=255, min_length=1, pattern="^[^\\u0000]*$")]
    media_type: Annotated[
        str | None | MISSING,
        Field(
            max_length=127,
            min_length=3,
            pattern="^[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+$",
        ),
    ] = MISSING
    size_bytes: Count | None | MISSING = MISSING
    sha256: Annotated[str, Field(max_length=64, min_length=64, pattern="^[0-9a-f]{64}$")]
    """SHA-256, lower-case hexadecimal."""
    description: Annotated[str | MISSING, Field(max_length=10000, pattern="^[^\\u0000]*$")] = MISSING
    collected_at: TimestampInput | None | MISSING = MISSING


class EvidenceType(StrEnum):
    """
    What kind of observation an alert's evidence is.
    """

    http_request = "http_request"
    dns_query = "dns_query"
    file = "file"
    process = "process"
    log = "log"
    network_flow = "network_flow"
    other = "other"


class ExternalTarget(BaseModel):
    """A place elsewhere."""

    model_config = ConfigDict(
        extra="forbid",
    )
    url: Annotated[str, Field(max_length=2000, min_length=1)]
    """The URL; for an auditor without its host, so no URL any more."""
    label: Annotated[str | None, Field(max_length=200)]
    """What to call it."""


class ExternalTargetCreate(BaseModel):
    """A place elsewhere."""

    model_config = ConfigDict(
        extra="forbid",
    )
    url: Annotated[
        str,
        Field(
            max_length=2000,
            min_length=9,
            pattern="^https://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?(/[!-~]*)?$",
        ),
    ]
    """An https URL in ASCII; it is stored and never fetched."""
    label: Annotated[
        str | None | MISSING,
        Field(max_length=200, min_length=1, pattern="^[^\\u0000]*$"),
    ] = MISSING
    """What to call it."""


class FieldChange(BaseModel):
    """One field that changed."""

    model_config = ConfigDict(
        extra="forbid",
    )
    field: Annotated[str, Field(max_length=100)]
    before: Any
    """The value before; null for what was made."""
    after: Any
    """The value after."""


class LinkDirection(StrEnum):
    """
    Inbound where another ticket made the link to this one.
    """

    outbound = "outbound"
    inbound = "inbound"


class LinkRelation(StrEnum):
    """
    How the ticket stands to the target.
    """

    related = "related"
    duplicates = "duplicates"
    caused_by = "caused_by"
    blocks = "blocks"


class LinkTargetType(StrEnum):
    """
    What kind of thing a link points to.
    """

    alert = "alert"
    asset = "asset"
    evidence = "evidence"
    delivery_record = "delivery_record"
    audit_record = "audit_record"
    ticket = "ticket"
    external_reference = "external_reference"


class RecordTarget(BaseModel):
    """A record of the tenant."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid


class ResolutionReason(StrEnum):
    """
    Why the ticket is resolved.
    """

    true_positive = "true_positive"
    benign_positive = "benign_positive"
    false_positive = "false_positive"
    duplicate = "duplicate"
    accepted_risk = "accepted_risk"
    other = "other"


class ResolutionUpdate(BaseModel):
    """Change of the resolution, merged into what is there. A null note takes it back."""

    model_config = ConfigDict(
        extra="forbid",
    )
    reason: ResolutionReason | MISSING = MISSING
    note: Annotated[str | None | MISSING, Field(max_length=10000, pattern="^[^\\u0000]*$")] = MISSING


class RoleName(StrEnum):
    """
    A role of specs/roles.yaml.
    """

    admin = "admin"
    analyst = "analyst"
    auditor = "auditor"
    ingest = "ingest"


class ScopeName(StrEnum):
    """
    A scope of specs/roles.yaml.
    """

    alerts_ingest = "alerts:ingest"
    alerts_read = "alerts:read"
    alerts_write = "alerts:write"
    audit_read = "audit:read"
    audit_seal = "audit:seal"
    records_read = "records:read"
    records_write = "records:write"
    tickets_read = "tickets:read"
    tickets_reopen = "tickets:reopen"
    tickets_write = "tickets:write"


class SessionCreate(BaseModel):
    """A demo identity to sign in as; there are some in `oneprotect up` only."""

    model_config = ConfigDict(
        extra="forbid",
    )
    identity: DemoIdentity


class Severity(StrEnum):
    """
    How bad it is. Sorted by rank, critical highest.
    """

    critical = "critical"
    high = "high"
    medium = "medium"
    low = "low"
    informational = "informational"


class SeverityCount(BaseModel):
    """How many open tickets have a severity."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    severity: Severity
    open: Count


class Tenant(BaseModel):
    """The tenant that the token names."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    name: Annotated[str, Field(max_length=63)]


class TicketLinkCreate(BaseModel):
    """A link to a ticket; `related` where no relation is given."""

    model_config = ConfigDict(
        extra="forbid",
    )
    target_type: Literal["ticket"]
    """Says that the target is a ticket."""
    relation: LinkRelation | MISSING = MISSING
    target: RecordTarget


class TicketPriority(StrEnum):
    """
    How soon. Sorted by rank, p1 highest.
    """

    p1 = "p1"
    p2 = "p2"
    p3 = "p3"
    p4 = "p4"


class TicketSourceKind(StrEnum):
    """
    Whether the ticket was made of an alert.
    """

    alert = "alert"
    manual = "manual"


class TicketStatus(StrEnum):
    """Where the work stands. `x-transitions` is the whole table of moves; `needs` is a scope that a move takes."""

    new = "new"
    triaged = "triaged"
    in_progress = "in_progress"
    on_hold = "on_hold"
    resolved = "resolved"
    closed = "closed"


class TicketSummary(BaseModel):
    """Counts of tickets."""

    model_config = ConfigDict(
        extra="forbid",
    )
    by_severity: Annotated[list[SeverityCount], Field(max_length=5)]
    by_day: Annotated[list[DayCount], Field(max_length=90)]


class TicketUpdate(BaseModel):
    """A JSON merge patch (RFC 7396). What is absent stays; null takes the assignee back."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    title: Annotated[str | MISSING, Field(max_length=160, min_length=1, pattern="^[^\\u0000]*$")] = MISSING
    """What it is about, in one line."""
    description: Annotated[str | MISSING, Field(max_length=30000, pattern="^[^\\u0000]*$")] = MISSING
    """What there is to say beyond the title."""
    status: TicketStatus | MISSING = MISSING
    priority: TicketPriority | MISSING = MISSING
    severity: Severity | MISSING = MISSING
    assignee_id: Uuid | None | MISSING = MISSING
    tags: Tags | MISSING = MISSING
    resolution: ResolutionUpdate | None | MISSING = MISSING
    """Needed to go to `resolved`; changeable while resolved; 422 in any other status."""


class Actor(BaseModel):
    """Who acted."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    kind: ActorKind
    display_name: Annotated[str, Field(max_length=255)]
    """Name in the directory, which is not hidden from auditors."""


class AlertAsset(BaseModel):
    """A thing that the alert is about, as the tool named it."""

    model_config = ConfigDict(
        extra="forbid",
    )
    type: AssetType
    value: Annotated[str, Field(max_length=2000, min_length=1, pattern="^[^\\u0000]*$")]
    """Address, name or identifier."""


class AlertEvidence(BaseModel):
    """An observation that the alert rests on."""

    model_config = ConfigDict(
        extra="forbid",
    )
    type: EvidenceType
    value: Annotated[str, Field(max_length=4000, min_length=1, pattern="^[^\\u0000]*$")]
    """The observation in words."""


class AlertLink(BaseModel):
    """A link to an alert."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    ticket_id: Uuid
    """The ticket that the link was made on."""
    target_type: Literal["alert"]
    """Says that the target is an alert."""
    relation: LinkRelation
    target: RecordTarget
    direction: LinkDirection
    created_by: Actor
    created_at: Timestamp


class AlertLinkCreate(BaseModel):
    """A link to an alert; `related` where no relation is given."""

    model_config = ConfigDict(
        extra="forbid",
    )
    target_type: Literal["alert"]
    """Says that the target is an alert."""
    relation: LinkRelation | MISSING = MISSING
    target: RecordTarget


class AlertSummary(BaseModel):
    """An alert without its original document."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    source: Annotated[str, Field(max_length=64, min_length=1)]
    """The tool that reported it."""
    source_alert_id: Annotated[str, Field(max_length=256)]
    title: Annotated[str, Field(max_length=500, min_length=1, pattern="^[^\\u0000]*$")]
    """What happened, in one line."""
    description: Annotated[str, Field(max_length=30000)]
    severity: Severity
    status: AlertStatus
    verdict: AlertVerdict | None
    rule_id: Annotated[str | None, Field(max_length=256)]
    detected_at: Timestamp
    assets: Annotated[list[AlertAsset], Field(max_length=100)]
    evidence: Annotated[list[AlertEvidence], Field(max_length=100)]
    ticket_id: Uuid | None
    """The ticket that was made of it, if any."""
    version: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Moves by one whenever a field that the client can see moves; the ETag is made of it."""
    created_at: Timestamp
    updated_at: Timestamp


class AlertUpdate(BaseModel):
    """Triage, as a JSON merge patch (RFC 7396). What is absent stays; a null verdict takes it back."""

    model_config = ConfigDict(
        extra="forbid",
    )
    status: AlertStatus | MISSING = MISSING
    verdict: AlertVerdict | None | MISSING = MISSING
    severity: Severity | MISSING = MISSING


class Asset(BaseModel):
    """A thing that alerts and tickets are about."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    type: AssetType
    value: Annotated[str, Field(max_length=2000)]
    """Address, name or identifier."""
    name: Annotated[str | None, Field(max_length=200)]
    created_by: Actor
    created_at: Timestamp


class AssetCreate(BaseModel):
    """A new asset."""

    model_config = ConfigDict(
        extra="forbid",
    )
    type: AssetType
    value: Annotated[str, Field(max_length=2000, min_length=1, pattern="^[^\\u0000]*$")]
    name: Annotated[
        str | None | MISSING,
        Field(max_length=200, min_length=1, pattern="^[^\\u0000]*$"),
    ] = MISSING


class AssetLink(BaseModel):
    """A link to an asset."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    ticket_id: Uuid
    """The ticket that the link was made on."""
    target_type: Literal["asset"]
    """Says that the target is an asset."""
    relation: LinkRelation
    target: RecordTarget
    direction: LinkDirection
    created_by: Actor
    created_at: Timestamp


class AssetLinkCreate(BaseModel):
    """A link to an asset; `related` where no relation is given."""

    model_config = ConfigDict(
        extra="forbid",
    )
    target_type: Literal["asset"]
    """Says that the target is an asset."""
    relation: LinkRelation | MISSING = MISSING
    target: RecordTarget


class AssetPage(BaseModel):
    """A page of assets."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[Asset], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """Opaque; goes on where this page ends. Null on the last page."""


class AssignedEntry(BaseModel):
    """An entry of the kind assigned."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    kind: Literal["assigned"]
    """Says what kind of entry it is."""
    actor: Actor
    occurred_at: Timestamp
    ticket_version: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Moves by one whenever a field that the client can see moves; the ETag is made of it."""
    audit_id: Uuid
    from_: Annotated[Uuid | None, Field(alias="from")]
    to: Uuid | None


class AuditRecordLink(BaseModel):
    """A link to an audit record."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    ticket_id: Uuid
    """The ticket that the link was made on."""
    target_type: Literal["audit_record"]
    """Says that the target is an audit record."""
    relation: LinkRelation
    target: RecordTarget
    direction: LinkDirection
    created_by: Actor
    created_at: Timestamp


class AuditRecordLinkCreate(BaseModel):
    """A link to an audit record; `related` where no relation is given."""

    model_config = ConfigDict(
        extra="forbid",
    )
    target_type: Literal["audit_record"]
    """Says that the target is an audit record."""
    relation: LinkRelation | MISSING = MISSING
    target: RecordTarget


class AuditTarget(BaseModel):
    """What the mutation was about."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    type: AuditTargetType
    id: Uuid


class Comment(BaseModel):
    """A comment; it is never edited or deleted."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    ticket_id: Uuid
    author: Actor
    body: Annotated[str, Field(max_length=10000, min_length=1, pattern="^[^\\u0000]*$")]
    """What there is to say."""
    visibility: CommentVisibility
    created_at: Timestamp


class CommentAddedEntry(BaseModel):
    """An entry of the kind comment_added."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    kind: Literal["comment_added"]
    """Says what kind of entry it is."""
    actor: Actor
    occurred_at: Timestamp
    ticket_version: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Moves by one whenever a field that the client can see moves; the ETag is made of it."""
    audit_id: Uuid
    comment_id: Uuid
    visibility: CommentVisibility


class CommentCreate(BaseModel):
    """A new comment; internal where visibility is absent."""

    model_config = ConfigDict(
        extra="forbid",
    )
    body: Annotated[str, Field(max_length=10000, min_length=1, pattern="^[^\\u0000]*$")]
    """What there is to say."""
    visibility: CommentVisibility | MISSING = MISSING


class CommentPage(BaseModel):
    """A page of comments."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[Comment], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """Opaque; goes on where this page ends. Null on the last page."""


class CreatedEntry(BaseModel):
    """An entry of the kind created."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    kind: Literal["created"]
    """Says what kind of entry it is."""
    actor: Actor
    occurred_at: Timestamp
    ticket_version: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Moves by one whenever a field that the client can see moves; the ETag is made of it."""
    audit_id: Uuid


class DeliveryRecord(BaseModel):
    """What an outbound integration reported of a delivery; written by the worker, never by clients."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    ticket_id: Uuid
    source: Annotated[str, Field(max_length=200)]
    """The integration, by the event's source."""
    target: Annotated[str, Field(max_length=200)]
    """Where it was delivered to."""
    status: DeliveryStatus
    detail: Annotated[str, Field(max_length=2000)]
    occurred_at: Timestamp
    """The event's own time; of two that name the same delivery the newer counts."""
    created_at: Timestamp


class DeliveryRecordLink(BaseModel):
    """A link to a delivery record."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    ticket_id: Uuid
    """The ticket that the link was made on."""
    target_type: Literal["delivery_record"]
    """Says that the target is a delivery record."""
    relation: LinkRelation
    target: RecordTarget
    direction: LinkDirection
    created_by: Actor
    created_at: Timestamp


class DeliveryRecordLinkCreate(BaseModel):
    """A link to a delivery record; `related` where no relation is given."""

    model_config = ConfigDict(
        extra="forbid",
    )
    target_type: Literal["delivery_record"]
    """Says that the target is a delivery record."""
    relation: LinkRelation | MISSING = MISSING
    target: RecordTarget


class DeliveryRecordPage(BaseModel):
    """A page of delivery records."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[DeliveryRecord], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """Opaque; goes on where this page ends. Null on the last page."""


class Evidence(BaseModel):
    """Metadata of evidence that lies elsewhere; the file is never here."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    name: Annotated[str, Field(max_length=255)]
    media_type: Annotated[str | None, Field(max_length=127)]
    size_bytes: Count | None
    sha256: Annotated[str, Field(max_length=64, min_length=64, pattern="^[0-9a-f]{64}$")]
    """SHA-256, lower-case hexadecimal."""
    description: Annotated[str, Field(max_length=10000)]
    collected_at: Timestamp | None
    created_by: Actor
    created_at: Timestamp


class EvidenceLink(BaseModel):
    """A link to an evidence."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    ticket_id: Uuid
    """The ticket that the link was made on."""
    target_type: Literal["evidence"]
    """Says that the target is an evidence."""
    relation: LinkRelation
    target: RecordTarget
    direction: LinkDirection
    created_by: Actor
    created_at: Timestamp


class EvidenceLinkCreate(BaseModel):
    """A link to an evidence; `related` where no relation is given."""

    model_config = ConfigDict(
        extra="forbid",
    )
    target_type: Literal["evidence"]
    """Says that the target is an evidence."""
    relation: LinkRelation | MISSING = MISSING
    target: RecordTarget


class EvidencePage(BaseModel):
    """A page of evidence."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[Evidence], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """Opaque; goes on where this page ends. Null on the last page."""


class ExternalReferenceLink(BaseModel):
    """A link to an external reference."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    ticket_id: Uuid
    """The ticket that the link was made on."""
    target_type: Literal["external_reference"]
    """Says that the target is an external reference."""
    relation: LinkRelation
    target: ExternalTarget
    direction: LinkDirection
    created_by: Actor
    created_at: Timestamp


class ExternalReferenceLinkCreate(BaseModel):
    """A link to an external reference; `related` where no relation is given."""

    model_config = ConfigDict(
        extra="forbid",
    )
    target_type: Literal["external_reference"]
    """Says that the target is an external reference."""
    relation: LinkRelation | MISSING = MISSING
    target: ExternalTargetCreate


class LinkCreate(
    RootModel[
        AlertLinkCreate
        | AssetLinkCreate
        | EvidenceLinkCreate
        | DeliveryRecordLinkCreate
        | AuditRecordLinkCreate
        | TicketLinkCreate
        | ExternalReferenceLinkCreate
    ]
):
    root: Annotated[
        AlertLinkCreate
        | AssetLinkCreate
        | EvidenceLinkCreate
        | DeliveryRecordLinkCreate
        | AuditRecordLinkCreate
        | TicketLinkCreate
        | ExternalReferenceLinkCreate,
        Field(discriminator="target_type"),
    ]
    """A new link; which target it takes is said by `target_type`."""


class Me(BaseModel):
    """Who the caller is here, and what the caller may do."""

    model_config = ConfigDict(
        extra="forbid",
    )
    tenant: Tenant
    principal: Actor
    subject: Annotated[str, Field(max_length=255)]
    """The token's subject."""
    roles: Annotated[list[RoleName], Field(max_length=4)]
    permissions: Annotated[list[ScopeName], Field(max_length=20)]
    """The scopes of the roles."""


class Principal(BaseModel):
    """Somebody of the tenant whose verified token was seen."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    kind: ActorKind
    display_name: Annotated[str, Field(max_length=255)]
    roles: Annotated[list[RoleName], Field(max_length=4)]
    """The roles when last seen."""
    assignable: StrictBool
    """Tickets can be assigned to this principal."""
    last_seen_at: Timestamp


class PrincipalPage(BaseModel):
    """A page of principals."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[Principal], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """Opaque; goes on where this page ends. Null on the last page."""


class Resolution(BaseModel):
    """Why and how a ticket was resolved."""

    model_config = ConfigDict(
        extra="forbid",
    )
    reason: ResolutionReason
    note: Annotated[str | None, Field(max_length=10000)]


class Session(BaseModel):
    """Who is signed in, and the token that writes carry in X-CSRF-Token."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    me: Me
    csrf_token: Annotated[str, Field(max_length=200)]
    expires_at: Timestamp


class StatusChangedEntry(BaseModel):
    """An entry of the kind status_changed."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    kind: Literal["status_changed"]
    """Says what kind of entry it is."""
    actor: Actor
    occurred_at: Timestamp
    ticket_version: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Moves by one whenever a field that the client can see moves; the ETag is made of it."""
    audit_id: Uuid
    from_: Annotated[TicketStatus, Field(alias="from")]
    to: TicketStatus
    resolution: Resolution | None
    """The resolution that came with the move, or that a reopening cleared."""


class TicketCreate(BaseModel):
    """A new ticket. It starts `new`; what is absent is `p3`, `medium`, unassigned and empty."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    title: Annotated[str, Field(max_length=160, min_length=1, pattern="^[^\\u0000]*$")]
    """What it is about, in one line."""
    description: Annotated[str | MISSING, Field(max_length=30000, pattern="^[^\\u0000]*$")] = MISSING
    """What there is to say beyond the title."""
    priority: TicketPriority | MISSING = MISSING
    severity: Severity | MISSING = MISSING
    assignee_id: Uuid | None | MISSING = MISSING
    tags: Tags | MISSING = MISSING


class TicketFromAlert(BaseModel):
    """What the ticket shall have; title, description and severity are the alert's where they are absent."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    title: Annotated[str | MISSING, Field(max_length=160, min_length=1, pattern="^[^\\u0000]*$")] = MISSING
    """What it is about, in one line."""
    description: Annotated[str | MISSING, Field(max_length=30000, pattern="^[^\\u0000]*$")] = MISSING
    """What there is to say beyond the title."""
    priority: TicketPriority | MISSING = MISSING
    severity: Severity | MISSING = MISSING
    assignee_id: Uuid | None | MISSING = MISSING
    tags: Tags | MISSING = MISSING


class TicketLink(BaseModel):
    """A link to a ticket."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    ticket_id: Uuid
    """The ticket that the link was made on."""
    target_type: Literal["ticket"]
    """Says that the target is a ticket."""
    relation: LinkRelation
    target: RecordTarget
    direction: LinkDirection
    created_by: Actor
    created_at: Timestamp


class TicketSource(BaseModel):
    """Where the ticket comes from."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    kind: TicketSourceKind
    alert_id: Uuid | None


class UpdatedEntry(BaseModel):
    """An entry of the kind updated."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    kind: Literal["updated"]
    """Says what kind of entry it is."""
    actor: Actor
    occurred_at: Timestamp
    ticket_version: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Moves by one whenever a field that the client can see moves; the ETag is made of it."""
    audit_id: Uuid
    changes: Annotated[list[FieldChange], Field(max_length=20)]


class Alert(BaseModel):
    """An alert with its original document."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    raw: Any | MISSING = MISSING
    """The original document, null where none was given; absent from an auditor's answer."""
    id: Uuid
    source: Annotated[str, Field(max_length=64, min_length=1)]
    """The tool that reported it."""
    source_alert_id: Annotated[str, Field(max_length=256)]
    title: Annotated[str, Field(max_length=500, min_length=1, pattern="^[^\\u0000]*$")]
    """What happened, in one line."""
    description: Annotated[str, Field(max_length=30000)]
    severity: Severity
    status: AlertStatus
    verdict: AlertVerdict | None
    rule_id: Annotated[str | None, Field(max_length=256)]
    detected_at: Timestamp
    assets: Annotated[list[AlertAsset], Field(max_length=100)]
    evidence: Annotated[list[AlertEvidence], Field(max_length=100)]
    ticket_id: Uuid | None
    """The ticket that was made of it, if any."""
    version: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Moves by one whenever a field that the client can see moves; the ETag is made of it."""
    created_at: Timestamp
    updated_at: Timestamp


class AlertCreate(BaseModel):
    """An alert as its source reports it."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    source: Annotated[str, Field(max_length=64, min_length=1, pattern="^[a-z0-9][a-z0-9._-]*$")]
    """The tool that reported it."""
    source_alert_id: Annotated[str, Field(max_length=256, min_length=1, pattern="^[^\\u0000]*$")]
    """The source's own id; with `source` it makes the alert unique in the tenant."""
    title: Annotated[str, Field(max_length=500, min_length=1, pattern="^[^\\u0000]*$")]
    """What happened, in one line."""
    description: Annotated[str, Field(max_length=30000, pattern="^[^\\u0000]*$")] = ""
    """What there is to say beyond the title."""
    severity: Severity
    rule_id: Annotated[
        str | None | MISSING,
        Field(max_length=256, min_length=1, pattern="^[^\\u0000]*$"),
    ] = MISSING
    """The detection rule; tickets of alerts of one source and rule are linked as related."""
    detected_at: TimestampInput
    assets: Annotated[list[AlertAsset] | MISSING, Field(max_length=100)] = MISSING
    """What the alert is about."""
    evidence: Annotated[list[AlertEvidence] | MISSING, Field(max_length=100)] = MISSING
    """What the alert rests on."""
    raw: Any | MISSING = MISSING
    """The original document, kept whole, at most 256 KiB as compact UTF-8."""


class AlertPage(BaseModel):
    """A page of alerts."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[AlertSummary], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """Opaque; goes on where this page ends. Null on the last page."""


class AuditRecord(BaseModel):
    """One mutation, or one that was denied. It is never changed."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    occurred_at: Timestamp
    outcome: AuditOutcome
    operation_id: Annotated[str, Field(max_length=100)]
    """The operationId; of the runtime's own acts, their name."""
    reason: Annotated[str | None, Field(max_length=100)]
    """Of a denied one, the problem's code."""
    actor: Actor
    target: AuditTarget | None
    """Null where a denied creation has made nothing."""
    changes: Annotated[list[FieldChange], Field(max_length=1000)]
    request_id: Uuid


class AuditRecordPage(BaseModel):
    """A page of audit records."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[AuditRecord], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """Opaque; goes on where this page ends. Null on the last page."""


class Link(
    RootModel[
        AlertLink | AssetLink | EvidenceLink | DeliveryRecordLink | AuditRecordLink | TicketLink | ExternalReferenceLink
    ]
):
    root: Annotated[
        AlertLink
        | AssetLink
        | EvidenceLink
        | DeliveryRecordLink
        | AuditRecordLink
        | TicketLink
        | ExternalReferenceLink,
        Field(discriminator="target_type"),
    ]
    """A link; which target it has is said by `target_type`."""


class LinkPage(BaseModel):
    """A page of links."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[Link], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """Opaque; goes on where this page ends. Null on the last page."""


class LinkedEntry(BaseModel):
    """An entry of the kind linked."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    kind: Literal["linked"]
    """Says what kind of entry it is."""
    actor: Actor
    occurred_at: Timestamp
    ticket_version: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Moves by one whenever a field that the client can see moves; the ETag is made of it."""
    audit_id: Uuid
    link: Link


class Ticket(BaseModel):
    """The canonical ticket of a tenant."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    number: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Counts the tickets of the tenant from 1."""
    tenant_id: Uuid
    version: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Moves by one whenever a field that the client can see moves; the ETag is made of it."""
    title: Annotated[str, Field(max_length=160, min_length=1, pattern="^[^\\u0000]*$")]
    """What it is about, in one line."""
    description: Annotated[str, Field(max_length=30000, pattern="^[^\\u0000]*$")]
    """What there is to say beyond the title."""
    status: TicketStatus
    priority: TicketPriority
    severity: Severity
    assignee_id: Uuid | None
    """The principal who works on it; null where nobody does."""
    tags: Tags
    resolution: Resolution | None
    """There while the ticket is resolved or closed."""
    source: TicketSource
    reporter: Actor
    created_at: Timestamp
    updated_at: Timestamp
    """Moves with `version` only."""
    status_changed_at: Timestamp
    resolved_at: Timestamp | None
    closed_at: Timestamp | None


class TicketPage(BaseModel):
    """A page of tickets."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[Ticket], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """Opaque; goes on where this page ends. Null on the last page."""


class UnlinkedEntry(BaseModel):
    """An entry of the kind unlinked."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    kind: Literal["unlinked"]
    """Says what kind of entry it is."""
    actor: Actor
    occurred_at: Timestamp
    ticket_version: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Moves by one whenever a field that the client can see moves; the ETag is made of it."""
    audit_id: Uuid
    link: Link


class TimelineEntry(
    RootModel[
        CreatedEntry
        | UpdatedEntry
        | AssignedEntry
        | StatusChangedEntry
        | CommentAddedEntry
        | LinkedEntry
        | UnlinkedEntry
    ]
):
    root: Annotated[
        CreatedEntry
        | UpdatedEntry
        | AssignedEntry
        | StatusChangedEntry
        | CommentAddedEntry
        | LinkedEntry
        | UnlinkedEntry,
        Field(discriminator="kind"),
    ]
    """One thing that happened; what, is said by `kind`."""


class TimelinePage(BaseModel):
    """A page of the timeline."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[TimelineEntry], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """Opaque; goes on where this page ends. Null on the last page."""
