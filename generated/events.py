# Generated from specs/events by `python -m codegen`. Do not edit.
"""The events of the contract."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import MISSING, BaseModel, ConfigDict, Field

from generated.models import (
    Actor,
    CommentVisibility,
    FieldChange,
    Link,
    Resolution,
    Ticket,
    TicketStatus,
)
from generated.scalars import Integer, Timestamp, TimestampInput, Uuid


class DeliveryDeliveredData(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    target: Annotated[str, Field(max_length=200, min_length=1, pattern="^[^\\u0000]*$")]
    """Where it was delivered to."""
    detail: Annotated[str, Field(max_length=2000, pattern="^[^\\u0000]*$")]
    """What there is to say."""


class DeliveryDelivered(BaseModel):
    """An outbound integration says that a delivery was delivered. A CloudEvent 1.0 in structured JSON."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    specversion: Literal["1.0"]
    id: Annotated[str, Field(max_length=200, min_length=1, pattern="^[!-~]+$")]
    """Unique together with source."""
    source: Annotated[str, Field(max_length=200, min_length=1, pattern="^[!-~]+$")]
    """The integration."""
    type: Literal["oneprotect.ticket.delivery.delivered.v1"]
    subject: Uuid
    """The ticket's id."""
    time: TimestampInput
    datacontenttype: Literal["application/json"]
    tenantid: Uuid
    traceparent: Annotated[
        str | MISSING,
        Field(
            max_length=55,
            min_length=55,
            pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
        ),
    ] = MISSING
    data: Annotated[DeliveryDeliveredData, Field(title="DeliveryDeliveredData")]


class DeliveryFailed(BaseModel):
    """An outbound integration says that a delivery was failed. A CloudEvent 1.0 in structured JSON."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    specversion: Literal["1.0"]
    id: Annotated[str, Field(max_length=200, min_length=1, pattern="^[!-~]+$")]
    """Unique together with source."""
    source: Annotated[str, Field(max_length=200, min_length=1, pattern="^[!-~]+$")]
    """The integration."""
    type: Literal["oneprotect.ticket.delivery.failed.v1"]
    subject: Uuid
    """The ticket's id."""
    time: TimestampInput
    datacontenttype: Literal["application/json"]
    tenantid: Uuid
    traceparent: Annotated[
        str | MISSING,
        Field(
            max_length=55,
            min_length=55,
            pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
        ),
    ] = MISSING
    data: Annotated[DeliveryDeliveredData, Field(title="DeliveryFailedData")]


class DeliveryRequested(BaseModel):
    """An outbound integration says that a delivery was requested. A CloudEvent 1.0 in structured JSON."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    specversion: Literal["1.0"]
    id: Annotated[str, Field(max_length=200, min_length=1, pattern="^[!-~]+$")]
    """Unique together with source."""
    source: Annotated[str, Field(max_length=200, min_length=1, pattern="^[!-~]+$")]
    """The integration."""
    type: Literal["oneprotect.ticket.delivery.requested.v1"]
    subject: Uuid
    """The ticket's id."""
    time: TimestampInput
    datacontenttype: Literal["application/json"]
    tenantid: Uuid
    traceparent: Annotated[
        str | MISSING,
        Field(
            max_length=55,
            min_length=55,
            pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
        ),
    ] = MISSING
    data: Annotated[DeliveryDeliveredData, Field(title="DeliveryRequestedData")]


class TicketAssignedData(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    ticket_id: Uuid
    number: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's number in its tenant."""
    from_: Annotated[Uuid | None, Field(alias="from")]
    """Who had it."""
    to: Uuid | None
    """Who has it."""


class TicketAssigned(BaseModel):
    """A ticket was assigned to somebody, or to nobody. A CloudEvent 1.0 in structured JSON."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    specversion: Literal["1.0"]
    id: Uuid
    """The event's id; what comes twice has the same."""
    source: Literal["urn:oneprotect:ticketing"]
    type: Literal["oneprotect.ticket.assigned.v1"]
    subject: Uuid
    """The ticket's id."""
    time: Timestamp
    """When the mutation took place."""
    datacontenttype: Literal["application/json"]
    dataschema: Literal["urn:oneprotect:schema:ticket.assigned.v1"]
    tenantid: Uuid
    """The tenant's id."""
    sequence: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Counts the ticket's events from 1 without a gap, in the order of the commits."""
    ticketversion: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's version after the mutation."""
    actorid: Uuid
    """The principal who acted."""
    auditid: Uuid
    """The mutation's audit record."""
    traceparent: Annotated[
        str,
        Field(
            max_length=55,
            min_length=55,
            pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
        ),
    ]
    """W3C Trace Context."""
    data: Annotated[TicketAssignedData, Field(title="TicketAssignedData")]


class TicketCommentAddedData(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    ticket_id: Uuid
    number: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's number in its tenant."""
    comment_id: Uuid
    visibility: CommentVisibility
    author: Actor
    body: Annotated[str | MISSING, Field(max_length=10000, min_length=1, pattern="^[^\\u0000]*$")] = MISSING
    """There where the comment is auditor_visible."""


class TicketCommentAdded(BaseModel):
    """Somebody commented on a ticket. The body of an internal comment never leaves. A CloudEvent 1.0 in structured JSON."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    specversion: Literal["1.0"]
    id: Uuid
    """The event's id; what comes twice has the same."""
    source: Literal["urn:oneprotect:ticketing"]
    type: Literal["oneprotect.ticket.comment_added.v1"]
    subject: Uuid
    """The ticket's id."""
    time: Timestamp
    """When the mutation took place."""
    datacontenttype: Literal["application/json"]
    dataschema: Literal["urn:oneprotect:schema:ticket.comment_added.v1"]
    tenantid: Uuid
    """The tenant's id."""
    sequence: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Counts the ticket's events from 1 without a gap, in the order of the commits."""
    ticketversion: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's version after the mutation."""
    actorid: Uuid
    """The principal who acted."""
    auditid: Uuid
    """The mutation's audit record."""
    traceparent: Annotated[
        str,
        Field(
            max_length=55,
            min_length=55,
            pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
        ),
    ]
    """W3C Trace Context."""
    data: Annotated[TicketCommentAddedData, Field(title="TicketCommentAddedData")]


class TicketCreatedData(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    ticket_id: Uuid
    number: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's number in its tenant."""
    ticket: Ticket
    """The ticket as it was made."""


class TicketCreated(BaseModel):
    """A ticket was made. A CloudEvent 1.0 in structured JSON."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    specversion: Literal["1.0"]
    id: Uuid
    """The event's id; what comes twice has the same."""
    source: Literal["urn:oneprotect:ticketing"]
    type: Literal["oneprotect.ticket.created.v1"]
    subject: Uuid
    """The ticket's id."""
    time: Timestamp
    """When the mutation took place."""
    datacontenttype: Literal["application/json"]
    dataschema: Literal["urn:oneprotect:schema:ticket.created.v1"]
    tenantid: Uuid
    """The tenant's id."""
    sequence: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Counts the ticket's events from 1 without a gap, in the order of the commits."""
    ticketversion: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's version after the mutation."""
    actorid: Uuid
    """The principal who acted."""
    auditid: Uuid
    """The mutation's audit record."""
    traceparent: Annotated[
        str,
        Field(
            max_length=55,
            min_length=55,
            pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
        ),
    ]
    """W3C Trace Context."""
    data: Annotated[TicketCreatedData, Field(title="TicketCreatedData")]


class TicketLinkedData(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    ticket_id: Uuid
    number: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's number in its tenant."""
    link: Link
    """The link."""


class TicketLinked(BaseModel):
    """A ticket was linked. A CloudEvent 1.0 in structured JSON."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    specversion: Literal["1.0"]
    id: Uuid
    """The event's id; what comes twice has the same."""
    source: Literal["urn:oneprotect:ticketing"]
    type: Literal["oneprotect.ticket.linked.v1"]
    subject: Uuid
    """The ticket's id."""
    time: Timestamp
    """When the mutation took place."""
    datacontenttype: Literal["application/json"]
    dataschema: Literal["urn:oneprotect:schema:ticket.linked.v1"]
    tenantid: Uuid
    """The tenant's id."""
    sequence: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Counts the ticket's events from 1 without a gap, in the order of the commits."""
    ticketversion: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's version after the mutation."""
    actorid: Uuid
    """The principal who acted."""
    auditid: Uuid
    """The mutation's audit record."""
    traceparent: Annotated[
        str,
        Field(
            max_length=55,
            min_length=55,
            pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
        ),
    ]
    """W3C Trace Context."""
    data: Annotated[TicketLinkedData, Field(title="TicketLinkedData")]


class TicketStatusChangedData(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    ticket_id: Uuid
    number: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's number in its tenant."""
    from_: Annotated[TicketStatus, Field(alias="from")]
    to: TicketStatus
    resolution: Resolution | None
    """The resolution that the ticket has now."""


class TicketStatusChanged(BaseModel):
    """A ticket's status moved. A CloudEvent 1.0 in structured JSON."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    specversion: Literal["1.0"]
    id: Uuid
    """The event's id; what comes twice has the same."""
    source: Literal["urn:oneprotect:ticketing"]
    type: Literal["oneprotect.ticket.status_changed.v1"]
    subject: Uuid
    """The ticket's id."""
    time: Timestamp
    """When the mutation took place."""
    datacontenttype: Literal["application/json"]
    dataschema: Literal["urn:oneprotect:schema:ticket.status_changed.v1"]
    tenantid: Uuid
    """The tenant's id."""
    sequence: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Counts the ticket's events from 1 without a gap, in the order of the commits."""
    ticketversion: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's version after the mutation."""
    actorid: Uuid
    """The principal who acted."""
    auditid: Uuid
    """The mutation's audit record."""
    traceparent: Annotated[
        str,
        Field(
            max_length=55,
            min_length=55,
            pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
        ),
    ]
    """W3C Trace Context."""
    data: Annotated[TicketStatusChangedData, Field(title="TicketStatusChangedData")]


class TicketUnlinkedData(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    ticket_id: Uuid
    number: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's number in its tenant."""
    link: Link
    """The link as it was."""


class TicketUnlinked(BaseModel):
    """A link was taken away. A CloudEvent 1.0 in structured JSON."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    specversion: Literal["1.0"]
    id: Uuid
    """The event's id; what comes twice has the same."""
    source: Literal["urn:oneprotect:ticketing"]
    type: Literal["oneprotect.ticket.unlinked.v1"]
    subject: Uuid
    """The ticket's id."""
    time: Timestamp
    """When the mutation took place."""
    datacontenttype: Literal["application/json"]
    dataschema: Literal["urn:oneprotect:schema:ticket.unlinked.v1"]
    tenantid: Uuid
    """The tenant's id."""
    sequence: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Counts the ticket's events from 1 without a gap, in the order of the commits."""
    ticketversion: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's version after the mutation."""
    actorid: Uuid
    """The principal who acted."""
    auditid: Uuid
    """The mutation's audit record."""
    traceparent: Annotated[
        str,
        Field(
            max_length=55,
            min_length=55,
            pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
        ),
    ]
    """W3C Trace Context."""
    data: Annotated[TicketUnlinkedData, Field(title="TicketUnlinkedData")]


class TicketUpdatedData(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    ticket_id: Uuid
    number: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's number in its tenant."""
    changes: Annotated[list[FieldChange], Field(max_length=20, min_length=1)]
    """What changed."""


class TicketUpdated(BaseModel):
    """Fields of a ticket changed that have no event of their own. A CloudEvent 1.0 in structured JSON."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    specversion: Literal["1.0"]
    id: Uuid
    """The event's id; what comes twice has the same."""
    source: Literal["urn:oneprotect:ticketing"]
    type: Literal["oneprotect.ticket.updated.v1"]
    subject: Uuid
    """The ticket's id."""
    time: Timestamp
    """When the mutation took place."""
    datacontenttype: Literal["application/json"]
    dataschema: Literal["urn:oneprotect:schema:ticket.updated.v1"]
    tenantid: Uuid
    """The tenant's id."""
    sequence: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """Counts the ticket's events from 1 without a gap, in the order of the commits."""
    ticketversion: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's version after the mutation."""
    actorid: Uuid
    """The principal who acted."""
    auditid: Uuid
    """The mutation's audit record."""
    traceparent: Annotated[
        str,
        Field(
            max_length=55,
            min_length=55,
            pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
        ),
    ]
    """W3C Trace Context."""
    data: Annotated[TicketUpdatedData, Field(title="TicketUpdatedData")]
