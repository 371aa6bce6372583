"""Planted bugs of values that a server tidies up, and of times and ids that it compares or reads inexactly."""

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from conformance.tests.mutations import body_of, changes_request, changes_response
from conformance.tests.planted import Bug, Forward, Request, Response

Body = dict[str, Any]


def changes_text(name: str, change: Callable[[str], str]) -> Callable[[Body], Body]:
    """Return a change of one member of a body, if that is a text that remains one."""

    def changed(body: Body) -> Body:
        value = body.get(name)
        return {**body, name: change(value) or value} if isinstance(value, str) else body

    return changed


def drops_null(body: Body) -> Body:
    raw = body.get("raw")
    return (
        {**body, "raw": {name: raw[name] for name in raw if raw[name] is not None}} if isinstance(raw, dict) else body
    )


def lowers_tags(body: Body) -> Body:
    tags = body.get("tags")
    lowered = [tag.lower() if isinstance(tag, str) else tag for tag in tags] if isinstance(tags, list) else tags
    return {**body, "tags": lowered} if "tags" in body else body


def rounds(text: str) -> str:
    """Round to microseconds instead of dropping what is beyond them."""
    match = re.fullmatch(r"(.{19}\.\d{6})([5-9])\d*(Z|z|[+-].*)", text)
    if match is None:
        return text
    exact = datetime.fromisoformat(match[1] + match[3].replace("z", "Z").upper())
    return (exact + timedelta(microseconds=1)).isoformat(timespec="microseconds")


def moves_two_hours(record: Body) -> Body:
    """Take the local time for UTC."""
    moved = datetime.fromisoformat(record["created_at"]) + timedelta(hours=2)
    return {**record, "created_at": moved.strftime("%Y-%m-%dT%H:%M:%S.%fZ")}


def identifies_alerts_without(*, case: bool) -> Callable[..., Response]:
    """Identify alerts without regard to the case of their ids, or else without their source."""

    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        body = body_of(request)
        source, name = body.get("source"), body.get("source_alert_id")
        if not request.matches("POST", "/alerts") or not isinstance(source, str) or not isinstance(name, str):
            return forward(request)
        key = (request.header("Authorization"), source if case else "", name.lower() if case else name)
        first = memory.setdefault(key, {"source": source, "source_alert_id": name})
        return forward(replace(request, body=json.dumps({**body, **first}).encode()))

    return serve


CREATED, SENT = "Every member of a POST is stored as sent", "sets the members that it names"
TIME = "A time in any form of RFC 3339 is accepted"
STORED, TIMES = ["stored values"], ["forms of values"]
BUGS = [
    Bug(
        "trimmed title",
        "POST /tickets",
        CREATED,
        STORED,
        changes_request("POST", "/tickets", changes_text("title", str.strip)),
    ),
    Bug(
        "normalized description",
        "POST /tickets",
        CREATED,
        STORED,
        changes_request(
            "POST", "/tickets", changes_text("description", lambda text: unicodedata.normalize("NFC", text))
        ),
    ),
    Bug(
        "line feeds for CRLF",
        "POST /tickets/{ticket_id}/comments",
        CREATED,
        STORED,
        changes_request(
            "POST", "/tickets/{id}/comments", changes_text("body", lambda text: text.replace("\r\n", "\n"))
        ),
    ),
    Bug(
        "missing null in raw", "GET /alerts/{alert_id}", CREATED, STORED, changes_request("POST", "/alerts", drops_null)
    ),
    Bug("lowercase tags", "POST /tickets", CREATED, STORED, changes_request("POST", "/tickets", lowers_tags)),
    Bug(
        "lowercase tags after a PATCH",
        "PATCH /tickets/{ticket_id}",
        SENT,
        ["member changes"],
        changes_request("PATCH", "/tickets/{id}", lowers_tags),
    ),
    Bug(
        "trimmed description after a PATCH",
        "PATCH /tickets/{ticket_id}",
        SENT,
        ["member changes"],
        changes_request("PATCH", "/tickets/{id}", changes_text("description", str.strip)),
    ),
    Bug(
        "rounded times",
        "GET /alerts/{alert_id}",
        TIME,
        TIMES,
        changes_request("POST", "/alerts", changes_text("detected_at", rounds)),
    ),
    Bug(
        "no time in lowercase",
        "POST /alerts",
        TIME,
        TIMES,
        changes_request("POST", "/alerts", changes_text("detected_at", lambda text: text.replace("t", " "))),
    ),
    Bug(
        "local time",
        "GET /evidence/{evidence_id}",
        "is the time of its creation, in UTC",
        ["created records"],
        changes_response("GET", "/evidence/{id}", moves_two_hours),
    ),
    Bug(
        "ids without case",
        "POST /alerts",
        "is another alert",
        ["natural idempotency"],
        identifies_alerts_without(case=True),
    ),
    Bug(
        "ids without source",
        "POST /alerts",
        "is another alert",
        ["natural idempotency"],
        identifies_alerts_without(case=False),
    ),
]
