# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""The operations of the tag timeline: their requests and results, and the type of the module that handles them.

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
class ListTimelineRequest:
    """GET /api/v1/tickets/{ticket_id}/timeline."""

    ticket_id: UUID
    limit: int
    sort: Literal["occurred_at", "-occurred_at"]
    after: Position | None
    cursors: Cursors

    def page(self, page: Page[RowT], view: Callable[[RowT], models.TimelineEntry]) -> models.TimelinePage:
        """Return the body of the response: each row as ``view`` shows it, and the cursor of the next page."""
        items = [view(row) for row in page.rows]
        return models.TimelinePage(items=items, next_cursor=self.cursors.write(page.next))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTimeline200(JsonResult[models.TimelinePage]):
    """A page of the list."""

    status = 200


ListTimelineResult = ListTimeline200 | problems.Forbidden | problems.NotFound


class TimelineHandlers(Protocol[ContextT]):
    """A module with one function per operation of the tag."""

    async def list_timeline(self, context: ContextT, request: ListTimelineRequest) -> ListTimelineResult:
        """List the timeline."""
