# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""The operations of the tag comments: their requests and results, and the type of the module that handles them.

A handler returns one of its operation's results: a success, or a problem that the spec declares for it. Everything else
is a type error.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar
from uuid import UUID

from generated import models, problems
from generated.runtime.paging import Cursors, Page, Position, RowT
from generated.runtime.rendering import JsonResult

ContextT = TypeVar("ContextT", contravariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCommentsRequest:
    """GET /api/v1/tickets/{ticket_id}/comments."""

    ticket_id: UUID
    limit: int
    sort: Literal["created_at", "-created_at"]
    visibility: models.CommentVisibility | None
    after: Position | None
    cursors: Cursors

    def page(self, page: Page[RowT], view: Callable[[RowT], models.Comment]) -> models.CommentPage:
        """Return the body of the response: each row as ``view`` shows it, and the cursor of the next page."""
        items = [view(row) for row in page.rows]
        return models.CommentPage(items=items, next_cursor=self.cursors.write(page.next))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListComments200(JsonResult[models.CommentPage]):
    """A page of the list."""

    status = 200


ListCommentsResult = ListComments200 | problems.Forbidden | problems.NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateCommentRequest:
    """POST /api/v1/tickets/{ticket_id}/comments."""

    ticket_id: UUID
    body: models.CommentCreate


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateComment201(JsonResult[models.Comment]):
    """The comment was added."""

    status = 201


CreateCommentResult = (
    CreateComment201 | problems.Forbidden | problems.NotFound | problems.TicketClosed | problems.Validation
)


class CommentsHandlers(Protocol[ContextT]):
    """A module with one function per operation of the tag."""

    async def list_comments(self, context: ContextT, request: ListCommentsRequest) -> ListCommentsResult:
        """List comments."""

    async def create_comment(self, context: ContextT, request: CreateCommentRequest) -> CreateCommentResult:
        """Add a comment."""
