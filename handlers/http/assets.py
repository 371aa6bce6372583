"""Assets: things that alerts and tickets are about, as records that tickets link to."""

from __future__ import annotations

from pydantic import MISSING

from generated import models
from generated.operations import (
    CreateAsset201,
    CreateAssetRequest,
    CreateAssetResult,
    GetAsset200,
    GetAssetRequest,
    GetAssetResult,
    ListAssets200,
    ListAssetsRequest,
    ListAssetsResult,
)
from generated.problems import InvalidCursor
from generated.queries import records
from handlers import redaction
from handlers.changes import audit
from handlers.rules import views
from handlers.rules.change import Change
from handlers.runtime import paging
from handlers.runtime.context import Context, new_id


async def create_asset(context: Context, request: CreateAssetRequest) -> CreateAssetResult:
    """Make an asset."""
    body = request.body
    asset = models.Asset(
        id=new_id(),
        type=body.type,
        value=body.value,
        name=None if body.name is MISSING else body.name,
        created_by=views.acting(context.actor),
        created_at=context.now,
    )
    told = {"type": asset.type.value, "value": asset.value, "name": asset.name}
    await records.insert_asset(
        context.connection,
        id=asset.id,
        type=asset.type,
        asset_value=asset.value,
        name=asset.name,
        **redaction.twin("Asset", told),
        created_by=context.actor.principal_id,
        now=context.now,
    )
    await audit.record(context, "asset", asset.id, [Change(name, None, value) for name, value in told.items()])
    return CreateAsset201(body=asset, location=f"/api/v1/assets/{asset.id}")


async def get_asset(context: Context, request: GetAssetRequest) -> GetAssetResult:
    """Show one asset."""
    row = await records.get_asset(context.connection, asset_id=request.asset_id)
    return views.not_found("asset") if row is None else GetAsset200(body=views.asset(row))


async def list_assets(context: Context, request: ListAssetsRequest) -> ListAssetsResult:
    """Give a page of assets."""
    after = paging.position(context, request)
    if isinstance(after, InvalidCursor):
        return after
    rows = await records.list_assets(
        context.connection,
        types=paging.any_of(request.type),
        asset_values=paging.any_of(request.value),
        q=None if request.q is None else views.like(request.q),
        sort=request.sort,
        after=after,
        limit=request.limit + 1,
    )
    shown, next_cursor = paging.page(context, request, rows)
    return ListAssets200(body=models.AssetPage(items=[views.asset(row) for row in shown], next_cursor=next_cursor))
