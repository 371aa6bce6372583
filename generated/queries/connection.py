# Generated from sql/queries by `python -m codegen`. Do not edit.
"""What the queries need of a connection; asyncpg's has it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Protocol

_NAMED = re.compile(r"(?<!:):([a-z_][a-z0-9_]*)")


class Connection(Protocol):
    """A connection inside a transaction that has its tenant set."""

    async def fetch(self, query: str, /, *args: Any) -> Sequence[Any]:
        """Run a query and give all rows."""

    async def fetchrow(self, query: str, /, *args: Any) -> Any:
        """Run a query and give its first row, or None."""

    async def execute(self, query: str, /, *args: Any) -> str:
        """Run a query and give its command tag."""


class NoRowError(LookupError):
    """A query that always gives a row gave none."""


def bind(lines: list[str], values: dict[str, Any]) -> tuple[str, list[Any]]:
    """Number the named parameters of a statement in the order of their first use."""
    order: dict[str, int] = {}
    text = _NAMED.sub(lambda match: f"${order.setdefault(match[1], len(order) + 1)}", "\n".join(lines))
    return text, [values[name] for name in order]
