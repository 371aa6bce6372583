"""Planted bugs of searches: terms, phrases, numbers, text that differs in case or form only, and searched members."""

import json
import re
from collections.abc import Callable
from typing import Any

from conformance.tests.bugs_indicators import keeps_rows, searches_text_only, values_of
from conformance.tests.bugs_lists import query_of, with_query
from conformance.tests.bugs_trail import first_token
from conformance.tests.planted import Bug, Forward, Request, Response

Serve = Callable[[Request, Forward, dict[str, Any]], Response]


def changes_search(path: str, change: Callable[[str], str]) -> Serve:
    """Search for changed terms."""

    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        del memory
        if not request.matches("GET", path):
            return forward(request)
        query = [(name, (change(value) or value) if name == "q" else value) for name, value in query_of(request)]
        return forward(with_query(request, query))

    return serve


def does_not_search(member: str) -> Serve:
    """Find no alert by one of its members."""

    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        del memory
        response = forward(request)
        words = "".join(values_of(request, "q")).lower()
        if not request.matches("GET", "/alerts") or not words:
            return response
        return keeps_rows(response, lambda row: words not in json.dumps(row[member]).lower())

    return serve


def finds_whole_words(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    words = [word for value in values_of(request, "q") for word in re.findall(r"\w+", value.lower())]
    if not request.matches("GET", "/evidence") or not words:
        return response

    def keep(row: dict[str, Any]) -> bool:
        return all(re.search(rf"\b{word}\b", f"{row['name']} {row['description']}".lower()) for word in words)

    return keeps_rows(response, keep)


def orders_numbers_like_others(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if request.matches("GET", "/tickets") and values_of(request, "q") and response.status == 200:
        items = sorted(response.json["items"], key=lambda row: row["created_at"], reverse=True)
        return response.with_json({**response.json, "items": items})
    return response


def ignores_number_if_sorted(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    is_sorted = bool(values_of(request, "sort"))
    return orders_numbers_like_others(request, forward, memory) if is_sorted else forward(request)


def finds_numbers_in_text_only(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    words = "".join(values_of(request, "q"))
    if not request.matches("GET", "/tickets") or not words.startswith("#"):
        return response
    return keeps_rows(response, lambda row: words in row["title"])


def ignores_number_filter(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    return forward(request.without_parameter("number") if request.matches("GET", "/tickets") else request)


def compares_case_for_auditors(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    token = first_token(request, memory)
    response = forward(request)
    words = " ".join(values_of(request, "q")).replace('"', "").split()
    if not request.matches("GET", "/tickets") or not words or request.header("Authorization") == token:
        return response
    return keeps_rows(response, lambda row: all(word in json.dumps(row) for word in words))


def first_word(text: str) -> str:
    return text if '"' in text else text.split(maxsplit=1)[0]


def as_phrase(text: str) -> str:
    return text if '"' in text else f'"{text}"'


ALL, NO_OTHER = "have all its words and phrases, in any order", "lacks one of its words or phrases"
FOLDED = "A search compares text by NFKC and without case"
FIRST = "returns this ticket first"
TERMS = ["search terms"]
BUGS = [
    Bug("first word only", "GET /tickets", NO_OTHER, TERMS, changes_search("/tickets", first_word)),
    Bug("words in order", "GET /assets", ALL, TERMS, changes_search("/assets", as_phrase)),
    Bug(
        "phrases as words",
        "GET /alerts",
        NO_OTHER,
        TERMS,
        changes_search("/alerts", lambda text: text.replace('"', "")),
    ),
    Bug(
        "percent sign as a wildcard",
        "GET /alerts",
        NO_OTHER,
        TERMS,
        changes_search("/alerts", lambda text: text.partition("%")[0]),
    ),
    Bug(
        "backslash as an escape",
        "GET /evidence",
        NO_OTHER,
        TERMS,
        changes_search("/evidence", lambda text: text.replace("\\", "")),
    ),
    Bug("whole words", "GET /evidence", ALL, TERMS, finds_whole_words),
    *(
        Bug(f"unfolded text of {path[1:]}", f"GET {path}", FOLDED, TERMS, searches_text_only(path))
        for path in ("/tickets", "/alerts", "/assets", "/evidence")
    ),
    Bug("number among others", "GET /tickets", FIRST, TERMS, orders_numbers_like_others),
    Bug("sorted number", "GET /tickets", FIRST, TERMS, ignores_number_if_sorted),
    Bug("number in text only", "GET /tickets", FIRST, TERMS, finds_numbers_in_text_only),
    Bug("ignored number", "GET /tickets", "the ticket with this number alone", TERMS, ignores_number_filter),
    Bug(
        "auditor's search with case",
        "GET /tickets",
        "An auditor's search finds what the auditor sees",
        TERMS,
        compares_case_for_auditors,
    ),
    Bug("number filter ignored", "GET /tickets", "A filter returns only rows", ["filters"], ignores_number_filter),
    *(
        Bug(
            f"search without {member}",
            "GET /alerts",
            f"by the words in its {member}",
            ["search"],
            does_not_search(member),
        )
        for member in ("title", "description", "rule_id", "source", "source_alert_id", "assets", "evidence")
    ),
]
