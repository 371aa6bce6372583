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
    """What happened."""

    model_config = ConfigDict(
        extra="forbid",
    )
    target: Annotated[str, Field(max_length=200, min_length=1, pattern="^[^\\u0000]*$")]
    """Where the delivery goes."""
    detail: Annotated[str, Field(max_length=2000, pattern="^[^\\u0000]*$")]
    """Details of the delivery."""


class DeliveryDelivered(BaseModel):
    """An outbound integration reports that a delivery succeeded. A CloudEvent 1.0 in structured JSON."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    specversion: Literal["1.0"]
    """The version of the CloudEvents specification."""
    id: Annotated[str, Field(max_length=200, min_length=1, pattern="^[!-~]+$")]
    """Identifies the delivery together with `source`."""
    source: Annotated[str, Field(max_length=200, min_length=1, pattern="^[!-~]+$")]
    """The integration that reports the delivery."""
    type: Literal["oneprotect.ticket.delivery.delivered.v1"]
    """The type of the event, with the major version of its schema."""
    subject: Uuid
    """The ticket's ID."""
    time: TimestampInput
    datacontenttype: Literal["application/json"]
    """The media type of `data`."""
    tenantid: Uuid
    traceparent: Annotated[
        str | MISSING,
        Field(
            max_length=55,
            min_length=55,
            pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
        ),
    ] = MISSING
    """The W3C Trace Context of the delivery."""
    data: Annotated[DeliveryDeliveredData, Field(title="DeliveryDeliveredData")]
    """What happened."""


class DeliveryFailed(BaseModel):
    """An outbound integration reports that a delivery failed. A CloudEvent 1.0 in structured JSON."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    specversion: Literal["1.0"]
    """The version of the CloudEvents specification."""
    id: Annotated[str, Field(max_length=200, min_length=1, pattern="^[!-~]+$")]
    """Identifies the delivery together with `source`."""
    source: Annotated[str, Field(max_length=200, min_length=1, pattern="^[!-~]+$")]
    """The integration that reports the delivery."""
    type: Literal["oneprotect.ticket.delivery.failed.v1"]
    """The type of the event, with the major version of its schema."""
    subject: Uuid
    """The ticket's ID."""
    time: TimestampInput
    datacontenttype: Literal["application/json"]
    """The media type of `data`."""
    tenantid: Uuid
    traceparent: Annotated[
        str | MISSING,
        Field(
            max_length=55,
            min_length=55,
            pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
        ),
    ] = MISSING
    """The W3C Trace Context of the delivery."""
    data: Annotated[DeliveryDeliveredData, Field(title="DeliveryFailedData")]
    """What happened."""


class DeliveryRequested(BaseModel):
    """An outbound integration reports that a delivery was requested. A CloudEvent 1.0 in structured JSON."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    specversion: Literal["1.0"]
    """The version of the CloudEvents specification."""
    id: Annotated[str, Field(max_length=200, min_length=1, pattern="^[!-~]+$")]
    """Identifies the delivery together with `source`."""
    source: Annotated[str, Field(max_length=200, min_length=1, pattern="^[!-~]+$")]
    """The integration that reports the delivery."""
    type: Literal["oneprotect.ticket.delivery.requested.v1"]
    """The type of the event, with the major version of its schema."""
    subject: Uuid
    """The ticket's ID."""
    time: TimestampInput
    datacontenttype: Literal["application/json"]
    """The media type of `data`."""
    tenantid: Uuid
    traceparent: Annotated[
        str | MISSING,
        Field(
            max_length=55,
            min_length=55,
            pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
        ),
    ] = MISSING
    """The W3C Trace Context of the delivery."""
    data: Annotated[DeliveryDeliveredData, Field(title="DeliveryRequestedData")]
    """What happened."""


class TicketAssignedData(BaseModel):
    """What happened."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    ticket_id: Uuid
    number: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's number in its tenant."""
    from_: Annotated[Uuid | None, Field(alias="from")]
    """The previous assignee; null if there was none."""
    to: Uuid | None
    """The new assignee; null if there is none."""


class TicketAssigned(BaseModel):
    """A ticket was assigned, reassigned or unassigned. A CloudEvent 1.0 in structured JSON."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    specversion: Literal["1.0"]
    """The version of the CloudEvents specification."""
    id: Uuid
    """The event's ID. A redelivery has the same ID."""
    source: Literal["urn:oneprotect:ticketing"]
    """The source of the event: this product."""
    type: Literal["oneprotect.ticket.assigned.v1"]
    """The type of the event, with the major version of its schema."""
    subject: Uuid
    """The ticket's ID."""
    time: Timestamp
    """When the mutation happened: later than every earlier mutation of the ticket. Events of one mutation have the same time."""
    datacontenttype: Literal["application/json"]
    """The media type of `data`."""
    dataschema: Literal["urn:oneprotect:schema:ticket.assigned.v1"]
    """Identifies the schema of `data`."""
    tenantid: Uuid
    """The tenant's ID."""
    sequence: Annotated[str, Field(max_length=16, min_length=16, pattern="^[0-9]{16}$")]
    """Counts the events of the ticket from 1 without gaps, in commit order (the CloudEvents extension `sequence`). It always has 16 digits, so that the order of the strings is the order of the events."""
    ticketversion: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's version after the mutation."""
    actorid: Uuid
    """The ID of the principal who acted."""
    auditid: Uuid
    """The ID of the mutation's audit record."""
    traceparent: Annotated[
        str,
        Field(
            max_length=55,
            min_length=55,
            pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
        ),
    ]
    """The W3C Trace Context of the request."""
    data: Annotated[TicketAssignedData, Field(title="TicketAssignedData")]
    """What happened."""


class TicketCommentAddedData(BaseModel):
    """What happened."""

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
    """The text of the comment; present only if the comment is `auditor_visible`."""


class TicketCommentAdded(BaseModel):
    """A comment was added to a ticket. The event omits the body of an internal comment. A CloudEvent 1.0 in structured JSON."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    specversion: Literal["1.0"]
    """The version of the CloudEvents specification."""
    id: Uuid
    """The event's ID. A redelivery has the same ID."""
    source: Literal["urn:oneprotect:ticketing"]
    """The source of the event: this product."""
    type: Literal["oneprotect.ticket.comment_added.v1"]
    """The type of the event, with the major version of its schema."""
    subject: Uuid
    """The ticket's ID."""
    time: Timestamp
    """When the mutation happened: later than every earlier mutation of the ticket. Events of one mutation have the same time."""
    datacontenttype: Literal["application/json"]
    """The media type of `data`."""
    dataschema: Literal["urn:oneprotect:schema:ticket.comment_added.v1"]
    """Identifies the schema of `data`."""
    tenantid: Uuid
    """The tenant's ID."""
    sequence: Annotated[str, Field(max_length=16, min_length=16, pattern="^[0-9]{16}$")]
    """Counts the events of the ticket from 1 without gaps, in commit order (the CloudEvents extension `sequence`). It always has 16 digits, so that the order of the strings is the order of the events."""
    ticketversion: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's version after the mutation."""
    actorid: Uuid
    """The ID of the principal who acted."""
    auditid: Uuid
    """The ID of the mutation's audit record."""
    traceparent: Annotated[
        str,
        Field(
            max_length=55,
            min_length=55,
            pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
        ),
    ]
    """The W3C Trace Context of the request."""
    data: Annotated[TicketCommentAddedData, Field(title="TicketCommentAddedData")]
    """What happened."""


class TicketCreatedData(BaseModel):
    """What happened."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    ticket_id: Uuid
    number: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's number in its tenant."""
    ticket: Ticket
    """The ticket as it was created."""


class TicketCreated(BaseModel):
    """A ticket was created. A CloudEvent 1.0 in structured JSON."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    specversion: Literal["1.0"]
    """The version of the CloudEvents specification."""
    id: Uuid
    """The event's ID. A redelivery has the same ID."""
    source: Literal["urn:oneprotect:ticketing"]
    """The source of the event: this product."""
    type: Literal["oneprotect.ticket.created.v1"]
    """The type of the event, with the major version of its schema."""
    subject: Uuid
    """The ticket's ID."""
    time: Timestamp
    """When the mutation happened: later than every earlier mutation of the ticket. Events of one mutation have the same time."""
    datacontenttype: Literal["application/json"]
    """The media type of `data`."""
    dataschema: Literal["urn:oneprotect:schema:ticket.created.v1"]
    """Identifies the schema of `data`."""
    tenantid: Uuid
    """The tenant's ID."""
    sequence: Annotated[str, Field(max_length=16, min_length=16, pattern="^[0-9]{16}$")]
    """Counts the events of the ticket from 1 without gaps, in commit order (the CloudEvents extension `sequence`). It always has 16 digits, so that the order of the strings is the order of the events."""
    ticketversion: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's version after the mutation."""
    actorid: Uuid
    """The ID of the principal who acted."""
    auditid: Uuid
    """The ID of the mutation's audit record."""
    traceparent: Annotated[
        str,
        Field(
            max_length=55,
            min_length=55,
            pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
        ),
    ]
    """The W3C Trace Context of the request."""
    data: Annotated[TicketCreatedData, Field(title="TicketCreatedData")]
    """What happened."""


class TicketLinkedData(BaseModel):
    """What happened."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    ticket_id: Uuid
    number: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's number in its tenant."""
    link: Link
    """The link that was added."""


class TicketLinked(BaseModel):
    """A link was added to a ticket, or its label was changed. A CloudEvent 1.0 in structured JSON."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    specversion: Literal["1.0"]
    """The version of the CloudEvents specification."""
    id: Uuid
    """The event's ID. A redelivery has the same ID."""
    source: Literal["urn:oneprotect:ticketing"]
    """The source of the event: this product."""
    type: Literal["oneprotect.ticket.linked.v1"]
    """The type of the event, with the major version of its schema."""
    subject: Uuid
    """The ticket's ID."""
    time: Timestamp
    """When the mutation happened: later than every earlier mutation of the ticket. Events of one mutation have the same time."""
    datacontenttype: Literal["application/json"]
    """The media type of `data`."""
    dataschema: Literal["urn:oneprotect:schema:ticket.linked.v1"]
    """Identifies the schema of `data`."""
    tenantid: Uuid
    """The tenant's ID."""
    sequence: Annotated[str, Field(max_length=16, min_length=16, pattern="^[0-9]{16}$")]
    """Counts the events of the ticket from 1 without gaps, in commit order (the CloudEvents extension `sequence`). It always has 16 digits, so that the order of the strings is the order of the events."""
    ticketversion: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's version after the mutation."""
    actorid: Uuid
    """The ID of the principal who acted."""
    auditid: Uuid
    """The ID of the mutation's audit record."""
    traceparent: Annotated[
        str,
        Field(
            max_length=55,
            min_length=55,
            pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
        ),
    ]
    """The W3C Trace Context of the request."""
    data: Annotated[TicketLinkedData, Field(title="TicketLinkedData")]
    """What happened."""


class TicketStatusChangedData(BaseModel):
    """What happened."""

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
    """The ticket's resolution after the change."""


class TicketStatusChanged(BaseModel):
    """A ticket's status changed. A CloudEvent 1.0 in structured JSON."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    specversion: Literal["1.0"]
    """The version of the CloudEvents specification."""
    id: Uuid
    """The event's ID. A redelivery has the same ID."""
    source: Literal["urn:oneprotect:ticketing"]
    """The source of the event: this product."""
    type: Literal["oneprotect.ticket.status_changed.v1"]
    """The type of the event, with the major version of its schema."""
    subject: Uuid
    """The ticket's ID."""
    time: Timestamp
    """When the mutation happened: later than every earlier mutation of the ticket. Events of one mutation have the same time."""
    datacontenttype: Literal["application/json"]
    """The media type of `data`."""
    dataschema: Literal["urn:oneprotect:schema:ticket.status_changed.v1"]
    """Identifies the schema of `data`."""
    tenantid: Uuid
    """The tenant's ID."""
    sequence: Annotated[str, Field(max_length=16, min_length=16, pattern="^[0-9]{16}$")]
    """Counts the events of the ticket from 1 without gaps, in commit order (the CloudEvents extension `sequence`). It always has 16 digits, so that the order of the strings is the order of the events."""
    ticketversion: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's version after the mutation."""
    actorid: Uuid
    """The ID of the principal who acted."""
    auditid: Uuid
    """The ID of the mutation's audit record."""
    traceparent: Annotated[
        str,
        Field(
            max_length=55,
            min_length=55,
            pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
        ),
    ]
    """The W3C Trace Context of the request."""
    data: Annotated[TicketStatusChangedData, Field(title="TicketStatusChangedData")]
    """What happened."""


class TicketUnlinkedData(BaseModel):
    """What happened."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    ticket_id: Uuid
    number: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's number in its tenant."""
    link: Link
    """The link as it was before its removal."""


class TicketUnlinked(BaseModel):
    """A link was removed from a ticket, or from the ticket that it pointed to. A CloudEvent 1.0 in structured JSON."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    specversion: Literal["1.0"]
    """The version of the CloudEvents specification."""
    id: Uuid
    """The event's ID. A redelivery has the same ID."""
    source: Literal["urn:oneprotect:ticketing"]
    """The source of the event: this product."""
    type: Literal["oneprotect.ticket.unlinked.v1"]
    """The type of the event, with the major version of its schema."""
    subject: Uuid
    """The ticket's ID."""
    time: Timestamp
    """When the mutation happened: later than every earlier mutation of the ticket. Events of one mutation have the same time."""
    datacontenttype: Literal["application/json"]
    """The media type of `data`."""
    dataschema: Literal["urn:oneprotect:schema:ticket.unlinked.v1"]
    """Identifies the schema of `data`."""
    tenantid: Uuid
    """The tenant's ID."""
    sequence: Annotated[str, Field(max_length=16, min_length=16, pattern="^[0-9]{16}$")]
    """Counts the events of the ticket from 1 without gaps, in commit order (the CloudEvents extension `sequence`). It always has 16 digits, so that the order of the strings is the order of the events."""
    ticketversion: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's version after the mutation."""
    actorid: Uuid
    """The ID of the principal who acted."""
    auditid: Uuid
    """The ID of the mutation's audit record."""
    traceparent: Annotated[
        str,
        Field(
            max_length=55,
            min_length=55,
            pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
        ),
    ]
    """The W3C Trace Context of the request."""
    data: Annotated[TicketUnlinkedData, Field(title="TicketUnlinkedData")]
    """What happened."""


class TicketUpdatedData(BaseModel):
    """What happened."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    ticket_id: Uuid
    number: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's number in its tenant."""
    changes: Annotated[list[FieldChange], Field(max_length=20, min_length=1)]
    """The changed fields."""


class TicketUpdated(BaseModel):
    """Fields of a ticket changed that have no event of their own. A CloudEvent 1.0 in structured JSON."""

    model_config = ConfigDict(
        extra="forbid",
        arbitrary_types_allowed=True,
    )
    specversion: Literal["1.0"]
    """The version of the CloudEvents specification."""
    id: Uuid
    """The event's ID. A redelivery has the same ID."""
    source: Literal["urn:oneprotect:ticketing"]
    """The source of the event: this product."""
    type: Literal["oneprotect.ticket.updated.v1"]
    """The type of the event, with the major version of its schema."""
    subject: Uuid
    """The ticket's ID."""
    time: Timestamp
    """When the mutation happened: later than every earlier mutation of the ticket. Events of one mutation have the same time."""
    datacontenttype: Literal["application/json"]
    """The media type of `data`."""
    dataschema: Literal["urn:oneprotect:schema:ticket.updated.v1"]
    """Identifies the schema of `data`."""
    tenantid: Uuid
    """The tenant's ID."""
    sequence: Annotated[str, Field(max_length=16, min_length=16, pattern="^[0-9]{16}$")]
    """Counts the events of the ticket from 1 without gaps, in commit order (the CloudEvents extension `sequence`). It always has 16 digits, so that the order of the strings is the order of the events."""
    ticketversion: Annotated[Integer, Field(ge=1, le=9007199254740991)]
    """The ticket's version after the mutation."""
    actorid: Uuid
    """The ID of the principal who acted."""
    auditid: Uuid
    """The ID of the mutation's audit record."""
    traceparent: Annotated[
        str,
        Field(
            max_length=55,
            min_length=55,
            pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
        ),
    ]
    """The W3C Trace Context of the request."""
    data: Annotated[TicketUpdatedData, Field(title="TicketUpdatedData")]
    """What happened."""
