"""Zeek notices: `notice.log` as JSON lines, or as tab-separated values that the reader has turned into objects."""

from __future__ import annotations

from typing import Any

from handlers.ingest.alerts.alert import Assets, Evidence, Options, Severity, Skipped, build_alert, rejection, time_of
from handlers.ingest.alerts.values import Json, endpoint, first_text, joined, member, number, text, texts

INCLUDES: frozenset[str] = frozenset()

# Zeek has no severity. An action that pages or mails somebody says that the site takes the notice seriously, and a
# sensor that drops the connection says that it was sure.
_HIGH_ACTIONS = ("ACTION_PAGE", "ACTION_DROP")
_MEDIUM_ACTIONS = ("ACTION_EMAIL", "ACTION_ALARM")


def recognizes(row: Json) -> bool:
    """Whether the row comes from a Zeek log: every row has `ts`, and most a `uid`, an `_path` or a `note`."""
    return member(row, "ts") is not None and any(
        isinstance(member(row, name), str) for name in ("note", "uid", "_path", "id.orig_h")
    )


def adapt(row: Json, options: Options) -> dict[str, Any] | Skipped:
    """Return the alert of a notice, or why the row is skipped; raise `RejectedRowError` if it cannot be read."""
    note = text(row, "note")
    path = text(row, "_path")
    if path not in {"", "notice"}:
        return Skipped(path)
    if not note:
        if path == "notice" or "note" in row:
            raise rejection(row, ("note",), "a notice needs a note")
        return Skipped("other log")
    return build_alert(
        source="zeek",
        uid="",
        title=text(row, "msg"),
        description=text(row, "sub"),
        severity=_severity(row),
        rule_id=note,
        # Zeek writes 0 for what happens before the first packet, such as a failure of the packet filter.
        detected_at=options.read_at if number(row, "ts") == 0 else time_of(row, ("ts",)),
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
    originator, responder = _endpoint(row, "orig")[0], _endpoint(row, "resp")[0]
    assets.add("ip_address", originator, "source")
    assets.add("ip_address", responder, "destination")
    # Without a connection, `src` is what the notice is about; with one it may be either end, which is kept already.
    assets.add("ip_address", text(row, "src"), None if originator else "source")
    assets.add("ip_address", text(row, "dst"), None if responder else "destination")
    return assets


def _evidence(row: Json) -> Evidence:
    evidence = Evidence()
    source, destination = _endpoint(row, "orig"), _endpoint(row, "resp")
    if source[0] and destination[0]:
        connection = joined(text(row, "proto"), endpoint(*source), "->", endpoint(*destination))
    else:
        ends = joined(text(row, "src"), endpoint(text(row, "dst"), text(row, "p")), by=" -> ")
        connection = ends if text(row, "dst") or not text(row, "p") else joined(ends, "port", text(row, "p"))
    evidence.add("network_flow", connection)
    file = joined(text(row, "file_desc"), text(row, "file_mime_type"), text(row, "fuid"), by=", ")
    evidence.add("file", file)
    evidence.add("log", text(row, "sub"))
    evidence.add_labelled("actions", ", ".join(texts(row, "actions")))
    if member(row, "dropped") is True:
        evidence.add("log", "action: blocked")
    evidence.add_labelled("count", text(row, "n"))
    evidence.add_labelled("sensor", text(row, "peer_descr"))
    return evidence
