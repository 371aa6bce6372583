# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""Routes of the tag alerts."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from fastapi import FastAPI
from pydantic import Field, StrictBool, StringConstraints, TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from generated import models, operations
from generated.runtime.parsing import Body, Parameter
from generated.runtime.pipeline import Caller, Operation, Requirement, Server, serve
from generated.scalars import TimestampInput, Uuid

CallerT = TypeVar("CallerT", bound=Caller)
ContextT = TypeVar("ContextT")


def _build_list_alerts(values: dict[str, Any], body: Any) -> operations.ListAlertsRequest:
    return operations.ListAlertsRequest(
        limit=values["limit"],
        cursor=values["cursor"],
        sort=values["sort"],
        status=values["status"],
        severity=values["severity"],
        source=values["source"],
        verdict=values["verdict"],
        has_ticket=values["has_ticket"],
        detected_from=values["detected_from"],
        detected_to=values["detected_to"],
        asset=values["asset"],
        q=values["q"],
    )


LIST_ALERTS = Operation(
    operation_id="list_alerts",
    method="GET",
    path="/api/v1/alerts",
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
            many=True,
            max_items=20,
            description="Only alerts with one of these statuses.",
        ),
        Parameter(
            name="severity",
            where="query",
            field="severity",
            adapter=TypeAdapter(models.Severity),
            many=True,
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
            many=True,
            max_items=20,
            description="Only alerts from one of these sources, as the caller sees them.",
        ),
        Parameter(
            name="verdict",
            where="query",
            field="verdict",
            adapter=TypeAdapter(models.AlertVerdict),
            many=True,
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
            name="asset",
            where="query",
            field="asset",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern="^[^\\u0000]*$")]
            ),
            many=True,
            max_items=20,
            description="Only alerts that have an asset with exactly one of these values.",
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
    build=_build_list_alerts,
)


def _build_create_alert(values: dict[str, Any], body: Any) -> operations.CreateAlertRequest:
    return operations.CreateAlertRequest(
        body=body,
    )


CREATE_ALERT = Operation(
    operation_id="create_alert",
    method="POST",
    path="/api/v1/alerts",
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
    body=Body(adapter=TypeAdapter(models.AlertCreate), required=True, max_bytes=1048576),
    build=_build_create_alert,
)


def _build_get_alert(values: dict[str, Any], body: Any) -> operations.GetAlertRequest:
    return operations.GetAlertRequest(
        alert_id=values["alert_id"],
    )


GET_ALERT = Operation(
    operation_id="get_alert",
    method="GET",
    path="/api/v1/alerts/{alert_id}",
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
    mutation=False,
    idempotent=False,
    target=("alert", "alert_id"),
    parameters=(
        Parameter(
            name="alert_id",
            where="path",
            field="alert_id",
            adapter=TypeAdapter(Uuid),
            required=True,
            description="The alert's ID.",
        ),
        Parameter(
            name="If-None-Match",
            where="header",
            field="if_none_match",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern="^[!-~]([ -~]*[!-~])?$")]
            ),
            description="One or more ETags that the client holds, or `*`. If one of them is current, the response is 304.",
        ),
    ),
    body=None,
    build=_build_get_alert,
)


def _build_update_alert(values: dict[str, Any], body: Any) -> operations.UpdateAlertRequest:
    return operations.UpdateAlertRequest(
        alert_id=values["alert_id"],
        if_match=values["if_match"],
        body=body,
    )


UPDATE_ALERT = Operation(
    operation_id="update_alert",
    method="PATCH",
    path="/api/v1/alerts/{alert_id}",
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
    mutation=True,
    idempotent=True,
    target=("alert", "alert_id"),
    parameters=(
        Parameter(
            name="alert_id",
            where="path",
            field="alert_id",
            adapter=TypeAdapter(Uuid),
            required=True,
            description="The alert's ID.",
        ),
        Parameter(
            name="If-Match",
            where="header",
            field="if_match",
            adapter=TypeAdapter(
                Annotated[str, StringConstraints(min_length=3, max_length=64, pattern='^"[!#-~]{1,62}"$')]
            ),
            required=True,
            description="The ETag that was last read: one strong entity tag, including its quotes.",
        ),
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
    body=Body(adapter=TypeAdapter(models.AlertUpdate), required=True, max_bytes=1048576),
    build=_build_update_alert,
)


def mount(app: FastAPI, server: Server[CallerT, ContextT], handlers: operations.Operations[ContextT]) -> None:
    """Add the routes of this tag."""

    async def list_alerts(request: Request) -> Response:
        return await serve(server, LIST_ALERTS, handlers.list_alerts, request)

    app.add_api_route(LIST_ALERTS.path, list_alerts, methods=["GET"], response_model=None)

    async def create_alert(request: Request) -> Response:
        return await serve(server, CREATE_ALERT, handlers.create_alert, request)

    app.add_api_route(CREATE_ALERT.path, create_alert, methods=["POST"], response_model=None)

    async def get_alert(request: Request) -> Response:
        return await serve(server, GET_ALERT, handlers.get_alert, request)

    app.add_api_route(GET_ALERT.path, get_alert, methods=["GET"], response_model=None)

    async def update_alert(request: Request) -> Response:
        return await serve(server, UPDATE_ALERT, handlers.update_alert, request)

    app.add_api_route(UPDATE_ALERT.path, update_alert, methods=["PATCH"], response_model=None)
