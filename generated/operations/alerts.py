# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""The operations of the tag alerts: their requests and results, and the type of the module that handles them.

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
class ListAlertsRequest:
    """GET /api/v1/alerts."""

    limit: int
    sort: Literal["created_at", "-created_at", "detected_at", "-detected_at", "severity", "-severity"]
    status: tuple[models.AlertStatus, ...] | None
    severity: tuple[models.Severity, ...] | None
    source: tuple[str, ...] | None
    verdict: tuple[models.AlertVerdict, ...] | None
    has_ticket: bool | None
    detected_from: datetime | None
    detected_to: datetime | None
    rule_id: tuple[str, ...] | None
    asset: tuple[str, ...] | None
    q: str | None
    after: Position | None
    cursors: Cursors

    def page(self, page: Page[RowT], view: Callable[[RowT], models.AlertSummary]) -> models.AlertPage:
        """Return the body of the response: each row as ``view`` shows it, and the cursor of the next page."""
        items = [view(row) for row in page.rows]
        return models.AlertPage(items=items, next_cursor=self.cursors.write(page.next))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAlerts200(JsonResult[models.AlertPage]):
    """A page of the list."""

    status = 200


ListAlertsResult = ListAlerts200 | problems.Forbidden


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateAlertRequest:
    """POST /api/v1/alerts."""

    body: models.AlertCreate


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateAlert201(JsonResult[models.AlertReceipt]):
    """The alert was created."""

    status = 201
    location: str

    def headers(self) -> tuple[tuple[str, str], ...]:
        return (("Location", self.location),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateAlert200(JsonResult[models.AlertReceipt]):
    """The alert already exists and is unchanged."""

    status = 200


CreateAlertResult = CreateAlert201 | CreateAlert200 | problems.Forbidden | problems.NotFound | problems.Validation


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateAlertsRequest:
    """POST /api/v1/alerts/batch."""

    items: tuple[models.AlertCreate | problems.MalformedJson | problems.Validation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateAlerts200(JsonResult[models.AlertBatchResult]):
    """The results of the batch, one for each item."""

    status = 200


CreateAlertsResult = CreateAlerts200 | problems.Forbidden | problems.Validation


@dataclass(frozen=True, slots=True, kw_only=True)
class GetAlertRequest:
    """GET /api/v1/alerts/{alert_id}."""

    alert_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GetAlert200(JsonResult[models.Alert]):
    """The alert."""

    status = 200
    etag: str

    def headers(self) -> tuple[tuple[str, str], ...]:
        return (("ETag", self.etag),)


GetAlertResult = GetAlert200 | problems.Forbidden | problems.NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateAlertRequest:
    """PATCH /api/v1/alerts/{alert_id}."""

    alert_id: UUID
    if_match: str
    body: models.AlertUpdate


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateAlert200(JsonResult[models.Alert]):
    """The alert after the change."""

    status = 200
    etag: str

    def headers(self) -> tuple[tuple[str, str], ...]:
        return (("ETag", self.etag),)


UpdateAlertResult = (
    UpdateAlert200 | problems.Forbidden | problems.NotFound | problems.VersionMismatch | problems.Validation
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAlertReportsRequest:
    """GET /api/v1/alerts/{alert_id}/reports."""

    alert_id: UUID
    limit: int
    sort: Literal["created_at", "-created_at"]
    after: Position | None
    cursors: Cursors

    def page(self, page: Page[RowT], view: Callable[[RowT], models.AlertReport]) -> models.AlertReportPage:
        """Return the body of the response: each row as ``view`` shows it, and the cursor of the next page."""
        items = [view(row) for row in page.rows]
        return models.AlertReportPage(items=items, next_cursor=self.cursors.write(page.next))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAlertReports200(JsonResult[models.AlertReportPage]):
    """A page of the list."""

    status = 200


ListAlertReportsResult = ListAlertReports200 | problems.Forbidden | problems.NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRelatedRequest:
    """GET /api/v1/alerts/{alert_id}/related."""

    alert_id: UUID
    limit: int
    after: Position | None
    cursors: Cursors

    def page(self, page: Page[RowT], view: Callable[[RowT], models.RelatedRecord]) -> models.RelatedPage:
        """Return the body of the response: each row as ``view`` shows it, and the cursor of the next page."""
        items = [view(row) for row in page.rows]
        return models.RelatedPage(items=items, next_cursor=self.cursors.write(page.next))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRelated200(JsonResult[models.RelatedPage]):
    """A page of the list."""

    status = 200


ListRelatedResult = ListRelated200 | problems.Forbidden | problems.NotFound


class AlertsHandlers(Protocol[ContextT]):
    """A module with one function per operation of the tag."""

    async def list_alerts(self, context: ContextT, request: ListAlertsRequest) -> ListAlertsResult:
        """List alerts."""

    async def create_alert(self, context: ContextT, request: CreateAlertRequest) -> CreateAlertResult:
        """Report an alert."""

    async def create_alerts(self, context: ContextT, request: CreateAlertsRequest) -> CreateAlertsResult:
        """Report alerts in a batch."""

    async def get_alert(self, context: ContextT, request: GetAlertRequest) -> GetAlertResult:
        """Get an alert."""

    async def update_alert(self, context: ContextT, request: UpdateAlertRequest) -> UpdateAlertResult:
        """Triage an alert."""

    async def list_alert_reports(self, context: ContextT, request: ListAlertReportsRequest) -> ListAlertReportsResult:
        """List the reports of an alert."""

    async def list_related(self, context: ContextT, request: ListRelatedRequest) -> ListRelatedResult:
        """List what shares an indicator or the rule of an alert."""
