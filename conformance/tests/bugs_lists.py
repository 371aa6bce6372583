"""Planted bugs of lists: rows, order, filters, cursors and search."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from conformance.tests.planted import Bug, Forward, Request, Response

Query = list[tuple[str, str]]


def query_of(request: Request) -> Query:
    return parse_qsl(urlsplit(request.target).query, True)


def with_query(request: Request, query: Query) -> Request:
    return replace(request, target=urlsplit(request.target)._replace(query=urlencode(query)).geturl())


def drops_row_of_sorted_pages(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    sorted_page = {"cursor", "sort"} <= dict(query_of(request)).keys()
    if request.matches("GET", "/tickets") and response.status == 200 and sorted_page:
        page = response.json
        return response.with_json({**page, "items": page["items"][1:]})
    return response


def shuffles_ties(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Swap neighbouring rows of the same severity."""
    del memory
    response = forward(request)
    by_severity = "severity" in dict(query_of(request)).get("sort", "")
    if not request.matches("GET", "/alerts") or response.status != 200 or not by_severity:
        return response
    rows = response.json["items"]
    for place in range(0, len(rows) - 1, 3):
        one, other = rows[place : place + 2]
        if one["severity"] == other["severity"]:
            rows[place : place + 2] = [other, one]
    return response.with_json({**response.json, "items": rows})


def changes_default_sort(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    if request.matches("GET", "/evidence") and "sort" not in dict(query_of(request)):
        response = forward(with_query(request, [*query_of(request), ("sort", "created_at")]))
        return response if response.status == 200 else forward(request)
    return forward(request)


def numbers_all_tickets_one(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.path.startswith("/tickets") and response.status in {200, 201}:
        return replace(response, body=re.sub(rb'"number": ?\d+', b'"number":1', response.body))
    return response


def uses_last_value_of_filter(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Ignore all but the last value of a repeated severity."""
    del memory
    severities = [value for name, value in query_of(request) if name == "severity"]
    if request.matches("GET", "/tickets") and len(severities) > 1:
        others = [item for item in query_of(request) if item[0] != "severity"]
        return forward(with_query(request, [*others, ("severity", severities[-1])]))
    return forward(request)


def ignores_combined_source_filter(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Apply the source filter only if there is no other filter."""
    del memory
    filters = dict(query_of(request)).keys() - {"limit", "cursor", "sort", "q"}
    if request.matches("GET", "/alerts") and len(filters) > 1 and "cursor" not in request.target:
        return forward(request.without_parameter("source"))
    return forward(request)


def ignores_time_offsets(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    if request.matches("GET", "/alerts"):
        query = [(name, re.sub(r"[+-]\d\d:\d\d$", "Z", value)) for name, value in query_of(request)]
        return forward(with_query(request, query))
    return forward(request)


def accepts_cursor_of_other_filters(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Accept a cursor with a verdict that it was not issued for."""
    del memory
    response = forward(request)
    if (
        request.matches("GET", "/alerts")
        and b"invalid-cursor" in response.body
        and "verdict" in dict(query_of(request))
    ):
        return forward(request.without_parameter("cursor"))
    return response


def accepts_cursor_of_other_list(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Accept the cursors of assets for evidence."""
    response = forward(request)
    if request.matches("GET", "/assets") and response.status == 200:
        memory.setdefault("cursors", set()).add(response.json["next_cursor"])
    if request.matches("GET", "/evidence") and dict(query_of(request)).get("cursor") in memory.get("cursors", ()):
        return forward(request.without_parameter("cursor"))
    return response


def accepts_cursor_of_other_record(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Accept a cursor of one ticket's comments for those of another."""
    response = forward(request)
    if not request.matches("GET", "/tickets/{id}/comments"):
        return response
    if response.status == 200:
        memory[response.json["next_cursor"]] = request.path
    if memory.get(dict(query_of(request)).get("cursor"), request.path) != request.path:
        return forward(request.without_parameter("cursor"))
    return response


def ignores_search(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    return forward(request.without_parameter("q") if request.matches("GET", "/assets") else request)


def does_not_search_tags(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    words = dict(query_of(request)).get("q", "").lower()
    if request.matches("GET", "/tickets") and response.status == 200 and words:
        page = response.json
        others = [row for row in page["items"] if words not in " ".join(row["tags"]).lower()]
        return response.with_json({**page, "items": others})
    return response


def empties_descriptions_of_rows(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("GET", "/tickets") and response.status == 200:
        page = response.json
        return response.with_json({**page, "items": [{**row, "description": ""} for row in page["items"]]})
    return response


def lists_comments_of_first_ticket(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Return the comments of the first ticket that got one, whichever ticket is requested."""
    response = forward(request)
    if request.matches("POST", "/tickets/{id}/comments") and response.status == 201:
        memory.setdefault("path", request.path)
    if request.matches("GET", "/tickets/{id}/comments") and response.status == 200:
        return forward(replace(request, target=request.target.replace(request.path, memory.get("path", request.path))))
    return response


COMMENTS = "GET /tickets/{ticket_id}/comments"
PAGES = "every row of a sorted list in the same order"
BUGS = [
    Bug("row lost from a sorted list", "GET /tickets", PAGES, ["sorting"], drops_row_of_sorted_pages),
    Bug("shuffled ties", "GET /alerts", PAGES, ["sorting"], shuffles_ties),
    Bug("another default sort", "GET /evidence", "is in its default order", ["sorting"], changes_default_sort),
    Bug("duplicate number", "GET /tickets", "No two rows have the same number", ["paging"], numbers_all_tickets_one),
    Bug("last value of a filter", "GET /tickets", "every row that matches", ["filters"], uses_last_value_of_filter),
    Bug(
        "filter ignored with others",
        "GET /alerts",
        "only rows that match",
        ["filters"],
        ignores_combined_source_filter,
    ),
    Bug("ignored offsets", "GET /alerts", "A filter returns", ["filters"], ignores_time_offsets),
    Bug(
        "cursor of other filters",
        "GET /alerts",
        "A cursor under other filters is answered 400",
        ["cursors"],
        accepts_cursor_of_other_filters,
    ),
    Bug(
        "cursor of another list",
        "GET /evidence",
        "The cursor of another list is answered 400",
        ["cursors"],
        accepts_cursor_of_other_list,
    ),
    Bug(
        "cursor of another record",
        COMMENTS,
        "The cursor of another record's list is answered 400",
        ["cursors"],
        accepts_cursor_of_other_record,
    ),
    Bug("ignored search", "GET /assets", "returns only records that contain all its words", ["search"], ignores_search),
    Bug("search without tags", "GET /tickets", "by the words in its tags", ["search"], does_not_search_tags),
    Bug("incomplete rows", "GET /tickets", "A list row equals the record", ["rows"], empties_descriptions_of_rows),
    Bug(
        "comments of another ticket",
        COMMENTS,
        "contains only rows of that record",
        ["rows"],
        lists_comments_of_first_ticket,
    ),
]
