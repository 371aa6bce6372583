# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""The operations of the tag records: their requests and results, and the type of the module that handles them.

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
class ListAssetsRequest:
    """GET /api/v1/assets."""

    limit: int
    sort: Literal["created_at", "-created_at"]
    type: tuple[models.AssetType, ...] | None
    value: tuple[str, ...] | None
    q: str | None
    after: Position | None
    cursors: Cursors

    def page(self, page: Page[RowT], view: Callable[[RowT], models.Asset]) -> models.AssetPage:
        """Return the body of the response: each row as ``view`` shows it, and the cursor of the next page."""
        items = [view(row) for row in page.rows]
        return models.AssetPage(items=items, next_cursor=self.cursors.write(page.next))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAssets200(JsonResult[models.AssetPage]):
    """A page of the list."""

    status = 200


ListAssetsResult = ListAssets200 | problems.Forbidden


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateAssetRequest:
    """POST /api/v1/assets."""

    body: models.AssetCreate


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateAsset201(JsonResult[models.Asset]):
    """The asset was created."""

    status = 201
    location: str

    def headers(self) -> tuple[tuple[str, str], ...]:
        return (("Location", self.location),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateAsset200(JsonResult[models.Asset]):
    """The asset exists already and is unchanged."""

    status = 200


CreateAssetResult = CreateAsset201 | CreateAsset200 | problems.Forbidden | problems.Validation


@dataclass(frozen=True, slots=True, kw_only=True)
class GetAssetRequest:
    """GET /api/v1/assets/{asset_id}."""

    asset_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GetAsset200(JsonResult[models.Asset]):
    """The asset."""

    status = 200


GetAssetResult = GetAsset200 | problems.Forbidden | problems.NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEvidenceRequest:
    """GET /api/v1/evidence."""

    limit: int
    sort: Literal["created_at", "-created_at"]
    sha256: str | None
    q: str | None
    after: Position | None
    cursors: Cursors

    def page(self, page: Page[RowT], view: Callable[[RowT], models.Evidence]) -> models.EvidencePage:
        """Return the body of the response: each row as ``view`` shows it, and the cursor of the next page."""
        items = [view(row) for row in page.rows]
        return models.EvidencePage(items=items, next_cursor=self.cursors.write(page.next))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEvidence200(JsonResult[models.EvidencePage]):
    """A page of the list."""

    status = 200


ListEvidenceResult = ListEvidence200 | problems.Forbidden


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateEvidenceRequest:
    """POST /api/v1/evidence."""

    body: models.EvidenceCreate


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateEvidence201(JsonResult[models.Evidence]):
    """The evidence was created."""

    status = 201
    location: str

    def headers(self) -> tuple[tuple[str, str], ...]:
        return (("Location", self.location),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateEvidence200(JsonResult[models.Evidence]):
    """The evidence exists already and is unchanged."""

    status = 200


CreateEvidenceResult = CreateEvidence201 | CreateEvidence200 | problems.Forbidden | problems.Validation


@dataclass(frozen=True, slots=True, kw_only=True)
class GetEvidenceRequest:
    """GET /api/v1/evidence/{evidence_id}."""

    evidence_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GetEvidence200(JsonResult[models.Evidence]):
    """The evidence."""

    status = 200


GetEvidenceResult = GetEvidence200 | problems.Forbidden | problems.NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDeliveryRecordsRequest:
    """GET /api/v1/delivery-records."""

    limit: int
    sort: Literal["created_at", "-created_at"]
    ticket_id: UUID | None
    status: tuple[models.DeliveryStatus, ...] | None
    after: Position | None
    cursors: Cursors

    def page(self, page: Page[RowT], view: Callable[[RowT], models.DeliveryRecord]) -> models.DeliveryRecordPage:
        """Return the body of the response: each row as ``view`` shows it, and the cursor of the next page."""
        items = [view(row) for row in page.rows]
        return models.DeliveryRecordPage(items=items, next_cursor=self.cursors.write(page.next))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDeliveryRecords200(JsonResult[models.DeliveryRecordPage]):
    """A page of the list."""

    status = 200


ListDeliveryRecordsResult = ListDeliveryRecords200 | problems.Forbidden


@dataclass(frozen=True, slots=True, kw_only=True)
class GetDeliveryRecordRequest:
    """GET /api/v1/delivery-records/{delivery_record_id}."""

    delivery_record_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GetDeliveryRecord200(JsonResult[models.DeliveryRecord]):
    """The delivery record."""

    status = 200


GetDeliveryRecordResult = GetDeliveryRecord200 | problems.Forbidden | problems.NotFound


class RecordsHandlers(Protocol[ContextT]):
    """A module with one function per operation of the tag."""

    async def list_assets(self, context: ContextT, request: ListAssetsRequest) -> ListAssetsResult:
        """List assets."""

    async def create_asset(self, context: ContextT, request: CreateAssetRequest) -> CreateAssetResult:
        """Create an asset."""

    async def get_asset(self, context: ContextT, request: GetAssetRequest) -> GetAssetResult:
        """Get an asset."""

    async def list_evidence(self, context: ContextT, request: ListEvidenceRequest) -> ListEvidenceResult:
        """List evidence."""

    async def create_evidence(self, context: ContextT, request: CreateEvidenceRequest) -> CreateEvidenceResult:
        """Create evidence."""

    async def get_evidence(self, context: ContextT, request: GetEvidenceRequest) -> GetEvidenceResult:
        """Get evidence."""

    async def list_delivery_records(
        self, context: ContextT, request: ListDeliveryRecordsRequest
    ) -> ListDeliveryRecordsResult:
        """List delivery records."""

    async def get_delivery_record(
        self, context: ContextT, request: GetDeliveryRecordRequest
    ) -> GetDeliveryRecordResult:
        """Get a delivery record."""
