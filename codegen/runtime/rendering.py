"""What goes out: a status, headers and bytes, made before the transaction commits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Rendered:
    """An answer that is ready to be sent, and to be kept for a replay."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes | None

    def header(self, name: str) -> str | None:
        """Give the value of a header, whatever its case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class Result(Protocol):
    """A success of an operation, one class per status."""

    def render(self) -> Rendered:
        """Give the answer that this result is on the wire."""
