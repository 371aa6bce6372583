# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""The routes of the tag alerts: what the spec says about each operation, and the handler that it calls."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import FastAPI
from pydantic import StrictBool, StringConstraints, TypeAdapter

from generated import models, parameters
from generated.operations import alerts
from generated.runtime.parameters import Parameter
from generated.runtime.parsing import Body
from generated.runtime.pipeline import add_route
from generated.runtime.server import CallerT, ContextT, Operation, Requirement, Server
from generated.scalars import TimestampInput

LIST_ALERTS = Operation(
    operation_id="list_alerts",
    method="GET",
    path="/api/v1/alerts",
    request=alerts.ListAlertsRequest,
    security=(
        Requirement("bearerAuth", frozenset(["alerts:read"])),
        Requirement("sessionCookie", frozenset(["alerts:read"])),
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
            adapter=TypeAdapter(
                Literal["created_at", "-created_at", "detected_at", "-detected_at", "severity", "-severity"]
            ),
            default="-detected_at",
            description="The sort order; a leading minus sorts in descending order. Ties are broken by ID.",
        ),
        Parameter(
            name="status",
            where="query",
            field="status",
            adapter=TypeAdapter(models.AlertStatus),
            repeatable=True,
            max_items=20,
            description="Only alerts with one of these statuses.",
        ),
        Parameter(
            name="severity",
            where="query",
            field="severity",
            adapter=TypeAdapter(models.Severity),
            repeatable=True,
            max_items=20,
            description="Only alerts with one of these severities.",
        ),
        Parameter(
            name="source",
            where="query",
            field="source",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=1, max_length=64, pattern="^[^\\u0000]*$")]
            ),
            repeatable=True,
            max_items=20,
            description="Only alerts from one of these sources, as the caller sees them.",
        ),
        Parameter(
            name="verdict",
            where="query",
            field="verdict",
            adapter=TypeAdapter(models.AlertVerdict),
            repeatable=True,
            max_items=20,
            description="Only alerts with one of these verdicts.",
        ),
        Parameter(
            name="has_ticket",
            where="query",
            field="has_ticket",
            adapter=TypeAdapter(StrictBool),
            kind="boolean",
            description="If true, only alerts that have a ticket; if false, only alerts that have none.",
        ),
        Parameter(
            name="detected_from",
            where="query",
            field="detected_from",
            adapter=TypeAdapter(TimestampInput),
            description="Only alerts detected at or after this time.",
        ),
        Parameter(
            name="detected_to",
            where="query",
            field="detected_to",
            adapter=TypeAdapter(TimestampInput),
            description="Only alerts detected before this time.",
        ),
        Parameter(
            name="rule_id",
            where="query",
            field="rule_id",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=1, max_length=2048, pattern="^[^\\u0000]*$")]
            ),
            repeatable=True,
            max_items=20,
            description="Only alerts of one of these detection rules, as the caller sees them.",
        ),
        parameters.ASSET,
        parameters.Q,
    ),
)

CREATE_ALERT = Operation(
    operation_id="create_alert",
    method="POST",
    path="/api/v1/alerts",
    request=alerts.CreateAlertRequest,
    security=(
        Requirement("bearerAuth", frozenset(["alerts:ingest"])),
        Requirement("sessionCookie", frozenset(["alerts:ingest"])),
    ),
    problems=frozenset(
        {
            "malformed-json",
            "invalid-parameter",
            "unknown-parameter",
            "unauthenticated",
            "forbidden",
            "csrf-failed",
            "not-found",
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
        adapter=TypeAdapter(models.AlertCreate),
        required=True,
        max_bytes=1048576,
    ),
)

CREATE_ALERTS = Operation(
    operation_id="create_alerts",
    method="POST",
    path="/api/v1/alerts/batch",
    request=alerts.CreateAlertsRequest,
    security=(
        Requirement("bearerAuth", frozenset(["alerts:ingest"])),
        Requirement("sessionCookie", frozenset(["alerts:ingest"])),
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
        adapter=TypeAdapter(models.AlertBatch),
        required=True,
        max_bytes=4194304,
        items=("alerts", TypeAdapter(models.AlertCreate)),
    ),
)

GET_ALERT = Operation(
    operation_id="get_alert",
    method="GET",
    path="/api/v1/alerts/{alert_id}",
    request=alerts.GetAlertRequest,
    security=(
        Requirement("bearerAuth", frozenset(["alerts:read"])),
        Requirement("sessionCookie", frozenset(["alerts:read"])),
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
    target=("alert", "alert_id"),
    parameters=(
        parameters.ALERT_ID,
        parameters.IF_NONE_MATCH,
    ),
)

UPDATE_ALERT = Operation(
    operation_id="update_alert",
    method="PATCH",
    path="/api/v1/alerts/{alert_id}",
    request=alerts.UpdateAlertRequest,
    security=(
        Requirement("bearerAuth", frozenset(["alerts:write"])),
        Requirement("sessionCookie", frozenset(["alerts:write"])),
    ),
    problems=frozenset(
        {
            "malformed-json",
            "invalid-parameter",
            "unknown-parameter",
            "unauthenticated",
            "forbidden",
            "csrf-failed",
            "not-found",
            "not-acceptable",
            "payload-too-large",
            "unsupported-media-type",
            "idempotency-in-progress",
            "version-mismatch",
            "precondition-required",
            "validation",
            "idempotency-key-reused",
            "rate-limited",
            "unavailable",
        }
    ),
    target=("alert", "alert_id"),
    mutation=True,
    conditional=True,
    idempotent=True,
    parameters=(
        parameters.ALERT_ID,
        parameters.IF_MATCH,
        parameters.IDEMPOTENCY_KEY,
    ),
    body=Body(
        adapter=TypeAdapter(models.AlertUpdate),
        required=True,
        max_bytes=1048576,
        media_types=("application/json", "application/merge-patch+json"),
    ),
)

LIST_ALERT_REPORTS = Operation(
    operation_id="list_alert_reports",
    method="GET",
    path="/api/v1/alerts/{alert_id}/reports",
    request=alerts.ListAlertReportsRequest,
    security=(
        Requirement("bearerAuth", frozenset(["alerts:read"])),
        Requirement("sessionCookie", frozenset(["alerts:read"])),
    ),
    problems=frozenset(
        {
            "invalid-parameter",
            "unknown-parameter",
            "invalid-cursor",
            "unauthenticated",
            "forbidden",
            "not-found",
            "not-acceptable",
            "rate-limited",
            "unavailable",
        }
    ),
    target=("alert", "alert_id"),
    paged=True,
    parameters=(
        parameters.ALERT_ID,
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
    ),
)

LIST_RELATED = Operation(
    operation_id="list_related",
    method="GET",
    path="/api/v1/alerts/{alert_id}/related",
    request=alerts.ListRelatedRequest,
    security=(
        Requirement("bearerAuth", frozenset(["alerts:read"])),
        Requirement("sessionCookie", frozenset(["alerts:read"])),
    ),
    problems=frozenset(
        {
            "invalid-parameter",
            "unknown-parameter",
            "invalid-cursor",
            "unauthenticated",
            "forbidden",
            "not-found",
            "not-acceptable",
            "rate-limited",
            "unavailable",
        }
    ),
    target=("alert", "alert_id"),
    paged=True,
    parameters=(
        parameters.ALERT_ID,
        parameters.LIMIT,
        parameters.CURSOR,
    ),
)


def mount_alerts(app: FastAPI, server: Server[CallerT, ContextT], handlers: alerts.AlertsHandlers[ContextT]) -> None:
    """Serve the operations of this tag."""
    add_route(app, server, LIST_ALERTS, handlers.list_alerts)
    add_route(app, server, CREATE_ALERT, handlers.create_alert)
    add_route(app, server, CREATE_ALERTS, handlers.create_alerts)
    add_route(app, server, GET_ALERT, handlers.get_alert)
    add_route(app, server, UPDATE_ALERT, handlers.update_alert)
    add_route(app, server, LIST_ALERT_REPORTS, handlers.list_alert_reports)
    add_route(app, server, LIST_RELATED, handlers.list_related)
