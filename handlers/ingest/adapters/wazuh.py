"""Wazuh alerts: `alerts.json`, one alert a line, also inside the indexer's `_source`."""

from __future__ import annotations

from typing import Any

from handlers.ingest.alert import (
    AssetField,
    Assets,
    Evidence,
    Options,
    RejectedRowError,
    Severity,
    Skipped,
    build_alert,
    document_identity,
    identity,
)
from handlers.ingest.times import parse_time
from handlers.ingest.values import Json, first_text, integer, member, text, texts

INCLUDES: frozenset[str] = frozenset()
# Wazuh's own bands: 15 severe attack, 12 high importance, 7 bad word matching, 3 successful or authorized event.
_BANDS: tuple[tuple[int, Severity], ...] = ((15, "critical"), (12, "high"), (7, "medium"), (3, "low"))
_EVENT_DATA = ("data", "win", "eventdata")
_ASSETS: tuple[AssetField, ...] = (
    ("hostname", "target", ("agent", "name")),
    ("ip_address", "target", ("agent", "ip")),
    ("ip_address", "source", ("data", "srcip")),
    ("ip_address", "source", ("data", "src_ip")),
    ("ip_address", "source", ("data", "aws", "sourceIPAddress")),
    ("ip_address", "source", (*_EVENT_DATA, "ipAddress")),
    ("ip_address", "source", (*_EVENT_DATA, "sourceIp")),
    ("ip_address", "destination", ("data", "dstip")),
    ("ip_address", "destination", ("data", "dest_ip")),
    ("ip_address", "destination", (*_EVENT_DATA, "destinationIp")),
    ("user", "actor", ("data", "srcuser")),
    ("user", "actor", ("data", "aws", "userIdentity", "userName")),
    ("user", "actor", (*_EVENT_DATA, "subjectUserName")),
    ("user", "actor", (*_EVENT_DATA, "user")),
    ("user", "target", ("data", "dstuser")),
    ("user", "target", (*_EVENT_DATA, "targetUserName")),
    ("process", "actor", (*_EVENT_DATA, "image")),
    ("process", "actor", ("data", "process", "name")),
    ("file", "target", ("syscheck", "path")),
    ("file", "target", ("data", "file")),
    ("file", "target", ("data", "virustotal", "source", "file")),
    ("file", "target", (*_EVENT_DATA, "targetFilename")),
    ("hostname", None, ("data", "hostname")),
    ("hostname", "source", (*_EVENT_DATA, "workstationName")),
    ("hostname", "source", (*_EVENT_DATA, "sourceHostname")),
)


def recognises(row: Json) -> bool:
    """Whether the row is a Wazuh alert."""
    alert = _unwrap(row)
    return member(alert, "rule", "level") is not None and isinstance(member(alert, "rule", "description"), str)


def _unwrap(row: Json) -> Json:
    source = member(row, "_source")
    return source if isinstance(source, dict) else row


def adapt(row: Json, options: Options) -> dict[str, Any] | Skipped:
    """Return the alert; raise `RejectedRowError` where it cannot be read."""
    del options
    alert = _unwrap(row)
    if not isinstance(member(alert, "rule"), dict):
        if isinstance(member(alert, "full_log"), str):
            return Skipped("event without rule")
        raise RejectedRowError("/rule", "a Wazuh alert needs a rule object")
    uid = text(alert, "id")
    manager = text(alert, "manager", "name")
    rule_id = text(alert, "rule", "id")
    when = parse_time(member(alert, "timestamp")) or parse_time(member(alert, "@timestamp"))
    return build_alert(
        source="wazuh",
        # The id is a time and a counter of one manager, so it identifies together with the manager's name.
        source_alert_id=identity(f"{manager}/{uid}" if manager else uid) if uid else document_identity(alert),
        title=text(alert, "rule", "description"),
        description=text(alert, "full_log"),
        severity=_severity(alert),
        rule_id=rule_id,
        detected_at=when,
        time_pointer="/timestamp",
        assets=_assets(alert),
        evidence=_evidence(alert),
        raw=row,
    )


def _severity(alert: Json) -> Severity:
    level = integer(alert, "rule", "level") or 0
    return next((severity for least, severity in _BANDS if level >= least), "informational")


def _assets(alert: Json) -> Assets:
    assets = Assets()
    assets.add_fields(alert, _ASSETS)
    return assets


def _evidence(alert: Json) -> Evidence:
    evidence = Evidence()
    evidence.add("log", text(alert, "full_log"))
    evidence.add("process", first_text(alert, (*_EVENT_DATA, "commandLine"), ("data", "command")))
    if parent := text(alert, *_EVENT_DATA, "parentImage"):
        evidence.add("process", f"parent process: {parent}")
    hashes = [
        f"{name} {value}" for name in ("md5", "sha1", "sha256") if (value := text(alert, "syscheck", f"{name}_after"))
    ]
    change = text(alert, "syscheck", "event")
    evidence.add("file", ", ".join(filter(None, [text(alert, "syscheck", "path"), change, *hashes])))
    if url := first_text(alert, ("data", "url"), ("data", "http", "url")):
        evidence.add("http_request", " ".join(filter(None, [text(alert, "data", "protocol"), url])))
    evidence.add("dns_query", text(alert, *_EVENT_DATA, "queryName"))
    if source := first_text(alert, ("data", "srcip"), ("data", "src_ip")):
        ends = [f"{source}{_port(alert, 'srcport', 'src_port')}"]
        if destination := first_text(alert, ("data", "dstip"), ("data", "dest_ip")):
            ends.append(f"{destination}{_port(alert, 'dstport', 'dest_port')}")
        evidence.add("network_flow", " -> ".join(ends))
    if action := first_text(alert, ("data", "action"), ("data", "status")):
        evidence.add("log", f"action: {action}")
    if techniques := ", ".join(texts(alert, "rule", "mitre", "id")):
        evidence.add("log", f"MITRE ATT&CK: {techniques}")
    evidence.add("log", text(alert, "location"))
    return evidence


def _port(alert: Json, *names: str) -> str:
    port = first_text(alert, *(("data", name) for name in names))
    return f" port {port}" if port else ""
