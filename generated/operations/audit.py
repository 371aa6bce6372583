# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""The operations of the tag audit: their requests and results, and the type of the module that handles them.

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
class ListAuditRecordsRequest:
    """GET /api/v1/audit-records."""

    limit: int
    sort: Literal["occurred_at", "-occurred_at"]
    outcome: models.AuditOutcome | None
    actor_id: tuple[UUID, ...] | None
    operation_id: tuple[str, ...] | None
    target_type: tuple[models.AuditTargetType, ...] | None
    target_id: UUID | None
    occurred_from: datetime | None
    occurred_to: datetime | None
    request_id: UUID | None
    after: Position | None
    cursors: Cursors

    def page(self, page: Page[RowT], view: Callable[[RowT], models.AuditRecord]) -> models.AuditRecordPage:
        """Return the body of the response: each row as ``view`` shows it, and the cursor of the next page."""
        items = [view(row) for row in page.rows]
        return models.AuditRecordPage(items=items, next_cursor=self.cursors.write(page.next))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAuditRecords200(JsonResult[models.AuditRecordPage]):
    """A page of the list."""

    status = 200


ListAuditRecordsResult = ListAuditRecords200 | problems.Forbidden


@dataclass(frozen=True, slots=True, kw_only=True)
class GetAuditRecordRequest:
    """GET /api/v1/audit-records/{audit_record_id}."""

    audit_record_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GetAuditRecord200(JsonResult[models.AuditRecord]):
    """The audit record."""

    status = 200


GetAuditRecordResult = GetAuditRecord200 | problems.Forbidden | problems.NotFound


class AuditHandlers(Protocol[ContextT]):
    """A module with one function per operation of the tag."""

    async def list_audit_records(self, context: ContextT, request: ListAuditRecordsRequest) -> ListAuditRecordsResult:
        """List audit records."""

    async def get_audit_record(self, context: ContextT, request: GetAuditRecordRequest) -> GetAuditRecordResult:
        """Get an audit record."""
