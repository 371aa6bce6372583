"""The ASGI application: the generated routes, the bundles, the pages, the probes and the error handlers."""

from __future__ import annotations

import asyncio
import gzip
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
from handlers.api.pages.console import Console
from handlers.api.pages.content import Content
from handlers.api.pages.docs import Docs
from handlers.api.server import ApiServer
from handlers.http import alerts, audit, comments, links, people, records, tickets, timeline
from handlers.runtime import db, telemetry
from handlers.runtime.ids import new_id

# As `python -m codegen` writes them to generated/served.
DOCUMENTS = ("openapi.json", "openapi.client.json", "openapi-3.0.json", "asyncapi.json")
_log = logging.getLogger("oneprotect.api")


def build_app(server: ApiServer, pool: db.Pool, *, docs: Path, console: Path) -> FastAPI:
    """Assemble the application. ``docs`` and ``console`` are the folders that `oneprotect build` writes."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    generated.routes.mount(
        app,
        server,
        alerts=alerts,
        audit=audit,
        comments=comments,
        links=links,
        people=people,
        records=records,
        tickets=tickets,
        timeline=timeline,
    )
    app.add_exception_handler(HTTPException, _no_such_path)
    app.add_exception_handler(Exception, _unexpected)
    documents = {name: (files("generated") / "served" / name).read_bytes() for name in DOCUMENTS}
    for name, content in documents.items():
        app.add_route(f"/{name}", _document(content), methods=["GET"])
    Docs(documents["openapi.json"], documents["asyncapi.json"], docs).mount(app)
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


def _document(body: bytes) -> Any:
    content = Content(body, "application/json", gzip.compress(body, mtime=0))

    async def serve(request: Request) -> Response:
        return content.respond(request)

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
