"""The context of an operation: its actor and transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from generated.runtime.connection import Connection
from handlers.runtime.identity.actors import Actor
from handlers.runtime.identity.sessions import Sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One running operation; everything that it writes carries its actor and request id.

    It has no time: a change gets one from `handlers.changes.locks`, after its rows were locked.

    ``required_scopes`` are the scopes, and sources as ``source:<name>``, that it needed beyond those of the operation;
    a replay of its response requires them again.
    """

    actor: Actor
    connection: Connection
    operation_id: str
    request_id: UUID
    traceparent: str
    required_scopes: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestContext(Context):
    """The context of an HTTP request, which may begin and end sessions of the console."""

    sessions: Sessions
