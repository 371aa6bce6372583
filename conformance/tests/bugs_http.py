"""Planted bugs of servers and proxies that do not know all of HTTP."""

from dataclasses import replace
from typing import Any

from conformance.tests.planted import Bug, Forward, Request, Response


def loses_body_of_upgrade(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Do as parsers do that expect another protocol after the head of such a request."""
    del memory
    return forward(replace(request, body=b"") if request.header("Upgrade") else request)


def loses_optional_body_of_upgrade(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    is_lost = request.header("Upgrade") and request.matches("POST", "/alerts/{id}/ticket")
    return forward(replace(request, body=b"") if is_lost else request)


def knows_one_media_type(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    if request.header("Content-Type") == "application/merge-patch+json":
        return forward(request.with_header("Content-Type", "text/plain"))
    return forward(request)


KEPT = "A request that offers HTTP/2 (Upgrade: h2c) keeps its body"
BUGS = [
    Bug("body lost with an offer of HTTP/2", "POST /tickets", KEPT, ["upgrades"], loses_body_of_upgrade),
    Bug(
        "optional body lost with an offer of HTTP/2",
        "POST /alerts/{alert_id}/ticket",
        KEPT,
        ["upgrades"],
        loses_optional_body_of_upgrade,
    ),
    Bug(
        "merge patches refused",
        "PATCH /tickets/{ticket_id}",
        "Every listed media type of a body is accepted",
        ["listed media types"],
        knows_one_media_type,
    ),
]
