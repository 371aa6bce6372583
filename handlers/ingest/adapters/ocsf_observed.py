"""What an OCSF finding observed: its assets and its evidence, from every object that OCSF puts them in."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.ingest.alert import AssetField, Assets, AssetType, Evidence
from handlers.ingest.values import Json, first_text, integer, member, objects, text

# Of the event itself and of each entry in `evidences`.
_FIELDS: tuple[AssetField, ...] = (
    ("ip_address", "source", ("src_endpoint", "ip")),
    ("hostname", "source", ("src_endpoint", "hostname")),
    ("ip_address", "destination", ("dst_endpoint", "ip")),
    ("hostname", "destination", ("dst_endpoint", "hostname")),
    ("hostname", "destination", ("dst_endpoint", "domain")),
    ("ip_address", "target", ("device", "ip")),
    ("hostname", "target", ("device", "hostname")),
    ("hostname", "target", ("device", "name")),
    ("user", "actor", ("actor", "user", "name")),
    ("user", "actor", ("actor", "user", "email_addr")),
    ("process", "actor", ("actor", "process", "name")),
    ("user", "target", ("user", "name")),
    ("user", "target", ("user", "email_addr")),
    ("process", None, ("process", "name")),
    ("file", None, ("process", "file", "path")),
    ("container", "target", ("container", "name")),
    ("hostname", None, ("query", "hostname")),
    ("url", None, ("url", "url_string")),
    ("service", "target", ("api", "service", "name")),
)
_OBSERVABLE_TYPES: dict[int, AssetType] = {
    1: "hostname",
    2: "ip_address",
    3: "other",  # MAC address
    4: "user",
    5: "user",  # e-mail address
    6: "url",
    7: "file",
    8: "other",  # hash
    9: "process",
    10: "cloud_resource",
    20: "hostname",  # endpoint
    21: "user",
    45: "file",
}


def assets(row: Json) -> Assets:
    """Return the assets of the event, of its evidence, and its observables."""
    found = Assets()
    for resource in _resources(row):
        found.add("cloud_resource", first_text(resource, ("uid",), ("name",)), "target")
        found.add("user", text(resource, "owner", "name"), None)
        found.add("hostname", text(resource, "hostname"), "target")
        found.add("ip_address", text(resource, "ip"), "target")
    for observed in _observed(row):
        found.add_fields(observed, _FIELDS)
        for file in objects(observed, "file"):
            found.add("file", first_text(file, ("path",), ("name",)), "target")
    for observable in objects(row, "observables"):
        kind = _OBSERVABLE_TYPES.get(integer(observable, "type_id") or 0)
        if kind is not None:
            found.add(kind, text(observable, "value"), None)
    return found


def evidence(row: Json) -> Evidence:
    """Return what the finding rests on."""
    found = Evidence()
    for observed in _observed(row):
        _add_evidence(found, observed)
    for vulnerability in objects(row, "vulnerabilities"):
        name = first_text(vulnerability, ("cve", "uid"), ("advisory", "uid"), ("title",))
        found.add("log", " ".join(filter(None, [name, ", ".join(_packages(vulnerability))])))
    if control := text(row, "compliance", "control"):
        found.add("log", f"control: {control}")
    for path in (("status_detail",), ("compliance", "status_detail")):
        found.add("log", text(row, *path))
    if action := first_text(row, ("action",), ("disposition",)):
        found.add("log", f"action: {action}")
    return found


def _resources(row: Json) -> Iterator[dict[str, Json]]:
    for name in ("resources", "resource", "affected_resources"):
        yield from objects(row, name)


def _observed(row: Json) -> Iterator[dict[str, Json]]:
    if isinstance(row, dict):
        yield row
    for name in ("evidences", "evidence"):
        yield from objects(row, name)


def _add_evidence(found: Evidence, observed: dict[str, Json]) -> None:
    source, destination = (_endpoint(observed, name) for name in ("src_endpoint", "dst_endpoint"))
    if source or destination:
        found.add("network_flow", " -> ".join(filter(None, [source, destination])))
    url = first_text(observed, ("url", "url_string"), ("http_request", "url", "url_string"))
    found.add("http_request", " ".join(filter(None, [text(observed, "http_request", "http_method"), url])))
    found.add("dns_query", text(observed, "query", "hostname"))
    for path in (("process",), ("actor", "process")):
        found.add("process", first_text(member(observed, *path), ("cmd_line",), ("file", "path"), ("name",)))
    for file in objects(observed, "file"):
        hashes = (text(digest, "value") for digest in objects(file, "hashes"))
        found.add("file", ", ".join(filter(None, [first_text(file, ("path",), ("name",)), *hashes])))
    operation = text(observed, "api", "operation")
    found.add("log", " ".join(filter(None, [text(observed, "api", "service", "name"), operation])) if operation else "")
    if isinstance(data := member(observed, "data"), str):
        found.add("log", data)


def _endpoint(observed: dict[str, Json], name: str) -> str:
    address, port = first_text(observed, (name, "ip"), (name, "hostname")), text(observed, name, "port")
    return f"{address} port {port}" if address and port else address


def _packages(vulnerability: dict[str, Json]) -> Iterator[str]:
    for name in ("affected_packages", "packages"):
        for package in objects(vulnerability, name):
            fixed = text(package, "fixed_in_version")
            installed = " ".join(filter(None, [text(package, "name"), text(package, "version")]))
            yield f"{installed} (fixed in {fixed})" if fixed else installed
