"""GuardDuty findings about Kubernetes, databases, DNS, processes and sequences keep what they saw."""

from typing import Any

from tests.ingest.reports import (
    adapt,
    assets,
    evidence,
    sample_rows,
)

BRUTE_FORCE, BACKDOOR = (event["detail"] for event in sample_rows("guardduty.json"))


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
