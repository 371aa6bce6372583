"""The assets and the evidence of OCSF findings."""

from typing import Any

import pytest

from tests.ingest.reports import adapt, assets, evidence, sample_rows
from tests.ingest.test_ocsf import minimal

_, VULNERABILITY, _, _, DETECTION, _, DATA, POSTURE, _ = sample_rows("ocsf.ndjson")


def test_detection_is_converted_field_by_field():
    body = adapt("ocsf", DETECTION)
    assert assets(body) == {
        ("ip_address", "target", "192.0.2.21"),
        ("ip_address", "source", "192.0.2.21"),
        ("hostname", "target", "WS-07.example.com"),
        ("ip_address", "destination", "203.0.113.50"),  # under `hostname`
        ("user", "actor", "EXAMPLE\\alice"),
        ("user", "actor", "alice@example.com"),
        ("process", "actor", "procdump.exe"),
        ("process", None, "lsass.exe"),
        ("hostname", None, "drop.example.net"),
        ("url", None, "https://drop.example.net/upload"),
        ("file", "target", "C:\\Temp\\lsass.dmp"),
    }
    assert evidence(body, "network_flow") == ["192.0.2.21:50123 -> 203.0.113.50:443"]
    assert evidence(body, "http_request") == ["POST https://drop.example.net/upload"]
    assert evidence(body, "dns_query") == ["drop.example.net"]
    assert evidence(body, "process") == ["lsass.exe", "procdump -ma lsass.exe"]
    assert evidence(body, "file")[0].startswith("C:\\Temp\\lsass.dmp, 9f86d0")
    assert {"action: Denied", "disposition: Blocked"} <= set(evidence(body, "log"))
    assert (body["detected_at"], body["rule_id"]) == ("2026-03-01T11:00:00.123456Z", "R-17")
    assert body["raw"] == DETECTION


@pytest.mark.parametrize("name", ["resource", "resources"])
@pytest.mark.parametrize("is_array", [True, False])
def test_resource_is_read_alone_and_in_an_array(name: str, *, is_array: bool):
    resource = {"uid": "arn:aws:s3:::example", "name": "example", "owner": {"name": "alice"}, "ip": "192.0.2.3"}
    body = adapt("ocsf", minimal(**{name: [resource] if is_array else resource}))
    assert assets(body) == {
        ("cloud_resource", "target", "arn:aws:s3:::example"),
        ("ip_address", "target", "192.0.2.3"),
        ("user", None, "alice"),
    }


def test_placeholder_of_a_resource_falls_back_to_its_name():
    body = adapt("ocsf", minimal(resources=[{"uid": "<resource_uid>", "name": "pod-1"}, {"uid": "-", "name": ""}]))
    assert assets(body) == {("cloud_resource", "target", "pod-1")}


@pytest.mark.parametrize(
    ("observable", "asset"),
    [
        ({"type_id": 1, "value": "192.0.2.9"}, ("ip_address", None, "192.0.2.9")),
        ({"type_id": 1, "value": "www.example.com"}, ("hostname", None, "www.example.com")),
        ({"type_id": 2, "value": "2001:db8::1"}, ("ip_address", None, "2001:db8::1")),
        ({"type_id": 2, "value": "www.example.com"}, ("hostname", None, "www.example.com")),
        ({"type_id": 4, "value": "alice"}, ("user", None, "alice")),
        ({"type_id": 6, "value": "https://example.com/x"}, ("url", None, "https://example.com/x")),
        ({"type_id": 9.0, "value": "cmd.exe"}, ("process", None, "cmd.exe")),
        ({"type": "URL String", "value": "https://example.com/y"}, ("url", None, "https://example.com/y")),
        ({"type_id": 1, "value": "two words"}, None),
        ({"type_id": 6, "value": "/relative"}, None),
        ({"type_id": 4, "value": "-"}, None),
        ({"type_id": 11, "value": "443"}, None),
        ({"type_id": 1, "value": None}, None),
    ],
    ids=repr,
)
def test_observables_are_typed_by_value(observable: dict[str, Any], asset: tuple[str, None, str] | None):
    assert assets(adapt("ocsf", minimal(observables=[observable]))) == ({asset} if asset else set())


def test_vulnerable_packages_and_code_are_evidence():
    assert evidence(adapt("ocsf", VULNERABILITY), "log") == ["CVE-2026-0001 openssl 3.0.8 (fixed in 3.0.9)"]
    posture = adapt("ocsf", POSTURE)
    assert ("file", "target", "src/db.py") in assets(posture)
    assert (posture["title"], posture["severity"]) == ("py/sql-injection", "low")


def test_data_security_finding_names_the_bucket():
    expected = {
        ("cloud_resource", "target", "example-exports"),
        ("file", "target", "exports/cards.csv"),
        ("user", "actor", "carol"),
    }
    assert assets(adapt("ocsf", DATA)) == expected


@pytest.mark.parametrize(
    ("attacks", "shown"),
    [
        ([{"technique": {"uid": "T1562", "name": "Impair Defenses"}}], "T1562"),
        ([{"technique": {"uid": "T1562"}, "sub_technique": {"uid": "T1562.001"}}], "T1562.001"),
        ([{"technique_uid": "T1098", "tactic_uid": "TA0003"}, {"technique": {"uid": "T1110"}}], "T1098, T1110"),
        ([{"technique": {"name": "Brute Force"}}, {"technique": {"name": "Brute Force"}}], "Brute Force"),
    ],
)
@pytest.mark.parametrize("place", ["finding_info", "event"])
def test_attack_techniques_are_kept(attacks: Any, shown: str, place: str):
    finding = {**DETECTION["finding_info"], "attacks": [] if place == "event" else attacks}
    row = {**DETECTION, "finding_info": finding, "attacks": attacks if place == "event" else []}
    assert f"MITRE ATT&CK: {shown}" in evidence(adapt("ocsf", row), "log")
