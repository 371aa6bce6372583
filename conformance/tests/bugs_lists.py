"""Bugs of lists: their rows, order, filters, cursors and search."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from conformance.tests.planted import Answered, Asked, Bug, Forward

Given = list[tuple[str, str]]


def given(asked: Asked) -> Given:
    return parse_qsl(urlsplit(asked.target).query, True)


def asking(asked: Asked, parameters: Given) -> Asked:
    return replace(asked, target=urlsplit(asked.target)._replace(query=urlencode(parameters)).geturl())


def short_page(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    if asked.fits("GET", "/tickets") and answered.status == 200 and {"cursor", "sort"} <= dict(given(asked)).keys():
        page = answered.json
        return answered.with_json({**page, "items": page["items"][1:]})
    return answered


def shuffled_ties(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    """Swap neighbours that have the same severity."""
    del memory
    answered = forward(asked)
    if (
        not asked.fits("GET", "/alerts")
        or answered.status != 200
        or "severity" not in dict(given(asked)).get("sort", "")
    ):
        return answered
    rows = answered.json["items"]
    for place in range(0, len(rows) - 1, 3):
        one, other = rows[place : place + 2]
        if one["severity"] == other["severity"]:
            rows[place : place + 2] = [other, one]
    return answered.with_json({**answered.json, "items": rows})


def other_default(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    if asked.fits("GET", "/evidence") and "sort" not in dict(given(asked)):
        answered = forward(asking(asked, [*given(asked), ("sort", "created_at")]))
        return answered if answered.status == 200 else forward(asked)
    return forward(asked)


def one_number(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    if asked.path.startswith("/tickets") and answered.status in {200, 201}:
        return replace(answered, body=re.sub(rb'"number": ?\d+', b'"number":1', answered.body))
    return answered


def the_last_value(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    """Of a repeated filter take the last value."""
    del memory
    severities = [value for name, value in given(asked) if name == "severity"]
    if asked.fits("GET", "/tickets") and len(severities) > 1:
        kept = [item for item in given(asked) if item[0] != "severity"]
        return forward(asking(asked, [*kept, ("severity", severities[-1])]))
    return forward(asked)


def alone_only(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    """Look at a filter by source where no other filter is given."""
    del memory
    filters = dict(given(asked)).keys() - {"limit", "cursor", "sort", "q"}
    if asked.fits("GET", "/alerts") and len(filters) > 1 and "cursor" not in asked.target:
        return forward(asked.without_parameter("source"))
    return forward(asked)


def deaf_to_offsets(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    if asked.fits("GET", "/alerts"):
        return forward(asking(asked, [(name, re.sub(r"[+-]\d\d:\d\d$", "Z", value)) for name, value in given(asked)]))
    return forward(asked)


def any_filter(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    """Take a cursor with whichever verdict."""
    del memory
    answered = forward(asked)
    if asked.fits("GET", "/alerts") and b"invalid-cursor" in answered.body and "verdict" in dict(given(asked)):
        return forward(asked.without_parameter("cursor"))
    return answered


def any_list(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    """Take the cursors of assets for evidence."""
    answered = forward(asked)
    if asked.fits("GET", "/assets") and answered.status == 200:
        memory.setdefault("cursors", set()).add(answered.json["next_cursor"])
    if asked.fits("GET", "/evidence") and dict(given(asked)).get("cursor") in memory.get("cursors", ()):
        return forward(asked.without_parameter("cursor"))
    return answered


def any_record(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    """Take a cursor of one ticket's comments for those of another."""
    answered = forward(asked)
    if not asked.fits("GET", "/tickets/{id}/comments"):
        return answered
    if answered.status == 200:
        memory[answered.json["next_cursor"]] = asked.path
    if memory.get(dict(given(asked)).get("cursor"), asked.path) != asked.path:
        return forward(asked.without_parameter("cursor"))
    return answered


def ignored_search(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    return forward(asked.without_parameter("q") if asked.fits("GET", "/assets") else asked)


def no_tags(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    """Search no tags."""
    del memory
    answered = forward(asked)
    words = dict(given(asked)).get("q", "").lower()
    if asked.fits("GET", "/tickets") and answered.status == 200 and words:
        page = answered.json
        kept = [row for row in page["items"] if words not in " ".join(row["tags"]).lower()]
        return answered.with_json({**page, "items": kept})
    return answered


def empty_rows(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    del memory
    answered = forward(asked)
    if asked.fits("GET", "/tickets") and answered.status == 200:
        page = answered.json
        return answered.with_json({**page, "items": [{**row, "description": ""} for row in page["items"]]})
    return answered


def the_first_comments(asked: Asked, forward: Forward, memory: dict[str, Any]) -> Answered:
    """Give the comments of the first ticket that had one, whichever is asked for."""
    answered = forward(asked)
    if asked.fits("POST", "/tickets/{id}/comments") and answered.status == 201:
        memory.setdefault("path", asked.path)
    if asked.fits("GET", "/tickets/{id}/comments") and answered.status == 200:
        return forward(replace(asked, target=asked.target.replace(asked.path, memory.get("path", asked.path))))
    return answered


COMMENTS = "GET /tickets/{ticket_id}/comments"
BUGS = [
    Bug("a row lost under a sort", "GET /tickets", "in its order, page by page", ["sorting"], short_page),
    Bug("shuffled ties", "GET /alerts", "in its order, page by page", ["sorting"], shuffled_ties),
    Bug("another default", "GET /evidence", "in the order of its default", ["sorting"], other_default),
    Bug("one number for all", "GET /tickets", "no two rows have one number", ["paging"], one_number),
    Bug("the last value only", "GET /tickets", "gives every row that fits", ["filters"], the_last_value),
    Bug("a filter alone only", "GET /alerts", "no row that does not fit", ["filters"], alone_only),
    Bug("no offsets", "GET /alerts", "a filter gives", ["filters"], deaf_to_offsets),
    Bug("a cursor of any filter", "GET /alerts", "under other filters is 400", ["cursors"], any_filter),
    Bug("a cursor of any list", "GET /evidence", "another list's cursor is 400", ["cursors"], any_list),
    Bug("a cursor of any record", COMMENTS, "the cursor of another record's list", ["cursors"], any_record),
    Bug("an ignored search", "GET /assets", "leaves what has not all its words", ["search"], ignored_search),
    Bug("a search without tags", "GET /tickets", "finds what has its words in tags", ["search"], no_tags),
    Bug("empty rows", "GET /tickets", "reads as its own GET", ["rows"], empty_rows),
    Bug("the first one's comments", COMMENTS, "the rows of that record alone", ["rows"], the_first_comments),
]
