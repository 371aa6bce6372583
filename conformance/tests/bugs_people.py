"""Planted bugs of people and tenants: wrong authors and principals, and queries that see another tenant."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from conformance.tests.bugs_lists import query_of
from conformance.tests.bugs_trail import first_token
from conformance.tests.mutations import NEVER, changes_response, rows
from conformance.tests.planted import Bug, Forward, Request, Response

SYSTEM = {"id": NEVER, "kind": "system", "display_name": "OneProtect"}
Serve = Callable[[Request, Forward, dict[str, Any]], Response]


def names_system(member: str, path: str) -> Serve:
    """Name the runtime instead of the caller wherever a response has this member."""

    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        del memory
        response = forward(request)
        if re.match(path, request.path) is None or response.status not in {200, 201}:
            return response
        document = response.json
        if "items" in document:
            return response.with_json(rows(lambda row: {**row, member: SYSTEM} if member in row else row)(document))
        return response.with_json({**document, member: SYSTEM} if member in document else document)

    return serve


def has_another_tenant(me: dict[str, Any]) -> dict[str, Any]:
    return {**me, "tenant": {**me["tenant"], "id": NEVER}}


def is_called_differently(me: dict[str, Any]) -> dict[str, Any]:
    return {**me, "principal": {**me["principal"], "display_name": "Somebody"}}


def lacks_administrators(page: dict[str, Any]) -> dict[str, Any]:
    return {**page, "items": [row for row in page["items"] if row["roles"] != ["admin"]]}


def are_auditors(page: dict[str, Any]) -> dict[str, Any]:
    return {**page, "items": [{**row, "roles": ["auditor"]} for row in page["items"]]}


def reads_first_tenant(path: str, parameter: str | None = None) -> Serve:
    """Return to every caller what the first tenant sees, if the query has the parameter."""

    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        token = first_token(request, memory)
        response = forward(request)
        is_chosen = request.matches("GET", path) and (parameter is None or parameter in dict(query_of(request)))
        if is_chosen and response.status == 200 and "cursor" not in request.target:
            return forward(request.with_header("Authorization", token))
        return response

    return serve


def lacks_permission(me: dict[str, Any]) -> dict[str, Any]:
    return {**me, "permissions": [scope for scope in me["permissions"] if scope != "records:read"]}


def lists_permission_in_vain(me: dict[str, Any]) -> dict[str, Any]:
    return {**me, "permissions": sorted({*me["permissions"], "records:write"})}


def says_title_by_operation(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    if response.status == 404 and request.path.startswith("/assets/"):
        return response.with_json({**response.json, "title": "No such asset"})
    return response


def says_title_by_role(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    token = first_token(request, memory)
    response = forward(request)
    if response.status == 403 and request.header("Authorization") != token:
        return response.with_json({**response.json, "title": "Auditors cannot write"})
    return response


def points_elsewhere(change: Callable[[str], str]) -> Serve:
    """Change the pointers of errors in reports of alerts."""

    def serve(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
        del memory
        response = forward(request)
        if request.matches("POST", "/alerts") and response.status == 422 and "errors" in response.json:
            errors = [{**error, "pointer": change(error["pointer"])} for error in response.json["errors"]]
            return response.with_json({**response.json, "errors": errors})
        return response

    return serve


def creates_tickets_for_all(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    """Count open tickets of the first tenant in every summary."""
    token = first_token(request, memory)
    response = forward(request)
    if request.matches("GET", "/tickets/summary") and response.status == 200:
        first = forward(request.with_header("Authorization", token)).json
        return response.with_json({**response.json, "by_severity": first["by_severity"]})
    return response


def shows_tenant_id(request: Request, forward: Forward, memory: dict[str, Any]) -> Response:
    del memory
    response = forward(request)
    body = re.sub(rb'"tenant_id": ?"[^"]+"', f'"tenant_id":"{NEVER}"'.encode(), response.body)
    return replace(response, body=body)


COMMENTS, LINKS = "/tickets/{ticket_id}/comments", "/tickets/{ticket_id}/links"
NOTHING_FOREIGN = "No search and no filter returns a record of another tenant"
PERMISSION, TITLE = "A missing scope is answered 403", "The title of a problem is the same"
POINTER = "a JSON pointer into the body that was sent"
PEOPLE, QUERIES = ["people"], ["another tenant's queries"]
BUGS = [
    Bug("wrong reporter", "POST /tickets", "The reporter of a ticket", PEOPLE, names_system("reporter", "/tickets")),
    Bug("wrong author", f"POST {COMMENTS}", "The author of a comment", PEOPLE, names_system("author", "/tickets")),
    Bug("wrong creator", f"POST {LINKS}", "The creator of a link", PEOPLE, names_system("created_by", "/tickets")),
    Bug(
        "wrong creator of rows",
        f"GET {LINKS}",
        "The member created_by of a row",
        PEOPLE,
        changes_response("GET", "/tickets/{id}/links", rows(lambda row: {**row, "created_by": SYSTEM})),
    ),
    Bug(
        "wrong actor in the timeline",
        "GET /tickets/{ticket_id}/timeline",
        "The actor of a timeline entry is the caller",
        PEOPLE,
        names_system("actor", "/tickets/.*/timeline"),
    ),
    Bug(
        "wrong tenant of the caller",
        "POST /tickets",
        "is the tenant of GET /me",
        PEOPLE,
        changes_response("GET", "/me", has_another_tenant),
    ),
    Bug("wrong tenant of tickets", "POST /tickets", "is the tenant of GET /me", PEOPLE, shows_tenant_id),
    Bug(
        "wrong name of the caller",
        "GET /principals",
        "agrees with GET /me",
        PEOPLE,
        changes_response("GET", "/me", is_called_differently),
    ),
    Bug(
        "caller not among the principals",
        "GET /principals",
        "has the caller once",
        PEOPLE,
        changes_response("GET", "/principals", lacks_administrators),
    ),
    Bug(
        "wrong roles of principals",
        "GET /principals",
        "agrees with GET /me",
        PEOPLE,
        changes_response("GET", "/principals", are_auditors),
    ),
    Bug(
        "principals of another tenant",
        "GET /principals",
        "no principal of another tenant",
        PEOPLE,
        reads_first_tenant("/principals"),
    ),
    Bug(
        "missing permission",
        "GET /assets",
        PERMISSION,
        ["permission"],
        changes_response("GET", "/me", lacks_permission),
    ),
    Bug(
        "permission that is not granted",
        "POST /assets",
        "has every scope that GET /me lists",
        ["listed scopes"],
        changes_response("GET", "/me", lists_permission_in_vain),
    ),
    Bug("title by operation", "GET /assets/{asset_id}", TITLE, ["unknown records"], says_title_by_operation),
    Bug("title by role", "POST /tickets", TITLE, ["auditor"], says_title_by_role),
    Bug("pointers into the request", "POST /alerts", POINTER, ["bodies"], points_elsewhere(lambda old: f"/body{old}")),
    Bug("pointers with dots", "POST /alerts", POINTER, ["bodies"], points_elsewhere(lambda old: old[1:])),
    Bug("search in all tenants", "GET /tickets", NOTHING_FOREIGN, QUERIES, reads_first_tenant("/tickets", "q")),
    Bug(
        "filter in all tenants",
        "GET /audit-records",
        NOTHING_FOREIGN,
        QUERIES,
        reads_first_tenant("/audit-records", "target_id"),
    ),
    Bug("number in all tenants", "GET /tickets", NOTHING_FOREIGN, QUERIES, reads_first_tenant("/tickets", "number")),
    Bug(
        "summary of all tenants",
        "GET /tickets/summary",
        "does not count the tickets of another tenant",
        QUERIES,
        creates_tickets_for_all,
    ),
]
