"""SARIF 2.1.0: each result of each run is a row, together with the tool, rule and artifacts of its run."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from generated import limits
from handlers.ingest.alerts.alert import (
    Activity,
    Assets,
    Evidence,
    Options,
    RejectedRowError,
    Severity,
    Skipped,
    build_alert,
    is_placeholder,
    require_storable,
    source_name,
)
from handlers.ingest.alerts.times import parse_time
from handlers.ingest.alerts.values import (
    Json,
    Path,
    first_text,
    integer,
    joined,
    member,
    number,
    objects,
    one_line,
    text,
)

INCLUDES = frozenset({"pass", "suppressed"})
_LEVELS: dict[str, Severity] = {"error": "high", "warning": "medium", "note": "low", "none": "informational"}
# CVSS bands, as code scanning services read `security-severity`.
_SCORES: tuple[tuple[float, Severity], ...] = ((9.0, "critical"), (7.0, "high"), (4.0, "medium"), (0.1, "low"))
_ACTIVITIES: dict[str, Activity] = {"updated": "update", "absent": "close"}
_NO_FINDING = frozenset({"pass", "notApplicable"})
_NO_RUN = "a SARIF run is an object with an array of results"
_OLD_VERSIONS = ("1.", "2.0")
_NO_FINGERPRINT = "requires login"  # what Semgrep writes in place of one for users without an account
_ARGUMENT = re.compile(r"\{(\d{1,4})\}", re.ASCII)


def recognizes(row: Json) -> bool:
    """Whether the row is a result that `rows` has taken from a log, or a whole SARIF log."""
    if isinstance(row, dict) and {"run", "result", "pointer"} <= row.keys():
        return True
    runs = member(row, "runs")
    return isinstance(runs, list) and (not runs or any(isinstance(member(run, "tool"), dict) for run in runs))


def rows(document: Json) -> Iterator[dict[str, Json]]:
    """Yield every result of a log with `run`, which is the run without its results, and the `pointer` to the result.

    `identity` is the result's own id; results that share theirs, such as two equal lines of one file, are numbered. An
    id that the run gives to different rules or files identifies nothing.
    """
    runs = member(document, "runs")
    for index, run in enumerate(runs if isinstance(runs, list) else []):
        results = member(run, "results")
        if reason := _reason_against(document, run, results):
            yield {"run": None, "result": None, "pointer": f"/runs/{index}", "identity": "", "reason": reason}
            continue
        context = {name: value for name, value in run.items() if name != "results"}
        subjects = defaultdict(set)
        for result in results or []:
            subjects[_identity(run, result)].add((_rule_id(result), _first_uri(run, result)))
        occurrences: Counter[str] = Counter()
        for position, result in enumerate(results or []):
            uid = _identity(run, result)
            occurrences[uid] += 1
            identity = "" if len(subjects[uid]) > 1 else f"{uid}#{occurrences[uid]}" if occurrences[uid] > 1 else uid
            where = f"/runs/{index}/results/{position}"
            yield {"run": context, "result": result, "pointer": where, "identity": identity if uid else ""}


def _reason_against(document: Json, run: Json, results: Json) -> str:
    """Return why the results of a run cannot be read, or an empty string."""
    if not isinstance(run, dict) or not isinstance(results, list | None):
        return _NO_RUN
    version = text(document, "version")
    if version.startswith(_OLD_VERSIONS) and not isinstance(member(run, "tool", "driver"), dict):
        return f"the log is SARIF {version[:20]}: write it as SARIF 2.1.0, which names the fields differently"
    return ""


def adapt(row: Json, options: Options) -> dict[str, Any] | Skipped:
    """Return the alert of a result, or why it is skipped.

    Raises `RejectedRowError` if it cannot be read; the pointer leads into the log.
    """
    run, result, where = member(row, "run"), member(row, "result"), text(row, "pointer")
    if run is None:
        raise RejectedRowError(where, text(row, "reason") or _NO_RUN)
    if not isinstance(result, dict):
        raise RejectedRowError(where, "a SARIF result is an object")
    kind = text(result, "kind")
    if kind in _NO_FINDING and not (kind == "pass" and "pass" in options.include):
        return Skipped(kind)
    if _is_suppressed(result) and "suppressed" not in options.include:
        return Skipped("suppressed")
    rule_path, rule = _rule(run, result)
    tool, message = text(run, "tool", "driver", "name"), _message(run, rule, result)
    document = {"tool": tool, "rule": rule, "result": result}
    _require_storable(document, where, where.partition("/results/")[0] + rule_path)
    title = first_text(rule, ("shortDescription", "text"), ("name",)) or message
    return build_alert(
        source=source_name(tool, "sarif"),
        uid=options.identifying(text(row, "identity")),
        title=title,
        description=_description(rule, message, title),
        severity=_severity(kind, result, rule),
        rule_id=_rule_id(result) or text(rule, "id"),
        detected_at=_first_time(run, result) or options.read_at,
        assets=_assets(run, result),
        evidence=_evidence(run, result, message),
        raw=document,
        activity=_ACTIVITIES.get(text(result, "baselineState"), "create"),
    )


def _require_storable(document: Json, result_at: str, rule_at: str) -> None:
    """Check what becomes `raw`, and report what is wrong where it is in the log."""
    try:
        require_storable(document)
    except RejectedRowError as error:
        where = error.pointer
        for name, pointer in (("/result", result_at), ("/rule", rule_at)):
            if where.startswith(name):
                where = pointer + where.removeprefix(name)
                break
        else:
            where = result_at
        raise RejectedRowError(where, str(error)) from None


def _is_suppressed(result: Json) -> bool:
    """Whether a suppression is in force: one that is under review or rejected is not (SARIF 2.1.0 §3.35)."""
    statuses = [text(suppression, "status") for suppression in objects(result, "suppressions")]
    return bool(statuses) and all(status in {"", "accepted"} for status in statuses)


def _rule_id(result: Json) -> str:
    return first_text(result, ("ruleId",), ("rule", "id"))


def _first_uri(run: Json, result: Json) -> str:
    return _uri(run, member(result, "locations", 0))


def _component(run: Json, result: Json) -> Path:
    """Return the path of the component that defines the rule: an extension if the result names one, else the driver."""
    index = integer(result, "rule", "toolComponent", "index")
    if index is not None and isinstance(member(run, "tool", "extensions", index), dict):
        return ("tool", "extensions", index)
    return ("tool", "driver")


def _rule(run: Json, result: Json) -> tuple[str, Json]:
    """Return the rule of a result with the pointer to it in its run; None if the run does not define it."""
    index = integer(result, "ruleIndex")
    if index is None:
        index = integer(result, "rule", "index")
    path = _component(run, result)
    rules = member(run, *path, "rules")
    if index is None or not isinstance(member(rules, index), dict):
        # A result may name a sub-rule as `RULE/detail` (SARIF 2.1.0 §3.27.5).
        expected = {_rule_id(result), _rule_id(result).partition("/")[0]} - {""}
        candidates = enumerate(rules if isinstance(rules, list) else [])
        index = next((position for position, rule in candidates if text(rule, "id") in expected), None)
    if index is None:
        return "", None
    return f"/{'/'.join(map(str, path))}/rules/{index}", rules[index]


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


def _description(rule: Json, message: str, title: str) -> str:
    """Return the message and the full description of the rule, or its help if these only repeat the title."""
    texts = dict.fromkeys([message, text(rule, "fullDescription", "text")])
    shown = one_line(title)[: limits.ALERT_TITLE_MAX_LENGTH]
    kept = [value for value in texts if value and one_line(value) != shown]
    return "\n\n".join(kept) or first_text(rule, ("help", "text"), ("help", "markdown"))


def _identifies(fingerprint: str) -> bool:
    return not is_placeholder(fingerprint) and fingerprint != _NO_FINGERPRINT


def _identity(run: Json, result: Json) -> str:
    """Return the result's own stable id: a fingerprint, a partial fingerprint with rule and file, or a GUID."""
    for name in ("fingerprints", "partialFingerprints"):
        prints = member(result, name)
        names = sorted(prints) if isinstance(prints, dict) else []
        # Some tools write each fingerprint as an object.
        values = {key: first_text(prints, (key,), (key, "value")) for key in names}
        parts = [f"{key}:{value}" for key, value in values.items() if _identifies(value)]
        if parts:
            own = [] if name == "fingerprints" else [_rule_id(result), _first_uri(run, result)]
            return text("|".join([*own, *parts]))
    return first_text(result, ("correlationGuid",), ("guid",))


def _severity(kind: str, result: Json, rule: Json) -> Severity:
    if kind in {"pass", "informational"}:
        return "informational"
    score = number(result, "properties", "security-severity")
    if score is None:
        score = number(rule, "properties", "security-severity")
    if score is None:
        # Only a failure has a level (SARIF 2.1.0 §3.27.10).
        default = text(rule, "defaultConfiguration", "level") or "warning" if kind in {"", "fail"} else "none"
        return _LEVELS.get(text(result, "level") or default, "medium")
    return next((severity for least, severity in _SCORES if score >= least), "informational")


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
    known = "" if index is None else text(run, "artifacts", index, "location", "uri")
    return text(artifact, "uri") or known


def _assets(run: Json, result: Json) -> Assets:
    assets = Assets()
    for location in objects(result, "locations"):
        assets.add("file", _uri(run, location), "target")
        for logical in objects(location, "logicalLocations"):
            assets.add("other", first_text(logical, ("fullyQualifiedName",), ("name",)), "target")
    for repository in objects(run, "versionControlProvenance"):
        assets.add("url", text(repository, "repositoryUri"), "target")
    assets.add("url", text(result, "webRequest", "target"), "target")
    return assets


def _evidence(run: Json, result: Json, message: str) -> Evidence:
    evidence = Evidence()
    for location in objects(result, "locations"):
        region = member(location, "physicalLocation", "region")
        place = joined(_uri(run, location), text(region, "startLine"), text(region, "startColumn"), by=":")
        snippet = one_line(text(region, "snippet", "text"))
        snippet = snippet or one_line(text(location, "physicalLocation", "contextRegion", "snippet", "text"))
        evidence.add("file", joined(place, snippet, by=": ") if place else "")
    request = member(result, "webRequest")
    evidence.add("http_request", joined(text(request, "method"), text(request, "target")))
    evidence.add("log", message)
    return evidence
