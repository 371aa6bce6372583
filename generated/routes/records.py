# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""The routes of the tag records: what the spec says about each operation, and the handler that it calls."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import FastAPI
from pydantic import StringConstraints, TypeAdapter

from generated import models, parameters
from generated.operations import records
from generated.runtime.parameters import Parameter
from generated.runtime.parsing import Body
from generated.runtime.pipeline import add_route
from generated.runtime.server import CallerT, ContextT, Operation, Requirement, Server
from generated.scalars import Sha256Input, Uuid

LIST_ASSETS = Operation(
    operation_id="list_assets",
    method="GET",
    path="/api/v1/assets",
    request=records.ListAssetsRequest,
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
    paged=True,
    parameters=(
        parameters.LIMIT,
        parameters.CURSOR,
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
            repeatable=True,
            max_items=20,
            description="Only assets of one of these types.",
        ),
        Parameter(
            name="value",
            where="query",
            field="value",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=1, max_length=2048, pattern="^[^\\u0000]*$")]
            ),
            repeatable=True,
            max_items=20,
            description="Only assets whose value equals one of these in its canonical form; for an auditor, the value that the auditor sees.",
        ),
        parameters.Q,
    ),
)

CREATE_ASSET = Operation(
    operation_id="create_asset",
    method="POST",
    path="/api/v1/assets",
    request=records.CreateAssetRequest,
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
    parameters=(parameters.IDEMPOTENCY_KEY,),
    body=Body(
        adapter=TypeAdapter(models.AssetCreate),
        required=True,
        max_bytes=1048576,
    ),
)

GET_ASSET = Operation(
    operation_id="get_asset",
    method="GET",
    path="/api/v1/assets/{asset_id}",
    request=records.GetAssetRequest,
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
    target=("asset", "asset_id"),
    parameters=(parameters.ASSET_ID,),
)

LIST_EVIDENCE = Operation(
    operation_id="list_evidence",
    method="GET",
    path="/api/v1/evidence",
    request=records.ListEvidenceRequest,
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
    paged=True,
    parameters=(
        parameters.LIMIT,
        parameters.CURSOR,
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
            adapter=TypeAdapter(Sha256Input),
            description="Only evidence whose file has this SHA-256 digest.",
        ),
        parameters.Q,
    ),
)

CREATE_EVIDENCE = Operation(
    operation_id="create_evidence",
    method="POST",
    path="/api/v1/evidence",
    request=records.CreateEvidenceRequest,
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
    parameters=(parameters.IDEMPOTENCY_KEY,),
    body=Body(
        adapter=TypeAdapter(models.EvidenceCreate),
        required=True,
        max_bytes=1048576,
    ),
)

GET_EVIDENCE = Operation(
    operation_id="get_evidence",
    method="GET",
    path="/api/v1/evidence/{evidence_id}",
    request=records.GetEvidenceRequest,
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
    target=("evidence", "evidence_id"),
    parameters=(parameters.EVIDENCE_ID,),
)

LIST_DELIVERY_RECORDS = Operation(
    operation_id="list_delivery_records",
    method="GET",
    path="/api/v1/delivery-records",
    request=records.ListDeliveryRecordsRequest,
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
    paged=True,
    parameters=(
        parameters.LIMIT,
        parameters.CURSOR,
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
            repeatable=True,
            max_items=20,
            description="Only records with one of these statuses.",
        ),
    ),
)

GET_DELIVERY_RECORD = Operation(
    operation_id="get_delivery_record",
    method="GET",
    path="/api/v1/delivery-records/{delivery_record_id}",
    request=records.GetDeliveryRecordRequest,
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
    target=("delivery_record", "delivery_record_id"),
    parameters=(parameters.DELIVERY_RECORD_ID,),
)


def mount_records(app: FastAPI, server: Server[CallerT, ContextT], handlers: records.RecordsHandlers[ContextT]) -> None:
    """Serve the operations of this tag."""
    add_route(app, server, LIST_ASSETS, handlers.list_assets)
    add_route(app, server, CREATE_ASSET, handlers.create_asset)
    add_route(app, server, GET_ASSET, handlers.get_asset)
    add_route(app, server, LIST_EVIDENCE, handlers.list_evidence)
    add_route(app, server, CREATE_EVIDENCE, handlers.create_evidence)
    add_route(app, server, GET_EVIDENCE, handlers.get_evidence)
    add_route(app, server, LIST_DELIVERY_RECORDS, handlers.list_delivery_records)
    add_route(app, server, GET_DELIVERY_RECORD, handlers.get_delivery_record)
