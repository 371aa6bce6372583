"""Alerts: report, read, list and triage them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from pydantic import MISSING

from generated import models
from generated.operations.alerts import (
    CreateAlert200,
    CreateAlert201,
    CreateAlertRequest,
    CreateAlertResult,
    CreateAlerts200,
    CreateAlertsRequest,
    CreateAlertsResult,
    GetAlert200,
    GetAlertRequest,
    GetAlertResult,
    ListAlertReports200,
    ListAlertReportsRequest,
    ListAlertReportsResult,
    ListAlerts200,
    ListAlertsRequest,
    ListAlertsResult,
    ListRelated200,
    ListRelatedRequest,
    ListRelatedResult,
    UpdateAlert200,
    UpdateAlertRequest,
    UpdateAlertResult,
)
from generated.problems import NotFound, Problem
from generated.queries import alerts
from generated.queries.alerts import AlertRow
from handlers.changes.audit import AuditId, record_denials
from handlers.changes.locks import lock_alert, next_time
from handlers.changes.record import record_change
from handlers.changes.report_alerts import Receipt, report_alerts
from handlers.redaction.patterns import NAMES
from handlers.rules import indicators, policies, refusals, search, views
from handlers.rules.change import Change
from handlers.rules.optional import value_or
from handlers.runtime.context import Context
from handlers.runtime.etags import etag, etag_for


async def create_alert(context: Context, request: CreateAlertRequest) -> CreateAlertResult:
    """Report an alert: it is created once per source and source id, and a repeat leaves the stored one unchanged."""
    body = request.body
    refused = policies.refuse_source(context.actor, body.source)
    if refused is not None:
        return refused
    context.required_scopes.add(policies.source_requirement(body.source))
    (receipt,) = await report_alerts(context, [body])
    if isinstance(receipt, NotFound):
        return receipt
    shown = models.AlertReceipt(
        id=receipt.id,
        source=body.source,
        source_alert_id=body.source_alert_id,
        created=receipt.is_new,
        content_matches=receipt.content_matches,
    )
    if receipt.is_new:
        return CreateAlert201(body=shown, location=f"/api/v1/alerts/{receipt.id}")
    return CreateAlert200(body=shown)


async def create_alerts(context: Context, request: CreateAlertsRequest) -> CreateAlertsResult:
    """Report a batch of alerts, each on its own: an item that is refused does not affect the others."""
    refused = [
        item if isinstance(item, Problem) else policies.refuse_source(context.actor, item.source)
        for item in request.items
    ]
    accepted = [
        item
        for item, problem in zip(request.items, refused, strict=True)
        if problem is None and not isinstance(item, Problem)
    ]
    context.required_scopes.update(policies.source_requirement(item.source) for item in accepted)
    receipts = iter(await report_alerts(context, accepted))
    outcomes = [next(receipts) if problem is None else problem for problem in refused]
    denied = [outcome.code for outcome in outcomes if isinstance(outcome, Problem) and outcome.audited]
    audit_ids = iter(await record_denials(context, denied))
    results = [_batch_result(context, outcome, audit_ids) for outcome in outcomes]
    return CreateAlerts200(body=models.AlertBatchResult(results=results))


def _batch_result(
    context: Context, outcome: Receipt | Problem, audit_ids: Iterator[AuditId]
) -> models.AlertBatchReceipt | dict[str, object]:
    """Return the entry of an item in `results`; the records of audited problems are in the order of the items."""
    if isinstance(outcome, Problem):
        return outcome.document(context.request_id, next(audit_ids) if outcome.audited else None)
    return models.AlertBatchReceipt(
        status=201 if outcome.is_new else 200,
        id=outcome.id,
        created=outcome.is_new,
        content_matches=outcome.content_matches,
    )


async def list_alert_reports(context: Context, request: ListAlertReportsRequest) -> ListAlertReportsResult:
    """List the updating and closing reports of an alert."""
    if await alerts.get_alert(context.connection, alert_id=request.alert_id) is None:
        return refusals.not_found("alert")
    rows = await alerts.list_alert_reports(
        context.connection, alert_id=request.alert_id, sort=request.sort, after=request.after, limit=request.limit
    )
    return ListAlertReports200(body=request.page(rows, views.alert_report))


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
    alert = await lock_alert(context, request.alert_id)
    if alert is None:
        return refusals.not_found("alert")
    row = alert.row
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
        now = next_time(alert)
        await alerts.update_alert(context.connection, alert_id=row.id, now=now, **patched)
        await record_change(context, "alert", row.id, changes, at=now, known=alert.known)
        row = await alerts.get_existing_alert(context.connection, alert_id=row.id)
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
        rule_id=request.rule_id,
        asset=search.asset_filter(request.asset),
        q=search.search_terms(request.q),
        sort=request.sort,
        after=request.after,
        limit=request.limit,
    )
    return ListAlerts200(body=request.page(rows, views.alert_summary))


async def list_related(context: Context, request: ListRelatedRequest) -> ListRelatedResult:
    """List the alerts and tickets that share an indicator or the rule with an alert, and what they share."""
    alert = await alerts.get_alert(context.connection, alert_id=request.alert_id)
    if alert is None:
        return refusals.not_found("alert")
    wanted = _shareable(context, alert)
    rows = await alerts.list_related(
        context.connection,
        alert_id=alert.id,
        wanted=wanted,
        sort="-created_at",
        after=request.after,
        limit=request.limit,
    )
    shared: dict[UUID, list[models.SharedValue]] = {row.id: [] for row in rows.rows}
    for row in await alerts.list_shared(context.connection, record_ids=list(shared), wanted=wanted):
        item: Any = {"type": "rule", "value": alert.rule_id} if row.place is None else alert.assets[row.place]
        shared[row.record_id].append(models.SharedValue(type=models.SharedType(item["type"]), value=item["value"]))
    return ListRelated200(body=request.page(rows, lambda row: views.related_record(row, shared[row.id])))


def _shareable(context: Context, alert: AlertRow) -> dict[str, list[dict[str, Any]]]:
    """Return what other records can share with an alert, as `indicator_ids` takes it.

    Equal placeholders of an auditor's view say nothing about the values behind them, so they are left out.
    """

    def is_visible(text: str) -> bool:
        return not (context.actor.is_auditor and any(placeholder in text for placeholder in NAMES.values()))

    places: dict[tuple[str, str], int] = {}
    for place, asset in enumerate(alert.assets):
        if is_visible(asset["value"]):
            places.setdefault((asset["type"], indicators.canonical(asset["type"], asset["value"])), place)
    rule = alert.rule_id
    return {
        "exact": [{"type": kind, "canonical": form, "place": place} for (kind, form), place in places.items()],
        "rules": [{"source": alert.source, "rule_id": rule}] if rule and is_visible(alert.source + rule) else [],
    }
