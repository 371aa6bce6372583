"""What other tools call an alert, in our words: Suricata EVE and OCSF Detection Findings.

Every row becomes one alert and keeps its document whole in ``raw``; its id is the SHA-256 of the document's RFC 8785
form, since EVE rows bring none and OCSF products do not keep theirs apart (specs/openapi.yaml, create_alert).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from generated import limits
from handlers.runtime import canonical

_EVE_SEVERITY = {1: "high", 2: "medium", 3: "low"}
_OCSF_SEVERITY = {
    "fatal": "critical",
    "critical": "critical",
    "high": "high",
    "medium": "medium",
    "low": "low",
    "informational": "informational",
    "unknown": "informational",
    "other": "informational",
}
_OCSF_SEVERITY_ID = {1: "informational", 2: "low", 3: "medium", 4: "high", 5: "critical", 6: "critical"}
_OCSF_OBSERVABLE = {1: "hostname", 2: "ip_address", 4: "user", 6: "url"}
_PLAUSIBLE = (datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))


class UnfitDocumentError(ValueError):
    """The document lacks what an alert needs; the message says what."""


def suricata(document: dict[str, Any]) -> dict[str, Any]:
    """Give the alert of one EVE row; raise `UnfitDocumentError` where it has no readable timestamp."""
    rule = _object(document, "alert")
    kind = _text(document, "event_type") or "event"
    detected_at = _instant(document.get("timestamp"))
    if detected_at is None:
        raise UnfitDocumentError("its timestamp is missing or no date and time")
    return _alert(
        document,
        source="suricata",
        title=_text(rule, "signature") or f"Suricata {kind}",
        description=_text(rule, "category"),
        severity=_EVE_SEVERITY.get(rule.get("severity", 0), "informational"),
        rule_id=f"{rule.get('gid', 1)}:{rule['signature_id']}" if "signature_id" in rule else None,
        detected_at=detected_at,
        assets=list(_eve_assets(document)),
    )


def _eve_assets(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "ip_address", _text(document, "src_ip")
    yield "ip_address", _text(document, "dest_ip")
    yield "hostname", _text(_object(document, "http"), "hostname")
    yield "hostname", _text(_object(document, "tls"), "sni")


def ocsf(document: dict[str, Any]) -> dict[str, Any]:
    """Give the alert of one OCSF finding; raise `UnfitDocumentError` where it has no readable time."""
    finding, metadata = _object(document, "finding_info"), _object(document, "metadata")
    detected_at = _ocsf_time(document, finding)
    if detected_at is None:
        raise UnfitDocumentError("none of its times (time_dt, time, finding_info.created_time) is a plausible date")
    product = _text(_object(metadata, "product"), "name").lower()
    message = _text(document, "message")
    return _alert(
        document,
        source=re.sub(r"[^a-z0-9]+", "-", product).strip("-")[: limits.ALERT_SOURCE_MAX_LENGTH] or "ocsf",
        title=_text(finding, "title") or message or _text(document, "class_name") or "OCSF finding",
        description=_text(finding, "desc") or message,
        severity=_ocsf_severity(document),
        rule_id=_text(_object(finding, "analytic"), "uid") or _text(metadata, "event_code") or None,
        detected_at=detected_at,
        assets=list(_ocsf_assets(document)),
    )


def _ocsf_severity(document: dict[str, Any]) -> str:
    word = _OCSF_SEVERITY.get(_text(document, "severity").strip().lower())
    number = document.get("severity_id")
    return word or _OCSF_SEVERITY_ID.get(number if isinstance(number, int) else 0, "informational")


def _ocsf_time(document: dict[str, Any], finding: dict[str, Any]) -> datetime | None:
    candidates = (
        _instant(document.get("time_dt")),
        _epoch(document.get("time")),
        _instant(finding.get("created_time_dt")),
        _epoch(finding.get("created_time")),
    )
    return next((instant for instant in candidates if instant is not None), None)


def _ocsf_assets(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for resource in _objects(document, "resources"):
        yield "cloud_resource", _text(resource, "uid") or _text(resource, "name")
    for place in ("device", "src_endpoint", "dst_endpoint"):
        yield from _endpoint(_object(document, place))
    for evidence in _objects(document, "evidences"):
        for place in ("device", "src_endpoint", "dst_endpoint"):
            yield from _endpoint(_object(evidence, place))
    for observable in _objects(document, "observables"):
        kind = _OCSF_OBSERVABLE.get(observable.get("type_id", 0))
        if kind is not None:
            yield kind, _text(observable, "value")


def _endpoint(endpoint: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "ip_address", _text(endpoint, "ip")
    yield "hostname", _text(endpoint, "hostname")


def _alert(
    document: dict[str, Any],
    *,
    source: str,
    title: str,
    description: str,
    severity: str,
    rule_id: str | None,
    detected_at: datetime,
    assets: list[tuple[str, str]],
) -> dict[str, Any]:
    named = dict.fromkeys(
        (kind, value) for kind, value in assets if value and len(value) <= limits.ALERT_ASSET_VALUE_MAX_LENGTH
    )
    return {
        "source": source,
        "source_alert_id": canonical.digest(document).hex(),
        "title": title[: limits.ALERT_TITLE_MAX_LENGTH],
        "description": description[: limits.ALERT_CREATE_DESCRIPTION_MAX_LENGTH],
        "severity": severity,
        "rule_id": None if rule_id is None else rule_id[: limits.ALERT_CREATE_RULE_ID_MAX_LENGTH],
        "detected_at": detected_at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "assets": [
            {"type": kind, "value": value} for kind, value in list(named)[: limits.ALERT_CREATE_ASSETS_MAX_ITEMS]
        ],
        "raw": document,
    }


def _instant(value: object) -> datetime | None:
    """Read an ISO 8601 date and time; one without a zone is UTC."""
    if not isinstance(value, str):
        return None
    try:
        instant = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return _plausible(instant if instant.tzinfo is not None else instant.replace(tzinfo=UTC))


def _epoch(value: object) -> datetime | None:
    """Read milliseconds since 1970, as OCSF has it, or seconds where only those give a plausible date."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    for unit in (1000, 1):
        try:
            instant = _plausible(datetime.fromtimestamp(value / unit, UTC))
        except (ValueError, OverflowError, OSError):
            continue
        if instant is not None:
            return instant
    return None


def _plausible(instant: datetime) -> datetime | None:
    return instant if _PLAUSIBLE[0] <= instant < _PLAUSIBLE[1] else None


def _object(parent: dict[str, Any], name: str) -> dict[str, Any]:
    value = parent.get(name)
    return value if isinstance(value, dict) else {}


def _objects(parent: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = parent.get(name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _text(parent: dict[str, Any], name: str) -> str:
    value = parent.get(name)
    return value if isinstance(value, str) else ""


FORMATS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {"suricata": suricata, "ocsf": ocsf}
