"""Entity tags (RFC 9110 §8.8.3) of versioned rows."""

from __future__ import annotations

import hashlib
import json
from typing import Protocol

from handlers.runtime.identity.actors import Actor

_TEXTS = ("title", "description", "tags", "resolution_note")


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
    """Return the entity tag of what the actor sees; an auditor's also changes with the redaction of the texts."""
    if not actor.is_auditor:
        return etag(row.version)
    texts = json.dumps([getattr(row, name, None) for name in _TEXTS])
    return f'"a{row.version}-{row.redaction_version}-{hashlib.sha256(texts.encode()).hexdigest()[:16]}"'
