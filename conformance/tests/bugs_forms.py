"""Planted bugs of servers that accept fewer or more forms of a request than HTTP and the contract say."""

from dataclasses import replace
from typing import Any

from conformance.tests.bugs_lists import query_of, with_query
from conformance.tests.mutations import with_header
from conformance.tests.planted import Bug, Forward, Request, Response


def knows_one_spelling_of_keys(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    return forward(request.with_header("Idempotency-Key", None) if "idempotency-key" in request.headers else request)


def knows_one_spelling_of_bearer(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    is_lowercase = (request.header("Authorization") or "").startswith("bearer ")
    return forward(request.with_header("Authorization", None) if is_lowercase else request)


def accepts_no_charset(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    has_charset = "charset" in (request.header("Content-Type") or "").lower()
    return forward(request.with_header("Content-Type", "text/plain") if has_charset else request)


def knows_one_case_of_media_types(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    media_type = request.header("Content-Type") or ""
    return forward(request if media_type == media_type.lower() else request.with_header("Content-Type", "text/plain"))


def reads_accept_literally(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    accept = request.header("Accept") or "*/*"
    is_known = accept in {"*/*", "application/json", "image/png"}
    return forward(request if is_known else request.with_header("Accept", "image/png"))


def ignores_repeated_headers(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    return forward(replace(request, repeated=()))


def says_lists_are_unchanged(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("GET", "/tickets") and request.header("If-None-Match") and response.status == 200:
        return replace(response, status=304, body=b"")
    return response


def says_method_in_html(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if response.status == 405 and request.method != "HEAD":
        return replace(with_header(response, "Content-Type", "text/html"), body=b"<h1>Method Not Allowed</h1>")
    return response


def ignores_last_slash(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    return forward(replace(request, target=request.target.rstrip("/")))


def says_unknown_paths_in_html(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if response.status == 404 and b"This path" in response.body:
        return replace(with_header(response, "Content-Type", "text/html"), body=b"<h1>Not Found</h1>")
    return response


def splits_at_commas(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    if not request.matches("GET", "/tickets"):
        return forward(request)
    query = [(name, part) for name, value in query_of(request) for part in value.split(",") or [""]]
    return forward(with_query(request, query))


def ignores_brackets(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    query = [(name.removesuffix("[]"), value) for name, value in query_of(request)]
    return forward(with_query(request, query) if request.matches("GET", "/alerts") else request)


def ignores_empty_filters(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    query = [(name, value) for name, value in query_of(request) if value or name in {"cursor", "limit"}]
    return forward(with_query(request, query) if request.matches("GET", "/alerts") else request)


CASE, PROBLEM = "are compared without case", "Every error is application/problem+json"
FORMS = ["forms of requests"]
MEDIA_TYPE = "A media type is accepted in any case, and with charset=utf-8"
BUGS = [
    Bug("one spelling of a header", "POST /tickets", CASE, FORMS, knows_one_spelling_of_keys),
    Bug("one spelling of the scheme", "GET /me", CASE, FORMS, knows_one_spelling_of_bearer),
    Bug("no charset", "PATCH /tickets/{ticket_id}", MEDIA_TYPE, FORMS, accepts_no_charset),
    Bug("one case of media types", "POST /alerts", MEDIA_TYPE, FORMS, knows_one_case_of_media_types),
    Bug("literal Accept", "GET /alerts", "that includes JSON in any form is accepted", FORMS, reads_accept_literally),
    Bug(
        "repeated headers",
        "PATCH /alerts/{alert_id}",
        "A header that is sent twice is answered 400",
        FORMS,
        ignores_repeated_headers,
    ),
    Bug("304 for a list", "GET /tickets", "If-None-Match changes nothing", FORMS, says_lists_are_unchanged),
    Bug("405 in HTML", "/tickets", PROBLEM, ["methods"], says_method_in_html),
    Bug("ignored slash", "GET /tickets/", "does not have is answered 404", ["unknown paths"], ignores_last_slash),
    Bug("404 in HTML", "GET /no-such-path", PROBLEM, ["unknown paths"], says_unknown_paths_in_html),
    Bug(
        "values separated by commas",
        "GET /tickets",
        "values separated by a comma is answered 400",
        ["forms of filters"],
        splits_at_commas,
    ),
    Bug(
        "brackets in names",
        "GET /alerts",
        "A name with brackets is answered 400",
        ["forms of filters"],
        ignores_brackets,
    ),
    Bug(
        "ignored empty filter",
        "GET /alerts",
        "an empty value is answered 400",
        ["forms of filters"],
        ignores_empty_filters,
    ),
]
