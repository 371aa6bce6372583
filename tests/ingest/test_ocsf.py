"""OCSF findings of every class and schema version: which are alerts, and what their fields become."""

from typing import Any

import pytest

from handlers.ingest.reading import SkippedRow
from tests.ingest.reports import (
    SAMPLES,
    adapt,
    outcomes,
    rejection,
    sample_alerts,
    sample_rows,
    skipped,
)

SECURITY, VULNERABILITY, PASSED, FAILED, DETECTION, INCIDENT, DATA, POSTURE, NETWORK = sample_rows("ocsf.ndjson")
FINDINGS = [SECURITY, VULNERABILITY, FAILED, DETECTION, INCIDENT, DATA, POSTURE]
PROVIDED = {"uid": "0001", "title": "Bucket is public", "desc": "Anyone can read it."}


def minimal(class_uid: int = 2004, **members: Any) -> dict[str, Any]:
    metadata = {"product": {"name": "Example"}, "version": "1.3.0"}
    return {"class_uid": class_uid, "metadata": metadata, "time": 1772362800123, **members}


def test_only_findings_are_reported():
    read = outcomes((SAMPLES / "ocsf.ndjson").read_bytes(), "ocsf")
    assert [outcome.kind for outcome in read if isinstance(outcome, SkippedRow)] == ["pass", "Network Activity"]
    assert len(sample_alerts("ocsf.ndjson")) == len(FINDINGS)


@pytest.mark.parametrize("class_uid", range(2001, 2008))
@pytest.mark.parametrize("shape", ["finding_info", "finding", "finding_info_list"])
@pytest.mark.parametrize("version", ["1.0.0-rc.2", "1.0.0", "1.1.0", "1.2.0", "1.3.0", "1.4.0", "1.5.0"])
def test_every_class_is_read_in_every_shape(class_uid: int, shape: str, version: str):
    finding = [PROVIDED] if shape == "finding_info_list" else PROVIDED
    body = adapt(
        "ocsf", minimal(class_uid, metadata={"product": {"name": "X"}, "version": version}, **{shape: finding})
    )
    assert (body["title"], body["description"]) == (PROVIDED["title"], PROVIDED["desc"])
    assert body["source_alert_id"] == ("incident/0001" if class_uid == 2005 else "0001")


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"class_uid": 4001, "class_name": "Network Activity"}, "Network Activity"),
        ({"class_uid": 1007}, "class 1007"),
        ({"class_uid": 0}, "class 0"),
        ({"class_uid": 3002.0}, "class 3002"),
        ({"class_uid": None, "category_uid": 6}, "class 6"),
        ({"class_uid": None, "type_uid": 400101}, "class 4001"),
    ],
)
def test_events_of_other_categories_are_skipped_by_class(members: dict[str, Any], kind: str):
    assert skipped("ocsf", {**minimal(), **members}) == kind


@pytest.mark.parametrize(
    "members",
    [
        {"class_uid": 102001},
        {"class_uid": "2001"},
        {"class_uid": 2001.0},
        {"class_uid": None, "category_uid": 2},
        {"class_uid": None, "type_uid": 200401},
    ],
    ids=repr,
)
def test_findings_are_known_by_class_category_or_type(members: dict[str, Any]):
    assert adapt("ocsf", {**minimal(finding_info=PROVIDED), **members})["title"] == "Bucket is public"


@pytest.mark.parametrize(
    "passed",
    [
        {"status_code": "PASS"},
        {"status_code": "passed"},
        {"status": "Pass"},
        {"compliance": {"status": "PASSED"}},
        {"compliance": {"status_code": "PASS"}},
        {"compliance": {"status_id": 1}},
        {"compliance": {"status_id": 1.0}},
    ],
    ids=repr,
)
def test_passed_checks_are_skipped_unless_included(passed: dict[str, Any]):
    row = minimal(2003, finding_info=PROVIDED, severity_id=4, **passed)
    assert skipped("ocsf", row) == "pass"
    assert adapt("ocsf", row, "pass")["severity"] == "informational"


@pytest.mark.parametrize(
    "failed",
    [{"status_code": "FAIL"}, {"status_code": "MANUAL"}, {"compliance": {"status_id": 3}}, {"status_id": 1}],
    ids=repr,
)
def test_other_results_are_reported(failed: dict[str, Any]):
    assert adapt("ocsf", minimal(2003, finding_info=PROVIDED, severity_id=4, **failed))["severity"] == "high"


@pytest.mark.parametrize(
    ("number", "word", "severity"),
    [
        (0, "High", "informational"),
        (1, None, "informational"),
        (2, "Critical", "low"),
        (3, None, "medium"),
        (4, "Low", "high"),
        (4.0, None, "high"),
        ("4", None, "high"),
        (5, None, "critical"),
        (6, None, "critical"),
        (None, "Fatal", "critical"),
        (None, " critical ", "critical"),
        (None, "Moderate", "informational"),
        (None, None, "informational"),
        (99, "High", "high"),
        (99, "Severe", "informational"),
        (7, "medium", "medium"),
        (4.5, "medium", "medium"),
        (True, "medium", "medium"),
        ([4], "medium", "medium"),
    ],
)
def test_severity_id_decides_and_the_word_only_without_it(number: object, word: object, severity: str):
    assert adapt("ocsf", minimal(severity_id=number, severity=word))["severity"] == severity


def test_descriptions_are_joined_each_once():
    row = minimal(
        finding_info={"title": "A", "desc": "B"},
        desc="C",
        message="B",
        status_detail="D",
        compliance={"status_detail": "E"},
    )
    assert adapt("ocsf", row)["description"] == "B\n\nC\n\nD\n\nE"


@pytest.mark.parametrize(
    ("members", "title"),
    [
        ({"finding_info": {"title": "  A\n title "}}, "A title"),
        ({"finding_info": {"title": " "}, "metadata": {"event_code": "rule-1"}, "message": "text"}, "rule-1"),
        ({"finding_info": {}, "message": "text"}, "text"),
        ({"desc": "text"}, "text"),
        ({"class_name": "Detection Finding"}, "Detection Finding"),
        ({}, "example alert"),
    ],
)
def test_title_falls_back_to_the_rule_and_then_to_other_texts(members: dict[str, Any], title: str):
    row = minimal(**members)
    row["metadata"].setdefault("product", {"name": "Example"})
    assert adapt("ocsf", row)["title"] == title


@pytest.mark.parametrize(
    ("members", "rule"),
    [
        ({"finding_info": {"analytic": {"uid": "R-1", "name": "N"}}, "metadata": {"event_code": "E"}}, "R-1"),
        ({"finding_info": {"analytic": {"name": "N"}}}, "N"),
        ({"analytic": {"uid": "R-2"}}, "R-2"),
        ({"metadata": {"event_code": "E"}}, "E"),
        ({"rule": {"uid": "R-3"}}, "R-3"),
        ({"compliance": {"control": "IAM.5"}}, "IAM.5"),
        ({"vulnerabilities": [{"cve": {"uid": "CVE-2026-1"}}]}, "CVE-2026-1"),
        ({"vulnerabilities": [{"advisory": {"uid": "GHSA-1"}}]}, "GHSA-1"),
        ({"finding_info": {"types": ["TTPs/Discovery/Recon:EC2-Portscan"]}}, "Recon:EC2-Portscan"),
        ({}, None),
    ],
    ids=repr,
)
def test_rule_is_found(members: dict[str, Any], rule: str | None):
    assert adapt("ocsf", minimal(**members))["rule_id"] == rule


@pytest.mark.parametrize(
    ("product", "source"),
    [
        ({"name": "Security Hub", "vendor_name": "AWS"}, "security-hub"),
        ({"uid": "prowler"}, "prowler"),
        ({"vendor_name": "Example, Inc."}, "example-inc"),
        ("Prowler", "prowler"),
        ({"name": "安全"}, "ocsf"),
        (None, "ocsf"),
        ({"name": "x" * 100}, "x" * 64),
    ],
)
def test_source_is_the_product(product: object, source: str):
    assert adapt("ocsf", minimal(metadata={"product": product}))["source"] == source


@pytest.mark.parametrize(
    ("times", "utc"),
    [
        ({"time": 1772362800}, "2026-03-01T11:00:00.000000Z"),
        ({"time": 1772362800123}, "2026-03-01T11:00:00.123000Z"),
        ({"time": 1772362800123456}, "2026-03-01T11:00:00.123456Z"),
        ({"time": 1772362800123456789}, "2026-03-01T11:00:00.123456Z"),
        ({"time": "1772362800123"}, "2026-03-01T11:00:00.123000Z"),
        ({"time_dt": "2026-03-01T12:00:00.5+01:00", "time": 1}, "2026-03-01T11:00:00.500000Z"),
        ({"time": 0, "finding_info": {"created_time": 1772362800}}, "2026-03-01T11:00:00.000000Z"),
        ({"time": None, "event_time": "2026-03-01T11:00:00"}, "2026-03-01T11:00:00.000000Z"),
        ({"time": None, "metadata": {"logged_time": 1772362800000}}, "2026-03-01T11:00:00.000000Z"),
    ],
    ids=repr,
)
def test_time_is_read_in_any_unit(times: dict[str, Any], utc: str):
    assert adapt("ocsf", minimal(**times))["detected_at"] == utc


def test_epoch_prevails_over_a_local_time_without_offset():
    row = minimal(time=1739539623, time_dt="2025-02-14T14:27:03.913874")
    assert adapt("ocsf", row)["detected_at"] == "2025-02-14T13:27:03.000000Z"
    alone = {**row, "time": None}
    assert adapt("ocsf", alone)["detected_at"] == "2025-02-14T14:27:03.913874Z"


@pytest.mark.parametrize(
    ("row", "pointer"),
    [
        ({"metadata": {}}, ""),
        ({"metadata": {}, "class_uid": "x"}, "/class_uid"),
        (minimal(time="soon"), "/time"),
        (minimal(time=None, finding_info={"created_time": []}), "/finding_info/created_time"),
        (minimal(time=None), ""),
    ],
)
def test_row_that_cannot_be_read_is_rejected(row: dict[str, Any], pointer: str):
    assert rejection("ocsf", row)[0] == pointer


def test_network_activity_is_skipped():
    assert skipped("ocsf", NETWORK) == "Network Activity"
    assert skipped("ocsf", PASSED) == "pass"
