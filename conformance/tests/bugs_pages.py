"""Planted bugs of pages: their sizes and cursors, and rows that a list lacks whatever the page."""

import json
import re
from dataclasses import replace
from typing import Any

from conformance.tests.bugs_lists import query_of, with_query
from conformance.tests.mutations import changes_response, refused
from conformance.tests.planted import Bug, Forward, Request, Response


def has_another_default(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    if request.matches("GET", "/tickets") and "limit" not in dict(query_of(request)):
        return forward(with_query(request, [*query_of(request), ("limit", "1")]))
    return forward(request)


def binds_cursor_to_limit(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    query = dict(query_of(request))
    response = forward(request)
    if not request.matches("GET", "/tickets") or response.status != 200:
        return response
    if "cursor" in query and memory.get(query["cursor"], query.get("limit")) != query.get("limit"):
        return refused(response, 400, "invalid-cursor", "The cursor is not valid for this request")
    memory[response.json["next_cursor"]] = query.get("limit")
    return response


def loses_row_if_limit_changes(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    query = dict(query_of(request))
    response = forward(request)
    if not request.matches("GET", "/assets") or response.status != 200:
        return response
    page = response.json
    lost = "cursor" in query and memory.get(query["cursor"], query.get("limit")) != query.get("limit")
    memory[page["next_cursor"]] = query.get("limit")
    return response.with_json({**page, "items": page["items"][lost:]})


def accepts_cursor_once(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    response = forward(request)
    cursor = dict(query_of(request)).get("cursor")
    if request.matches("GET", "/evidence") and cursor and response.status == 200:
        memory[cursor] = memory.get(cursor, 0) + 1
        if memory[cursor] > 1:
            return response.with_json({"items": [], "next_cursor": None})
    return response


def ends_with_an_empty_page(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Take a full page for a sign that another one follows."""
    del memory
    query = dict(query_of(request))
    if not request.matches("GET", "/assets"):
        return forward(request)
    if query.get("cursor") == "the-empty-page":
        response = forward(request.without_parameter("cursor"))
        return response.with_json({"items": [], "next_cursor": None})
    response = forward(request)
    is_full = response.status == 200 and len(response.json.get("items", ())) == int(query.get("limit", "50"))
    if is_full and response.json["next_cursor"] is None:
        return response.with_json({**response.json, "next_cursor": "the-empty-page"})
    return response


def lacks_newest_in_ascending_order(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    is_ascending = dict(query_of(request)).get("sort") == "created_at"
    if request.matches("GET", "/assets") and is_ascending and response.status == 200:
        page = response.json
        return response.with_json({**page, "items": page["items"][:-1]}) if page["next_cursor"] is None else response
    return response


def never_lists_third_ticket(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("GET", "/tickets") and response.status == 200:
        page = response.json
        return response.with_json({**page, "items": [row for row in page["items"] if row["number"] != 3]})
    return response


def counts_in_twos(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.path.startswith("/tickets") and response.status in {200, 201}:
        body = re.sub(rb'"number": ?(\d+)', lambda number: b'"number":%d' % (2 * int(number[1])), response.body)
        return replace(response, body=body)
    return response


def ignores_terms_after_the_tenth(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    query = [(name, " ".join(value.split()[:10]) if name == "q" else value) for name, value in query_of(request)]
    return forward(with_query(request, query) if request.matches("GET", "/tickets") and query else request)


def searches_by_every_term(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Require the terms after the twentieth, too."""
    del memory
    response = forward(request)
    words = dict(query_of(request)).get("q", "").split()
    if request.matches("GET", "/tickets") and len(words) > 20 and response.status == 200:
        page = response.json
        items = [row for row in page["items"] if all(word in json.dumps(row) for word in words)]
        return response.with_json({**page, "items": items})
    return response


def lists_newest_links_first(page: dict[str, Any]) -> dict[str, Any]:
    return {**page, "items": page["items"][::-1]}


NUMBERS = "The list of tickets has every number from 1"
BUGS = [
    Bug("another default limit", "GET /tickets", "has the default number of rows", ["pages"], has_another_default),
    Bug("cursor bound to a limit", "GET /tickets", "can have different limits", ["pages"], binds_cursor_to_limit),
    Bug(
        "row lost if the limit changes",
        "GET /assets",
        "Pages with different limits have every row once",
        ["pages"],
        loses_row_if_limit_changes,
    ),
    Bug("one use of a cursor", "GET /evidence", "used again returns the same rows", ["pages"], accepts_cursor_once),
    Bug("empty last page", "GET /assets", "next_cursor is null on the last page", ["pages"], ends_with_an_empty_page),
    Bug(
        "newest row only in descending order",
        "GET /assets",
        "the same rows in every sort order",
        ["sort orders"],
        lacks_newest_in_ascending_order,
    ),
    Bug(
        "newest links first",
        "GET /tickets/{ticket_id}/links",
        "in the order oldest first",
        ["sort orders"],
        changes_response("GET", "/tickets/{id}/links", lists_newest_links_first),
    ),
    Bug("ticket in no list", "GET /tickets", NUMBERS, ["ticket numbers"], never_lists_third_ticket),
    Bug("gaps in numbers", "GET /tickets", NUMBERS, ["ticket numbers"], counts_in_twos),
    Bug(
        "ten terms of a search",
        "GET /tickets",
        "finds no record that lacks one of its words",
        ["search terms"],
        ignores_terms_after_the_tenth,
    ),
    Bug(
        "every term of a search",
        "GET /tickets",
        "ignores the terms after the first 20",
        ["search terms"],
        searches_by_every_term,
    ),
]
