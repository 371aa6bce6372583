# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""The routes of the tag audit: what the spec says about each operation, and the handler that it calls."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import FastAPI
from pydantic import StringConstraints, TypeAdapter

from generated import models, parameters
from generated.operations import audit
from generated.runtime.parameters import Parameter
from generated.runtime.pipeline import add_route
from generated.runtime.server import CallerT, ContextT, Operation, Requirement, Server
from generated.scalars import TimestampInput, Uuid

LIST_AUDIT_RECORDS = Operation(
    operation_id="list_audit_records",
    method="GET",
    path="/api/v1/audit-records",
    request=audit.ListAuditRecordsRequest,
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
    paged=True,
    parameters=(
        parameters.LIMIT,
        parameters.CURSOR,
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
            repeatable=True,
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
            repeatable=True,
            max_items=20,
            description="Only mutations by one of these operations.",
        ),
        Parameter(
            name="target_type",
            where="query",
            field="target_type",
            adapter=TypeAdapter(models.AuditTargetType),
            repeatable=True,
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
)

GET_AUDIT_RECORD = Operation(
    operation_id="get_audit_record",
    method="GET",
    path="/api/v1/audit-records/{audit_record_id}",
    request=audit.GetAuditRecordRequest,
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
    target=("audit_record", "audit_record_id"),
    parameters=(parameters.AUDIT_RECORD_ID,),
)


def mount_audit(app: FastAPI, server: Server[CallerT, ContextT], handlers: audit.AuditHandlers[ContextT]) -> None:
    """Serve the operations of this tag."""
    add_route(app, server, LIST_AUDIT_RECORDS, handlers.list_audit_records)
    add_route(app, server, GET_AUDIT_RECORD, handlers.get_audit_record)
