"""Entity tags (RFC 9110 §8.8.3) of versioned rows."""

from __future__ import annotations

from typing import Protocol

from handlers.runtime.identity.actors import Actor


class Versioned(Protocol):
    """A row with an entity tag."""

    @property
    def version(self) -> int:
        """The version of the row."""

    @property
    def redaction_version(self) -> int:
        """The version of the rules that its redacted copy was written with."""


def etag(version: int) -> str:
    """Return the strong entity tag of a version (RFC 9110 §8.8.3)."""
    return f'"{version}"'


def etag_for(actor: Actor, row: Versioned) -> str:
    """Return the entity tag of what the actor sees; an auditor's also changes with the redaction rules."""
    return f'"a{row.version}-{row.redaction_version}"' if actor.is_auditor else etag(row.version)
