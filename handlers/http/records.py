"""Assets, evidence and delivery records: records that tickets can link to."""

from __future__ import annotations

from generated import models
from generated.operations.records import (
    CreateAsset200,
    CreateAsset201,
    CreateAssetRequest,
    CreateAssetResult,
    CreateEvidence200,
    CreateEvidence201,
    CreateEvidenceRequest,
    CreateEvidenceResult,
    GetAsset200,
    GetAssetRequest,
    GetAssetResult,
    GetDeliveryRecord200,
    GetDeliveryRecordRequest,
    GetDeliveryRecordResult,
    GetEvidence200,
    GetEvidenceRequest,
    GetEvidenceResult,
    ListAssets200,
    ListAssetsRequest,
    ListAssetsResult,
    ListDeliveryRecords200,
    ListDeliveryRecordsRequest,
    ListDeliveryRecordsResult,
    ListEvidence200,
    ListEvidenceRequest,
    ListEvidenceResult,
)
from generated.queries import records
from handlers import redaction
from handlers.changes.locks import time_of_new_row
from handlers.changes.record import record_change
from handlers.rules import indicators, refusals, search, views
from handlers.rules.change import created
from handlers.rules.optional import value_or
from handlers.runtime.context import Context
from handlers.runtime.ids import new_id


async def create_asset(context: Context, request: CreateAssetRequest) -> CreateAssetResult:
    """Create an asset, or return the existing one with the same type and canonical value."""
    body = request.body
    now = time_of_new_row()
    asset = models.Asset(
        id=new_id(),
        type=body.type,
        value=body.value,
        name=value_or(body.name, None),
        created_by=views.current_actor(context.actor),
        created_at=now,
    )
    fields = {"type": asset.type.value, "value": asset.value, "name": asset.name}
    known = redaction.Known.of([fields])
    forms = indicators.stored_forms(asset.type, asset.value)
    identity = indicators.identity(str(forms["canonical"]))
    columns = redaction.redacted_columns("Asset", fields, known)
    inserted = await records.insert_asset(
        context.connection,
        id=asset.id,
        type=asset.type,
        asset_value=asset.value,
        canonical=str(forms["canonical"]),
        address=forms["address"],
        identity=identity,
        name=asset.name,
        redacted=indicators.with_canonical(columns["redacted"]),
        redaction_version=columns["redaction_version"],
        created_by=context.actor.principal_id,
        now=now,
    )
    if inserted is None:
        existing = await records.get_identical_asset(context.connection, type=asset.type, identity=identity)
        return CreateAsset200(body=views.asset(existing))
    await record_change(context, "asset", asset.id, created(fields), at=now, known=known)
    return CreateAsset201(body=asset, location=f"/api/v1/assets/{asset.id}")


async def get_asset(context: Context, request: GetAssetRequest) -> GetAssetResult:
    """Return one asset."""
    row = await records.get_asset(context.connection, asset_id=request.asset_id)
    return refusals.not_found("asset") if row is None else GetAsset200(body=views.asset(row))


async def list_assets(context: Context, request: ListAssetsRequest) -> ListAssetsResult:
    """List assets."""
    rows = await records.list_assets(
        context.connection,
        types=request.type,
        asset_values=search.value_filter(request.value),
        q=search.search_terms(request.q),
        sort=request.sort,
        after=request.after,
        limit=request.limit,
    )
    return ListAssets200(body=request.page(rows, views.asset))


_EVIDENCE_FIELDS = ("name", "media_type", "size_bytes", "sha256", "description", "collected_at")


async def create_evidence(context: Context, request: CreateEvidenceRequest) -> CreateEvidenceResult:
    """Create the metadata of evidence, or return the existing one with the same digest and name."""
    body = request.body
    now = time_of_new_row()
    evidence = models.Evidence(
        id=new_id(),
        name=body.name,
        media_type=value_or(body.media_type, None),
        size_bytes=value_or(body.size_bytes, None),
        sha256=body.sha256,
        description=value_or(body.description, ""),
        collected_at=value_or(body.collected_at, None),
        created_by=views.current_actor(context.actor),
        created_at=now,
    )
    document = views.json_value(evidence)
    identity = indicators.identity(evidence.sha256, evidence.name)
    inserted = await records.insert_evidence(
        context.connection,
        id=evidence.id,
        name=evidence.name,
        media_type=evidence.media_type,
        size_bytes=evidence.size_bytes,
        sha256=bytes.fromhex(evidence.sha256),
        description=evidence.description,
        collected_at=evidence.collected_at,
        identity=identity,
        **redaction.redacted_columns(
            "Evidence", {name: document[name] for name in ("name", "media_type", "description")}, redaction.NOTHING
        ),
        created_by=context.actor.principal_id,
        now=now,
    )
    if inserted is None:
        existing = await records.get_identical_evidence(context.connection, identity=identity)
        return CreateEvidence200(body=views.evidence(existing))
    fields = {name: document[name] for name in _EVIDENCE_FIELDS}
    await record_change(context, "evidence", evidence.id, created(fields), at=now, known=redaction.NOTHING)
    return CreateEvidence201(body=evidence, location=f"/api/v1/evidence/{evidence.id}")


async def get_evidence(context: Context, request: GetEvidenceRequest) -> GetEvidenceResult:
    """Return the metadata of one piece of evidence."""
    row = await records.get_evidence(context.connection, evidence_id=request.evidence_id)
    return refusals.not_found("evidence") if row is None else GetEvidence200(body=views.evidence(row))


async def list_evidence(context: Context, request: ListEvidenceRequest) -> ListEvidenceResult:
    """List evidence."""
    rows = await records.list_evidence(
        context.connection,
        sha256=None if request.sha256 is None else bytes.fromhex(request.sha256),
        q=search.search_terms(request.q),
        sort=request.sort,
        after=request.after,
        limit=request.limit,
    )
    return ListEvidence200(body=request.page(rows, views.evidence))


async def get_delivery_record(context: Context, request: GetDeliveryRecordRequest) -> GetDeliveryRecordResult:
    """Return one delivery record."""
    row = await records.get_delivery_record(context.connection, delivery_record_id=request.delivery_record_id)
    return (
        refusals.not_found("delivery record") if row is None else GetDeliveryRecord200(body=views.delivery_record(row))
    )


async def list_delivery_records(context: Context, request: ListDeliveryRecordsRequest) -> ListDeliveryRecordsResult:
    """List delivery records."""
    rows = await records.list_delivery_records(
        context.connection,
        ticket_id=request.ticket_id,
        status=request.status,
        sort=request.sort,
        after=request.after,
        limit=request.limit,
    )
    return ListDeliveryRecords200(body=request.page(rows, views.delivery_record))
