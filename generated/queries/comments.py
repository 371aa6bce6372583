# Generated from sql/queries by `python -m codegen`. Do not edit.
"""The queries of `sql/queries/comments.sql`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from generated.runtime.connection import Connection, Order, bind
from generated.runtime.paging import Page, Position, page_of


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A row of `list_comments`."""

    id: UUID
    ticket_id: UUID
    author_id: UUID
    author_kind: str
    author_name: str
    body: str
    visibility: str
    created_at: datetime


_INSERT_COMMENT = """\
INSERT INTO ticket_comments (id, ticket_id, author_id, body, visibility, redacted, redaction_version, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"""


async def insert_comment(
    connection: Connection,
    *,
    id: UUID,
    ticket_id: UUID,
    author_id: UUID,
    body: str,
    visibility: str,
    redacted: Any,
    redaction_version: int,
    now: datetime,
) -> None:
    """Run `insert_comment` of sql/queries/comments.sql."""
    await connection.execute(
        _INSERT_COMMENT, id, ticket_id, author_id, body, visibility, redacted, redaction_version, now
    )


_LIST_COMMENTS_1 = """\
SELECT
    c.id,
    c.ticket_id,
    c.author_id,
    p.kind AS author_kind,
    p.display_name AS author_name,
    c.body,
    c.visibility,
    c.created_at"""

_LIST_COMMENTS_2 = """\
FROM ticket_comments AS c
INNER JOIN principals AS p ON c.tenant_id = p.tenant_id AND c.author_id = p.id
WHERE
    c.ticket_id = $1"""

_LIST_COMMENTS_3 = """\
LIMIT $2 + 1"""

ListCommentsSort = Literal["created_at", "-created_at"]

_LIST_COMMENTS_ORDERS: dict[ListCommentsSort, Order] = {
    "created_at": Order("c.created_at", "ASC", "timestamptz", "c.id"),
    "-created_at": Order("c.created_at", "DESC", "timestamptz", "c.id"),
}


async def list_comments(
    connection: Connection,
    *,
    ticket_id: UUID,
    limit: int,
    visibility: str | None = None,
    sort: ListCommentsSort,
    after: Position | None,
) -> Page[CommentRow]:
    """Run `list_comments` of sql/queries/comments.sql."""
    order = _LIST_COMMENTS_ORDERS[sort]
    arguments: list[Any] = [ticket_id, limit]
    bound = bind(
        arguments,
        visibility=visibility,
        after_key=None if after is None else after.sort_key,
        after_id=None if after is None else after.id,
    )
    statement: list[str] = []
    statement.append(_LIST_COMMENTS_1)
    statement.append(order.sort_key)
    statement.append(_LIST_COMMENTS_2)
    if visibility is not None:
        statement.append(f"    AND c.visibility = {bound['visibility']}")
    if after is not None:
        statement.append(order.after(bound["after_key"], bound["after_id"]))
    statement.append(order.order_by)
    statement.append(_LIST_COMMENTS_3)
    rows = await connection.fetch("\n".join(statement), *arguments)
    return page_of([(CommentRow(*columns), sort_key) for *columns, sort_key in rows], limit)
