"""The worker: takes events in, each one's effect once, in one transaction with the inbox row."""

from __future__ import annotations

import asyncio
import logging
from uuid import UUID

from nats.aio.msg import Msg
from nats.errors import TimeoutError as NatsTimeoutError
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from pydantic import ValidationError

from generated.events import TicketCreated
from generated.queries import outbox
from handlers.events import ticket_created
from handlers.processes.directory import enter_principal
from handlers.runtime import bus, db, telemetry
from handlers.runtime.auth import system_actor
from handlers.runtime.context import Context, new_id, utc_now
from handlers.runtime.cursors import Cursors
from handlers.runtime.settings import Settings

CONSUMER = "ticket-created"
_log = logging.getLogger("oneprotect.worker")
_SUBJECT = "oneprotect.ticket.created.>"
_AT_ONCE = 8
_RETRY_SECONDS = 0.5
_NOBODY = UUID(int=0)


class MisaddressedEventError(ValueError):
    """The subject of a message and the event in it do not name the same tenant and ticket."""


async def run(database_url: str, nats_url: str, settings: Settings) -> None:
    """Work until cancelled; a lost Postgres or NATS is waited for."""
    while True:
        try:
            pool = await db.open_pool(
                database_url,
                connections=_AT_ONCE,
                statement_timeout_ms=settings.statement_timeout_ms,
                name="worker",
            )
            try:
                async with bus.connect(nats_url, "worker") as jetstream:
                    await _consume(pool, jetstream, settings)
            finally:
                pool.terminate()
        except (*db.FAILURES, *bus.FAILURES) as error:
            telemetry.log(_log, logging.WARNING, "waiting", error=type(error).__name__)
            await asyncio.sleep(_RETRY_SECONDS)


async def _consume(pool: db.Pool, jetstream: JetStreamContext, settings: Settings) -> None:
    # The server redelivers without end: a message that only ever met a killed worker is no dead letter.
    subscription = await jetstream.pull_subscribe(
        _SUBJECT,
        durable=CONSUMER,
        stream=bus.TICKET_STREAM,
        config=ConsumerConfig(
            ack_policy=AckPolicy.EXPLICIT,
            deliver_policy=DeliverPolicy.ALL,
            ack_wait=settings.ack_wait_seconds,
            max_deliver=-1,
        ),
    )
    telemetry.log(_log, logging.INFO, "working")
    while True:
        try:
            messages = await subscription.fetch(_AT_ONCE, timeout=5)
        except NatsTimeoutError:
            continue
        await asyncio.gather(*(_handle(pool, message, settings.max_deliveries) for message in messages))


async def _handle(pool: db.Pool, message: Msg, max_deliveries: int) -> None:
    """Bring about the message's effect, then ack; an ack proves nothing, the inbox row does."""
    event: TicketCreated | None = None
    try:
        event = _read(message)
        await _take_in(pool, event)
    except (ValidationError, MisaddressedEventError) as error:
        await _bury(pool, message, _NOBODY, f"{type(error).__name__}: {error}")
    except db.TRANSIENT:
        await message.nak(delay=1)
    except Exception as error:  # noqa: BLE001 - whatever an event brings about, it ends acked or in the dead letters
        telemetry.log(_log, logging.ERROR, "event failed", subject=message.subject, error=repr(error))
        if message.metadata.num_delivered < max_deliveries or event is None:
            await message.nak(delay=1)
        else:
            await _bury(pool, message, event.tenantid, repr(error))
    else:
        await message.ack()


def _read(message: Msg) -> TicketCreated:
    event = TicketCreated.model_validate_json(message.data)
    if message.subject != f"oneprotect.ticket.created.{event.tenantid}.{event.subject}":
        raise MisaddressedEventError(f"the event is of tenant {event.tenantid} and ticket {event.subject}")
    return event


async def _take_in(pool: db.Pool, event: TicketCreated) -> None:
    now = utc_now()
    async with db.transaction(pool, event.tenantid) as connection:
        claimed = await outbox.claim_event(connection, consumer=CONSUMER, event_id=event.id, handled_at=now)
        if claimed is None:
            return
        actor = system_actor(event.tenantid)
        await enter_principal(connection, actor)
        context = Context(
            actor=actor,
            connection=connection,
            operation_id="correlate_ticket",
            request_id=event.id,
            traceparent=telemetry.traceparent(event.traceparent),
            now=now,
            cursors=Cursors(b""),
        )
        await ticket_created.correlate_ticket(context, event)


async def _bury(pool: db.Pool, message: Msg, tenant_id: UUID, reason: str) -> None:
    """Keep a message that can have no effect with its reason, then end its delivery."""
    async with db.transaction(pool, tenant_id) as connection:
        await outbox.insert_dead_letter(
            connection,
            id=new_id(),
            consumer=CONSUMER,
            subject=message.subject[:1000],
            stream_sequence=message.metadata.sequence.stream,
            payload=message.data,
            reason=reason[:4000],
            deliveries=message.metadata.num_delivered,
            created_at=utc_now(),
        )
    await message.term()
