"""What a handler is given: who acts, in which transaction, at what time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

from uuid_utils.compat import uuid7

from generated.runtime.connection import Connection
from handlers.runtime.auth import Actor
from handlers.runtime.cursors import Cursors


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One operation under way; all that it writes carries its actor, time and request id.

    ``demands`` is what it took beyond the operation's scopes: a replay of its answer takes the same.
    """

    actor: Actor
    connection: Connection
    operation_id: str
    request_id: UUID
    traceparent: str
    now: datetime
    cursors: Cursors
    demands: set[str] = field(default_factory=set)


def new_id() -> UUID:
    """Make a UUIDv7 (RFC 9562 §5.7): ids of rows sort by the time of their making."""
    return uuid7()


def utc_now() -> datetime:
    """Give the time of now, in UTC, to the microsecond."""
    return datetime.now(UTC)


class Versioned(Protocol):
    """A row that its readers hold by an entity tag."""

    @property
    def version(self) -> int:
        """Give the version of what is told."""

    @property
    def redaction_version(self) -> int:
        """Give the version of the rules by which it is redacted."""


def etag(version: int) -> str:
    """Give the strong entity tag of a version (RFC 9110 §8.8.3)."""
    return f'"{version}"'


def etag_seen(actor: Actor, row: Versioned) -> str:
    """Give the entity tag of what the actor sees: an auditor's moves with the rules of redaction, too."""
    return f'"a{row.version}-{row.redaction_version}"' if actor.is_auditor else etag(row.version)
