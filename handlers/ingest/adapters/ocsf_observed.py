"""The assets and the evidence of an OCSF finding, from every object that OCSF has for them."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.ingest.alerts.alert import AssetField, Assets, AssetType, Evidence, is_placeholder
from handlers.ingest.alerts.values import Json, Path, endpoint, first_text, integer, joined, member, objects, text

# Of the event itself and of each entry in `evidences`.
_FIELDS: tuple[AssetField, ...] = (
    ("ip_address", "source", ("src_endpoint", "ip")),
    ("hostname", "source", ("src_endpoint", "hostname")),
    ("hostname", "source", ("src_endpoint", "domain")),
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
    ("url", None, ("http_request", "url", "url_string")),
    ("service", "target", ("api", "service", "name")),
    ("cloud_resource", "target", ("databucket", "uid")),
    ("cloud_resource", "target", ("databucket", "name")),
    ("other", "target", ("database", "name")),
    ("other", "target", ("table", "name")),
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
_OBSERVABLE_WORDS: dict[str, AssetType] = {
    "hostname": "hostname",
    "ip address": "ip_address",
    "mac address": "other",
    "user name": "user",
    "email address": "user",
    "url string": "url",
    "file name": "file",
    "file path": "file",
    "hash": "other",
    "process name": "process",
    "resource uid": "cloud_resource",
}
_ACTIONS = {1: "Allowed", 2: "Denied"}
_DISPOSITIONS = {1: "Allowed", 2: "Blocked", 3: "Quarantined", 4: "Isolated", 5: "Deleted", 6: "Dropped"}


def assets(row: Json) -> Assets:
    """Return the assets of the event, of its evidence, and its observables."""
    result = Assets()
    for resource in _resources(row):
        result.add("cloud_resource", _first_name(resource, ("uid",), ("name",)), "target")
        result.add("user", _first_name(resource, ("owner", "name"), ("owner", "uid")), None)
        result.add("hostname", text(resource, "hostname"), "target")
        result.add("ip_address", text(resource, "ip"), "target")
    for observed in _observed(row):
        result.add_fields(observed, _FIELDS)
        for file in _files(observed):
            result.add("file", _first_name(file, ("path",), ("name",)), "target")
    for observable in objects(row, "observables"):
        kind = _OBSERVABLE_TYPES.get(integer(observable, "type_id") or 0)
        kind = kind or _OBSERVABLE_WORDS.get(text(observable, "type").lower())
        if kind is not None:
            result.add(kind, text(observable, "value"), None)
    return result


def evidence(row: Json) -> Evidence:
    """Return what the finding rests on."""
    result = Evidence()
    for observed in _observed(row):
        _add_evidence(result, observed)
    for vulnerability in objects(row, "vulnerabilities"):
        name = first_text(vulnerability, ("cve", "uid"), ("advisory", "uid"), ("title",))
        result.add("log", joined(name, ", ".join(_packages(vulnerability))))
    result.add_labelled("MITRE ATT&CK", ", ".join(dict.fromkeys(filter(None, _techniques(row)))))
    result.add_labelled("control", text(row, "compliance", "control"))
    for path in (("status_detail",), ("compliance", "status_detail")):
        result.add("log", text(row, *path))
    return result


def _techniques(row: Json) -> Iterator[str]:
    """Yield the MITRE ATT&CK techniques of the event and of its findings, a sub-technique in place of its technique."""
    for holder in (row, *objects(row, "finding_info"), *objects(row, "finding"), *objects(row, "finding_info_list")):
        for attack in objects(holder, "attacks"):
            yield first_text(
                attack,
                ("sub_technique", "uid"),
                ("sub_technique_uid",),
                ("technique", "uid"),
                ("technique_uid",),
                ("technique", "name"),
            )


def _first_name(document: Json, *paths: Path) -> str:
    return next((name for path in paths if not is_placeholder(name := text(document, *path))), "")


def _resources(row: Json) -> Iterator[dict[str, Json]]:
    for name in ("resources", "resource", "affected_resources"):
        yield from objects(row, name)


def _observed(row: Json) -> Iterator[dict[str, Json]]:
    if isinstance(row, dict):
        yield row
    for name in ("evidences", "evidence"):
        yield from objects(row, name)


def _files(observed: dict[str, Json]) -> Iterator[dict[str, Json]]:
    yield from objects(observed, "file")
    for malware in objects(observed, "malware"):
        yield from objects(malware, "files")
    for vulnerability in objects(observed, "vulnerabilities"):
        for code in objects(vulnerability, "affected_code"):
            yield from objects(code, "file")


def _add_evidence(result: Evidence, observed: dict[str, Json]) -> None:
    result.add("network_flow", _connection(observed))
    url = first_text(observed, ("url", "url_string"), ("http_request", "url", "url_string"))
    result.add("http_request", joined(text(observed, "http_request", "http_method"), url))
    result.add("dns_query", text(observed, "query", "hostname"))
    for path in (("process",), ("actor", "process")):
        result.add("process", first_text(member(observed, *path), ("cmd_line",), ("file", "path"), ("name",)))
    for file in _files(observed):
        hashes = (text(digest, "value") for digest in objects(file, "hashes"))
        result.add("file", joined(first_text(file, ("path",), ("name",)), *hashes, by=", "))
    for malware in objects(observed, "malware"):
        result.add_labelled("malware", first_text(malware, ("name",), ("uid",)))
    operation = text(observed, "api", "operation")
    result.add("log", joined(text(observed, "api", "service", "name"), operation) if operation else "")
    action = text(observed, "action") or _ACTIONS.get(integer(observed, "action_id") or 0, "")
    result.add_labelled("action", action)
    disposition = text(observed, "disposition") or _DISPOSITIONS.get(integer(observed, "disposition_id") or 0, "")
    result.add_labelled("disposition", disposition)
    if isinstance(data := member(observed, "data"), str):
        result.add("log", data)


def _connection(observed: dict[str, Json]) -> str:
    ends = [
        endpoint(first_text(observed, (name, "ip"), (name, "hostname"), (name, "domain")), text(observed, name, "port"))
        for name in ("src_endpoint", "dst_endpoint")
    ]
    return joined(text(observed, "connection_info", "protocol_name"), joined(*ends, by=" -> ")) if any(ends) else ""


def _packages(vulnerability: dict[str, Json]) -> Iterator[str]:
    for name in ("affected_packages", "packages"):
        for package in objects(vulnerability, name):
            fixed = text(package, "fixed_in_version")
            installed = joined(text(package, "name"), text(package, "version"))
            yield f"{installed} (fixed in {fixed})" if fixed else installed
