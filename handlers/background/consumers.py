"""The consumers of the worker: for each kind of event, how it is read and how it is handled."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Protocol, TypeVar
from uuid import UUID

from nats.aio.msg import Msg
from pydantic import Field, TypeAdapter

from generated.events import DeliveryDelivered, DeliveryFailed, DeliveryRequested, TicketCreated
from generated.queries import outbox
from handlers.events import delivery, ticket_created
from handlers.runtime import bus
from handlers.runtime.context import Context
from handlers.runtime.ids import utc_now


class Event(Protocol):
    """The members of an event that the worker itself reads."""

    @property
    def id(self) -> Any:
        """The id of the event."""

    @property
    def tenantid(self) -> UUID:
        """The tenant that the event belongs to."""

    @property
    def traceparent(self) -> Any:
        """The trace context, if any."""


EventT = TypeVar("EventT", bound=Event)


class MisaddressedEventError(ValueError):
    """The tenant or ticket in the subject of a message differs from that in the event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consumer(Generic[EventT]):
    """A durable consumer; ``handle`` returns None, or the reason why the event can never have an effect.

    ``operation_id`` names the action in audit records; it is an action of the runtime, not an operation of the spec.
    """

    name: str
    stream: str
    subject: str
    operation_id: str
    read: Callable[[Msg], EventT]
    handle: Callable[[Context, EventT], Awaitable[str | None]]


def _check_subject(message: Msg, kind: str, event: str, tenant_id: UUID, ticket_id: UUID) -> None:
    if message.subject != f"oneprotect.{kind}.{event}.{tenant_id}.{ticket_id}":
        raise MisaddressedEventError(f"the event belongs to tenant {tenant_id} and ticket {ticket_id}")


def _read_ticket_created(message: Msg) -> TicketCreated:
    event = TicketCreated.model_validate_json(message.data)
    _check_subject(message, "ticket", "created", event.tenantid, event.subject)
    return event


async def _correlate(context: Context, event: TicketCreated) -> None:
    claimed = await outbox.claim_event(
        context.connection, consumer=TICKET_CREATED.name, event_id=event.id, handled_at=utc_now()
    )
    if claimed is not None:
        await ticket_created.correlate_ticket(context, event)


TICKET_CREATED = Consumer(
    name="ticket-created",
    stream=bus.TICKET_STREAM,
    subject="oneprotect.ticket.created.>",
    operation_id="correlate_ticket",
    read=_read_ticket_created,
    handle=_correlate,
)

_DELIVERY: TypeAdapter[delivery.DeliveryEvent] = TypeAdapter(
    Annotated[DeliveryRequested | DeliveryDelivered | DeliveryFailed, Field(discriminator="type")]
)


def _read_delivery(message: Msg) -> delivery.DeliveryEvent:
    event = _DELIVERY.validate_json(message.data)
    _check_subject(message, "delivery", delivery.status_of(event), event.tenantid, event.subject)
    return event


DELIVERY = Consumer(
    name="delivery",
    stream=bus.DELIVERY_STREAM,
    subject="oneprotect.delivery.>",
    operation_id="record_delivery",
    read=_read_delivery,
    handle=delivery.record_delivery,
)
CONSUMERS: tuple[Consumer[Any], ...] = (TICKET_CREATED, DELIVERY)
