"""The worker: consumes events and applies each exactly once, in one transaction with the record that it was applied."""

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
from handlers.runtime.identity.principals import save_principal
from handlers.runtime.ids import new_id, utc_now
from handlers.runtime.settings import Settings

_log = logging.getLogger("oneprotect.worker")
_CONCURRENCY = 8
_FETCH_SECONDS = 5
_RETRY_SECONDS = 0.5
_NO_TENANT = UUID(int=0)


async def run(database_url: str, nats_url: str, settings: Settings) -> None:
    """Consume until cancelled. If Postgres or NATS is unavailable, wait and retry."""
    while True:
        try:
            pool = await db.open_pool(
                database_url,
                connections=_CONCURRENCY * len(CONSUMERS),
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
            telemetry.log(
                _log,
                logging.WARNING,
                "Postgres or NATS unavailable, retrying",
                error=type(errors.exceptions[0]).__name__,
            )
        await asyncio.sleep(_RETRY_SECONDS)


async def _consume(pool: db.Pool, jetstream: JetStreamContext, settings: Settings, consumer: Consumer[Any]) -> None:
    # No limit on the server: a message whose worker was killed each time is not a dead letter.
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
    telemetry.log(_log, logging.INFO, "consuming", consumer=consumer.name)
    async with asyncio.TaskGroup() as group:
        for _ in range(_CONCURRENCY):
            group.create_task(_work(pool, jetstream, settings, consumer))


async def _work(pool: db.Pool, jetstream: JetStreamContext, settings: Settings, consumer: Consumer[Any]) -> None:
    subscription = await jetstream.pull_subscribe_bind(durable=consumer.name, stream=consumer.stream)
    while True:
        try:
            # One at a time: for a larger batch the client waits until it is full, up to the timeout.
            messages = await subscription.fetch(1, timeout=_FETCH_SECONDS)
        except NatsTimeoutError:
            continue
        for message in messages:
            await _handle(pool, consumer, message, settings.max_deliveries)


async def _handle(pool: db.Pool, consumer: Consumer[Any], message: Msg, max_deliveries: int) -> None:
    """Apply the message, then ack it. If the ack is lost, a redelivery has no effect: the first one is recorded."""
    event: Event | None = None
    try:
        event = consumer.read(message)
        reason = await _apply(pool, consumer, event)
    except (ValidationError, MisaddressedEventError) as error:
        await _put_in_dead_letters(pool, consumer, message, _NO_TENANT, f"{type(error).__name__}: {error}")
    except db.TRANSIENT:
        await message.nak(delay=1)
    except Exception as error:  # noqa: BLE001 - whatever fails, the event ends acked or in the dead letters
        telemetry.log(_log, logging.ERROR, "event failed", subject=message.subject, error=repr(error))
        if message.metadata.num_delivered < max_deliveries or event is None:
            await message.nak(delay=1)
        else:
            await _put_in_dead_letters(pool, consumer, message, event.tenantid, repr(error))
    else:
        if reason is None:
            await message.ack()
        else:
            await _put_in_dead_letters(pool, consumer, message, _NO_TENANT, reason)


async def _apply(pool: db.Pool, consumer: Consumer[Any], event: Event) -> str | None:
    async with db.transaction(pool, event.tenantid) as connection:
        if await tenants.get_tenant(connection) is None:
            return "the tenant does not exist"
        actor = system_actor(event.tenantid)
        await save_principal(connection, actor)
        header = event.traceparent if isinstance(event.traceparent, str) else None
        context = Context(
            actor=actor,
            connection=connection,
            operation_id=consumer.operation_id,
            request_id=event.id if isinstance(event.id, UUID) else new_id(),
            traceparent=telemetry.traceparent(header),
        )
        return await consumer.handle(context, event)


async def _put_in_dead_letters(
    pool: db.Pool, consumer: Consumer[Any], message: Msg, tenant_id: UUID, reason: str
) -> None:
    """Store a message that can have no effect, with the reason, then terminate its delivery."""
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
    """Escape what Postgres would reject, so that every message can be stored."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\x00", "\\x00")
