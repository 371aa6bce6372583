"""The worker: takes events in, each one's effect once, in one transaction with what tells that it was."""

from __future__ import annotations

import asyncio
import logging
from typing import Any
from uuid import UUID

from nats.aio.msg import Msg
from nats.errors import TimeoutError as NatsTimeoutError
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from pydantic import ValidationError

from generated.queries import outbox, tenants
from handlers.background.consumers import CONSUMERS, Consumer, Event, MisaddressedEventError
from handlers.runtime import bus, db, telemetry
from handlers.runtime.context import Context
from handlers.runtime.identity.actors import system_actor
from handlers.runtime.identity.principals import enter_principal
from handlers.runtime.ids import new_id, utc_now
from handlers.runtime.settings import Settings

_log = logging.getLogger("oneprotect.worker")
_AT_ONCE = 8
_PULL_SECONDS = 5
_RETRY_SECONDS = 0.5
_NOBODY = UUID(int=0)


async def run(database_url: str, nats_url: str, settings: Settings) -> None:
    """Work until cancelled; a lost Postgres or NATS is waited for."""
    while True:
        try:
            pool = await db.open_pool(
                database_url,
                connections=_AT_ONCE * len(CONSUMERS),
                statement_timeout_ms=settings.statement_timeout_ms,
                name="worker",
            )
            try:
                async with bus.connect(nats_url, "worker") as jetstream, asyncio.TaskGroup() as group:
                    for consumer in CONSUMERS:
                        group.create_task(_consume(pool, jetstream, settings, consumer))
            finally:
                pool.terminate()
        except* (*db.FAILURES, *bus.FAILURES) as errors:
            telemetry.log(_log, logging.WARNING, "waiting", error=type(errors.exceptions[0]).__name__)
        await asyncio.sleep(_RETRY_SECONDS)


async def _consume(pool: db.Pool, jetstream: JetStreamContext, settings: Settings, consumer: Consumer[Any]) -> None:
    # The server redelivers without end: a message that only ever met a killed worker is no dead letter.
    await jetstream.pull_subscribe(
        consumer.subject,
        durable=consumer.name,
        stream=consumer.stream,
        config=ConsumerConfig(
            ack_policy=AckPolicy.EXPLICIT,
            deliver_policy=DeliverPolicy.ALL,
            ack_wait=settings.ack_wait_seconds,
            max_deliver=-1,
        ),
    )
    telemetry.log(_log, logging.INFO, "working", consumer=consumer.name)
    async with asyncio.TaskGroup() as group:
        for _ in range(_AT_ONCE):
            group.create_task(_work(pool, jetstream, settings, consumer))


async def _work(pool: db.Pool, jetstream: JetStreamContext, settings: Settings, consumer: Consumer[Any]) -> None:
    subscription = await jetstream.pull_subscribe_bind(durable=consumer.name, stream=consumer.stream)
    while True:
        try:
            # One at a time: a larger batch that is not full makes the client wait for the rest, up to the timeout.
            messages = await subscription.fetch(1, timeout=_PULL_SECONDS)
        except NatsTimeoutError:
            continue
        for message in messages:
            await _handle(pool, consumer, message, settings.max_deliveries)


async def _handle(pool: db.Pool, consumer: Consumer[Any], message: Msg, max_deliveries: int) -> None:
    """Bring about the message's effect, then ack; an ack proves nothing, what the transaction wrote does."""
    event: Event | None = None
    try:
        event = consumer.read(message)
        reason = await _take_in(pool, consumer, event)
    except (ValidationError, MisaddressedEventError) as error:
        await _bury(pool, consumer, message, _NOBODY, f"{type(error).__name__}: {error}")
    except db.TRANSIENT:
        await message.nak(delay=1)
    except Exception as error:  # noqa: BLE001 - whatever an event brings about, it ends acked or in the dead letters
        telemetry.log(_log, logging.ERROR, "event failed", subject=message.subject, error=repr(error))
        if message.metadata.num_delivered < max_deliveries or event is None:
            await message.nak(delay=1)
        else:
            await _bury(pool, consumer, message, event.tenantid, repr(error))
    else:
        if reason is None:
            await message.ack()
        else:
            await _bury(pool, consumer, message, _NOBODY, reason)


async def _take_in(pool: db.Pool, consumer: Consumer[Any], event: Event) -> str | None:
    async with db.transaction(pool, event.tenantid) as connection:
        if await tenants.get_tenant(connection) is None:
            return "there is no such tenant"
        actor = system_actor(event.tenantid)
        await enter_principal(connection, actor)
        traceparent = event.traceparent if isinstance(event.traceparent, str) else None
        context = Context(
            actor=actor,
            connection=connection,
            operation_id=consumer.operation_id,
            request_id=event.id if isinstance(event.id, UUID) else new_id(),
            traceparent=telemetry.traceparent(traceparent),
            now=utc_now(),
        )
        return await consumer.handle(context, event)


async def _bury(pool: db.Pool, consumer: Consumer[Any], message: Msg, tenant_id: UUID, reason: str) -> None:
    """Keep a message that can have no effect with its reason, then end its delivery."""
    async with db.transaction(pool, tenant_id) as connection:
        await outbox.insert_dead_letter(
            connection,
            id=new_id(),
            consumer=consumer.name,
            subject=_printable(message.subject)[:1000],
            stream_sequence=message.metadata.sequence.stream,
            payload=message.data,
            reason=_printable(reason)[:4000],
            deliveries=message.metadata.num_delivered,
            created_at=utc_now(),
        )
    await message.term()


def _printable(text: str) -> str:
    """Spell out what Postgres would refuse: a dead letter must never be one that cannot be buried."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\x00", "\\x00")
