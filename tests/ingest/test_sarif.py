"""SARIF results: which are alerts, and what they become together with their run."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from handlers.ingest.adapters.sarif import rows
from handlers.ingest.reading import Rejected, SkippedRow
from tests.ingest.reports import SAMPLES, adapt, alerts, assets, evidence, outcomes, rejection, sample_alerts

LOG = json.loads((SAMPLES / "scan.sarif").read_text())
RULE = {"id": "R1", "shortDescription": {"text": "Short"}}
RESULT = {"ruleId": "R1", "message": {"text": "Message"}}


def log(*results: Any, **run: Any) -> dict[str, Any]:
    tool = {"driver": {"name": "Example Scan", "rules": [RULE]}}
    return {"version": "2.1.0", "runs": [{"tool": tool, "results": list(results), **run}]}


def adapted(result: Any, *include: str, **run: Any) -> dict[str, Any]:
    (row,) = rows(log(result, **run))
    return adapt("sarif", row, *include)


def adapted_with_rule(rule: dict[str, Any], message: str) -> dict[str, Any]:
    tool = {"driver": {"name": "Example Scan", "rules": [{"id": "R1", **rule}]}}
    return adapted({**RESULT, "message": {"text": message}}, tool=tool)


def kinds(*include: str) -> list[str]:
    read = outcomes((SAMPLES / "scan.sarif").read_bytes(), "sarif", *include)
    return [outcome.kind for outcome in read if isinstance(outcome, SkippedRow)]


def test_results_that_are_no_findings_are_skipped():
    assert kinds() == ["pass", "notApplicable", "suppressed"]
    assert kinds("pass") == ["notApplicable", "suppressed"]
    assert kinds("suppressed", "pass") == ["notApplicable"]
    assert len(sample_alerts("scan.sarif")) == 5


def test_result_is_converted_field_by_field():
    body = sample_alerts("scan.sarif")[0]
    names = ("source", "source_alert_id", "title", "description", "severity", "rule_id", "detected_at")
    assert {name: body[name] for name in names} == {
        "source": "example-scan",
        "source_alert_id": "primary/v1:5f3a",
        "title": "SQL built from user input",
        "description": "Query built from `id`.\n\nUser input reaches a query.",
        "severity": "critical",
        "rule_id": "EX001",
        "detected_at": "2026-03-01T11:00:00.000000Z",
    }
    assert assets(body) == {
        ("file", "target", "src/db.py"),
        ("other", "target", "db.find"),
        ("url", "target", "https://git.example.com/shop"),
    }
    assert evidence(body, "file") == ['src/db.py:12:5: execute(f"… {id}")']
    run = LOG["runs"][0]
    rule = run["tool"]["driver"]["rules"][0]
    assert body["raw"] == {"tool": "Example Scan", "rule": rule, "result": run["results"][0]}


def test_rule_message_and_artifact_are_looked_up():
    _, second, *_ = sample_alerts("scan.sarif")
    assert second["title"] == "Weak hash"
    assert second["description"] == "The hash MD5 is weak, use SHA-256."
    assert (second["rule_id"], second["severity"]) == ("EX002/md5", "medium")
    assert evidence(second, "file") == ["src/auth.py:3"]


def test_rule_of_an_extension_is_looked_up():
    *_, last = sample_alerts("scan.sarif")
    assert (last["title"], last["severity"], last["rule_id"]) == ("Secret in code", "high", "PK001")
    assert evidence(last, "http_request") == ["GET https://shop.example.com/.env"]


def test_result_that_is_gone_is_a_closure():
    *_, gone, _ = sample_alerts("scan.sarif")
    assert (gone["activity"], gone["source_alert_id"]) == ("close", "7e9a1c1e-6b0b-4c9f-9d7b-3f6f0c2d4e55")
    assert gone["title"] == "Under review."


@pytest.mark.parametrize(
    ("result", "rule", "severity"),
    [
        ({"level": "error"}, {}, "high"),
        ({"level": "warning"}, {}, "medium"),
        ({"level": "note"}, {}, "low"),
        ({"level": "none"}, {}, "informational"),
        ({"level": "severe"}, {}, "medium"),
        ({}, {}, "medium"),
        ({}, {"defaultConfiguration": {"level": "error"}}, "high"),
        ({"kind": "fail"}, {"defaultConfiguration": {"level": "note"}}, "low"),
        ({"kind": "open"}, {"defaultConfiguration": {"level": "error"}}, "informational"),
        ({"kind": "review", "level": "error"}, {}, "high"),
        ({"kind": "informational", "level": "error"}, {}, "informational"),
        ({"level": "note", "properties": {"security-severity": "9.0"}}, {}, "critical"),
        ({"level": "note"}, {"properties": {"security-severity": 8.9}}, "high"),
        ({}, {"properties": {"security-severity": "4.0"}}, "medium"),
        ({}, {"properties": {"security-severity": "0.1"}}, "low"),
        ({}, {"properties": {"security-severity": "0.0"}}, "informational"),
        ({}, {"properties": {"security-severity": "NaN"}}, "medium"),
    ],
    ids=repr,
)
def test_severity_is_the_score_or_the_level(result: dict[str, Any], rule: dict[str, Any], severity: str):
    tool = {"driver": {"name": "X", "rules": [{**RULE, **rule}]}}
    assert adapted({**RESULT, **result}, tool=tool)["severity"] == severity


def test_passed_result_is_informational_if_included():
    assert adapted({**RESULT, "kind": "pass", "level": "error"}, "pass")["severity"] == "informational"


@pytest.mark.parametrize(
    ("statuses", "is_skipped"),
    [
        ([{}], True),
        ([{"status": "accepted"}], True),
        ([{"status": "accepted"}, {}], True),
        ([{"status": "underReview"}], False),
        ([{"status": "rejected"}, {"status": "accepted"}], False),
        ([], False),
        (None, False),
    ],
    ids=repr,
)
def test_suppression_counts_if_it_is_in_force(statuses: object, *, is_skipped: bool):
    (outcome,) = outcomes(json.dumps(log({**RESULT, "suppressions": statuses})))
    assert (outcome == SkippedRow(1, "suppressed")) is is_skipped


def ids(*results: Any) -> list[str]:
    return [body["source_alert_id"] for body in alerts(json.dumps(log(*results)), "sarif")]


def located(uri: str, line: int = 1, **members: Any) -> dict[str, Any]:
    place = {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": {"startLine": line}}}
    return {**RESULT, "locations": [place], **members}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"fingerprints": {"b": "2", "a": "1"}, "partialFingerprints": {"c": "3"}}, "a:1|b:2"),
        ({"partialFingerprints": {"c": "3"}, "guid": "7e9a1c1e"}, "R1|a.py|c:3"),
        ({"fingerprints": {"a": {"value": "1"}, "b": {}}}, "a:1"),
        ({"correlationGuid": "7e9a1c1e", "guid": "8f"}, "7e9a1c1e"),
        ({"guid": "7e9a1c1e"}, "7e9a1c1e"),
    ],
    ids=repr,
)
def test_identity_is_the_fingerprint(members: dict[str, Any], expected: str):
    assert ids(located("a.py", **members)) == [expected]


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"fingerprints": {}},
        {"fingerprints": {"matchBasedId/v1": "requires login"}},
        {"fingerprints": {"id": "-"}, "partialFingerprints": 5},
        {"guid": "00000000-0000-0000-0000-000000000000"},
    ],
    ids=repr,
)
def test_result_without_a_fingerprint_is_identified_by_its_digest(members: dict[str, Any]):
    (first,) = ids(located("a.py", 1, **members))
    (same,) = ids(located("a.py", 1, **members))
    (moved,) = ids(located("a.py", 2, **members))
    assert len(first) == 64
    assert first == same != moved


def test_equal_lines_of_a_file_are_numbered():
    result = located("a.py", partialFingerprints={"c": "3"})
    assert ids(result, located("a.py", 9, partialFingerprints={"c": "3"})) == ["R1|a.py|c:3", "R1|a.py|c:3#2"]


def test_fingerprint_of_different_findings_does_not_identify():
    first, second = ids(located("a.py", fingerprints={"a": "1"}), located("b.py", fingerprints={"a": "1"}))
    assert {len(first), len(second)} == {64}
    assert first != second


def test_time_is_the_first_detection_or_the_run_or_when_it_is_read():
    result = {**RESULT, "provenance": {"firstDetectionTimeUtc": "2026-01-02T03:04:05Z"}}
    invocations = [{"startTimeUtc": "2026-02-02T03:04:05Z"}]
    assert adapted(result, invocations=invocations)["detected_at"] == "2026-01-02T03:04:05.000000Z"
    assert adapted(RESULT, invocations=invocations)["detected_at"] == "2026-02-02T03:04:05.000000Z"
    (row,) = rows(log(RESULT))
    read_at = datetime(2026, 3, 1, 11, tzinfo=UTC)
    assert adapt("sarif", row, read_at=read_at)["detected_at"] == "2026-03-01T11:00:00.000000Z"


@pytest.mark.parametrize(
    ("rule", "message", "title"),
    [
        ({"shortDescription": {"text": "Short\ntext"}, "name": "Name"}, "M", "Short text"),
        ({"shortDescription": {"text": " "}, "name": "Name"}, "M", "Name"),
        ({}, "M", "M"),
        ({}, "  ", "R1"),
    ],
    ids=repr,
)
def test_title_is_that_of_the_rule_or_the_message(rule: dict[str, Any], message: str, title: str):
    tool = {"driver": {"name": "X", "rules": [{"id": "R1", **rule}]}}
    assert adapted({**RESULT, "message": {"text": message}}, tool=tool)["title"] == title


def test_every_run_is_read():
    content = {**LOG, "runs": [*LOG["runs"], *log(RESULT)["runs"]]}
    assert [body["source"] for body in alerts(json.dumps(content))] == ["example-scan"] * 6


@pytest.mark.parametrize("runs", [[], [{"tool": {"driver": {"name": "X"}}}], [{"tool": {}, "results": []}]])
def test_log_without_results_is_no_error(runs: list[Any]):
    assert outcomes(json.dumps({"version": "2.1.0", "runs": runs})) == []


def test_pointers_lead_into_the_log():
    document = log(
        RESULT,
        5,
        {**RESULT, "message": {"text": "a\x00b"}},
        {**RESULT, "properties": {"x": ["\ud800"]}},
        {"ruleId": "R2", "message": {"text": "M"}},
    )
    document["runs"][0]["tool"]["driver"]["rules"].append({"id": "R2", "help": {"text": "\x00"}})
    document["runs"] += [7, {"tool": {}, "results": {}}]
    read = outcomes(json.dumps(document), "sarif")
    assert [outcome.pointer for outcome in read if isinstance(outcome, Rejected)] == [
        "/runs/0/results/1",
        "/runs/0/results/2/message/text",
        "/runs/0/results/3/properties/x/0",
        "/runs/0/tool/driver/rules/1/help/text",
        "/runs/1",
        "/runs/2",
    ]


def test_result_that_is_too_large_is_rejected():
    (row,) = rows(log({**RESULT, "codeFlows": ["x" * 300_000]}))
    pointer, reason = rejection("sarif", row)
    assert pointer == "/runs/0/results/0/codeFlows/0"
    assert "the limit is 262,144" in reason


@pytest.mark.parametrize(
    ("rule", "message", "title", "description"),
    [
        ({"shortDescription": {"text": "Weak hash"}}, "Uses MD5.", "Weak hash", "Uses MD5."),
        ({"shortDescription": {"text": "Weak hash"}}, "Weak  hash ", "Weak hash", ""),
        ({}, "Uses MD5.", "Uses MD5.", ""),
        ({"fullDescription": {"text": "Use SHA-256."}}, "Uses MD5.", "Uses MD5.", "Use SHA-256."),
        ({"fullDescription": {"text": "Uses MD5."}}, "Uses MD5.", "Uses MD5.", ""),
        ({"help": {"text": "Use SHA-256."}}, "Uses MD5.", "Uses MD5.", "Use SHA-256."),
        ({"help": {"markdown": "Use **SHA-256**."}}, "Uses MD5.", "Uses MD5.", "Use **SHA-256**."),
        ({"name": "R", "help": {"text": "Use SHA-256."}}, "Uses MD5.", "R", "Uses MD5."),
        ({}, "x" * 600, "x" * 500, "x" * 600),
    ],
)
def test_description_does_not_repeat_the_title(rule: dict[str, Any], message: str, title: str, description: str):
    body = adapted_with_rule(rule, message)
    assert (body["title"], body["description"]) == (title, description)


@pytest.mark.parametrize(
    ("state", "activity"),
    [("new", "create"), ("unchanged", "create"), ("updated", "update"), ("absent", "close"), (None, "create")],
)
def test_baseline_state_is_the_activity(state: str | None, activity: str):
    body = adapted({**RESULT, "guid": "70b1a2e4-4d6c-4a0e-9a57-0c6f5d8ab1f1", "baselineState": state})
    assert body.get("activity", "create") == activity


@pytest.mark.parametrize("version", ["1.0.0", "2.0.0", "2.0.0-csd.2.beta.2019-01-24"])
def test_log_of_an_old_version_is_rejected_once_for_each_run(version: str):
    run = {"tool": {"name": "Compiler"}, "results": [{"ruleId": "C1", "message": "Old"}] * 3}
    read = outcomes(json.dumps({"version": version, "runs": [run, run]}), "sarif")
    rejected = [outcome for outcome in read if isinstance(outcome, Rejected)]
    assert [outcome.pointer for outcome in rejected] == ["/runs/0", "/runs/1"]
    assert all(outcome.reason.startswith(f"the log is SARIF {version[:20]}: write it as") for outcome in rejected)


def test_log_of_this_version_may_leave_the_driver_out():
    log_without_driver = {"version": "2.1.0", "runs": [{"tool": {}, "results": [RESULT]}]}
    assert [body["source"] for body in alerts(json.dumps(log_without_driver), "sarif")] == ["sarif"]
