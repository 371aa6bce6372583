"""Falco events, as `json_output: true` writes them and as Falcosidekick forwards them."""

from __future__ import annotations

from typing import Any

from handlers.ingest.alerts.alert import Assets, Evidence, Options, Severity, Skipped, build_alert, rejection, time_of
from handlers.ingest.alerts.values import Json, joined, member, text, texts

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
_HOST = "host"  # what Falco writes as the container of a process that runs in none


def recognizes(row: Json) -> bool:
    """Whether the row is a Falco event."""
    return (
        isinstance(member(row, "rule"), str)
        and isinstance(member(row, "priority"), str)
        and (member(row, "output_fields") is not None or isinstance(member(row, "output"), str))
    )


def adapt(row: Json, options: Options) -> dict[str, Any] | Skipped:
    """Return the alert of a Falco event, or why it is skipped; raise `RejectedRowError` if it cannot be read."""
    del options
    rule = text(row, "rule")
    if not rule:
        if "rule" in row or "priority" in row or "output_fields" in row:
            raise rejection(row, ("rule",), "a Falco event needs a rule")
        return Skipped("log line")
    return build_alert(
        source="falco",
        uid="",
        title=rule,
        description=text(row, "output"),
        severity=_SEVERITY.get(text(row, "priority").lower(), "informational"),
        rule_id=rule,
        detected_at=time_of(row, ("time",), ("output_fields", "evt.time"), ("output_fields", "evt.time.iso8601")),
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
        assets.add("container", "" if value == _HOST else value, "target")
    namespace, pod = _field(row, "k8s.ns.name"), _field(row, "k8s.pod.name")
    assets.add("container", joined(namespace, pod, by="/") if pod else "", "target")
    for name in ("user.name", "user.loginname", "ka.user.name", "ct.user"):
        assets.add("user", _field(row, name), "actor")
    assets.add("process", _field(row, "proc.name"), "actor")
    client, server = _connection(row)
    assets.add("ip_address", _field(row, "fd.cip") or client, "source")
    assets.add("ip_address", _field(row, "fd.sip") or server, "destination")
    assets.add("ip_address", _field(row, "ct.srcip"), "source")
    if _field(row, "fd.name").startswith("/"):
        assets.add("file", _field(row, "fd.name"), "target")
    target = _field(row, "ka.target.name")
    assets.add("other", joined(_field(row, "ka.target.resource"), target, by="/") if target else "", "target")
    return assets


def _connection(row: Json) -> tuple[str, str]:
    """Return the addresses of client and server from the name of a socket, `192.0.2.1:4711->192.0.2.2:80`."""
    client, _, server = _field(row, "fd.name").partition("->")
    return (client.rpartition(":")[0], server.rpartition(":")[0]) if server else ("", "")


def _evidence(row: Json) -> Evidence:
    evidence = Evidence()
    evidence.add("process", _field(row, "proc.cmdline"))
    evidence.add_labelled("parent process", _field(row, "proc.pname"), "process")
    evidence.add_labelled("parent command line", _field(row, "proc.pcmdline"), "process")
    name = _field(row, "fd.name")
    evidence.add("network_flow" if "->" in name else "file", name)
    if uri := _field(row, "ka.uri"):
        evidence.add("http_request", joined(_field(row, "ka.verb"), uri))
    image, tag = _field(row, "container.image.repository"), _field(row, "container.image.tag")
    evidence.add_labelled("image", joined(image, tag, by=":") if image else "")
    event = next(filter(None, (_field(row, name) for name in ("evt.type", "ka.verb", "ct.name"))), "")
    evidence.add_labelled("event", event)
    evidence.add_labelled("tags", ", ".join(texts(row, "tags")))
    evidence.add("log", text(row, "output"))
    return evidence
