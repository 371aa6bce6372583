# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""Routes of the tag audit."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from fastapi import FastAPI
from pydantic import Field, StringConstraints, TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from generated import models, operations
from generated.runtime.parsing import Parameter
from generated.runtime.pipeline import Caller, Operation, Requirement, Server, serve
from generated.scalars import TimestampInput, Uuid

CallerT = TypeVar("CallerT", bound=Caller)
ContextT = TypeVar("ContextT")


def _build_list_audit_records(values: dict[str, Any], body: Any) -> operations.ListAuditRecordsRequest:
    return operations.ListAuditRecordsRequest(
        limit=values["limit"],
        cursor=values["cursor"],
        sort=values["sort"],
        outcome=values["outcome"],
        actor_id=values["actor_id"],
        operation_id=values["operation_id"],
        target_type=values["target_type"],
        target_id=values["target_id"],
        occurred_from=values["occurred_from"],
        occurred_to=values["occurred_to"],
        request_id=values["request_id"],
    )


LIST_AUDIT_RECORDS = Operation(
    operation_id="list_audit_records",
    method="GET",
    path="/api/v1/audit-records",
    security=(
        Requirement("bearerAuth", frozenset(["audit:read"])),
        Requirement("sessionCookie", frozenset(["audit:read"])),
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
            adapter=TypeAdapter(Literal["occurred_at", "-occurred_at"]),
            default="-occurred_at",
            description="The sort order; a leading minus sorts in descending order. Ties are broken by ID.",
        ),
        Parameter(
            name="outcome",
            where="query",
            field="outcome",
            adapter=TypeAdapter(models.AuditOutcome),
            description="Only records with this outcome.",
        ),
        Parameter(
            name="actor_id",
            where="query",
            field="actor_id",
            adapter=TypeAdapter(Uuid),
            many=True,
            max_items=20,
            description="Only mutations by one of these principals.",
        ),
        Parameter(
            name="operation_id",
            where="query",
            field="operation_id",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=1, max_length=100, pattern="^[a-z][a-z_]*$")]
            ),
            many=True,
            max_items=20,
            description="Only mutations by one of these operations.",
        ),
        Parameter(
            name="target_type",
            where="query",
            field="target_type",
            adapter=TypeAdapter(models.AuditTargetType),
            many=True,
            max_items=20,
            description="Only mutations of one of these kinds of target.",
        ),
        Parameter(
            name="target_id",
            where="query",
            field="target_id",
            adapter=TypeAdapter(Uuid),
            description="Only mutations of the target with this ID.",
        ),
        Parameter(
            name="occurred_from",
            where="query",
            field="occurred_from",
            adapter=TypeAdapter(TimestampInput),
            description="Only records written at or after this time.",
        ),
        Parameter(
            name="occurred_to",
            where="query",
            field="occurred_to",
            adapter=TypeAdapter(TimestampInput),
            description="Only records written before this time.",
        ),
        Parameter(
            name="request_id",
            where="query",
            field="request_id",
            adapter=TypeAdapter(Uuid),
            description="Only records of the request whose response had this X-Request-Id.",
        ),
    ),
    body=None,
    build=_build_list_audit_records,
)


def _build_get_audit_record(values: dict[str, Any], body: Any) -> operations.GetAuditRecordRequest:
    return operations.GetAuditRecordRequest(
        audit_record_id=values["audit_record_id"],
    )


GET_AUDIT_RECORD = Operation(
    operation_id="get_audit_record",
    method="GET",
    path="/api/v1/audit-records/{audit_record_id}",
    security=(
        Requirement("bearerAuth", frozenset(["audit:read"])),
        Requirement("sessionCookie", frozenset(["audit:read"])),
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
    target=("audit_record", "audit_record_id"),
    parameters=(
        Parameter(
            name="audit_record_id",
            where="path",
            field="audit_record_id",
            adapter=TypeAdapter(Uuid),
            required=True,
            description="The audit record's ID.",
        ),
    ),
    body=None,
    build=_build_get_audit_record,
)


def mount(app: FastAPI, server: Server[CallerT, ContextT], handlers: operations.Operations[ContextT]) -> None:
    """Add the routes of this tag."""

    async def list_audit_records(request: Request) -> Response:
        return await serve(server, LIST_AUDIT_RECORDS, handlers.list_audit_records, request)

    app.add_api_route(LIST_AUDIT_RECORDS.path, list_audit_records, methods=["GET"], response_model=None)

    async def get_audit_record(request: Request) -> Response:
        return await serve(server, GET_AUDIT_RECORD, handlers.get_audit_record, request)

    app.add_api_route(GET_AUDIT_RECORD.path, get_audit_record, methods=["GET"], response_model=None)
