"""SARIF 2.1.0: each result of each run is a row, together with what its run says of tool, rule and artifacts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from handlers.ingest.alert import (
    Assets,
    Evidence,
    Options,
    RejectedRowError,
    Severity,
    Skipped,
    build_alert,
    document_identity,
    identity,
    source_name,
)
from handlers.ingest.times import parse_time
from handlers.ingest.values import Json, first_text, integer, member, objects, one_line, text

INCLUDES = frozenset({"pass", "suppressed"})
_LEVELS: dict[str, Severity] = {"error": "high", "warning": "medium", "note": "low", "none": "informational"}
# CVSS bands, as code scanning services read `security-severity`.
_SCORES: tuple[tuple[float, Severity], ...] = ((9.0, "critical"), (7.0, "high"), (4.0, "medium"), (0.1, "low"))
_NO_FINDING = frozenset({"pass", "notApplicable"})
_ARGUMENT = re.compile(r"\{(\d+)\}")


def recognises(row: Json) -> bool:
    """Whether the row is a result that `rows` has made, or a whole SARIF log."""
    return isinstance(member(row, "runs"), list) or (isinstance(row, dict) and {"run", "result"} <= row.keys())


def rows(document: Json) -> Iterator[dict[str, Json]]:
    """Yield every result of a log as `{"run": …, "result": …, "occurrence": …}`; `run` is the run without its results.

    Results that share their fingerprints, such as two equal lines of one file, are told apart by their occurrence.
    """
    for run in objects(document, "runs"):
        context = {name: value for name, value in run.items() if name != "results"}
        results = run.get("results")
        occurrences: Counter[str] = Counter()
        for result in results if isinstance(results, list) else []:
            uid = _identity(result)
            occurrences[uid] += 1
            yield {"run": context, "result": result, "occurrence": occurrences[uid]}


def adapt(row: Json, options: Options) -> dict[str, Any] | Skipped:
    """Return the alert of a result, or why it is skipped; raise `RejectedRowError` where it cannot be read."""
    run, result = member(row, "run"), member(row, "result")
    if not isinstance(result, dict):
        raise RejectedRowError("/result", "a SARIF result must be an object")
    kind = text(result, "kind")
    if kind in _NO_FINDING and not (kind == "pass" and "pass" in options.include):
        return Skipped(kind)
    if _is_suppressed(result) and "suppressed" not in options.include:
        return Skipped("suppressed")
    rule, message = _rule(run, result), ""
    rule_id = first_text(result, ("ruleId",), ("rule", "id")) or text(rule, "id")
    message = _message(run, rule, result)
    tool = text(run, "tool", "driver", "name")
    document = {"tool": tool, "rule": rule, "result": result}
    return build_alert(
        source=source_name(tool, "sarif"),
        source_alert_id=_source_alert_id(row) or document_identity(document),
        title=first_text(rule, ("shortDescription", "text"), ("name",)) or message,
        description="\n\n".join(dict.fromkeys(filter(None, [message, text(rule, "fullDescription", "text")]))),
        severity="informational" if kind == "pass" else _severity(result, rule),
        rule_id=rule_id,
        detected_at=_first_time(run, result) or options.read_at,
        time_pointer="",
        assets=_assets(run, result),
        evidence=_evidence(run, result, message),
        raw=document,
        activity="close" if text(result, "baselineState") == "absent" else "create",
    )


def _is_suppressed(result: Json) -> bool:
    """Whether a suppression is in force: one that is under review or rejected is not (SARIF 2.1.0 §3.35)."""
    statuses = [text(suppression, "status") for suppression in objects(result, "suppressions")]
    return bool(statuses) and all(status in {"", "accepted"} for status in statuses)


def _component(run: Json, result: Json) -> Json:
    """Return the tool component that defines the rule: an extension where the result names one, else the driver."""
    index = integer(result, "rule", "toolComponent", "index")
    extension = None if index is None else member(run, "tool", "extensions", index)
    return extension if isinstance(extension, dict) else member(run, "tool", "driver")


def _rule(run: Json, result: Json) -> Json:
    index = integer(result, "ruleIndex")
    if index is None:
        index = integer(result, "rule", "index")
    component = _component(run, result)
    if index is not None and index >= 0 and isinstance(rule := member(component, "rules", index), dict):
        return rule
    rule_id = first_text(result, ("ruleId",), ("rule", "id"))
    # A result may name a sub-rule as `RULE/detail` (SARIF 2.1.0 §3.27.5).
    wanted = {rule_id, rule_id.partition("/")[0]} - {""}
    return next((rule for rule in objects(component, "rules") if text(rule, "id") in wanted), None)


def _message(run: Json, rule: Json, result: Json) -> str:
    """Return the message with its arguments in place (SARIF 2.1.0 §3.11)."""
    message = member(result, "message")
    key = text(message, "id")
    template = first_text(message, ("text",), ("markdown",)) or first_text(
        {"rule": rule, "run": run},
        ("rule", "messageStrings", key, "text"),
        ("run", "tool", "driver", "globalMessageStrings", key, "text"),
    )
    return _ARGUMENT.sub(lambda match: text(message, "arguments", int(match[1])) or match[0], template)


def _source_alert_id(row: Json) -> str:
    uid, occurrence = _identity(member(row, "result")), integer(row, "occurrence") or 1
    return identity(f"{uid}#{occurrence}" if occurrence > 1 else uid) if uid else ""


def _identity(result: Json) -> str:
    """Return the result's own stable id: a fingerprint, a guid, or a partial fingerprint with rule and file."""
    rule_id = first_text(result, ("ruleId",), ("rule", "id"))
    uri = text(result, "locations", 0, "physicalLocation", "artifactLocation", "uri")
    for name in ("fingerprints", "partialFingerprints"):
        prints = member(result, name)
        parts = [f"{key}:{text(prints, key)}" for key in sorted(prints)] if isinstance(prints, dict) else []
        if parts:
            return "|".join([rule_id, uri, *parts] if name == "partialFingerprints" else parts)
    return first_text(result, ("correlationGuid",), ("guid",))


def _severity(result: Json, rule: Json) -> Severity:
    score = text(result, "properties", "security-severity") or text(rule, "properties", "security-severity")
    try:
        number = float(score)
    except ValueError:
        level = text(result, "level") or text(rule, "defaultConfiguration", "level")
        return _LEVELS.get(level or "warning", "medium")
    return next((severity for least, severity in _SCORES if number >= least), "informational")


def _first_time(run: Json, result: Json) -> Any:
    invocation = member(run, "invocations", 0)
    candidates = (
        member(result, "provenance", "firstDetectionTimeUtc"),
        member(invocation, "startTimeUtc"),
        member(invocation, "endTimeUtc"),
        member(result, "provenance", "lastDetectionTimeUtc"),
    )
    return next((when for value in candidates if (when := parse_time(value))), None)


def _uri(run: Json, location: Json) -> str:
    artifact = member(location, "physicalLocation", "artifactLocation")
    index = integer(artifact, "index")
    known = "" if index is None or index < 0 else text(run, "artifacts", index, "location", "uri")
    return text(artifact, "uri") or known


def _locations(result: Json) -> Iterator[dict[str, Json]]:
    yield from objects(result, "locations")


def _assets(run: Json, result: Json) -> Assets:
    assets = Assets()
    for location in _locations(result):
        assets.add("file", _uri(run, location), "target")
        for logical in objects(location, "logicalLocations"):
            assets.add("other", first_text(logical, ("fullyQualifiedName",), ("name",)), "target")
    for repository in objects(run, "versionControlProvenance"):
        assets.add("url", text(repository, "repositoryUri"), "target")
    assets.add("url", text(result, "webRequest", "target"), "target")
    return assets


def _evidence(run: Json, result: Json, message: str) -> Evidence:
    evidence = Evidence()
    for location in _locations(result):
        region = member(location, "physicalLocation", "region")
        place = ":".join(filter(None, [_uri(run, location), text(region, "startLine"), text(region, "startColumn")]))
        snippet = first_text(region, ("snippet", "text"))
        snippet = snippet or text(location, "physicalLocation", "contextRegion", "snippet", "text")
        evidence.add("file", f"{place}: {one_line(snippet)}" if snippet and place else place)
    request = member(result, "webRequest")
    evidence.add("http_request", " ".join(filter(None, [text(request, "method"), text(request, "target")])))
    evidence.add("log", message)
    return evidence
