"""Planted bugs of limits: servers that accept less than the contract allows, or more."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from conformance.tests.bugs_lists import query_of, with_query
from conformance.tests.mutations import body_of, changes_request, refused
from conformance.tests.planted import Bug, Forward, Request, Response


def limits_request(largest: int) -> Callable[[Request, Forward, dict[str, Any]], Response]:
    """Accept reports of alerts up to this size in bytes only, as many servers do by default."""

    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        del memory
        response = forward(request)
        if request.matches("POST", "/alerts") and response.status == 201 and len(request.body) > largest:
            return refused(response, 413, "payload-too-large", "The body is too large")
        return response

    return serve


def stores_half(body: dict[str, Any]) -> dict[str, Any]:
    raw = body.get("raw")
    return {**body, "raw": {**raw, "text": "cut"}} if isinstance(raw, dict) and len(str(raw)) > 100_000 else body


def limits_key(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    is_long = 64 < len(request.header("Idempotency-Key") or "") <= 255
    return forward(request.with_header("Idempotency-Key", "") if is_long else request)


def limits_arrays(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    tags = body_of(request).get("tags")
    is_long = isinstance(tags, list) and len(tags) > 20 and request.matches("POST", "/tickets")
    body = json.dumps({**body_of(request), "tags": 7}).encode() if is_long else request.body
    return forward(replace(request, body=body))


def accepts_any_number_of_values(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    query = list(dict.fromkeys(query_of(request)))
    return forward(with_query(request, query) if request.matches("GET", "/alerts") else request)


def accepts_ten_values(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    query = query_of(request)
    return forward(with_query(request, query * 3) if request.matches("GET", "/alerts") and len(query) > 10 else request)


GREATEST = ["greatest values"]
BUGS = [
    Bug("small bodies", "POST /alerts", "A body of the greatest size", GREATEST, limits_request(500_000)),
    Bug(
        "small documents", "POST /alerts", "the greatest size and depth is accepted", GREATEST, limits_request(200_000)
    ),
    Bug(
        "cut documents",
        "GET /alerts/{alert_id}",
        "is stored whole",
        GREATEST,
        changes_request("POST", "/alerts", stores_half),
    ),
    Bug("short keys", "POST /assets", "of 255 characters is accepted", GREATEST, limits_key),
    Bug("few tags", "POST /tickets", "arrays of the greatest length", GREATEST, limits_arrays),
    Bug(
        "any number of values",
        "GET /alerts",
        "repeated too often is answered 400",
        ["forms of filters"],
        accepts_any_number_of_values,
    ),
    Bug("few values", "GET /alerts", "repeated as often as", ["forms of filters"], accepts_ten_values),
]
