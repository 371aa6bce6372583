"""GuardDuty findings in their own format, as the console, the API and EventBridge return them, and inside ASFF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handlers.ingest.alerts.alert import (
    Activity,
    AssetField,
    Assets,
    Evidence,
    Options,
    RejectedRowError,
    Role,
    Severity,
    build_alert,
    is_updated,
    rejection,
    require_storable,
    time_of,
)
from handlers.ingest.alerts.values import (
    Json,
    endpoint,
    first_text,
    joined,
    member,
    number,
    objects,
    one_line,
    pointer,
    text,
    texts,
)

# Severity values as GuardDuty documents them.
_SCORES: tuple[tuple[float, Severity], ...] = ((9.0, "critical"), (7.0, "high"), (4.0, "medium"), (1.0, "low"))
_TIMES = (("service", "eventFirstSeen"), ("createdAt",), ("updatedAt",))
_ACTIONS = (
    "networkConnectionAction",
    "awsApiCallAction",
    "portProbeAction",
    "kubernetesApiCallAction",
    "rdsLoginAttemptAction",
    "dnsRequestAction",
)
_ASSETS: tuple[AssetField, ...] = (
    ("cloud_resource", "target", ("resource", "instanceDetails", "instanceId")),
    ("user", "actor", ("resource", "accessKeyDetails", "userName")),
    ("cloud_resource", "target", ("resource", "eksClusterDetails", "arn")),
    ("cloud_resource", "target", ("resource", "ecsClusterDetails", "arn")),
    ("cloud_resource", "target", ("resource", "lambdaDetails", "functionArn")),
    ("cloud_resource", "target", ("resource", "rdsDbInstanceDetails", "dbInstanceArn")),
    ("user", "actor", ("resource", "rdsDbUserDetails", "user")),
    ("user", "actor", ("resource", "kubernetesDetails", "kubernetesUserDetails", "username")),
    ("container", "target", ("resource", "kubernetesDetails", "kubernetesWorkloadDetails", "name")),
    ("container", "target", ("resource", "containerDetails", "name")),
    ("container", "target", ("resource", "containerDetails", "id")),
    ("process", "actor", ("service", "runtimeDetails", "process", "name")),
    ("user", "actor", ("service", "runtimeDetails", "process", "user")),
    ("hostname", "destination", ("service", "action", "dnsRequestAction", "domain")),
)
_PRODUCT = "aws/guardduty/service/action"


def recognizes(row: Json) -> bool:
    """Whether the row is a finding in GuardDuty's own format; the AWS CLI capitalizes its members."""
    return isinstance(row, dict) and any(
        isinstance(row.get(kind), str) and isinstance(row.get(service), dict) and isinstance(row.get(resource), dict)
        for kind, service, resource in (("type", "service", "resource"), ("Type", "Service", "Resource"))
    )


def adapt(row: Json, options: Options) -> dict[str, Any]:
    """Return the alert of a finding; raise `RejectedRowError` if it cannot be read."""
    require_storable(row)  # so that it is not nested too deeply either
    finding = _uncapitalized(row)
    try:
        if not text(finding, "type"):
            raise rejection(finding, ("type",), "a GuardDuty finding needs a type")
        detected_at = time_of(finding, *_TIMES)
    except RejectedRowError as error:
        raise RejectedRowError(_original(row, error.pointer), str(error)) from None
    return build_alert(
        source="guardduty",
        uid=options.identifying(first_text(finding, ("arn",), ("id",))),
        title=text(finding, "title"),
        description=text(finding, "description"),
        severity=_severity(finding),
        rule_id=text(finding, "type"),
        detected_at=detected_at,
        assets=_assets(finding),
        evidence=_evidence(finding),
        raw=row,
        activity=_activity(finding),
    )


def _uncapitalized(value: Json) -> Json:
    if isinstance(value, dict):
        return {name[:1].lower() + name[1:]: _uncapitalized(child) for name, child in value.items()}
    return [_uncapitalized(child) for child in value] if isinstance(value, list) else value


def _original(row: Json, uncapitalized: str) -> str:
    """Return a pointer into the copy with lower-case members as a pointer into the row."""
    value, steps = row, []
    for step in uncapitalized.split("/")[1:]:
        name = next((name for name in (step[:1].upper() + step[1:], step) if name in value), None)
        if name is None:
            break
        steps.append(name)
        value = value[name]
    return pointer(*steps)


def _activity(finding: Json) -> Activity:
    if member(finding, "service", "archived") is True:
        return "close"
    return "update" if is_updated(finding, created=("createdAt",), updated=("updatedAt",)) else "create"


def _severity(finding: Json) -> Severity:
    score = number(finding, "severity")
    return next((severity for least, severity in _SCORES if score is not None and score >= least), "informational")


def _assets(finding: Json) -> Assets:
    assets = Assets()
    assets.add_fields(finding, _ASSETS)
    for interface in objects(finding, "resource", "instanceDetails", "networkInterfaces"):
        assets.add("ip_address", text(interface, "privateIpAddress"), "target")
        assets.add("ip_address", text(interface, "publicIp"), "target")
        assets.add("hostname", text(interface, "privateDnsName"), "target")
        assets.add("hostname", text(interface, "publicDnsName"), "target")
        for address in texts(interface, "ipv6Addresses"):
            assets.add("ip_address", address, "target")
    for bucket in objects(finding, "resource", "s3BucketDetails"):
        assets.add("cloud_resource", first_text(bucket, ("arn",), ("name",)), "target")
    for action, holder in _connections(finding):
        is_outbound = text(action, "connectionDirection") == "OUTBOUND"
        assets.add("ip_address", _remote(holder), "destination" if is_outbound else "source")
    _add_sequence_assets(assets, member(finding, "service", "detection", "sequence"))
    return assets


def _add_sequence_assets(assets: Assets, sequence: Json) -> None:
    """Add who and what takes part in an attack sequence."""
    for actor in objects(sequence, "actors"):
        assets.add("user", text(actor, "user", "name"), "actor")
        assets.add("process", text(actor, "process", "name"), "actor")
    for resource in objects(sequence, "resources"):
        assets.add("cloud_resource", first_text(resource, ("uid",), ("name",)), "target")
    for end in objects(sequence, "endpoints"):
        is_outbound = text(end, "connection", "direction") == "OUTBOUND"
        role: Role = "destination" if is_outbound else "source"
        assets.add("ip_address", text(end, "ip"), role)
        assets.add("hostname", text(end, "domain"), role)


def _connections(finding: Json) -> Iterator[tuple[Json, Json]]:
    """Yield each action with itself and with each of its port probes, which may name a remote address."""
    for name in _ACTIONS:
        for action in objects(finding, "service", "action", name):
            for holder in (action, *objects(action, "portProbeDetails")):
                yield action, holder


def _remote(holder: Json) -> str:
    return first_text(holder, ("remoteIpDetails", "ipAddressV4"), ("remoteIpDetails", "ipAddressV6"))


def _evidence(finding: Json) -> Evidence:
    evidence = Evidence()
    for action, holder in _connections(finding):
        remote = endpoint(_remote(holder), text(holder, "remotePortDetails", "port"))
        local = text(holder, "localPortDetails", "port")
        direction = joined(text(action, "connectionDirection"), text(action, "protocol"))
        evidence.add("network_flow", joined(direction, remote, f"local port {local}" if local else ""))
        evidence.add("log", joined(text(action, "serviceName"), text(action, "api")))
        uri = text(action, "requestUri")
        evidence.add("http_request", joined(text(action, "verb").upper(), uri) if uri else "")
        if isinstance(blocked := member(action, "blocked"), bool):
            evidence.add("log", f"action: {'blocked' if blocked else 'allowed'}")
    evidence.add("dns_query", text(finding, "service", "action", "dnsRequestAction", "domain"))
    process = member(finding, "service", "runtimeDetails", "process")
    evidence.add("process", first_text(process, ("executablePath",), ("name",)))
    evidence.add_labelled("SHA-256", text(process, "executableSha256"), "process")
    for name, value in _runtime_context(finding):
        evidence.add_labelled(name, value, "process")
    evidence.add_labelled("image", text(finding, "resource", "containerDetails", "image"))
    for threat in objects(finding, "service", "evidence", "threatIntelligenceDetails"):
        evidence.add_labelled("threat list", text(threat, "threatListName"))
        evidence.add_labelled("threats", ", ".join(texts(threat, "threatNames")))
    for signal in objects(finding, "service", "detection", "sequence", "signals"):
        evidence.add_labelled("signal", first_text(signal, ("description",), ("name",), ("type",)))
    evidence.add_labelled("count", text(finding, "service", "count"))
    return evidence


def _runtime_context(finding: Json) -> Iterator[tuple[str, str]]:
    """Yield the texts of what the process did at run time, such as `socketPath`, by their names."""
    context = member(finding, "service", "runtimeDetails", "context")
    for name in context if isinstance(context, dict) else ():
        for value in texts(context, name):
            yield one_line(name), value


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
    direction, protocol, remote, port, local = (
        text(asff, "ProductFields", f"{connection}/{name}")
        for name in (
            "connectionDirection",
            "protocol",
            "remoteIpDetails/ipAddressV4",
            "remotePortDetails/port",
            "localPortDetails/port",
        )
    )
    if remote:
        local = f"local port {local}" if local else ""
        evidence.add("network_flow", joined(direction, protocol, endpoint(remote, port), local))
    if blocked := text(asff, "ProductFields", f"{connection}/blocked"):
        evidence.add("log", f"action: {'blocked' if blocked == 'true' else 'allowed'}")
    evidence.add("dns_query", text(asff, "ProductFields", f"{_PRODUCT}/dnsRequestAction/domain"))
    call = (text(asff, "ProductFields", f"{_PRODUCT}/awsApiCallAction/{name}") for name in ("serviceName", "api"))
    evidence.add("log", joined(*call))
