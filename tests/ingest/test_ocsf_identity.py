"""The identity of OCSF findings, and reports of updates and closures."""

import json

import pytest

from handlers.ingest.alerts.alert import Options
from tests.ingest.reports import adapt, alerts, sample_rows
from tests.ingest.test_ocsf import PROVIDED, minimal

_, _, _, _, DETECTION, INCIDENT, *_ = sample_rows("ocsf.ndjson")


@pytest.mark.parametrize(("number", "activity"), [(1, None), (2, "update"), (3, "close"), (3.0, "close"), (99, None)])
def test_updates_and_closures_are_reports_of_the_same_alert(number: object, activity: str | None):
    created = adapt("ocsf", minimal(finding_info=PROVIDED, activity_id=1))
    later = adapt("ocsf", minimal(finding_info={**PROVIDED, "title": "B"}, activity_id=number, time=1772363900123))
    assert later.get("activity") == activity
    assert later["source_alert_id"] == created["source_alert_id"]


@pytest.mark.parametrize(
    "uid",
    ["", "-", "N/A", "<finding_uid>", "{uid}", "${UID}", "00000000-0000-0000-0000-000000000000", "xxxx", None, []],
)
def test_placeholder_does_not_identify(uid: object):
    first = adapt("ocsf", minimal(finding_info={"uid": uid, "title": "A"}, activity_id=3))
    second = adapt("ocsf", minimal(finding_info={"uid": uid, "title": "B"}, activity_id=3))
    assert len({first["source_alert_id"], second["source_alert_id"]}) == 2
    assert "activity" not in first


def test_long_uid_is_represented_by_its_digest():
    uids = ["x" * 600 + end for end in "ab"]
    ids = {adapt("ocsf", minimal(finding_info={"uid": uid}))["source_alert_id"] for uid in uids}
    assert {len(alert_id) for alert_id in ids} == {64}
    assert len(ids) == 2


def rows_with_uid(*findings: tuple[str, str, str]) -> str:
    """Return lines of findings that share a uid, by title, rule and resource."""
    return "".join(
        json.dumps(
            minimal(
                finding_info={"uid": "finding-1", "title": title},
                rule={"uid": rule},
                resources=[{"uid": resource}],
                activity_id=1,
            )
        )
        + "\n"
        for title, rule, resource in findings
    )


def ids(content: str) -> list[str]:
    return [body["source_alert_id"] for body in alerts(content, "ocsf")]


@pytest.mark.parametrize(
    "findings",
    [
        [("A", "R1", "bucket"), ("B", "R2", "bucket")],
        [("A", "R1", "bucket-1"), ("A", "R1", "bucket-2")],
        [("A", "R1", "-"), ("B", "R1", "-")],
    ],
    ids=["other rule", "other resource", "other text"],
)
def test_uid_of_different_findings_does_not_identify(findings: list[tuple[str, str, str]]):
    assert len(set(ids(rows_with_uid(*findings)))) == 2
    assert "finding-1" not in ids(rows_with_uid(*findings))


def test_uid_of_the_same_finding_identifies():
    assert ids(rows_with_uid(("A", "R1", "bucket"), ("A", "R1", "bucket"))) == ["finding-1", "finding-1"]


def test_update_with_another_title_does_not_make_a_uid_ambiguous():
    created = json.loads(rows_with_uid(("A", "R1", "bucket")))
    updated = {**created, "activity_id": 2, "finding_info": {"uid": "finding-1", "title": "B"}}
    assert ids(f"{json.dumps(created)}\n{json.dumps(updated)}\n") == ["finding-1", "finding-1"]


def test_uid_that_the_file_repeats_is_known_to_the_adapter():
    row = minimal(finding_info=PROVIDED)
    options = Options(repeated_ids=frozenset({"0001"}))
    assert options.identifying("0001") == ""
    assert adapt("ocsf", row, repeated_ids=frozenset({"0001"}))["source_alert_id"] != "0001"


def test_incident_is_not_one_of_its_findings():
    assert adapt("ocsf", INCIDENT)["source_alert_id"] == "incident/det-0001"
    assert adapt("ocsf", DETECTION)["source_alert_id"] == "det-0001"
