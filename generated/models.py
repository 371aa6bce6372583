# Generated from specs/schemas by `python -m codegen`. Do not edit.
"""The schemas of the contract."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import MISSING, BaseModel, ConfigDict, Field, RootModel, StrictBool

from generated.scalars import (
    Count,
    HttpsUrl,
    Integer,
    Json262144Bytes,
    Line160,
    Line200,
    Line255,
    Line500,
    Sha256Input,
    Tags,
    TagsInput,
    Timestamp,
    TimestampInput,
    Uuid,
    Visible512,
    Visible2048,
    Visible4000,
    Visible10000,
)


class ActorKind(StrEnum):
    """
    A principal, or the runtime itself.
    """

    user = "user"
    system = "system"


class AlertActivity(StrEnum):
    """
    What happened to the finding at its source: it was created, updated or closed. If the alert exists already, `update` and `close` add a report to it (see `list_alert_reports`) and change neither its content nor its triage; the same report again adds none, and neither does an `update` with the content of the alert itself. If the alert does not exist, `create` and `update` create it, and `close` is 404 `not-found`.
    """

    create = "create"
    update = "update"
    close = "close"


class AlertBatch(BaseModel):
    """Alerts to report in one request."""

    model_config = ConfigDict(
        extra="forbid",
    )
    alerts: Annotated[list[object], Field(max_length=500, min_length=1)]
    """Alerts as `create_alert` accepts them. Each is validated, authorized, stored and audited on its own. Therefore an item may be any JSON value: one that is not a valid alert gets a problem of its own in `results`."""


class AlertBatchReceipt(BaseModel):
    """The result of an accepted item of a batch. It does not show the state of the alert."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    status: Annotated[Integer, Field(ge=200, le=201)]
    """The status that `create_alert` would have returned, 201 for a new alert and 200 for an existing one."""
    id: Uuid
    created: StrictBool
    """False if the alert already existed."""
    content_matches: StrictBool
    """False if the report differs from the stored alert, which stays unchanged."""


class AlertBatchResult(BaseModel):
    """The results of a batch."""

    model_config = ConfigDict(
        extra="forbid",
    )
    results: Annotated[list[AlertBatchReceipt | dict[str, object]], Field(max_length=500, min_length=1)]
    """One result for each item of the batch, in the same order: a receipt, or the problem that `create_alert` would have returned. The pointers in its `errors` point into the item."""


class AlertReceipt(BaseModel):
    """The result of a report. It does not show the state of the alert."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    source: Annotated[str, Field(max_length=64, min_length=1, pattern="^[a-z0-9][a-z0-9._-]*$")]
    """The tool that reported the alert."""
    source_alert_id: Annotated[str, Field(max_length=512)]
    """The source's own ID of the alert."""
    created: StrictBool
    """False if the alert already existed."""
    content_matches: StrictBool
    """False if the report differs from the stored alert, which stays unchanged."""


class AlertReportActivity(StrEnum):
    """
    What happened to the finding at its source.
    """

    update = "update"
    close = "close"


class AlertStatus(StrEnum):
    """
    The triage status of the alert. Only triage changes it; a change of the alert's ticket does not.
    """

    new = "new"
    in_progress = "in_progress"
    suppressed = "suppressed"
    resolved = "resolved"


class AlertVerdict(StrEnum):
    """
    The result of triage.
    """

    true_positive = "true_positive"
    benign_positive = "benign_positive"
    false_positive = "false_positive"
    duplicate = "duplicate"
    undetermined = "undetermined"


class AssetRole(StrEnum):
    """
    The part that the asset played: `source` connected to `destination`, and `actor` acted on `target`. Absent if the detection tool did not say.
    """

    source = "source"
    destination = "destination"
    actor = "actor"
    target = "target"


class AssetType(StrEnum):
    """
    The kind of asset.
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
    Whether the mutation was performed.
    """

    allowed = "allowed"
    denied = "denied"


class AuditTargetType(StrEnum):
    """
    The kind of resource that a mutation concerns.
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
    Who can read the comment. For an auditor, an internal comment does not exist.
    """

    internal = "internal"
    auditor_visible = "auditor_visible"


class DayCount(BaseModel):
    """The number of tickets created and resolved on one day, in UTC."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    day: Annotated[str, Field(max_length=10)]
    """The day, in UTC."""
    created: Count
    resolved: Count


class DeliveryStatus(StrEnum):
    """
    The status of a delivery, as the outbound integration reports it.
    """

    requested = "requested"
    delivered = "delivered"
    failed = "failed"


class DemoIdentity(StrEnum):
    """
    A demo identity of `oneprotect up`. The first three belong to the tenant `demo`, the last to the tenant `second`.
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
    name: Line255
    """The name of the file, in one line with at least one visible character."""
    media_type: Annotated[
        str | None | MISSING,
        Field(
            max_length=127,
            min_length=3,
            pattern="^[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+$",
        ),
    ] = MISSING
    """The media type of the file."""
    size_bytes: Count | None | MISSING = MISSING
    sha256: Sha256Input
    description: Annotated[str | MISSING, Field(max_length=10000, pattern="^[^\\u0000]*$")] = MISSING
    """What the evidence shows."""
    collected_at: TimestampInput | None | MISSING = MISSING


class EvidenceType(StrEnum):
    """
    The kind of observation.
    """

    http_request = "http_request"
    dns_query = "dns_query"
    file = "file"
    process = "process"
    log = "log"
    network_flow = "network_flow"
    other = "other"


class ExternalTarget(BaseModel):
    """An external URL."""

    model_config = ConfigDict(
        extra="forbid",
    )
    url: Annotated[str, Field(max_length=2000, min_length=1)]
    """The URL. An auditor sees it with its host redacted, so it is then no longer a valid URL."""
    label: Annotated[str | None, Field(max_length=200)]
    """The text to show instead of the URL."""


class ExternalTargetCreate(BaseModel):
    """An external URL."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    url: HttpsUrl
    label: Line200 | None | MISSING = MISSING
    """The text to show instead of the URL, in one line with at least one visible character."""


class FieldChange(BaseModel):
    """One changed field."""

    model_config = ConfigDict(
        extra="forbid",
    )
    field: Annotated[str, Field(max_length=100)]
    """The name of the field."""
    before: Any
    """The value before the change; null if the resource was created."""
    after: Any
    """The value after the change."""


class LinkDirection(StrEnum):
    """
    `outbound` if the link was created on this ticket, `inbound` if it was created on the ticket that points to this one.
    """

    outbound = "outbound"
    inbound = "inbound"


class LinkRelation(StrEnum):
    """
    How the ticket relates to the target. `related` has no direction and exists once between two tickets. `blocks` and `duplicates` cannot point both ways between two tickets.
    """

    related = "related"
    duplicates = "duplicates"
    caused_by = "caused_by"
    blocks = "blocks"


class LinkTargetType(StrEnum):
    """
    The kind of target that a link points to.
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


class RelatedStatus(StrEnum):
    """
    The status of the alert (`AlertStatus`) or of the ticket (`TicketStatus`).
    """

    new = "new"
    triaged = "triaged"
    in_progress = "in_progress"
    on_hold = "on_hold"
    suppressed = "suppressed"
    resolved = "resolved"
    closed = "closed"


class RelatedType(StrEnum):
    """
    Whether the related record is an alert or a ticket.
    """

    alert = "alert"
    ticket = "ticket"


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
    """A change of the resolution, merged into the existing one. A null note clears the note."""

    model_config = ConfigDict(
        extra="forbid",
    )
    reason: ResolutionReason | MISSING = MISSING
    note: Annotated[str | None | MISSING, Field(max_length=10000, pattern="^[^\\u0000]*$")] = MISSING
    """How the ticket was resolved."""


class RoleName(StrEnum):
    """
    A role, as defined in specs/roles.yaml.
    """

    admin = "admin"
    analyst = "analyst"
    auditor = "auditor"
    ingest = "ingest"


class ScopeName(StrEnum):
    """
    A scope, as defined in specs/roles.yaml.
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
    """The demo identity to sign in as. Only `oneprotect up` has demo identities."""

    model_config = ConfigDict(
        extra="forbid",
    )
    identity: DemoIdentity


class Severity(StrEnum):
    """
    The severity. Sorting uses the rank; critical is the highest.
    """

    critical = "critical"
    high = "high"
    medium = "medium"
    low = "low"
    informational = "informational"


class SeverityCount(BaseModel):
    """The number of open tickets with one severity."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    severity: Severity
    open: Count


class SharedType(StrEnum):
    """
    The type of the shared asset, or `rule` for the detection rule.
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
    rule = "rule"


class SharedValue(BaseModel):
    """Something that both records have."""

    model_config = ConfigDict(
        extra="forbid",
    )
    type: SharedType
    value: Annotated[str, Field(max_length=2048)]
    """The value as the alert of the request has it; the other record may spell it differently."""


class Tenant(BaseModel):
    """The tenant that the token names."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    name: Annotated[str, Field(max_length=63)]
    """The tenant's name."""


class TicketLinkCreate(BaseModel):
    """A new link to a ticket. The relation is `related` by default."""

    model_config = ConfigDict(
        extra="forbid",
    )
    target_type: Literal["ticket"]
    """States that the target is a ticket."""
    relation: LinkRelation | MISSING = MISSING
    target: RecordTarget


class TicketPriority(StrEnum):
    """
    The urgency. Sorting uses the rank; p1 is the highest.
    """

    p1 = "p1"
    p2 = "p2"
    p3 = "p3"
    p4 = "p4"


class TicketSourceKind(StrEnum):
    """
    Whether the ticket was created from an alert or by hand.
    """

    alert = "alert"
    manual = "manual"


class TicketStatus(StrEnum):
    """The status of the work. `x-transitions` lists every allowed change; `needs` names the scope that a change requires."""

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
    """The open tickets, one entry per severity."""
    by_day: Annotated[list[DayCount], Field(max_length=90)]
    """The tickets created and resolved, one entry per day, oldest first."""


class TicketUpdate(BaseModel):
    """A change of a ticket, as a JSON merge patch (RFC 7396). An absent member stays as it is; null unassigns the ticket."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    title: Line160 | MISSING = MISSING
    """What the ticket is about, in one line with at least one visible character."""
    description: Annotated[str | MISSING, Field(max_length=30000, pattern="^[^\\u0000]*$")] = MISSING
    """Details beyond the title."""
    status: TicketStatus | MISSING = MISSING
    priority: TicketPriority | MISSING = MISSING
    severity: Severity | MISSING = MISSING
    assignee_id: Uuid | None | MISSING = MISSING
    tags: TagsInput | MISSING = MISSING
    resolution: ResolutionUpdate | None | MISSING = MISSING
    """Required when the status changes to `resolved`; can be changed while the ticket is resolved. In any status other than `resolved` and `closed`, a value other than null is 422 `validation`."""


class Actor(BaseModel):
    """The principal who acted."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    kind: ActorKind
    display_name: Annotated[str, Field(max_length=255)]
    """The name from the directory; it is not redacted for auditors."""


class AlertAsset(BaseModel):
    """An asset that the alert is about, as the detection tool named it."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    type: AssetType
    value: Visible2048
    """The address, name or identifier, with at least one visible character."""
    role: AssetRole | MISSING = MISSING


class AlertEvidence(BaseModel):
    """An observation that supports the alert."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    type: EvidenceType
    value: Visible4000
    """The observation as text, with at least one visible character."""


class AlertLink(BaseModel):
    """A link to an alert."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    ticket_id: Uuid
    """The ticket that the link was created on."""
    target_type: Literal["alert"]
    """States that the target is an alert."""
    relation: LinkRelation
    target: RecordTarget
    direction: LinkDirection
    created_by: Actor
    created_at: Timestamp


class AlertLinkCreate(BaseModel):
    """A new link to an alert. The relation is `related` by default."""

    model_config = ConfigDict(
        extra="forbid",
    )
    target_type: Literal["alert"]
    """States that the target is an alert."""
    relation: LinkRelation | MISSING = MISSING
    target: RecordTarget


class AlertReport(BaseModel):
    """An update or the closing of a finding, as the source of the alert reported it. It changed neither the alert's content nor its triage."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    activity: AlertReportActivity
    title: Annotated[str, Field(max_length=500, min_length=1, pattern="^[^\\u0000]*$")]
    """What happened, in one line."""
    description: Annotated[str, Field(max_length=30000)]
    """Details beyond the title."""
    severity: Severity
    detected_at: Timestamp
    created_at: Timestamp


class AlertReportPage(BaseModel):
    """A page of an alert's reports."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[AlertReport], Field(max_length=100)]
    """The reports of this page."""
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """An opaque cursor to the next page; null on the last page."""


class AlertSummary(BaseModel):
    """An alert without its original document."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    source: Annotated[str, Field(max_length=64, min_length=1)]
    """The tool that reported the alert."""
    source_alert_id: Annotated[str, Field(max_length=512)]
    """The source's own ID of the alert."""
    title: Annotated[str, Field(max_length=500, min_length=1, pattern="^[^\\u0000]*$")]
    """What happened, in one line."""
    description: Annotated[str, Field(max_length=30000)]
    """Details beyond the title."""
    severity: Severity
    status: AlertStatus
    verdict: AlertVerdict | None
    rule_id: Annotated[str | None, Field(max_length=512)]
    """The detection rule that raised the alert, if the source named one."""
    detected_at: Timestamp
    assets: Annotated[list[AlertAsset], Field(max_length=100)]
    """The assets that the alert is about."""
    evidence: Annotated[list[AlertEvidence], Field(max_length=100)]
    """The observations that support the alert."""
    ticket_id: Uuid | None
    """The ticket that was created from the alert, if any."""
    last_seen_at: Timestamp
    """When the alert was last reported. A repeat changes neither `version` nor the ETag."""
    seen_count: Count
    """How often the alert was reported, the first time included. A repeat changes neither `version` nor the ETag."""
    version: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Increases by one whenever a field that clients can see changes. The ETag is derived from it."""
    created_at: Timestamp
    updated_at: Timestamp


class AlertUpdate(BaseModel):
    """A triage decision, as a JSON merge patch (RFC 7396). An absent member stays as it is; null clears the verdict."""

    model_config = ConfigDict(
        extra="forbid",
    )
    status: AlertStatus | MISSING = MISSING
    verdict: AlertVerdict | None | MISSING = MISSING
    severity: Severity | MISSING = MISSING


class Asset(BaseModel):
    """Something that alerts and tickets are about, such as a host or a user."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    type: AssetType
    value: Annotated[str, Field(max_length=2048)]
    """The address, name or identifier."""
    name: Annotated[str | None, Field(max_length=200)]
    """A name to show, if one was given."""
    created_by: Actor
    created_at: Timestamp


class AssetCreate(BaseModel):
    """A new asset."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    type: AssetType
    value: Visible2048
    """The address, name or identifier, with at least one visible character."""
    name: Line200 | None | MISSING = MISSING
    """A name to show, in one line with at least one visible character."""


class AssetLink(BaseModel):
    """A link to an asset."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    ticket_id: Uuid
    """The ticket that the link was created on."""
    target_type: Literal["asset"]
    """States that the target is an asset."""
    relation: LinkRelation
    target: RecordTarget
    direction: LinkDirection
    created_by: Actor
    created_at: Timestamp


class AssetLinkCreate(BaseModel):
    """A new link to an asset. The relation is `related` by default."""

    model_config = ConfigDict(
        extra="forbid",
    )
    target_type: Literal["asset"]
    """States that the target is an asset."""
    relation: LinkRelation | MISSING = MISSING
    target: RecordTarget


class AssetPage(BaseModel):
    """A page of assets."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[Asset], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """An opaque cursor to the next page; null on the last page."""


class AssignedEntry(BaseModel):
    """The ticket was assigned, reassigned or unassigned."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    kind: Literal["assigned"]
    """Identifies the kind of entry."""
    actor: Actor
    occurred_at: Timestamp
    ticket_version: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Increases by one whenever a field that clients can see changes. The ETag is derived from it."""
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
    """The ticket that the link was created on."""
    target_type: Literal["audit_record"]
    """States that the target is an audit record."""
    relation: LinkRelation
    target: RecordTarget
    direction: LinkDirection
    created_by: Actor
    created_at: Timestamp


class AuditRecordLinkCreate(BaseModel):
    """A new link to an audit record. The relation is `related` by default."""

    model_config = ConfigDict(
        extra="forbid",
    )
    target_type: Literal["audit_record"]
    """States that the target is an audit record."""
    relation: LinkRelation | MISSING = MISSING
    target: RecordTarget


class AuditTarget(BaseModel):
    """The resource that the mutation concerns."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    type: AuditTargetType
    id: Uuid


class Comment(BaseModel):
    """A comment on a ticket. A comment is never edited or deleted."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    ticket_id: Uuid
    author: Actor
    body: Annotated[str, Field(max_length=10000, min_length=1, pattern="^[^\\u0000]*$")]
    """The text of the comment."""
    visibility: CommentVisibility
    created_at: Timestamp


class CommentAddedEntry(BaseModel):
    """A comment was added."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    kind: Literal["comment_added"]
    """Identifies the kind of entry."""
    actor: Actor
    occurred_at: Timestamp
    ticket_version: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Increases by one whenever a field that clients can see changes. The ETag is derived from it."""
    audit_id: Uuid
    comment_id: Uuid
    visibility: CommentVisibility


class CommentCreate(BaseModel):
    """A new comment. It is internal unless `visibility` says otherwise."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    body: Visible10000
    """The text of the comment, with at least one visible character."""
    visibility: CommentVisibility | MISSING = MISSING


class CommentPage(BaseModel):
    """A page of comments."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[Comment], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """An opaque cursor to the next page; null on the last page."""


class CreatedEntry(BaseModel):
    """The ticket was created."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    kind: Literal["created"]
    """Identifies the kind of entry."""
    actor: Actor
    occurred_at: Timestamp
    ticket_version: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Increases by one whenever a field that clients can see changes. The ETag is derived from it."""
    audit_id: Uuid


class DeliveryRecord(BaseModel):
    """A delivery that an outbound integration reported. The worker writes it; clients cannot."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    ticket_id: Uuid
    source: Annotated[str, Field(max_length=200)]
    """The integration, taken from the event's `source`."""
    target: Annotated[str, Field(max_length=200)]
    """Where the delivery goes."""
    status: DeliveryStatus
    detail: Annotated[str, Field(max_length=2000)]
    """Details of the delivery, as the integration reported them."""
    occurred_at: Timestamp
    """The time of the event. Of two events about the same delivery, the later one applies."""
    created_at: Timestamp


class DeliveryRecordLink(BaseModel):
    """A link to a delivery record."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    ticket_id: Uuid
    """The ticket that the link was created on."""
    target_type: Literal["delivery_record"]
    """States that the target is a delivery record."""
    relation: LinkRelation
    target: RecordTarget
    direction: LinkDirection
    created_by: Actor
    created_at: Timestamp


class DeliveryRecordLinkCreate(BaseModel):
    """A new link to a delivery record. The relation is `related` by default."""

    model_config = ConfigDict(
        extra="forbid",
    )
    target_type: Literal["delivery_record"]
    """States that the target is a delivery record."""
    relation: LinkRelation | MISSING = MISSING
    target: RecordTarget


class DeliveryRecordPage(BaseModel):
    """A page of delivery records."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[DeliveryRecord], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """An opaque cursor to the next page; null on the last page."""


class Evidence(BaseModel):
    """The metadata of evidence that is stored elsewhere; the file itself is never uploaded."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    name: Annotated[str, Field(max_length=255)]
    """The name of the file."""
    media_type: Annotated[str | None, Field(max_length=127)]
    """The media type of the file."""
    size_bytes: Count | None
    sha256: Annotated[str, Field(max_length=64, min_length=64, pattern="^[0-9a-f]{64}$")]
    """A SHA-256 digest in lowercase hexadecimal."""
    description: Annotated[str, Field(max_length=10000)]
    """What the evidence shows."""
    collected_at: Timestamp | None
    created_by: Actor
    created_at: Timestamp


class EvidenceLink(BaseModel):
    """A link to evidence."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    ticket_id: Uuid
    """The ticket that the link was created on."""
    target_type: Literal["evidence"]
    """States that the target is evidence."""
    relation: LinkRelation
    target: RecordTarget
    direction: LinkDirection
    created_by: Actor
    created_at: Timestamp


class EvidenceLinkCreate(BaseModel):
    """A new link to evidence. The relation is `related` by default."""

    model_config = ConfigDict(
        extra="forbid",
    )
    target_type: Literal["evidence"]
    """States that the target is evidence."""
    relation: LinkRelation | MISSING = MISSING
    target: RecordTarget


class EvidencePage(BaseModel):
    """A page of evidence."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[Evidence], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """An opaque cursor to the next page; null on the last page."""


class ExternalReferenceLink(BaseModel):
    """A link to an external reference."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    ticket_id: Uuid
    """The ticket that the link was created on."""
    target_type: Literal["external_reference"]
    """States that the target is an external reference."""
    relation: LinkRelation
    target: ExternalTarget
    direction: LinkDirection
    created_by: Actor
    created_at: Timestamp


class ExternalReferenceLinkCreate(BaseModel):
    """A new link to an external reference. The relation is `related` by default."""

    model_config = ConfigDict(
        extra="forbid",
    )
    target_type: Literal["external_reference"]
    """States that the target is an external reference."""
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
    """A new link. `target_type` determines the form of `target`."""


class Me(BaseModel):
    """The caller, and what the caller is allowed to do."""

    model_config = ConfigDict(
        extra="forbid",
    )
    tenant: Tenant
    principal: Actor
    subject: Annotated[str, Field(max_length=255)]
    """The token's subject."""
    roles: Annotated[list[RoleName], Field(max_length=4)]
    """The roles that the token or session grants."""
    permissions: Annotated[list[ScopeName], Field(max_length=20)]
    """The scopes of the caller's roles."""


class Principal(BaseModel):
    """A principal of the tenant, known because the server has verified a token of theirs."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    kind: ActorKind
    display_name: Annotated[str, Field(max_length=255)]
    """The name from the directory."""
    roles: Annotated[list[RoleName], Field(max_length=4)]
    """The roles that the principal had when last seen."""
    assignable: StrictBool
    """Whether tickets can be assigned to this principal."""
    last_seen_at: Timestamp


class PrincipalPage(BaseModel):
    """A page of principals."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[Principal], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """An opaque cursor to the next page; null on the last page."""


class RelatedRecord(BaseModel):
    """An alert or a ticket that shares an indicator or the detection rule with an alert."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    type: RelatedType
    id: Uuid
    number: Annotated[int | None, Field(ge=1, le=9007199254740991)]
    """The ticket's number; null for an alert."""
    title: Annotated[str, Field(max_length=500)]
    """The title of the alert or of the ticket."""
    severity: Severity
    status: RelatedStatus
    shared: Annotated[list[SharedValue], Field(max_length=101)]
    """What both records have; the rule first, then the assets in the order of the alert."""
    created_at: Timestamp


class Resolution(BaseModel):
    """Why and how a ticket was resolved."""

    model_config = ConfigDict(
        extra="forbid",
    )
    reason: ResolutionReason
    note: Annotated[str | None, Field(max_length=10000)]
    """How the ticket was resolved."""


class Session(BaseModel):
    """The signed-in caller, and the token that writes carry in X-CSRF-Token."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    me: Me
    csrf_token: Annotated[str, Field(max_length=200)]
    """The token to send in X-CSRF-Token with every write."""
    expires_at: Timestamp


class StatusChangedEntry(BaseModel):
    """The ticket's status changed."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    kind: Literal["status_changed"]
    """Identifies the kind of entry."""
    actor: Actor
    occurred_at: Timestamp
    ticket_version: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Increases by one whenever a field that clients can see changes. The ETag is derived from it."""
    audit_id: Uuid
    from_: Annotated[TicketStatus, Field(alias="from")]
    to: TicketStatus
    resolution: Resolution | None
    """The resolution that was set with the change, or that reopening cleared."""


class TicketCreate(BaseModel):
    """A new ticket, created with the status `new`. Absent members default to priority `p3`, severity `medium`, unassigned, and empty."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    title: Line160
    """What the ticket is about, in one line with at least one visible character."""
    description: Annotated[str | MISSING, Field(max_length=30000, pattern="^[^\\u0000]*$")] = MISSING
    """Details beyond the title."""
    priority: TicketPriority | MISSING = MISSING
    severity: Severity | MISSING = MISSING
    assignee_id: Uuid | None | MISSING = MISSING
    tags: TagsInput | MISSING = MISSING


class TicketFromAlert(BaseModel):
    """Values for the new ticket. Title, description and severity default to those of the alert."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    title: Line160 | MISSING = MISSING
    """What the ticket is about, in one line with at least one visible character."""
    description: Annotated[str | MISSING, Field(max_length=30000, pattern="^[^\\u0000]*$")] = MISSING
    """Details beyond the title."""
    priority: TicketPriority | MISSING = MISSING
    severity: Severity | MISSING = MISSING
    assignee_id: Uuid | None | MISSING = MISSING
    tags: TagsInput | MISSING = MISSING


class TicketLink(BaseModel):
    """A link to a ticket."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    ticket_id: Uuid
    """The ticket that the link was created on."""
    target_type: Literal["ticket"]
    """States that the target is a ticket."""
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
    """Fields of the ticket changed."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    kind: Literal["updated"]
    """Identifies the kind of entry."""
    actor: Actor
    occurred_at: Timestamp
    ticket_version: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Increases by one whenever a field that clients can see changes. The ETag is derived from it."""
    audit_id: Uuid
    changes: Annotated[list[FieldChange], Field(max_length=20)]


class Alert(BaseModel):
    """An alert with its original document."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    raw: Any | MISSING = MISSING
    """The original document, or null if none was reported; absent from an auditor's response."""
    id: Uuid
    source: Annotated[str, Field(max_length=64, min_length=1)]
    """The tool that reported the alert."""
    source_alert_id: Annotated[str, Field(max_length=512)]
    """The source's own ID of the alert."""
    title: Annotated[str, Field(max_length=500, min_length=1, pattern="^[^\\u0000]*$")]
    """What happened, in one line."""
    description: Annotated[str, Field(max_length=30000)]
    """Details beyond the title."""
    severity: Severity
    status: AlertStatus
    verdict: AlertVerdict | None
    rule_id: Annotated[str | None, Field(max_length=512)]
    """The detection rule that raised the alert, if the source named one."""
    detected_at: Timestamp
    assets: Annotated[list[AlertAsset], Field(max_length=100)]
    """The assets that the alert is about."""
    evidence: Annotated[list[AlertEvidence], Field(max_length=100)]
    """The observations that support the alert."""
    ticket_id: Uuid | None
    """The ticket that was created from the alert, if any."""
    last_seen_at: Timestamp
    """When the alert was last reported. A repeat changes neither `version` nor the ETag."""
    seen_count: Count
    """How often the alert was reported, the first time included. A repeat changes neither `version` nor the ETag."""
    version: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Increases by one whenever a field that clients can see changes. The ETag is derived from it."""
    created_at: Timestamp
    updated_at: Timestamp


class AlertCreate(BaseModel):
    """An alert as its source reports it."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    source: Annotated[str, Field(max_length=64, min_length=1, pattern="^[a-z0-9][a-z0-9._-]*$")]
    """The tool that reported the alert."""
    source_alert_id: Visible512
    """The source's own ID of the alert, with at least one visible character. Together with `source` it identifies the alert in the tenant."""
    title: Line500
    """What happened, in one line with at least one visible character."""
    description: Annotated[str, Field(max_length=30000, pattern="^[^\\u0000]*$")] = ""
    """Details beyond the title."""
    severity: Severity
    rule_id: Visible512 | None | MISSING = MISSING
    """The detection rule that raised the alert, with at least one visible character. Tickets of alerts with the same source and rule are linked as related."""
    detected_at: TimestampInput
    activity: AlertActivity = AlertActivity.create
    assets: Annotated[list[AlertAsset] | MISSING, Field(max_length=100)] = MISSING
    """The assets that the alert is about."""
    evidence: Annotated[list[AlertEvidence] | MISSING, Field(max_length=100)] = MISSING
    """The observations that support the alert."""
    raw: Json262144Bytes | MISSING = MISSING
    """The original document, stored in full; at most 256 KiB as compact JSON in UTF-8."""


class AlertPage(BaseModel):
    """A page of alerts."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[AlertSummary], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """An opaque cursor to the next page; null on the last page."""


class AuditRecord(BaseModel):
    """One mutation, performed or denied. A record is never changed."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    occurred_at: Timestamp
    outcome: AuditOutcome
    operation_id: Annotated[str, Field(max_length=100)]
    """The operationId, or the name of an action of the runtime itself."""
    reason: Annotated[str | None, Field(max_length=100)]
    """The code of the problem, if the mutation was denied."""
    actor: Actor
    target: AuditTarget | None
    """The resource; null if a creation was denied."""
    changes: Annotated[list[FieldChange], Field(max_length=1000)]
    """The changed fields; empty if the mutation was denied."""
    request_id: Uuid


class AuditRecordPage(BaseModel):
    """A page of audit records."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[AuditRecord], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """An opaque cursor to the next page; null on the last page."""


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
    """A link. `target_type` determines the form of `target`."""


class LinkPage(BaseModel):
    """A page of links."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[Link], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """An opaque cursor to the next page; null on the last page."""


class LinkedEntry(BaseModel):
    """A link was added to the ticket, or its label was changed."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    kind: Literal["linked"]
    """Identifies the kind of entry."""
    actor: Actor
    occurred_at: Timestamp
    ticket_version: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Increases by one whenever a field that clients can see changes. The ETag is derived from it."""
    audit_id: Uuid
    link: Link


class RelatedPage(BaseModel):
    """A page of what is related to an alert."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[RelatedRecord], Field(max_length=100)]
    """The related records of this page."""
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """An opaque cursor to the next page; null on the last page."""


class Ticket(BaseModel):
    """The canonical ticket of a tenant."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    number: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's number, counted per tenant from 1."""
    tenant_id: Uuid
    version: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Increases by one whenever a field that clients can see changes. The ETag is derived from it."""
    title: Annotated[str, Field(max_length=160, min_length=1, pattern="^[^\\u0000]*$")]
    """What the ticket is about, in one line."""
    description: Annotated[str, Field(max_length=30000, pattern="^[^\\u0000]*$")]
    """Details beyond the title."""
    status: TicketStatus
    priority: TicketPriority
    severity: Severity
    assignee_id: Uuid | None
    """The principal who works on the ticket; null if it is unassigned."""
    tags: Tags
    resolution: Resolution | None
    """The resolution; null unless the ticket is resolved or closed."""
    source: TicketSource
    assets: Annotated[list[AlertAsset] | MISSING, Field(max_length=100)] = MISSING
    """The assets of the ticket: those of the alert that it was created from, of linked alerts, and linked assets, each once, at most 100. A link changes neither `version` nor the ETag. Absent only from events that were published before this member existed."""
    reporter: Actor
    created_at: Timestamp
    updated_at: Timestamp
    """Changes together with `version`."""
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
    """An opaque cursor to the next page; null on the last page."""


class UnlinkedEntry(BaseModel):
    """A link was removed from the ticket, or from the ticket that it pointed to."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    id: Uuid
    kind: Literal["unlinked"]
    """Identifies the kind of entry."""
    actor: Actor
    occurred_at: Timestamp
    ticket_version: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Increases by one whenever a field that clients can see changes. The ETag is derived from it."""
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
    """One event in the history of a ticket. `kind` determines the other members."""


class TimelinePage(BaseModel):
    """A page of the timeline."""

    model_config = ConfigDict(
        extra="forbid",
    )
    items: Annotated[list[TimelineEntry], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(max_length=2000)]
    """An opaque cursor to the next page; null on the last page."""
