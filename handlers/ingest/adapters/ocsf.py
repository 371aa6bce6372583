"""OCSF findings (category 2, classes 2001 to 2007) of schema versions 1.0 to 1.5 and the release candidates before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handlers.ingest.adapters import ocsf_observed
from handlers.ingest.alerts.alert import (
    Activity,
    Options,
    Severity,
    Skipped,
    build_alert,
    is_placeholder,
    rejection,
    source_name,
    time_of,
)
from handlers.ingest.alerts.values import Json, first_text, integer, member, objects, text

INCLUDES = frozenset({"pass"})
_FINDINGS = 2
_INCIDENT = 2005
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
_ACTIVITY: dict[int, Activity] = {2: "update", 3: "close"}
_PASSED = frozenset({"pass", "passed"})
_TIMES = (
    ("time_dt",),
    ("time",),
    ("event_time",),  # of releases before 1.0 that are still in use
    ("finding_info", "created_time_dt"),
    ("finding_info", "created_time"),
    ("finding", "created_time_dt"),
    ("finding", "created_time"),
    ("start_time",),
    ("metadata", "logged_time"),
)
_DESCRIPTIONS = (("desc",), ("message",), ("status_detail",), ("compliance", "status_detail"))
_RULES = (
    ("analytic", "uid"),
    ("analytic", "name"),
    ("metadata", "event_code"),
    ("rule", "uid"),
    ("rule", "name"),
    ("compliance", "control"),
    ("vulnerabilities", 0, "cve", "uid"),
    ("vulnerabilities", 0, "advisory", "uid"),
)


def recognizes(row: Json) -> bool:
    """Whether the row is an OCSF event: each names its class and carries metadata."""
    return isinstance(member(row, "metadata"), dict) and _class_uid(row) is not None


def _class_uid(row: Json) -> int | None:
    """Return the class, which a `type_uid` includes as well."""
    class_uid, type_uid = integer(row, "class_uid"), integer(row, "type_uid")
    return type_uid // 100 if class_uid is None and type_uid is not None else class_uid


def _category(row: Json) -> int | None:
    """Return the category; the uid of a class starts with it, after the uid of an extension if it has one."""
    class_uid = _class_uid(row)
    return integer(row, "category_uid") if class_uid is None else class_uid % 100_000 // 1000


def adapt(row: Json, options: Options) -> dict[str, Any] | Skipped:
    """Return the alert of a finding, or why it is skipped; raise `RejectedRowError` if it cannot be read."""
    category = _category(row)
    if category is None:
        raise rejection(row, ("class_uid",), "an OCSF event needs a class_uid")
    if category != _FINDINGS:
        return Skipped(text(row, "class_name") or f"class {_class_uid(row) or category}")
    passed = _is_passed(row)
    if passed and "pass" not in options.include:
        return Skipped("pass")
    rule_id = _rule_id(row)
    return build_alert(
        source=source_name(_product(row), "ocsf"),
        uid=_uid(row, options),
        title=_title(row) or rule_id or first_text(row, ("message",), ("desc",), ("class_name",)),
        description=_description(row),
        severity="informational" if passed else _severity(row),
        rule_id=rule_id,
        detected_at=time_of(row, *_TIMES),
        assets=ocsf_observed.assets(row),
        evidence=ocsf_observed.evidence(row),
        raw=row,
        activity=_ACTIVITY.get(integer(row, "activity_id") or 0, "create"),
    )


def _product(row: Json) -> str:
    product = member(row, "metadata", "product")
    return first_text(product, ("name",), ("uid",), ("vendor_name",)) or text(product)


def _uid(row: Json, options: Options) -> str:
    """Return the uid that the product gives to the finding, if it identifies it.

    An incident is not one of the findings that it lists, although it has no uid but theirs.
    """
    uid = next((uid for finding in _findings(row) if not is_placeholder(uid := text(finding, "uid"))), "")
    if not options.identifying(uid):
        return ""
    return options.identifying(f"incident/{uid}" if _class_uid(row) == _INCIDENT else uid)


def _findings(row: Json) -> Iterator[dict[str, Json]]:
    """Yield what describes the finding: `finding_info`, the `finding` of early versions, an incident's list of them."""
    for name in ("finding_info", "finding", "finding_info_list"):
        yield from objects(row, name)


def _is_passed(row: Json) -> bool:
    words = (("compliance", "status"), ("compliance", "status_code"), ("status_code",), ("status",))
    return integer(row, "compliance", "status_id") == 1 or any(text(row, *path).lower() in _PASSED for path in words)


def _title(row: Json) -> str:
    return next(filter(None, (text(finding, "title") for finding in _findings(row))), "")


def _description(row: Json) -> str:
    """Join what describes the finding, each text once and in this order."""
    parts = [text(finding, "desc") for finding in _findings(row)]
    parts += [text(row, *path) for path in _DESCRIPTIONS]
    return "\n\n".join(dict.fromkeys(filter(None, parts)))


def _severity(row: Json) -> Severity:
    number = integer(row, "severity_id")
    if number in _SEVERITY:
        return _SEVERITY[number]
    return _SEVERITY_WORDS.get(text(row, "severity").lower(), "informational")


def _rule_id(row: Json) -> str:
    """Return the rule that raised the finding, or else the last part of its type, such as `Recon:EC2-Portscan`."""
    analytics = (first_text(finding, ("analytic", "uid"), ("analytic", "name")) for finding in _findings(row))
    types = (text(finding, "types", 0).rpartition("/")[2] for finding in _findings(row))
    return next(filter(None, analytics), "") or first_text(row, *_RULES) or next(filter(None, types), "")
