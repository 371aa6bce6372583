"""Suricata EVE JSON (`eve.json`): events of type `alert`, and `anomaly` and `drop` on request."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Iterator
from typing import Any

from handlers.ingest.alerts.alert import (
    AssetField,
    Assets,
    Evidence,
    Options,
    Role,
    Severity,
    Skipped,
    build_alert,
    rejection,
    time_of,
)
from handlers.ingest.alerts.values import Json, endpoint, first_text, integer, joined, member, objects, text, texts

INCLUDES = frozenset({"anomaly", "drop"})
_SEVERITY: dict[int, Severity] = {1: "high", 2: "medium", 3: "low"}  # the priority of the rule; others are lower
_DEFAULT_PRIORITY = 3  # what Suricata gives to a rule that states neither a priority nor a class
_UNDETECTED = frozenset({"failed", "unknown"})  # what `app_proto` says if the protocol was not recognized
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
_TYPE_NAMES = {"anomaly": "protocol anomaly", "drop": "dropped packet"}


def recognizes(row: Json) -> bool:
    """Whether the row is an EVE event."""
    return bool(text(row, "event_type")) and member(row, "timestamp") is not None


def adapt(row: Json, options: Options) -> dict[str, Any] | Skipped:
    """Return the alert of an EVE event, or why it is skipped; raise `RejectedRowError` if it cannot be read."""
    kind = text(row, "event_type")
    if not kind:
        raise rejection(row, ("event_type",), "an EVE event needs an event_type")
    if kind != "alert" and kind not in options.include & INCLUDES:
        return Skipped(kind)
    if kind == "alert" and not isinstance(member(row, "alert"), dict):
        raise rejection(row, ("alert",), "an alert event needs an alert object")
    rule_id = _rule_id(row)
    return build_alert(
        source="suricata",
        uid="",
        title=text(row, "alert", "signature") or rule_id or _fallback_title(row, kind),
        description=text(row, "alert", "category"),
        severity=_severity(row),
        rule_id=rule_id,
        detected_at=time_of(row, ("timestamp",)),
        assets=_assets(row),
        evidence=_evidence(row, kind),
        raw=row,
    )


def _severity(row: Json) -> Severity:
    if not isinstance(member(row, "alert"), dict):
        return "informational"  # an anomaly or a drop without a rule
    priority = integer(row, "alert", "severity") or 0
    return _SEVERITY.get(priority if priority > 0 else _DEFAULT_PRIORITY, "informational")


def _rule_id(row: Json) -> str:
    sid = integer(row, "alert", "signature_id")
    gid = integer(row, "alert", "gid")
    return "" if sid is None else f"{1 if gid is None else gid}:{sid}"


def _fallback_title(row: Json, kind: str) -> str:
    if kind not in _TYPE_NAMES:
        return ""
    event = first_text(row, ("anomaly", "event"), ("drop", "reason"))
    return joined(f"Suricata {_TYPE_NAMES[kind]}", event, by=": ")


def _endpoints(row: Json) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return address and port of the side that connected, and of the side that it connected to.

    `src_ip` is the sender of the packet that matched. The flow names its initiator, if the event includes it; otherwise
    a packet to the client comes from the side that was connected to.
    """
    flow = member(row, "flow")
    if text(flow, "src_ip") and text(flow, "dest_ip"):
        return (text(flow, "src_ip"), text(flow, "src_port")), (text(flow, "dest_ip"), text(flow, "dest_port"))
    sender = (text(row, "src_ip"), text(row, "src_port"))
    receiver = (text(row, "dest_ip"), text(row, "dest_port"))
    return (receiver, sender) if text(row, "direction") == "to_client" else (sender, receiver)


def _is_directed(row: Json) -> bool:
    """Whether the event says who connected to whom."""
    return bool(text(row, "flow", "src_ip")) or text(row, "direction") in {"to_server", "to_client"}


def _assets(row: Json) -> Assets:
    assets = Assets()
    (source, _), (destination, _) = _endpoints(row)
    assets.add("ip_address", source, "source")
    assets.add("ip_address", destination, "destination")
    forwarded = joined(text(row, "xff"), text(row, "http", "xff"), by=",")  # the client behind one proxy or several
    for address in forwarded.split(","):
        assets.add("ip_address", address, "source")
    assets.add_fields(row, _ASSETS)
    for name in _dns_names(row):
        assets.add("hostname", name)
    for role, paths in _MAILBOXES.items():
        for path in paths:
            for address in texts(row, *path):
                assets.add("user", address.strip("<>"), role)
    for file in _files(row):
        assets.add("file", text(file, "filename"))
    return assets


def _evidence(row: Json, kind: str) -> Evidence:
    evidence = Evidence()
    evidence.add("network_flow", _connection(row))
    action = text(row, "alert", "action") or ("blocked" if kind == "drop" else "")
    evidence.add_labelled("action", action)
    # The action is that of this rule; the verdict says what became of the packet.
    verdict = joined(text(row, "verdict", "action"), *texts(row, "verdict", "reject"), by=", ")
    evidence.add_labelled("verdict", verdict)
    if isinstance(member(row, "http"), dict):
        evidence.add("http_request", _http(row["http"], _endpoints(row)[1][1] if _is_directed(row) else ""))
    for name in _dns_names(row):
        evidence.add("dns_query", name)
    for label, path in _LOG_FIELDS:
        evidence.add_labelled(label, text(row, *path))
    for file in _files(row):
        hashes = [joined(name, text(file, name)) for name in ("md5", "sha1", "sha256") if text(file, name)]
        evidence.add("file", joined(text(file, "filename"), text(file, "magic"), *hashes, by=", "))
    evidence.add_labelled("payload", text(row, "payload_printable") or _decoded(text(row, "payload")))
    return evidence


def _decoded(payload: str) -> str:
    """Return a payload in Base64 as text, with a dot for what cannot be printed, as `payload_printable` has it."""
    try:
        data = b64decode(payload, validate=True)
    except (binascii.Error, ValueError):
        return payload
    return "".join(chr(byte) if 32 <= byte < 127 or byte in b"\r\n" else "." for byte in data)


def _connection(row: Json) -> str:
    source, destination = _endpoints(row)
    if not source[0] or not destination[0]:
        return ""
    protocol = text(row, "app_proto")
    return joined(
        text(row, "proto"),
        "" if protocol in _UNDETECTED else protocol,
        endpoint(*source),
        "->",
        endpoint(*destination),
    )


def _http(http: Json, destination_port: str) -> str:
    host, path = text(http, "hostname"), text(http, "url")
    port = text(http, "http_port") or destination_port
    authority = host if port == "80" else endpoint(host, port)
    url = path if "://" in path or not host else f"http://{authority}{path if path.startswith('/') else f'/{path}'}"
    details = [
        f"{label} {value}"
        for label, name in (("status", "status"), ("user agent", "http_user_agent"), ("referrer", "http_refer"))
        if (value := text(http, name))
    ]
    request = joined(text(http, "http_method"), url)
    return joined(request, f"({', '.join(details)})" if details else "")


def _dns_names(row: Json) -> Iterator[str]:
    for section in ("dns", "mdns"):
        for path in ((section,), (section, "query"), (section, "queries")):
            for query in objects(row, *path):
                if name := text(query, "rrname"):
                    yield name


def _files(row: Json) -> Iterator[dict[str, Json]]:
    yield from objects(row, "files")
    yield from objects(row, "fileinfo")
