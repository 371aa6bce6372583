# Generated from codegen/runtime/paging.py by `python -m codegen`. Do not edit.
"""Keyset paging: pages of rows, and the signed cursors by which clients ask for the next one."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, Protocol, TypeVar
from uuid import UUID

_TAG_BYTES = 16


class Position(NamedTuple):
    """The last row of a page: its sort key, as Postgres writes it, and its id, which breaks ties."""

    sort_key: str
    id: UUID


class Row(Protocol):
    """A row of a list."""

    @property
    def id(self) -> UUID:
        """The id that breaks ties of the sort key."""


RowT = TypeVar("RowT", bound=Row)


@dataclass(frozen=True, slots=True)
class Page(Generic[RowT]):
    """Consecutive rows of a list, and the position after which the next page starts; None on the last page."""

    rows: list[RowT]
    next: Position | None


def page_of(rows: Sequence[tuple[RowT, str]], limit: int) -> Page[RowT]:
    """Cut rows with their sort keys to a page; the query fetches one row beyond ``limit`` if there are more."""
    shown = [row for row, _ in rows[:limit]]
    if len(rows) <= limit:
        return Page(shown, None)
    last, sort_key = rows[limit - 1]
    return Page(shown, Position(sort_key, last.id))


@dataclass(frozen=True, slots=True)
class Cursors:
    """Writes and reads the cursors of one list as one caller sees it.

    A cursor is authenticated with ``key`` (HMAC-SHA-256) and bound to ``scope``: nobody can make one up, and one that
    was written for another tenant, role, operation, filter or sort order is rejected.
    """

    key: bytes
    scope: bytes

    def write(self, position: Position | None) -> str | None:
        """Return the cursor for the page after a position; None for None."""
        if position is None:
            return None
        payload = json.dumps([position.sort_key, str(position.id)]).encode()
        return base64.urlsafe_b64encode(self._tag(payload) + payload).rstrip(b"=").decode()

    def read(self, cursor: str) -> Position | None:
        """Return the position in a cursor, or None if `write` did not produce it with this key and scope."""
        try:
            data = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        tag, payload = data[:_TAG_BYTES], data[_TAG_BYTES:]
        if not hmac.compare_digest(tag, self._tag(payload)):
            return None
        sort_key, row_id = json.loads(payload)
        return Position(sort_key, UUID(row_id))

    def _tag(self, payload: bytes) -> bytes:
        return hmac.digest(self.key, self.scope + b"\x00" + payload, hashlib.sha256)[:_TAG_BYTES]


def cursor_scope(tenant_id: UUID, roles: Sequence[str], operation_id: str, parameters: Mapping[str, Any]) -> bytes:
    """Describe what a cursor is bound to; the values of a repeatable parameter count in any order."""
    filters = {
        name: sorted(map(str, value)) if isinstance(value, tuple) else value for name, value in parameters.items()
    }
    return json.dumps([tenant_id, list(roles), operation_id, filters], default=str, sort_keys=True).encode()
