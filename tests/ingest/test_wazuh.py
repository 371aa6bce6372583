"""Wazuh alerts: what their fields become."""

import json
from typing import Any

import pytest

from tests.ingest.reports import adapt, alerts, assets, evidence, rejection, sample_rows, skipped

SSH, FILE, PROCESS, WEB = sample_rows("wazuh-alerts.json")


def with_event_data(**members: Any) -> dict[str, Any]:
    return {**PROCESS, "data": {"win": {"eventdata": members}}}


def test_alert_is_converted_field_by_field():
    body = adapt("wazuh", SSH)
    names = ("source", "source_alert_id", "title", "description", "severity", "rule_id", "detected_at")
    assert {name: body[name] for name in names} == {
        "source": "wazuh",
        "source_alert_id": "wazuh.example.com/1772362800.123456",
        "title": SSH["rule"]["description"],
        "description": SSH["full_log"],
        "severity": "medium",
        "rule_id": "5763",
        "detected_at": "2026-03-01T11:00:00.123000Z",
    }
    assert assets(body) == {
        ("hostname", "target", "web01"),
        ("ip_address", "target", "192.0.2.14"),
        ("ip_address", "source", "203.0.113.7"),
        ("user", "target", "root"),
    }
    assert evidence(body, "network_flow") == ["203.0.113.7:40312"]
    assert evidence(body, "log") == [SSH["full_log"], "MITRE ATT&CK: T1110", "location: /var/log/auth.log"]


def test_changed_file_is_kept_with_its_digests():
    body = adapt("wazuh", FILE)
    assert ("file", "target", "/etc/passwd") in assets(body)
    assert ("ip_address", "target", "2001:db8::15") in assets(body)
    (file,) = evidence(body, "file")
    assert file.startswith("/etc/passwd, modified, md5 d41d8cd98f00b204e9800998ecf8427e, sha256 e3b0c442")


@pytest.mark.parametrize("capitalize", [False, True])
def test_windows_event_is_kept(*, capitalize: bool):
    names = {
        "commandLine": "cmd /c dir",
        "parentImage": "p.exe",
        "image": "i.exe",
        "user": "bob",
        "queryName": "a.test",
    }
    data = {name[:1].upper() + name[1:] if capitalize else name: value for name, value in names.items()}
    row = with_event_data(**data)
    body = adapt("wazuh", row)
    assert evidence(body, "process") == ["cmd /c dir", "parent process: p.exe"]
    assert evidence(body, "dns_query") == ["a.test"]
    assert {("process", "actor", "i.exe"), ("user", "actor", "bob")} <= assets(body)
    assert body["raw"] == row


def test_placeholder_address_is_no_asset():
    assert {kind for kind, _, value in assets(adapt("wazuh", PROCESS)) if value == "-"} == set()


@pytest.mark.parametrize(
    ("data", "flow", "roles"),
    [
        (
            {"srcip": "192.0.2.1", "srcport": "1", "dstip": "2001:db8::2", "dstport": 2},
            "192.0.2.1:1 -> [2001:db8::2]:2",
            {("ip_address", "source", "192.0.2.1"), ("ip_address", "destination", "2001:db8::2")},
        ),
        (
            {"src_ip": "192.0.2.1", "src_port": 1, "dest_ip": "192.0.2.2", "dest_port": 2},
            "192.0.2.1:1 -> 192.0.2.2:2",
            {("ip_address", "source", "192.0.2.1"), ("ip_address", "destination", "192.0.2.2")},
        ),
        (
            {"win": {"eventdata": {"destinationIp": "198.51.100.4", "destinationPort": "80"}}},
            "198.51.100.4:80",
            {("ip_address", "destination", "198.51.100.4")},
        ),
    ],
    ids=["decoder", "EVE", "Sysmon"],
)
def test_connection_keeps_its_direction(data: dict[str, Any], flow: str, roles: set[tuple[str, str, str]]):
    body = adapt("wazuh", {**SSH, "data": data})
    assert evidence(body, "network_flow") == [flow]
    assert roles <= assets(body)


def test_request_and_action_are_kept():
    body = adapt("wazuh", {**WEB, "data": {**WEB["data"], "action": "blocked"}})
    assert evidence(body, "http_request") == ["GET /admin.php"]
    assert "action: blocked" in evidence(body, "log")


@pytest.mark.parametrize(
    ("level", "severity"),
    [
        (0, "informational"),
        (2, "informational"),
        (3, "low"),
        (6.0, "low"),
        (7, "medium"),
        (11, "medium"),
        ("12", "high"),
        (14, "high"),
        (15, "critical"),
        (16, "critical"),
        ("x", "informational"),
    ],
)
def test_severity_follows_from_the_level(level: object, severity: str):
    assert adapt("wazuh", {**SSH, "rule": {**SSH["rule"], "level": level}})["severity"] == severity


def test_id_identifies_within_its_manager():
    other = adapt("wazuh", {**SSH, "manager": {"name": "second.example.com"}})
    assert other["source_alert_id"] == "second.example.com/1772362800.123456"
    assert adapt("wazuh", {**SSH, "manager": None})["source_alert_id"] == "1772362800.123456"
    assert len(adapt("wazuh", {**SSH, "id": None})["source_alert_id"]) == 64


def test_id_of_different_alerts_does_not_identify():
    rows = [{**SSH, "id": "1"}, {**FILE, "id": "1"}]
    content = "\n".join(map(json.dumps, rows))
    assert {len(body["source_alert_id"]) for body in alerts(content, "wazuh")} == {64}


def test_hits_of_the_indexer_are_the_same_alerts():
    hits = [
        {"_index": "wazuh-alerts-4.x", "_id": str(number), "_source": row} for number, row in enumerate((SSH, FILE))
    ]
    expected = [adapt("wazuh", SSH), adapt("wazuh", FILE)]
    assert alerts("\n".join(map(json.dumps, hits))) == expected
    assert alerts(json.dumps({"took": 5, "hits": {"total": {"value": 2}, "hits": hits}}, indent=1)) == expected


def test_blank_description_falls_back_to_the_rule():
    assert adapt("wazuh", {**SSH, "rule": {**SSH["rule"], "description": " "}})["title"] == "5763"


def test_time_of_the_indexer_is_read_if_the_other_is_missing():
    row = {**SSH, "timestamp": None, "@timestamp": "2026-03-01T12:00:00.5+01:00"}
    assert adapt("wazuh", row)["detected_at"] == "2026-03-01T11:00:00.500000Z"


def test_event_without_a_rule_is_skipped():
    assert skipped("wazuh", {"timestamp": "2026-03-01T11:00:00Z", "full_log": "text"}) == "event without rule"


@pytest.mark.parametrize(
    ("row", "pointer"),
    [
        ({"rule": 5}, "/rule"),
        ({"agent": {}}, ""),
        ({**SSH, "timestamp": "x"}, "/timestamp"),
        ({"_source": {**SSH, "timestamp": "x"}}, "/_source/timestamp"),
        ({"_source": {**SSH, "full_log": "a\x00b"}}, "/_source/full_log"),
        ({"_source": {}}, "/_source"),
    ],
)
def test_row_that_cannot_be_read_is_rejected(row: dict[str, Any], pointer: str):
    assert rejection("wazuh", row)[0] == pointer


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"path": "/etc/shadow"}, "file"),
        ({"path": "C:\\Windows\\hkey_.txt"}, "file"),
        ({"path": "HKEY_LOCAL_MACHINE\\System\\W32Time"}, "other"),
        ({"path": "[x32] HKEY_LOCAL_MACHINE\\System\\W32Time", "value_name": "Start"}, "other"),
        ({"path": "HKLM\\Software"}, "other"),
    ],
)
def test_registry_key_is_no_file(changed: dict[str, Any], kind: str):
    row = {**SSH, "data": {}, "syscheck": {**changed, "event": "modified"}}
    body = adapt("wazuh", row)
    assert (kind, "target", changed["path"]) in assets(body)
    shown = " ".join(changed.values())
    assert evidence(body, "file") == [f"{shown}, modified"]


def test_who_changed_a_file_is_kept():
    audit = {"user": {"name": "mallory"}, "process": {"name": "/usr/bin/vi"}}
    body = adapt("wazuh", {**SSH, "syscheck": {"path": "/etc/shadow", "event": "modified", "audit": audit}})
    assert {("user", "actor", "mallory"), ("process", "actor", "/usr/bin/vi")} <= assets(body)


def test_vulnerability_is_kept_with_its_package():
    vulnerability = {"cve": "CVE-2026-1", "package": {"name": "openssl", "version": "3.0.1"}}
    body = adapt("wazuh", {**SSH, "data": {"vulnerability": vulnerability}})
    assert "CVE-2026-1 openssl 3.0.1" in evidence(body, "log")
