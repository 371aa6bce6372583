"""Entity tags (RFC 9110 §8.8.3) of versioned rows."""

from __future__ import annotations

from typing import Protocol

from handlers.runtime.identity.actors import Actor


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
