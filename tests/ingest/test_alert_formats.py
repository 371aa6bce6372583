"""Conversion of Suricata EVE and OCSF rows to alerts, field by field."""

import json
from pathlib import Path

import pytest

from handlers.ingest.client import read_rows
from handlers.ingest.formats import InvalidDocumentError, ocsf, suricata
from handlers.runtime import canonical

EVE = {
    "timestamp": "2015-03-29T11:01:38.221126-0600",
    "flow_id": 1959620435402694,
    "event_type": "alert",
    "src_ip": "222.186.56.46",
    "dest_ip": "192.168.0.2",
    "http": {"hostname": "ui.example.test"},
    "alert": {
        "gid": 1,
        "signature_id": 2001219,
        "signature": "SCAN Potential SSH Scan",
        "category": "Attempted Information Leak",
        "severity": 2,
    },
}
FINDING = {
    "message": "Access analyzer is not enabled.",
    "metadata": {"event_code": "accessanalyzer_enabled", "product": {"name": "Prowler"}},
    "severity": "Low",
    "severity_id": 2,
    "status_code": "PASS",
    "finding_info": {"title": "Check access analyzer", "desc": "Is it enabled?"},
    "resources": [{"uid": "arn:aws:iam::1:analyzer", "name": "analyzer"}],
    "time": 1739539623,
}


def test_eve_row_is_converted():
    alert = suricata(EVE)
    assert alert["title"] == "SCAN Potential SSH Scan"
    assert alert["severity"] == "medium"
    assert alert["detected_at"] == "2015-03-29T17:01:38.221126Z"
    assert {"type": "ip_address", "value": "222.186.56.46"} in alert["assets"]
    assert {"type": "ip_address", "value": "192.168.0.2"} in alert["assets"]
    assert {"type": "hostname", "value": "ui.example.test"} in alert["assets"]
    assert alert["rule_id"] == "1:2001219"
    assert alert["raw"] == EVE


@pytest.mark.parametrize(
    ("number", "severity"), [(1, "high"), (2, "medium"), (3, "low"), (4, "informational"), ("1", "informational")]
)
def test_eve_severity_is_mapped(number: object, severity: str):
    assert suricata({**EVE, "alert": {"severity": number}})["severity"] == severity


@pytest.mark.parametrize(
    ("timestamp", "utc"),
    [
        ("2019-01-02T03:50:11.315110", "2019-01-02T03:50:11.315110Z"),
        ("2019-01-02T03:50:11+0200", "2019-01-02T01:50:11.000000Z"),
        ("2019-01-02T03:50:11.123456789Z", "2019-01-02T03:50:11.123456Z"),
    ],
)
def test_time_is_converted_to_utc(timestamp: str, utc: str):
    assert suricata({**EVE, "timestamp": timestamp})["detected_at"] == utc


@pytest.mark.parametrize("timestamp", [None, "yesterday", 5])
def test_row_without_a_valid_time_is_rejected(timestamp: object):
    with pytest.raises(InvalidDocumentError, match="timestamp"):
        suricata({**EVE, "timestamp": timestamp})


def test_id_is_the_digest_of_the_canonical_document():
    shuffled = dict(reversed(EVE.items()))
    assert suricata(EVE)["source_alert_id"] == suricata(shuffled)["source_alert_id"] == canonical.digest(EVE).hex()


def test_integers_beyond_double_precision_have_different_ids():
    first, second = ({**EVE, "flow_id": 2**60 + step} for step in (0, 1))
    assert suricata(first)["source_alert_id"] != suricata(second)["source_alert_id"]


def test_ocsf_finding_is_converted():
    alert = ocsf(FINDING)
    assert (alert["source"], alert["title"], alert["severity"]) == ("prowler", "Check access analyzer", "low")
    assert alert["detected_at"] == "2025-02-14T13:27:03.000000Z"
    assert alert["assets"] == [{"type": "cloud_resource", "value": "arn:aws:iam::1:analyzer"}]
    assert alert["rule_id"] == "accessanalyzer_enabled"
    assert alert["raw"] == FINDING


@pytest.mark.parametrize(
    ("times", "utc"),
    [
        ({"time": 1739539623000}, "2025-02-14T13:27:03.000000Z"),
        ({"time": 1739539623}, "2025-02-14T13:27:03.000000Z"),
        ({"time": 1739539623000, "time_dt": "2024-01-01T00:00:00"}, "2024-01-01T00:00:00.000000Z"),
    ],
)
def test_ocsf_time_is_milliseconds_unless_only_seconds_are_plausible(times: dict, utc: str):
    assert ocsf({**FINDING, "time": None, **times})["detected_at"] == utc


@pytest.mark.parametrize(
    ("name", "severity"),
    [("Fatal", "critical"), ("Critical", "critical"), ("Unknown", "informational"), ("Other", "informational")],
)
def test_ocsf_severity_is_mapped_by_name(name: str, severity: str):
    assert ocsf({**FINDING, "severity": name})["severity"] == severity


def test_ocsf_severity_is_mapped_by_number_if_the_name_is_missing():
    assert ocsf({**FINDING, "severity": None, "severity_id": 6})["severity"] == "critical"


def test_rows_are_read_from_lines_arrays_and_single_documents(tmp_path: Path):
    lines, array, single = tmp_path / "lines", tmp_path / "array", tmp_path / "single"
    lines.write_text('{"a": 1}\n\n{"a": \n{"a": 3}\n')
    array.write_text(json.dumps([{"a": 1}, {"a": 2}]))
    single.write_text('{\n  "a": 1\n}\n')
    assert [(n, r if isinstance(r, dict) else type(r)) for n, r in read_rows(lines)] == [
        (1, {"a": 1}),
        (3, json.JSONDecodeError),
        (4, {"a": 3}),
    ]
    assert list(read_rows(array)) == [(1, {"a": 1}), (2, {"a": 2})]
    assert list(read_rows(single)) == [(1, {"a": 1})]
