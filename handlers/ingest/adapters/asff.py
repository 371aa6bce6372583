"""AWS findings: the AWS Security Finding Format (ASFF) of Security Hub, and GuardDuty's own JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handlers.ingest.adapters import guardduty
from handlers.ingest.alerts.alert import (
    Activity,
    AssetField,
    Assets,
    Evidence,
    Options,
    RejectedRowError,
    Severity,
    Skipped,
    build_alert,
    is_updated,
    source_name,
    time_of,
)
from handlers.ingest.alerts.values import Json, endpoint, first_text, integer, joined, member, objects, text

INCLUDES = frozenset({"pass"})
_LABELS: dict[str, Severity] = {
    "INFORMATIONAL": "informational",
    "LOW": "low",
    "MEDIUM": "medium",
    "HIGH": "high",
    "CRITICAL": "critical",
}
# Normalized scores as Security Hub documents them: 0, 1-39, 40-69, 70-89, 90-100.
_SCORES: tuple[tuple[int, Severity], ...] = ((90, "critical"), (70, "high"), (40, "medium"), (1, "low"))
# The time when it was first observed precedes the others: an update of the finding moves those.
_TIMES = (("FirstObservedAt",), ("CreatedAt",), ("LastObservedAt",), ("UpdatedAt",))
_ASSETS: tuple[AssetField, ...] = (
    ("ip_address", "source", ("Network", "SourceIpV4")),
    ("ip_address", "source", ("Network", "SourceIpV6")),
    ("hostname", "source", ("Network", "SourceDomain")),
    ("ip_address", "destination", ("Network", "DestinationIpV4")),
    ("ip_address", "destination", ("Network", "DestinationIpV6")),
    ("hostname", "destination", ("Network", "DestinationDomain")),
    ("hostname", "destination", ("Action", "DnsRequestAction", "Domain")),
    ("process", None, ("Process", "Name")),
)
_INSTANCE_ASSETS: tuple[AssetField, ...] = (
    ("ip_address", "target", ("IpV4Addresses",)),
    ("ip_address", "target", ("IpV6Addresses",)),
)
_REMOTE = (
    ("Action", "NetworkConnectionAction", "RemoteIpDetails", "IpAddressV4"),
    ("Action", "AwsApiCallAction", "RemoteIpDetails", "IpAddressV4"),
)


def recognizes(row: Json) -> bool:
    """Whether the row is a finding in ASFF or in GuardDuty's own format, or an event that carries them."""
    return any(_is_asff(finding) or guardduty.recognizes(finding) for finding in unwrap(row))


def unwrap(row: Json) -> Iterator[Json]:
    """Yield the findings of a row: EventBridge and the APIs wrap them in `detail` and in `Findings`."""
    detail = member(row, "detail")
    inner = detail if isinstance(detail, dict) else row
    for name in ("findings", "Findings"):
        if isinstance(member(inner, name), list):
            yield from inner[name]
            return
    yield inner


def adapt(row: Json, options: Options) -> dict[str, Any] | Skipped:
    """Return the alert of a finding, or why it is skipped; raise `RejectedRowError` if it cannot be read."""
    if guardduty.recognizes(row):
        return guardduty.adapt(row, options)
    if not _is_asff(row):
        raise RejectedRowError("", "neither an ASFF finding nor a GuardDuty finding")
    passed = text(row, "Compliance", "Status").upper() == "PASSED"
    if passed and "pass" not in options.include:
        return Skipped("pass")
    return build_alert(
        source=_source(row),
        uid=options.identifying(text(row, "Id")),
        title=text(row, "Title"),
        description=text(row, "Description"),
        severity="informational" if passed else _severity(row),
        rule_id=_rule_id(row),
        detected_at=time_of(row, *_TIMES),
        assets=_assets(row),
        evidence=_evidence(row),
        raw=row,
        activity=_activity(row),
    )


def _is_asff(row: Json) -> bool:
    return isinstance(member(row, "ProductArn"), str) or (
        isinstance(member(row, "AwsAccountId"), str) and isinstance(member(row, "GeneratorId"), str)
    )


def _activity(row: Json) -> Activity:
    if text(row, "RecordState") == "ARCHIVED" or text(row, "Workflow", "Status") == "RESOLVED":
        return "close"
    return "update" if is_updated(row, created=("CreatedAt",), updated=("UpdatedAt",)) else "create"


def _source(row: Json) -> str:
    product = first_text(row, ("ProductName",), ("ProductFields", "aws/securityhub/ProductName"))
    return source_name(product or text(row, "ProductArn").rpartition("/")[2], "asff")


def _severity(row: Json) -> Severity:
    for severity in (member(row, "Severity"), member(row, "FindingProviderFields", "Severity")):
        label = text(severity, "Label").upper()
        if label in _LABELS:
            return _LABELS[label]
        score = integer(severity, "Normalized")
        if score is not None:
            return next((name for least, name in _SCORES if score >= least), "informational")
    return "informational"


def _rule_id(row: Json) -> str:
    generator, kind = text(row, "GeneratorId"), text(row, "Types", 0)
    if ":detector/" in generator:
        # GuardDuty names its detector here, which is the same for all rules; the last part of the type is the rule.
        return kind.rpartition("/")[2] or generator
    control = first_text(row, ("Compliance", "SecurityControlId"), ("ProductFields", "ControlId"))
    return control or text(row, "Vulnerabilities", 0, "Id") or generator or kind


def _assets(row: Json) -> Assets:
    assets = Assets()
    for resource in objects(row, "Resources"):
        assets.add("cloud_resource", text(resource, "Id"), "target")
        instance = member(resource, "Details", "AwsEc2Instance")
        assets.add_fields(instance, _INSTANCE_ASSETS)
        key = member(resource, "Details", "AwsIamAccessKey")
        assets.add("user", first_text(key, ("PrincipalName",), ("UserName",)), "actor")
        assets.add("user", text(resource, "Details", "AwsIamUser", "UserName"), "target")
        assets.add("container", text(resource, "Details", "Container", "Name"), "target")
    assets.add_fields(row, _ASSETS)
    remote = first_text(row, *_REMOTE) or guardduty.remote_address(row)
    assets.add("ip_address", remote, "destination" if guardduty.is_outbound(row) else "source")
    for malware in objects(row, "Malware"):
        assets.add("file", text(malware, "Path"), "target")
    for indicator in objects(row, "ThreatIntelIndicators"):
        if text(indicator, "Type") in {"IPV4_ADDRESS", "IPV6_ADDRESS", "DOMAIN"}:
            assets.add("ip_address", text(indicator, "Value"))
    return assets


def _evidence(row: Json) -> Evidence:
    evidence = Evidence()
    network = member(row, "Network")
    ends = [_network_end(network, side) for side in ("Source", "Destination")]
    evidence.add("network_flow", joined(text(network, "Protocol"), joined(*ends, by=" -> ")) if any(ends) else "")
    guardduty.add_product_fields(evidence, row)
    evidence.add("dns_query", text(row, "Action", "DnsRequestAction", "Domain"))
    call = member(row, "Action", "AwsApiCallAction")
    evidence.add("log", joined(text(call, "ServiceName"), text(call, "Api")) if text(call, "Api") else "")
    if isinstance(blocked := member(row, "Action", "NetworkConnectionAction", "Blocked"), bool):
        evidence.add("log", f"action: {'blocked' if blocked else 'allowed'}")
    evidence.add("process", first_text(row, ("Process", "Path"), ("Process", "Name")))
    for malware in objects(row, "Malware"):
        evidence.add("file", joined(text(malware, "Name"), text(malware, "Path")))
    for vulnerability in objects(row, "Vulnerabilities"):
        evidence.add("log", joined(text(vulnerability, "Id"), ", ".join(_packages(vulnerability))))
    evidence.add_labelled("compliance", text(row, "Compliance", "Status"))
    return evidence


def _network_end(network: Json, side: str) -> str:
    host = first_text(network, (f"{side}IpV4",), (f"{side}IpV6",), (f"{side}Domain",))
    return endpoint(host, text(network, f"{side}Port"))


def _packages(vulnerability: dict[str, Json]) -> Iterator[str]:
    for package in objects(vulnerability, "VulnerablePackages"):
        installed = joined(text(package, "Name"), text(package, "Version"))
        fixed = text(package, "FixedInVersion")
        yield f"{installed} (fixed in {fixed})" if fixed else installed
