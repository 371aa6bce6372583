"""Reporting alerts: creating those that are new, and counting repeats of the others."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from generated import models
from generated.problems import NotFound
from generated.queries import alerts
from generated.queries.alerts import AlertIdentityRow
from handlers import redaction
from handlers.changes.audit import Mutation
from handlers.changes.locks import Locked, RowTime, lock_repeated_alerts, next_time, time_of_new_row
from handlers.changes.record import record_changes
from handlers.redaction import Known
from handlers.rules import indicators, refusals
from handlers.rules.change import Change, created
from handlers.rules.optional import value_or
from handlers.runtime import canonical
from handlers.runtime.context import Context
from handlers.runtime.ids import new_id

_AUDITED = ("source", "source_alert_id", "title", "severity")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a report came to: the id of its alert, whether it created the alert, and whether the content is the same."""

    id: UUID
    is_new: bool
    content_matches: bool


@dataclass(slots=True)
class _Report:
    """A report, its content as JSON, the typed values of its assets, and the id of the alert that it may create."""

    body: models.AlertCreate
    content: dict[str, Any]
    known: Known
    alert_id: UUID
    is_new: bool = False

    @classmethod
    def of(cls, body: models.AlertCreate) -> _Report:
        """Read a report. What the activity says happened to the finding is no part of the content."""
        content = body.model_dump(mode="json", exclude={"activity"})
        return cls(body, content, Known.of(content.get("assets", [])), new_id())

    @property
    def finding(self) -> tuple[str, str]:
        """What identifies the finding in the tenant."""
        return self.body.source, self.body.source_alert_id


async def report_alerts(context: Context, bodies: Sequence[models.AlertCreate]) -> list[Receipt | NotFound]:
    """Report alerts that the caller may report, and return a receipt or the problem of each, in order.

    An alert is created once per source and source id, with one audit record. A repeat leaves its content as it is and
    is counted; an updating or closing one is kept once as a report, with an audit record of its own. A report that
    closes a finding creates no alert.
    """
    reports = [_Report.of(body) for body in bodies]
    stored = await _stored_alerts(context, reports)
    await _create_alerts(
        context,
        [
            report
            for report in reports
            if report.finding not in stored and report.body.activity != models.AlertActivity.close
        ],
    )
    if all(report.is_new for report in reports):
        return [Receipt(report.alert_id, is_new=True, content_matches=True) for report in reports]
    if any(report.finding not in stored for report in reports):
        stored = await _stored_alerts(context, reports)
    return await _receive_repeats(context, reports, stored)


async def _stored_alerts(context: Context, reports: list[_Report]) -> dict[tuple[str, str], AlertIdentityRow]:
    """Return the alerts that the reports are about, by their findings."""
    identities = await alerts.list_alert_identities(
        context.connection,
        sources=[report.body.source for report in reports],
        source_alert_ids=[report.body.source_alert_id for report in reports],
    )
    return {(identity.source, identity.source_alert_id): identity for identity in identities}


async def _create_alerts(context: Context, reports: list[_Report]) -> None:
    """Create the alerts that nobody else has created meanwhile, and mark the reports that created one."""
    if not reports:
        return
    now = time_of_new_row()
    inserted = set(await alerts.insert_alerts(context.connection, alerts=[_row(item) for item in reports], now=now))
    for report in reports:
        report.is_new = report.alert_id in inserted
    new = [report for report in reports if report.is_new]
    if not new:
        return
    assets = [asset for report in new for asset in _asset_rows(report)]
    await alerts.insert_alert_assets(context.connection, assets=assets)
    changes = [
        Mutation(report.alert_id, now, created({name: report.content[name] for name in _AUDITED}), report.known)
        for report in new
    ]
    await record_changes(context, "alert", changes)


async def _receive_repeats(
    context: Context, reports: list[_Report], stored: Mapping[tuple[str, str], AlertIdentityRow]
) -> list[Receipt | NotFound]:
    """Count the repeats, keep updating and closing reports, and return the receipts of all reports."""
    receipts, repeats = _receipts(reports, stored)
    repeated = Counter(alert_id for alert_id, _ in repeats)
    reported = {alert_id for alert_id, kept in repeats if kept is not None}
    locked = await lock_repeated_alerts(context, repeated, reported)
    rows = []
    for alert_id, report in repeats:
        alert, at = locked[alert_id], next_time(locked[alert_id])
        if report is not None:
            rows.append((alert, at, _report_row(alert, report, at)))
    await alerts.count_repeats(
        context.connection,
        alert_ids=list(locked),
        numbers=[repeated[alert_id] for alert_id in locked],
        last_seen=[alert.last for alert in locked.values()],
    )
    if rows:
        kept = set(await alerts.insert_alert_reports(context.connection, reports=[row for _, _, row in rows]))
        changes = [
            Mutation(alert.row, at, [Change("report", None, row["activity"])], alert.known)
            for alert, at, row in rows
            if UUID(row["id"]) in kept
        ]
        await record_changes(context, "alert", changes)
    return receipts


def _receipts(
    reports: list[_Report], stored: Mapping[tuple[str, str], AlertIdentityRow]
) -> tuple[list[Receipt | NotFound], list[tuple[UUID, _Report | None]]]:
    """Return the receipts of all reports, and each repeat by its alert, with the report if it is to be kept.

    A report refers to an alert that was stored before the batch, or that an earlier report has created.
    """
    to_come = {report.alert_id for report in reports if report.is_new}
    receipts: list[Receipt | NotFound] = []
    repeats: list[tuple[UUID, _Report | None]] = []
    for report in reports:
        to_come.discard(report.alert_id)
        identity = stored.get(report.finding)
        if identity is None or identity.id in to_come:
            receipts.append(refusals.unknown_finding())
            continue
        matches = identity.content_hash in {_content_digest(report.content), canonical.digest(report.content)}
        receipts.append(Receipt(identity.id, is_new=report.is_new, content_matches=matches))
        if not report.is_new:
            repeats.append((identity.id, report if _says_more(report.body, matches=matches) else None))
    return receipts, repeats


def _says_more(body: models.AlertCreate, *, matches: bool) -> bool:
    """Whether a repeat is to be kept: a closing one is, and an updating one unless it only repeats the alert."""
    if body.activity == models.AlertActivity.update:
        return not matches
    return body.activity == models.AlertActivity.close


def _report_row(alert: Locked[UUID], report: _Report, at: RowTime) -> dict[str, Any]:
    """Return the columns of a report, as JSON, with the redacted copy and the hash of what it says."""
    body = report.body
    content = {
        "activity": body.activity,
        "title": body.title,
        "description": body.description,
        "severity": body.severity,
        "detected_at": body.detected_at.isoformat(),
    }
    texts = {"title": body.title, "description": body.description}
    return {
        **content,
        **redaction.redacted_columns("AlertReport", texts, Known.union([alert.known, report.known])),
        "id": str(new_id()),
        "alert_id": str(alert.row),
        "created_at": at.isoformat(),
        "content_hash": canonical.digest(content).hex(),
    }


def _row(report: _Report) -> dict[str, Any]:
    """Return the columns of the alert that a report may create, as JSON, with the redacted copy."""
    body, content = report.body, report.content
    document = {
        "source": body.source,
        "source_alert_id": body.source_alert_id,
        "title": body.title,
        "description": body.description,
        "rule_id": content.get("rule_id"),
        "assets": content.get("assets", []),
        "evidence": content.get("evidence", []),
    }
    columns = redaction.redacted_columns("AlertSummary", document, report.known)
    return {
        **document,
        **columns,
        "redacted": indicators.with_canonical(columns["redacted"]),
        "asset_words": _asset_words(document["assets"]),
        "id": str(report.alert_id),
        "severity": body.severity,
        "fingerprint": _fingerprint(body).hex(),
        "detected_at": body.detected_at.isoformat(),
        "raw": content.get("raw"),
        "content_hash": _content_digest(content).hex(),
    }


def _content_digest(content: dict[str, Any]) -> bytes:
    """Return the digest of the content, in which an absent, a null and an empty member are the same.

    Alerts from before version 1.1.0 have the digest of the whole content, in which they differ.
    """
    return canonical.digest({name: value for name, value in content.items() if value not in (None, "", [], {})})


def _asset_rows(report: _Report) -> list[dict[str, Any]]:
    return [
        {
            "alert_id": str(report.alert_id),
            "position": position,
            **asset,
            **indicators.stored_forms(asset["type"], asset["value"]),
        }
        for position, asset in enumerate(report.content.get("assets", []), start=1)
    ]


def _asset_words(assets: Sequence[dict[str, Any]]) -> str:
    """Return the values of the assets and their canonical forms, as the fields of a search."""
    values = [
        text for asset in assets for text in (asset["value"], indicators.canonical(asset["type"], asset["value"]))
    ]
    return "\x1f".join(dict.fromkeys(values))


def _fingerprint(body: models.AlertCreate) -> bytes:
    rule = value_or(body.rule_id, None)
    kind, value = ("title", body.title) if rule is None else ("rule", rule)
    return hashlib.sha256(f"{body.source}\x00{kind}\x00{value}".encode()).digest()
