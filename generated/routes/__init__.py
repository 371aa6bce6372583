# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""All routes, by tag, and the answer to methods that the spec does not name."""

from __future__ import annotations

from functools import partial
from typing import TypeVar

from fastapi import FastAPI
from starlette.routing import Match, Route
from starlette.types import Receive, Scope, Send

from generated.operations import Operations
from generated.routes import alerts, audit, comments, links, people, records, tickets, timeline
from generated.runtime.pipeline import Caller, Server, method_not_allowed

CallerT = TypeVar("CallerT", bound=Caller)
ContextT = TypeVar("ContextT")

ALLOW = {
    "/api/v1/alerts": "GET, POST",
    "/api/v1/alerts/{alert_id}": "GET, PATCH",
    "/api/v1/alerts/{alert_id}/ticket": "POST",
    "/api/v1/tickets": "GET, POST",
    "/api/v1/tickets/summary": "GET",
    "/api/v1/tickets/{ticket_id}": "GET, PATCH",
    "/api/v1/tickets/{ticket_id}/comments": "GET, POST",
    "/api/v1/tickets/{ticket_id}/links": "GET, POST",
    "/api/v1/tickets/{ticket_id}/links/{link_id}": "GET, DELETE",
    "/api/v1/tickets/{ticket_id}/timeline": "GET",
    "/api/v1/assets": "GET, POST",
    "/api/v1/assets/{asset_id}": "GET",
    "/api/v1/evidence": "GET, POST",
    "/api/v1/evidence/{evidence_id}": "GET",
    "/api/v1/delivery-records": "GET",
    "/api/v1/delivery-records/{delivery_record_id}": "GET",
    "/api/v1/audit-records": "GET",
    "/api/v1/audit-records/{audit_record_id}": "GET",
    "/api/v1/session": "GET, POST, DELETE",
    "/api/v1/me": "GET",
    "/api/v1/principals": "GET",
}


class _MethodNotAllowed:
    """Answers every method that reaches it; an ASGI application, since a function would be held to some methods."""

    def __init__(self, server: Server[CallerT, ContextT], allow: str) -> None:
        self._answer = partial(method_not_allowed, server, allow)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._answer()(scope, receive, send)


class _OtherMethods(Route):
    """Takes the methods that a path does not name before a path with a parameter in that place does."""

    def __init__(self, path: str, answer: _MethodNotAllowed, allow: str) -> None:
        super().__init__(path, answer)
        self._named = frozenset(allow.split(", "))

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] == "http" and scope["method"] in self._named:
            return Match.NONE, {}
        return super().matches(scope)


def mount(app: FastAPI, server: Server[CallerT, ContextT], handlers: Operations[ContextT]) -> None:
    """Add every route of the spec."""
    for path in ["/api/v1/tickets/summary"]:
        app.router.routes.append(_OtherMethods(path, _MethodNotAllowed(server, ALLOW[path]), ALLOW[path]))
    alerts.mount(app, server, handlers)
    audit.mount(app, server, handlers)
    comments.mount(app, server, handlers)
    links.mount(app, server, handlers)
    people.mount(app, server, handlers)
    records.mount(app, server, handlers)
    tickets.mount(app, server, handlers)
    timeline.mount(app, server, handlers)
    for path, allow in ALLOW.items():
        app.router.routes.append(Route(path, _MethodNotAllowed(server, allow)))
