# Generated from sql/queries by `python -m codegen`. Do not edit.
"""Queries of sql/queries/comments.sql."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from generated.queries.connection import Connection, bind


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One row of a result."""

    id: UUID
    ticket_id: UUID
    author_id: UUID
    author_kind: str
    author_name: str
    body: str
    visibility: str
    created_at: datetime


_INSERT_COMMENT = """
INSERT INTO ticket_comments (id, ticket_id, author_id, body, visibility, created_at)
VALUES ($1, $2, $3, $4, $5, $6)
"""


async def insert_comment(
    connection: Connection,
    *,
    id: UUID,
    ticket_id: UUID,
    author_id: UUID,
    body: str,
    visibility: str,
    now: datetime,
) -> None:
    """Run `insert_comment` of sql/queries/comments.sql."""
    await connection.execute(_INSERT_COMMENT, id, ticket_id, author_id, body, visibility, now)


LIST_COMMENTS_SORTS = {
    "created_at": ("c.created_at", "ASC", "timestamptz"),
    "-created_at": ("c.created_at", "DESC", "timestamptz"),
}


async def list_comments(
    connection: Connection,
    *,
    ticket_id: UUID,
    limit: int,
    visibility: str | None = None,
    sort: Literal["created_at", "-created_at"],
    after: tuple[str, UUID] | None = None,
) -> list[tuple[CommentRow, str]]:
    """Run `list_comments` of sql/queries/comments.sql."""
    values: dict[str, Any] = {
        "ticket_id": ticket_id,
        "limit": limit,
        "visibility": visibility,
    }
    expression, direction, type_name = LIST_COMMENTS_SORTS[sort]
    lines = [
        "SELECT",
        "    c.id,",
        "    c.ticket_id,",
        "    c.author_id,",
        "    p.kind AS author_kind,",
        "    p.display_name AS author_name,",
        "    c.body,",
        "    c.visibility,",
        "    c.created_at",
        f", ({expression})::text AS sort_key",
        "FROM ticket_comments AS c",
        "INNER JOIN principals AS p ON c.tenant_id = p.tenant_id AND c.author_id = p.id",
        "WHERE",
        "    c.ticket_id = :ticket_id",
    ]
    if visibility is not None:
        lines.append("    AND c.visibility = :visibility")
    lines += []
    if after is not None:
        values["after_key"], values["after_id"] = after
        beyond = ">" if direction == "ASC" else "<"
        lines.append(f"AND ({expression}, c.id) {beyond} (:after_key::text::{type_name}, :after_id::uuid)")
    lines += [
        f"ORDER BY {expression} {direction}, c.id {direction}",
        "LIMIT :limit",
    ]
    text, arguments = bind(lines, values)
    rows = await connection.fetch(text, *arguments)
    return [(CommentRow(*columns), sort_key) for *columns, sort_key in rows]
