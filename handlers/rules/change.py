"""One changed field of a record, as audit records and timeline entries hold it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """One field that a mutation changed, as JSON values; what is made has no before."""

    field: str
    before: Any
    after: Any
