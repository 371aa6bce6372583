"""Suricata EVE JSON (`eve.json`): events of type `alert`, and `anomaly` and `drop` on request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handlers.ingest.alert import (
    AssetField,
    Assets,
    Evidence,
    Options,
    RejectedRowError,
    Role,
    Severity,
    Skipped,
    build_alert,
    document_identity,
)
from handlers.ingest.times import parse_time
from handlers.ingest.values import Json, first_text, integer, member, objects, text, texts

INCLUDES = frozenset({"anomaly", "drop"})
_SEVERITY: dict[int, Severity] = {1: "high", 2: "medium", 3: "low"}
_ASSETS: tuple[AssetField, ...] = (
    ("hostname", "destination", ("http", "hostname")),
    ("hostname", "destination", ("tls", "sni")),
    ("hostname", "destination", ("quic", "sni")),
    ("user", "actor", ("smb", "ntlmssp", "user")),
    ("user", "actor", ("krb5", "cname")),
)
_MAILBOXES: dict[Role, tuple[tuple[str, ...], ...]] = {
    "actor": (("smtp", "mail_from"), ("email", "from")),
    "target": (("smtp", "rcpt_to"), ("email", "to")),
}
_LOG_FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("TLS server name", ("tls", "sni")),
    ("TLS subject", ("tls", "subject")),
    ("TLS issuer", ("tls", "issuerdn")),
    ("JA3", ("tls", "ja3", "hash")),
    ("SSH client", ("ssh", "client", "software_version")),
    ("SSH server", ("ssh", "server", "software_version")),
    ("SMTP HELO", ("smtp", "helo")),
    ("e-mail subject", ("email", "subject")),
    ("anomaly", ("anomaly", "event")),
)
_TYPE_NAMES = {"alert": "alert", "anomaly": "protocol anomaly", "drop": "dropped packet"}


def recognises(row: Json) -> bool:
    """Whether the row is an EVE event."""
    return bool(text(row, "event_type")) and member(row, "timestamp") is not None


def adapt(row: Json, options: Options) -> dict[str, Any] | Skipped:
    """Return the alert of an EVE event, or why it is skipped; raise `RejectedRowError` where it cannot be read."""
    kind = text(row, "event_type")
    if not kind:
        raise RejectedRowError("/event_type", "an EVE event needs an event_type")
    if kind != "alert" and kind not in options.include & INCLUDES:
        return Skipped(kind)
    if kind == "alert" and not isinstance(member(row, "alert"), dict):
        raise RejectedRowError("/alert", "an alert event needs an alert object")
    sid = integer(row, "alert", "signature_id")
    return build_alert(
        source="suricata",
        source_alert_id=document_identity(row),
        title=text(row, "alert", "signature") or _fallback_title(row, kind),
        description=text(row, "alert", "category"),
        severity=_SEVERITY.get(integer(row, "alert", "severity") or 0, "informational"),
        rule_id="" if sid is None else f"{integer(row, 'alert', 'gid') or 1}:{sid}",
        detected_at=parse_time(member(row, "timestamp")),
        time_pointer="/timestamp",
        assets=_assets(row),
        evidence=_evidence(row, kind),
        raw=row,
    )


def _fallback_title(row: Json, kind: str) -> str:
    if kind == "alert":
        return ""
    event = first_text(row, ("anomaly", "event"), ("drop", "reason"))
    return f"Suricata {_TYPE_NAMES[kind]}" + (f": {event}" if event else "")


def _endpoints(row: Json) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return address and port of who connected and of what was connected to.

    `src_ip` is the sender of the packet that matched. The flow names its initiator where it has one; otherwise a
    packet to the client came from the side that was connected to.
    """
    if text(row, "flow", "src_ip") and text(row, "flow", "dest_ip"):
        flow = row["flow"]
        return (text(flow, "src_ip"), text(flow, "src_port")), (text(flow, "dest_ip"), text(flow, "dest_port"))
    sender = (text(row, "src_ip"), text(row, "src_port"))
    receiver = (text(row, "dest_ip"), text(row, "dest_port"))
    return (receiver, sender) if text(row, "direction") == "to_client" else (sender, receiver)


def _assets(row: Json) -> Assets:
    assets = Assets()
    (source, _), (destination, _) = _endpoints(row)
    assets.add("ip_address", source, "source")
    assets.add("ip_address", destination, "destination")
    assets.add_fields(row, _ASSETS)
    for name in _dns_names(row):
        assets.add("hostname", name)
    for kind, paths in _MAILBOXES.items():
        for path in paths:
            for address in texts(row, *path):
                assets.add("user", address.strip("<>"), kind)
    for file in _files(row):
        assets.add("file", text(file, "filename"))
    return assets


def _evidence(row: Json, kind: str) -> Evidence:
    evidence = Evidence()
    evidence.add("network_flow", _connection(row))
    action = text(row, "alert", "action") or ("blocked" if kind == "drop" else "")
    if action:
        evidence.add("log", f"action: {action}")
    if isinstance(member(row, "http"), dict):
        evidence.add("http_request", _http(row["http"]))
    for name in _dns_names(row):
        evidence.add("dns_query", name)
    for label, path in _LOG_FIELDS:
        if value := text(row, *path):
            evidence.add("log", f"{label}: {value}")
    for file in _files(row):
        hashes = [f"{name} {text(file, name)}" for name in ("md5", "sha1", "sha256") if text(file, name)]
        evidence.add("file", ", ".join(filter(None, [text(file, "filename"), text(file, "magic"), *hashes])))
    payload = first_text(row, ("payload_printable",), ("payload",))
    evidence.add("log", f"payload: {payload}" if payload else "")
    return evidence


def _connection(row: Json) -> str:
    (source, source_port), (destination, destination_port) = _endpoints(row)
    if not source or not destination:
        return ""
    ends = " -> ".join(
        f"{f'[{address}]' if ':' in address and port else address}{f':{port}' if port else ''}"
        for address, port in ((source, source_port), (destination, destination_port))
    )
    protocols = " ".join(filter(None, [text(row, "proto"), text(row, "app_proto")]))
    return f"{protocols} {ends}".strip()


def _http(http: Json) -> str:
    host, path = text(http, "hostname"), text(http, "url")
    url = path if "://" in path or not host else f"http://{host}{path if path.startswith('/') else f'/{path}'}"
    details = [
        f"{label} {value}"
        for label, name in (("status", "status"), ("user agent", "http_user_agent"), ("referrer", "http_refer"))
        if (value := text(http, name))
    ]
    request = " ".join(filter(None, [text(http, "http_method"), url]))
    return f"{request} ({', '.join(details)})" if details else request


def _dns_names(row: Json) -> Iterator[str]:
    for section in ("dns", "mdns"):
        for path in ((section,), (section, "query"), (section, "queries")):
            for query in objects(row, *path):
                if name := text(query, "rrname"):
                    yield name


def _files(row: Json) -> Iterator[dict[str, Json]]:
    yield from objects(row, "files")
    yield from objects(row, "fileinfo")
