# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""All routes, by tag, and the response to methods that the spec does not name."""

from __future__ import annotations

from functools import partial

from fastapi import FastAPI
from starlette.routing import Match, Route
from starlette.types import Receive, Scope, Send

from generated.operations.alerts import AlertsHandlers
from generated.operations.audit import AuditHandlers
from generated.operations.comments import CommentsHandlers
from generated.operations.links import LinksHandlers
from generated.operations.people import PeopleHandlers
from generated.operations.records import RecordsHandlers
from generated.operations.tickets import TicketsHandlers
from generated.operations.timeline import TimelineHandlers
from generated.routes.alerts import mount_alerts
from generated.routes.audit import mount_audit
from generated.routes.comments import mount_comments
from generated.routes.links import mount_links
from generated.routes.people import mount_people
from generated.routes.records import mount_records
from generated.routes.tickets import mount_tickets
from generated.routes.timeline import mount_timeline
from generated.runtime.pipeline import method_not_allowed
from generated.runtime.server import CallerT, ContextT, Server

ALLOW = {
    "/api/v1/alerts": "GET, POST",
    "/api/v1/alerts/batch": "POST",
    "/api/v1/alerts/{alert_id}": "GET, PATCH",
    "/api/v1/alerts/{alert_id}/reports": "GET",
    "/api/v1/alerts/{alert_id}/related": "GET",
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
# Paths that another path with a parameter matches, too.
SHADOWED = ["/api/v1/alerts/batch", "/api/v1/tickets/summary"]


def mount(
    app: FastAPI,
    server: Server[CallerT, ContextT],
    *,
    alerts: AlertsHandlers[ContextT],
    audit: AuditHandlers[ContextT],
    comments: CommentsHandlers[ContextT],
    links: LinksHandlers[ContextT],
    people: PeopleHandlers[ContextT],
    records: RecordsHandlers[ContextT],
    tickets: TicketsHandlers[ContextT],
    timeline: TimelineHandlers[ContextT],
) -> None:
    """Serve every operation of the spec; each tag is handled by the module that is passed for it."""
    for path in SHADOWED:
        app.router.routes.append(_OtherMethods(path, _MethodNotAllowed(server, ALLOW[path]), ALLOW[path]))
    mount_alerts(app, server, alerts)
    mount_audit(app, server, audit)
    mount_comments(app, server, comments)
    mount_links(app, server, links)
    mount_people(app, server, people)
    mount_records(app, server, records)
    mount_tickets(app, server, tickets)
    mount_timeline(app, server, timeline)
    for path, allow in ALLOW.items():
        app.router.routes.append(Route(path, _MethodNotAllowed(server, allow)))


class _MethodNotAllowed:
    """Answers 405 to every method; it is an ASGI application because Starlette limits functions to some methods."""

    def __init__(self, server: Server[CallerT, ContextT], allow: str) -> None:
        self._answer = partial(method_not_allowed, server, allow)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._answer()(scope, receive, send)


class _OtherMethods(Route):
    """Matches the methods that a path does not name, so that no path with a parameter in its place takes them."""

    def __init__(self, path: str, answer: _MethodNotAllowed, allow: str) -> None:
        super().__init__(path, answer)
        self._named = frozenset(allow.split(", "))

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] == "http" and scope["method"] in self._named:
            return Match.NONE, {}
        return super().matches(scope)
