"""Reporting alerts: creating those that are new, and counting repeats of the others."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
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


async def report_alerts(context: Context, bodies: Sequence[models.AlertCreate]) -> list[Receipt | NotFound]:
    """Report alerts that the caller may report, and return a receipt or the problem of each, in order.

    An alert is created once per source and source id, with one audit record. A repeat leaves its content as it is and
    is counted; an updating or closing one is kept once as a report, with an audit record of its own. A report that
    closes a finding creates no alert.
    """
    rows = [_row(body) for body in bodies]
    now = time_of_new_row()
    creating = [row for body, row in zip(bodies, rows, strict=True) if body.activity != models.AlertActivity.close]
    inserted = set(await alerts.insert_alerts(context.connection, alerts=creating, now=now) if creating else ())
    is_new = [UUID(row["id"]) in inserted for row in rows]
    if inserted:
        assets = [asset for row, new in zip(rows, is_new, strict=True) if new for asset in _asset_rows(row)]
        await alerts.insert_alert_assets(context.connection, assets=assets)
        changes = [
            Mutation(UUID(row["id"]), now, created({name: row[name] for name in _AUDITED}), Known.of(row["assets"]))
            for row, new in zip(rows, is_new, strict=True)
            if new
        ]
        await record_changes(context, "alert", changes)
    if all(is_new):
        return [Receipt(UUID(row["id"]), is_new=True, content_matches=True) for row in rows]
    return await _receive_repeats(context, bodies, rows, is_new)


async def _receive_repeats(
    context: Context, bodies: Sequence[models.AlertCreate], rows: list[dict[str, Any]], is_new: list[bool]
) -> list[Receipt | NotFound]:
    """Count the repeats, keep updating and closing reports, and return the receipts of all rows."""
    identities = await alerts.list_alert_identities(
        context.connection,
        sources=[row["source"] for row in rows],
        source_alert_ids=[row["source_alert_id"] for row in rows],
    )
    receipts, repeats = _receipts(bodies, rows, is_new, identities)
    repeated = Counter(alert_id for alert_id, _ in repeats)
    reported = {alert_id for alert_id, report in repeats if report is not None}
    locked = await lock_repeated_alerts(context, repeated, reported)
    reports = []
    for alert_id, report in repeats:
        alert, at = locked[alert_id], next_time(locked[alert_id])
        if report is not None:
            reports.append((alert, at, _report_row(alert, report, at)))
    await alerts.count_repeats(
        context.connection,
        alert_ids=list(locked),
        numbers=[repeated[alert_id] for alert_id in locked],
        last_seen=[alert.last for alert in locked.values()],
    )
    if reports:
        kept = set(await alerts.insert_alert_reports(context.connection, reports=[row for _, _, row in reports]))
        changes = [
            Mutation(alert.row, at, [Change("report", None, row["activity"])], alert.known)
            for alert, at, row in reports
            if UUID(row["id"]) in kept
        ]
        await record_changes(context, "alert", changes)
    return receipts


def _receipts(
    bodies: Sequence[models.AlertCreate],
    rows: list[dict[str, Any]],
    is_new: list[bool],
    identities: list[AlertIdentityRow],
) -> tuple[list[Receipt | NotFound], list[tuple[UUID, models.AlertCreate | None]]]:
    """Return the receipts of all rows, and each repeat by its alert, with the report that is to be kept of it.

    A row refers to an alert that was stored before the batch, or that an earlier row has created.
    """
    stored = {(identity.source, identity.source_alert_id): identity for identity in identities}
    to_come = {UUID(row["id"]) for row, new in zip(rows, is_new, strict=True) if new}
    receipts: list[Receipt | NotFound] = []
    repeats: list[tuple[UUID, models.AlertCreate | None]] = []
    for body, row, new in zip(bodies, rows, is_new, strict=True):
        to_come.discard(UUID(row["id"]))
        identity = stored.get((row["source"], row["source_alert_id"]))
        if identity is None or identity.id in to_come:
            receipts.append(refusals.unknown_finding())
            continue
        matches = identity.content_hash.hex() == row["content_hash"] or identity.content_hash == _exact_digest(body)
        receipts.append(Receipt(identity.id, is_new=new, content_matches=matches))
        if not new:
            repeats.append((identity.id, body if _says_more(body, matches=matches) else None))
    return receipts, repeats


def _says_more(body: models.AlertCreate, *, matches: bool) -> bool:
    """Whether a repeat is to be kept: a closing one is, and an updating one unless it only repeats the alert."""
    if body.activity == models.AlertActivity.update:
        return not matches
    return body.activity == models.AlertActivity.close


def _report_row(alert: Locked[UUID], body: models.AlertCreate, at: RowTime) -> dict[str, Any]:
    """Return the columns of a report, as JSON, with the redacted copy and the hash of what it says."""
    known = Known.union([alert.known, Known.of(asset.model_dump(mode="json") for asset in value_or(body.assets, []))])
    content = {
        "activity": body.activity,
        "title": body.title,
        "description": body.description,
        "severity": body.severity,
        "detected_at": body.detected_at.isoformat(),
    }
    return {
        **content,
        **redaction.redacted_columns("AlertReport", {"title": body.title, "description": body.description}, known),
        "id": str(new_id()),
        "alert_id": str(alert.row),
        "created_at": at.isoformat(),
        "content_hash": canonical.digest(content).hex(),
    }


def _row(body: models.AlertCreate) -> dict[str, Any]:
    """Return the columns of a new alert, as JSON, with the redacted copy."""
    document = {
        "source": body.source,
        "source_alert_id": body.source_alert_id,
        "title": body.title,
        "description": body.description,
        "rule_id": value_or(body.rule_id, None),
        "assets": [asset.model_dump(mode="json") for asset in value_or(body.assets, [])],
        "evidence": [item.model_dump(mode="json") for item in value_or(body.evidence, [])],
    }
    columns = redaction.redacted_columns("AlertSummary", document, Known.of(document["assets"]))
    return {
        **document,
        **columns,
        "redacted": indicators.with_canonical(columns["redacted"]),
        "asset_words": _asset_words(document["assets"]),
        "id": str(new_id()),
        "severity": body.severity,
        "fingerprint": _fingerprint(body).hex(),
        "detected_at": body.detected_at.isoformat(),
        "raw": value_or(body.raw, None),
        "content_hash": _content_digest(body).hex(),
    }


def _content(body: models.AlertCreate) -> dict[str, Any]:
    """Return what the report says; the activity says what happened to the finding, and is no part of its content."""
    return body.model_dump(mode="json", exclude={"activity"})


def _content_digest(body: models.AlertCreate) -> bytes:
    """Return the digest of the content, in which an absent, a null and an empty member are the same."""
    return canonical.digest({name: value for name, value in _content(body).items() if value not in (None, "", [], {})})


def _exact_digest(body: models.AlertCreate) -> bytes:
    """Return the digest that alerts from before version 1.1.0 have, in which such members differ."""
    return canonical.digest(_content(body))


def _asset_rows(row: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"alert_id": row["id"], "position": position, **asset, **indicators.stored_forms(asset["type"], asset["value"])}
        for position, asset in enumerate(row["assets"], start=1)
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
