"""GuardDuty findings in their own format, as the console, the API and EventBridge give them, and inside ASFF."""

from __future__ import annotations

from typing import Any

from handlers.ingest.alert import (
    AssetField,
    Assets,
    Evidence,
    RejectedRowError,
    Severity,
    build_alert,
    document_identity,
    identity,
)
from handlers.ingest.times import parse_time
from handlers.ingest.values import Json, first_text, member, objects, text

# Severity values as GuardDuty documents them.
_SCORES: tuple[tuple[float, Severity], ...] = ((9.0, "critical"), (7.0, "high"), (4.0, "medium"), (1.0, "low"))
_ACTIONS = (
    "networkConnectionAction",
    "awsApiCallAction",
    "portProbeAction",
    "kubernetesApiCallAction",
    "rdsLoginAttemptAction",
)
_ASSETS: tuple[AssetField, ...] = (
    ("cloud_resource", "target", ("resource", "instanceDetails", "instanceId")),
    ("user", "actor", ("resource", "accessKeyDetails", "userName")),
    ("cloud_resource", "target", ("resource", "eksClusterDetails", "arn")),
    ("cloud_resource", "target", ("resource", "rdsDbInstanceDetails", "dbInstanceArn")),
    ("user", "actor", ("resource", "kubernetesDetails", "kubernetesUserDetails", "username")),
    ("hostname", "destination", ("service", "action", "dnsRequestAction", "domain")),
)
_PRODUCT = "aws/guardduty/service/action"


def recognises(row: Json) -> bool:
    """Whether the row is a finding in GuardDuty's own format; the AWS CLI capitalises its members."""
    finding = _uncapitalised(row) if isinstance(row, dict) and "Service" in row else row
    return isinstance(member(finding, "type"), str) and all(
        isinstance(member(finding, name), dict) for name in ("service", "resource")
    )


def adapt(row: Json) -> dict[str, Any]:
    """Return the alert of a finding; raise `RejectedRowError` where it cannot be read."""
    finding = _uncapitalised(row)
    uid = first_text(finding, ("arn",), ("id",))
    if not text(finding, "type"):
        raise RejectedRowError("/type", "a GuardDuty finding needs a type")
    first_seen = parse_time(member(finding, "service", "eventFirstSeen"))
    return build_alert(
        source="guardduty",
        source_alert_id=identity(uid) if uid else document_identity(row),
        title=text(finding, "title") or text(finding, "type"),
        description=text(finding, "description"),
        severity=_severity(text(finding, "severity")),
        rule_id=text(finding, "type"),
        detected_at=first_seen or parse_time(member(finding, "createdAt")) or parse_time(member(finding, "updatedAt")),
        time_pointer="/createdAt",
        assets=_assets(finding),
        evidence=_evidence(finding),
        raw=row,
        activity="close" if member(finding, "service", "archived") is True and uid else "create",
    )


def _uncapitalised(value: Json) -> Json:
    if isinstance(value, dict):
        return {name[:1].lower() + name[1:]: _uncapitalised(child) for name, child in value.items()}
    return [_uncapitalised(child) for child in value] if isinstance(value, list) else value


def _severity(score: str) -> Severity:
    try:
        number = float(score)
    except ValueError:
        return "informational"
    return next((severity for least, severity in _SCORES if number >= least), "informational")


def _assets(finding: Json) -> Assets:
    assets = Assets()
    assets.add_fields(finding, _ASSETS)
    for interface in objects(finding, "resource", "instanceDetails", "networkInterfaces"):
        assets.add("ip_address", text(interface, "privateIpAddress"), "target")
        assets.add("ip_address", text(interface, "publicIp"), "target")
        assets.add("hostname", text(interface, "privateDnsName"), "target")
    for bucket in objects(finding, "resource", "s3BucketDetails"):
        assets.add("cloud_resource", first_text(bucket, ("arn",), ("name",)), "target")
    for action in _actions(finding):
        outbound = text(action, "connectionDirection") == "OUTBOUND"
        for holder in (action, *objects(action, "portProbeDetails")):
            remote = text(holder, "remoteIpDetails", "ipAddressV4") or text(holder, "remoteIpDetails", "ipAddressV6")
            assets.add("ip_address", remote, "destination" if outbound else "source")
    return assets


def _actions(finding: Json) -> list[Json]:
    actions = (member(finding, "service", "action", name) for name in _ACTIONS)
    return [action for action in actions if isinstance(action, dict)]


def _evidence(finding: Json) -> Evidence:
    evidence = Evidence()
    for action in _actions(finding):
        remote = text(action, "remoteIpDetails", "ipAddressV4")
        port = first_text(action, ("remotePortDetails", "port"), ("localPortDetails", "port"))
        parts = [text(action, "connectionDirection"), text(action, "protocol"), remote, f"port {port}" if port else ""]
        evidence.add("network_flow", " ".join(filter(None, parts)))
        evidence.add("log", " ".join(filter(None, [text(action, "serviceName"), text(action, "api")])))
        blocked = member(action, "blocked")
        if isinstance(blocked, bool):
            evidence.add("log", f"action: {'blocked' if blocked else 'allowed'}")
    evidence.add("dns_query", text(finding, "service", "action", "dnsRequestAction", "domain"))
    if count := text(finding, "service", "count"):
        evidence.add("log", f"count: {count}")
    return evidence


def remote_address(asff: Json) -> str:
    """Return the remote address that GuardDuty leaves in the product fields of an ASFF finding."""
    names = (f"{_PRODUCT}/{action}/remoteIpDetails/ipAddressV4" for action in _ACTIONS)
    return first_text(asff, *(("ProductFields", name) for name in names))


def is_outbound(asff: Json) -> bool:
    """Whether the resource of an ASFF finding connected to the remote address, rather than the other way round."""
    direction = text(asff, "ProductFields", f"{_PRODUCT}/networkConnectionAction/connectionDirection")
    return (direction or text(asff, "Action", "NetworkConnectionAction", "ConnectionDirection")) == "OUTBOUND"


def add_product_fields(evidence: Evidence, asff: Json) -> None:
    """Add what GuardDuty leaves in the product fields of an ASFF finding."""
    connection = f"{_PRODUCT}/networkConnectionAction"
    values = [
        text(asff, "ProductFields", f"{connection}/{name}")
        for name in ("connectionDirection", "protocol", "remoteIpDetails/ipAddressV4", "remotePortDetails/port")
    ]
    if values[2]:
        port = f"port {values[3]}" if values[3] else ""
        evidence.add("network_flow", " ".join(filter(None, [*values[:3], port])))
    if blocked := text(asff, "ProductFields", f"{connection}/blocked"):
        evidence.add("log", f"action: {'blocked' if blocked == 'true' else 'allowed'}")
    evidence.add("dns_query", text(asff, "ProductFields", f"{_PRODUCT}/dnsRequestAction/domain"))
    for name in ("serviceName", "api"):
        evidence.add("log", text(asff, "ProductFields", f"{_PRODUCT}/awsApiCallAction/{name}"))
