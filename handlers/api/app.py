"""The ASGI application: the generated routes, the bundles, the pages, the probes and the error handlers."""

from __future__ import annotations

import asyncio
import logging
import traceback
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

import generated.routes
from generated.problems import NotFound, Unavailable
from generated.runtime.pipeline import respond
from handlers.api.host_check import HostCheck
from handlers.api.pages.console import Console
from handlers.api.pages.serve import Pages
from handlers.api.server import ApiServer
from handlers.http import alerts, audit, comments, links, people, records, tickets, timeline
from handlers.runtime import db, telemetry
from handlers.runtime.ids import new_id

_log = logging.getLogger("oneprotect.api")


class Handlers:
    """One handler per operation of the spec; that none is missing is a matter of types."""

    create_alert = staticmethod(alerts.create_alert)
    list_alerts = staticmethod(alerts.list_alerts)
    get_alert = staticmethod(alerts.get_alert)
    update_alert = staticmethod(alerts.update_alert)
    create_ticket_from_alert = staticmethod(tickets.create_ticket_from_alert)
    list_tickets = staticmethod(tickets.list_tickets)
    create_ticket = staticmethod(tickets.create_ticket)
    get_ticket = staticmethod(tickets.get_ticket)
    get_ticket_summary = staticmethod(tickets.get_ticket_summary)
    update_ticket = staticmethod(tickets.update_ticket)
    list_comments = staticmethod(comments.list_comments)
    create_comment = staticmethod(comments.create_comment)
    list_links = staticmethod(links.list_links)
    create_link = staticmethod(links.create_link)
    get_link = staticmethod(links.get_link)
    delete_link = staticmethod(links.delete_link)
    list_timeline = staticmethod(timeline.list_timeline)
    list_assets = staticmethod(records.list_assets)
    create_asset = staticmethod(records.create_asset)
    get_asset = staticmethod(records.get_asset)
    list_evidence = staticmethod(records.list_evidence)
    create_evidence = staticmethod(records.create_evidence)
    get_evidence = staticmethod(records.get_evidence)
    list_delivery_records = staticmethod(records.list_delivery_records)
    get_delivery_record = staticmethod(records.get_delivery_record)
    list_audit_records = staticmethod(audit.list_audit_records)
    get_audit_record = staticmethod(audit.get_audit_record)
    get_me = staticmethod(people.get_me)
    list_principals = staticmethod(people.list_principals)
    create_session = staticmethod(people.create_session)
    get_session = staticmethod(people.get_session)
    delete_session = staticmethod(people.delete_session)


def build_app(
    server: ApiServer, handlers: Handlers, pool: db.Pool, allowed_hosts: frozenset[str], *, docs: Path, console: Path
) -> FastAPI:
    """Assemble the application. ``docs`` and ``console`` are the folders that `oneprotect build` writes.

    Requests may name any host if ``allowed_hosts`` is empty.
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    generated.routes.mount(app, server, handlers)
    app.add_exception_handler(HTTPException, _no_such_path)
    app.add_exception_handler(Exception, _unexpected)
    if allowed_hosts:
        app.add_middleware(HostCheck, allowed=allowed_hosts)
    openapi, asyncapi = ((files("generated") / name).read_bytes() for name in ("openapi.json", "asyncapi.json"))
    app.add_route("/openapi.json", _document(openapi), methods=["GET"])
    app.add_route("/asyncapi.json", _document(asyncapi), methods=["GET"])
    Pages(openapi, asyncapi, docs).mount(app)
    Console(console).mount(app)
    _add_probes(app, pool)
    return app


def _add_probes(app: FastAPI, pool: db.Pool) -> None:
    async def ready(request: Request) -> Response:
        del request
        try:
            await asyncio.wait_for(pool.fetchval("SELECT 1"), timeout=5)
        except db.FAILURES:
            return JSONResponse({"ready": False, "waiting_for": "postgres"}, status_code=503)
        return JSONResponse({"ready": True})

    async def live(request: Request) -> Response:
        del request
        return JSONResponse({"live": True})

    app.add_route("/readyz", ready, methods=["GET"])
    app.add_route("/healthz", live, methods=["GET"])


def _document(content: bytes) -> Any:
    async def serve(request: Request) -> Response:
        del request
        return Response(content, media_type="application/json")

    return serve


async def _no_such_path(request: Request, error: Exception) -> Response:
    del request
    request_id = new_id()
    if isinstance(error, HTTPException) and error.status_code == 405:
        return Response(status_code=405, headers=error.headers)
    return respond(
        NotFound(detail="This path does not exist. /openapi.json lists every path.").render(request_id), request_id
    )


async def _unexpected(request: Request, error: Exception) -> Response:
    request_id = new_id()
    trace = "".join(traceback.format_exception(error))
    telemetry.log(
        _log, logging.ERROR, "unexpected error", path=request.url.path, request_id=request_id, exception=trace
    )
    problem = Unavailable(
        detail="The server failed on this request, which had no effect. If it persists, report request_id to the "
        "operator.",
        retry_after=5,
    )
    return respond(problem.render(request_id), request_id)
