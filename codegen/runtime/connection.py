"""The connection that generated queries run on, and the parts of statements that depend on their arguments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol


class Connection(Protocol):
    """A connection in a transaction with its tenant set; asyncpg's connections have these methods."""

    async def fetch(self, query: str, /, *args: Any) -> Sequence[Any]:
        """Run a query and return all rows."""

    async def fetchrow(self, query: str, /, *args: Any) -> Any:
        """Run a query and return its first row, or None."""

    async def execute(self, query: str, /, *args: Any) -> str:
        """Run a query and return its command tag."""


class NoRowError(LookupError):
    """A query of the kind `one` returned no row; the text is its name."""


@dataclass(frozen=True, slots=True)
class Order:
    """One order of a list: by an expression, and by the tiebreak in the same direction."""

    expression: str
    direction: Literal["ASC", "DESC"]
    type: str
    tiebreak: str

    @property
    def sort_key(self) -> str:
        """The column that a position holds of its row."""
        return f"    , ({self.expression})::text AS sort_key"

    @property
    def order_by(self) -> str:
        """The ORDER BY clause."""
        return f"ORDER BY {self.expression} {self.direction}, {self.tiebreak} {self.direction}"

    def after(self, key: str, tiebreak: str) -> str:
        """Return the condition for rows behind a position; the arguments are the placeholders of its two parts."""
        beyond = ">" if self.direction == "ASC" else "<"
        return f"    AND ({self.expression}, {self.tiebreak}) {beyond} ({key}::text::{self.type}, {tiebreak})"


def bind(arguments: list[Any], **optional: Any) -> dict[str, str]:
    """Append the values that are not None to the arguments, and return the placeholder (`$1` …) of each by its name."""
    bound = {}
    for name, value in optional.items():
        if value is not None:
            arguments.append(value)
            bound[name] = f"${len(arguments)}"
    return bound
