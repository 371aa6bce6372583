"""Planted bugs of text: what is blank, one line, the same tag, or a valid URL."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from conformance.tests.mutations import body_of, changes_request, changes_response
from conformance.tests.planted import Bug, Forward, Request, Response

Serve = Callable[[Request, Forward, dict[str, Any]], Response]
INVISIBLE = " \xa0\u3000\u200b\u3164\u2800"
BLANK = "A text without a visible character is answered 422"
LINES = "A text of several lines, where one is required, is answered 422"
LINK, LINKS = "POST /tickets/{ticket_id}/links", "/tickets/{id}/links"


def accepts_blank(member: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def change(body: dict[str, Any]) -> dict[str, Any]:
        text = body.get(member)
        return {**body, member: "x"} if isinstance(text, str) and text and not text.strip(INVISIBLE) else body

    return change


def joins_lines(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "title": str(body.get("title", "")).replace("\n", " ")}


def points_at(pointer: str, method: str, path: str) -> Serve:
    """Give every error of an operation the same pointer."""

    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        del memory
        response = forward(request)
        if request.matches(method, path) and response.status == 422:
            errors = [{**error, "pointer": pointer} for error in response.json.get("errors", ())]
            return response.with_json({**response.json, "errors": errors})
        return response

    return serve


def names_no_variants(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("POST", LINKS) and response.status == 422:
        errors = [{**error, "detail": "It is unknown"} for error in response.json.get("errors", ())]
        return response.with_json({**response.json, "errors": errors})
    return response


def keeps_every_spelling(ticket: dict[str, Any]) -> dict[str, Any]:
    return {**ticket, "tags": [*ticket["tags"], *(tag.swapcase() for tag in ticket["tags"])]}


def keeps_the_last_spelling(ticket: dict[str, Any]) -> dict[str, Any]:
    return {**ticket, "tags": [tag.lower() for tag in ticket["tags"]]}


def filters_by_exact_tag(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    tags = [value for name, value in parse_qsl(urlsplit(request.target).query) if name == "tag"]
    if request.matches("GET", "/tickets") and tags and response.status == 200:
        kept = [row for row in response.json["items"] if set(tags) & set(row["tags"])]
        return response.with_json({**response.json, "items": kept})
    return response


def accepts_any_url(body: dict[str, Any]) -> dict[str, Any]:
    url = body.get("target", {}).get("url") if isinstance(body.get("target"), dict) else None
    if url is None or "%zz" not in str(url):
        return body
    return {**body, "target": {"url": str(url).replace("%zz", "")}}


def normalizes_urls(link: dict[str, Any]) -> dict[str, Any]:
    url = link["target"].get("url")
    return link if url is None else {**link, "target": {**link["target"], "url": url.replace("HTTPS://", "https://")}}


def rejects_upper_case(body: dict[str, Any]) -> dict[str, Any]:
    digest = str(body.get("sha256", ""))
    return body if digest == digest.lower() else {**body, "sha256": "none"}


def compares_bytes(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Report a match only for the same members."""
    response = forward(request)
    body = body_of(request)
    if not request.matches("POST", "/alerts") or response.status not in {200, 201}:
        return response
    first = memory.setdefault(body["source_alert_id"], body.keys())
    matches = response.json["content_matches"] and first == body.keys()
    return response.with_json({**response.json, "content_matches": matches})


def stores_upper_case(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    digest = str(body_of(request).get("sha256", ""))
    if request.matches("POST", "/evidence") and response.status == 201:
        return replace(response, body=json.dumps({**response.json, "sha256": digest}).encode())
    return response


BUGS = [
    Bug("blank titles", "POST /tickets", BLANK, ["text"], changes_request("POST", "/tickets", accepts_blank("title"))),
    Bug(
        "blank comments",
        "POST /tickets/{ticket_id}/comments",
        BLANK,
        ["text"],
        changes_request("POST", "/tickets/{id}/comments", accepts_blank("body")),
    ),
    Bug("titles of several lines", "POST /alerts", LINES, ["text"], changes_request("POST", "/alerts", joins_lines)),
    Bug("errors of the whole body", "POST /assets", BLANK, ["text"], points_at("", "POST", "/assets")),
    Bug(
        "unknown variant without a pointer",
        LINK,
        "An unknown discriminator is answered 422 validation with its pointer",
        ["variants"],
        points_at("", "POST", LINKS),
    ),
    Bug(
        "unknown variant without the known ones",
        LINK,
        "lists the known values",
        ["variants"],
        names_no_variants,
    ),
    Bug(
        "every spelling of a tag",
        "POST /tickets",
        "of several spellings of one tag the first is kept",
        ["tags"],
        changes_response("POST", "/tickets", keeps_every_spelling),
    ),
    Bug(
        "tags in lower case",
        "POST /tickets",
        "of several spellings of one tag the first is kept",
        ["tags"],
        changes_response("POST", "/tickets", keeps_the_last_spelling),
    ),
    Bug("exact tags", "GET /tickets", "finds a tag in every spelling", ["tags"], filters_by_exact_tag),
    Bug(
        "malformed URLs",
        LINK,
        "An invalid external URL is answered 422",
        ["external URLs"],
        changes_request("POST", LINKS, accepts_any_url),
    ),
    Bug(
        "normalized URLs",
        LINK,
        "is accepted and returned as sent",
        ["external URLs"],
        changes_response("POST", LINKS, normalizes_urls),
    ),
    Bug(
        "digests in lower case only",
        "POST /evidence",
        "A digest in upper case is accepted",
        ["equal values"],
        changes_request("POST", "/evidence", rejects_upper_case),
    ),
    Bug(
        "digests as sent",
        "POST /evidence",
        "A digest in upper case is accepted and stored in lower case",
        ["equal values"],
        stores_upper_case,
    ),
    Bug("compared bytes", "POST /alerts", "null or empty members only", ["equal values"], compares_bytes),
    Bug(
        "names in reverse order",
        "GET /principals",
        "sorted by name, without regard to case",
        ["equal values"],
        changes_response("GET", "/principals", lambda page: {**page, "items": page["items"][::-1]}),
    ),
]
