"""Wazuh alerts: `alerts.json`, one alert a line, also as the indexer returns them in `_source`."""

from __future__ import annotations

import re
from typing import Any

from handlers.ingest.alerts.alert import (
    AssetField,
    Assets,
    Evidence,
    Options,
    RejectedRowError,
    Severity,
    Skipped,
    build_alert,
    rejection,
    time_of,
)
from handlers.ingest.alerts.values import Json, endpoint, first_text, integer, joined, member, text, texts

INCLUDES: frozenset[str] = frozenset()
# The bands of the Wazuh dashboard; its lowest one, 0 to 6, is divided where an event becomes more than routine.
_BANDS: tuple[tuple[int, Severity], ...] = ((15, "critical"), (12, "high"), (7, "medium"), (3, "low"))
_REGISTRY_KEY = re.compile(r"(?:\[x(?:32|64)\] )?HK(?:EY_|LM|CU|CR|U\b)")
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
    ("user", "actor", ("syscheck", "audit", "user", "name")),
    ("process", "actor", ("syscheck", "audit", "process", "name")),
    ("file", "target", ("data", "file")),
    ("file", "target", ("data", "virustotal", "source", "file")),
    ("file", "target", (*_EVENT_DATA, "targetFilename")),
    ("hostname", None, ("data", "hostname")),
    ("hostname", "source", (*_EVENT_DATA, "workstationName")),
    ("hostname", "source", (*_EVENT_DATA, "sourceHostname")),
)


def recognizes(row: Json) -> bool:
    """Whether the row is a Wazuh alert."""
    alert = _unwrapped(row)
    return member(alert, "rule", "level") is not None and isinstance(member(alert, "rule", "description"), str)


def _unwrapped(row: Json) -> Json:
    source = member(row, "_source")
    return source if isinstance(source, dict) else row


def adapt(row: Json, options: Options) -> dict[str, Any] | Skipped:
    """Return the alert, or why the row is skipped; raise `RejectedRowError` if it cannot be read."""
    alert = _unwrapped(row)
    try:
        return _adapt(alert, options)
    except RejectedRowError as error:
        raise RejectedRowError(("" if alert is row else "/_source") + error.pointer, str(error)) from None


def _with_plain_names(alert: Json) -> Json:
    """Return the alert with the names of Windows event data as Wazuh writes them, with a small first letter."""
    event_data = member(alert, *_EVENT_DATA)
    if not isinstance(event_data, dict) or not any(name[:1].isupper() for name in event_data):
        return alert
    names = {name[:1].lower() + name[1:]: value for name, value in event_data.items()}
    return {**alert, "data": {**alert["data"], "win": {**alert["data"]["win"], "eventdata": names}}}


def _adapt(original: Json, options: Options) -> dict[str, Any] | Skipped:
    if not isinstance(member(original, "rule"), dict):
        if "rule" not in original and isinstance(member(original, "full_log"), str):
            return Skipped("event without rule")
        raise rejection(original, ("rule",), "a Wazuh alert needs a rule object")
    alert = _with_plain_names(original)
    # The id is a time and a counter of one manager, so it identifies together with the manager's name.
    uid, manager = options.identifying(text(alert, "id")), text(alert, "manager", "name")
    return build_alert(
        source="wazuh",
        uid=options.identifying(joined(manager, uid, by="/")) if uid else "",
        title=text(alert, "rule", "description"),
        description=text(alert, "full_log"),
        severity=_severity(alert),
        rule_id=text(alert, "rule", "id"),
        detected_at=time_of(alert, ("timestamp",), ("@timestamp",)),
        assets=_assets(alert),
        evidence=_evidence(alert),
        raw=original,
    )


def _severity(alert: Json) -> Severity:
    level = integer(alert, "rule", "level") or 0
    return next((severity for least, severity in _BANDS if level >= least), "informational")


def _assets(alert: Json) -> Assets:
    assets = Assets()
    assets.add_fields(alert, _ASSETS)
    changed = text(alert, "syscheck", "path")
    is_key = _REGISTRY_KEY.match(changed) or text(alert, "syscheck", "value_name")
    assets.add("other" if is_key else "file", changed, "target")
    return assets


def _evidence(alert: Json) -> Evidence:
    evidence = Evidence()
    evidence.add("log", text(alert, "full_log"))
    evidence.add("process", first_text(alert, (*_EVENT_DATA, "commandLine"), ("data", "command")))
    evidence.add_labelled("parent process", text(alert, *_EVENT_DATA, "parentImage"), "process")
    hashes = [
        joined(name, value) for name in ("md5", "sha1", "sha256") if (value := text(alert, "syscheck", f"{name}_after"))
    ]
    changed = joined(text(alert, "syscheck", "path"), text(alert, "syscheck", "value_name"), by=" ")
    evidence.add("file", joined(changed, text(alert, "syscheck", "event"), *hashes, by=", "))
    if url := first_text(alert, ("data", "url"), ("data", "http", "url")):
        # The decoders of web server logs call the method `protocol`.
        evidence.add("http_request", joined(text(alert, "data", "protocol"), url))
    evidence.add("dns_query", text(alert, *_EVENT_DATA, "queryName"))
    evidence.add("network_flow", _connection(alert))
    evidence.add_labelled("action", first_text(alert, ("data", "action"), ("data", "status")))
    vulnerability = member(alert, "data", "vulnerability")
    package = joined(text(vulnerability, "package", "name"), text(vulnerability, "package", "version"))
    evidence.add("log", joined(text(vulnerability, "cve"), package))
    evidence.add_labelled("MITRE ATT&CK", ", ".join(texts(alert, "rule", "mitre", "id")))
    evidence.add_labelled("location", text(alert, "location"))
    return evidence


def _connection(alert: Json) -> str:
    sides = (
        (("data", "srcip"), ("data", "src_ip"), (*_EVENT_DATA, "sourceIp")),
        (("data", "srcport"), ("data", "src_port"), (*_EVENT_DATA, "sourcePort")),
        (("data", "dstip"), ("data", "dest_ip"), (*_EVENT_DATA, "destinationIp")),
        (("data", "dstport"), ("data", "dest_port"), (*_EVENT_DATA, "destinationPort")),
    )
    source, source_port, destination, destination_port = (first_text(alert, *paths) for paths in sides)
    return joined(endpoint(source, source_port), endpoint(destination, destination_port), by=" -> ")
