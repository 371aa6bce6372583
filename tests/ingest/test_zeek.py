"""Zeek notices as JSON and as tab-separated values: what is a notice, and what its fields become."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from handlers.ingest.reading import Rejected, SkippedRow
from tests.ingest.reports import (
    SAMPLES,
    adapt,
    alerts,
    assets,
    evidence,
    outcomes,
    rejection,
    sample_alerts,
    sample_rows,
)

CERTIFICATE, SCAN, GUESSING = sample_rows("zeek-notice.json")
TSV = (SAMPLES / "zeek-notice.log").read_text()


def log(fields: str, types: str, *rows: str) -> str:
    header = ("#separator \\x09", "#set_separator\t,", "#empty_field\t(empty)", "#unset_field\t-", "#path\tnotice")
    return "\n".join([*header, f"#fields\t{fields}", f"#types\t{types}", *rows, "#close\t2026-03-01"]) + "\n"


def test_notice_is_converted_field_by_field():
    body = adapt("zeek", CERTIFICATE)
    names = ("source", "title", "description", "severity", "rule_id", "detected_at")
    assert {name: body[name] for name in names} == {
        "source": "zeek",
        "title": "SSL certificate validation failed with (self signed certificate)",
        "description": "CN=www.example.com,O=Example\\, Inc",
        "severity": "low",
        "rule_id": "SSL::Invalid_Server_Cert",
        "detected_at": "2026-03-01T11:00:00.123456Z",
    }
    assert assets(body) == {("ip_address", "source", "192.0.2.10"), ("ip_address", "destination", "198.51.100.20")}
    assert evidence(body, "network_flow") == ["tcp 192.0.2.10:39611 -> 198.51.100.20:443"]
    assert evidence(body, "file") == ["198.51.100.20:443/tcp, application/x-x509-user-cert, FGP2jt4dhD3bYZ923k"]
    assert evidence(body, "log") == ["CN=www.example.com,O=Example\\, Inc", "actions: Notice::ACTION_LOG"]


def test_notice_without_a_connection_is_about_its_source():
    body = adapt("zeek", SCAN)
    assert assets(body) == {("ip_address", "source", "203.0.113.9"), ("ip_address", "destination", "192.0.2.13")}
    assert evidence(body, "network_flow") == ["203.0.113.9 -> 192.0.2.13"]
    assert "action: blocked" in evidence(body, "log")
    guessing = adapt("zeek", GUESSING)
    assert {"count: 30", "sensor: worker-1"} <= set(evidence(guessing, "log"))


def test_endpoints_are_read_flat_and_nested():
    flat = {name: value for name, value in CERTIFICATE.items() if not name.startswith("id.")}
    nested = {"id": {"orig_h": "192.0.2.10", "orig_p": 39611, "resp_h": "198.51.100.20", "resp_p": 443}}
    assert assets(adapt("zeek", {**flat, **nested})) == assets(adapt("zeek", CERTIFICATE))


@pytest.mark.parametrize(
    ("members", "severity"),
    [
        ({"actions": ["Notice::ACTION_LOG"]}, "low"),
        ({"actions": []}, "low"),
        ({"actions": None}, "low"),
        ({"actions": ["Notice::ACTION_EMAIL", "Notice::ACTION_LOG"]}, "medium"),
        ({"actions": ["Notice::ACTION_ALARM"]}, "medium"),
        ({"actions": ["Notice::ACTION_PAGE"]}, "high"),
        ({"actions": "Notice::ACTION_DROP"}, "high"),
        ({"dropped": True}, "high"),
        ({"dropped": "yes"}, "low"),
    ],
    ids=repr,
)
def test_severity_follows_from_the_actions(members: dict[str, Any], severity: str):
    assert adapt("zeek", {**CERTIFICATE, **members})["severity"] == severity


def test_blank_message_falls_back_to_the_notice():
    assert adapt("zeek", {**CERTIFICATE, "msg": "\t"})["title"] == "SSL::Invalid_Server_Cert"


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"ts": 1772362800.1, "uid": "C1", "id.orig_h": "192.0.2.1"}, "other log"),
        ({"_path": "conn", "ts": 1772362800.1}, "conn"),
        ({"_path": "weird", "ts": 1772362800.1, "note": "x"}, "weird"),
    ],
    ids=repr,
)
def test_other_logs_are_skipped(row: dict[str, Any], kind: str):
    (outcome,) = outcomes(json.dumps(row), "zeek")
    assert outcome == SkippedRow(1, kind)


@pytest.mark.parametrize(
    ("row", "pointer"),
    [
        ({**CERTIFICATE, "note": 7.5e300, "ts": None}, ""),
        ({**CERTIFICATE, "note": ""}, "/note"),
        ({**CERTIFICATE, "note": []}, "/note"),
        ({"_path": "notice", "ts": 1772362800}, ""),
        ({**CERTIFICATE, "ts": "XXXXXXXXXX.XXXXXX"}, "/ts"),
    ],
)
def test_row_that_cannot_be_read_is_rejected(row: dict[str, Any], pointer: str):
    assert rejection("zeek", row)[0] == pointer


@pytest.mark.parametrize("ts", [1772362800.123456, "1772362800.123456", "2026-03-01T11:00:00.123456Z"])
def test_time_is_read_as_number_and_as_iso(ts: object):
    assert adapt("zeek", {**CERTIFICATE, "ts": ts})["detected_at"] == "2026-03-01T11:00:00.123456Z"


def test_notice_before_the_first_packet_has_the_time_of_reading():
    read_at = datetime(2026, 3, 1, 11, tzinfo=UTC)
    for ts in (0, 0.0, "0.000000"):
        assert adapt("zeek", {**CERTIFICATE, "ts": ts}, read_at=read_at)["detected_at"] == "2026-03-01T11:00:00.000000Z"


def test_joined_logs_are_read_with_the_header_of_each():
    first, second, third = sample_alerts("zeek-notice.log")
    assert first["title"] == CERTIFICATE["msg"]
    assert first["description"] == CERTIFICATE["sub"]
    assert assets(first) == assets(adapt("zeek", CERTIFICATE))
    assert (second["severity"], second["detected_at"]) == ("high", "2026-03-01T11:00:01.500000Z")
    assert third["title"] == "Käse with a tab, a byte \\xff and a -"
    assert third["raw"]["email_dest"] == ["soc@example.com", "boss,deputy@example.com"]
    assert third["raw"]["sub"] == ""


def test_values_are_typed_as_in_the_json_of_zeek():
    (raw,) = (body["raw"] for body in alerts(TSV.partition("1772362801")[0], "zeek"))
    expected = {name: value for name, value in CERTIFICATE.items() if not name.startswith("file_")}
    assert raw == {"_path": "notice", **expected}


def test_unset_values_are_left_out_and_sets_may_have_them():
    fields, types = "ts\tnote\tmsg\tactions\tdropped\tn", "time\tenum\tstring\tset[enum]\tbool\tcount"
    (body,) = alerts(log(fields, types, "1772362800.000000\tA::B\t-\tX,-\tF\t-"), "zeek")
    assert body["raw"] == {
        "_path": "notice",
        "ts": 1772362800.0,
        "note": "A::B",
        "actions": ["X", None],
        "dropped": False,
    }


def test_row_with_other_columns_than_its_header_is_rejected():
    content = log("ts\tnote", "time\tenum", "1772362800.0\tA", "1772362801.0", "1772362802.0\tB\tC", "1772362803.0\tD")
    read = outcomes(content, "zeek")
    assert [outcome.number for outcome in read] == [8, 9, 10, 11]
    assert [outcome.reason for outcome in read if isinstance(outcome, Rejected)] == [
        "the row has 1 columns, and its header 2",
        "the row has 3 columns, and its header 2",
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_log_with_other_separators_is_read(line_end: str):
    lines = [
        "#separator \\x7c",
        "#set_separator|;",
        "#unset_field|~",
        "#fields|ts|note|actions",
        "#types|time|enum|set[enum]",
    ]
    content = line_end.join([*lines, "1772362800.0|A::B|X;Y", "1772362800.0|C::D|~", ""])
    first, second = alerts(content, "zeek")
    assert first["raw"]["actions"] == ["X", "Y"]
    assert "actions" not in second["raw"]


def test_log_without_types_is_read_as_text():
    content = "#fields\tts\tnote\tp\n1772362800.0\tA::B\t22\n"
    (body,) = alerts(content, "zeek")
    assert body["raw"] == {"ts": "1772362800.0", "note": "A::B", "p": "22"}


def test_comments_may_precede_the_header():
    assert len(alerts("### BTest baseline data\n" + TSV)) == 3


def test_log_without_rows_is_no_error():
    assert outcomes(log("ts\tnote", "time\tenum")) == []
