"""Falco events, as `json_output: true` writes them and as Falcosidekick forwards them."""

from __future__ import annotations

from typing import Any

from handlers.ingest.alert import (
    Assets,
    Evidence,
    Options,
    RejectedRowError,
    Severity,
    Skipped,
    build_alert,
    document_identity,
)
from handlers.ingest.times import parse_time
from handlers.ingest.values import Json, member, text, texts

INCLUDES: frozenset[str] = frozenset()
_SEVERITY: dict[str, Severity] = {
    "emergency": "critical",
    "alert": "critical",
    "critical": "critical",
    "error": "high",
    "warning": "medium",
    "notice": "low",
    "informational": "informational",
    "info": "informational",
    "debug": "informational",
}
_CONTAINER_HOST = frozenset({"host", "<NA>"})


def recognises(row: Json) -> bool:
    """Whether the row is a Falco event."""
    return (
        isinstance(member(row, "rule"), str)
        and isinstance(member(row, "priority"), str)
        and (member(row, "output_fields") is not None or isinstance(member(row, "output"), str))
    )


def adapt(row: Json, options: Options) -> dict[str, Any] | Skipped:
    """Return the alert of a Falco event; raise `RejectedRowError` where it cannot be read."""
    del options
    rule = text(row, "rule")
    if not rule:
        if isinstance(member(row, "output"), str) or member(row, "output_fields") is not None:
            raise RejectedRowError("/rule", "a Falco event needs a rule")
        return Skipped("log line")
    when = parse_time(member(row, "time"))
    if when is None:
        when = parse_time(member(row, "output_fields", "evt.time"))
    return build_alert(
        source="falco",
        source_alert_id=document_identity(row),
        title=rule,
        description=text(row, "output"),
        severity=_SEVERITY.get(text(row, "priority").lower(), "informational"),
        rule_id=rule,
        detected_at=when,
        time_pointer="/time",
        assets=_assets(row),
        evidence=_evidence(row),
        raw=row,
    )


def _field(row: Json, name: str) -> str:
    """Return one of `output_fields`; Falco writes "<NA>" for a field that the event does not have."""
    value = text(row, "output_fields", name)
    return "" if value in {"<NA>", "<nil>"} else value


def _assets(row: Json) -> Assets:
    assets = Assets()
    assets.add("hostname", text(row, "hostname"), "target")
    for name in ("container.id", "container.name"):
        value = _field(row, name)
        assets.add("container", "" if value in _CONTAINER_HOST else value, "target")
    namespace, pod = _field(row, "k8s.ns.name"), _field(row, "k8s.pod.name")
    if pod:
        assets.add("container", f"{namespace}/{pod}" if namespace else pod, "target")
    for name in ("user.name", "user.loginname", "ka.user.name", "ct.user"):
        assets.add("user", _field(row, name), "actor")
    assets.add("process", _field(row, "proc.name"), "actor")
    if "." in _field(row, "fd.cip") or ":" in _field(row, "fd.cip"):
        assets.add("ip_address", _field(row, "fd.cip"), "source")
    assets.add("ip_address", _field(row, "fd.sip"), "destination")
    assets.add("ip_address", _field(row, "ct.srcip"), "source")
    if _field(row, "fd.name").startswith("/"):
        assets.add("file", _field(row, "fd.name"), "target")
    return assets


def _evidence(row: Json) -> Evidence:
    evidence = Evidence()
    evidence.add("process", _field(row, "proc.cmdline"))
    for label, name in (("parent process", "proc.pname"), ("parent command line", "proc.pcmdline")):
        if value := _field(row, name):
            evidence.add("process", f"{label}: {value}")
    name = _field(row, "fd.name")
    if "->" in name:
        evidence.add("network_flow", name)
    else:
        evidence.add("file", name)
    image = _field(row, "container.image.repository")
    tag = _field(row, "container.image.tag")
    if image:
        evidence.add("log", f"image: {image}{f':{tag}' if tag else ''}")
    if event := next(filter(None, (_field(row, name) for name in ("evt.type", "ka.verb", "ct.name"))), ""):
        evidence.add("log", f"event: {event}")
    if tags := ", ".join(texts(row, "tags")):
        evidence.add("log", f"tags: {tags}")
    evidence.add("log", text(row, "output"))
    return evidence
