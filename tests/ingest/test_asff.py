"""AWS findings: ASFF, as Security Hub returns it, and GuardDuty's own format in each of its wrappers."""

import json
from typing import Any

import pytest

from handlers.ingest.reading import SkippedRow
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
    skipped,
)

SCAN, VULNERABILITY, PASSED, BEACON = json.loads((SAMPLES / "asff.json").read_text())["Findings"]
BRUTE_FORCE, BACKDOOR = (event["detail"] for event in sample_rows("guardduty.json"))


def capitalized(value: Any) -> Any:
    """Return a finding as the AWS CLI writes it."""
    if isinstance(value, dict):
        return {name[:1].upper() + name[1:]: capitalized(child) for name, child in value.items()}
    return [capitalized(child) for child in value] if isinstance(value, list) else value


def without(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def test_findings_are_read_and_passed_checks_are_skipped():
    read = outcomes((SAMPLES / "asff.json").read_bytes())
    assert [outcome.kind for outcome in read if isinstance(outcome, SkippedRow)] == ["pass"]
    assert [body["title"] for body in sample_alerts("asff.json")] == [SCAN["Title"], VULNERABILITY["Title"], "Beacon"]
    (passed,) = (body for body in sample_alerts("asff.json", "pass") if body["rule_id"] == "IAM.5")
    assert passed["severity"] == "informational"


@pytest.mark.parametrize(
    "wrap",
    [
        lambda findings: {"Findings": findings},
        lambda findings: {"Findings": findings, "NextToken": "abc"},
        lambda findings: {"findings": findings},
        lambda findings: {"version": "0", "detail-type": "Security Hub Findings", "detail": {"findings": findings}},
        lambda findings: findings,
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_findings_are_read_in_every_wrapper(wrap: Any, indent: int | None):
    findings = [SCAN, BEACON, capitalized(BRUTE_FORCE)]
    assert len(alerts(json.dumps(wrap(findings), indent=indent), "asff")) == 3
    assert len(alerts(f"{json.dumps(wrap(findings))}\n{json.dumps(wrap([VULNERABILITY]))}\n")) == 4


def test_guardduty_in_asff_is_converted_field_by_field():
    body = adapt("asff", SCAN)
    assert {name: body[name] for name in ("source", "source_alert_id", "severity", "rule_id", "detected_at")} == {
        "source": "guardduty",
        "source_alert_id": SCAN["Id"],
        "severity": "medium",
        "rule_id": "Recon:EC2-Portscan",
        "detected_at": "2026-03-01T11:00:00.000000Z",
    }
    assert assets(body) == {
        ("cloud_resource", "target", "arn:aws:ec2:us-east-1:111111111111:instance/i-0001"),
        ("ip_address", "target", "192.0.2.50"),
        ("ip_address", "target", "10.0.0.5"),
        ("ip_address", "destination", "203.0.113.4"),
    }
    assert evidence(body, "network_flow") == ["OUTBOUND TCP 203.0.113.4:995 local port 38090"]
    assert evidence(body, "log") == ["action: allowed"]


def test_network_process_and_malware_are_kept():
    body = adapt("asff", BEACON)
    assert body["source"] == "default"
    assert assets(body) == {
        ("cloud_resource", "target", "host-60"),
        ("ip_address", "source", "203.0.113.60"),
        ("hostname", "source", "evil.example.net"),
        ("ip_address", "destination", "2001:db8::60"),
        ("process", None, "svc.exe"),
        ("file", "target", "C:\\Temp\\a.doc"),
        ("hostname", None, "evil.example.org"),
    }
    assert evidence(body, "network_flow") == ["TCP 203.0.113.60:4711 -> [2001:db8::60]:443"]
    assert evidence(body, "process") == ["C:\\svc.exe"]
    assert evidence(body, "file") == ["Emotet C:\\Temp\\a.doc"]


def test_vulnerability_is_named_with_its_packages():
    body = adapt("asff", VULNERABILITY)
    assert (body["rule_id"], body["severity"]) == ("CVE-2026-0002", "critical")
    assert evidence(body, "log") == ["CVE-2026-0002 zlib 1.2.11 (fixed in 1.2.12)"]


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        ({"Label": "CRITICAL"}, "critical"),
        ({"Label": "high", "Normalized": 1}, "high"),
        ({"Label": "INFORMATIONAL", "Normalized": 90}, "informational"),
        ({"Normalized": 0}, "informational"),
        ({"Normalized": 1}, "low"),
        ({"Normalized": 39.0}, "low"),
        ({"Normalized": "40"}, "medium"),
        ({"Normalized": 70}, "high"),
        ({"Normalized": 89}, "high"),
        ({"Normalized": 90}, "critical"),
        ({"Label": "SEVERE"}, "informational"),
        (None, "informational"),
        ("HIGH", "informational"),
    ],
    ids=repr,
)
def test_severity_is_mapped(severity: object, expected: str):
    assert adapt("asff", {**BEACON, "Severity": severity})["severity"] == expected
    provider = {"FindingProviderFields": {"Severity": severity}}
    assert adapt("asff", {**without(BEACON, "Severity"), **provider})["severity"] == expected


@pytest.mark.parametrize(
    ("members", "rule"),
    [
        ({"Compliance": {"SecurityControlId": "EC2.19"}}, "EC2.19"),
        ({"ProductFields": {"ControlId": "EC2.2"}}, "EC2.2"),
        ({"GeneratorId": None, "Types": ["Effects/Data Exposure"]}, "Effects/Data Exposure"),
        ({"GeneratorId": " "}, None),
    ],
    ids=repr,
)
def test_rule_is_the_control_or_the_generator(members: dict[str, Any], rule: str | None):
    assert adapt("asff", {**BEACON, **members})["rule_id"] == rule


@pytest.mark.parametrize(
    ("names", "utc"),
    [
        ((), "2026-03-01T11:00:00.000000Z"),
        (("FirstObservedAt",), "2026-03-01T11:10:00.000000Z"),
        (("FirstObservedAt", "CreatedAt"), "2026-03-01T11:05:00.000000Z"),
    ],
)
def test_time_is_the_first_observation(names: tuple[str, ...], utc: str):
    assert adapt("asff", without(SCAN, *names))["detected_at"] == utc


@pytest.mark.parametrize(
    "members",
    [{"RecordState": "ARCHIVED"}, {"Workflow": {"Status": "RESOLVED"}}],
    ids=repr,
)
def test_archived_and_resolved_findings_are_closures(members: dict[str, Any]):
    body = adapt("asff", {**SCAN, **members})
    assert (body["activity"], body["source_alert_id"]) == ("close", SCAN["Id"])
    assert "activity" not in adapt("asff", {**SCAN, **members, "Id": "<id>"})


def test_id_of_different_findings_does_not_identify():
    rows = [{**BEACON, "Id": "one", "GeneratorId": rule} for rule in ("R1", "R2")]
    assert {body["source_alert_id"] for body in alerts(json.dumps(rows))}.isdisjoint({"one"})


@pytest.mark.parametrize("form", [lambda finding: finding, capitalized], ids=["EventBridge", "CLI"])
def test_guardduty_finding_is_converted_field_by_field(form: Any):
    row = form(BRUTE_FORCE)
    body = adapt("asff", row)
    names = ("source", "source_alert_id", "title", "severity", "rule_id", "detected_at")
    assert {name: body[name] for name in names} == {
        "source": "guardduty",
        "source_alert_id": BRUTE_FORCE["arn"],
        "title": BRUTE_FORCE["title"],
        "severity": "high",
        "rule_id": "UnauthorizedAccess:EC2/SSHBruteForce",
        "detected_at": "2026-03-01T11:00:00.000000Z",
    }
    assert assets(body) == {
        ("cloud_resource", "target", "i-0002"),
        ("ip_address", "target", "10.0.0.6"),
        ("ip_address", "target", "192.0.2.51"),
        ("hostname", "target", "ip-10-0-0-6.ec2.internal"),
        ("ip_address", "source", "203.0.113.7"),
    }
    assert evidence(body, "network_flow") == ["INBOUND TCP 203.0.113.7:40312 local port 22"]
    assert evidence(body, "log") == ["action: allowed", "count: 12"]
    assert body["raw"] == row


def test_guardduty_dns_finding_names_the_domain():
    body = adapt("asff", BACKDOOR)
    assert (body["title"], body["severity"], body["activity"]) == (BACKDOOR["type"], "critical", "close")
    assert evidence(body, "dns_query") == ["command.example.net"]
    assert ("hostname", "destination", "command.example.net") in assets(body)


@pytest.mark.parametrize(
    ("score", "severity"),
    [
        (0.5, "informational"),
        (1, "low"),
        (3.9, "low"),
        (4.0, "medium"),
        ("7.0", "high"),
        (9, "critical"),
        ("x", "informational"),
    ],
)
def test_guardduty_severity_is_mapped(score: object, severity: str):
    assert adapt("asff", {**BRUTE_FORCE, "severity": score})["severity"] == severity


def test_both_forms_of_a_guardduty_finding_are_the_same_alert():
    arn = SCAN["Id"]
    native = adapt("asff", {**BRUTE_FORCE, "arn": arn})
    assert (native["source"], native["source_alert_id"]) == ("guardduty", adapt("asff", SCAN)["source_alert_id"])


@pytest.mark.parametrize(
    ("row", "pointer"),
    [
        ({"a": 1}, ""),
        ({**without(SCAN, "FirstObservedAt", "CreatedAt", "LastObservedAt"), "UpdatedAt": "x"}, "/UpdatedAt"),
        ({**BRUTE_FORCE, "type": " "}, "/type"),
        ({**BRUTE_FORCE, "service": {}, "createdAt": "x", "updatedAt": None}, "/createdAt"),
        (capitalized({"type": "T", "resource": {}, "service": {"eventFirstSeen": 1}}), "/Service/EventFirstSeen"),
        ({**without(BRUTE_FORCE, "createdAt", "updatedAt"), "service": {}}, ""),
    ],
)
def test_row_that_cannot_be_read_is_rejected(row: dict[str, Any], pointer: str):
    assert rejection("asff", row)[0] == pointer


def test_passed_check_is_skipped():
    assert skipped("asff", PASSED) == "pass"


@pytest.mark.parametrize(
    ("created", "updated", "activity"),
    [
        ("2026-03-01T11:00:00Z", "2026-03-01T11:00:00Z", "create"),
        ("2026-03-01T11:00:00Z", "2026-03-01T12:00:00.000+01:00", "create"),
        ("2026-03-01T11:00:00Z", "2026-03-01T11:00:00.001Z", "update"),
        ("2026-03-01T11:00:00Z", "2026-03-01T10:00:00Z", "create"),
        ("2026-03-01T11:00:00Z", "soon", "create"),
        ("2026-03-01T11:00:00Z", None, "create"),
        (None, "2026-03-01T11:00:00Z", "create"),
    ],
)
def test_finding_that_its_source_has_changed_is_an_update(created: str | None, updated: str | None, activity: str):
    scan = {**SCAN, "CreatedAt": created, "UpdatedAt": updated, "LastObservedAt": "2026-03-01T11:00:00Z"}
    attack = {**BRUTE_FORCE, "createdAt": created, "updatedAt": updated}
    for row in (scan, attack, capitalized(attack)):
        assert adapt("asff", row).get("activity", "create") == activity


def test_closed_finding_is_a_closure_although_its_source_has_changed_it():
    times = {"CreatedAt": "2026-03-01T11:00:00Z", "UpdatedAt": "2026-03-02T11:00:00Z"}
    assert adapt("asff", {**SCAN, **times, "RecordState": "ARCHIVED"})["activity"] == "close"


def guardduty(resource: dict[str, Any], **service: Any) -> dict[str, Any]:
    """Return a GuardDuty finding of this resource."""
    times = {"eventFirstSeen": "2026-03-01T11:00:00Z", "archived": False, "count": 1}
    return {**BRUTE_FORCE, "resource": resource, "service": {**times, **service}}


def test_kubernetes_call_is_kept_with_user_workload_and_request():
    cluster = {"arn": "arn:aws:eks:us-east-1:111111111111:cluster/c1"}
    details = {"kubernetesUserDetails": {"username": "system:anonymous"}, "kubernetesWorkloadDetails": {"name": "web"}}
    call = {"verb": "list", "requestUri": "/api/v1/secrets", "remoteIpDetails": {"ipAddressV4": "203.0.113.7"}}
    resource = {"eksClusterDetails": cluster, "kubernetesDetails": details}
    body = adapt("asff", guardduty(resource, action={"kubernetesApiCallAction": call}))
    assert assets(body) == {
        ("cloud_resource", "target", cluster["arn"]),
        ("user", "actor", "system:anonymous"),
        ("container", "target", "web"),
        ("ip_address", "source", "203.0.113.7"),
    }
    assert evidence(body, "http_request") == ["LIST /api/v1/secrets"]


def test_login_to_a_database_is_kept_with_its_user():
    resource = {"rdsDbInstanceDetails": {"dbInstanceArn": "arn:db"}, "rdsDbUserDetails": {"user": "app"}}
    action = {"rdsLoginAttemptAction": {"remoteIpDetails": {"ipAddressV6": "2001:db8::7"}}}
    body = adapt("asff", guardduty(resource, action=action))
    assert ("user", "actor", "app") in assets(body)
    assert ("ip_address", "source", "2001:db8::7") in assets(body)


def test_dns_request_is_kept_with_whether_it_was_blocked_and_the_threats():
    threats = {"threatIntelligenceDetails": [{"threatListName": "List", "threatNames": ["One", "Two"]}]}
    action = {"dnsRequestAction": {"domain": "c2.example.net", "protocol": "UDP", "blocked": True}}
    body = adapt("asff", guardduty({}, action=action, evidence=threats))
    assert evidence(body, "dns_query") == ["c2.example.net"]
    assert {"action: blocked", "threat list: List", "threats: One, Two"} <= set(evidence(body, "log"))


def test_runtime_finding_is_kept_with_process_container_and_context():
    process = {"name": "ssh", "executablePath": "/usr/bin/ssh", "executableSha256": "d2" * 32, "user": "build"}
    context = {"socketPath": "/var/run/docker.sock", "flags": ["ro"], "modifyingProcess": {"name": "bash"}}
    interface = {"publicDnsName": "ec2-192-0-2-51.example.com", "ipv6Addresses": ["2001:db8::51"]}
    resource = {
        "containerDetails": {"id": "c0ffee", "name": None, "image": "registry.example.com/app:2"},
        "instanceDetails": {"instanceId": "i-1", "networkInterfaces": [interface]},
    }
    body = adapt("asff", guardduty(resource, action={}, runtimeDetails={"process": process, "context": context}))
    assert assets(body) == {
        ("cloud_resource", "target", "i-1"),
        ("hostname", "target", "ec2-192-0-2-51.example.com"),
        ("ip_address", "target", "2001:db8::51"),
        ("container", "target", "c0ffee"),
        ("process", "actor", "ssh"),
        ("user", "actor", "build"),
    }
    expected = ["/usr/bin/ssh", f"SHA-256: {'d2' * 32}", "socketPath: /var/run/docker.sock", "flags: ro"]
    assert evidence(body, "process") == expected
    assert "image: registry.example.com/app:2" in evidence(body, "log")


def test_attack_sequence_is_kept_with_its_actors_resources_and_signals():
    sequence = {
        "actors": [{"id": "a1", "user": {"name": "john_doe"}}],
        "resources": [{"uid": "arn:aws:s3:::data", "name": "data"}],
        "endpoints": [{"ip": "203.0.113.7", "connection": {"direction": "INBOUND"}}, {"domain": "c2.example.net"}],
        "signals": [{"name": "Deletes a trail", "type": "CLOUDTRAIL"}],
    }
    body = adapt("asff", guardduty({"resourceType": "AttackSequence"}, detection={"sequence": sequence}))
    assert assets(body) == {
        ("user", "actor", "john_doe"),
        ("cloud_resource", "target", "arn:aws:s3:::data"),
        ("ip_address", "source", "203.0.113.7"),
        ("hostname", "source", "c2.example.net"),
    }
    assert "signal: Deletes a trail" in evidence(body, "log")
