"""Alerts: create, read, list and triage them."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from pydantic import MISSING

from generated import models
from generated.operations.alerts import (
    CreateAlert200,
    CreateAlert201,
    CreateAlertRequest,
    CreateAlertResult,
    GetAlert200,
    GetAlertRequest,
    GetAlertResult,
    ListAlerts200,
    ListAlertsRequest,
    ListAlertsResult,
    UpdateAlert200,
    UpdateAlertRequest,
    UpdateAlertResult,
)
from generated.queries import alerts
from generated.queries.alerts import AlertRow
from handlers import redaction
from handlers.changes.record import record_change
from handlers.rules import policies, refusals, search, views
from handlers.rules.change import Change, created
from handlers.rules.optional import value_or
from handlers.runtime import canonical
from handlers.runtime.context import Context
from handlers.runtime.etags import etag, etag_for
from handlers.runtime.ids import new_id


async def create_alert(context: Context, request: CreateAlertRequest) -> CreateAlertResult:
    """Create an alert, once per source and source id; a repeat leaves the stored alert unchanged."""
    body = request.body
    refused = policies.refuse_source(context.actor, body.source)
    if refused is not None:
        return refused
    context.required_scopes.add(policies.source_requirement(body.source))
    content_hash = canonical.digest(body.model_dump(mode="json"))
    alert_id = await _insert(context, body, content_hash)
    if alert_id is None:
        stored = await alerts.get_alert_identity(
            context.connection, source=body.source, source_alert_id=body.source_alert_id
        )
        matches = stored.content_hash == content_hash
        receipt = _receipt(body, stored.id, created=False, content_matches=matches)
        return CreateAlert200(body=receipt)
    assets = value_or(body.assets, [])
    await alerts.insert_alert_assets(
        context.connection,
        alert_id=alert_id,
        types=[asset.type for asset in assets],
        asset_values=[asset.value for asset in assets],
    )
    fields = {name: getattr(body, name) for name in ("source", "source_alert_id", "title", "severity")}
    await record_change(context, "alert", alert_id, created(fields))
    receipt = _receipt(body, alert_id, created=True, content_matches=True)
    return CreateAlert201(body=receipt, location=f"/api/v1/alerts/{alert_id}")


async def _insert(context: Context, body: models.AlertCreate, content_hash: bytes) -> UUID | None:
    """Insert the alert with its redacted copy; return None if it exists already."""
    document = {
        "source": body.source,
        "source_alert_id": body.source_alert_id,
        "title": body.title,
        "description": body.description,
        "rule_id": value_or(body.rule_id, None),
        "assets": [asset.model_dump(mode="json") for asset in value_or(body.assets, [])],
        "evidence": [item.model_dump(mode="json") for item in value_or(body.evidence, [])],
    }
    return await alerts.insert_alert(
        context.connection,
        id=new_id(),
        source=body.source,
        source_alert_id=body.source_alert_id,
        title=body.title,
        description=body.description,
        severity=body.severity,
        rule_id=document["rule_id"],
        fingerprint=_fingerprint(body),
        detected_at=body.detected_at,
        evidence=document["evidence"],
        raw=value_or(body.raw, None),
        content_hash=content_hash,
        **redaction.redacted_columns("AlertSummary", document),
        now=context.now,
    )


def _fingerprint(body: models.AlertCreate) -> bytes:
    rule = value_or(body.rule_id, None)
    kind, value = ("title", body.title) if rule is None else ("rule", rule)
    return hashlib.sha256(f"{body.source}\x00{kind}\x00{value}".encode()).digest()


def _receipt(body: models.AlertCreate, alert_id: Any, *, created: bool, content_matches: bool) -> models.AlertReceipt:
    return models.AlertReceipt(
        id=alert_id,
        source=body.source,
        source_alert_id=body.source_alert_id,
        created=created,
        content_matches=content_matches,
    )


async def get_alert(context: Context, request: GetAlertRequest) -> GetAlertResult:
    """Return one alert with its original document."""
    row = await alerts.get_alert(context.connection, alert_id=request.alert_id)
    if row is None:
        return refusals.not_found("alert")
    return GetAlert200(body=await _with_raw(context, row), etag=etag_for(context.actor, row))


async def _with_raw(context: Context, row: AlertRow) -> models.Alert:
    if context.actor.is_auditor:
        return views.alert(row, MISSING)
    return views.alert(row, await alerts.get_alert_raw(context.connection, alert_id=row.id))


async def update_alert(context: Context, request: UpdateAlertRequest) -> UpdateAlertResult:
    """Triage an alert; a patch that changes nothing leaves the version and the audit trail as they are."""
    await alerts.lock_alert(context.connection, alert_id=request.alert_id)
    row = await alerts.get_alert(context.connection, alert_id=request.alert_id)
    if row is None:
        return refusals.not_found("alert")
    if request.if_match != etag(row.version):
        return refusals.version_mismatch("alert", row.version)
    body = request.body
    patched = {
        "status": value_or(body.status, row.status),
        "verdict": value_or(body.verdict, row.verdict),
        "severity": value_or(body.severity, row.severity),
    }
    changes = [Change(name, getattr(row, name), new) for name, new in patched.items() if new != getattr(row, name)]
    if changes:
        await alerts.update_alert(context.connection, alert_id=row.id, now=context.now, **patched)
        await record_change(context, "alert", row.id, changes)
        row = await alerts.get_known_alert(context.connection, alert_id=row.id)
    return UpdateAlert200(body=await _with_raw(context, row), etag=etag(row.version))


async def list_alerts(context: Context, request: ListAlertsRequest) -> ListAlertsResult:
    """List alerts, without their original documents."""
    rows = await alerts.list_alerts(
        context.connection,
        status=request.status,
        severity=request.severity,
        source=request.source,
        verdict=request.verdict,
        has_ticket=request.has_ticket,
        detected_from=request.detected_from,
        detected_to=request.detected_to,
        asset=request.asset,
        q=search.contains_pattern(request.q),
        sort=request.sort,
        after=request.after,
        limit=request.limit,
    )
    return ListAlerts200(body=request.page(rows, views.alert_summary))
