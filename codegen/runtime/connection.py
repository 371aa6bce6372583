"""What the generated queries need of a connection, and of the statements that they put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol


class Connection(Protocol):
    """A connection whose transaction has its tenant set; asyncpg's has these methods."""

    async def fetch(self, query: str, /, *args: Any) -> Sequence[Any]:
        """Run a query and give all rows."""

    async def fetchrow(self, query: str, /, *args: Any) -> Any:
        """Run a query and give its first row, or None."""

    async def execute(self, query: str, /, *args: Any) -> str:
        """Run a query and give its command tag."""


class NoRowError(LookupError):
    """A query that always gives a row gave none; the text is its name."""


@dataclass(frozen=True, slots=True)
class Order:
    """One order of a list: by an expression, and where that is equal by the tiebreak, in the same direction."""

    expression: str
    direction: Literal["ASC", "DESC"]
    type: str
    tiebreak: str

    @property
    def sort_key(self) -> str:
        """The column that tells where a page has ended."""
        return f"    , ({self.expression})::text AS sort_key"

    @property
    def order_by(self) -> str:
        """The clause that brings the rows into this order."""
        return f"ORDER BY {self.expression} {self.direction}, {self.tiebreak} {self.direction}"

    def after(self, key: str, tiebreak: str) -> str:
        """Give the condition for what comes behind the row that is bound at these places."""
        beyond = ">" if self.direction == "ASC" else "<"
        return f"    AND ({self.expression}, {self.tiebreak}) {beyond} ({key}::text::{self.type}, {tiebreak})"


def bind(arguments: list[Any], **optional: Any) -> dict[str, str]:
    """Append what is not None to the arguments, and give by its name the place (`$1` …) of each in the statement."""
    bound = {}
    for name, value in optional.items():
        if value is not None:
            arguments.append(value)
            bound[name] = f"${len(arguments)}"
    return bound
