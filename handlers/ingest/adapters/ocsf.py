"""OCSF findings (category 2, classes 2001 to 2007) of schema versions 1.0 to 1.5 and the release candidates before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from handlers.ingest.adapters import ocsf_observed
from handlers.ingest.alert import (
    Activity,
    Options,
    RejectedRowError,
    Severity,
    Skipped,
    build_alert,
    document_identity,
    identity,
    is_placeholder,
    source_name,
)
from handlers.ingest.times import parse_time
from handlers.ingest.values import Json, first_text, integer, member, objects, text

INCLUDES = frozenset({"pass"})
_FINDINGS = 2
_SEVERITY: dict[int, Severity] = {
    0: "informational",
    1: "informational",
    2: "low",
    3: "medium",
    4: "high",
    5: "critical",
    6: "critical",
}
_SEVERITY_WORDS: dict[str, Severity] = {
    "informational": "informational",
    "low": "low",
    "medium": "medium",
    "high": "high",
    "critical": "critical",
    "fatal": "critical",
}
_OTHER = 99
_ACTIVITY: dict[int, Activity] = {2: "update", 3: "close"}
_PASSED = frozenset({"pass", "passed"})
_TIMES = (
    ("time_dt",),
    ("time",),
    ("finding_info", "created_time_dt"),
    ("finding_info", "created_time"),
    ("finding", "created_time_dt"),
    ("finding", "created_time"),
    ("start_time",),
    ("metadata", "logged_time"),
)

_DESCRIPTIONS = (("desc",), ("message",), ("status_detail",), ("compliance", "status_detail"))


def recognises(row: Json) -> bool:
    """Whether the row is an OCSF event: each names its class and carries metadata."""
    return integer(row, "class_uid") is not None and isinstance(member(row, "metadata"), dict)


def finding_uid(row: Json) -> str:
    """Return the uid that the product gives to the finding, or an empty string."""
    return next((uid for finding in _findings(row) if (uid := text(finding, "uid"))), "")


def adapt(row: Json, options: Options) -> dict[str, Any] | Skipped:
    """Return the alert of a finding, or why it is skipped; raise `RejectedRowError` where it cannot be read."""
    class_uid = integer(row, "class_uid")
    category = integer(row, "category_uid")
    if class_uid is None and category is None:
        raise RejectedRowError("/class_uid", "an OCSF event needs a class_uid")
    if (category if class_uid is None else class_uid // 1000) != _FINDINGS:
        return Skipped(text(row, "class_name") or f"class {class_uid or category}")
    passed = _is_passed(row)
    if passed and "pass" not in options.include:
        return Skipped("pass")
    product = text(row, "metadata", "product", "name")
    uid = finding_uid(row)
    identifies = bool(uid) and not is_placeholder(uid) and uid not in options.repeated_uids
    return build_alert(
        source=source_name(product, "ocsf"),
        source_alert_id=identity(uid) if identifies else document_identity(row),
        title=_title(row),
        description=_description(row),
        severity="informational" if passed else _severity(row),
        rule_id=_rule_id(row),
        detected_at=_time(row),
        time_pointer="/time",
        assets=ocsf_observed.assets(row),
        evidence=ocsf_observed.evidence(row),
        raw=row,
        activity=_ACTIVITY.get(integer(row, "activity_id") or 0, "create") if identifies else "create",
    )


def _findings(row: Json) -> Iterator[dict[str, Json]]:
    """Yield what describes the finding: `finding_info`, the `finding` of early versions, an incident's list of them."""
    for name in ("finding_info", "finding", "finding_info_list"):
        yield from objects(row, name)


def _is_passed(row: Json) -> bool:
    words = (text(row, "compliance", "status"), text(row, "status_code"), text(row, "compliance", "status_code"))
    return integer(row, "compliance", "status_id") == 1 or any(word.lower() in _PASSED for word in words)


def _title(row: Json) -> str:
    titles = (text(finding, "title") for finding in _findings(row))
    return next(filter(None, titles), "") or first_text(row, ("message",), ("desc",), ("class_name",))


def _description(row: Json) -> str:
    """Join what the finding says, each text once and in this order."""
    parts = [text(finding, "desc") for finding in _findings(row)]
    parts += [text(row, *path) for path in _DESCRIPTIONS]
    return "\n\n".join(dict.fromkeys(filter(None, parts)))


def _severity(row: Json) -> Severity:
    number = integer(row, "severity_id")
    if number is not None and number != _OTHER:
        return _SEVERITY.get(number, "informational")
    return _SEVERITY_WORDS.get(text(row, "severity").lower(), "informational")


def _rule_id(row: Json) -> str:
    analytics = (first_text(finding, ("analytic", "uid"), ("analytic", "name")) for finding in _findings(row))
    return next(filter(None, analytics), "") or first_text(
        row,
        ("analytic", "uid"),
        ("analytic", "name"),
        ("metadata", "event_code"),
        ("rule", "uid"),
        ("rule", "name"),
        ("compliance", "control"),
        ("vulnerabilities", 0, "cve", "uid"),
        ("vulnerabilities", 0, "advisory", "uid"),
    )


def _time(row: Json) -> datetime | None:
    return next((when for path in _TIMES if (when := parse_time(member(row, *path)))), None)
