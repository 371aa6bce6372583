"""Ingesting inputs: rows are read, adapted and sent in batches, several of them at once, in constant memory."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from handlers.ingest.outcome import Summary
from handlers.ingest.reading import Outcome, Rejected, SkippedRow
from handlers.ingest.sending import MAX_ALERTS, MAX_BYTES, Encoded, Sender, Sent, encode

_AT_ONCE = 4
_ENVELOPE_BYTES = 64
_LINGER_SECONDS = 0.5  # the longest that a row waits for others to share its batch


@dataclass
class Chunk:
    """What was read in one go: at most one batch, and the rows that are not sent."""

    batch: list[Encoded] = field(default_factory=list)
    bytes: int = _ENVELOPE_BYTES
    skipped: Counter[str] = field(default_factory=Counter)
    rejected: list[Rejected] = field(default_factory=list)
    last_row: int = 0
    is_last: bool = False


class Chunks:
    """Cuts outcomes into chunks of at most 500 alerts and 4 MiB."""

    def __init__(self, outcomes: Iterator[Outcome | None]) -> None:
        self._outcomes = outcomes
        self._held: Encoded | None = None

    def take(self) -> Chunk:
        """Read the next chunk; one that is not full is returned after half a second."""
        chunk, deadline = Chunk(), time.monotonic() + _LINGER_SECONDS
        if self._held is not None:
            self._add(chunk, self._held)
        while len(chunk.batch) < MAX_ALERTS and self._held is None:
            outcome = next(self._outcomes, _END)
            if isinstance(outcome, _End):
                chunk.is_last = True
                break
            if outcome is not None:
                self._sort(chunk, outcome)
            if time.monotonic() > deadline or (outcome is None and chunk.last_row):
                break
        return chunk

    def _sort(self, chunk: Chunk, outcome: Outcome) -> None:
        if isinstance(outcome, SkippedRow):
            chunk.skipped[outcome.kind] += 1
            chunk.last_row = outcome.number
            return
        encoded = outcome if isinstance(outcome, Rejected) else encode(outcome)
        if isinstance(encoded, Rejected):
            chunk.rejected.append(encoded)
            chunk.last_row = encoded.number
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
        chunk.last_row = encoded.alert.number


class _End:
    """The end of the outcomes."""


_END = _End()


async def ingest(
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
    An outcome of None means that nothing has come for a while. Raises what `Sender.send` raises.
    """
    chunks = Chunks(outcomes)
    running: asyncio.Queue[tuple[Chunk, asyncio.Task[list[Sent]]] | None] = asyncio.Queue(_AT_ONCE)

    async def read(group: asyncio.TaskGroup) -> None:
        while True:
            chunk = await asyncio.to_thread(chunks.take)
            await running.put((chunk, group.create_task(_send(sender, chunk.batch))))
            if chunk.is_last:
                await running.put(None)
                return

    async with asyncio.TaskGroup() as group:
        group.create_task(read(group))
        while (item := await running.get()) is not None:
            chunk, task = item
            _count(name, summary, chunk, await task)
            if chunk.last_row:
                done(chunk.last_row)
            advance()


async def _send(sender: Sender, batch: list[Encoded]) -> list[Sent]:
    return await sender.send(batch) if batch else []


def _count(name: str, summary: Summary, chunk: Chunk, sent: list[Sent]) -> None:
    summary.skipped += chunk.skipped
    rejected = [*chunk.rejected, *(result.rejected for result in sent if result.rejected is not None)]
    for row in sorted(rejected, key=lambda row: row.number):
        summary.add_rejected(name, row)
    for result in sent:
        if result.rejected is None and result.created:
            summary.created += 1
        elif result.rejected is None:
            summary.present += 1
            summary.present_after_retry += result.retried
