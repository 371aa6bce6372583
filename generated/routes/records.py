# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""Routes of the tag records."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from fastapi import FastAPI
from pydantic import Field, StringConstraints, TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from generated import models, operations
from generated.runtime.parsing import Body, Parameter
from generated.runtime.pipeline import Caller, Operation, Requirement, Server, serve
from generated.scalars import Uuid

CallerT = TypeVar("CallerT", bound=Caller)
ContextT = TypeVar("ContextT")


def _build_list_assets(values: dict[str, Any], body: Any) -> operations.ListAssetsRequest:
    return operations.ListAssetsRequest(
        limit=values["limit"],
        cursor=values["cursor"],
        sort=values["sort"],
        type=values["type"],
        value=values["value"],
        q=values["q"],
    )


LIST_ASSETS = Operation(
    operation_id="list_assets",
    method="GET",
    path="/api/v1/assets",
    security=(
        Requirement("bearerAuth", frozenset(["records:read"])),
        Requirement("sessionCookie", frozenset(["records:read"])),
    ),
    problems=frozenset(
        {
            "invalid-parameter",
            "unknown-parameter",
            "invalid-cursor",
            "unauthenticated",
            "forbidden",
            "not-acceptable",
            "rate-limited",
            "unavailable",
        }
    ),
    mutation=False,
    idempotent=False,
    target=None,
    parameters=(
        Parameter(
            name="limit",
            where="query",
            field="limit",
            adapter=TypeAdapter(Annotated[int, Field(strict=True, ge=1, le=100)]),
            kind="integer",
            default=50,
            description="The maximum number of items in the page.",
        ),
        Parameter(
            name="cursor",
            where="query",
            field="cursor",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern="^[A-Za-z0-9_-]+$")]
            ),
            description="The `next_cursor` of the previous page, with the same filters and sort.",
        ),
        Parameter(
            name="sort",
            where="query",
            field="sort",
            adapter=TypeAdapter(Literal["created_at", "-created_at"]),
            default="-created_at",
            description="The sort order; a leading minus sorts in descending order. Ties are broken by ID.",
        ),
        Parameter(
            name="type",
            where="query",
            field="type",
            adapter=TypeAdapter(models.AssetType),
            many=True,
            max_items=20,
            description="Only assets of one of these types.",
        ),
        Parameter(
            name="value",
            where="query",
            field="value",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern="^[^\\u0000]*$")]
            ),
            many=True,
            max_items=20,
            description="Only assets with exactly one of these values.",
        ),
        Parameter(
            name="q",
            where="query",
            field="q",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=1, max_length=200, pattern="^[^\\u0000]*$")]
            ),
            description="The text to search for.",
        ),
    ),
    body=None,
    build=_build_list_assets,
)


def _build_create_asset(values: dict[str, Any], body: Any) -> operations.CreateAssetRequest:
    return operations.CreateAssetRequest(
        body=body,
    )


CREATE_ASSET = Operation(
    operation_id="create_asset",
    method="POST",
    path="/api/v1/assets",
    security=(
        Requirement("bearerAuth", frozenset(["records:write"])),
        Requirement("sessionCookie", frozenset(["records:write"])),
    ),
    problems=frozenset(
        {
            "malformed-json",
            "invalid-parameter",
            "unknown-parameter",
            "unauthenticated",
            "forbidden",
            "csrf-failed",
            "not-acceptable",
            "payload-too-large",
            "unsupported-media-type",
            "idempotency-in-progress",
            "validation",
            "idempotency-key-reused",
            "rate-limited",
            "unavailable",
        }
    ),
    mutation=True,
    idempotent=True,
    target=None,
    parameters=(
        Parameter(
            name="Idempotency-Key",
            where="header",
            field="idempotency_key",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=1, max_length=255, pattern="^[!-~]([ -~]*[!-~])?$")]
            ),
            description="Makes the request safe to retry for 24 hours: repeating it with the same key returns the first 2xx response again, with Idempotency-Replayed.",
        ),
    ),
    body=Body(adapter=TypeAdapter(models.AssetCreate), required=True, max_bytes=1048576),
    build=_build_create_asset,
)


def _build_get_asset(values: dict[str, Any], body: Any) -> operations.GetAssetRequest:
    return operations.GetAssetRequest(
        asset_id=values["asset_id"],
    )


GET_ASSET = Operation(
    operation_id="get_asset",
    method="GET",
    path="/api/v1/assets/{asset_id}",
    security=(
        Requirement("bearerAuth", frozenset(["records:read"])),
        Requirement("sessionCookie", frozenset(["records:read"])),
    ),
    problems=frozenset(
        {
            "invalid-parameter",
            "unknown-parameter",
            "unauthenticated",
            "forbidden",
            "not-found",
            "not-acceptable",
            "rate-limited",
            "unavailable",
        }
    ),
    mutation=False,
    idempotent=False,
    target=("asset", "asset_id"),
    parameters=(
        Parameter(
            name="asset_id",
            where="path",
            field="asset_id",
            adapter=TypeAdapter(Uuid),
            required=True,
            description="The asset's ID.",
        ),
    ),
    body=None,
    build=_build_get_asset,
)


def _build_list_evidence(values: dict[str, Any], body: Any) -> operations.ListEvidenceRequest:
    return operations.ListEvidenceRequest(
        limit=values["limit"],
        cursor=values["cursor"],
        sort=values["sort"],
        sha256=values["sha256"],
        q=values["q"],
    )


LIST_EVIDENCE = Operation(
    operation_id="list_evidence",
    method="GET",
    path="/api/v1/evidence",
    security=(
        Requirement("bearerAuth", frozenset(["records:read"])),
        Requirement("sessionCookie", frozenset(["records:read"])),
    ),
    problems=frozenset(
        {
            "invalid-parameter",
            "unknown-parameter",
            "invalid-cursor",
            "unauthenticated",
            "forbidden",
            "not-acceptable",
            "rate-limited",
            "unavailable",
        }
    ),
    mutation=False,
    idempotent=False,
    target=None,
    parameters=(
        Parameter(
            name="limit",
            where="query",
            field="limit",
            adapter=TypeAdapter(Annotated[int, Field(strict=True, ge=1, le=100)]),
            kind="integer",
            default=50,
            description="The maximum number of items in the page.",
        ),
        Parameter(
            name="cursor",
            where="query",
            field="cursor",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern="^[A-Za-z0-9_-]+$")]
            ),
            description="The `next_cursor` of the previous page, with the same filters and sort.",
        ),
        Parameter(
            name="sort",
            where="query",
            field="sort",
            adapter=TypeAdapter(Literal["created_at", "-created_at"]),
            default="-created_at",
            description="The sort order; a leading minus sorts in descending order. Ties are broken by ID.",
        ),
        Parameter(
            name="sha256",
            where="query",
            field="sha256",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=64, max_length=64, pattern="^[0-9a-f]{64}$")]
            ),
            description="Only evidence whose file has this SHA-256 digest.",
        ),
        Parameter(
            name="q",
            where="query",
            field="q",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=1, max_length=200, pattern="^[^\\u0000]*$")]
            ),
            description="The text to search for.",
        ),
    ),
    body=None,
    build=_build_list_evidence,
)


def _build_create_evidence(values: dict[str, Any], body: Any) -> operations.CreateEvidenceRequest:
    return operations.CreateEvidenceRequest(
        body=body,
    )


CREATE_EVIDENCE = Operation(
    operation_id="create_evidence",
    method="POST",
    path="/api/v1/evidence",
    security=(
        Requirement("bearerAuth", frozenset(["records:write"])),
        Requirement("sessionCookie", frozenset(["records:write"])),
    ),
    problems=frozenset(
        {
            "malformed-json",
            "invalid-parameter",
            "unknown-parameter",
            "unauthenticated",
            "forbidden",
            "csrf-failed",
            "not-acceptable",
            "payload-too-large",
            "unsupported-media-type",
            "idempotency-in-progress",
            "validation",
            "idempotency-key-reused",
            "rate-limited",
            "unavailable",
        }
    ),
    mutation=True,
    idempotent=True,
    target=None,
    parameters=(
        Parameter(
            name="Idempotency-Key",
            where="header",
            field="idempotency_key",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=1, max_length=255, pattern="^[!-~]([ -~]*[!-~])?$")]
            ),
            description="Makes the request safe to retry for 24 hours: repeating it with the same key returns the first 2xx response again, with Idempotency-Replayed.",
        ),
    ),
    body=Body(adapter=TypeAdapter(models.EvidenceCreate), required=True, max_bytes=1048576),
    build=_build_create_evidence,
)


def _build_get_evidence(values: dict[str, Any], body: Any) -> operations.GetEvidenceRequest:
    return operations.GetEvidenceRequest(
        evidence_id=values["evidence_id"],
    )


GET_EVIDENCE = Operation(
    operation_id="get_evidence",
    method="GET",
    path="/api/v1/evidence/{evidence_id}",
    security=(
        Requirement("bearerAuth", frozenset(["records:read"])),
        Requirement("sessionCookie", frozenset(["records:read"])),
    ),
    problems=frozenset(
        {
            "invalid-parameter",
            "unknown-parameter",
            "unauthenticated",
            "forbidden",
            "not-found",
            "not-acceptable",
            "rate-limited",
            "unavailable",
        }
    ),
    mutation=False,
    idempotent=False,
    target=("evidence", "evidence_id"),
    parameters=(
        Parameter(
            name="evidence_id",
            where="path",
            field="evidence_id",
            adapter=TypeAdapter(Uuid),
            required=True,
            description="The ID of the evidence.",
        ),
    ),
    body=None,
    build=_build_get_evidence,
)


def _build_list_delivery_records(values: dict[str, Any], body: Any) -> operations.ListDeliveryRecordsRequest:
    return operations.ListDeliveryRecordsRequest(
        limit=values["limit"],
        cursor=values["cursor"],
        sort=values["sort"],
        ticket_id=values["ticket_id"],
        status=values["status"],
    )


LIST_DELIVERY_RECORDS = Operation(
    operation_id="list_delivery_records",
    method="GET",
    path="/api/v1/delivery-records",
    security=(
        Requirement("bearerAuth", frozenset(["records:read"])),
        Requirement("sessionCookie", frozenset(["records:read"])),
    ),
    problems=frozenset(
        {
            "invalid-parameter",
            "unknown-parameter",
            "invalid-cursor",
            "unauthenticated",
            "forbidden",
            "not-acceptable",
            "rate-limited",
            "unavailable",
        }
    ),
    mutation=False,
    idempotent=False,
    target=None,
    parameters=(
        Parameter(
            name="limit",
            where="query",
            field="limit",
            adapter=TypeAdapter(Annotated[int, Field(strict=True, ge=1, le=100)]),
            kind="integer",
            default=50,
            description="The maximum number of items in the page.",
        ),
        Parameter(
            name="cursor",
            where="query",
            field="cursor",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern="^[A-Za-z0-9_-]+$")]
            ),
            description="The `next_cursor` of the previous page, with the same filters and sort.",
        ),
        Parameter(
            name="sort",
            where="query",
            field="sort",
            adapter=TypeAdapter(Literal["created_at", "-created_at"]),
            default="-created_at",
            description="The sort order; a leading minus sorts in descending order. Ties are broken by ID.",
        ),
        Parameter(
            name="ticket_id",
            where="query",
            field="ticket_id",
            adapter=TypeAdapter(Uuid),
            description="Only records of this ticket.",
        ),
        Parameter(
            name="status",
            where="query",
            field="status",
            adapter=TypeAdapter(models.DeliveryStatus),
            many=True,
            max_items=20,
            description="Only records with one of these statuses.",
        ),
    ),
    body=None,
    build=_build_list_delivery_records,
)


def _build_get_delivery_record(values: dict[str, Any], body: Any) -> operations.GetDeliveryRecordRequest:
    return operations.GetDeliveryRecordRequest(
        delivery_record_id=values["delivery_record_id"],
    )


GET_DELIVERY_RECORD = Operation(
    operation_id="get_delivery_record",
    method="GET",
    path="/api/v1/delivery-records/{delivery_record_id}",
    security=(
        Requirement("bearerAuth", frozenset(["records:read"])),
        Requirement("sessionCookie", frozenset(["records:read"])),
    ),
    problems=frozenset(
        {
            "invalid-parameter",
            "unknown-parameter",
            "unauthenticated",
            "forbidden",
            "not-found",
            "not-acceptable",
            "rate-limited",
            "unavailable",
        }
    ),
    mutation=False,
    idempotent=False,
    target=("delivery_record", "delivery_record_id"),
    parameters=(
        Parameter(
            name="delivery_record_id",
            where="path",
            field="delivery_record_id",
            adapter=TypeAdapter(Uuid),
            required=True,
            description="The delivery record's ID.",
        ),
    ),
    body=None,
    build=_build_get_delivery_record,
)


def mount(app: FastAPI, server: Server[CallerT, ContextT], handlers: operations.Operations[ContextT]) -> None:
    """Add the routes of this tag."""

    async def list_assets(request: Request) -> Response:
        return await serve(server, LIST_ASSETS, handlers.list_assets, request)

    app.add_api_route(LIST_ASSETS.path, list_assets, methods=["GET"], response_model=None)

    async def create_asset(request: Request) -> Response:
        return await serve(server, CREATE_ASSET, handlers.create_asset, request)

    app.add_api_route(CREATE_ASSET.path, create_asset, methods=["POST"], response_model=None)

    async def get_asset(request: Request) -> Response:
        return await serve(server, GET_ASSET, handlers.get_asset, request)

    app.add_api_route(GET_ASSET.path, get_asset, methods=["GET"], response_model=None)

    async def list_evidence(request: Request) -> Response:
        return await serve(server, LIST_EVIDENCE, handlers.list_evidence, request)

    app.add_api_route(LIST_EVIDENCE.path, list_evidence, methods=["GET"], response_model=None)

    async def create_evidence(request: Request) -> Response:
        return await serve(server, CREATE_EVIDENCE, handlers.create_evidence, request)

    app.add_api_route(CREATE_EVIDENCE.path, create_evidence, methods=["POST"], response_model=None)

    async def get_evidence(request: Request) -> Response:
        return await serve(server, GET_EVIDENCE, handlers.get_evidence, request)

    app.add_api_route(GET_EVIDENCE.path, get_evidence, methods=["GET"], response_model=None)

    async def list_delivery_records(request: Request) -> Response:
        return await serve(server, LIST_DELIVERY_RECORDS, handlers.list_delivery_records, request)

    app.add_api_route(LIST_DELIVERY_RECORDS.path, list_delivery_records, methods=["GET"], response_model=None)

    async def get_delivery_record(request: Request) -> Response:
        return await serve(server, GET_DELIVERY_RECORD, handlers.get_delivery_record, request)

    app.add_api_route(GET_DELIVERY_RECORD.path, get_delivery_record, methods=["GET"], response_model=None)
