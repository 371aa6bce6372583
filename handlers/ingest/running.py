"""Ingesting inputs: rows are read, adapted and sent in batches, several of them at once, in constant memory."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import TypeVar

from handlers.ingest.outcome import Summary
from handlers.ingest.reading import Outcome, Rejected, SkippedRow
from handlers.ingest.rejects import size_of
from handlers.ingest.sending import MAX_ALERTS, MAX_BYTES, Encoded, Sender, Sent, encode

ValueT = TypeVar("ValueT")
_AT_ONCE = 4
_ENVELOPE_BYTES = 64
_LINGER_SECONDS = 0.5  # the longest that a row waits for others to share its batch


@dataclass
class Chunk:
    """At most one batch, and the rows that are not sent; ``error`` ended the input.

    All rows up to ``done_row`` are in this chunk or an earlier one.
    """

    batch: list[Encoded] = field(default_factory=list)
    bytes: int = _ENVELOPE_BYTES
    skipped: Counter[str] = field(default_factory=Counter)
    rejected: list[Rejected] = field(default_factory=list)
    rejected_bytes: int = 0
    done_row: int = 0
    is_last: bool = False
    error: Exception | None = None


class Chunks:
    """Cuts outcomes into chunks of at most 500 alerts and 4 MiB.

    Rejected rows lose their content unless ``keeps_rejected``.
    """

    def __init__(self, outcomes: Iterator[Outcome | None], *, keeps_rejected: bool) -> None:
        self._outcomes = outcomes
        self._keeps_rejected = keeps_rejected
        self._held: Encoded | None = None
        self._row = 0

    def take(self) -> Chunk:
        """Read the next chunk; one that is not full is returned after half a second."""
        chunk, deadline = Chunk(), time.monotonic() + _LINGER_SECONDS
        if self._held is not None:
            self._add(chunk, self._held)
        while len(chunk.batch) < MAX_ALERTS and chunk.rejected_bytes < MAX_BYTES and self._held is None:
            try:
                outcome = next(self._outcomes)
            except StopIteration:
                chunk.is_last, chunk.done_row = True, self._row
                break
            except Exception as error:  # noqa: BLE001 - raised again once the rows before it are sent
                chunk.is_last, chunk.error = True, error
                break
            if outcome is None:
                chunk.done_row = self._row
            else:
                # A line may hold several rows, so only the lines before this one are known to be complete.
                self._row, chunk.done_row = outcome.number, outcome.number - 1
                self._sort(chunk, outcome)
            if time.monotonic() > deadline or outcome is None:
                break
        return chunk

    def _sort(self, chunk: Chunk, outcome: Outcome) -> None:
        if isinstance(outcome, SkippedRow):
            chunk.skipped[outcome.kind] += 1
            return
        encoded = outcome if isinstance(outcome, Rejected) else encode(outcome)
        if isinstance(encoded, Rejected):
            if self._keeps_rejected:
                chunk.rejected_bytes += size_of(encoded)
            else:
                encoded = replace(encoded, document=None, text="")
            chunk.rejected.append(encoded)
        else:
            self._add(chunk, encoded)

    def _add(self, chunk: Chunk, encoded: Encoded) -> None:
        size = len(encoded.text) + 1
        if chunk.batch and chunk.bytes + size > MAX_BYTES:
            self._held = encoded
            return
        self._held = None
        chunk.batch.append(encoded)
        chunk.bytes += size


async def in_thread(work: Callable[[], ValueT]) -> ValueT:
    """Run blocking work in a daemon thread, so that a read that never returns does not keep the process alive."""
    future: Future[ValueT] = Future()

    def run() -> None:
        future.set_running_or_notify_cancel()
        try:
            future.set_result(work())
        except Exception as error:  # noqa: BLE001 - raised again where the result is awaited
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return await asyncio.wrap_future(future)


async def send_alerts(
    name: str,
    outcomes: Iterator[Outcome | None],
    sender: Sender,
    summary: Summary,
    *,
    advance: Callable[[], None] = lambda: None,
    done: Callable[[int], None] = lambda _: None,
) -> None:
    """Send every alert among the outcomes and count what becomes of each row in ``summary``.

    ``advance()`` is called after each batch; ``done(number)`` says that all rows up to that number are dealt with.
    An outcome of None means that nothing has come for a while. Raises what `Sender.send` raises, and what the outcomes
    raise once the rows before are sent.
    """
    chunks = Chunks(outcomes, keeps_rejected=summary.rejects is not None)
    unknown = summary.unknown - sender.unknown
    slots = asyncio.Semaphore(_AT_ONCE)
    sent: asyncio.Queue[tuple[Chunk, asyncio.Task[list[Sent]]]] = asyncio.Queue()

    async def read(group: asyncio.TaskGroup) -> None:
        is_last = False
        while not is_last:
            await slots.acquire()
            chunk = await in_thread(chunks.take)
            summary.unanswered += len(chunk.batch)
            sent.put_nowait((chunk, group.create_task(_send(sender, chunk.batch))))
            is_last = chunk.is_last

    chunk = Chunk()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(read(group))
            while not chunk.is_last:
                chunk, task = await sent.get()
                try:
                    _count(name, summary, chunk, await task)
                finally:
                    slots.release()
                done(chunk.done_row)
                advance()
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
    finally:
        while not sent.empty():
            later, task = sent.get_nowait()
            if task.done() and not task.cancelled() and task.exception() is None:
                _count(name, summary, later, task.result())
        summary.unknown = unknown + sender.unknown
    if chunk.error is not None:
        raise chunk.error


async def _send(sender: Sender, batch: list[Encoded]) -> list[Sent]:
    return await sender.send(batch) if batch else []


def _count(name: str, summary: Summary, chunk: Chunk, sent: list[Sent]) -> None:
    summary.unanswered -= len(sent)
    summary.skipped += chunk.skipped
    for result in sent:
        if result.skipped:
            summary.skipped[result.skipped] += 1
        elif result.created:
            summary.created += 1
        elif result.rejected is None:
            summary.present += 1
            summary.reports += result.is_report
            summary.present_after_retry += result.retried
    rejected = [*chunk.rejected, *(result.rejected for result in sent if result.rejected is not None)]
    for row in sorted(rejected, key=lambda row: row.number):
        summary.add_rejected(name, row)
