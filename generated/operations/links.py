# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""The operations of the tag links: their requests and results, and the type of the module that handles them.

A handler returns one of its operation's results: a success, or a problem that the spec declares for it. Everything else
is a type error.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar
from uuid import UUID

from generated import models, problems
from generated.runtime.paging import Cursors, Page, Position, RowT
from generated.runtime.rendering import JsonResult, Result

ContextT = TypeVar("ContextT", contravariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLinksRequest:
    """GET /api/v1/tickets/{ticket_id}/links."""

    ticket_id: UUID
    limit: int
    target_type: tuple[models.LinkTargetType, ...] | None
    direction: models.LinkDirection | None
    after: Position | None
    cursors: Cursors

    def page(self, page: Page[RowT], view: Callable[[RowT], models.Link]) -> models.LinkPage:
        """Return the body of the response: each row as ``view`` shows it, and the cursor of the next page."""
        items = [view(row) for row in page.rows]
        return models.LinkPage(items=items, next_cursor=self.cursors.write(page.next))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLinks200(JsonResult[models.LinkPage]):
    """A page of the list."""

    status = 200


ListLinksResult = ListLinks200 | problems.Forbidden | problems.NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateLinkRequest:
    """POST /api/v1/tickets/{ticket_id}/links."""

    ticket_id: UUID
    body: models.LinkCreate


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateLink201(JsonResult[models.Link]):
    """The link was added."""

    status = 201
    location: str

    def headers(self) -> tuple[tuple[str, str], ...]:
        return (("Location", self.location),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateLink200(JsonResult[models.Link]):
    """The link already exists."""

    status = 200


CreateLinkResult = (
    CreateLink201
    | CreateLink200
    | problems.Forbidden
    | problems.NotFound
    | problems.TicketClosed
    | problems.LinkConflict
    | problems.Validation
    | problems.UnknownTarget
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GetLinkRequest:
    """GET /api/v1/tickets/{ticket_id}/links/{link_id}."""

    ticket_id: UUID
    link_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GetLink200(JsonResult[models.Link]):
    """The link."""

    status = 200


GetLinkResult = GetLink200 | problems.Forbidden | problems.NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteLinkRequest:
    """DELETE /api/v1/tickets/{ticket_id}/links/{link_id}."""

    ticket_id: UUID
    link_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteLink204(Result):
    """The link no longer exists."""

    status = 204


DeleteLinkResult = DeleteLink204 | problems.Forbidden | problems.NotFound | problems.TicketClosed


class LinksHandlers(Protocol[ContextT]):
    """A module with one function per operation of the tag."""

    async def list_links(self, context: ContextT, request: ListLinksRequest) -> ListLinksResult:
        """List links."""

    async def create_link(self, context: ContextT, request: CreateLinkRequest) -> CreateLinkResult:
        """Add a link."""

    async def get_link(self, context: ContextT, request: GetLinkRequest) -> GetLinkResult:
        """Get a link."""

    async def delete_link(self, context: ContextT, request: DeleteLinkRequest) -> DeleteLinkResult:
        """Remove a link."""
