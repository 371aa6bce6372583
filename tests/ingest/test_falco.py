"""Falco events: what their fields become."""

from typing import Any

import pytest

from tests.ingest.reports import adapt, assets, evidence, rejection, sample_alerts, sample_rows, skipped

FILE, CONNECTION, AUDIT = sample_rows("falco.json")


def with_fields(row: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {**row, "output_fields": {**row["output_fields"], **fields}}


def test_event_is_converted_field_by_field():
    body = adapt("falco", FILE)
    names = ("source", "title", "description", "severity", "rule_id", "detected_at")
    assert {name: body[name] for name in names} == {
        "source": "falco",
        "title": "Read sensitive file untrusted",
        "description": FILE["output"],
        "severity": "medium",
        "rule_id": "Read sensitive file untrusted",
        "detected_at": "2026-03-01T11:00:00.123456Z",
    }
    assert assets(body) == {
        ("hostname", "target", "node-1"),
        ("container", "target", "3ad7b26ded6d"),
        ("container", "target", "shop"),
        ("container", "target", "default/shop-7d9"),
        ("user", "actor", "root"),
        ("process", "actor", "cat"),
        ("file", "target", "/etc/shadow"),
    }
    assert evidence(body, "process") == ["cat /etc/shadow", "parent process: bash", "parent command line: bash -i"]
    assert evidence(body, "file") == ["/etc/shadow"]
    expected = ["image: registry.example.com/shop:1.4", "event: openat", "tags: T1555, container, filesystem"]
    assert evidence(body, "log") == [*expected, FILE["output"]]


def test_connection_keeps_its_direction():
    body = adapt("falco", CONNECTION)
    assert {("ip_address", "source", "192.0.2.30"), ("ip_address", "destination", "198.51.100.99")} <= assets(body)
    assert evidence(body, "network_flow") == ["192.0.2.30:41234->198.51.100.99:4444"]
    fields = {"fd.cip": "2001:db8::1", "fd.sip": "2001:db8::2", "fd.name": "x->y"}
    named = assets(adapt("falco", with_fields(CONNECTION, **fields)))
    assert {("ip_address", "source", "2001:db8::1"), ("ip_address", "destination", "2001:db8::2")} <= named
    ipv6 = assets(adapt("falco", with_fields(CONNECTION, **{"fd.name": "::1:46000->2001:db8::9:6379"})))
    assert {("ip_address", "source", "::1"), ("ip_address", "destination", "2001:db8::9")} <= ipv6


def test_host_is_no_container_and_placeholders_are_no_assets():
    body = adapt(
        "falco", with_fields(CONNECTION, **{"user.name": "<NA>", "user.loginname": "<nil>", "proc.name": None})
    )
    assert {kind for kind, _, _ in assets(body)} == {"hostname", "ip_address"}


def test_audit_event_of_kubernetes_is_read():
    body = adapt("falco", AUDIT)
    assert (body["severity"], body["detected_at"]) == ("critical", "2026-03-01T11:00:02.000000Z")
    expected = {("user", "actor", "system:admin"), ("other", "target", "secrets/db-password")}
    assert expected <= assets(body)
    assert evidence(body, "http_request") == ["delete /api/v1/namespaces/shop/secrets/db-password"]
    assert "event: delete" in evidence(body, "log")


@pytest.mark.parametrize(
    ("priority", "severity"),
    [
        ("Emergency", "critical"),
        ("ALERT", "critical"),
        ("critical", "critical"),
        ("Error", "high"),
        ("Warning", "medium"),
        ("Notice", "low"),
        ("Informational", "informational"),
        ("INFO", "informational"),
        ("Debug", "informational"),
        ("Severe", "informational"),
        (None, "informational"),
    ],
)
def test_priority_is_mapped(priority: object, severity: str):
    assert adapt("falco", {**FILE, "priority": priority})["severity"] == severity


@pytest.mark.parametrize(
    "members",
    [
        {"time": "2026-03-01T12:00:00.123456789+01:00"},
        {"time": None},
        {"time": None, "output_fields": {"evt.time": "1772362800123456789"}},
        {"time": None, "output_fields": {"evt.time.iso8601": 1772362800123456789}},
    ],
    ids=repr,
)
def test_time_is_that_of_the_event(members: dict[str, Any]):
    assert adapt("falco", {**FILE, **members})["detected_at"] == "2026-03-01T11:00:00.123456Z"


def test_every_event_is_an_alert_of_its_own():
    assert len({body["source_alert_id"] for body in sample_alerts("falco.json")}) == 3
    later = {**FILE, "time": "2026-03-01T11:00:05Z"}
    assert adapt("falco", later)["source_alert_id"] != adapt("falco", FILE)["source_alert_id"]


def test_log_line_of_falco_is_skipped():
    assert skipped("falco", {"msg": "Falco initialized", "level": "info"}) == "log line"


@pytest.mark.parametrize(
    ("row", "pointer"),
    [
        ({**FILE, "rule": " "}, "/rule"),
        ({**FILE, "rule": {}}, "/rule"),
        ({"priority": "Warning", "output_fields": {}}, ""),
        ({**FILE, "time": "12:00", "output_fields": {}}, "/time"),
        ({**FILE, "time": None, "output_fields": 5}, ""),
        (with_fields(FILE, **{"a/b~c": "\ud800"}), "/output_fields/a~1b~0c"),
    ],
)
def test_row_that_cannot_be_read_is_rejected(row: dict[str, Any], pointer: str):
    assert rejection("falco", row)[0] == pointer
