"""What the worker consumes: each kind of event, how it is read, and what it brings about."""

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


class Event(Protocol):
    """An event as far as the worker itself looks into it."""

    @property
    def id(self) -> Any:
        """Give its own id."""

    @property
    def tenantid(self) -> UUID:
        """Give the tenant that it is of."""

    @property
    def traceparent(self) -> Any:
        """Give the trace that it belongs to, if any."""


EventT = TypeVar("EventT", bound=Event)


class MisaddressedEventError(ValueError):
    """The subject of a message and the event in it do not name the same tenant and ticket."""


@dataclass(frozen=True, slots=True)
class Consumer(Generic[EventT]):
    """One durable consumer; ``handle`` gives the reason where an event can never have an effect."""

    name: str
    stream: str
    subject: str
    operation_id: str
    read: Callable[[Msg], EventT]
    handle: Callable[[Context, EventT], Awaitable[str | None]]


def _addressed(message: Msg, kind: str, event: str, tenant_id: UUID, ticket_id: UUID) -> None:
    if message.subject != f"oneprotect.{kind}.{event}.{tenant_id}.{ticket_id}":
        raise MisaddressedEventError(f"the event is of tenant {tenant_id} and ticket {ticket_id}")


def _read_ticket_created(message: Msg) -> TicketCreated:
    event = TicketCreated.model_validate_json(message.data)
    _addressed(message, "ticket", "created", event.tenantid, event.subject)
    return event


async def _correlate(context: Context, event: TicketCreated) -> None:
    claimed = await outbox.claim_event(
        context.connection, consumer=TICKET_CREATED.name, event_id=event.id, handled_at=context.now
    )
    if claimed is not None:
        await ticket_created.correlate_ticket(context, event)


TICKET_CREATED = Consumer(
    "ticket-created",
    bus.TICKET_STREAM,
    "oneprotect.ticket.created.>",
    "correlate_ticket",
    _read_ticket_created,
    _correlate,
)

_DELIVERY: TypeAdapter[delivery.DeliveryEvent] = TypeAdapter(
    Annotated[DeliveryRequested | DeliveryDelivered | DeliveryFailed, Field(discriminator="type")]
)


def _read_delivery(message: Msg) -> delivery.DeliveryEvent:
    event = _DELIVERY.validate_json(message.data)
    _addressed(message, "delivery", delivery.status_of(event), event.tenantid, event.subject)
    return event


DELIVERY = Consumer(
    "delivery",
    bus.DELIVERY_STREAM,
    "oneprotect.delivery.>",
    "record_delivery",
    _read_delivery,
    delivery.record_delivery,
)
CONSUMERS: tuple[Consumer[Any], ...] = (TICKET_CREATED, DELIVERY)
