"""Suricata EVE: which events are alerts, and what their fields become."""

from typing import Any

import pytest

from handlers.ingest.reading import SkippedRow
from tests.ingest.reports import SAMPLES, adapt, assets, evidence, outcomes, rejection, sample_alerts, sample_rows

HTTP, SMTP, DNS, _, ANOMALY, DROP, *_ = sample_rows("suricata.eve.json")


def with_alert(**members: Any) -> dict[str, Any]:
    return {**HTTP, "alert": {**HTTP["alert"], **members}}


def test_only_alerts_are_reported_and_the_rest_is_counted_by_type():
    read = outcomes((SAMPLES / "suricata.eve.json").read_bytes(), "suricata")
    kinds = [outcome.kind for outcome in read if isinstance(outcome, SkippedRow)]
    assert kinds == ["dns", "anomaly", "drop", "stats", "flow"]
    assert len(sample_alerts("suricata.eve.json")) == 3


@pytest.mark.parametrize(("include", "count"), [(("anomaly",), 4), (("drop",), 4), (("anomaly", "drop"), 5)])
def test_anomalies_and_drops_are_reported_on_request(include: tuple[str, ...], count: int):
    assert len(sample_alerts("suricata.eve.json", *include)) == count


def test_alert_is_converted_field_by_field():
    body = adapt("suricata", HTTP)
    assert {name: body[name] for name in ("source", "title", "description", "severity", "rule_id", "detected_at")} == {
        "source": "suricata",
        "title": "ET POLICY Vulnerable Java Version Detected",
        "description": "Potentially Bad Traffic",
        "severity": "medium",
        "rule_id": "1:2019401",
        "detected_at": "2026-03-01T11:00:00.123456Z",
    }
    assert assets(body) == {
        ("ip_address", "source", "192.0.2.10"),
        ("ip_address", "destination", "198.51.100.20"),
        ("hostname", "destination", "shop.example.com"),
        ("file", None, "/cart"),
    }
    assert evidence(body, "network_flow") == ["TCP http 192.0.2.10:40112 -> 198.51.100.20:8080"]
    assert evidence(body, "http_request") == [
        "GET http://shop.example.com:8080/cart?id=7 (status 200, user agent Java/1.8.0_181)"
    ]
    assert evidence(body, "file")[0].startswith("/cart, HTML document, sha256 9f86d08")
    assert evidence(body, "log") == ["action: allowed", "payload: GET /cart?id=7 HTTP/1.1\r\nHost: shop.example.com"]
    assert body["raw"] == HTTP


def test_who_connected_is_the_source_even_if_the_packet_of_the_server_matched():
    body = adapt("suricata", SMTP)
    assert {("ip_address", "source", "192.0.2.11"), ("ip_address", "destination", "203.0.113.5")} <= assets(body)
    assert evidence(body, "network_flow") == ["TCP smtp 192.0.2.11:49890 -> 203.0.113.5:25"]
    without_flow = {name: value for name, value in SMTP.items() if name != "flow"}
    assert assets(adapt("suricata", without_flow)) == assets(body)
    without_direction = {name: value for name, value in without_flow.items() if name != "direction"}
    assert ("ip_address", "source", "203.0.113.5") in assets(adapt("suricata", without_direction))


def test_mail_is_kept_with_who_sent_it_to_whom():
    body = adapt("suricata", SMTP)
    assert {("user", "actor", "alice@example.com"), ("user", "target", "bob@example.org")} <= assets(body)
    assert {"action: blocked", "SMTP HELO: mail.example.com", "e-mail subject: Invoice"} <= set(evidence(body, "log"))


@pytest.mark.parametrize(
    "dns",
    [
        DNS["dns"],
        {"type": "query", "rrname": "command.example.net", "rrtype": "A"},
        {"version": 3, "queries": [{"rrname": "command.example.net", "rrtype": "A"}]},
    ],
    ids=["version 2", "flat", "version 3"],
)
def test_dns_query_is_kept(dns: dict[str, Any]):
    body = adapt("suricata", {**DNS, "dns": dns})
    assert evidence(body, "dns_query") == ["command.example.net"]
    assert ("hostname", None, "command.example.net") in assets(body)
    assert evidence(body, "network_flow") == ["UDP dns [2001:db8::7]:53412 -> [2001:db8::53]:53"]


@pytest.mark.parametrize(
    "members",
    [{"xff": "198.51.100.7, 10.0.0.9"}, {"http": {**HTTP["http"], "xff": "198.51.100.7,10.0.0.9"}}],
    ids=["before version 7", "version 7"],
)
def test_client_behind_a_proxy_is_a_source(members: dict[str, Any]):
    found = assets(adapt("suricata", {**HTTP, **members}))
    assert {("ip_address", "source", "198.51.100.7"), ("ip_address", "source", "10.0.0.9")} <= found
    assert assets(adapt("suricata", {**HTTP, "xff": "unknown"})) == assets(adapt("suricata", HTTP))


def test_verdict_is_kept_beside_the_action_of_the_rule():
    verdict = {"action": "drop", "reject_target": "destination", "reject": ["tcp-reset"]}
    found = evidence(adapt("suricata", {**HTTP, "verdict": verdict}), "log")
    assert {"action: allowed", "verdict: drop, tcp-reset"} <= set(found)
    assert not any(value.startswith("verdict") for value in evidence(adapt("suricata", HTTP), "log"))


def test_payload_in_base64_is_kept_as_text():
    assert "payload: ...example" in evidence(adapt("suricata", DNS), "log")
    assert "payload: no base64" in evidence(adapt("suricata", {**DNS, "payload": "no base64"}), "log")


@pytest.mark.parametrize("section", ["fileinfo", "files"])
def test_file_is_kept_with_its_digests(section: str):
    file = {"filename": "/a.exe", "magic": "PE32", "md5": "00ff", "sha1": "11ff", "sha256": "22ff"}
    row = {**HTTP, "files": [], section: [file] if section == "files" else file}
    assert evidence(adapt("suricata", row), "file") == ["/a.exe, PE32, md5 00ff, sha1 11ff, sha256 22ff"]


def test_tls_and_ssh_are_kept():
    tls = {"sni": "c2.example.net", "subject": "CN=c2", "issuerdn": "CN=ca", "ja3": {"hash": "abc"}}
    body = adapt("suricata", {**HTTP, "tls": tls, "ssh": {"client": {"software_version": "libssh"}}})
    assert ("hostname", "destination", "c2.example.net") in assets(body)
    expected = {"TLS server name: c2.example.net", "TLS subject: CN=c2", "TLS issuer: CN=ca", "JA3: abc"}
    assert {*expected, "SSH client: libssh"} <= set(evidence(body, "log"))


@pytest.mark.parametrize(
    ("number", "severity"),
    [
        (1, "high"),
        (2, "medium"),
        (3, "low"),
        (3.0, "low"),
        ("2", "medium"),
        (4, "informational"),
        (5, "informational"),
        (255, "informational"),
        (0, "low"),
        (-1, "low"),
        (None, "low"),
        ("high", "low"),
        (2.5, "low"),
    ],
)
def test_severity_is_mapped(number: object, severity: str):
    assert adapt("suricata", with_alert(severity=number))["severity"] == severity


def test_event_without_a_rule_is_informational():
    assert adapt("suricata", ANOMALY, "anomaly")["severity"] == "informational"


@pytest.mark.parametrize(("protocol", "shown"), [("tls", "TCP tls "), ("failed", "TCP "), ("unknown", "TCP ")])
def test_protocol_that_was_not_recognized_is_left_out(protocol: str, shown: str):
    (connection,) = evidence(adapt("suricata", {**HTTP, "proto": "TCP", "app_proto": protocol}), "network_flow")
    assert connection.startswith(shown)
    assert protocol == "tls" or protocol not in connection


@pytest.mark.parametrize(
    ("members", "rule"),
    [({"gid": 3}, "3:2019401"), ({"gid": None}, "1:2019401"), ({"signature_id": 0, "gid": 0}, "0:0")],
)
def test_rule_is_generator_and_signature(members: dict[str, Any], rule: str):
    assert adapt("suricata", with_alert(**members))["rule_id"] == rule


def test_rule_is_absent_without_a_signature_id():
    assert adapt("suricata", with_alert(signature_id=None))["rule_id"] is None


@pytest.mark.parametrize("blank", ["", "  \t ", None])
def test_blank_signature_falls_back_to_the_rule(blank: object):
    assert adapt("suricata", with_alert(signature=blank))["title"] == "1:2019401"


def test_title_of_an_anomaly_and_of_a_drop():
    anomaly = adapt("suricata", ANOMALY, "anomaly")
    assert anomaly["title"] == "Suricata protocol anomaly: stream.pkt_invalid_timestamp"
    assert anomaly["severity"] == "informational"
    drop = adapt("suricata", DROP, "drop")
    assert (drop["title"], drop["severity"]) == ("ET SCAN Potential SSH Scan", "medium")
    assert "action: blocked" in evidence(drop, "log")
    bare = {name: value for name, value in DROP.items() if name != "alert"}
    assert adapt("suricata", bare, "drop")["title"] == "Suricata dropped packet: rules"


def test_identity_is_the_digest_of_the_document():
    again = dict(reversed(HTTP.items()))
    assert adapt("suricata", HTTP)["source_alert_id"] == adapt("suricata", again)["source_alert_id"]
    assert adapt("suricata", {**HTTP, "flow_id": 1})["source_alert_id"] != adapt("suricata", HTTP)["source_alert_id"]
    first, second = (adapt("suricata", {**HTTP, "flow_id": 2**60 + step}) for step in (0, 1))
    assert first["source_alert_id"] != second["source_alert_id"]


@pytest.mark.parametrize(
    ("row", "pointer", "reason"),
    [
        ({**HTTP, "event_type": None}, "/event_type", "event_type"),
        ({**HTTP, "alert": []}, "/alert", "alert object"),
        ({name: value for name, value in HTTP.items() if name != "alert"}, "", "alert"),
        ({**HTTP, "timestamp": "yesterday"}, "/timestamp", "time cannot be read"),
        ({name: value for name, value in HTTP.items() if name != "timestamp"}, "", "time is missing"),
    ],
)
def test_row_that_cannot_be_read_is_rejected(row: dict[str, Any], pointer: str, reason: str):
    rejected_at, why = rejection("suricata", row)
    assert rejected_at == pointer
    assert reason in why


@pytest.mark.parametrize(
    ("members", "url"),
    [
        ({"direction": "to_server"}, "http://a.example:8080/x"),
        ({"direction": "to_client", "src_port": 8080, "dest_port": 47592}, "http://a.example:8080/x"),
        ({"src_port": 80, "dest_port": 47592}, "http://a.example/x"),
        ({"src_port": 80, "dest_port": 47592, "http_port": 8081}, "http://a.example:8081/x"),
    ],
)
def test_url_has_no_port_if_the_event_does_not_say_which_side_is_the_server(members: dict[str, Any], url: str):
    http = {"hostname": "a.example", "url": "/x", "http_port": members.get("http_port")}
    row = {**HTTP, "flow": {}, "direction": None, "src_port": 47592, "dest_port": 8080, "http": http, **members}
    assert evidence(adapt("suricata", row), "http_request") == [url]
