"""Keyset paging: a list goes on behind the last row that was given, whatever was inserted since."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Protocol, TypeVar
from uuid import UUID

from generated.problems import InvalidCursor
from handlers.runtime.context import Context


class ListRequest(Protocol):
    """A request for a page of a list."""

    @property
    def limit(self) -> int:
        """Give how many items a page has at most."""

    @property
    def cursor(self) -> str | None:
        """Give the cursor of the page before, if any."""


class Row(Protocol):
    """A row that can end a page."""

    @property
    def id(self) -> UUID:
        """Give the id that breaks ties of the sort key."""


RowT = TypeVar("RowT", bound=Row)
ValueT = TypeVar("ValueT")


def position(context: Context, request: ListRequest) -> tuple[str, UUID] | InvalidCursor | None:
    """Say behind which row the page begins; None at the start of the list."""
    if request.cursor is None:
        return None
    after = context.cursors.read(_binding(context, request), request.cursor)
    if after is None:
        return InvalidCursor(
            detail="The cursor does not belong to this list, filters, sort and caller: start again without it."
        )
    return after


def page(context: Context, request: ListRequest, rows: Sequence[tuple[RowT, str]]) -> tuple[list[RowT], str | None]:
    """Cut ``rows``, of which one more than ``limit`` was asked for, to the page and the cursor of the next."""
    shown = [row for row, _ in rows[: request.limit]]
    if len(rows) <= request.limit:
        return shown, None
    last, sort_key = rows[request.limit - 1]
    return shown, context.cursors.write(_binding(context, request), (sort_key, last.id))


def any_of(values: tuple[ValueT, ...] | None) -> list[ValueT] | None:
    """Give a repeatable filter as its query takes it; None where it was not given."""
    return None if values is None else list(values)


def _binding(context: Context, request: Any) -> str:
    filters = {
        field.name: _unordered(getattr(request, field.name))
        for field in fields(request)
        if field.name not in {"cursor", "limit"}
    }
    scope = [str(context.actor.tenant_id), context.actor.roles, context.operation_id, filters]
    return json.dumps(scope, default=str, sort_keys=True)


def _unordered(value: Any) -> Any:
    return sorted(map(str, value)) if isinstance(value, tuple) else value
