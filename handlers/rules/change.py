"""Changed fields of a record, as audit records and timeline entries hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """One field that a mutation changed, with JSON values."""

    field: str
    before: Any
    after: Any

    @property
    def document(self) -> dict[str, Any]:
        """The change as JSON."""
        return {"field": self.field, "before": self.before, "after": self.after}


def created(fields: Mapping[str, Any]) -> list[Change]:
    """List the fields of a new record, which had no value before."""
    return [Change(name, None, value) for name, value in fields.items()]
