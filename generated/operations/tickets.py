# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""The operations of the tag tickets: their requests and results, and the type of the module that handles them.

A handler returns one of its operation's results: a success, or a problem that the spec declares for it. Everything else
is a type error.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, TypeVar
from uuid import UUID

from generated import models, problems
from generated.runtime.paging import Cursors, Page, Position, RowT
from generated.runtime.rendering import JsonResult

ContextT = TypeVar("ContextT", contravariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTicketFromAlertRequest:
    """POST /api/v1/alerts/{alert_id}/ticket."""

    alert_id: UUID
    body: models.TicketFromAlert | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTicketFromAlert201(JsonResult[models.Ticket]):
    """The ticket was created."""

    status = 201
    etag: str
    location: str

    def headers(self) -> tuple[tuple[str, str], ...]:
        return (
            ("ETag", self.etag),
            ("Location", self.location),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTicketFromAlert200(JsonResult[models.Ticket]):
    """The alert already has this ticket."""

    status = 200
    etag: str

    def headers(self) -> tuple[tuple[str, str], ...]:
        return (("ETag", self.etag),)


CreateTicketFromAlertResult = (
    CreateTicketFromAlert201
    | CreateTicketFromAlert200
    | problems.Forbidden
    | problems.NotFound
    | problems.Validation
    | problems.UnknownAssignee
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTicketsRequest:
    """GET /api/v1/tickets."""

    limit: int
    sort: Literal[
        "created_at",
        "-created_at",
        "updated_at",
        "-updated_at",
        "number",
        "-number",
        "priority",
        "-priority",
        "severity",
        "-severity",
    ]
    status: tuple[models.TicketStatus, ...] | None
    priority: tuple[models.TicketPriority, ...] | None
    severity: tuple[models.Severity, ...] | None
    assignee_id: tuple[str, ...] | None
    reporter_id: tuple[UUID, ...] | None
    tag: tuple[str, ...] | None
    source_kind: tuple[models.TicketSourceKind, ...] | None
    created_from: datetime | None
    created_to: datetime | None
    updated_from: datetime | None
    updated_to: datetime | None
    number: int | None
    asset: tuple[str, ...] | None
    q: str | None
    after: Position | None
    cursors: Cursors

    def page(self, page: Page[RowT], view: Callable[[RowT], models.Ticket]) -> models.TicketPage:
        """Return the body of the response: each row as ``view`` shows it, and the cursor of the next page."""
        items = [view(row) for row in page.rows]
        return models.TicketPage(items=items, next_cursor=self.cursors.write(page.next))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTickets200(JsonResult[models.TicketPage]):
    """A page of the list."""

    status = 200


ListTicketsResult = ListTickets200 | problems.Forbidden


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTicketRequest:
    """POST /api/v1/tickets."""

    body: models.TicketCreate


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTicket201(JsonResult[models.Ticket]):
    """The ticket was created."""

    status = 201
    etag: str
    location: str

    def headers(self) -> tuple[tuple[str, str], ...]:
        return (
            ("ETag", self.etag),
            ("Location", self.location),
        )


CreateTicketResult = CreateTicket201 | problems.Forbidden | problems.Validation | problems.UnknownAssignee


@dataclass(frozen=True, slots=True, kw_only=True)
class GetTicketSummaryRequest:
    """GET /api/v1/tickets/summary."""

    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GetTicketSummary200(JsonResult[models.TicketSummary]):
    """The counts."""

    status = 200


GetTicketSummaryResult = GetTicketSummary200 | problems.Forbidden


@dataclass(frozen=True, slots=True, kw_only=True)
class GetTicketRequest:
    """GET /api/v1/tickets/{ticket_id}."""

    ticket_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GetTicket200(JsonResult[models.Ticket]):
    """The ticket."""

    status = 200
    etag: str

    def headers(self) -> tuple[tuple[str, str], ...]:
        return (("ETag", self.etag),)


GetTicketResult = GetTicket200 | problems.Forbidden | problems.NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateTicketRequest:
    """PATCH /api/v1/tickets/{ticket_id}."""

    ticket_id: UUID
    if_match: str
    body: models.TicketUpdate


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateTicket200(JsonResult[models.Ticket]):
    """The ticket after the change."""

    status = 200
    etag: str

    def headers(self) -> tuple[tuple[str, str], ...]:
        return (("ETag", self.etag),)


UpdateTicketResult = (
    UpdateTicket200
    | problems.Forbidden
    | problems.NotFound
    | problems.InvalidTransition
    | problems.TicketClosed
    | problems.VersionMismatch
    | problems.Validation
    | problems.ResolutionRequired
    | problems.UnknownAssignee
)


class TicketsHandlers(Protocol[ContextT]):
    """A module with one function per operation of the tag."""

    async def create_ticket_from_alert(
        self, context: ContextT, request: CreateTicketFromAlertRequest
    ) -> CreateTicketFromAlertResult:
        """Create a ticket from an alert."""

    async def list_tickets(self, context: ContextT, request: ListTicketsRequest) -> ListTicketsResult:
        """List tickets."""

    async def create_ticket(self, context: ContextT, request: CreateTicketRequest) -> CreateTicketResult:
        """Create a ticket."""

    async def get_ticket_summary(self, context: ContextT, request: GetTicketSummaryRequest) -> GetTicketSummaryResult:
        """Count tickets."""

    async def get_ticket(self, context: ContextT, request: GetTicketRequest) -> GetTicketResult:
        """Get a ticket."""

    async def update_ticket(self, context: ContextT, request: UpdateTicketRequest) -> UpdateTicketResult:
        """Change a ticket."""
