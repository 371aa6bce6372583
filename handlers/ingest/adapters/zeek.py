"""Zeek notices: `notice.log` as JSON lines, or as tab-separated values that the reader has turned into objects."""

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
from handlers.ingest.values import Json, first_text, member, text, texts

INCLUDES: frozenset[str] = frozenset()

# Zeek has no severity. An action that pages or mails somebody says that the site takes the notice seriously, and a
# sensor that drops the connection says that it was sure.
_HIGH_ACTIONS = ("ACTION_PAGE", "ACTION_DROP")
_MEDIUM_ACTIONS = ("ACTION_EMAIL", "ACTION_ALARM")


def recognises(row: Json) -> bool:
    """Whether the row comes from a Zeek log: every one has `ts`, and most a `uid`, an `_path` or a `note`."""
    return member(row, "ts") is not None and any(
        isinstance(member(row, name), str) for name in ("note", "uid", "_path", "id.orig_h")
    )


def adapt(row: Json, options: Options) -> dict[str, Any] | Skipped:
    """Return the alert of a notice, or why the row is skipped; raise `RejectedRowError` where it cannot be read."""
    del options
    note = text(row, "note")
    path = text(row, "_path")
    if not note or path not in {"", "notice"}:
        if not note and path == "notice":
            raise RejectedRowError("/note", "a notice needs a note")
        return Skipped(path or "other log")
    return build_alert(
        source="zeek",
        source_alert_id=document_identity(row),
        title=text(row, "msg") or note,
        description=text(row, "sub"),
        severity=_severity(row),
        rule_id=note,
        detected_at=parse_time(member(row, "ts")),
        time_pointer="/ts",
        assets=_assets(row),
        evidence=_evidence(row),
        raw=row,
    )


def _severity(row: Json) -> Severity:
    actions = " ".join(texts(row, "actions")).upper()
    if any(action in actions for action in _HIGH_ACTIONS) or member(row, "dropped") is True:
        return "high"
    return "medium" if any(action in actions for action in _MEDIUM_ACTIONS) else "low"


def _endpoint(row: Json, side: str) -> tuple[str, str]:
    """Return address and port of `orig` or `resp`; Zeek writes them flat, and some shippers nest them under `id`."""
    return (
        first_text(row, (f"id.{side}_h",), ("id", f"{side}_h")),
        first_text(row, (f"id.{side}_p",), ("id", f"{side}_p")),
    )


def _assets(row: Json) -> Assets:
    assets = Assets()
    assets.add("ip_address", _endpoint(row, "orig")[0] or text(row, "src"), "source")
    assets.add("ip_address", _endpoint(row, "resp")[0] or text(row, "dst"), "destination")
    # Without a connection `src` is whom the notice is about; with one it may be either end, which is kept already.
    assets.add("ip_address", text(row, "src"), "source" if not _endpoint(row, "orig")[0] else None)
    assets.add("ip_address", text(row, "dst"), "destination" if not _endpoint(row, "resp")[0] else None)
    return assets


def _evidence(row: Json) -> Evidence:
    evidence = Evidence()
    (source, source_port), (destination, destination_port) = _endpoint(row, "orig"), _endpoint(row, "resp")
    if source and destination:
        ends = " -> ".join(
            f"{address}{f' port {port}' if port else ''}"
            for address, port in ((source, source_port), (destination, destination_port))
        )
        evidence.add("network_flow", f"{text(row, 'proto')} {ends}".strip())
    elif port := text(row, "p"):
        evidence.add("network_flow", f"port {port}")
    file = ", ".join(filter(None, [text(row, "file_desc"), text(row, "file_mime_type"), text(row, "fuid")]))
    evidence.add("file", file)
    evidence.add("log", text(row, "sub"))
    if actions := ", ".join(texts(row, "actions")):
        evidence.add("log", f"actions: {actions}")
    if count := text(row, "n"):
        evidence.add("log", f"count: {count}")
    return evidence
